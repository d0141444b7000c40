import { chooseInstalls } from '../choose-installs.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../open-core.ts';
import { wholeNumber } from '../options.ts';
import { table } from '../output.ts';

const MOST = 1_000_000;

/** `pulso writes`: every write to the CRM, newest first. */
export const addWrites: AddCommand = (program, output) => {
  program
    .command('writes')
    .description('What Pulso wrote to the CRM, newest first.')
    .option('--install <id>', 'only this install')
    .option('--record <id>', 'only this record')
    .option('--limit <count>', 'at most so many', wholeNumber(1, MOST), 50)
    .option('--json', 'as JSON')
    .action(async (options: { install?: string; record?: string; limit: number; json?: boolean }) => {
      await withCore(async (core) => {
        const installs = await chooseInstalls(core, options.install);
        const entries = (
          await Promise.all(
            installs.map((install) => core.store.writebacks.log(install.id, options.limit, options.record)),
          )
        ).flat();
        if (options.json) {
          output.result(JSON.stringify(entries, null, 2));
          return;
        }
        output.result(
          table(
            ['at', 'install', 'record', 'outcome', 'fields'],
            entries.map((entry) => [
              entry.at,
              entry.install,
              `${entry.object} ${entry.record}`,
              entry.error === null ? entry.outcome : `${entry.outcome}: ${entry.error}`,
              Object.keys(entry.after).join(' '),
            ]),
          ),
        );
      });
    });
};
