import type { FieldDefinition } from '../schema/field.ts';
import type { Org } from '../state/org.ts';
import type { StoredRecord } from '../state/records.ts';
import type { KeptComponents } from './kept-components.ts';
import { setNamed } from './permission-sets.ts';

/** readMetadata: objects, fields and permission sets as the org has them now, everything else as it was deployed. */
export function readMetadata(
  org: Org,
  kept: KeptComponents,
  type: string,
  fullNames: readonly string[],
): Record<string, unknown>[] {
  return fullNames.flatMap((fullName): Record<string, unknown>[] => {
    const found =
      type === 'CustomField'
        ? fieldMetadata(org, fullName)
        : type === 'CustomObject'
          ? objectMetadata(org, fullName)
          : type === 'PermissionSet'
            ? setMetadata(org, fullName)
            : kept.find(type, fullName)?.root;
    return found === undefined ? [] : [{ ...found, fullName: type === 'CustomObject' ? found.fullName : fullName }];
  });
}

/** Types of describe → types of the Metadata API, where they are called otherwise. */
const TYPES: Readonly<Record<string, string>> = {
  boolean: 'Checkbox',
  datetime: 'DateTime',
  double: 'Number',
  int: 'Number',
  multipicklist: 'MultiselectPicklist',
  reference: 'Lookup',
  string: 'Text',
};

function typeOf({ type, length, htmlFormatted }: FieldDefinition): string {
  if (type === 'textarea') return htmlFormatted ? 'Html' : length > 255 ? 'LongTextArea' : 'TextArea';
  return TYPES[type] ?? `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}

function fieldMetadata(org: Org, fullName: string): Record<string, unknown> | undefined {
  const [object = '', name = ''] = fullName.split('.');
  const field = org.schema.find(object)?.fields.get(name.toLowerCase());
  if (field === undefined) return undefined;
  const type = typeOf(field);
  return {
    fullName,
    ...(field.description !== undefined && { description: field.description }),
    externalId: field.externalId,
    ...(field.helpText !== undefined && { inlineHelpText: field.helpText }),
    label: field.label,
    ...(field.length > 0 && type !== 'MultiselectPicklist' && { length: field.length }),
    ...(['Number', 'Currency', 'Percent'].includes(type) && { precision: field.precision, scale: field.scale }),
    required: !field.nillable,
    type,
    unique: field.unique,
    ...(field.picklist.length > 0 && {
      valueSet: {
        restricted: field.restrictedPicklist,
        valueSetDefinition: {
          sorted: false,
          value: field.picklist.map(({ value, label, isDefault }) => ({ fullName: value, default: isDefault, label })),
        },
      },
    }),
  };
}

function objectMetadata(org: Org, fullName: string): Record<string, unknown> | undefined {
  const definition = org.schema.find(fullName)?.definition;
  if (definition === undefined) return undefined;
  const nameField = definition.fields.find((field) => field.nameField);
  return {
    fullName: definition.name,
    deploymentStatus: 'Deployed',
    ...(definition.event && { eventType: 'HighVolume' }),
    fields: definition.fields
      .filter((field) => field.custom)
      .flatMap((field) => {
        const metadata = fieldMetadata(org, `${definition.name}.${field.name}`);
        return metadata === undefined ? [] : [{ ...metadata, fullName: field.name }];
      }),
    label: definition.label,
    ...(nameField && { nameField: { label: nameField.label, type: nameField.autoNumber ? 'AutoNumber' : 'Text' } }),
    pluralLabel: definition.labelPlural,
    sharingModel: 'ReadWrite',
  };
}

function setMetadata(org: Org, fullName: string): Record<string, unknown> | undefined {
  const set = setNamed(org, fullName);
  if (set === undefined) return undefined;
  const rows = (type: string): readonly StoredRecord['fields'][] =>
    org.records.byValue(type, 'ParentId', [set.id]).map(({ fields }) => fields);
  return {
    fullName,
    ...(typeof set.fields.Description === 'string' && { description: set.fields.Description }),
    fieldPermissions: rows('FieldPermissions').map((row) => ({
      editable: row.PermissionsEdit,
      field: row.Field,
      readable: row.PermissionsRead,
    })),
    hasActivationRequired: set.fields.HasActivationRequired === true,
    label: set.fields.Label,
    objectPermissions: rows('ObjectPermissions').map((row) => ({
      allowCreate: row.PermissionsCreate,
      allowDelete: row.PermissionsDelete,
      allowEdit: row.PermissionsEdit,
      allowRead: row.PermissionsRead,
      modifyAllRecords: row.PermissionsModifyAllRecords,
      object: row.SobjectType,
      viewAllRecords: row.PermissionsViewAllRecords,
    })),
  };
}
