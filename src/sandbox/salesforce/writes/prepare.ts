import { ApiError, invalidField } from '../api-error.ts';
import type { FieldDefinition } from '../schema/field.ts';
import type { Org } from '../state/org.ts';
import type { Value } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import { coerce, type Source } from './coerce.ts';

/** Who writes. A `person` (the sandbox's own edits) may set read-only fields too. */
export interface Writer {
  readonly userId: string;
  readonly isPerson?: boolean;
}

/** Keys that describe a record and are no fields. */
const NOT_FIELDS = new Set(['attributes', 'id']);

/** Reads a write's values field by field. Throws on unknown, read-only and ill-typed ones. */
export function readValues(
  org: Org,
  writer: Writer,
  schema: ObjectSchema,
  input: Readonly<Record<string, unknown>>,
  operation: 'create' | 'update',
  source: Source,
): Map<FieldDefinition, Value> {
  const values = new Map<FieldDefinition, Value>();
  const refused: string[] = [];
  for (const [key, raw] of Object.entries(input)) {
    if (NOT_FIELDS.has(key.toLowerCase())) continue;
    const field = schema.fields.get(key.toLowerCase());
    const access = field ? org.permissions.onField(writer.userId, schema.definition, field) : 'none';
    if (!field || (access === 'none' && !writer.isPerson)) {
      const reference = schema.relationships.get(
        (key.includes('.') ? key.slice(0, key.indexOf('.')) : key).toLowerCase(),
      );
      const nested = nestedReference(key, raw);
      if (reference && nested) {
        values.set(reference, findByExternalId(org, reference, nested));
        continue;
      }
      throw invalidField(`No such column '${key}' on sobject of type ${schema.definition.name}`);
    }
    const isAllowed = operation === 'create' ? field.createable : field.updateable;
    if (!writer.isPerson && (!isAllowed || access === 'read')) {
      refused.push(field.name);
      continue;
    }
    values.set(field, coerce(field, raw, source));
  }
  if (refused.length > 0)
    throw new ApiError(
      400,
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      `Unable to create/update fields: ${refused.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
      refused,
    );
  return values;
}

interface Nested {
  readonly type: string | undefined;
  readonly field: string;
  readonly value: string;
}

/** `{"Account": {"Key__c": "x"}}`, in CSV a column `Account.Key__c`. */
function nestedReference(key: string, raw: unknown): Nested | undefined {
  if (key.includes('.')) {
    const [first = '', field = ''] = key.split('.').slice(-2);
    const type = first.includes(':') ? first.split(':')[0] : undefined;
    return typeof raw === 'string' ? { type, field, value: raw } : undefined;
  }
  if (raw === null || typeof raw !== 'object') return undefined;
  const { attributes, ...fields } = raw as Record<string, unknown>;
  const [entry] = Object.entries(fields);
  if (!entry) return undefined;
  const given = (attributes as { readonly type?: unknown } | undefined)?.type;
  return { type: typeof given === 'string' ? given : undefined, field: entry[0], value: String(entry[1]) };
}

function findByExternalId(org: Org, reference: FieldDefinition, { type, field, value }: Nested): Value {
  if (value === '' || value === '#N/A') return null;
  const name = type ?? reference.referenceTo[0] ?? '';
  const schema = org.schema.find(name);
  const key = schema?.fields.get(field.toLowerCase());
  if (!schema || !key || !(key.externalId || key.idLookup))
    throw invalidField(`Field name provided, ${field} is not an External ID or indexed field for ${name}`);
  const found = org.records
    .byValue(schema.definition.name, key.name, [value])
    .filter((record) => record.fields.IsDeleted !== true);
  if (found.length === 1) return found[0]?.id ?? null;
  throw invalidField(
    found.length === 0
      ? `Foreign key external ID: ${value} not found for field ${key.name} in entity ${schema.definition.name}`
      : `More than one record found for external id field: [${found.map((record) => record.id).join(', ')}]`,
  );
}
