import { z } from 'zod';
import type { Storage } from '../../shared/storage.ts';
import { ApiError } from '../api-error.ts';
import { makeId, numberOf } from '../ids.ts';
import type { Org } from '../state/org.ts';
import { formatInstant } from '../time.ts';
import { CsvFault, csvLine, DELIMITERS, LINE_ENDS, parseTable } from './csv.ts';
import { columnFault, ingestRow, type RowJob } from './ingest-rows.ts';
import type { BulkSettings } from './settings.ts';

export const ingestSchema = z.object({
  object: z.string(),
  operation: z.enum(['insert', 'update', 'upsert', 'delete', 'hardDelete']),
  externalIdFieldName: z.string().optional(),
  contentType: z.enum(['CSV']).default('CSV'),
  columnDelimiter: z.enum(['BACKQUOTE', 'CARET', 'COMMA', 'PIPE', 'SEMICOLON', 'TAB']).default('COMMA'),
  lineEnding: z.enum(['LF', 'CRLF']).default('LF'),
  assignmentRuleId: z.string().optional(),
});

export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'Aborted' | 'JobComplete' | 'Failed';

export interface IngestJob extends z.infer<typeof ingestSchema> {
  readonly id: string;
  readonly userId: string;
  readonly apiVersion: string;
  readonly createdDate: string;
  systemModstamp: string;
  state: JobState;
  errorMessage?: string;
  processed: number;
  failed: number;
  /** Status requests that are still answered before the work is done. */
  pollsLeft: number;
}

type Part = 'data' | 'successful' | 'failed' | 'unprocessed';

/** Bulk API 2.0 ingest jobs with their data and results. */
export class IngestJobs {
  private readonly org: Org;
  private readonly storage: Storage;
  private readonly settings: () => BulkSettings;
  private readonly jobs = new Map<string, IngestJob>();
  private readonly texts = new Map<string, string>();
  private last = 0;

  constructor(org: Org, settings: () => BulkSettings) {
    this.org = org;
    this.storage = org.storage;
    this.settings = settings;
  }

  load(): void {
    for (const [id, body] of this.storage.load('ingestJob')) {
      this.jobs.set(id, body as IngestJob);
      this.last = Math.max(this.last, numberOf(id));
    }
    for (const [id, body] of this.storage.load('ingestText')) this.texts.set(id, body as string);
  }

  clear(): void {
    this.jobs.clear();
    this.texts.clear();
  }

  create(userId: string, apiVersion: string, input: z.infer<typeof ingestSchema>): IngestJob {
    this.last += 1;
    const now = formatInstant(this.org.now());
    const job: IngestJob = {
      ...input,
      id: makeId('750', this.last),
      userId,
      apiVersion,
      createdDate: now,
      systemModstamp: now,
      state: 'Open',
      processed: 0,
      failed: 0,
      pollsLeft: 0,
    };
    this.save(job);
    return job;
  }

  /** Throws 404 on unknown ids. */
  get(id: string): IngestJob {
    const job = this.jobs.get(id);
    if (!job) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    return job;
  }

  list(): IngestJob[] {
    return [...this.jobs.values()];
  }

  upload(job: IngestJob, text: string): void {
    if (job.state !== 'Open') throw invalidState(`Job is not in an open state: ${job.state}`);
    if (this.texts.has(`${job.id}:data`))
      throw new ApiError(
        400,
        'ClientInputError',
        `Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`,
      );
    this.putText(job, 'data', text);
  }

  /** The upload is complete: the work is done at once, or after some status requests. */
  close(job: IngestJob): IngestJob {
    if (job.state !== 'Open') throw invalidState(`Job ${job.id} cannot change from ${job.state} to UploadComplete`);
    job.state = 'UploadComplete';
    job.pollsLeft = this.settings().inProgressPolls;
    const told = { ...job };
    if (job.pollsLeft === 0) this.work(job);
    this.save(job);
    return told;
  }

  abort(job: IngestJob): IngestJob {
    if (!['Open', 'UploadComplete', 'InProgress'].includes(job.state))
      throw invalidState(`Job ${job.id} cannot change from ${job.state} to Aborted`);
    job.state = 'Aborted';
    const data = this.texts.get(`${job.id}:data`);
    if (data !== undefined) this.putText(job, 'unprocessed', data);
    this.save(job);
    return job;
  }

