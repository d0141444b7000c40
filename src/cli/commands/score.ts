import { enqueueTask } from '../../jobs/tasks/names.ts';
import { chooseInstalls } from '../choose-installs.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../open-core.ts';
import { runUntilIdle } from '../run-until-idle.ts';
import { withSandbox } from '../with-sandbox.ts';

/** `pulso score`: evaluates everybody anew from the stored signals, without reading the CRM; differences are written back. */
export const addScore: AddCommand = (program, output) => {
  program
    .command('score')
    .description('Evaluate everybody anew from the stored signals; differences are written back.')
    .option('--install <id>', 'only this install')
    .option('--json', 'as JSON')
    .action(async (options: { install?: string; json?: boolean }) => {
      await withCore(async (core) => {
        const installs = await chooseInstalls(core, options.install);
        let marked = 0;
        await withSandbox(core, installs, async () => {
          await core.store.transaction(async (tx) => {
            for (const install of installs) {
              marked += await core.store.subjects.markAllDirty(tx, install.id);
              await enqueueTask(core.queue, tx, 'score', install.id);
            }
          });
          await runUntilIdle(core, output);
        });
        const report = await core.status();
        if (options.json) output.result(JSON.stringify({ evaluated: marked, ...report }, null, 2));
        else output.result(`${marked} customers and accounts evaluated`);
      });
    });
};
