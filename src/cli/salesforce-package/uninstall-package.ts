/**
 * Takes the package out of an org again. What somebody uses stays, with the reason; everything else goes. Order matters: an
 * assigned permission set, a running flow or a page that shows a card holds what it uses.
 */
import type { FlowVersion } from '../../crm/salesforce/package-parts.ts';
import type { OrgSetup } from '../../crm/salesforce/setup.ts';
import { PERMISSION_SETS, type Refusal, refusalsOf } from './install-package.ts';
import { removalZip } from './package-zip.ts';
import { isFolder, keyOf, listQueries } from './parts.ts';
import type { Member, PackageUnit } from './read-package.ts';
import { remedyFor } from './remedies.ts';

/** What Pulso makes by itself where nobody installed the package: opens the fields that it made. */
const OWN_SET = 'Pulso_Fields';

/** From what people see to what holds their data. Each step goes as one deployment. */
const STEPS: readonly { readonly title: string; readonly types: readonly string[] }[] = [
  { title: 'reports', types: ['Dashboard'] },
  { title: 'reports', types: ['Report'] },
  { title: 'pages', types: ['CustomTab'] },
  { title: 'pages', types: ['FlexiPage'] },
  { title: 'cards', types: ['LightningComponentBundle'] },
  { title: 'client app', types: ['ExternalClientApplication'] },
  { title: 'permissions and labels', types: ['PermissionSet', 'ReportType', 'CustomLabel', 'CustomNotificationType'] },
  { title: 'fields', types: ['CustomField', 'CustomObject'] },
];

export interface UninstallReport {
  readonly org: { readonly id: string; readonly name: string };
  /** False: only told what would go. */
  readonly done: boolean;
  /** `type:fullName` of what went, or would go. */
  readonly removed: readonly string[];
  /** How many assignments of permission sets were taken back. */
  readonly unassigned: number;
  readonly refusals: readonly Refusal[];
}

/** What of the package the org has. */
async function present(setup: OrgSetup, units: readonly PackageUnit[]): Promise<readonly Member[]> {
  const members: readonly Member[] = [
    ...units.flatMap(({ members: own }) => own),
    { type: 'PermissionSet', fullName: OWN_SET },
  ];
  const types = new Set(STEPS.flatMap((step) => step.types));
  const wanted = members.filter((member) => types.has(member.type) && !isFolder(member));
  const there = await setup.list(listQueries(wanted));
  const found = wanted.filter((member) => there.has(keyOf(member)));
  // An object of our own takes its fields along; a folder goes when nothing is in it.
  const whole = found.filter(({ type, fullName }) => type !== 'CustomField' || !/__[ce]\./.test(fullName));
  const folders = members.filter(
    (member) => isFolder(member) && found.some(({ fullName }) => fullName.startsWith(`${member.fullName}/`)),
  );
  return [...whole, ...folders];
}

/** Tells what would go, and removes nothing. */
export async function previewUninstall(setup: OrgSetup, units: readonly PackageUnit[]): Promise<UninstallReport> {
  const { accountId, name } = await setup.identity();
  const members = await present(setup, units);
  const flows = await setup.flowVersions(flowNames(units));
  const removed = [...members.map(keyOf), ...new Set(flows.map((flow) => `Flow:${flow.name}`))];
  return { org: { id: accountId, name }, done: false, removed, unassigned: 0, refusals: [] };
}

const flowNames = (units: readonly PackageUnit[]): readonly string[] =>
  units.flatMap(({ members }) => members.filter(({ type }) => type === 'Flow').map(({ fullName }) => fullName));

/** Removes all that can be removed; the data in the fields goes with them. */
export async function uninstallPackage(
  setup: OrgSetup,
  units: readonly PackageUnit[],
  onStep: (title: string) => void = () => {},
): Promise<UninstallReport> {
  const { accountId, name } = await setup.identity();
  const members = await present(setup, units);
  const removed: string[] = [];
  const refusals: Refusal[] = [];
  onStep('assignments');
  let unassigned = 0;
  for (const set of [...PERMISSION_SETS, OWN_SET]) {
    const result = await setup.unassign(set);
    unassigned += result.removed;
    refusals.push(...result.refused.map((problem) => refusal(`PermissionSetAssignment:${set}`, problem)));
  }
  onStep('flows');
  const flows = await removeFlows(setup, await setup.flowVersions(flowNames(units)));
  removed.push(...flows.removed);
  refusals.push(...flows.refusals);
  for (const { title, types } of STEPS) {
    const going = members.filter(({ type }) => types.includes(type));
    if (going.length === 0) continue;
    onStep(title);
    const result = await removeWhatGoes(setup, going);
    removed.push(...result.removed);
    refusals.push(...result.refusals);
  }
  return { org: { id: accountId, name }, done: true, removed, unassigned, refusals };
}

const refusal = (component: string, problem: string): Refusal => ({
  ...{ component, file: '', line: null, column: null, problem },
  remedy: remedyFor(problem),
});

type Removal = Pick<UninstallReport, 'removed' | 'refusals'>;

/** A flow stops first, then its versions go one by one. */
async function removeFlows(setup: OrgSetup, versions: readonly FlowVersion[]): Promise<Removal> {
  const removed: string[] = [];
  const refusals: Refusal[] = [];
  for (const [name, ofFlow] of Map.groupBy(versions, (version) => version.name)) {
    const problems: string[] = [];
    const active = ofFlow.find(({ isActive }) => isActive);
    const stopped = active === undefined ? null : await setup.deactivateFlow(active.definitionId);
    if (stopped !== null) problems.push(stopped);
    else {
      for (const { id } of ofFlow) {
        const problem = await setup.deleteFlowVersion(id);
        if (problem !== null) problems.push(problem);
      }
    }
    if (problems[0] === undefined) removed.push(`Flow:${name}`);
    else refusals.push(refusal(`Flow:${name}`, problems[0]));
  }
  return { removed, refusals };
}

/** Production orgs take a deployment whole or not at all: what is refused is left out, and the rest goes again. */
async function removeWhatGoes(setup: OrgSetup, members: readonly Member[]): Promise<Removal> {
  const refusals: Refusal[] = [];
  for (let waiting = members; waiting.length > 0; ) {
    const deployment = await setup.deploy(removalZip(waiting), { checkOnly: false });
    if (deployment.succeeded) return { removed: waiting.map(keyOf), refusals };
    const refused = refusalsOf(deployment);
    refusals.push(...refused);
    const stuck = new Set(refused.map(({ component }) => component));
    const left = waiting.filter((member) => !stuck.has(keyOf(member)));
    // A refusal that names none of them holds them all.
    if (left.length === waiting.length) break;
    waiting = left;
  }
  return { removed: [], refusals };
}
