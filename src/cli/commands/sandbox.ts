import { Option } from 'commander';
import { readConfig } from '../../config.ts';
import { sandboxOpener } from '../../open-sandbox.ts';
import { SANDBOX_CREDENTIALS, SANDBOX_TITLES, type SandboxCrm } from '../../sandbox-access.ts';
import type { AddCommand } from '../command.ts';
import { wholeNumber } from '../options.ts';
import { untilStopped } from '../until-stopped.ts';

/** Where each listens unless told otherwise, and the setting that tells it. */
const PLACES = {
  hubspot: { port: 8081, key: 'SANDBOX_PORT', setting: 'sandboxPort' },
  salesforce: { port: 8082, key: 'SANDBOX_SALESFORCE_PORT', setting: 'salesforceSandboxPort' },
} as const satisfies Record<SandboxCrm, object>;

interface Options {
  readonly crm: SandboxCrm;
  readonly port?: number;
  readonly webhooks?: string;
  readonly json?: boolean;
}

/** `pulso sandbox`: only one sandbox CRM, for whoever develops against it. */
export const addSandbox: AddCommand = (program, output) => {
  program
    .command('sandbox')
    .description('Start only a sandbox HubSpot or Salesforce, to develop against.')
    .addOption(new Option('--crm <crm>', 'which one').choices(['hubspot', 'salesforce']).default('hubspot'))
    .option(
      '--port <port>',
      'where it listens (default: 8081 for HubSpot, 8082 for Salesforce)',
      wholeNumber(0, 65_535),
    )
    .option('--webhooks <url>', 'where the webhooks of HubSpot go')
    .option('--json', 'as JSON')
    .action(async (options: Options) => {
      const config = readConfig();
      const stopped = untilStopped();
      const { crm } = options;
      const { port, key, setting } = PLACES[crm];
      const sandbox = await sandboxOpener(config)(crm, {
        port: options.port ?? config[setting] ?? port,
        askedBy: options.port !== undefined ? '--port' : config[setting] !== undefined ? key : null,
        webhookTarget: options.webhooks ?? null,
      });
      const { accessToken, clientId, clientSecret } = SANDBOX_CREDENTIALS[crm];
      if (options.json) output.result(JSON.stringify({ sandbox: sandbox.url, accessToken, clientId, clientSecret }));
      else
        output.result(
          [
            `The sandbox ${SANDBOX_TITLES[crm]} is at ${sandbox.url}`,
            `Access token: ${accessToken}`,
            `OAuth app: client id ${clientId}, client secret ${clientSecret}`,
          ].join('\n'),
        );
      await stopped;
      await sandbox.close();
    });
};
