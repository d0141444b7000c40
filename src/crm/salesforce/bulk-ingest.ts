/**
 * Writing very many records through Bulk API 2.0. A job is waited for as long as it works, and told record by record: what it wrote,
 * what it refused, what it did not come to. jsforce's own way deletes a job that is still at work when its time is up.
 * https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/bulk_api_2_job_lifecycle.htm
 */
import { z } from 'zod';
import { CrmChanged, CrmRejected, ScopeMissing } from '../../errors.ts';
import type { Clock, CrmRequest, CrmResponse, Transport } from '../port.ts';
import { dataPath, get } from './account.ts';
import type { Addressed } from './address.ts';
import { CLEARED, type CsvRow, csvLine } from './csv.ts';
import { ownUser } from './field-access.ts';
import { bodyOf, complaintOf, type ErrorItem } from './payload.ts';
import { pauseMs } from './poll.ts';

/** Salesforce takes 150 MB of base64, which this becomes. */
const MOST_BYTES = 100_000_000;
/** A longer value has to be written by a single request. */
const LONGEST_VALUE = 32_000;

export interface BulkResult {
  readonly outcome: 'written' | 'refused' | 'unprocessed';
  readonly error?: ErrorItem;
}

export interface BulkIngest {
  /**
   * Writes records of one object, in the order given. Fills in, by the id under which they were sent, what became of them, also when
   * it throws; a record that Salesforce says nothing of stays missing. False when Bulk API does not take them: nothing was sent.
   */
  update(type: string, records: readonly Addressed[], results: Map<string, BulkResult>): Promise<boolean>;
  /** Waits until no job of ours works on the object any more: one may have been left behind by a program that died. */
  settled(type: string): Promise<void>;
}

const jobSchema = z.object({
  id: z.string(),
  /** `Open`, `UploadComplete`, `InProgress`, `Aborted`, `JobComplete`, `Failed`. */
  state: z.string(),
  object: z.string().nullish(),
  createdById: z.string().nullish(),
  errorMessage: z.string().nullish(),
});
type Job = z.infer<typeof jobSchema>;
const jobsSchema = z.object({ records: z.array(jobSchema), nextRecordsUrl: z.string().nullish() });
const WORKING = new Set(['UploadComplete', 'InProgress']);

/** Whether Bulk API can carry these values as they are. */
export const fitsBulk = ({ record }: Addressed): boolean =>
  Object.values(record).every(
    (value) => typeof value !== 'string' || (value.length < LONGEST_VALUE && value !== CLEARED),
  );

const valuesOf = ({ record }: Addressed): Readonly<Record<string, unknown>> => {
  const { attributes: _, id: __, ...values } = record;
  return values;
};

/** CSV files of records, in their order. A field that a record does not name is left as it is. */
export function* filesOf(records: readonly Addressed[], mostBytes = MOST_BYTES): Generator<string> {
  const fields = [...new Set(records.flatMap((each) => Object.keys(valuesOf(each))))];
  const header = csvLine(['Id', ...fields]);
  let lines: string[] = [];
  let bytes = 0;
  for (const each of records) {
    const values = valuesOf(each);
    const cells = fields.map((name) => {
      const value = values[name];
      return value === undefined ? undefined : value === null ? CLEARED : String(value);
    });
    const line = csvLine([each.sentAs, ...cells]);
    const size = Buffer.byteLength(line);
    if (lines.length > 0 && bytes + size > mostBytes) {
      yield header + lines.join('');
      [lines, bytes] = [[], 0];
    }
    lines.push(line);
    bytes += size;
  }
  if (lines.length > 0) yield header + lines.join('');
}

/** `UNABLE_TO_LOCK_ROW:unable to obtain …:Name --` */
export function errorIn(text: string): ErrorItem {
  const [, errorCode, message, named] = /^([A-Z_]+):([\s\S]*?)(?::([^:]*)--)?$/.exec(text.trim()) ?? [];
  if (errorCode === undefined) return { message: text };
  const fields = (named ?? '').split(/[\s,]+/).filter((field) => field !== '');
  return { errorCode, message: message ?? '', ...(fields.length > 0 && { fields }) };
}

