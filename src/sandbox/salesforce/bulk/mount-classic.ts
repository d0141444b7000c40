import type { Express, Request } from 'express';
import type { Answer } from '../api-call.ts';
import { ApiError, type ErrorItem } from '../api-error.ts';
import { parseXml, text, toXml } from '../metadata/xml.ts';
import { bodyOf, type Machinery, serve } from '../pipeline.ts';
import { type ClassicBatch, type ClassicJob, type ClassicJobs, classicJobSchema } from './classic-jobs.ts';

const NAMESPACE = 'http://www.force.com/2009/06/asyncapi/dataload';
const RESULT_PREFIX = '752';

const isJson = (request: Request): boolean => bodyOf(request).toString('utf8', 0, 200).trimStart().startsWith('{');

function xml(status: number, name: string, content: unknown): Answer {
  const body = toXml(name, content).replace(`<${name}>`, `<${name} xmlns="${NAMESPACE}">`);
  return { status, type: 'application/xml', body: `<?xml version="1.0" encoding="UTF-8"?>${body}` };
}

/** In JSON, or in XML with `name` as the root element. */
function inFormat(asJson: boolean, status: number, name: string, content: unknown): Answer {
  return asJson ? { status, body: content } : xml(status, name, content);
}

/** In the format that a job speaks. */
const told = (job: ClassicJob, status: number, name: string, content: unknown): Answer =>
  inFormat(job.contentType === 'JSON', status, name, content);

function jobInfo(job: ClassicJob): Record<string, unknown> {
  const count = (state: ClassicBatch['state']) => job.batches.filter((batch) => batch.state === state).length;
  const sum = (key: 'processed' | 'failed') => job.batches.reduce((total, batch) => total + batch[key], 0);
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.userId,
    createdDate: job.createdDate,
    systemModstamp: job.createdDate,
    state: job.state,
    externalIdFieldName: job.externalIdFieldName,
    concurrencyMode: job.concurrencyMode,
    contentType: job.contentType,
    numberBatchesQueued: count('Queued'),
    numberBatchesInProgress: 0,
    numberBatchesCompleted: count('Completed'),
    numberBatchesFailed: count('Failed'),
    numberBatchesTotal: job.batches.length,
    numberRecordsProcessed: sum('processed'),
    numberRetries: 0,
    apiVersion: job.apiVersion,
    numberRecordsFailed: sum('failed'),
    totalProcessingTime: 0,
    apiActiveProcessingTime: 0,
    apexProcessingTime: 0,
  };
}

function batchInfo(batch: ClassicBatch): Record<string, unknown> {
  return {
    id: batch.id,
    jobId: batch.jobId,
    state: batch.state,
    stateMessage: batch.stateMessage,
    createdDate: batch.createdDate,
    systemModstamp: batch.createdDate,
    numberRecordsProcessed: batch.processed,
    numberRecordsFailed: batch.failed,
    totalProcessingTime: 0,
    apiActiveProcessingTime: 0,
    apexProcessingTime: 0,
  };
}

