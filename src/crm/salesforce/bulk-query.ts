/**
 * Query jobs of Bulk API 2.0, page by page. jsforce's own way ends the program at the second page of a result, holds everything in
 * memory, and deletes a job that is still at work when its time is up. What is waited for here can be resumed in another program.
 * https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/queries.htm
 */
import { z } from 'zod';
import { CrmChanged, CrmRejected, PulsoError, ScopeMissing } from '../../errors.ts';
import type { Clock, CrmRequest, CrmResponse, Transport } from '../port.ts';
import { dataPath, get } from './account.ts';
import type { CsvRow } from './csv.ts';
import { bodyOf } from './payload.ts';
import { pauseMs } from './poll.ts';

export interface BulkPage {
  readonly rows: readonly CsvRow[];
  /** Where the next page begins; null after the last one. */
  readonly next: string | null;
}

export interface BulkQueries {
  /** Starts a job. Throws CrmRejected when Bulk API does not take the query. */
  start(soql: string, signal: AbortSignal): Promise<{ readonly job: string; readonly response: CrmResponse }>;
  /** Waits until the job is done; false when it failed, was aborted, or is not there any more. */
  done(job: string, signal: AbortSignal): Promise<boolean>;
  /** At most so many rows; null when the job or the place in it is not there any more. */
  page(job: string, locator: string | null, size: number, signal: AbortSignal): Promise<BulkPage | null>;
  /** Ends a job and forgets its results, if that can be done now. */
  drop(job: string, signal: AbortSignal): Promise<void>;
}

const jobSchema = z.object({
  id: z.string(),
  /** `Open`, `UploadComplete`, `InProgress`, `Aborted`, `JobComplete`, `Failed`. */
  state: z.string(),
});
const WAITING = new Set(['Open', 'UploadComplete', 'InProgress']);

const pathOf = (job: string): string => dataPath(`/jobs/query/${job}`);

export function createBulkQueries(transport: Transport, clock: Clock): BulkQueries {
  const send = (request: Omit<CrmRequest, 'bucket' | 'idempotent'>): Promise<CrmResponse> =>
    transport.send({ ...request, bucket: 'general', idempotent: true });

  async function stateOf(job: string, signal: AbortSignal): Promise<string | null> {
    const response = await transport.send(get(pathOf(job), signal));
    return response.status === 404 ? null : bodyOf(response, jobSchema, 'the state of a query job').state;
  }

  return {
    async start(soql, signal) {
      try {
        const body = { operation: 'query', query: soql, columnDelimiter: 'COMMA', lineEnding: 'LF' };
        const response = await send({ method: 'POST', path: dataPath('/jobs/query'), body, signal });
        return { job: bodyOf(response, jobSchema, 'a query job').id, response };
      } catch (error) {
        // Our user may read the object, but not use Bulk API.
        if (error instanceof ScopeMissing) throw new CrmRejected(`a query job: ${error.message}`, { cause: error });
        throw error;
      }
    },

    async done(job, signal) {
      for (let poll = 0; ; poll += 1) {
        const state = await stateOf(job, signal);
        if (state === null || !WAITING.has(state)) return state === 'JobComplete';
        await clock.wait(pauseMs(poll), signal);
      }
    },

    async page(job, locator, size, signal) {
      const from = locator === null ? '' : `&locator=${encodeURIComponent(locator)}`;
      const response = await transport.send(get(`${pathOf(job)}/results?maxRecords=${size}${from}`, signal));
      // A locator or a job that has expired; a result that another version of the API made.
      if (response.status >= 400) return null;
      if (!Array.isArray(response.body)) throw new CrmChanged('the results of a query job');
      const next = response.headers['sforce-locator'];
      return { rows: response.body, next: next === undefined || next === 'null' || next === '' ? null : next };
    },

    async drop(job, signal) {
      try {
        const state = await stateOf(job, signal);
        if (state === null) return;
        if (WAITING.has(state)) await send({ method: 'PATCH', path: pathOf(job), body: { state: 'Aborted' }, signal });
        await send({ method: 'DELETE', path: pathOf(job), signal });
      } catch (error) {
        // What cannot be tidied up now, Salesforce removes after seven days.
        if (!(error instanceof PulsoError)) throw error;
      }
    },
  };
}
