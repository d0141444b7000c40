import { z } from 'zod';
import { type Answer, type ApiCall, objectBody, param, parseJson, type Route, versionPath } from '../api-call.ts';
import { ApiError } from '../api-error.ts';
import { type IngestJob, type IngestJobs, ingestSchema } from '../bulk/ingest-jobs.ts';
import { type QueryJob, type QueryJobs, querySchema } from '../bulk/query-jobs.ts';
import { readMultipart } from '../multipart.ts';
import type { Org } from '../state/org.ts';

const stateSchema = z.object({ state: z.enum(['UploadComplete', 'Aborted']) });
const MAX_PAGES = 5;

function read<T>(body: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ApiError(400, 'INVALIDJOB', `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'unexpected input'}`);
}

function shared(job: IngestJob | QueryJob): Record<string, unknown> {
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.userId,
    createdDate: job.createdDate,
    systemModstamp: job.systemModstamp,
    state: job.state,
    concurrencyMode: 'Parallel',
    contentType: job.contentType,
    apiVersion: Number(job.apiVersion),
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter,
  };
}

function ingestInfo(job: IngestJob): Record<string, unknown> {
  return {
    ...shared(job),
    ...(job.externalIdFieldName !== undefined && { externalIdFieldName: job.externalIdFieldName }),
    contentUrl: `services/data/v${job.apiVersion}/jobs/ingest/${job.id}/batches`,
    jobType: 'V2Ingest',
    ...(job.state !== 'Open' && {
      retries: 0,
      totalProcessingTime: job.processed,
      numberRecordsProcessed: job.processed,
      numberRecordsFailed: job.failed,
      apiActiveProcessingTime: job.processed,
      apexProcessingTime: 0,
    }),
    ...(job.errorMessage !== undefined && { errorMessage: job.errorMessage }),
  };
}

function queryInfo(job: QueryJob): Record<string, unknown> {
  const done = job.state === 'JobComplete' || job.state === 'InProgress';
  return {
    ...shared(job),
    jobType: 'V2Query',
    ...(done && {
      numberRecordsProcessed: job.processed,
      retries: 0,
      totalProcessingTime: job.processed,
      isPkChunkingSupported: true,
    }),
  };
}

