import type { Express, Request } from 'express';
import type { Answer } from '../api-call.ts';
import { ApiError, type ErrorItem } from '../api-error.ts';
import { parseXml, text, toXml } from '../metadata/xml.ts';
import { bodyOf, type Machinery, serve } from '../pipeline.ts';
import { type ClassicBatch, type ClassicJob, type ClassicJobs, classicJobSchema } from './classic-jobs.ts';

const NAMESPACE = 'http://www.force.com/2009/06/asyncapi/dataload';
const RESULT_PREFIX = '752';

function xml(status: number, name: string, content: unknown): Answer {
  const body = toXml(name, content).replace(`<${name}>`, `<${name} xmlns="${NAMESPACE}">`);
  return { status, type: 'application/xml', body: `<?xml version="1.0" encoding="UTF-8"?>${body}` };
}

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
  const csv = (body: string): Answer => ({ status: 200, type: 'text/csv', body });

  function readJob(request: Request): Record<string, string> {
    try {
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
    return xml(201, 'jobInfo', jobInfo(jobs.create(userId, version, parsed.data)));
  }

  function change(request: Request, job: ClassicJob): Answer {
    const { state } = readJob(request);
    if (state !== 'Closed' && state !== 'Aborted')
      throw new ApiError(400, 'InvalidJobState', `Invalid state: ${state}`);
    return xml(200, 'jobInfo', jobInfo(jobs.end(job, state)));
  }

  /** `path` is what follows the version: `job/750…/batch/751…/result`. */
  function perform(request: Request, userId: string, version: string, path: readonly string[]): Answer {
    const [root, jobId, part, batchId, what, resultId] = path;
    const isPost = request.method === 'POST';
    if (root !== 'job') throw new ApiError(404, 'InvalidUrl', 'Destination URL not found');
    if (jobId === undefined) return open(request, userId, version);
    const job = jobs.get(jobId);
    if (part === undefined) return isPost ? change(request, job) : xml(200, 'jobInfo', jobInfo(job));
    if (batchId === undefined)
      return isPost
        ? xml(201, 'batchInfo', batchInfo(jobs.add(job, bodyOf(request).toString('utf8'))))
        : xml(200, 'batchInfoList', { batchInfo: job.batches.map((batch) => batchInfo(jobs.poll(job, batch.id))) });
    const batch = jobs.poll(job, batchId);
    if (what === undefined) return xml(200, 'batchInfo', batchInfo(batch));
    if (what === 'request') return csv(batch.request);
    if (batch.state !== 'Completed') throw new ApiError(400, 'InvalidBatch', 'Batch not completed');
    const isQuery = job.operation === 'query' || job.operation === 'queryAll';
    if (isQuery && resultId === undefined)
      return xml(200, 'result-list', { result: RESULT_PREFIX + batch.id.slice(RESULT_PREFIX.length) });
    return csv(batch.result);
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
  const present = (answer: Answer): Answer => {
    if (answer.status < 400) return answer;
    const [error] = answer.body as readonly ErrorItem[];
    const isSession = error?.errorCode === 'INVALID_SESSION_ID';
    const exceptionCode = isSession ? 'InvalidSessionId' : error?.errorCode;
    const exceptionMessage = isSession ? 'Invalid session id' : error?.message;
    return xml(answer.status === 401 ? 400 : answer.status, 'error', { exceptionCode, exceptionMessage });
  };
  app.all('/services/async/:version/*rest', serve(machinery, handle, present));
}
