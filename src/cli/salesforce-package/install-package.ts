/** Brings the package to an org, gives out its permissions, and looks whether everything is there. Doing it again changes nothing. */

import type { AssignResult, OrgUser } from '../../crm/salesforce/assignments.ts';
import type { Deployment, DeployProgress } from '../../crm/salesforce/deploy.ts';
import type { OrgSetup } from '../../crm/salesforce/setup.ts';
import { RequestInvalid } from '../../errors.ts';
import { packageZip } from './package-zip.ts';
import { isTemplate, keyOf, listQueries, OPTIONAL_PARTS, type Part, partOf, partOfUnit } from './parts.ts';
import type { PackageUnit } from './read-package.ts';
import { remedyFor } from './remedies.ts';

export interface InstallOptions {
  /** Only checks; nothing is changed. */
  readonly checkOnly: boolean;
  /** Writes flows, pages, reports and the dashboard again, over what an admin made of them. */
  readonly overwrite: boolean;
  /** Whom Pulso acts as, by user name; null for whom the token belongs to. */
  readonly integrationUser: string | null;
  /** Who sees Pulso: user names, or everybody active. */
  readonly users: readonly string[] | 'all';
}

/** What an org refused, ready to be read. */
export interface Refusal {
  readonly component: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly problem: string;
  readonly remedy: string;
}

export interface InstallReport {
  readonly org: { readonly id: string; readonly name: string };
  readonly checkOnly: boolean;
  readonly succeeded: boolean;
  /** Components by what became of them. */
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly same: number;
  /** There already, and an admin's own since. */
  readonly kept: readonly string[];
  readonly leftOut: readonly {
    readonly part: string;
    readonly refusals: readonly Refusal[];
    readonly remedy: string;
  }[];
  readonly refusals: readonly Refusal[];
  readonly assigned: readonly { readonly set: string; readonly results: readonly AssignResult[] }[];
  /** Fields that are not as they should be, each with the reason; empty when all is well. */
  readonly unverified: readonly string[];
  readonly fields: number;
}

const INTEGRATION = 'Pulso_Integration';
const USER = 'Pulso_User';
export const PERMISSION_SETS: readonly string[] = [INTEGRATION, USER];

/** @throws RequestInvalid naming every user who does not exist, before anything is changed. */
export async function installPackage(
  setup: OrgSetup,
  units: readonly PackageUnit[],
  options: InstallOptions,
  onProgress: (progress: DeployProgress) => void = () => {},
): Promise<InstallReport> {
  const { accountId, name } = await setup.identity();
  const { integration, users } = await findUsers(setup, options);
  const { wanted, kept } = await choose(setup, units, options.overwrite);
  const { deployment, leftOut } = await deployWhatFits(setup, wanted, options.checkOnly, onProgress);
  const named = (outcome: string): readonly string[] =>
    deployment.components.filter((each) => each.outcome === outcome).map(keyOf);
  const report: InstallReport = {
    org: { id: accountId, name },
    checkOnly: options.checkOnly,
    succeeded: deployment.succeeded,
    created: named('created'),
    changed: named('changed'),
    same: named('same').length,
    ...{ kept, leftOut },
    refusals: refusalsOf(deployment),
    assigned: [],
    unverified: [],
    fields: 0,
  };
  if (options.checkOnly || !deployment.succeeded) return report;
  const assigned = [
    { set: INTEGRATION, results: await setup.assign(INTEGRATION, [integration]) },
    ...(users.length > 0 ? [{ set: USER, results: await setup.assign(USER, users) }] : []),
  ];
  const fields = units.flatMap(({ members }) => members).filter(isOwnField);
  return { ...report, assigned, fields: fields.length, unverified: await unverified(setup, fields, integration) };
}

/** Everything is there as it was: nothing was written. */
export const changedNothing = (report: InstallReport): boolean =>
  report.created.length + report.changed.length === 0 &&
  report.assigned.every(({ results }) => results.every(({ outcome }) => outcome === 'same'));

const isOwnField = ({ type, fullName }: { readonly type: string; readonly fullName: string }): boolean =>
  type === 'CustomField' && !fullName.includes('__e.');

