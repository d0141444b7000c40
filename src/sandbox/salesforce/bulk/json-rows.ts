import { ApiError } from '../api-error.ts';
import type { IngestOperation, RowResult } from './ingest-rows.ts';

interface JsonRow {
  readonly columns: readonly string[];
  readonly values: readonly string[];
}

/** The records of a JSON batch as rows: null clears, `{"Account": {"Key__c": "x"}}` is the column `Account.Key__c`. Throws InvalidBatch. */
export function jsonRows(request: string): JsonRow[] {
  let records: unknown;
  try {
    records = JSON.parse(request);
  } catch {
    throw new ApiError(400, 'InvalidBatch', 'Failed to parse JSON');
  }
  if (!Array.isArray(records)) throw new ApiError(400, 'InvalidBatch', 'The batch is no JSON array of records');
  return records.map((record: unknown) => {
    if (record === null || typeof record !== 'object') throw new ApiError(400, 'InvalidBatch', 'A record is no object');
    const cells = Object.entries(record)
      .filter(([name]) => name !== 'attributes')
      .map(([name, value]) => cellOf(name, value));
    return { columns: cells.map(([column]) => column), values: cells.map(([, value]) => value) };
  });
}

function cellOf(name: string, value: unknown): readonly [column: string, value: string] {
  if (value === null) return [name, '#N/A'];
  if (typeof value !== 'object') return [name, String(value)];
  const [key = '', inner] = Object.entries(value).find(([each]) => each !== 'attributes') ?? [];
  return [`${name}.${key}`, inner === null ? '#N/A' : String(inner)];
}

/** What became of a row (api_asynch, batch results in JSON). */
export function jsonResult({ id, created, fault }: RowResult, operation: IngestOperation): Record<string, unknown> {
  const isNew = operation === 'insert' || operation === 'upsert';
  const errors = fault?.results().map((error) => ({ ...error, extendedErrorDetails: null })) ?? [];
  return { success: fault === undefined, created, id: fault !== undefined && isNew ? null : id, errors };
}
