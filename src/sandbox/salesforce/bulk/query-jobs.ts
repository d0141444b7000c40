import { z } from 'zod';
import type { Storage } from '../../shared/storage.ts';
import { ApiError } from '../api-error.ts';
import { makeId, numberOf } from '../ids.ts';
import { contextOf } from '../routes/query-context.ts';
import type { Bound } from '../soql/bind.ts';
import { executeTable, type Table } from '../soql/execute.ts';
import { parseQuery } from '../soql/parser.ts';
import type { Org } from '../state/org.ts';
import type { StoredRecord } from '../state/records.ts';
import { formatInstant } from '../time.ts';
import { csvLine, DELIMITERS, LINE_ENDS } from './csv.ts';
import type { JobState } from './ingest-jobs.ts';
import type { BulkSettings } from './settings.ts';

export const querySchema = z.object({
  operation: z.enum(['query', 'queryAll']),
  query: z.string(),
  contentType: z.enum(['CSV']).default('CSV'),
  columnDelimiter: z.enum(['BACKQUOTE', 'CARET', 'COMMA', 'PIPE', 'SEMICOLON', 'TAB']).default('COMMA'),
  lineEnding: z.enum(['LF', 'CRLF']).default('LF'),
});

export interface QueryJob extends z.infer<typeof querySchema> {
  readonly id: string;
  readonly userId: string;
  readonly object: string;
  readonly apiVersion: string;
  readonly createdDate: string;
  systemModstamp: string;
  state: JobState;
  processed: number;
  pollsLeft: number;
}

export interface ResultPage {
  /** The header line, then one line after the other, made as they are sent. */
  readonly lines: Iterable<string>;
  readonly count: number;
  /** Where the next page begins; undefined at the end. */
  readonly next: number | undefined;
}

/** Bulk API 2.0 query jobs. A result is made when the job is done, and again after a restart. */
export class QueryJobs {
  private readonly org: Org;
  private readonly storage: Storage;
  private readonly settings: () => BulkSettings;
  private readonly jobs = new Map<string, QueryJob>();
  private readonly tables = new Map<string, Table>();
  private last = 500_000;

  constructor(org: Org, settings: () => BulkSettings) {
    this.org = org;
    this.storage = org.storage;
    this.settings = settings;
  }

  load(): void {
    for (const [id, body] of this.storage.load('queryJob')) {
      this.jobs.set(id, body as QueryJob);
      this.last = Math.max(this.last, numberOf(id));
    }
  }

  clear(): void {
    this.jobs.clear();
    this.tables.clear();
  }

  /** Throws what is wrong with the query. */
  create(userId: string, apiVersion: string, input: z.infer<typeof querySchema>): QueryJob {
    const { object } = this.table(userId, input);
    this.last += 1;
    const now = formatInstant(this.org.now());
    const job: QueryJob = {
      ...input,
      id: makeId('750', this.last),
      userId,
      object,
      apiVersion,
      createdDate: now,
      systemModstamp: now,
      state: 'UploadComplete',
      processed: 0,
      pollsLeft: this.settings().inProgressPolls,
    };
    this.save(job);
    return job;
  }

  /** Throws 404 on unknown ids. */
  get(id: string): QueryJob {
    const job = this.jobs.get(id);
    if (!job) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
    return job;
  }

  list(): QueryJob[] {
    return [...this.jobs.values()];
  }

  /** A status request: moves a job that is not done one step on. */
  poll(job: QueryJob): QueryJob {
    if (job.state !== 'UploadComplete' && job.state !== 'InProgress') return job;
    if (job.pollsLeft > 0) {
      job.pollsLeft -= 1;
      const told = { ...job };
      job.state = 'InProgress';
      this.save(job);
      return told;
    }
    if (this.settings().failQueries) job.state = 'Failed';
    else {
      const table = this.table(job.userId, job);
      this.tables.set(job.id, table);
      job.processed = table.rows.length;
      job.state = 'JobComplete';
    }
    this.save(job);
    return job;
  }

  abort(job: QueryJob): QueryJob {
    if (job.state !== 'UploadComplete' && job.state !== 'InProgress')
      throw new ApiError(400, 'INVALIDJOBSTATE', `Job ${job.id} cannot change from ${job.state} to Aborted`);
    job.state = 'Aborted';
    this.save(job);
    return job;
  }

  remove(job: QueryJob): void {
    if (job.state === 'UploadComplete' || job.state === 'InProgress')
      throw new ApiError(400, 'INVALIDJOBSTATE', `Job ${job.id} cannot be deleted while it is ${job.state}`);
    this.jobs.delete(job.id);
    this.tables.delete(job.id);
    this.storage.remove('queryJob', job.id);
  }

  /** Rows from `from` on, at most `maxRecords`, with the header line. */
  page(job: QueryJob, from: number, maxRecords: number | undefined): ResultPage {
    if (job.state !== 'JobComplete')
      throw new ApiError(400, 'INVALIDJOBSTATE', `Job ${job.id} is not complete: ${job.state}`);
    let table = this.tables.get(job.id);
    if (!table) {
      table = this.table(job.userId, job);
      this.tables.set(job.id, table);
    }
    const { columns, rows } = table;
    if (!(from >= 0 && from <= rows.length)) throw new ApiError(400, 'INVALIDLOCATOR', 'The locator is not valid');
    const to = Math.min(rows.length, from + (maxRecords ?? this.settings().pageRows));
    return { lines: linesOf(job, columns, rows, from, to), count: to - from, next: to < rows.length ? to : undefined };
  }

  private table(userId: string, { query, operation }: z.infer<typeof querySchema>): Table {
    const context = contextOf(
      this.org,
      { caller: { userId, token: '', clientId: undefined } },
      operation === 'queryAll',
    );
    return executeTable(context, parseQuery(query));
  }

  private save(job: QueryJob): void {
    job.systemModstamp = formatInstant(this.org.now());
    this.jobs.set(job.id, job);
    this.storage.put('queryJob', job.id, job);
  }
}

/** The header line, then rows `from` up to `to`. */
export function* linesOf(
  job: Pick<QueryJob, 'columnDelimiter' | 'lineEnding'>,
  columns: readonly Bound[],
  rows: readonly StoredRecord[],
  from: number,
  to: number,
): Generator<string> {
  const delimiter = DELIMITERS[job.columnDelimiter];
  const lineEnd = LINE_ENDS[job.lineEnding];
  const line = (values: readonly string[]) => csvLine(values, delimiter, lineEnd);
  yield line(columns.map((column) => column.name));
  for (let at = from; at < to; at += 1) {
    const row = rows[at];
    if (row) yield line(columns.map((column) => textOf(column, row)));
  }
}

/** A value as Bulk API writes it: decimals with a point, instants in UTC with a Z. */
function textOf(column: Bound, row: StoredRecord): string {
  const value = column.read(row);
  if (value === null) return '';
  if (typeof value === 'number' && column.type !== 'int') return Number.isInteger(value) ? `${value}.0` : String(value);
  return column.type === 'datetime' ? String(value).replace('+0000', 'Z') : String(value);
}
