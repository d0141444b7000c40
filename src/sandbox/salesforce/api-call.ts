import { jsonError } from './api-error.ts';
import type { Writer } from './writes/prepare.ts';

/** Whose session a request carries. */
export interface Caller {
  readonly userId: string;
  readonly token: string;
  readonly clientId: string | undefined;
}

/** A request to the REST API, after authentication. `path` is what follows `/services/data/vXX.X`. */
export interface ApiCall {
  readonly method: string;
  readonly path: string;
  /** `67.0`. */
  readonly version: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  /** A header's value, by its name in lower case. */
  readonly header: (name: string) => string | undefined;
  /** Where this server is reached. */
  readonly baseUrl: string;
  readonly caller: Caller;
}

export interface Answer {
  readonly status: number;
  /** JSON unless `type` says otherwise. */
  readonly body?: unknown;
  /** Instead of a body: text that is made while it is sent, so that a large answer is never held whole. */
  readonly parts?: Iterable<string>;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One endpoint. Handlers are synchronous, so that what they change is stored together. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/sobjects/:type/:id`; `*` at the end takes the rest. */
  readonly path: string;
  readonly handle: (call: ApiCall) => Answer;
}

export function param(call: ApiCall, name: string): string {
  return call.params[name] ?? '';
}

export function writerOf(call: ApiCall): Writer {
  return { userId: call.caller.userId };
}

/** The path of an endpoint of this call's version. */
export function versionPath(call: ApiCall, path: string): string {
  return `/services/data/v${call.version}${path}`;
}

/** Reads a JSON body. Throws JSON_PARSER_ERROR. */
export function parseJson(body: Buffer): unknown {
  const text = body.toString('utf8');
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : 'unexpected input';
    const at = Number(/position (\d+)/.exec(reason)?.[1] ?? 0);
    const lines = text.slice(0, at).split('\n');
    throw jsonError(`${reason} at [line:${lines.length}, column:${(lines.at(-1)?.length ?? 0) + 1}]`);
  }
}

/** A JSON body that has to be an object. */
export function objectBody(call: ApiCall): Readonly<Record<string, unknown>> {
  if (call.body.toString('utf8').trim() === '')
    throw jsonError('The HTTP entity body is required, but this request has no entity body.');
  const body = parseJson(call.body);
  if (body !== null && typeof body === 'object' && !Array.isArray(body)) return body as Record<string, unknown>;
  throw jsonError(
    `The HTTP entity body was expected to be a JSON object, but it is ${Array.isArray(body) ? 'an array' : 'a plain value'} at [line:1, column:1]`,
  );
}
