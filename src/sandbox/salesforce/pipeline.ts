import { pipeline, Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Request, Response } from 'express';
import type { CallLog } from '../shared/call-log.ts';
import type { Answer } from './api-call.ts';
import { ApiError, notFound } from './api-error.ts';
import { attempt } from './attempt.ts';
import { type FaultRule, type Faults, faultError, rowFaultOf } from './faults.ts';
import { FIRST_VERSION, LAST_VERSION } from './options.ts';
import type { Router } from './router.ts';
import type { Org } from './state/org.ts';
import type { Tokens } from './tokens.ts';
import type { Usage } from './usage.ts';

export interface Machinery {
  readonly org: Org;
  readonly tokens: Tokens;
  readonly usage: Usage;
  readonly faults: Faults;
  readonly log: CallLog;
  readonly router: Router;
}

const VERSION_PATH = /^\/services\/data\/v(\d+)\.(\d)(\/.*)?$/;

export function baseUrlOf(request: Request): string {
  return `${request.protocol}://${request.get('host') ?? 'localhost'}`;
}

export function bodyOf(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

export function send(response: Response, answer: Answer): void {
  response.status(answer.status).set(answer.headers ?? {});
  if (answer.parts !== undefined) {
    response.set('Content-Type', `${answer.type ?? 'text/plain'};charset=UTF-8`);
    pipeline(Readable.from(chunksOf(answer.parts)), response, () => undefined);
    return;
  }
  if (answer.body === undefined) {
    response.end();
    return;
  }
  const { body, type = 'application/json' } = answer;
  const isReady = typeof body === 'string' || Buffer.isBuffer(body);
  response
    .set('Content-Type', `${type};charset=UTF-8`)
    .send(isReady && type !== 'application/json' ? body : JSON.stringify(body));
}

const CHUNK = 65_536;

/** Small texts joined to pieces that are worth a write. */
function* chunksOf(parts: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const part of parts) {
    chunk += part;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

interface Served {
  readonly name: string;
  readonly work: () => Answer;
}

/** Runs a request with faults, storage and log around it. `handle` is called once it is known that work is to be done. */
export function serve(
  machinery: Machinery,
  handle: (request: Request) => Served,
  present: (answer: Answer, request: Request) => Answer = (answer) => answer,
): (request: Request, response: Response) => Promise<void> {
  const { org, faults, log } = machinery;
  return async (request, response) => {
    const started = performance.now();
    const path = new URL(request.originalUrl, 'http://sandbox').pathname;
    const rules = faults.strike(request.method, path);
    let name = nameOf(handle, request) ?? path;
    const note = (status: number) =>
      log.note({
        at: org.settings.clock().toISOString(),
        method: request.method,
        path,
        route: name,
        status,
        durationMs: Math.round((performance.now() - started) * 10) / 10,
        ...(rules[0] && { fault: rules[0].kind }),
      });
    const drop = () => {
      note(0);
      request.socket.destroy();
    };
    for (const rule of rules) if (rule.kind === 'slow') await pause(rule.delayMs ?? 1_000);
    if (hasKind(rules, 'drop-before')) {
      drop();
      return;
    }
    const answer = present(
      attempt(() => {
        const served = handle(request);
        name = served.name;
        const planned = rules.map(faultError).find((error) => error !== undefined);
        if (planned) throw planned;
        org.rowFault = rowFaultOf(rules);
        return served.work();
      }),
      request,
    );
    org.rowFault = undefined;
    org.storage.commit();
    if (hasKind(rules, 'drop-after')) {
      drop();
      return;
    }
    note(answer.status);
    if (hasKind(rules, 'malformed-json')) {
      response.status(answer.status).type('application/json').send('{"records":[{"attributes":{"type"');
      return;
    }
    send(response, answer);
  };
}

/** The endpoint's name, also of a request that is cut off before its work. */
function nameOf(handle: (request: Request) => Served, request: Request): string | undefined {
  try {
    return handle(request).name;
  } catch {
    return undefined;
  }
}

function hasKind(rules: readonly FaultRule[], kind: FaultRule['kind']): boolean {
  return rules.some((rule) => rule.kind === kind);
}

/** The handler of everything under `/services/data/vXX.X`: session, limits, endpoint. */
export function serveData(machinery: Machinery): (request: Request, response: Response) => Promise<void> {
  const { tokens, usage, router } = machinery;
  const handle = (request: Request): Served => {
    const url = new URL(request.originalUrl, 'http://sandbox');
    const [, major = '', minor = '', rest = ''] = VERSION_PATH.exec(url.pathname) ?? [];
    const version = Number(major);
    if (!major || minor !== '0' || version < FIRST_VERSION || version > LAST_VERSION) throw notFound();
    const path = rest.replace(/\/+$/, '') || '/';
    // For clients that cannot send PATCH.
    const override = request.method === 'POST' ? url.searchParams.get('_HttpMethod')?.toUpperCase() : undefined;
    const method = override ?? request.method;
    const name = routeName(router, method, path);
    const work = () => {
      const caller = tokens.authenticate(request.get('authorization'));
      if (!usage.take()) throw new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
      assertReadable(request);
      return router.dispatch({
        method,
        path,
        version: `${version}.0`,
        query: url.searchParams,
        body: bodyOf(request),
        header: (header) => request.get(header),
        baseUrl: baseUrlOf(request),
        caller,
      });
    };
    return { name: `/services/data${name}`, work };
  };
  const present = (answer: Answer): Answer => ({
    ...answer,
    headers: { ...answer.headers, ...(answer.status !== 401 && { 'Sforce-Limit-Info': usage.header() }) },
  });
  return serve(machinery, handle, present);
}

/** What bodies may be made of; without a Content-Type they are JSON. */
const READABLE = /^(?:application\/json|text\/csv|multipart\/(?:form-data|mixed))(?:\s*;|$)/i;

/** Throws 415 on a body that is neither JSON, CSV nor multipart. */
function assertReadable(request: Request): void {
  const type = request.get('content-type');
  if (bodyOf(request).length === 0 || type === undefined || READABLE.test(type)) return;
  throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', `Content type ${type} is not supported`);
}

function routeName(router: Router, method: string, path: string): string {
  try {
    return router.match(method, path).route.path;
  } catch {
    return path;
  }
}
