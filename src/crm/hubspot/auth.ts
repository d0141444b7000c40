/**
 * OAuth by hand on the date-based endpoint: the client library only knows `/oauth/v1`, which ends 2027-02-16.
 * https://developers.hubspot.com/docs/api-reference/latest/authentication/manage-oauth-tokens
 */
import { z } from 'zod';
import { AccessRevoked, CrmChanged, CrmRejected, CrmUnavailable, RateLimited } from '../../errors.ts';
import { systemClock } from '../clock.ts';
import type { AccountIdentity, CrmResponse, OAuthApp, Tokens } from '../port.ts';
import { ACCOUNT_PATH, identityFrom } from './account.ts';
import { API_VERSION, manifest } from './manifest.ts';

const TIMEOUT_MS = 30_000;

const tokensSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive(),
  scopes: z.array(z.string()).optional(),
  scope: z.string().optional(),
});
const oauthErrorSchema = z.object({
  error: z.string().optional(),
  status: z.unknown().optional(),
});

export function authorizeUrl(app: OAuthApp, state: string, codeChallenge: string): string {
  const url = new URL(app.authorizeUrl ?? manifest.oauth.authorizeUrl);
  url.searchParams.set('client_id', app.clientId);
  url.searchParams.set('redirect_uri', app.redirectUri);
  url.searchParams.set('scope', manifest.oauth.scopes.join(' '));
  url.searchParams.set('optional_scope', manifest.oauth.optionalScopes.join(' '));
  url.searchParams.set('state', state);
  url.searchParams.set('code_challenge', codeChallenge);
  url.searchParams.set('code_challenge_method', 'S256');
  return url.toString();
}

/** Errors never carry the form: it holds secrets. */
async function call(url: string, init: RequestInit): Promise<CrmResponse> {
  let status: number;
  let headers: Headers;
  let text: string;
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    ({ status, headers } = answer);
    text = await answer.text();
  } catch {
    throw new CrmUnavailable('no answer from the token endpoint');
  }
  if (status === 429) throw new RateLimited(Number(headers.get('retry-after') ?? 10) * 1000 || 10_000);
  if (status >= 500) throw new CrmUnavailable(`status ${status} from the token endpoint`);
  let body: unknown = null;
  try {
    body = text === '' ? null : JSON.parse(text);
  } catch {
    if (status < 400) throw new CrmChanged('the token endpoint answered with something else than JSON');
  }
  return { status, headers: Object.fromEntries(headers), body };
}

const under = (baseUrl: string, path: string): string => baseUrl.replace(/\/+$/, '') + path;

/** The error word of RFC 6749, or HubSpot's own; null where neither stands there: then it may not be HubSpot who answered. */
function wordOf(body: unknown): string | null {
  const error = oauthErrorSchema.safeParse(body).data;
  return error?.error ?? (typeof error?.status === 'string' ? error.status : null);
}

async function requestTokens(baseUrl: string, form: Readonly<Record<string, string>>): Promise<Tokens> {
  // By our own clock, which tells later whether it is over; from before the question, so that it never ends too late.
  const askedAt = systemClock.now();
  const response = await call(under(baseUrl, manifest.oauth.tokenPath), {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  if (response.status >= 400) {
    const word = wordOf(response.body);
    if (word === null) throw new CrmUnavailable(`status ${response.status} from the token endpoint, without a reason`);
    if (form.grant_type === 'refresh_token') throw new AccessRevoked(word);
    throw new CrmRejected(`the authorization code was not accepted (${word}). Begin the connection again.`);
  }
  const parsed = tokensSchema.safeParse(response.body);
  if (!parsed.success) throw new CrmChanged('the token answer');
  const { access_token, refresh_token, expires_in, scopes, scope } = parsed.data;
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? form.refresh_token ?? null,
    expiresAt: new Date(askedAt + expires_in * 1000).toISOString(),
    scopes: scopes ?? scope?.split(' ').filter(Boolean) ?? [],
  };
}

export async function exchange(app: OAuthApp, baseUrl: string, code: string, codeVerifier: string): Promise<Tokens> {
  return await requestTokens(baseUrl, {
    grant_type: 'authorization_code',
    client_id: app.clientId,
    client_secret: app.clientSecret,
    redirect_uri: app.redirectUri,
    code,
    code_verifier: codeVerifier,
  });
}

/** Throws AccessRevoked when HubSpot refuses the refresh token: the app was uninstalled or its access withdrawn. */
export async function refresh(app: OAuthApp, baseUrl: string, refreshToken: string): Promise<Tokens> {
  return await requestTokens(baseUrl, {
    grant_type: 'refresh_token',
    client_id: app.clientId,
    client_secret: app.clientSecret,
    refresh_token: refreshToken,
  });
}

const UNKNOWN_TOKEN = new Set(['invalid_grant', 'invalid_token', 'BAD_REFRESH_TOKEN']);

/** A token that is not known any more counts as revoked. */
export async function revoke(app: OAuthApp, baseUrl: string, refreshToken: string): Promise<void> {
  const form = {
    client_id: app.clientId,
    client_secret: app.clientSecret,
    token: refreshToken,
    token_type_hint: 'refresh_token',
  };
  const url = under(baseUrl, `/oauth/${API_VERSION}/token/revoke`);
  const response = await call(url, { method: 'POST', body: new URLSearchParams(form) });
  if (response.status < 400 || response.status === 404) return;
  const word = wordOf(response.body);
  if (word === null || !UNKNOWN_TOKEN.has(word))
    throw new CrmRejected(
      `the access could not be withdrawn (${word ?? response.status}). Uninstall the app in HubSpot.`,
    );
}

export async function identify(baseUrl: string, accessToken: string): Promise<AccountIdentity> {
  const response = await call(under(baseUrl, ACCOUNT_PATH), {
    method: 'GET',
    headers: { authorization: `Bearer ${accessToken}` },
  });
  if (response.status === 401) throw new AccessRevoked('the token was refused');
  return identityFrom(response, baseUrl);
}
