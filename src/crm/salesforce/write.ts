/**
 * Writing our fields, 200 records per call, each record with a result of its own (`allOrNone: false`). Records of one account
 * stand side by side, so that a batch does not wait for the lock that its neighbour holds.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_update.htm
 */
import type { Clock, FieldObject, FieldValue, RecordUpdate, RefusedField, Transport, WriteResult } from '../port.ts';
import { type Account, dataPath, get, queryPath } from './account.ts';
import { type Addressed, addressed, type Input, onPerson } from './address.ts';
import { type BulkIngest, type BulkResult, fitsBulk } from './bulk-ingest.ts';
import { FIELD_VENDORS, manifest } from './manifest.ts';
import { failed, fieldsAtFault, GONE, LOCKED, notSent, type Outcome, type Report, refused } from './outcome.ts';
import { bodyOf, codeOf, complaintOf, querySchema, recordSchema, saveResultsSchema } from './payload.ts';
import { chunks, IDS_PER_QUERY, idList, isId } from './soql.ts';
import { parseInstant } from './values.ts';

/** How often records that somebody else held locked are tried once more, after all others. */
const LOCK_ROUNDS = 3;
/** Before the first of these rounds, doubled before each further one, and up to half of it more: who was locked out together does not come back together. */
const LOCK_PAUSE_MS = 1_000;

/** null clears; several choices are separated by semicolons. */
export function toFieldValue(value: FieldValue): string | number | null {
  if (value === null || typeof value === 'number') return value;
  const text = typeof value === 'string' ? value : value.join(';');
  return text === '' ? null : text;
}

export interface Writing {
  readonly transport: Transport;
  readonly account: Account;
  readonly bulk: BulkIngest;
  readonly clock: Clock;
  /** More records than this in one write go through Bulk API. */
  readonly bulkAbove: number;
}

/** So many records, with the cards on them, are held in memory for one job of Bulk API. */
const BULK_PAGE = 2_500;

/** Records for one write through Bulk API. */
export const bulkPage = (bulkAbove: number): number => Math.max(BULK_PAGE, bulkAbove + 1);

export async function write(writing: Writing, updates: readonly RecordUpdate[]): Promise<readonly WriteResult[]> {
  const outcomes = new Map<string, Outcome>();
  const keyOf = (object: FieldObject, id: string): string => `${object}/${id}`;
  /** Our names of fields by Salesforce's, also of those of a person account. */
  const names = new Map<string, string>();
  let stopped: unknown = null;

  for (const object of Object.keys(FIELD_VENDORS) as FieldObject[]) {
    // A batch must not name a record twice.
    const inputs = new Map<string, Input>();
    for (const update of updates.filter((candidate) => candidate.object === object)) {
      const values = Object.entries(update.values).map(([name, value]) => {
        const field = manifest.fieldName(name);
        names.set(field, name).set(onPerson(field), name);
        return [field, toFieldValue(value)] as const;
      });
      const fields = { ...inputs.get(update.id)?.fields, ...Object.fromEntries(values) };
      inputs.set(update.id, { id: update.id, fields });
    }
    if (inputs.size === 0 || stopped !== null) continue;
    const report: Report = (id, outcome) => outcomes.set(keyOf(object, id), outcome);
    try {
      await writeObject(writing, object, [...inputs.values()], report);
    } catch (error) {
      if (outcomes.size === 0) throw error;
      stopped = error;
    }
  }
  return updates.map(({ object, id }) => {
    const { refused: left, ...outcome }: Outcome = outcomes.get(keyOf(object, id)) ?? notSent(stopped);
    const named = left?.map((each) => ({ ...each, field: names.get(each.field) ?? each.field }));
    return { object, id, ...outcome, ...(named && { refused: named }) };
  });
}

async function writeObject(
  { transport, account, bulk, clock, bulkAbove }: Writing,
  object: FieldObject,
  all: readonly Input[],
  report: Report,
): Promise<void> {
  const inputs = all.filter(({ id }) => isId(id));
  for (const { id } of all) if (!isId(id)) report(id, { outcome: 'gone' });
  const isMany = inputs.length > bulkAbove;
  const isOneBatch = inputs.length <= manifest.batch.write && !isMany;
  const records = await addressed(transport, account, object, inputs, isOneBatch);
  let waiting = records;
  if (isMany) waiting = await writeInBulk({ transport, bulk }, object, records, report);
  for (let round = 0; waiting.length > 0 && round <= LOCK_ROUNDS; round += 1) {
    if (round > 0) await clock.wait(LOCK_PAUSE_MS * 2 ** (round - 1) * (1 + Math.random() / 2));
    const locked: Addressed[] = [];
    for (const batch of chunks(waiting, manifest.batch.write)) {
      locked.push(...(await writeBatch(transport, object, batch, report)));
    }
    waiting = locked;
  }
}

/**
 * Returns what is left for single requests: what Bulk API does not take, and, reported as failed for now, records that were locked and
 * those of which it refuses some fields.
 */
async function writeInBulk(
  { transport, bulk }: Pick<Writing, 'transport' | 'bulk'>,
  object: FieldObject,
  records: readonly Addressed[],
  report: Report,
): Promise<readonly Addressed[]> {
  const left: Addressed[] = records.filter((each) => !fitsBulk(each));
  const unknown: string[] = [];
  const byType = Map.groupBy(records.filter(fitsBulk), ({ type }) => type);
  for (const [type, ofType] of byType) {
    const results = new Map<string, BulkResult>();
    try {
      if (!(await bulk.update(type, ofType, results))) left.push(...ofType);
    } finally {
      for (const each of ofType) {
        const result = results.get(each.sentAs);
        if (result === undefined) continue;
        if (result.outcome === 'written') report(each.id, { outcome: 'written' });
        else if (GONE.has(codeOf(result.error))) unknown.push(each.id);
        else {
          report(each.id, refused(result.error));
          const isCurable = result.error !== undefined && fieldsAtFault(each.record, [result.error]).length > 0;
          if (isCurable || codeOf(result.error) === LOCKED) left.push(each);
        }
      }
    }
  }
  for (const part of chunks(unknown, IDS_PER_QUERY)) await whereabouts(transport, object, part, report);
  return left;
}

