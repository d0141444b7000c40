import type { Answer, ApiCall } from '../api-call.ts';
import { ApiError } from '../api-error.ts';

/** Milliseconds of a date header, in whole seconds; undefined without one or where it is none. */
function dateHeader(call: ApiCall, name: string): number | undefined {
  const at = Date.parse(call.header(name) ?? '');
  return Number.isNaN(at) ? undefined : at;
}

/** Throws 412 if what is to be read or changed was modified after `If-Unmodified-Since` (api_rest, conditional requests). */
export function assertUnmodified(call: ApiCall, modifiedMs: number): void {
  const since = dateHeader(call, 'if-unmodified-since');
  if (since === undefined || Math.floor(modifiedMs / 1_000) * 1_000 <= since) return;
  throw new ApiError(412, 'PRECONDITION_FAILED', `The entity has been modified since ${new Date(since).toUTCString()}`);
}

/** Answers a GET: 304 without a body if nothing was modified after `If-Modified-Since`. Throws 412. */
export function conditional(call: ApiCall, modifiedMs: number, read: () => unknown): Answer {
  assertUnmodified(call, modifiedMs);
  const since = dateHeader(call, 'if-modified-since');
  const headers = { 'Last-Modified': new Date(modifiedMs).toUTCString() };
  if (since !== undefined && Math.floor(modifiedMs / 1_000) * 1_000 <= since) return { status: 304, headers };
  return { status: 200, body: read(), headers };
}