async function findUsers(
  setup: OrgSetup,
  { integrationUser, users }: InstallOptions,
): Promise<{ readonly integration: OrgUser; readonly users: readonly OrgUser[] }> {
  const names = [...(integrationUser === null ? [] : [integrationUser]), ...(users === 'all' ? [] : users)];
  const found = new Map((await setup.usersNamed(names)).map((user) => [user.username.toLowerCase(), user]));
  const missing = names.filter((name) => !found.has(name.toLowerCase()));
  if (missing.length > 0) {
    const message = 'is no active user of this org; give the user name as Setup, Users shows it';
    throw new RequestInvalid(
      'That cannot be done:',
      missing.map((key) => ({ key, message })),
    );
  }
  const integration = integrationUser === null ? undefined : found.get(integrationUser.toLowerCase());
  return {
    integration: integration ?? (await setup.self()),
    users: users === 'all' ? await setup.standardUsers() : users.flatMap((name) => found.get(name.toLowerCase()) ?? []),
  };
}

/** What admins make their own is brought once. */
async function choose(
  setup: OrgSetup,
  units: readonly PackageUnit[],
  overwrite: boolean,
): Promise<{ readonly wanted: readonly PackageUnit[]; readonly kept: readonly string[] }> {
  if (overwrite) return { wanted: units, kept: [] };
  const templates = units.filter(isTemplate);
  const there = await setup.list(listQueries(templates.flatMap(({ members }) => members)));
  const isKept = (unit: PackageUnit): boolean =>
    isTemplate(unit) && unit.members.every((member) => there.has(keyOf(member)));
  return {
    wanted: units.filter((unit) => !isKept(unit)),
    kept: units.filter(isKept).flatMap(({ members }) => members.map(keyOf)),
  };
}

/** Deploys; where an org cannot take a part that it can do without, deploys again without it. */
async function deployWhatFits(
  setup: OrgSetup,
  units: readonly PackageUnit[],
  checkOnly: boolean,
  onProgress: (progress: DeployProgress) => void,
): Promise<{ readonly deployment: Deployment; readonly leftOut: InstallReport['leftOut'] }> {
  const leftOut: InstallReport['leftOut'][number][] = [];
  for (let waiting = units; ; ) {
    const deployment = await setup.deploy(packageZip(waiting), { checkOnly }, onProgress);
    const failed = Map.groupBy(refusalsOf(deployment), ({ component }) => partOf(component.split(':', 1)[0] ?? ''));
    if (deployment.succeeded || failed.size === 0 || failed.has('core')) return { deployment, leftOut };
    for (const [part, refusals] of failed) {
      const { title, remedy } = OPTIONAL_PARTS[part as Exclude<Part, 'core'>];
      leftOut.push({ part: title, refusals, remedy });
    }
    waiting = waiting.filter((unit) => !failed.has(partOfUnit(unit)));
  }
}

/** What failed of a deployment; all else failed only because of these. */
export function refusalsOf({ succeeded, components, error, status }: Deployment): readonly Refusal[] {
  const refused = components
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ type, fullName, file, line, column, problem }) => ({
      ...{ component: `${type}:${fullName}`, file, line, column },
      problem: problem ?? 'no reason was given',
      remedy: remedyFor(problem ?? ''),
    }));
  if (succeeded || refused.length > 0) return refused;
  const problem = error ?? `the deployment ended as ${status}`;
  return [{ component: 'the package', file: '', line: null, column: null, problem, remedy: remedyFor(problem) }];
}

/** Reads back who may do what with our fields. */
async function unverified(
  setup: OrgSetup,
  fields: readonly { readonly fullName: string }[],
  integration: OrgUser,
): Promise<readonly string[]> {
  const writers = await setup.openedFields(INTEGRATION);
  const readers = await setup.openedFields(USER);
  const closed = fields.flatMap(({ fullName }) => [
    ...(writers.has(fullName) ? [] : [`${fullName}: ${INTEGRATION} does not open it`]),
    ...(readers.has(fullName) ? [] : [`${fullName}: ${USER} does not show it`]),
  ]);
  if ((await setup.self()).id !== integration.id) return closed;
  // We are the one who writes: the org itself says what we see.
  const objects = [...new Set(fields.map(({ fullName }) => fullName.split('.', 1)[0] ?? ''))];
  const seen = new Map<string, boolean>();
  for (const object of objects) {
    for (const [field, writable] of await setup.describedFields(object)) seen.set(`${object}.${field}`, writable);
  }
  const hidden = fields.flatMap(({ fullName }) => {
    const writable = seen.get(fullName);
    if (writable === undefined) return [`${fullName}: ${integration.username} does not see it`];
    return writable || writers.get(fullName) !== true ? [] : [`${fullName}: ${integration.username} may not write it`];
  });
  return [...closed, ...hidden];
}
