import { ApiError } from '../api-error.ts';
import { normalizeId } from '../ids.ts';
import { byExternalId, externalValue } from '../routes/external-id.ts';
import { noteWrite } from '../routes/note-write.ts';
import type { Org } from '../state/org.ts';
import type { StoredRecord } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import type { Writer } from '../writes/prepare.ts';
import { deleteRecord } from '../writes/remove.ts';
import { createRecord, type Input, updateRecord } from '../writes/save.ts';

export type IngestOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete';

export interface RowJob {
  readonly schema: ObjectSchema;
  readonly operation: IngestOperation;
  readonly externalIdFieldName: string | undefined;
  readonly columns: readonly string[];
}

export interface RowResult {
  readonly id: string;
  readonly created: boolean;
  /** `CODE:message:fields --`; absent on success. */
  readonly error?: string;
  readonly fault?: ApiError;
}

/** Returns why a job's columns cannot be used, in Bulk API's words; undefined if they can. */
export function columnFault(org: Org, writer: Writer, job: RowJob): string | undefined {
  const { schema, columns } = job;
  for (const column of columns) {
    const field = schema.fields.get(column.toLowerCase());
    const isVisible = field && org.permissions.onField(writer.userId, schema.definition, field) !== 'none';
    const isPath =
      column.includes('.') &&
      schema.relationships.has((column.split('.')[0] ?? '').split(':').at(-1)?.toLowerCase() ?? '');
    if (!isVisible && !isPath) return `InvalidBatch : Field name not found : ${column}`;
  }
  if (
    job.operation !== 'insert' &&
    job.operation !== 'upsert' &&
    !columns.some((column) => column.toLowerCase() === 'id')
  )
    return 'InvalidBatch : Id column missing';
  return undefined;
}

/** Does one row: an empty value changes nothing, `#N/A` clears. */
export function ingestRow(org: Org, writer: Writer, job: RowJob, values: readonly string[]): RowResult {
  const input: Record<string, unknown> = {};
  let given = '';
  for (const [index, column] of job.columns.entries()) {
    const value = values[index] ?? '';
    if (column.toLowerCase() === 'id') given = value;
    else if (value !== '') input[column] = value === '#N/A' ? null : value;
  }
  try {
    return { ...writeRow(org, writer, job, given, input) };
  } catch (fault) {
    if (!(fault instanceof ApiError)) throw fault;
    return { id: normalizeId(given) ?? given, created: false, error: errorText(fault), fault };
  }
}

function errorText({ errorCode, message, fields }: ApiError): string {
  return `${errorCode}:${message}:${fields && fields.length > 0 ? `${fields.join(',')} ` : ''}--`;
}

function writeRow(org: Org, writer: Writer, job: RowJob, given: string, input: Input): RowResult {
  const { schema, operation } = job;
  if (operation === 'insert') return insert(org, writer, schema, input);
  if (operation === 'upsert' && job.externalIdFieldName?.toLowerCase() !== 'id') return upsert(org, writer, job, input);
  if (operation === 'upsert' && given === '') return insert(org, writer, schema, input);
  const id = normalizeId(given);
  if (id === undefined || !id.startsWith(schema.definition.keyPrefix))
    throw new ApiError(
      400,
      given === '' ? 'MISSING_ARGUMENT' : 'MALFORMED_ID',
      given === ''
        ? 'Id not specified in an update call'
        : `${schema.definition.label} ID: id value of incorrect type: ${given}`,
      ['Id'],
    );
  const before = org.records.find(schema.definition.name, id);
  if (!before) throw new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []);
  if (operation === 'delete' || operation === 'hardDelete') {
    deleteRecord(org, writer, schema, id);
    if (operation === 'hardDelete') org.records.purge(schema.definition.name, id, org.stamp());
    return { id, created: false };
  }
  return update(org, writer, schema, before, input);
}

function insert(org: Org, writer: Writer, schema: ObjectSchema, input: Input): RowResult {
  const id = createRecord(org, writer, schema, input, 'csv');
  noteWrite(org, schema, id, input, undefined);
  return { id, created: true };
}

function update(org: Org, writer: Writer, schema: ObjectSchema, before: StoredRecord, input: Input): RowResult {
  updateRecord(org, writer, schema, before.id, input, 'csv');
  noteWrite(org, schema, before.id, input, before);
  return { id: before.id, created: false };
}

function upsert(org: Org, writer: Writer, { schema, externalIdFieldName = '' }: RowJob, input: Input): RowResult {
  const field = schema.fields.get(externalIdFieldName.toLowerCase());
  const key = Object.keys(input).find((name) => name.toLowerCase() === externalIdFieldName.toLowerCase());
  const value = key === undefined ? null : input[key];
  if (!field || typeof value !== 'string')
    throw new ApiError(400, 'MISSING_ARGUMENT', `${externalIdFieldName} not specified`, []);
  const found = byExternalId(org, schema, field, externalValue(field, value));
  if (found.length > 1)
    throw new ApiError(
      400,
      'DUPLICATE_EXTERNAL_ID',
      `${field.name}: more than one record found for external id field: [${found.map((each) => each.id).join(', ')}]`,
      [field.name],
    );
  const [before] = found;
  if (!before) return insert(org, writer, schema, input);
  const { [key as string]: _key, ...rest } = input;
  return update(org, writer, schema, before, rest);
}
