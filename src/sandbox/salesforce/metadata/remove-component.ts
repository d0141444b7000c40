import type { Org } from '../state/org.ts';
import { flowRemovalFault, removeFlow } from './flow-versions.ts';
import { type KeptComponents, keyOf } from './kept-components.ts';
import { setNamed } from './permission-sets.ts';

/** Types whose references keep what they refer to from being removed; other references simply end. */
const HOLDS: Readonly<Record<string, ReadonlySet<string>>> = {
  CustomField: new Set(['Flow']),
  CustomObject: new Set(['Flow', 'CustomTab']),
  CustomLabel: new Set(['Flow']),
  FlexiPage: new Set(['CustomTab']),
  LightningComponentBundle: new Set(['FlexiPage', 'LightningComponentBundle']),
  Report: new Set(['Dashboard']),
  ReportType: new Set(['Report']),
};

/** Why a component cannot be removed; a warning where there is none of that name. */
export interface RemovalFault {
  readonly problem: string;
  readonly isWarning: boolean;
}

/** Returns what stands against removing a component; undefined if nothing does. `going` are keys of what goes with it. */
export function removalFault(
  org: Org,
  kept: KeptComponents,
  { type, fullName }: { readonly type: string; readonly fullName: string },
  going: ReadonlySet<string> = new Set(),
): RemovalFault | undefined {
  if (!exists(org, kept, type, fullName)) return { problem: `No ${type} named: ${fullName} found`, isWarning: true };
  const problem =
    (type === 'Flow' ? flowRemovalFault(org, fullName) : undefined) ??
    (type === 'PermissionSet' ? assignedFault(org, fullName) : undefined) ??
    usedFault(kept, type, fullName, going);
  return problem === undefined ? undefined : { problem, isWarning: false };
}

function exists(org: Org, kept: KeptComponents, type: string, fullName: string): boolean {
  const [object = '', name = ''] = fullName.split('.');
  if (type === 'CustomField') return org.schema.find(object)?.fields.get(name.toLowerCase())?.custom ?? false;
  if (type === 'CustomObject') return org.schema.find(fullName)?.definition.custom ?? false;
  if (type === 'PermissionSet') return setNamed(org, fullName) !== undefined;
  if (type === 'Flow') return !flowRemovalFault(org, fullName)?.startsWith('No ');
  return kept.find(type, fullName) !== undefined;
}

function assignedFault(org: Org, fullName: string): string | undefined {
  const users = org.records
    .byValue('PermissionSetAssignment', 'PermissionSetId', [setNamed(org, fullName)?.id ?? ''])
    .filter((each) => each.fields.IsDeleted !== true);
  return users.length > 0 ? `The permission set is assigned to users and cannot be deleted: ${fullName}` : undefined;
}

function usedFault(
  kept: KeptComponents,
  type: string,
  fullName: string,
  going: ReadonlySet<string>,
): string | undefined {
  const holding = HOLDS[type];
  const key = keyOf(type, fullName);
  const user = kept
    .list()
    .find((each) => holding?.has(each.type) && each.needs.includes(key) && !going.has(keyOf(each.type, each.fullName)));
  if (user === undefined) return undefined;
  return type === 'CustomField'
    ? `This custom field is referenced elsewhere in Salesforce. Remove the usage and try again. : ${user.type} - ${user.fullName}.`
    : `This ${type} is referenced elsewhere in Salesforce. Remove the usage and try again. : ${user.type} - ${user.fullName}.`;
}

/** Removes a component with the data in it. */
export function removeComponent(org: Org, kept: KeptComponents, type: string, fullName: string): void {
  if (type === 'Flow') {
    if (removeFlow(org, fullName)) kept.forget(type, fullName.replace(/-\d+$/, ''));
    return;
  }
  kept.forget(type, fullName);
  if (type === 'CustomField') {
    const [object = '', name = ''] = fullName.split('.');
    dropField(org, object, name);
  } else if (type === 'CustomObject') {
    const { name } = org.schema.get(fullName).definition;
    for (const record of [...org.records.list(name)]) org.records.erase(name, record.id);
    org.schema.removeObject(name);
  } else if (type === 'PermissionSet') {
    const set = setNamed(org, fullName);
    if (!set) return;
    for (const kind of ['FieldPermissions', 'ObjectPermissions'])
      for (const row of org.records.byValue(kind, 'ParentId', [set.id])) org.records.erase(kind, row.id);
    org.records.erase('PermissionSet', set.id);
  } else if (type === 'ExternalClientApplication') {
    // Its settings and policies go with it.
    const key = keyOf(type, fullName);
    for (const each of kept.list()) if (each.needs.includes(key)) kept.forget(each.type, each.fullName);
  }
}

function dropField(org: Org, object: string, name: string): void {
  const schema = org.schema.get(object);
  const { definition } = schema;
  const field = schema.fields.get(name.toLowerCase());
  if (!field) return;
  for (const record of [...org.records.list(definition.name)]) {
    const { [field.name]: held, ...fields } = record.fields;
    if (held !== undefined) org.records.save({ ...record, fields });
  }
  for (const row of org.records.byValue('FieldPermissions', 'Field', [`${definition.name}.${field.name}`]))
    org.records.erase('FieldPermissions', row.id);
  org.schema.removeField(definition.name, field.name);
}
