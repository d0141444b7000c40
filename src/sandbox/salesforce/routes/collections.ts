import { type Answer, type ApiCall, objectBody, param, type Route, writerOf } from '../api-call.ts';
import { ApiError, jsonError } from '../api-error.ts';
import { normalizeId } from '../ids.ts';
import type { FieldDefinition } from '../schema/field.ts';
import type { Org } from '../state/org.ts';
import type { StoredRecord } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import { deleteRecord } from '../writes/remove.ts';
import { createRecord, type Input, updateRecord } from '../writes/save.ts';
import { eachRecord, type Result, typeOf } from './each-record.ts';
import { byExternalId } from './external-id.ts';
import { objectNamed } from './find-object.ts';
import { noteWrite } from './note-write.ts';
import { externalIdField, renderFields } from './sobjects.ts';

const MAX_RECORDS = 200;
const MAX_RETRIEVE = 2_000;
const MAX_CHUNKS = 10;

function tooMany(limit: number): ApiError {
  return new ApiError(
    400,
    'EXCEEDED_ID_LIMIT',
    `record limit reached. cannot submit more than ${limit} records into this call`,
  );
}

/** The records of a collection's body. Throws on wrong shapes and on more than 200. */
function recordsOf(body: Readonly<Record<string, unknown>>): readonly Input[] {
  const { records } = body;
  if (!Array.isArray(records))
    throw new ApiError(400, 'INVALID_INPUT', 'The records field is required and must be an array');
  if (records.length > MAX_RECORDS) throw tooMany(MAX_RECORDS);
  for (const record of records)
    if (record === null || typeof record !== 'object' || Array.isArray(record))
      throw jsonError('Cannot deserialize instance of SObject from the given value');
  return records as Input[];
}

/** A record's value of a field whose name is compared without case, and the record without it. */
function withoutKey(input: Input, name: string): { readonly value: unknown; readonly rest: Input } {
  const key = Object.keys(input).find((each) => each.toLowerCase() === name.toLowerCase());
  if (key === undefined) return { value: undefined, rest: input };
  const { [key]: value, ...rest } = input;
  return { value, rest };
}