export function createBulkIngest(transport: Transport, clock: Clock): BulkIngest {
  const send = (request: Omit<CrmRequest, 'bucket' | 'idempotent'>): Promise<CrmResponse> =>
    transport.send({ ...request, bucket: 'general', idempotent: true });
  const pathOf = (job: string): string => dataPath(`/jobs/ingest/${job}`);

  /** null when Bulk API does not take it. */
  async function open(object: string): Promise<string | null> {
    const body = { object, operation: 'update', contentType: 'CSV', columnDelimiter: 'COMMA', lineEnding: 'LF' };
    try {
      return bodyOf(await send({ method: 'POST', path: dataPath('/jobs/ingest'), body }), jobSchema, 'a write job').id;
    } catch (error) {
      if (error instanceof CrmRejected || error instanceof ScopeMissing) return null;
      throw error;
    }
  }

  async function upload(job: string, csv: string): Promise<void> {
    const sent = await send({ method: 'PUT', path: `${pathOf(job)}/batches`, body: csv });
    const { code, message } = complaintOf(sent.body);
    // A file whose answer was lost is there already.
    if (sent.status >= 400 && !/multiple contents/i.test(message)) throw new CrmRejected(`a file: ${code}: ${message}`);
    // Refused only when an answer was lost: the state tells.
    await send({ method: 'PATCH', path: pathOf(job), body: { state: 'UploadComplete' } });
  }

  async function finished(id: string): Promise<Job> {
    for (let poll = 0; ; poll += 1) {
      const job = bodyOf(await transport.send(get(pathOf(id))), jobSchema, 'the state of a write job');
      if (!WORKING.has(job.state)) return job;
      await clock.wait(pauseMs(poll));
    }
  }

  async function rowsOf(job: string, part: string): Promise<readonly CsvRow[]> {
    const { status, body } = await transport.send(get(`${pathOf(job)}/${part}`));
    if (status >= 400) throw new CrmRejected(`the results of a write job: ${complaintOf(body).message}`);
    if (!Array.isArray(body)) throw new CrmChanged('the results of a write job');
    return body;
  }

  async function write(job: string, csv: string, results: Map<string, BulkResult>): Promise<void> {
    try {
      await upload(job, csv);
    } catch (error) {
      await send({ method: 'PATCH', path: pathOf(job), body: { state: 'Aborted' } }).catch(() => undefined);
      throw error;
    }
    const { state, errorMessage } = await finished(job);
    for (const row of await rowsOf(job, 'successfulResults')) results.set(row.sf__Id ?? '', { outcome: 'written' });
    for (const { sf__Id, Id = sf__Id ?? '', sf__Error = '' } of await rowsOf(job, 'failedResults'))
      results.set(Id, { outcome: 'refused', error: errorIn(sf__Error) });
    if (state === 'JobComplete') return;
    const reason = errorMessage || `the job ended as ${state}`;
    // A column that Salesforce does not know is refused for every row alike.
    const errorCode = /field name not found/i.test(reason) ? 'INVALID_FIELD' : 'BULK_JOB_FAILED';
    for (const { Id = '' } of await rowsOf(job, 'unprocessedrecords'))
      results.set(Id, { outcome: 'unprocessed', error: { errorCode, message: reason } });
  }

  async function settled(type: string): Promise<void> {
    const user = await ownUser(transport);
    let next: string | null | undefined = dataPath('/jobs/ingest?jobType=V2Ingest');
    while (next) {
      const page: z.infer<typeof jobsSchema> = bodyOf(await transport.send(get(next)), jobsSchema, 'the write jobs');
      for (const job of page.records) {
        const ours = job.object === type && job.createdById === user;
        if (ours && WORKING.has(job.state)) await finished(job.id);
      }
      next = page.nextRecordsUrl;
    }
  }

  return {
    settled,
    async update(type, records, results) {
      await settled(type);
      let sent = false;
      for (const csv of filesOf(records)) {
        const job = await open(type);
        if (job === null) return sent;
        sent = true;
        await write(job, csv, results);
      }
      return true;
    },
  };
}
