import { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { makeId, numberOf } from '../ids.ts';
import { contextOf } from '../routes/query-context.ts';
import { execute, executeTable } from '../soql/execute.ts';
import { parseQuery } from '../soql/parser.ts';
import { plainDrawing } from '../soql/shape.ts';
import type { Org } from '../state/org.ts';
import { formatInstant } from '../time.ts';
import { CsvFault, csvLine, parseTable } from './csv.ts';
import { columnFault, ingestRow, type RowJob } from './ingest-rows.ts';
import { jsonResult, jsonRows } from './json-rows.ts';
import { linesOf } from './query-jobs.ts';

export const classicJobSchema = z.object({
  operation: z.enum(['insert', 'update', 'upsert', 'delete', 'hardDelete', 'query', 'queryAll']),
  object: z.string(),
  externalIdFieldName: z.string().optional(),
  // In JSON it may be the value's place in the list as well: 1 is what simple-salesforce sends for Serial.
  concurrencyMode: z
    .union([
      z.enum(['Parallel', 'Serial']),
      z.literal([0, 1]).transform((place) => (place === 1 ? 'Serial' : 'Parallel')),
    ])
    .default('Parallel'),
  contentType: z.enum(['CSV', 'JSON']).default('CSV'),
});

export interface ClassicBatch {
  readonly id: string;
  readonly jobId: string;
  readonly createdDate: string;
  readonly request: string;
  state: 'Queued' | 'Completed' | 'Failed' | 'NotProcessed';
  stateMessage?: string;
  processed: number;
  failed: number;
  /** In the job's content type: of a query its rows, else what became of each. */
  result: string;
}

export interface ClassicJob extends z.infer<typeof classicJobSchema> {
  readonly id: string;
  readonly userId: string;
  readonly apiVersion: string;
  readonly createdDate: string;
  state: 'Open' | 'Closed' | 'Aborted';
  readonly batches: ClassicBatch[];
}

const FIRST_JOB = 900_000;
const FORMAT = { columnDelimiter: 'COMMA', lineEnding: 'LF' } as const;

/** The first Bulk API: jobs of batches, each worked off when it is first asked for (api_asynch, "Bulk API"). */
export class ClassicJobs {
  private readonly org: Org;
  private readonly jobs = new Map<string, ClassicJob>();
  private lastJob = FIRST_JOB;
  private lastBatch = 0;

  constructor(org: Org) {
    this.org = org;
  }

  load(): void {
    for (const [id, body] of this.org.storage.load('classicJob')) {
      const job = body as ClassicJob;
      this.jobs.set(id, job);
      this.lastJob = Math.max(this.lastJob, numberOf(id));
      for (const batch of job.batches) this.lastBatch = Math.max(this.lastBatch, numberOf(batch.id));
    }
  }

  clear(): void {
    this.jobs.clear();
  }

  create(userId: string, apiVersion: string, input: z.infer<typeof classicJobSchema>): ClassicJob {
    const schema = this.org.schema.find(input.object);
    if (!schema || this.org.permissions.onObject(userId, schema.definition) === 'none')
      throw new ApiError(400, 'InvalidJob', `Unable to find object: ${input.object}`);
    if (input.operation === 'upsert' && input.externalIdFieldName === undefined)
      throw new ApiError(400, 'InvalidJob', 'External ID was blank for upsert. An external ID must be specified');
    this.lastJob += 1;
    const id = makeId('750', this.lastJob);
    const createdDate = formatInstant(this.org.now()).replace('+0000', 'Z');
    return this.save({
      ...input,
      object: schema.definition.name,
      id,
      userId,
      apiVersion,
      createdDate,
      state: 'Open',
      batches: [],
    });
  }

  /** Throws InvalidJob on unknown ids. */
  get(id: string): ClassicJob {
    const job = this.jobs.get(id);
    if (!job) throw new ApiError(400, 'InvalidJob', `Unable to find job for id: ${id}`);
    return job;
  }

  /** Throws InvalidBatch on unknown ids. */
  batch(job: ClassicJob, id: string): ClassicBatch {
    const batch = job.batches.find((each) => each.id === id);
    if (!batch) throw new ApiError(400, 'InvalidBatch', `Unable to find batch for id: ${id}`);
    return batch;
  }

  /** Ends a job: what was sent is still worked off, unless it is aborted. */
  end(job: ClassicJob, state: 'Closed' | 'Aborted'): ClassicJob {
    if (job.state !== 'Open') throw new ApiError(400, 'InvalidJobState', `Job is not open: ${job.state}`);
    job.state = state;
    if (state === 'Aborted')
      for (const batch of job.batches) if (batch.state === 'Queued') batch.state = 'NotProcessed';
    return this.save(job);
  }

  add(job: ClassicJob, request: string): ClassicBatch {
    if (job.state !== 'Open')
      throw new ApiError(400, 'InvalidJobState', `The job is ${job.state.toLowerCase()}, cannot add batches`);
    if (request.trim() === '') throw new ApiError(400, 'ClientInputError', 'The HTTP body of the batch is empty');
    this.lastBatch += 1;
    const batch: ClassicBatch = {
      id: makeId('751', this.lastBatch),
      jobId: job.id,
      createdDate: formatInstant(this.org.now()).replace('+0000', 'Z'),
      request,
      state: 'Queued',
      processed: 0,
      failed: 0,
      result: '',
    };
    job.batches.push(batch);
    this.save(job);
    return { ...batch };
  }

  /** The batch after its work, which is done at the first question. */
  poll(job: ClassicJob, id: string): ClassicBatch {
    const batch = this.batch(job, id);
    if (batch.state !== 'Queued') return batch;
    try {
      if (job.operation === 'query' || job.operation === 'queryAll') this.query(job, batch);
      else this.ingest(job, job.operation, batch);
      batch.state = 'Completed';
    } catch (fault) {
      const isCsv = fault instanceof CsvFault;
      if (!isCsv && !(fault instanceof ApiError)) throw fault;
      batch.state = 'Failed';
      batch.stateMessage = isCsv
        ? `InvalidBatch : Failed to parse CSV. ${fault.message}`
        : `${fault.errorCode} : ${fault.message}`;
    }
    this.save(job);
    return batch;
  }

  private query(job: ClassicJob, batch: ClassicBatch): void {
    const caller = { userId: job.userId, token: '', clientId: undefined };
    const context = contextOf(this.org, { caller }, job.operation === 'queryAll');
    const query = parseQuery(batch.request);
    const { columns, rows } = executeTable(context, query);
    batch.processed = rows.length;
    if (job.contentType === 'CSV') {
      batch.result = [...linesOf(FORMAT, columns, rows, 0, rows.length)].join('');
      return;
    }
    const { render, ids } = execute(context, query);
    batch.result = JSON.stringify(ids.map((_, index) => render(index, plainDrawing(job.apiVersion))));
  }

  private ingest(job: ClassicJob, operation: RowJob['operation'], batch: ClassicBatch): void {
    const schema = this.org.schema.get(job.object);
    const { externalIdFieldName } = job;
    const writer = { userId: job.userId };
    const check = (columns: readonly string[]): void => {
      const fault = columnFault(this.org, writer, { schema, operation, externalIdFieldName, columns });
      if (fault !== undefined) throw new ApiError(400, 'InvalidBatch', fault.replace(/^InvalidBatch : /, ''));
    };
    if (job.contentType === 'JSON') {
      const rows = jsonRows(batch.request);
      check([...new Set(rows.flatMap(({ columns }) => columns))]);
      const results = rows.map(({ columns, values }) =>
        ingestRow(this.org, writer, { schema, operation, externalIdFieldName, columns }, values),
      );
      batch.processed = rows.length;
      batch.failed = results.filter(({ fault }) => fault !== undefined).length;
      batch.result = JSON.stringify(results.map((result) => jsonResult(result, operation)));
      return;
    }
    const { header: columns, rows } = parseTable(batch.request, ',');
    check(columns);
    const rowJob: RowJob = { schema, operation, externalIdFieldName, columns };
    const lines = [csvLine(['Id', 'Success', 'Created', 'Error'], ',', '\n')];
    for (const row of rows) {
      const { id, created, error } = ingestRow(this.org, writer, rowJob, row);
      if (error !== undefined) batch.failed += 1;
      const isNew = operation === 'insert' || operation === 'upsert';
      const values = [
        error !== undefined && isNew ? '' : id,
        String(error === undefined),
        String(created),
        error ?? '',
      ];
      lines.push(csvLine(values, ',', '\n'));
    }
    batch.processed = rows.length;
    batch.result = lines.join('');
  }

  private save(job: ClassicJob): ClassicJob {
    this.jobs.set(job.id, job);
    this.org.storage.put('classicJob', job.id, job);
    return job;
  }
}