/** Bulk API 2.0: `/jobs/ingest` and `/jobs/query` (api_asynch). */
export function jobRoutes(org: Org, ingest: IngestJobs, queries: QueryJobs): Route[] {
  const csv = (body: string): Answer => ({ status: 200, body, type: 'text/csv' });
  const held = (call: ApiCall) => ingest.get(param(call, 'id'));
  const asked = (call: ApiCall) => queries.get(param(call, 'id'));

  function createIngest(call: ApiCall): Answer {
    const parts = readMultipart(call.header('content-type'), call.body);
    const jobPart = parts?.find((part) => part.name === 'job');
    const input = read(jobPart ? parseJson(jobPart.body) : objectBody(call), ingestSchema);
    const schema = org.schema.find(input.object);
    if (!schema || org.permissions.onObject(call.caller.userId, schema.definition) === 'none')
      throw new ApiError(400, 'INVALIDENTITY', `Unable to find object: ${input.object}`);
    if (input.operation === 'upsert') {
      if (input.externalIdFieldName === undefined)
        throw new ApiError(400, 'INVALIDJOB', 'ExternalIdFieldName is required for upsert operation');
      const field = schema.fields.get(input.externalIdFieldName.toLowerCase());
      if (!field || !(field.externalId || field.idLookup))
        throw new ApiError(
          400,
          'INVALIDJOB',
          `InvalidJob : Field ${input.externalIdFieldName} is not an external id of ${schema.definition.name}`,
        );
    }
    const job = ingest.create(call.caller.userId, call.version, { ...input, object: schema.definition.name });
    const content = parts?.find((part) => part.name === 'content');
    if (content) {
      ingest.upload(job, content.body.toString('utf8'));
      return { status: 200, body: ingestInfo(ingest.close(job)) };
    }
    return { status: 200, body: ingestInfo(job) };
  }

  function patchIngest(call: ApiCall): Answer {
    const { state } = read(objectBody(call), stateSchema);
    return { status: 200, body: ingestInfo(state === 'Aborted' ? ingest.abort(held(call)) : ingest.close(held(call))) };
  }

  function patchQuery(call: ApiCall): Answer {
    read(objectBody(call), z.object({ state: z.literal('Aborted') }));
    return { status: 200, body: queryInfo(queries.abort(asked(call))) };
  }

  const results = (part: 'successful' | 'failed' | 'unprocessed') => (call: ApiCall) => {
    const job = held(call);
    return csv(ingest.results(job, part));
  };

  function offsetOf(locator: string | null): number {
    if (locator === null || locator === '') return 0;
    const number = Number(Buffer.from(locator, 'base64url').toString('utf8'));
    if (!Number.isInteger(number)) throw new ApiError(400, 'INVALIDLOCATOR', 'The locator is not valid');
    return number;
  }

  const locatorOf = (offset: number) => Buffer.from(String(offset)).toString('base64url');

  function maxRecords(call: ApiCall): number | undefined {
    const text = call.query.get('maxRecords');
    if (text === null) return undefined;
    const count = Number(text);
    if (!Number.isInteger(count) || count < 1)
      throw new ApiError(400, 'INVALIDJOB', `maxRecords must be a positive integer: ${text}`);
    return count;
  }

  function assertVersion(call: ApiCall, job: QueryJob): void {
    if (job.apiVersion !== call.version)
      throw new ApiError(
        409,
        'API_VERSION_MISMATCH',
        `The job was created with API version ${job.apiVersion}; results must be requested with the same version`,
      );
  }

  function queryResults(call: ApiCall): Answer {
    const job = asked(call);
    assertVersion(call, job);
    const page = queries.page(job, offsetOf(call.query.get('locator')), maxRecords(call));
    return {
      status: 200,
      parts: page.lines,
      type: 'text/csv',
      headers: {
        'Sforce-NumberOfRecords': String(page.count),
        'Sforce-Locator': page.next === undefined ? 'null' : locatorOf(page.next),
      },
    };
  }

  function resultPages(call: ApiCall): Answer {
    const job = asked(call);
    assertVersion(call, job);
    const size = maxRecords(call);
    const base = versionPath(call, `/jobs/query/${job.id}`);
    const suffix = size === undefined ? '' : `&maxRecords=${size}`;
    const pages: { resultLink: string }[] = [];
    let next: number | undefined = offsetOf(call.query.get('locator'));
    while (next !== undefined && pages.length < MAX_PAGES) {
      pages.push({ resultLink: `${base}/results?locator=${locatorOf(next)}${suffix}` });
      next = queries.page(job, next, size).next;
    }
    return {
      status: 200,
      body: {
        resultPages: pages,
        nextRecordsUrl: next === undefined ? null : `${base}/resultPages?locator=${locatorOf(next)}${suffix}`,
        done: next === undefined,
      },
    };
  }

  /** `?jobType=V2Ingest` leaves those of one kind. */
  const listed = (call: ApiCall, records: readonly Record<string, unknown>[]): Answer => {
    const wanted = call.query.get('jobType');
    const kept = records.filter(({ jobType }) => wanted === null || jobType === wanted);
    return { status: 200, body: { done: true, nextRecordsUrl: null, records: kept } };
  };
  return [
    { method: 'POST', path: '/jobs/ingest', handle: createIngest },
    { method: 'GET', path: '/jobs/ingest', handle: (call) => listed(call, ingest.list().map(ingestInfo)) },
    {
      method: 'GET',
      path: '/jobs/ingest/:id',
      handle: (call) => ({ status: 200, body: ingestInfo(ingest.poll(held(call))) }),
    },
    { method: 'PATCH', path: '/jobs/ingest/:id', handle: patchIngest },
    {
      method: 'DELETE',
      path: '/jobs/ingest/:id',
      handle: (call) => {
        ingest.remove(held(call));
        return { status: 204 };
      },
    },
    {
      method: 'PUT',
      path: '/jobs/ingest/:id/batches',
      handle: (call) => {
        ingest.upload(held(call), call.body.toString('utf8'));
        return { status: 201 };
      },
    },
    { method: 'GET', path: '/jobs/ingest/:id/successfulResults', handle: results('successful') },
    { method: 'GET', path: '/jobs/ingest/:id/failedResults', handle: results('failed') },
    { method: 'GET', path: '/jobs/ingest/:id/unprocessedrecords', handle: results('unprocessed') },
    {
      method: 'POST',
      path: '/jobs/query',
      handle: (call) => ({
        status: 200,
        body: queryInfo(queries.create(call.caller.userId, call.version, read(objectBody(call), querySchema))),
      }),
    },
    { method: 'GET', path: '/jobs/query', handle: (call) => listed(call, queries.list().map(queryInfo)) },
    {
      method: 'GET',
      path: '/jobs/query/:id',
      handle: (call) => ({ status: 200, body: queryInfo(queries.poll(asked(call))) }),
    },
    { method: 'PATCH', path: '/jobs/query/:id', handle: patchQuery },
    {
      method: 'DELETE',
      path: '/jobs/query/:id',
      handle: (call) => {
        queries.remove(asked(call));
        return { status: 204 };
      },
    },
    { method: 'GET', path: '/jobs/query/:id/results', handle: queryResults },
    { method: 'GET', path: '/jobs/query/:id/resultPages', handle: resultPages },
  ];
}
