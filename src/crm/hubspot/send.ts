/**
 * One request to HubSpot, classified. `@hubspot/api-client` 14 knows no date-based paths and keeps its limiter and retries in
 * process-wide singletons (a second client switches off the first one's); so only its `apiRequest` is used, which sends once
 * and answers with a Response. Waiting and retrying are the transport's.
 */
import { Client } from '@hubspot/api-client';
import type { Clock, CrmRequest, CrmResponse, SeenLimit } from '../port.ts';
import type { Failure } from '../retry.ts';
import type { Attempt, SendOnce } from '../transport.ts';
import { VENDOR_TYPES, type VendorObject } from './manifest.ts';
import { nextMidnight } from './midnight.ts';
import { errorSchema } from './payload.ts';

const TIMEOUT_MS = 30_000;

export interface SenderOptions {
  /** May have a path: a proxy can stand between. */
  readonly baseUrl: string;
  readonly clock: Clock;
  /** The account's time zone once it is known: the daily quota is counted from midnight there. */
  readonly timeZone: () => string | null;
}

export function createSender(options: SenderOptions): SendOnce {
  const client = new Client({ basePath: options.baseUrl.replace(/\/+$/, '') });
  return async (request, accessToken) => {
    let response: Response;
    let text: string;
    try {
      const sending = client
        .apiRequest({
          method: request.method,
          path: request.path,
          ...(request.body === undefined ? {} : { body: request.body }),
          authType: 'none',
          headers: { Authorization: `Bearer ${accessToken}` },
        })
        .then(async (answer) => [answer, await answer.text()] as const);
      [response, text] = await withDeadline(sending, request.signal);
    } catch (error) {
      if (request.signal?.aborted) throw request.signal.reason;
      return { failure: networkFailure(error) };
    }
    return classify(request, response, text, options);
  };
}

/** `apiRequest` takes no signal: an aborted or late call is left behind, its answer ignored. */
async function withDeadline<Result>(sending: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  const deadline = AbortSignal.timeout(TIMEOUT_MS);
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(either.reason);
  if (either.aborted) stop();
  either.addEventListener('abort', stop, { once: true });
  sending.catch(() => undefined);
  try {
    return await Promise.race([sending, promise]);
  } finally {
    either.removeEventListener('abort', stop);
  }
}

/** Errors that come before a byte was sent. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH']);

function networkFailure(error: unknown): Failure {
  const code = networkCode(error);
  return { kind: 'network', reason: code ?? 'no answer', sent: code === null || !NEVER_SENT.has(code) };
}

function networkCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error.name === 'TimeoutError') return 'timeout';
  if ('code' in error && typeof error.code === 'string') return error.code;
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner === undefined ? null : networkCode(inner);
}

function classify(request: CrmRequest, response: Response, text: string, options: SenderOptions): Attempt {
  const seen = seenLimit(response.headers);
  // Whatever the request counted against besides, the headers speak of the general limit.
  const limit = seen && { ...seen, bucket: 'general' };
  const body = parseJson(text);
  const { status } = response;
  if (status < 400 && body === undefined) {
    return {
      limit,
      failure: { kind: 'unknown_form', what: `${request.method} answered with something else than JSON` },
    };
  }
  const failure = failureOf(request, response, body, options);
  if (failure) return { limit, failure };
  const answer: CrmResponse = { status, headers: Object.fromEntries(response.headers), body: body ?? null };
  return { limit, response: answer };
}

/** undefined when it is no JSON. */
function parseJson(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failureOf(request: CrmRequest, response: Response, body: unknown, options: SenderOptions): Failure | null {
  const { status } = response;
  const retryAfterMs = retryAfter(response.headers.get('retry-after'), options.clock.now());
  if (status === 401) return { kind: 'unauthorized' };
  if (status === 403) return { kind: 'forbidden', ...missingScopes(request.path, body) };
  if (status === 423) return { kind: 'busy', reason: 'locked', retryAfterMs };
  if (status === 477) return { kind: 'busy', reason: 'migration', retryAfterMs };
  if (status === 429) return limited(body, retryAfterMs, options);
  if (status >= 500 || status === 408) return { kind: 'server', status, retryAfterMs };
  return null;
}

function limited(body: unknown, retryAfterMs: number | null, options: SenderOptions): Failure {
  const policyName = errorSchema.safeParse(body).data?.policyName;
  if (policyName === 'DAILY') {
    const timeZone = options.timeZone();
    const resetsAt = timeZone === null ? null : nextMidnight(timeZone, options.clock.now());
    return { kind: 'limited', policy: 'day', retryAfterMs, resetsAt };
  }
  const policy = policyName === 'SECONDLY' ? 'second' : policyName === 'TEN_SECONDLY_ROLLING' ? 'window' : 'unknown';
  return { kind: 'limited', policy, retryAfterMs, resetsAt: null };
}

/** Seconds or an HTTP date → milliseconds. */
function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Math.ceil(Number(header) * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

function seenLimit(headers: Headers): SeenLimit | undefined {
  const read = (name: string): number => Number(headers.get(name) ?? Number.NaN);
  const requests = read('x-hubspot-ratelimit-max');
  const remaining = read('x-hubspot-ratelimit-remaining');
  const perMs = read('x-hubspot-ratelimit-interval-milliseconds');
  return requests > 0 && remaining >= 0 && perMs > 0 ? { requests, remaining, perMs } : undefined;
}

/** HubSpot names them in the error's context; else the object in the path tells. */
function missingScopes(path: string, body: unknown): { scopes: readonly string[]; message: string } {
  const error = errorSchema.safeParse(body).data;
  const named = new Set<string>();
  for (const item of [error, ...(error?.errors ?? [])]) {
    for (const key of ['requiredGranularScopes', 'requiredScopes', 'missingScopes']) {
      const scopes = item?.context?.[key];
      if (Array.isArray(scopes)) for (const scope of scopes) named.add(String(scope));
    }
  }
  const vendor = Object.keys(VENDOR_TYPES).find((name) => path.includes(`/${name}`));
  const fallback = vendor ? VENDOR_TYPES[vendor as VendorObject].readScopes : [];
  return { scopes: named.size > 0 ? [...named] : fallback, message: error?.message ?? '' };
}