  /** A status request: moves a job that is not done one step on. */
  poll(job: IngestJob): IngestJob {
    if (job.state !== 'UploadComplete' && job.state !== 'InProgress') return job;
    if (job.pollsLeft > 0) {
      job.pollsLeft -= 1;
      const told = { ...job };
      job.state = 'InProgress';
      this.save(job);
      return told;
    }
    this.work(job);
    this.save(job);
    return job;
  }

  remove(job: IngestJob): void {
    if (job.state === 'Open' || job.state === 'InProgress')
      throw invalidState(`Job ${job.id} cannot be deleted while it is ${job.state}`);
    this.jobs.delete(job.id);
    this.storage.remove('ingestJob', job.id);
    for (const part of ['data', 'successful', 'failed', 'unprocessed'] as const) {
      this.texts.delete(`${job.id}:${part}`);
      this.storage.remove('ingestText', `${job.id}:${part}`);
    }
  }

  /** A part of the results as CSV. */
  results(job: IngestJob, part: Exclude<Part, 'data'>): string {
    return this.texts.get(`${job.id}:${part}`) ?? '';
  }

  private work(job: IngestJob): void {
    const text = this.texts.get(`${job.id}:data`) ?? '';
    const delimiter = DELIMITERS[job.columnDelimiter];
    const lineEnd = LINE_ENDS[job.lineEnding];
    const firstLine = text.slice(0, text.indexOf('\n') + 1);
    if (firstLine !== '' && firstLine.endsWith('\r\n') !== (job.lineEnding === 'CRLF')) {
      this.fail(
        job,
        `ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${job.lineEnding}`,
        text,
      );
      return;
    }
    let table: ReturnType<typeof parseTable>;
    try {
      table = parseTable(text, delimiter);
    } catch (fault) {
      if (!(fault instanceof CsvFault)) throw fault;
      this.fail(job, `InvalidBatch : Failed to parse CSV. ${fault.message}`, text);
      return;
    }
    const { header, rows } = table;
    const columns = header.map((name) => name.trim());
    const rowJob: RowJob = {
      schema: this.org.schema.get(job.object),
      operation: job.operation,
      externalIdFieldName: job.externalIdFieldName,
      columns,
    };
    const writer = { userId: job.userId };
    const fault = columns.length > 0 ? columnFault(this.org, writer, rowJob) : undefined;
    if (fault !== undefined) {
      this.fail(job, fault, text);
      return;
    }
    const { failAfterRows, errorMessage } = this.settings();
    const stop = failAfterRows ?? rows.length;
    const line = (values: readonly string[]) => csvLine(values, delimiter, lineEnd);
    const successful = [line(['sf__Id', 'sf__Created', ...columns])];
    const failed = [line(['sf__Id', 'sf__Error', ...columns])];
    for (const row of rows.slice(0, stop)) {
      const { id, created, error } = ingestRow(this.org, writer, rowJob, row);
      const values = columns.map((_, index) => row[index] ?? '');
      if (error === undefined) successful.push(line([id, String(created), ...values]));
      else failed.push(line([id, error, ...values]));
    }
    job.processed = Math.min(stop, rows.length);
    job.failed = failed.length - 1;
    const unprocessed = rows.slice(stop).map((row) => line(row));
    this.putText(job, 'successful', successful.join(''));
    this.putText(job, 'failed', failed.join(''));
    this.putText(job, 'unprocessed', line(columns) + unprocessed.join(''));
    job.state = unprocessed.length > 0 ? 'Failed' : 'JobComplete';
    if (unprocessed.length > 0) job.errorMessage = errorMessage;
  }

  private fail(job: IngestJob, message: string, data: string): void {
    job.state = 'Failed';
    job.errorMessage = message;
    this.putText(job, 'unprocessed', data);
  }

  private putText(job: IngestJob, part: Part, text: string): void {
    const key = `${job.id}:${part}`;
    this.texts.set(key, text);
    this.storage.put('ingestText', key, text);
  }

  private save(job: IngestJob): void {
    job.systemModstamp = formatInstant(this.org.now());
    this.jobs.set(job.id, job);
    this.storage.put('ingestJob', job.id, job);
  }
}

function invalidState(message: string): ApiError {
  return new ApiError(400, 'INVALIDJOBSTATE', message);
}
