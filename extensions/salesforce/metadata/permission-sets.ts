/** Who may do what with the package: the integration user writes, people read. */
import { READ_ACCESS, TASK_FIELDS } from '../../../src/crm/salesforce/read-access.ts';
import type { PackageField } from './package-fields.ts';
import type { XmlObject } from './xml.ts';

/** What people ask of Pulso. Nobody sees what others asked. */
const REQUEST = 'Pulso_Request__c';

export const PERMISSION_SETS = ['Pulso_Integration', 'Pulso_User'] as const;

interface FieldPermission extends XmlObject {
  readonly editable: boolean;
  readonly field: string;
  readonly readable: true;
}

const permission = (field: string, editable: boolean): FieldPermission => ({ editable, field, readable: true });

/** Salesforce takes them by name; fields of events and required ones have no permissions of their own. */
function fieldPermissions(
  fields: readonly PackageField[],
  editable: (field: PackageField) => boolean,
  others: readonly FieldPermission[] = [],
): XmlObject[] {
  const ours = fields
    .filter(({ object }) => !object.endsWith('__e'))
    .map((field) => permission(`${field.object}.${field.name}`, editable(field)));
  return [...ours, ...others].sort((a, b) => (a.field < b.field ? -1 : 1));
}

/** What is read of Salesforce's own, and what is filled of a task: nobody sees these by right of an object alone. */
function standardFields(): FieldPermission[] {
  const read = Object.entries(READ_ACCESS).flatMap(([object, names]) => names.map((name) => `${object}.${name}`));
  const filled = TASK_FIELDS.map((name) => `Task.${name}`);
  return [...new Set([...read, ...filled])].map((field) => permission(field, filled.includes(field)));
}

function objectPermission(
  object: string,
  allow: { create?: boolean; edit?: boolean; all?: boolean; modifyAll?: boolean },
): XmlObject {
  return {
    allowCreate: allow.create ?? false,
    allowDelete: allow.modifyAll ?? false,
    allowEdit: allow.edit ?? false,
    allowRead: true,
    modifyAllRecords: allow.modifyAll ?? false,
    object,
    viewAllRecords: allow.all ?? false,
  };
}

/** By permission set: the content of its file. */
export function permissionSets(fields: readonly PackageField[]): ReadonlyMap<string, XmlObject> {
  const integration: XmlObject = {
    description:
      'For the user that Pulso signs in as: reads what is scored, writes the fields of Pulso, publishes its alerts.',
    fieldPermissions: fieldPermissions(fields, ({ written }) => written, standardFields()),
    hasActivationRequired: false,
    label: 'Pulso: integration',
    objectPermissions: [
      objectPermission('Account', { edit: true, all: true }),
      objectPermission('Case', { edit: true, all: true }),
      objectPermission('Contact', { edit: true, all: true }),
      objectPermission('Opportunity', { all: true }),
      objectPermission('Pulso_Alert__e', { create: true }),
      // Everybody's are to be settled, and they are private.
      objectPermission(REQUEST, { create: true, edit: true, all: true, modifyAll: true }),
    ],
    userPermissions: [
      { enabled: true, name: 'ApiEnabled' },
      { enabled: true, name: 'EditTask' },
    ],
  };
  const user: XmlObject = {
    description:
      'For everybody who works with customers: sees the fields, the cards and the portfolio of Pulso, and may ask something of it.',
    fieldPermissions: fieldPermissions(fields, ({ object, written }) => object === REQUEST && !written),
    hasActivationRequired: false,
    label: 'Pulso: user',
    objectPermissions: [objectPermission(REQUEST, { create: true })],
    tabSettings: [{ tab: 'Pulso_Portfolio', visibility: 'Visible' }],
  };
  return new Map([
    ['Pulso_Integration', integration],
    ['Pulso_User', user],
  ]);
}
