import type { Org } from '../state/org.ts';
import type { Fields, StoredRecord } from '../state/records.ts';
import { type Element, text } from './xml.ts';

const live = (record: StoredRecord): boolean => record.fields.IsDeleted !== true;

export function flowNamed(org: Org, name: string): StoredRecord | undefined {
  return org.records.byValue('FlowDefinition', 'DeveloperName', [name]).find(live);
}

/** From the oldest to the latest. */
export function versionsOf(org: Org, definitionId: string): StoredRecord[] {
  return org.records
    .byValue('Flow', 'DefinitionId', [definitionId])
    .filter(live)
    .toSorted((left, right) => Number(left.fields.VersionNumber) - Number(right.fields.VersionNumber));
}

const isActive = (version: StoredRecord): boolean => version.fields.Status === 'Active';

function save(org: Org, type: string, id: string, fields: Fields): StoredRecord {
  const before = org.records.find(type, id);
  const stamp = org.stamp();
  const { adminId } = org.facts;
  const audit = { LastModifiedDate: stamp, LastModifiedById: adminId, SystemModstamp: stamp };
  const made = { Id: id, IsDeleted: false, CreatedDate: stamp, CreatedById: adminId };
  const record = { type, id, fields: { ...made, ...before?.fields, ...audit, ...fields } };
  org.records.save(record);
  return record;
}

/** Saves a flow that was deployed: over its latest version unless that one is active, else as a new version. */
export function saveFlow(org: Org, name: string, root: Element): void {
  const label = text(root, 'label') ?? name;
  const definition =
    flowNamed(org, name) ??
    save(org, 'FlowDefinition', org.records.nextId('FlowDefinition', '300'), { DeveloperName: name });
  const versions = versionsOf(org, definition.id);
  const latest = versions.at(-1);
  const isNew = latest === undefined || isActive(latest);
  const version = save(org, 'Flow', isNew ? org.records.nextId('Flow', '301') : latest.id, {
    DefinitionId: definition.id,
    MasterLabel: label,
    ProcessType: text(root, 'processType') ?? 'Flow',
    ApiVersion: text(root, 'apiVersion') ?? '',
    VersionNumber: isNew ? versions.length + 1 : Number(latest.fields.VersionNumber),
    Status: 'Draft',
  });
  save(org, 'FlowDefinition', definition.id, { MasterLabel: label, LatestVersionId: version.id });
  if (text(root, 'status') === 'Active') activate(org, definition.id, Number(version.fields.VersionNumber));
}

/** Makes one version the active one; 0 for none. Returns why not, or undefined. */
export function activate(org: Org, definitionId: string, versionNumber: number): string | undefined {
  const versions = versionsOf(org, definitionId);
  const chosen = versions.find((version) => version.fields.VersionNumber === versionNumber);
  if (versionNumber !== 0 && chosen === undefined) return `The flow has no version ${versionNumber}.`;
  for (const version of versions) {
    if (version === chosen) save(org, 'Flow', version.id, { Status: 'Active', ActivationDate: org.stamp() });
    else if (isActive(version)) save(org, 'Flow', version.id, { Status: 'Obsolete' });
  }
  save(org, 'FlowDefinition', definitionId, { ActiveVersionId: chosen?.id ?? null });
  return undefined;
}

/** Returns why these versions of a flow cannot be removed (`Name`, or `Name-2` for one version); undefined if they can. */
export function flowRemovalFault(org: Org, fullName: string): string | undefined {
  const found = chosenVersions(org, fullName);
  if (found.length === 0) return `No Flow named: ${fullName} found`;
  const active = found.find(isActive);
  return active === undefined
    ? undefined
    : `insufficient access rights on cross-reference id: ${active.id.slice(0, 15)}`;
}

/** Removes versions of a flow. Returns whether the flow is gone with them. */
export function removeFlow(org: Org, fullName: string): boolean {
  const name = fullName.replace(/-\d+$/, '');
  const definition = flowNamed(org, name);
  for (const version of chosenVersions(org, fullName)) org.records.erase('Flow', version.id);
  if (definition === undefined || versionsOf(org, definition.id).length > 0) return false;
  org.records.erase('FlowDefinition', definition.id);
  return true;
}

function chosenVersions(org: Org, fullName: string): StoredRecord[] {
  const [, name = '', number] = /^(.*?)(?:-(\d+))?$/.exec(fullName) ?? [];
  const definition = flowNamed(org, name);
  if (definition === undefined) return [];
  return versionsOf(org, definition.id).filter(
    (version) => number === undefined || version.fields.VersionNumber === Number(number),
  );
}
