/**
 * Calls to Pulso. HubSpot sends them from its own servers, adds who is looking (portal, user) and signs them; Pulso trusts
 * nothing else. https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/fetching-data
 */
import { hubspot } from '@hubspot/ui-extensions';

/** HubSpot gives up after 15 s; a person before that. */
const TIMEOUT_MS = 12_000;

/** What of an extension's context is needed to call Pulso. */
export interface Caller {
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly user: { readonly language?: string | undefined };
}

/**
 * Why there is no answer. `unset`: the project was uploaded without its profile. `refused`: Pulso does not accept calls of this
 * app. `forbidden`: this person may not. `down`: nobody answered.
 */
export type Failure = 'unset' | 'refused' | 'forbidden' | 'down';
export type Called = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly failure: Failure };

export interface Call {
  readonly method?: 'GET' | 'POST';
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: { readonly [key: string]: unknown };
}

export function languageOf(caller: Caller): 'en' | 'es' {
  return caller.user.language?.toLowerCase().startsWith('es') ? 'es' : 'en';
}

/** The path's answer, or why there is none. Never throws. */
export async function callPulso(caller: Caller, path: string, call: Call = {}): Promise<Called> {
  const base = caller.variables?.PULSO_URL;
  if (typeof base !== 'string' || base === '') return { ok: false, failure: 'unset' };
  // Pulso refuses a signature that it has seen: `call` keeps two equal questions of one millisecond apart.
  const query = { language: languageOf(caller), ...call.query, call: Math.random().toString(36).slice(2, 12) };
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  try {
    const response = await hubspot.fetch(`${base}${path}?${pairs.join('&')}`, {
      method: call.method ?? 'GET',
      timeout: TIMEOUT_MS,
      ...(call.body && { body: { ...call.body } }),
    });
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return { ok: true, body };
    return { ok: false, failure: failureOf(statusOf(response.status, body)) };
  } catch {
    return { ok: false, failure: 'down' };
  }
}

/** HubSpot may wrap an answer that is not 2xx; then Pulso's own status stands inside. */
function statusOf(status: number, body: unknown): number {
  if (typeof body !== 'object' || body === null || !('appServerStatusCode' in body)) return status;
  return Number(body.appServerStatusCode);
}

function failureOf(status: number): Failure {
  if (status === 401) return 'refused';
  return status === 403 ? 'forbidden' : 'down';
}
