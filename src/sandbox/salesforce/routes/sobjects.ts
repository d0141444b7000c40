import { type Answer, type ApiCall, objectBody, param, type Route, versionPath, writerOf } from '../api-call.ts';
import { ApiError, methodNotAllowed, notFound } from '../api-error.ts';
import { normalizeId } from '../ids.ts';
import type { FieldDefinition } from '../schema/field.ts';
import { visibleField } from '../soql/bind.ts';
import { addPath, plainDrawing, Shape } from '../soql/shape.ts';
import type { Org } from '../state/org.ts';
import type { StoredRecord } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import { instantMs } from '../time.ts';
import { deleteRecord } from '../writes/remove.ts';
import { createRecord, updateRecord } from '../writes/save.ts';
import { assertUnmodified, conditional } from './conditions.ts';
import type { Cursors } from './cursors.ts';
import { byExternalId, externalValue } from './external-id.ts';
import { idOf, liveRecord, objectNamed } from './find-object.ts';
import { noteWrite } from './note-write.ts';
import { contextOf } from './query-context.ts';

/** A record with the given fields, or all. Throws INVALID_FIELD on unknown ones. */
export function renderFields(
  org: Org,
  call: ApiCall,
  record: StoredRecord,
  names: readonly string[] | undefined,
): unknown {
  const context = contextOf(org, call, true);
  const schema = org.schema.get(record.type);
  const shape = new Shape(context, schema);
  const { definition } = schema;
  if (names) {
    for (const name of names) addPath(context, shape, name.split('.'), { source: name, at: 0, twice: true });
    if (!shape.has('Id')) addPath(context, shape, ['Id'], { source: 'Id', at: 0 });
  } else for (const field of definition.fields) if (visibleField(context, schema, field.name)) shape.addField(field);
  return shape.render(record, plainDrawing(call.version));
}

function fieldsOf(call: ApiCall): readonly string[] | undefined {
  const list = call.query.get('fields');
  return list === null
    ? undefined
    : list
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '');
}

/** The external id field of a path. Throws NOT_FOUND. */
export function externalIdField(org: Org, call: ApiCall, schema: ObjectSchema, name: string): FieldDefinition {
  const field = visibleField(contextOf(org, call, false), schema, name);
  if (field && (field.externalId || field.idLookup || field.type === 'id')) return field;
  throw notFound(`Provided external ID field does not exist or is not accessible: ${name}`);
}

function created(call: ApiCall, schema: ObjectSchema, id: string): Answer {
  return {
    status: 201,
    headers: { Location: versionPath(call, `/sobjects/${schema.definition.name}/${id}`) },
    body: { id, success: true, errors: [], ...(schema.definition.event && { errors: [EVENT_NOTE] }) },
  };
}

/** What Salesforce says with every published event. */
const EVENT_NOTE = { statusCode: 'OPERATION_ENQUEUED', message: 'OPERATION_ENQUEUED', fields: [] };

function assertNoId(input: Readonly<Record<string, unknown>>): void {
  if ('Id' in input || 'id' in input)
    throw new ApiError(400, 'INVALID_FIELD', 'The Id field should not be specified in the sobject data.');
}

