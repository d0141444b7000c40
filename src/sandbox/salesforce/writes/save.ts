import { randomUUID } from 'node:crypto';
import { ApiError } from '../api-error.ts';
import { makeId } from '../ids.ts';
import type { FieldDefinition } from '../schema/field.ts';
import type { Org } from '../state/org.ts';
import type { StoredRecord, Value } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import { checkAutomation, checkReference, checkRequired, checkUnique } from './checks.ts';
import type { Source } from './coerce.ts';
import { recordHistory } from './history.ts';
import { applyObjectRules, type Draft } from './object-rules.ts';
import { keepPerson } from './person-account.ts';
import { readValues, type Writer } from './prepare.ts';

export type Input = Readonly<Record<string, unknown>>;

/** Creates a record (or publishes a platform event) and returns its id. Nothing is kept if it throws. */
export function createRecord(
  org: Org,
  writer: Writer,
  schema: ObjectSchema,
  input: Input,
  source: Source = 'json',
): string {
  const { definition } = schema;
  if (!definition.createable && !writer.isPerson) throw cannot('insert', definition.name);
  assertMayWrite(org, writer, schema);
  throwRowFault(org);
  const values = readValues(org, writer, schema, input, 'create', source);
  if (definition.event) return publish(org, writer, schema, values);
  return org.records.atomically(() => {
    const id = org.records.nextId(definition.name, definition.keyPrefix);
    const draft: Draft = {};
    for (const field of definition.fields) if (field.defaultValue !== undefined) draft[field.name] = field.defaultValue;
    if (schema.fields.has('ownerid')) draft.OwnerId = writer.userId;
    for (const field of definition.fields)
      if (field.autoNumber) draft[field.name] = nextAutoNumber(org, definition.name, field);
    for (const [field, value] of values) draft[field.name] = value ?? emptyOnCreate(draft, field);
    const stamp = org.stamp();
    applyObjectRules(definition.name, { org, before: undefined, draft, named: namesOf(values), stamp });
    checkRequired(schema, draft);
    const audit = {
      CreatedDate: stamp,
      CreatedById: writer.userId,
      LastModifiedDate: stamp,
      LastModifiedById: writer.userId,
      SystemModstamp: stamp,
    };
    const record = assemble(schema, id, { ...audit, ...draft });
    finish(org, writer, schema, undefined, record, values, stamp);
    return id;
  });
}

/** Changes a record. Nothing is kept if it throws. */
export function updateRecord(
  org: Org,
  writer: Writer,
  schema: ObjectSchema,
  id: string,
  input: Input,
  source: Source = 'json',
): void {
  const { definition } = schema;
  if (!definition.updateable && !writer.isPerson) throw cannot('update', definition.name);
  assertMayWrite(org, writer, schema);
  const before = org.records.find(definition.name, id);
  if (!before) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  if (before.fields.IsDeleted === true) throw new ApiError(404, 'ENTITY_IS_DELETED', 'entity is deleted', []);
  throwRowFault(org);
  const values = readValues(org, writer, schema, input, 'update', source);
  org.records.atomically(() => {
    const draft: Draft = { ...before.fields };
    for (const [field, value] of values) draft[field.name] = value;
    const stamp = org.stamp();
    applyObjectRules(definition.name, { org, before: before.fields, draft, named: namesOf(values), stamp });
    checkRequired(schema, draft);
    // Even a write that changes no value moves the dates of modification.
    if (!namesOf(values).has('LastModifiedDate')) draft.LastModifiedDate = stamp;
    draft.LastModifiedById = writer.userId;
    draft.SystemModstamp = stamp;
    finish(org, writer, schema, before, assemble(schema, id, draft), values, stamp);
  });
}

