import type { Core } from '../../compose.ts';
import { holdInstall, resumeInstall } from '../../jobs/hold-install.ts';
import type { Install } from '../../store/port.ts';
import { chooseInstalls } from '../choose-installs.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../open-core.ts';

/** `pulso pause` and `pulso resume`: an admin's own stop and go. */
export const addPause: AddCommand = (program, output) => {
  program
    .command('pause')
    .description('Stop reading and writing until "pulso resume"; what is stored stays.')
    .option('--install <id>', 'only this install')
    .option('--json', 'as JSON')
    .action(async (options: { install?: string; json?: boolean }) => {
      await withCore(async (core) => {
        const installs = await chooseInstalls(core, options.install);
        for (const install of installs) {
          await holdInstall(core, install, 'Paused by an admin; "pulso resume" ends it.');
          if (!options.json) output.result(`${install.id} is paused`);
        }
        if (options.json) output.result(await states(core, installs));
      });
    });
  program
    .command('resume')
    .description('Go on after a pause or an undo.')
    .option('--install <id>', 'only this install')
    .option('--json', 'as JSON')
    .action(async (options: { install?: string; json?: boolean }) => {
      await withCore(async (core) => {
        const installs = await chooseInstalls(core, options.install);
        for (const install of installs) {
          await resumeInstall(core, install);
          if (!options.json) output.result(`${install.id} is active; the running program, or "pulso sync", catches up`);
        }
        if (options.json) output.result(await states(core, installs));
      });
    });
};

async function states(core: Core, chosen: readonly Install[]): Promise<string> {
  const installs = (await core.store.installs.list()).filter(({ id }) => chosen.some((install) => install.id === id));
  return JSON.stringify(
    installs.map(({ id, status, statusReason }) => ({ install: id, status, statusReason })),
    null,
    2,
  );
}
