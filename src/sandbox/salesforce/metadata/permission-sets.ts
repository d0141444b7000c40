import type { Org } from '../state/org.ts';
import type { Fields, StoredRecord } from '../state/records.ts';
import { all, type Element, text } from './xml.ts';

/** Returns what of a permission set cannot be deployed; undefined if all can. `objects` and `fields` come with the same package. */
export function permissionFault(
  org: Org,
  root: Element,
  objects: ReadonlySet<string>,
  fields: ReadonlySet<string>,
  type: string,
): string | undefined {
  if (type === 'PermissionSet' && !text(root, 'label')) return 'Required field is missing: label';
  for (const permission of all(root, 'objectPermissions')) {
    const name = text(permission, 'object') ?? '';
    if (!org.schema.find(name) && !objects.has(name.toLowerCase()))
      return `In field: field - no CustomObject named ${name} found`;
  }
  for (const permission of all(root, 'fieldPermissions')) {
    const path = text(permission, 'field') ?? '';
    const [object = '', name = ''] = path.split('.');
    const known = org.schema.find(object)?.fields.get(name.toLowerCase());
    if (!known && !fields.has(path.toLowerCase())) return `In field: field - no CustomField named ${path} found`;
    if (known && !known.nillable && known.type !== 'boolean') return `You cannot deploy to a required field: ${path}`;
  }
  return undefined;
}

/** Writes a permission set (or a profile's) with its field and object permissions; those it had are replaced. */
export function applyPermissions(org: Org, type: string, name: string, root: Element): void {
  const set = type === 'Profile' ? profileSet(org, name) : permissionSet(org, name, root);
  if (!set) return;
  const touched =
    type === 'Profile' ? new Set(all(root, 'fieldPermissions').map((each) => text(each, 'field'))) : undefined;
  for (const kind of ['FieldPermissions', 'ObjectPermissions']) {
    for (const row of org.records.byValue(kind, 'ParentId', [set.id])) {
      // A profile's deployment changes what it names; a permission set's replaces all.
      if (touched && !touched.has(String(row.fields.Field))) continue;
      org.records.erase(kind, row.id);
    }
  }
  const isTrue = (element: Element, key: string) => text(element, key) === 'true';
  for (const each of all(root, 'fieldPermissions')) {
    const path = text(each, 'field') ?? '';
    add(org, 'FieldPermissions', '01k', {
      ParentId: set.id,
      SobjectType: path.split('.')[0] ?? '',
      Field: path,
      PermissionsRead: isTrue(each, 'readable') || isTrue(each, 'editable'),
      PermissionsEdit: isTrue(each, 'editable'),
    });
  }
  for (const each of all(root, 'objectPermissions')) {
    add(org, 'ObjectPermissions', '110', {
      ParentId: set.id,
      SobjectType: text(each, 'object') ?? '',
      PermissionsCreate: isTrue(each, 'allowCreate'),
      PermissionsRead: isTrue(each, 'allowRead'),
      PermissionsEdit: isTrue(each, 'allowEdit'),
      PermissionsDelete: isTrue(each, 'allowDelete'),
      PermissionsViewAllRecords: isTrue(each, 'viewAllRecords'),
      PermissionsModifyAllRecords: isTrue(each, 'modifyAllRecords'),
    });
  }
}

function permissionSet(org: Org, name: string, root: Element): StoredRecord {
  const existing = setNamed(org, name);
  const facts = {
    Name: name,
    Label: text(root, 'label') ?? name,
    IsCustom: true,
    IsOwnedByProfile: false,
    HasActivationRequired: text(root, 'hasActivationRequired') === 'true',
    ...(text(root, 'description') !== undefined && { Description: text(root, 'description') ?? '' }),
  };
  if (!existing) return add(org, 'PermissionSet', '0PS', facts);
  const changed = { ...existing, fields: { ...existing.fields, ...facts, SystemModstamp: org.stamp() } };
  org.records.save(changed);
  return changed;
}

export function setNamed(org: Org, name: string): StoredRecord | undefined {
  return org.records.byValue('PermissionSet', 'Name', [name]).find((each) => each.fields.IsDeleted !== true);
}

function profileSet(org: Org, name: string): StoredRecord | undefined {
  const [profile] = org.records.byValue('Profile', 'Name', [name === 'Admin' ? 'System Administrator' : name]);
  return profile && org.records.byValue('PermissionSet', 'ProfileId', [profile.id])[0];
}

function add(org: Org, type: string, prefix: string, facts: Fields): StoredRecord {
  const id = org.records.nextId(type, prefix);
  const stamp = org.stamp();
  const { adminId } = org.facts;
  const record = {
    type,
    id,
    fields: {
      Id: id,
      IsDeleted: false,
      CreatedDate: stamp,
      CreatedById: adminId,
      LastModifiedDate: stamp,
      LastModifiedById: adminId,
      SystemModstamp: stamp,
      ...facts,
    },
  };
  org.records.save(record);
  return record;
}