/**
 * Writes one batch; returns the records that were locked, having reported them as failed for now. Records of which Salesforce refuses
 * some of our fields are sent once more without those, all of them together.
 */
async function writeBatch(
  transport: Transport,
  object: FieldObject,
  batch: readonly Addressed[],
  report: Report,
  leftOut: ReadonlyMap<string, readonly RefusedField[]> = new Map(),
): Promise<readonly Addressed[]> {
  const response = await transport.send({
    method: 'PATCH',
    path: dataPath('/composite/sobjects'),
    body: { allOrNone: false, records: batch.map(({ record }) => record) },
    bucket: 'general',
    // Whether a lost write arrived is for the caller to find out: sent again, it would start flows a second time.
    idempotent: false,
  });
  if (response.status >= 400) {
    const complaint = complaintOf(response.body);
    for (const { id } of batch) report(id, failed(complaint.code, complaint.message));
    return [];
  }
  const results = bodyOf(response, saveResultsSchema, `the write of ${FIELD_VENDORS[object]}`);
  const locked: Addressed[] = [];
  const unknown: string[] = [];
  const lesser: Addressed[] = [];
  const left = new Map<string, readonly RefusedField[]>();
  for (const [index, each] of batch.entries()) {
    const result = results[index];
    const [error] = result?.errors ?? [];
    const atFault = fieldsAtFault(each.record, result?.errors ?? []);
    if (result?.success) {
      const refusedFields = leftOut.get(each.id);
      report(each.id, { outcome: 'written', ...(refusedFields && { refused: refusedFields }) });
    } else if (result === undefined) report(each.id, notSent(null));
    else if (GONE.has(codeOf(error))) unknown.push(each.id);
    else {
      if (codeOf(error) === LOCKED) locked.push(each);
      else if (atFault.length > 0) {
        left.set(each.id, [...(leftOut.get(each.id) ?? []), ...atFault]);
        lesser.push(...without(each, atFault));
      }
      report(each.id, refused(error));
    }
  }
  if (unknown.length > 0) await whereabouts(transport, object, unknown, report);
  if (lesser.length > 0) locked.push(...(await writeBatch(transport, object, lesser, report, left)));
  return locked;
}

/** The record without these fields; nothing where none of ours is left. */
function without(each: Addressed, fields: readonly RefusedField[]): readonly Addressed[] {
  const names = new Set(fields.map(({ field }) => field));
  const rest = Object.entries(each.record).filter(([name]) => !names.has(name));
  const isEmpty = rest.every(([name]) => name === 'id' || name === 'attributes');
  return isEmpty ? [] : [{ ...each, record: Object.fromEntries(rest) }];
}

/** Deleted, merged into another, or never there. */
async function whereabouts(
  transport: Transport,
  object: FieldObject,
  ids: readonly string[],
  report: Report,
): Promise<void> {
  const soql = `SELECT Id, IsDeleted, MasterRecordId FROM ${FIELD_VENDORS[object]} WHERE Id IN ${idList(ids)}`;
  const body = bodyOf(await transport.send(get(queryPath(soql, 'queryAll'))), querySchema, `the lost ${object}s`);
  const found = new Map(body.records.map((row) => recordSchema.parse(row)).map((record) => [record.Id, record]));
  for (const id of ids) {
    const record = found.get(id);
    const master = record?.MasterRecordId;
    if (typeof master === 'string') report(id, { outcome: 'moved', movedTo: master });
    else if (record === undefined || record.IsDeleted === true) report(id, { outcome: 'gone' });
    else report(id, failed('INVALID_CROSS_REFERENCE_KEY', 'A record that this one refers to is not visible to us.'));
  }
}

/**
 * Our own fields as Salesforce has them; a field that it does not show is null. So many at once may have been sent by a program that
 * died: a job of it that still works is waited for, so that what it wrote is seen and not sent again.
 */
export async function readFields(
  { transport, account, bulk, bulkAbove }: Writing,
  object: FieldObject,
  ids: readonly string[],
  fields: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string | null>>>> {
  const vendor = FIELD_VENDORS[object];
  if (ids.length > bulkAbove) await bulk.settled(vendor);
  const described = (await account.describe(vendor))?.fields;
  const names = fields.map(manifest.fieldName).filter((name) => described?.has(name));
  const found = new Map<string, Readonly<Record<string, string | null>>>();
  for (const part of chunks([...new Set(ids)].filter(isId), IDS_PER_QUERY)) {
    let next: string | undefined = queryPath(
      `SELECT ${['Id', ...names].join(', ')} FROM ${vendor} WHERE Id IN ${idList(part)}`,
    );
    while (next !== undefined) {
      const response = await transport.send(get(next));
      const body: { records: readonly unknown[]; nextRecordsUrl?: string | undefined } = bodyOf(
        response,
        querySchema,
        `the fields of ${vendor}`,
      );
      for (const row of body.records) {
        const record = recordSchema.parse(row);
        const values = fields.map((field) => [field, textOf(record[manifest.fieldName(field)])] as const);
        found.set(record.Id, Object.fromEntries(values));
      }
      next = body.nextRecordsUrl;
    }
  }
  return found;
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  const text = String(value);
  return /^\d{4}-\d{2}-\d{2}T.*[+-]\d{4}$/.test(text) ? (parseInstant(text) ?? text) : text;
}
