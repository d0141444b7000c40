import type { Core } from '../../compose.ts';
import type { FieldResult } from '../../crm/port.ts';
import { RequestInvalid } from '../../errors.ts';
import { holdInstall } from '../../jobs/hold-install.ts';
import type { Install } from '../../store/port.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../open-core.ts';
import type { Output } from '../output.ts';
import { openOrg } from '../salesforce-package/open-org.ts';
import { readPackage } from '../salesforce-package/read-package.ts';
import { refusalLines } from '../salesforce-package/say-install.ts';
import { previewUninstall, type UninstallReport, uninstallPackage } from '../salesforce-package/uninstall-package.ts';
import { withSandbox } from '../with-sandbox.ts';

interface Options {
  readonly instanceUrl?: string;
  readonly install?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** `pulso uninstall`: everything that Pulso brought leaves the CRM, and what Pulso knows of the account is forgotten. */
export const addUninstall: AddCommand = (program, output, exit) => {
  const uninstall = program.command('uninstall').description('Take everything that Pulso brought out of a CRM again.');
  uninstall
    .command('salesforce')
    .description('Remove fields with their values, permission sets, cards, flows, reports; forget the org.')
    .option('--instance-url <url>', 'the org’s My Domain; the admin’s access token stands in SALESFORCE_ADMIN_TOKEN')
    .option('--install <id>', 'the connected org, by the rights of its connection')
    .option('--yes', 'do it; without it you only see what would go')
    .option('--json', 'as JSON')
    .action(async (options: Options) => {
      const report = await withCore((core) => uninstallSalesforce(core, options, output));
      output.result(options.json === true ? JSON.stringify(report, null, 2) : saySalesforce(report));
      if (report.refusals.length > 0) exit(1);
    });
  uninstall
    .command('hubspot')
    .description('Remove the properties with their values and their group; forget the account.')
    .option('--install <id>', 'only this install')
    .option('--yes', 'do it; without it you only see what would go')
    .option('--json', 'as JSON')
    .action(async (options: Options) => {
      const reports = await withCore((core) => uninstallHubspot(core, options));
      output.result(
        options.json === true ? JSON.stringify(reports, null, 2) : reports.flatMap(hubspotLines).join('\n'),
      );
      if (reports.some(({ refused }) => refused.length > 0)) exit(1);
    });
};

async function uninstallSalesforce(core: Core, options: Options, output: Output): Promise<UninstallReport> {
  const { setup, install } = await openOrg(core, options);
  return withSandbox(core, install === null ? [] : [install], async () => {
    const units = readPackage();
    if (options.yes !== true) return previewUninstall(setup, units);
    // Nothing may be written while the fields go.
    if (install !== null) await hold(core, install);
    const report = await uninstallPackage(setup, units, (title) => output.progress(`removing ${title}`));
    output.progress('');
    if (install !== null && report.refusals.length === 0) await core.store.installs.purge(install.id);
    return report;
  });
}

const hold = (core: Core, install: Install): Promise<void> =>
  holdInstall(core, install, 'Being uninstalled by an admin. "pulso resume" connects it again.');

function saySalesforce({ org, done, removed, unassigned, refusals }: UninstallReport): string {
  const names = [...Map.groupBy(removed, (key) => key.split(':', 1)[0] ?? '')].map(
    ([type, keys]) => `  ${keys.length} ${type}`,
  );
  if (removed.length === 0 && unassigned === 0 && refusals.length === 0) return `${org.name} has nothing of Pulso.`;
  if (!done) {
    return [`From ${org.name} would go, with all values in the fields:`, ...names, '', 'To do it, add --yes.'].join(
      '\n',
    );
  }
  return [
    `Removed from ${org.name}:`,
    ...names,
    ...(unassigned > 0 ? [`  ${unassigned} assignments of permission sets`] : []),
    ...(refusals.length === 0 ? [] : ['', 'What is used stays:', ...refusals.flatMap(refusalLines)]),
  ].join('\n');
}

interface HubspotReport {
  readonly install: string;
  readonly name: string;
  readonly done: boolean;
  /** Properties that went, or would go. */
  readonly fields: number;
  readonly refused: readonly FieldResult[];
}

/** @throws RequestInvalid when there is no such install. */
async function uninstallHubspot(core: Core, options: Options): Promise<readonly HubspotReport[]> {
  const installs = (await core.store.installs.list()).filter(
    ({ crm, id }) => crm === 'hubspot' && (options.install === undefined || id === options.install),
  );
  if (installs.length === 0) {
    const message = 'no such HubSpot account is connected; see "pulso status"';
    throw new RequestInvalid('That cannot be done:', [{ key: options.install ?? 'install', message }]);
  }
  const fields = core.allFields;
  return withSandbox(core, installs, async () => {
    const reports: HubspotReport[] = [];
    for (const install of installs) {
      const { id, name } = install;
      if (options.yes !== true) {
        reports.push({ install: id, name, done: false, fields: fields.length, refused: [] });
        continue;
      }
      await hold(core, install);
      const results = await core.taskDeps.connect(install).removeFields(fields);
      const refused = results.filter(({ outcome }) => outcome === 'refused' || outcome === 'conflict');
      const removed = results.filter(({ outcome }) => outcome === 'removed').length;
      if (refused.length === 0) await core.store.installs.purge(id);
      reports.push({ install: id, name, done: true, fields: removed, refused });
    }
    return reports;
  });
}

function hubspotLines({ install, name, done, fields, refused }: HubspotReport): readonly string[] {
  if (!done)
    return [`From ${name} (${install}) would go: ${fields} properties with all their values. To do it, add --yes.`];
  const forgotten = refused.length === 0 ? '; Pulso has forgotten the account' : '';
  return [
    `${name} (${install}): ${fields} properties removed${forgotten}.`,
    ...refused.map(({ object, field, message }) => `  stays: ${object}.${field}: ${message ?? 'no reason was given'}`),
  ];
}
