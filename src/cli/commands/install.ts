import { z } from 'zod';
import type { Core } from '../../compose.ts';
import { RequestInvalid } from '../../errors.ts';
import { enqueueTask } from '../../jobs/tasks/names.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../open-core.ts';
import type { Output } from '../output.ts';
import { type ClientApp, withClientApp } from '../salesforce-package/client-app.ts';
import { deployLine } from '../salesforce-package/deploy-line.ts';
import {
  changedNothing,
  type InstallOptions,
  type InstallReport,
  installPackage,
} from '../salesforce-package/install-package.ts';
import { openOrg } from '../salesforce-package/open-org.ts';
import { readPackage } from '../salesforce-package/read-package.ts';
import { sayInstall } from '../salesforce-package/say-install.ts';
import { withSandbox } from '../with-sandbox.ts';

interface Options {
  readonly instanceUrl?: string;
  readonly install?: string;
  readonly integrationUser?: string;
  readonly users?: string;
  readonly allUsers?: boolean;
  readonly clientApp?: string;
  readonly contactEmail?: string;
  readonly overwrite?: boolean;
  readonly checkOnly?: boolean;
  readonly json?: boolean;
}

/** `pulso install salesforce`: fields, permissions, cards, flows and reports into an org. */
export const addInstall: AddCommand = (program, output, exit) => {
  const install = program.command('install').description('Bring what Pulso needs into a CRM.');
  install
    .command('salesforce')
    .description('Deploy fields, permission sets, cards, flows, reports; give out the permissions; check everything.')
    .option('--instance-url <url>', 'the org’s My Domain; the admin’s access token stands in SALESFORCE_ADMIN_TOKEN')
    .option('--install <id>', 'the connected org, by the rights of its connection')
    .option('--integration-user <name>', 'whom Pulso acts as: gets write access (default: whom the token belongs to)')
    .option('--users <names>', 'who sees Pulso: user names, separated by commas')
    .option('--all-users', 'every active user sees Pulso')
    .option('--client-app <url>', 'also make an External Client App for the Pulso at this public address')
    .option('--contact-email <address>', 'whom Salesforce writes to about the External Client App')
    .option('--overwrite', 'write flows, pages, reports and the dashboard again, over what you made of them')
    .option('--check-only', 'only check; change nothing')
    .option('--json', 'as JSON')
    .action(async (options: Options) => {
      const report = await withCore((core) => installInto(core, options, output));
      output.result(options.json === true ? JSON.stringify(report, null, 2) : sayInstall(report));
      const isRefused = report.assigned.some(({ results }) => results.some(({ outcome }) => outcome === 'refused'));
      if (!report.succeeded || report.unverified.length > 0 || isRefused) exit(1);
    });
};

async function installInto(core: Core, options: Options, output: Output): Promise<InstallReport> {
  const units = withClientApp(readPackage(), clientApp(options));
  const { setup, install } = await openOrg(core, options);
  const wanted: InstallOptions = {
    checkOnly: options.checkOnly ?? false,
    overwrite: options.overwrite ?? false,
    integrationUser: options.integrationUser ?? null,
    users: options.allUsers === true ? 'all' : namesIn(options.users),
  };
  const report = await withSandbox(core, install === null ? [] : [install], async () => {
    const done = await installPackage(setup, units, wanted, (progress) => output.progress(deployLine(progress)));
    output.progress('');
    return done;
  });
  if (install !== null && report.succeeded && !report.checkOnly && !changedNothing(report)) {
    // Fields that could not be written before can be now.
    await core.store.transaction((tx) => enqueueTask(core.queue, tx, 'provision', install.id), install.id);
  }
  return report;
}

const namesIn = (text: string | undefined): readonly string[] =>
  text === undefined ? [] : text.split(',').flatMap((name) => name.trim() || []);

/** @throws RequestInvalid naming every fault. */
function clientApp({ clientApp: url, contactEmail, integrationUser }: Options): ClientApp | null {
  const schema = z.object({
    '--client-app': z.url({
      protocol: /^https?$/,
      error: 'give the public address of your Pulso: https://cx.example.com',
    }),
    '--contact-email': z.email({ error: 'give the address that Salesforce may write to' }),
  });
  if (url === undefined && contactEmail === undefined) return null;
  const parsed = schema.safeParse({ '--client-app': url, '--contact-email': contactEmail });
  if (parsed.success) {
    const { '--client-app': publicUrl, '--contact-email': email } = parsed.data;
    return { publicUrl, contactEmail: email, runAs: integrationUser ?? null };
  }
  const faults = parsed.error.issues.map(({ path, message }) => ({ key: path.join('.'), message }));
  throw new RequestInvalid('The External Client App cannot be made:', faults);
}
