import { type CustomFieldSource, customField } from '../schema/custom-field.ts';
import {
  computed,
  type FieldDefinition,
  type FieldOptions,
  field,
  instant,
  refer,
  text as textField,
} from '../schema/field.ts';
import { object } from '../schema/object.ts';
import type { Org } from '../state/org.ts';
import { type Element, first, text } from './xml.ts';

/** Adds a field, visible to nobody until a permission set grants it (unless the org says otherwise). */
export function saveField(org: Org, objectName: string, source: CustomFieldSource): void {
  const made = customField(source);
  org.schema.saveField(objectName, made);
  if (!org.settings.openFields) return;
  const name = org.schema.get(objectName).definition.name;
  for (const set of [...org.records.list('PermissionSet')].filter((each) => each.fields.IsOwnedByProfile === true)) {
    const id = org.records.nextId('FieldPermissions', '01k');
    const fields = {
      Id: id,
      IsDeleted: false,
      ParentId: set.id,
      SobjectType: name,
      Field: `${name}.${made.name}`,
      PermissionsRead: true,
      PermissionsEdit: true,
    };
    org.records.save({ type: 'FieldPermissions', id, fields });
  }
}

/** Adds or changes a custom object or a platform event; fields that it has stay. */
export function saveObject(org: Org, fullName: string, root: Element): void {
  const existing = org.schema.find(fullName)?.definition;
  const isEvent = fullName.endsWith('__e');
  const nameField = first(root, 'nameField') ?? {};
  const isAuto = text(nameField, 'type') === 'AutoNumber';
  const nameOptions: FieldOptions = isAuto
    ? {
        ...computed,
        autoNumber: true,
        nillable: false,
        nameField: true,
        displayFormat: text(nameField, 'displayFormat') ?? '{0}',
        label: text(nameField, 'label') ?? 'Name',
      }
    : { nameField: true, idLookup: true, label: text(nameField, 'label') ?? 'Name' };
  const fixed = isEvent
    ? [
        textField('ReplayId', 80, computed),
        instant('CreatedDate', computed),
        field('CreatedById', 'string', { ...computed, length: 18 }),
        field('EventUuid', 'string', { ...computed, length: 36 }),
      ]
    : [textField('Name', 80, nameOptions)];
  const isSetting = text(root, 'customSettingsType') !== undefined || existing?.fields.some(isSettingOwner) === true;
  if (isSetting)
    fixed.push(refer('SetupOwnerId', ['Organization', 'Profile', 'User'], undefined, { label: 'Location' }));
  const own = existing?.fields.filter((each) => each.custom) ?? [];
  org.schema.saveObject(
    object(fullName, existing?.keyPrefix ?? org.schema.freePrefix(isEvent ? 'e' : 'a'), [...fixed, ...own], {
      custom: true,
      label: text(root, 'label') ?? fullName,
      labelPlural: text(root, 'pluralLabel') ?? text(root, 'label') ?? fullName,
      event: isEvent,
      bare: isEvent,
      owned: !isEvent && !isSetting,
      viewed: !isEvent && !isSetting,
      searchable: !isEvent && !isSetting,
    }),
  );
}

/** Custom settings belong to the org, a profile or a user. */
const isSettingOwner = ({ name, custom }: FieldDefinition): boolean => name === 'SetupOwnerId' && !custom;
