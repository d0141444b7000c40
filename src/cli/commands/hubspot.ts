import { resolve } from 'node:path';
import { Option } from 'commander';
import type { AddCommand } from '../command.ts';
import { PROFILE, writeProject } from '../hubspot-project/write-project.ts';

interface Options {
  readonly baseUrl: string;
  readonly auth: 'static' | 'oauth';
  readonly account: string;
  readonly out: string;
  readonly json?: boolean;
}

/** `pulso hubspot project`: the folder that an admin uploads to HubSpot, and what to do with it. */
export const addHubspot: AddCommand = (program, output) => {
  const hubspot = program.command('hubspot').description('Bring Pulso into HubSpot: cards, pages, workflow steps.');
  hubspot
    .command('project')
    .description('Write the project that you upload to your HubSpot account. Steps: docs/hubspot.md.')
    .requiredOption('--base-url <url>', 'where HubSpot reaches this Pulso: https, scheme and host only')
    .requiredOption('--account <id>', 'the HubSpot account (Hub ID) that it is uploaded to')
    .requiredOption('--out <folder>', 'a new folder to write it to')
    .addOption(
      new Option('--auth <kind>', 'static: one account, with an access token. oauth: several accounts')
        .choices(['static', 'oauth'])
        .default('static'),
    )
    .option('--json', 'as JSON')
    .action((options: Options) => {
      const out = resolve(options.out);
      const account = options.account.trim();
      const files = writeProject({ auth: options.auth, baseUrl: options.baseUrl.trim(), account, out });
      const next = [
        `cd ${/[^\w./-]/.test(out) ? `'${out.replaceAll("'", `'\\''`)}'` : out}`,
        'npm install -g @hubspot/cli@8',
        `hs account auth --account ${account}`,
        `hs project upload --profile ${PROFILE}`,
      ];
      if (options.json) {
        output.result(JSON.stringify({ out, profile: PROFILE, files, next }, null, 2));
        return;
      }
      output.result(
        [
          `Written: ${files.length} files in ${out}`,
          '',
          'HubSpot fixes how an app signs in at its first upload; for the other way write a new project.',
          'Next:',
          ...next.map((line) => `  ${line}`),
          '',
          options.auth === 'static'
            ? 'Then install the app from its page in HubSpot, and give Pulso its access token, client secret and app id (docs/hubspot.md).'
            : 'Then give Pulso the client id and client secret from the app’s Auth tab, and install it (docs/hubspot.md).',
        ].join('\n'),
      );
    });
};
