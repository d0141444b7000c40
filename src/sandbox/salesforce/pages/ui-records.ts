/**
 * Records as the UI API gives them to components: every field with its value and how it reads.
 * https://developer.salesforce.com/docs/atlas.en-us.uiapi.meta/uiapi/ui_api_responses_record.htm
 */
import { ApiError, invalidField, notFound } from '../api-error.ts';
import { normalizeId } from '../ids.ts';
import type { FieldDefinition } from '../schema/field.ts';
import { follow, type QueryContext, visibleField, visibleRelationship } from '../soql/bind.ts';
import type { Org } from '../state/org.ts';
import { nameOf, readValue } from '../state/read-value.ts';
import type { StoredRecord, Value } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import { instantMs } from '../time.ts';
import { createRecord } from '../writes/save.ts';

export interface FieldValue {
  readonly displayValue: string | null;
  readonly value: Value | UiRecord | null;
}
export interface UiRecord {
  readonly apiName: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** A field of a record; datetimes end in `Z`, picklists read as their label. */
export function fieldValue(org: Org, record: StoredRecord, field: FieldDefinition): FieldValue {
  const value = readValue(org, record, field);
  if (value !== null && field.type === 'datetime')
    return { displayValue: null, value: new Date(instantMs(String(value))).toISOString() };
  if (field.picklist.length === 0 || typeof value !== 'string') return { displayValue: null, value };
  const labels = new Map(field.picklist.map((option) => [option.value, option.label]));
  const chosen = field.type === 'multipicklist' ? value.split(';') : [value];
  return { displayValue: chosen.map((each) => labels.get(each) ?? each).join(';'), value };
}

interface Wanted {
  /** Names after the object's own: `['Contact', 'Name']`. */
  readonly path: readonly string[];
  readonly optional: boolean;
}

function wantedOf(schema: ObjectSchema, fields: readonly string[], optional: boolean): Wanted[] {
  return fields.flatMap((field) => {
    const [object, ...path] = field.split('.');
    return object?.toLowerCase() === schema.definition.name.toLowerCase() ? [{ path, optional }] : [];
  });
}

function draw(context: QueryContext, schema: ObjectSchema, record: StoredRecord, wanted: readonly Wanted[]): UiRecord {
  const fields: Record<string, FieldValue> = {};
  const parents = new Map<string, Wanted[]>();
  for (const { path, optional } of wanted) {
    const [name = '', ...rest] = path;
    if (rest.length > 0) parents.set(name, [...(parents.get(name) ?? []), { path: rest, optional }]);
    else {
      const field = visibleField(context, schema, name);
      if (field) fields[field.name] = fieldValue(context.org, record, field);
      else if (!optional) throw invalidField(`No such column '${name}' on entity '${schema.definition.name}'.`);
    }
  }
  for (const [name, inner] of parents) {
    const reference = visibleRelationship(context, schema, name);
    if (!reference) {
      if (inner.some(({ optional }) => !optional)) throw invalidField(`No such relationship '${name}'.`);
      continue;
    }
    const target = follow(context.org, record, reference);
    const its = target && context.org.schema.find(target.type);
    fields[name] =
      target && its
        ? { displayValue: nameOf(context.org, target), value: draw(context, its, target, inner) }
        : { displayValue: null, value: null };
  }
  return { apiName: schema.definition.name, id: record.id, fields };
}

/** The fields that a page asks for: `Case.Contact.Name`. What is optional and hidden from the user is left out. */
export interface RecordWish {
  readonly fields: readonly string[];
  readonly optionalFields: readonly string[];
}

/** One record. Throws NOT_FOUND, and INVALID_FIELD for a required field that the user may not see. */
export function uiRecord(context: QueryContext, recordId: string, wish: RecordWish): UiRecord {
  const id = normalizeId(recordId);
  const schema = id === undefined ? undefined : context.org.schema.ofId(id);
  const record = id !== undefined && schema ? context.org.records.live(schema.definition.name, id) : undefined;
  if (!schema || !record) throw notFound();
  if (context.org.permissions.onObject(context.userId, schema.definition) === 'none')
    throw new ApiError(403, 'INSUFFICIENT_ACCESS', "You don't have access to this record.");
  const wanted = [...wantedOf(schema, wish.fields, false), ...wantedOf(schema, wish.optionalFields, true)];
  return draw(context, schema, record, wanted);
}

/** The children of a record by the name of their relationship (`Contacts`), in the order of creation. */
export function relatedRecords(
  context: QueryContext,
  parentRecordId: string,
  relatedListId: string,
  { pageSize, ...wish }: RecordWish & { readonly pageSize: number },
): { readonly count: number; readonly records: readonly UiRecord[]; readonly nextPageToken: string | null } {
  const id = normalizeId(parentRecordId);
  const parent = id === undefined ? undefined : context.org.schema.ofId(id);
  const relationship =
    parent && context.org.schema.childrenOf(parent.definition.name).find(({ name }) => name === relatedListId);
  if (id === undefined || !parent || !relationship) throw notFound();
  const schema = context.org.schema.get(relationship.child);
  const children = context.org.records
    .byValue(relationship.child, relationship.field.name, [id])
    .filter((record) => record.fields.IsDeleted !== true);
  const shown = children.slice(0, pageSize);
  const wanted = [...wantedOf(schema, wish.fields, false), ...wantedOf(schema, wish.optionalFields, true)];
  return {
    count: shown.length,
    records: shown.map((record) => draw(context, schema, record, wanted)),
    nextPageToken: children.length > shown.length ? String(shown.length) : null,
  };
}

/** Makes a record as whoever looks at the page. Throws what the API would say. */
export function createdRecord(
  context: QueryContext,
  apiName: string,
  fields: Readonly<Record<string, unknown>>,
): { readonly apiName: string; readonly id: string } {
  const schema = context.org.schema.find(apiName);
  if (!schema) throw new ApiError(400, 'INVALID_TYPE', `object ${apiName} not found`);
  return { apiName, id: createRecord(context.org, { userId: context.userId }, schema, fields) };
}