export function sobjectRoutes(org: Org, cursors: Cursors): Route[] {
  const named = (call: ApiCall) => objectNamed(org, call, param(call, 'type'));

  function create(call: ApiCall): Answer {
    const schema = named(call);
    const input = objectBody(call);
    assertNoId(input);
    const id = createRecord(org, writerOf(call), schema, input);
    noteWrite(org, schema, id, input, undefined);
    return created(call, schema, id);
  }

  function update(call: ApiCall): Answer {
    const schema = named(call);
    const id = idOf(schema, param(call, 'id'));
    const input = objectBody(call);
    const before = org.records.find(schema.definition.name, id);
    assertNoId(input);
    if (before) assertUnmodified(call, modifiedMs(before));
    updateRecord(org, writerOf(call), schema, id, input);
    noteWrite(org, schema, id, input, before);
    return { status: 204 };
  }

  const modifiedMs = ({ fields }: StoredRecord) =>
    instantMs(String(fields.LastModifiedDate ?? fields.CreatedDate ?? 0));

  const shown = (call: ApiCall, record: StoredRecord): Answer =>
    conditional(call, modifiedMs(record), () => renderFields(org, call, record, fieldsOf(call)));

  function single(call: ApiCall, schema: ObjectSchema): StoredRecord {
    const field = externalIdField(org, call, schema, param(call, 'field'));
    const found = byExternalId(org, schema, field, externalValue(field, param(call, 'value')));
    if (found.length > 1)
      throw new Choices(found.map((record) => versionPath(call, `/sobjects/${record.type}/${record.id}`)));
    const [record] = found;
    if (!record) throw notFound();
    return record;
  }

  function upsert(call: ApiCall): Answer {
    const schema = named(call);
    const input = objectBody(call);
    const field = externalIdField(org, call, schema, param(call, 'field'));
    const value = externalValue(field, param(call, 'value'));
    if (field.name in input && field.type !== 'id')
      throw new ApiError(400, 'INVALID_FIELD', `The ${field.name} field should not be specified in the sobject data.`);
    const found = byExternalId(org, schema, field, value);
    if (found.length > 1)
      throw new Choices(found.map((record) => versionPath(call, `/sobjects/${record.type}/${record.id}`)));
    const [record] = found;
    if (record) {
      updateRecord(org, writerOf(call), schema, record.id, input);
      noteWrite(org, schema, record.id, input, record);
      return { status: 200, body: { id: record.id, success: true, errors: [], created: false } };
    }
    if (field.type === 'id') throw notFound();
    if (call.query.get('updateOnly') === 'true') throw notFound();
    const whole = { ...input, [field.name]: value };
    const id = createRecord(org, writerOf(call), schema, whole);
    noteWrite(org, schema, id, whole, undefined);
    return { ...created(call, schema, id), body: { id, success: true, errors: [], created: true } };
  }

  function createWithId(call: ApiCall): Answer {
    const schema = named(call);
    if (param(call, 'field').toLowerCase() !== 'id') throw methodNotAllowed('POST', ['GET', 'PATCH', 'DELETE']);
    const input = objectBody(call);
    const id = createRecord(org, writerOf(call), schema, input);
    noteWrite(org, schema, id, input, undefined);
    return created(call, schema, id);
  }

  /** `/sobjects/Account/{id}/Owner` and `…/Contacts`: one step along a relationship. */
  function related(call: ApiCall): Answer {
    const schema = named(call);
    const record = liveRecord(org, schema, param(call, 'field'));
    const name = param(call, 'value').toLowerCase();
    const reference = schema.relationships.get(name);
    if (reference) {
      const id = record.fields[reference.name];
      const target = typeof id === 'string' ? org.schema.ofId(id) : undefined;
      if (!target) throw notFound();
      return { status: 200, body: renderFields(org, call, liveRecord(org, target, String(id)), fieldsOf(call)) };
    }
    const child = org.schema.childrenOf(schema.definition.name).find((each) => each.name?.toLowerCase() === name);
    if (!child) throw notFound();
    const rows = org.records
      .byValue(child.child, child.field.name, [record.id])
      .filter((row) => row.fields.IsDeleted !== true);
    const list = {
      totalSize: rows.length,
      size: rows.length,
      render: (index: number) => renderFields(org, call, rows[index] as StoredRecord, fieldsOf(call)),
    };
    return { status: 200, body: cursors.begin(call, list, 'query') };
  }

  const choices =
    (handle: (call: ApiCall) => Answer) =>
    (call: ApiCall): Answer => {
      try {
        return handle(call);
      } catch (fault) {
        if (fault instanceof Choices) return { status: 300, body: fault.urls };
        throw fault;
      }
    };

  return [
    { method: 'POST', path: '/sobjects/:type', handle: create },
    {
      method: 'GET',
      path: '/sobjects/:type/:id',
      handle: (call) => shown(call, liveRecord(org, named(call), param(call, 'id'))),
    },
    { method: 'PATCH', path: '/sobjects/:type/:id', handle: update },
    {
      method: 'DELETE',
      path: '/sobjects/:type/:id',
      handle: (call) => {
        const schema = named(call);
        const id = idOf(schema, param(call, 'id'));
        const record = org.records.find(schema.definition.name, id);
        if (record) assertUnmodified(call, modifiedMs(record));
        deleteRecord(org, writerOf(call), schema, id);
        return { status: 204 };
      },
    },
    {
      method: 'GET',
      path: '/sobjects/:type/:field/:value',
      handle: choices((call) => {
        const schema = named(call);
        if (normalizeId(param(call, 'field')) !== undefined && !schema.fields.has(param(call, 'field').toLowerCase()))
          return related(call);
        return shown(call, single(call, schema));
      }),
    },
    { method: 'PATCH', path: '/sobjects/:type/:field/:value', handle: choices(upsert) },
    { method: 'POST', path: '/sobjects/:type/:field', handle: createWithId },
    {
      method: 'DELETE',
      path: '/sobjects/:type/:field/:value',
      handle: choices((call) => {
        const schema = named(call);
        deleteRecord(org, writerOf(call), schema, single(call, schema).id);
        return { status: 204 };
      }),
    },
  ];
}

/** Several records have the external id: 300 with their addresses. */
class Choices extends Error {
  readonly urls: readonly string[];

  constructor(urls: readonly string[]) {
    super('several records match');
    this.urls = urls;
  }
}
