import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Request, Response } from 'express';
import type { CallLog } from '../shared/call-log.ts';
import type { Answer, ApiCall, Caller, Route } from './api-call.ts';
import { ApiError, missingScopes, validationError } from './api-error.ts';
import { type FaultRule, type Faults, faultError } from './faults.ts';
import type { RateLimits } from './limits.ts';
import { withPartialFailure } from './partial-batch.ts';
import type { Portal } from './state/portal.ts';
import type { Tokens } from './tokens.ts';

export interface Machinery {
  readonly portal: Portal;
  readonly tokens: Tokens;
  readonly limits: RateLimits;
  readonly faults: Faults;
  readonly log: CallLog;
  /** The app that OAuth and private tokens belong to. */
  readonly appId: () => number;
  /** Called after changes were stored (the webhooks wake up). */
  readonly stored: () => void;
}

/** Reads a JSON body. Throws HubSpot's 400 with the parser's reason. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : 'unexpected input';
    const at = Number(/position (\d+)/.exec(reason)?.[1] ?? 0);
    const lines = text.slice(0, at).split('\n');
    throw validationError(
      `Invalid input JSON on line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}: ${reason}`,
    );
  }
}

/** Throws 403 unless the caller holds every scope a route needs (any one of an inner list). */
function assertScopes(caller: Caller, needed: ReturnType<Route['scopes']>): void {
  const lacking = needed.filter((scope) =>
    typeof scope === 'string' ? !caller.scopes.includes(scope) : !scope.some((each) => caller.scopes.includes(each)),
  );
  if (lacking.length > 0) throw missingScopes(lacking.flat());
}

/** The request's path and query, without the host. */
function urlOf(request: Request): URL {
  return new URL(request.originalUrl, 'http://sandbox');
}

/** Answers with HubSpot's headers; errors get a correlation id. */
export function send(
  response: Response,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const told = typeof body === 'object' && body !== null && 'correlationId' in body ? body.correlationId : undefined;
  const correlationId = typeof told === 'string' ? told : randomUUID();
  response.status(status).set({ 'X-HubSpot-Correlation-Id': correlationId, ...headers });
  if (body === undefined) {
    response.end();
    return;
  }
  response.type('application/json').send(JSON.stringify(body));
}

/** An error as it goes over the wire. */
export function errorBody(error: ApiError, correlationId: string): Record<string, unknown> {
  const { status, message, ...rest } = error.body();
  return { status, message, correlationId, ...rest, ...(error.status === 429 && { requestId: correlationId }) };
}

/** Turns a route into an express handler: faults, token, limits, scopes, work, storage, answer. */
export function serve(machinery: Machinery, route: Route): (request: Request, response: Response) => Promise<void> {
  const { portal, tokens, limits, faults, log } = machinery;
  const routeName = route.paths[0] ?? '';

  function work(request: Request, url: URL, rules: readonly FaultRule[], headers: Record<string, string>): Answer {
    const key = route.developerKey ? url.searchParams.get('hapikey') : null;
    const caller = tokens.authenticate(request.get('authorization') ?? (key === null ? undefined : `Bearer ${key}`));
    const verdict = limits.take(caller, route.bucket);
    Object.assign(headers, verdict.headers);
    if (verdict.refusal) throw verdict.refusal;
    const text = typeof request.body === 'string' ? request.body : '';
    if (text.trim() !== '' && request.get('content-type') && !request.is(['json', '+json'])) {
      throw new ApiError(415, 'HTTP 415 Unsupported Media Type', { category: 'UNSUPPORTED_MEDIA_TYPE' });
    }
    const call: ApiCall = {
      method: request.method,
      path: url.pathname,
      params: request.params as Record<string, string>,
      query: url.searchParams,
      body: parseJson(text),
      bodyLength: text.length,
      baseUrl: `${request.protocol}://${request.get('host') ?? 'localhost'}`,
      caller,
    };
    assertScopes(caller, route.scopes(call));
    const partial = rules.find((rule) => rule.kind === 'partial-batch');
    return partial ? withPartialFailure(portal, call, route.handle, partial.failures ?? 1) : route.handle(call);
  }

  return async (request, response) => {
    const started = performance.now();
    const url = urlOf(request);
    const rules = faults.strike(request.method, url.pathname);
    const headers: Record<string, string> = {};
    const note = (status: number) =>
      log.note({
        at: portal.clock().toISOString(),
        method: request.method,
        path: url.pathname,
        route: routeName,
        status,
        durationMs: Math.round((performance.now() - started) * 10) / 10,
        ...(rules[0] && { fault: rules[0].kind }),
      });
    for (const rule of rules) if (rule.kind === 'slow') await pause(rule.delayMs ?? 1_000);
    if (rules.some((rule) => rule.kind === 'drop-before')) {
      note(0);
      request.socket.destroy();
      return;
    }
    const answer = attempt(() => {
      const planned = rules.map(faultError).find((error) => error !== undefined);
      if (planned) throw planned;
      return work(request, url, rules, headers);
    });
    portal.storage.commit();
    machinery.stored();
    if (rules.some((rule) => rule.kind === 'drop-after')) {
      note(0);
      request.socket.destroy();
      return;
    }
    note(answer.status);
    if (rules.some((rule) => rule.kind === 'malformed-json')) {
      response.status(answer.status).type('application/json').send('{"results":[{"id":"1","prop');
      return;
    }
    send(response, answer.status, answer.body, { ...headers, ...answer.headers });
  };
}

/** Runs a handler; whatever it throws becomes HubSpot's error, an unforeseen fault a 500 that says what happened. */
export function attempt(handle: () => Answer): Answer & { readonly headers?: Readonly<Record<string, string>> } {
  try {
    return handle();
  } catch (fault) {
    const error =
      fault instanceof ApiError
        ? fault
        : new ApiError(
            500,
            `internal error: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`,
          );
    return { status: error.status, body: errorBody(error, randomUUID()), headers: error.details.headers ?? {} };
  }
}
