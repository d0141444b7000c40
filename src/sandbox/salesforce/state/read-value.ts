import type { FieldDefinition } from '../schema/field.ts';
import type { Org } from './org.ts';
import type { StoredRecord, Value } from './records.ts';

/** An address as one value. */
export type Compound = Readonly<Record<string, Value>>;

/** Fields of a case that show what its contact has. */
const FROM_CONTACT: Readonly<Record<string, string>> = {
  ContactPhone: 'Phone',
  ContactMobile: 'MobilePhone',
  ContactEmail: 'Email',
  ContactFax: 'Fax',
};
const ADDRESS_PARTS = ['City', 'Country', 'Latitude', 'Longitude', 'PostalCode', 'State', 'Street'];

/** The value of a field that is not compound; checkboxes are never empty. */
export function readValue(org: Org, record: StoredRecord, field: FieldDefinition): Value {
  const held = record.fields[field.name];
  if (held !== undefined) return held;
  const source = record.type === 'Case' ? FROM_CONTACT[field.name] : undefined;
  if (source !== undefined) {
    const contactId = record.fields.ContactId;
    return typeof contactId === 'string' ? (org.records.find('Contact', contactId)?.fields[source] ?? null) : null;
  }
  if (field.name === 'PhotoUrl') return `/services/images/photo/${record.id}`;
  return field.type === 'boolean' ? false : null;
}

/** An address's parts, null if it has none. */
export function readCompound(record: StoredRecord, field: FieldDefinition): Compound | null {
  const prefix = field.name.replace(/Address$/, '');
  const parts: Record<string, Value> = {};
  let isEmpty = true;
  for (const part of ADDRESS_PARTS) {
    const value = record.fields[`${prefix}${part}`] ?? null;
    if (value !== null) isEmpty = false;
    parts[part.charAt(0).toLowerCase() + part.slice(1)] = value;
  }
  return isEmpty ? null : { ...parts, geocodeAccuracy: null };
}

/** What a record is called: its name field, or its id. */
export function nameOf(org: Org, record: StoredRecord): string {
  const field = org.schema.get(record.type).definition.fields.find((each) => each.nameField);
  const value = field ? record.fields[field.name] : undefined;
  return value === undefined || value === null ? record.id : String(value);
}