export function collectionRoutes(org: Org): Route[] {
  /** The object of a record that names its type. Throws per-record errors. */
  function schemaOf(call: ApiCall, type: string | undefined): ObjectSchema {
    const schema = type === undefined ? undefined : org.schema.find(type);
    if (schema && org.permissions.onObject(call.caller.userId, schema.definition) !== 'none') return schema;
    throw new ApiError(
      400,
      type === undefined ? 'INVALID_INPUT' : 'INVALID_TYPE',
      type === undefined
        ? 'The type must be specified in the attributes of each record'
        : `sObject type '${type}' is not supported.`,
      [],
    );
  }

  /** Records that change from type to type make chunks; only ten are allowed. */
  function checkChunks(inputs: readonly Input[]): void {
    let chunks = 0;
    let last: string | undefined;
    for (const input of inputs) {
      const type = typeOf(input);
      if (type !== last || chunks === 0) chunks += 1;
      last = type;
    }
    if (chunks > MAX_CHUNKS)
      throw new ApiError(
        400,
        'INVALID_INPUT',
        'Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.',
      );
  }

  /** Writes of rolled-back records do not count. */
  function noteAll(results: readonly Result[], notes: readonly (() => void)[]): void {
    if (results.length > 0 && results.every((result) => !result.success)) return;
    for (const note of notes) note();
  }

  function create(call: ApiCall): Answer {
    const body = objectBody(call);
    const inputs = recordsOf(body);
    checkChunks(inputs);
    const notes: (() => void)[] = [];
    const results = eachRecord(org, inputs, body.allOrNone === true, (input) => {
      const schema = schemaOf(call, typeOf(input));
      if (input.Id ?? input.id)
        throw new ApiError(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']);
      const id = createRecord(org, writerOf(call), schema, input);
      notes.push(() => noteWrite(org, schema, id, input, undefined));
      return { id, success: true, errors: [] };
    });
    noteAll(results, notes);
    return { status: 200, body: results };
  }

  function update(call: ApiCall): Answer {
    const body = objectBody(call);
    const inputs = recordsOf(body);
    checkChunks(inputs);
    const notes: (() => void)[] = [];
    const seen = new Set<string>();
    const results = eachRecord(
      org,
      inputs,
      body.allOrNone === true,
      (input) => {
        const schema = schemaOf(call, typeOf(input));
        const given = input.id ?? input.Id;
        if (typeof given !== 'string')
          throw new ApiError(400, 'MISSING_ARGUMENT', 'Id not specified in an update call', ['Id']);
        const id = normalizeId(given);
        if (id === undefined || !id.startsWith(schema.definition.keyPrefix))
          throw new ApiError(
            400,
            'MALFORMED_ID',
            `${schema.definition.label} ID: id value of incorrect type: ${given}`,
            ['Id'],
          );
        if (seen.has(id)) throw new ApiError(400, 'DUPLICATE_VALUE', `duplicate id specified: ${id}`, []);
        seen.add(id);
        const { id: _lower, Id: _upper, ...fields } = input;
        const before = org.records.find(schema.definition.name, id);
        if (!before) throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []);
        updateRecord(org, writerOf(call), schema, id, fields);
        notes.push(() => noteWrite(org, schema, id, fields, before));
        return { id, success: true, errors: [] };
      },
      (input) => {
        const id = normalizeId(String(input.id ?? input.Id ?? ''));
        return id === undefined ? {} : { id };
      },
    );
    noteAll(results, notes);
    return { status: 200, body: results };
  }

  /** Which record an upsert changes; undefined where it creates one, which for `Id` takes a record without it. */
  function target(
    schema: ObjectSchema,
    field: FieldDefinition,
    value: unknown,
    seen: Set<string>,
  ): StoredRecord | undefined {
    if (value === undefined || value === null || value === '') {
      if (field.type === 'id') return undefined;
      throw new ApiError(400, 'MISSING_ARGUMENT', `${field.name} not specified`, []);
    }
    const found = byExternalId(org, schema, field, value as string | number);
    if (found.length > 1)
      throw new ApiError(
        400,
        'DUPLICATE_EXTERNAL_ID',
        `${field.name}: more than one record found for external id field: [${found.map((each) => each.id).join(', ')}]`,
        [field.name],
      );
    const seenKey = String(value).toLowerCase();
    if (seen.has(seenKey))
      throw new ApiError(400, 'DUPLICATE_VALUE', `Duplicate external id specified: ${String(value)}`, [field.name]);
    seen.add(seenKey);
    if (found.length === 0 && field.type === 'id')
      throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []);
    return found[0];
  }

  function upsert(call: ApiCall): Answer {
    const schema = objectNamed(org, call, param(call, 'type'));
    const field = externalIdField(org, call, schema, param(call, 'field'));
    const body = objectBody(call);
    const inputs = recordsOf(body);
    const notes: (() => void)[] = [];
    const seen = new Set<string>();
    const results = eachRecord(
      org,
      inputs,
      body.allOrNone === true,
      (input) => {
        const type = typeOf(input);
        if (type !== undefined && type.toLowerCase() !== schema.definition.name.toLowerCase())
          throw new ApiError(
            400,
            'INVALID_INPUT',
            `The type in the attributes does not match the type in the URI: ${type}`,
            [],
          );
        const { value, rest } = withoutKey(input, field.name);
        const before = target(schema, field, value, seen);
        if (before) {
          updateRecord(org, writerOf(call), schema, before.id, rest);
          notes.push(() => noteWrite(org, schema, before.id, rest, before));
          return { id: before.id, success: true, errors: [], created: false };
        }
        const whole = field.type === 'id' ? rest : input;
        const id = createRecord(org, writerOf(call), schema, whole);
        notes.push(() => noteWrite(org, schema, id, whole, undefined));
        return { id, success: true, errors: [], created: true };
      },
      () => ({ created: false }),
    );
    noteAll(results, notes);
    return { status: 200, body: results };
  }

  function remove(call: ApiCall): Answer {
    const ids = (call.query.get('ids') ?? '')
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== '');
    if (ids.length === 0) throw new ApiError(400, 'INVALID_INPUT', 'The ids parameter is required');
    if (ids.length > MAX_RECORDS) throw tooMany(MAX_RECORDS);
    const results = eachRecord(
      org,
      ids,
      call.query.get('allOrNone') === 'true',
      (given) => {
        const id = normalizeId(given);
        const schema = id === undefined ? undefined : org.schema.ofId(id);
        if (id === undefined || !schema) throw new ApiError(400, 'MALFORMED_ID', `malformed id ${given}`, []);
        if (!org.records.find(schema.definition.name, id))
          throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []);
        deleteRecord(org, writerOf(call), schema, id);
        return { id, success: true, errors: [] };
      },
      (given) => ({ id: normalizeId(given) ?? given }),
    );
    return { status: 200, body: results };
  }

  function retrieve(call: ApiCall, ids: readonly string[], fields: readonly string[] | undefined): Answer {
    const schema = objectNamed(org, call, param(call, 'type'));
    if (ids.length > MAX_RETRIEVE) throw tooMany(MAX_RETRIEVE);
    if (!fields || fields.length === 0) throw new ApiError(400, 'INVALID_INPUT', 'The fields parameter is required');
    const body = ids.map((given) => {
      const id = normalizeId(given);
      if (id === undefined) throw new ApiError(400, 'MALFORMED_ID', `malformed id ${given}`);
      const record = org.records.live(schema.definition.name, id);
      return record ? renderFields(org, call, record, fields) : null;
    });
    return { status: 200, body };
  }

  const list = (text: string | null) =>
    (text ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
  return [
    { method: 'POST', path: '/composite/sobjects', handle: create },
    { method: 'PATCH', path: '/composite/sobjects', handle: update },
    { method: 'DELETE', path: '/composite/sobjects', handle: remove },
    { method: 'PATCH', path: '/composite/sobjects/:type/:field', handle: upsert },
    {
      method: 'GET',
      path: '/composite/sobjects/:type',
      handle: (call) => retrieve(call, list(call.query.get('ids')), list(call.query.get('fields'))),
    },
    {
      method: 'POST',
      path: '/composite/sobjects/:type',
      handle: (call) => {
        const body = objectBody(call);
        return retrieve(call, strings(body.ids), strings(body.fields));
      },
    },
  ];
}
