import type { FieldDefinition } from '../schema/field.ts';
import type { Org } from '../state/org.ts';
import { nameOf } from '../state/read-value.ts';
import type { Fields, StoredRecord, Value } from '../state/records.ts';

/** The name that history rows give a field. */
function historyName(field: FieldDefinition): string {
  return field.type === 'reference' && !field.custom ? field.name.replace(/Id$/, '') : field.name;
}

function shown(org: Org, field: FieldDefinition, value: Value): Value {
  if (field.type !== 'reference' || typeof value !== 'string') return value;
  const type = org.schema.ofId(value)?.definition.name;
  const record = type ? org.records.find(type, value) : undefined;
  return record ? nameOf(org, record) : value;
}

/** Writes history rows of a save for objects that keep them: a row per changed field, for lookups one with names and one with ids. */
export function recordHistory(
  org: Org,
  userId: string,
  before: StoredRecord | undefined,
  after: StoredRecord,
  stamp: string,
): void {
  const schema = org.schema.get(after.type);
  const { historyObject } = schema.definition;
  if (historyObject === undefined) return;
  const history = org.schema.get(historyObject);
  const parentField = history.definition.fields.find((field) => field.referenceTo.includes(after.type));
  if (!parentField) return;
  const add = (row: Fields) => {
    const id = org.records.nextId(historyObject, history.definition.keyPrefix);
    const fields: Record<string, Value> = {
      Id: id,
      IsDeleted: false,
      [parentField.name]: after.id,
      CreatedDate: stamp,
      CreatedById: userId,
    };
    for (const [name, value] of Object.entries(row)) if (value !== null) fields[name] = value;
    org.records.save({ type: historyObject, id, fields });
  };
  if (!before) {
    add({ Field: 'created', DataType: 'Text' });
    return;
  }
  for (const field of schema.definition.fields) {
    if (!field.trackHistory && field.name !== 'OwnerId') continue;
    const [old = null, now = null] = [before.fields[field.name], after.fields[field.name]];
    if (old === now || (field.type === 'boolean' && !old && !now)) continue;
    const name = historyName(field);
    if (field.type === 'reference') {
      add({ Field: name, DataType: 'EntityId', OldValue: old, NewValue: now });
      add({ Field: name, DataType: 'Text', OldValue: shown(org, field, old), NewValue: shown(org, field, now) });
    } else {
      const DataType = field.type === 'boolean' ? 'Boolean' : field.type === 'picklist' ? 'DynamicEnum' : 'Text';
      add({ Field: name, DataType, OldValue: old, NewValue: now });
    }
  }
}