/** `/services/async/{version}`: the first Bulk API in XML and CSV, which older clients and jsforce's `conn.bulk` use. */
export function mountClassicBulk(app: Express, machinery: Machinery, jobs: ClassicJobs): void {
  const { tokens, usage } = machinery;
  const raw = ({ contentType }: ClassicJob, body: string): Answer => ({
    status: 200,
    type: contentType === 'JSON' ? 'application/json' : 'text/csv',
    body: contentType === 'JSON' ? JSON.parse(body) : body,
  });

  function readJob(request: Request): Record<string, unknown> {
    try {
      if (isJson(request)) return JSON.parse(bodyOf(request).toString('utf8'));
      const { root } = parseXml(bodyOf(request).toString('utf8'));
      return Object.fromEntries(Object.keys(root).flatMap((name) => [[name, text(root, name) ?? '']]));
    } catch (fault) {
      throw new ApiError(400, 'InvalidJob', `Unable to parse Job: ${fault instanceof Error ? fault.message : fault}`);
    }
  }

  function open(request: Request, userId: string, version: string): Answer {
    const parsed = classicJobSchema.safeParse(readJob(request));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new ApiError(400, 'InvalidJob', `${issue?.path.join('.')}: ${issue?.message}`);
    }
    return inFormat(isJson(request), 201, 'jobInfo', jobInfo(jobs.create(userId, version, parsed.data)));
  }

  function change(request: Request, job: ClassicJob): Answer {
    const { state } = Object(readJob(request)) as { readonly state?: unknown };
    if (state !== 'Closed' && state !== 'Aborted')
      throw new ApiError(400, 'InvalidJobState', `Invalid state: ${state}`);
    return told(job, 200, 'jobInfo', jobInfo(jobs.end(job, state)));
  }

  /** `path` is what follows the version: `job/750…/batch/751…/result`. */
  function perform(request: Request, userId: string, version: string, path: readonly string[]): Answer {
    const [root, jobId, part, batchId, ...rest] = path;
    const isPost = request.method === 'POST';
    if (root !== 'job') throw new ApiError(404, 'InvalidUrl', 'Destination URL not found');
    if (jobId === undefined) return open(request, userId, version);
    const job = jobs.get(jobId);
    if (part === undefined) return isPost ? change(request, job) : told(job, 200, 'jobInfo', jobInfo(job));
    if (batchId !== undefined) return ofBatch(job, batchId, rest);
    if (isPost) return told(job, 201, 'batchInfo', batchInfo(jobs.add(job, bodyOf(request).toString('utf8'))));
    const batches = job.batches.map((batch) => batchInfo(jobs.poll(job, batch.id)));
    return told(job, 200, 'batchInfoList', { batchInfo: batches });
  }

  function ofBatch(job: ClassicJob, batchId: string, [what, resultId]: readonly string[]): Answer {
    const batch = jobs.poll(job, batchId);
    const isQuery = job.operation === 'query' || job.operation === 'queryAll';
    if (what === undefined) return told(job, 200, 'batchInfo', batchInfo(batch));
    const isCsv = job.contentType === 'CSV' && !isQuery;
    if (what === 'request') return { status: 200, type: isCsv ? 'text/csv' : 'text/plain', body: batch.request };
    if (batch.state !== 'Completed') throw new ApiError(400, 'InvalidBatch', 'Batch not completed');
    if (!isQuery || resultId !== undefined) return raw(job, batch.result);
    const result = RESULT_PREFIX + batch.id.slice(RESULT_PREFIX.length);
    return job.contentType === 'JSON' ? { status: 200, body: [result] } : xml(200, 'result-list', { result });
  }

  const handle = (request: Request) => {
    const [, version = '', rest = ''] = /^\/services\/async\/(\d+\.0)\/(.+?)\/?$/.exec(request.path) ?? [];
    const path = rest.split('/');
    const work = (): Answer => {
      const session = request.get('x-sfdc-session');
      const caller =
        session === undefined ? tokens.authenticate(request.get('authorization')) : tokens.callerOf(session);
      usage.take();
      return perform(request, caller.userId, version, path);
    };
    return { name: '/services/async', work };
  };
  /** Errors are in XML, or in JSON to those who send it. */
  const present = (answer: Answer, request: Request): Answer => {
    if (answer.status < 400) return answer;
    const [error] = answer.body as readonly ErrorItem[];
    const isSession = error?.errorCode === 'INVALID_SESSION_ID';
    const exceptionCode = isSession ? 'InvalidSessionId' : error?.errorCode;
    const exceptionMessage = isSession ? 'Invalid session id' : error?.message;
    const status = answer.status === 401 ? 400 : answer.status;
    const wantsJson = request.method === 'GET' ? /json/i.test(request.get('content-type') ?? '') : isJson(request);
    return inFormat(wantsJson, status, 'error', {
      exceptionCode,
      exceptionMessage,
    });
  };
  app.all('/services/async/:version/*rest', serve(machinery, handle, present));
}
