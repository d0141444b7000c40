import { chooseSegments } from '../../jobs/choose-segments.ts';
import { segmentProperties } from '../../jobs/learn/attributes.ts';
import { chooseInstalls } from '../choose-installs.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../open-core.ts';
import { namesOf } from '../read-table.ts';

/** `pulso segments`: by which properties of the CRM the portfolio is split. */
export const addSegments: AddCommand = (program, output) => {
  program
    .command('segments')
    .description('By what the portfolio of each install is split; --by changes it.')
    .option('--install <id>', 'only this install')
    .option('--by <properties>', 'comma-separated internal names of contact properties, besides lifecycle and language')
    .option('--json', 'as JSON')
    .action(async (options: { install?: string; by?: string; json?: boolean }) => {
      await withCore(async (core) => {
        const names = namesOf(options.by);
        if (names !== undefined) {
          for (const install of await chooseInstalls(core, options.install)) await chooseSegments(core, install, names);
        }
        const segments = (await chooseInstalls(core, options.install)).map((install) => ({
          install: install.id,
          segments: segmentProperties(install),
        }));
        if (options.json) return output.result(JSON.stringify(segments, null, 2));
        for (const { install, segments: by } of segments) output.result(`${install}: ${by.join(', ')}`);
        if (names !== undefined) {
          output.remark(
            'All customers are read again by the running program, or by "pulso sync"; the next summary is split so.',
          );
        }
      });
    });
};