function finish(
  org: Org,
  writer: Writer,
  schema: ObjectSchema,
  before: StoredRecord | undefined,
  record: StoredRecord,
  values: ReadonlyMap<FieldDefinition, Value>,
  stamp: string,
): void {
  for (const [field, value] of values) {
    if (before?.fields[field.name] === value) continue;
    checkReference(org, field, value);
    checkUnique(org, schema, field, value, record.id);
  }
  checkCycles(org, record, values);
  if (!writer.isPerson) checkAutomation(org, writer.userId, schema, record);
  org.records.save(record);
  keepPerson(org, record);
  recordHistory(org, writer.userId, before, record, stamp);
}

/** A record may not stand above itself. */
function checkCycles(org: Org, record: StoredRecord, values: ReadonlyMap<FieldDefinition, Value>): void {
  for (const [field, value] of values) {
    if (field.name !== 'ParentId' || !field.referenceTo.includes(record.type)) continue;
    let above = value;
    for (let level = 0; typeof above === 'string' && level < 500; level += 1) {
      if (above === record.id)
        throw new ApiError(
          400,
          'CIRCULAR_DEPENDENCY',
          `attempt to set the field ${field.name} creates a circular dependency`,
          [field.name],
        );
      above = org.records.find(record.type, above)?.fields.ParentId ?? null;
    }
  }
}

function namesOf(values: ReadonlyMap<FieldDefinition, Value>): ReadonlySet<string> {
  return new Set([...values.keys()].map((field) => field.name));
}

/** An explicit null on create: a default stands where the field may not be empty. */
function emptyOnCreate(draft: Draft, field: FieldDefinition): Value {
  return field.nillable ? null : (draft[field.name] ?? null);
}

function assemble(schema: ObjectSchema, id: string, draft: Draft): StoredRecord {
  const fields: Record<string, Value> = { Id: id, IsDeleted: false };
  for (const [name, value] of Object.entries(draft))
    if (value !== null && schema.fields.has(name.toLowerCase())) fields[name] = value;
  return { type: schema.definition.name, id, fields };
}

/** A fault that was switched on for single records. */
export function throwRowFault(org: Org): void {
  const fault = org.rowFault?.();
  if (fault) throw fault;
}

function assertMayWrite(org: Org, writer: Writer, schema: ObjectSchema): void {
  if (writer.isPerson || org.permissions.onObject(writer.userId, schema.definition) === 'edit') return;
  throw new ApiError(403, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', []);
}

function cannot(operation: string, type: string): ApiError {
  return new ApiError(
    400,
    operation === 'insert' ? 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY' : 'INVALID_TYPE_FOR_OPERATION',
    `entity type cannot be ${operation === 'insert' ? 'inserted' : 'updated'}: ${type}`,
    [],
  );
}

/** `{00000000}` → 00001000: counts on from the highest number given. */
function nextAutoNumber(org: Org, type: string, field: FieldDefinition): string {
  const format = field.displayFormat ?? '{0}';
  const digits = /\{(0+)\}/.exec(format)?.[1]?.length ?? 1;
  const next = org.nextNumber(`${type}.${field.name}`, () => {
    let highest = 999;
    for (const record of org.records.list(type))
      highest = Math.max(highest, Number(/(\d+)\D*$/.exec(String(record.fields[field.name] ?? ''))?.[1] ?? 0));
    return highest;
  });
  return format.replace(/\{0+\}/, String(next).padStart(digits, '0'));
}

function publish(org: Org, writer: Writer, schema: ObjectSchema, values: ReadonlyMap<FieldDefinition, Value>): string {
  const fields: Draft = {};
  for (const field of schema.definition.fields)
    if (field.defaultValue !== undefined) fields[field.name] = field.defaultValue;
  for (const [field, value] of values) fields[field.name] = value;
  checkRequired(schema, fields);
  const uuid = randomUUID();
  const event = org.events.publish({
    uuid,
    type: schema.definition.name,
    publishedAt: new Date(org.now()).toISOString(),
    userId: writer.userId,
    fields,
  });
  return makeId(schema.definition.keyPrefix, event.replayId);
}
