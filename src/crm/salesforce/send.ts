/**
 * One request to Salesforce, classified. It goes through jsforce's `conn.request`, without its retries (they would stack up with
 * ours), its refresh (it drops rotated tokens and repeats without end) and its HTTP layer: there a connection that is cut in the
 * middle of an answer ends the whole program with an unhandled error, or hangs. Waiting and retrying are the transport's.
 */
import type { Clock, CrmRequest, CrmResponse } from '../port.ts';
import type { Failure } from '../retry.ts';
import type { Attempt, SendOnce } from '../transport.ts';
import type { Budget } from './budget.ts';
import { answersCsv, sendsCsv } from './csv.ts';
import type { HttpRequest, HttpResponse } from './one-call.ts';
import { codeOf, errorsSchema } from './payload.ts';
import { isSoap, parseSoap, soapFault, withSession } from './soap.ts';

/** Queries may take long; Salesforce itself stops them after 120 s. */
const TIMEOUT_MS = 130_000;
/** Files of up to 100 MB, on a slow line. */
const FILE_TIMEOUT_MS = 900_000;
/** The allowance is a rolling window: some of it comes back every hour. */
const DAY_PAUSE_MS = 3_600_000;

export interface SenderOptions {
  /** The org's My Domain, or a proxy before it. */
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly budget: Budget;
}

type Jsforce = Pick<typeof import('./one-call.ts'), 'OneCall'> & {
  readonly connection: ReturnType<typeof import('./one-call.ts').openConnection>;
};

/** jsforce brings along some 300 modules: only who asks a Salesforce org anything loads them. */
async function openJsforce(instanceUrl: string): Promise<Jsforce> {
  const { OneCall, openConnection } = await import('./one-call.ts');
  return { OneCall, connection: openConnection(instanceUrl) };
}

export function createSender(options: SenderOptions): SendOnce {
  const instanceUrl = options.baseUrl.replace(/\/+$/, '');
  let opening: Promise<Jsforce> | null = null;
  const { budget, clock } = options;

  return async (request, accessToken) => {
    const held = budget.held();
    if (held !== null) {
      const retryAfterMs = held.until - clock.now();
      const resetsAt = new Date(held.until).toISOString();
      return { failure: { kind: 'limited', policy: 'day', retryAfterMs, resetsAt, reason: held.reason } };
    }
    opening ??= openJsforce(instanceUrl);
    const { OneCall, connection } = await opening;
    const isFile = sendsCsv(request) || answersCsv(request);
    const deadline = AbortSignal.timeout(isFile ? FILE_TIMEOUT_MS : TIMEOUT_MS);
    const call = new OneCall(request, request.signal ? AbortSignal.any([request.signal, deadline]) : deadline);
    const http = { retry: { maxRetries: 0 }, transport: call, responseType: 'text/plain' };
    try {
      await connection.request(httpRequest(request, instanceUrl, accessToken), http);
    } catch (error) {
      if (request.signal?.aborted) throw request.signal.reason;
      if (call.answer === null) return { failure: networkFailure(error) };
    }
    if (call.answer === null) return { failure: { kind: 'network', reason: 'no answer', sent: true } };
    budget.note(call.answer.headers['sforce-limit-info']);
    if (call.rows !== null) {
      const told = call.answer.headers['sforce-numberofrecords'];
      if (told !== undefined && Number(told) !== call.rows.length) {
        return { failure: { kind: 'network', reason: 'the result was cut off', sent: true } };
      }
      return { response: { status: call.answer.statusCode, headers: call.answer.headers, body: call.rows } };
    }
    return classify(request, call.answer, clock.now());
  };
}

/** Own headers: the token is not kept in the connection, where calls at the same time could mix theirs. */
function httpRequest(request: CrmRequest, instanceUrl: string, accessToken: string): HttpRequest {
  const { method, body } = request;
  const url = instanceUrl + request.path;
  if (isSoap(request)) {
    const headers = { 'Content-Type': 'text/xml; charset=UTF-8', Accept: 'text/xml', SOAPAction: '""' };
    return { method, url, headers, body: withSession(String(body), accessToken) };
  }
  const accept = answersCsv(request) ? 'text/csv' : 'application/json';
  const headers = { Authorization: `Bearer ${accessToken}`, Accept: accept };
  if (body === undefined) return { method, url, headers };
  if (sendsCsv(request)) {
    return { method, url, headers: { ...headers, 'Content-Type': 'text/csv; charset=UTF-8' }, body: String(body) };
  }
  return { method, url, headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
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

function classify(request: CrmRequest, answer: HttpResponse, now: number): Attempt {
  const soap = isSoap(request);
  const body = soap ? parseSoap(answer.body) : parseJson(answer.body);
  const status = answer.statusCode;
  const failure = failureOf(answer, body, now);
  if (failure) return { failure };
  if (status < 400 && body === undefined) {
    return { failure: { kind: 'unknown_form', what: `${request.method} answered with something else than JSON` } };
  }
  const response: CrmResponse = { status, headers: answer.headers, body: body ?? null };
  return { response };
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

/** What passes by itself though it comes as a fault of the request. */
const BUSY = new Set(['UNABLE_TO_LOCK_ROW']);
const SERVER = new Set(['SERVER_UNAVAILABLE', 'QUERY_TIMEOUT', 'UNKNOWN_EXCEPTION']);

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm */
function failureOf(answer: HttpResponse, body: unknown, now: number): Failure | null {
  const { statusCode: status, headers } = answer;
  if (status < 400) return null;
  const [first] = errorsSchema.safeParse(body).data ?? [];
  const error = soapFault(body) ?? first;
  const code = codeOf(error);
  const message = error?.message ?? '';
  const retryAfterMs = retryAfter(headers['retry-after'], now);
  // SOAP says everything with a 500.
  if (status === 401 || code === 'INVALID_SESSION_ID') return { kind: 'unauthorized' };
  if (code === 'REQUEST_LIMIT_EXCEEDED') return limited(message, retryAfterMs, now);
  if (status === 429 || status === 420) return { kind: 'limited', policy: 'unknown', retryAfterMs, resetsAt: null };
  if (BUSY.has(code)) return { kind: 'busy', reason: 'locked', retryAfterMs };
  if (status === 403 || /^INSUFFICIENT_ACCESS/.test(code)) {
    return { kind: 'forbidden', scopes: [`api (${code}: ${message.slice(0, 200)})`], message };
  }
  if (status >= 500 || status === 408 || SERVER.has(code)) return { kind: 'server', status, retryAfterMs };
  return null;
}

function limited(message: string, retryAfterMs: number | null, now: number): Failure {
  // "ConcurrentRequests (…) Limit exceeded." passes as soon as the long ones are done.
  if (/concurrent/i.test(message)) return { kind: 'limited', policy: 'window', retryAfterMs, resetsAt: null };
  const waitMs = retryAfterMs ?? DAY_PAUSE_MS;
  return { kind: 'limited', policy: 'day', retryAfterMs: waitMs, resetsAt: new Date(now + waitMs).toISOString() };
}

/** Seconds or an HTTP date → milliseconds. */
function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Math.ceil(Number(header) * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
