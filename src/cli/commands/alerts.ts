import { chooseInstalls } from '../choose-installs.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../open-core.ts';
import { wholeNumber } from '../options.ts';
import { table } from '../output.ts';

const MOST = 1_000_000;

/** `pulso alerts`: who turned poor or critical, and which severe frictions appeared, newest first. */
export const addAlerts: AddCommand = (program, output) => {
  program
    .command('alerts')
    .description('Who turned poor or critical, and which severe frictions appeared, newest first.')
    .option('--install <id>', 'only this install')
    .option('--limit <count>', 'at most so many', wholeNumber(1, MOST), 50)
    .option('--json', 'as JSON')
    .action(async (options: { install?: string; limit: number; json?: boolean }) => {
      await withCore(async (core) => {
        const installs = await chooseInstalls(core, options.install);
        const alerts = (
          await Promise.all(
            installs.map(async ({ id: install }) =>
              (await core.store.alerts.list(install, options.limit)).map((alert) => ({ install, ...alert })),
            ),
          )
        )
          .flat()
          .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
          .slice(0, options.limit);
        if (options.json) {
          output.result(JSON.stringify(alerts, null, 2));
          return;
        }
        if (alerts.length === 0) {
          output.result('No alerts. They come when somebody turns poor or critical, or a severe friction appears.');
          return;
        }
        output.result(
          table(
            ['at', 'install', 'record', 'name', 'alert', 'band', 'score', 'state'],
            alerts.map(({ at, install, subject, name, kind, band, score, state, error }) => [
              ...[at, install, `${subject.object} ${subject.id}`, name, kind, band],
              score === null ? null : Math.round(score * 10) / 10,
              error === null ? state : `${state}: ${error}`,
            ]),
          ),
        );
      });
    });
};
