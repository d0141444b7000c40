import { enqueueTask } from '../../jobs/tasks/names.ts';
import { chooseInstalls } from '../choose-installs.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../open-core.ts';
import { runUntilIdle } from '../run-until-idle.ts';
import { withSandbox } from '../with-sandbox.ts';

/** `pulso sync`: reads what changed, scores it and writes it back, now. */
export const addSync: AddCommand = (program, output, exit) => {
  program
    .command('sync')
    .description('Read what changed in the CRM, score it, write it back.')
    .option('--install <id>', 'only this install')
    .option('--json', 'as JSON')
    .action(async (options: { install?: string; json?: boolean }) => {
      await withCore(async (core) => {
        const installs = await chooseInstalls(core, options.install);
        const before = await Promise.all(installs.map((install) => core.store.writebacks.countLog(install.id)));
        await withSandbox(core, installs, async () => {
          await core.store.transaction(async (tx) => {
            for (const install of installs) await enqueueTask(core.queue, tx, 'pull', install.id);
          });
          await runUntilIdle(core, output);
        });
        const report = await core.status();
        const chosen = report.installs.filter((status) => installs.some((install) => install.id === status.id));
        const written = await Promise.all(
          installs.map(async (install, index) => ({
            install: install.id,
            written: (await core.store.writebacks.countLog(install.id)) - (before[index] ?? 0),
          })),
        );
        if (options.json) output.result(JSON.stringify({ written, ...report, installs: chosen }, null, 2));
        else
          for (const { install, written: count } of written)
            output.result(`${install}: up to date, ${count} records written`);
        if (chosen.some((install) => install.status === 'paused') || report.dead.length > 0) {
          output.remark('Something needs attention: run "pulso status".');
          exit(1);
        }
      });
    });
};
