/** Who may do what with the package: the integration user writes, people read. */
import type { PackageField } from './package-fields.ts';
import type { XmlObject } from './xml.ts';

export const PERMISSION_SETS = ['Pulso_Integration', 'Pulso_User'] as const;

/** Salesforce takes them by name; fields of events and required ones have no permissions of their own. */
function fieldPermissions(fields: readonly PackageField[], editable: (field: PackageField) => boolean): XmlObject[] {
  return fields
    .filter(({ object }) => !object.endsWith('__e'))
    .map((field) => ({ editable: editable(field), field: `${field.object}.${field.name}`, readable: true }))
    .sort((a, b) => (a.field < b.field ? -1 : 1));
}

function objectPermission(object: string, allow: { create?: boolean; edit?: boolean; all?: boolean }): XmlObject {
  return {
    allowCreate: allow.create ?? false,
    allowDelete: false,
    allowEdit: allow.edit ?? false,
    allowRead: true,
    modifyAllRecords: false,
    object,
    viewAllRecords: allow.all ?? false,
  };
}

/** By permission set: the content of its file. */
export function permissionSets(fields: readonly PackageField[]): ReadonlyMap<string, XmlObject> {
  const integration: XmlObject = {
    description:
      'For the user that Pulso signs in as: reads what is scored, writes the fields of Pulso, publishes its alerts.',
    fieldPermissions: fieldPermissions(fields, ({ written }) => written),
    hasActivationRequired: false,
    label: 'Pulso: integration',
    objectPermissions: [
      objectPermission('Account', { edit: true, all: true }),
      objectPermission('Case', { edit: true, all: true }),
      objectPermission('Contact', { edit: true, all: true }),
      objectPermission('Opportunity', { all: true }),
      objectPermission('Pulso_Alert__e', { create: true }),
    ],
    userPermissions: [
      { enabled: true, name: 'ApiEnabled' },
      { enabled: true, name: 'EditTask' },
    ],
  };
  const user: XmlObject = {
    description: 'For everybody who works with customers: sees the fields, the cards and the portfolio of Pulso.',
    fieldPermissions: fieldPermissions(fields, () => false),
    hasActivationRequired: false,
    label: 'Pulso: user',
    tabSettings: [{ tab: 'Pulso_Portfolio', visibility: 'Visible' }],
  };
  return new Map([
    ['Pulso_Integration', integration],
    ['Pulso_User', user],
  ]);
}
