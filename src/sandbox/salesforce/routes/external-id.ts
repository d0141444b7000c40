import { normalizeId } from '../ids.ts';
import type { FieldDefinition } from '../schema/field.ts';
import type { Org } from '../state/org.ts';
import type { StoredRecord, Value } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';

/** Live records with a value in an external id field. */
export function byExternalId(org: Org, schema: ObjectSchema, field: FieldDefinition, value: Value): StoredRecord[] {
  const { name } = schema.definition;
  if (field.type === 'id') {
    const id = normalizeId(String(value));
    const record = id === undefined ? undefined : org.records.live(name, id);
    return record ? [record] : [];
  }
  return org.records
    .byValue(name, field.name, [value])
    .filter(
      (record) => record.fields.IsDeleted !== true && (!field.caseSensitive || record.fields[field.name] === value),
    );
}

/** A value of a path segment as the field holds it. */
export function externalValue(field: FieldDefinition, text: string): Value {
  return ['int', 'double', 'currency', 'percent'].includes(field.type) && text !== '' && !Number.isNaN(Number(text))
    ? Number(text)
    : text;
}
