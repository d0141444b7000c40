/**
 * OAuth by hand: jsforce's own client makes verifiers longer than Salesforce allows, puts the access token into an address, and
 * loses rotated refresh tokens. Three ways to get tokens, behind the port's two:
 * - a person consents (web server flow with PKCE): `exchange`, then `refresh` with the refresh token; it may be a new one each time.
 * - client credentials: `refresh` with the word `client_credentials` in place of a refresh token.
 * - JWT bearer: `refresh` with `jwt-bearer:<user name>`; the app's client secret is then the private key (PEM).
 * https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flows.htm
 */
import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { z } from 'zod';
import { AccessRevoked, CrmChanged, CrmRejected, CrmUnavailable, RateLimited } from '../../errors.ts';
import { systemClock } from '../clock.ts';
import type { AccountIdentity, CrmResponse, OAuthApp, Tokens } from '../port.ts';
import { identityFrom, ORGANIZATION_PATH } from './account.ts';
import { loginAudience } from './login-audience.ts';
import { manifest } from './manifest.ts';

const TIMEOUT_MS = 30_000;
/**
 * Salesforce does not say when a session ends: it lives as long as it is used. It is replaced so often nevertheless, since a
 * refresh token may die of thirty days without use.
 */
const RENEW_AFTER_MS = 12 * 60 * 60_000;
const ASSERTION_SECONDS = 180;
const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** Where everybody may ask for tokens, but nobody has records. */
const LOGIN_HOSTS = new Set(['login.salesforce.com', 'test.salesforce.com']);

/** What stands in place of a refresh token where tokens are minted anew. */
export const CLIENT_CREDENTIALS = 'client_credentials';
export const JWT_BEARER = 'jwt-bearer:';

const tokensSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  scope: z.string().optional(),
  instance_url: z.string().optional(),
});
const oauthErrorSchema = z.object({ error: z.string(), error_description: z.string().optional() });

export function authorizeUrl(app: OAuthApp, state: string, codeChallenge: string): string {
  const url = new URL(app.authorizeUrl ?? manifest.oauth.authorizeUrl);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('client_id', app.clientId);
  url.searchParams.set('redirect_uri', app.redirectUri);
  url.searchParams.set('scope', manifest.oauth.scopes.join(' '));
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

/** Answered with 400 though nothing is wrong with the request. https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm */
const PASSING = /^(?:unknown_error|server_error|temporarily_unavailable)\b|retry your request|already being processed/;

/** The error word of RFC 6749 with Salesforce's description. */
function wordOf(body: unknown): string {
  const error = oauthErrorSchema.safeParse(body).data;
  return error ? [error.error, error.error_description].filter(Boolean).join(': ').slice(0, 200) : 'refused';
}

async function requestTokens(
  baseUrl: string,
  form: Readonly<Record<string, string>>,
  refused: (word: string) => Error,
): Promise<Tokens> {
  const url = under(baseUrl, manifest.oauth.tokenPath);
  const response = await call(url, { method: 'POST', body: new URLSearchParams(form) });
  if (response.status >= 400) {
    const word = wordOf(response.body);
    if (PASSING.test(word)) throw new CrmUnavailable(`the token endpoint says: ${word}`);
    throw refused(word);
  }
  const parsed = tokensSchema.safeParse(response.body);
  if (!parsed.success) throw new CrmChanged('the token answer');
  const { access_token, refresh_token, scope, instance_url } = parsed.data;
  const { host } = new URL(baseUrl);
  if (LOGIN_HOSTS.has(host) && instance_url !== undefined) {
    throw new CrmRejected(
      `${host} gives tokens but no records. Connect again with the org's own address: ${instance_url}`,
    );
  }
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? null,
    expiresAt: new Date(systemClock.now() + RENEW_AFTER_MS).toISOString(),
    scopes: scope?.split(' ').filter(Boolean) ?? [],
  };
}

export async function exchange(app: OAuthApp, baseUrl: string, code: string, codeVerifier: string): Promise<Tokens> {
  const form = {
    grant_type: 'authorization_code',
    client_id: app.clientId,
    client_secret: app.clientSecret,
    redirect_uri: app.redirectUri,
    code,
    code_verifier: codeVerifier,
  };
  return await requestTokens(
    baseUrl,
    form,
    (word) => new CrmRejected(`the authorization code was not accepted (${word}). Begin the connection again.`),
  );
}

/**
 * The refresh token of the answer is to be stored before the access token is used: the old one may be dead by now.
 * @throws AccessRevoked when Salesforce refuses.
 */
export async function refresh(app: OAuthApp, baseUrl: string, refreshToken: string): Promise<Tokens> {
  const refused = (word: string): Error => new AccessRevoked(word);
  if (refreshToken === CLIENT_CREDENTIALS) {
    const form = { grant_type: CLIENT_CREDENTIALS, client_id: app.clientId, client_secret: app.clientSecret };
    return { ...(await requestTokens(baseUrl, form, refused)), refreshToken };
  }
  if (refreshToken.startsWith(JWT_BEARER)) {
    const assertion = assertionFor(app, baseUrl, refreshToken.slice(JWT_BEARER.length));
    return { ...(await requestTokens(baseUrl, { grant_type: JWT_GRANT, assertion }, refused)), refreshToken };
  }
  const form = {
    grant_type: 'refresh_token',
    client_id: app.clientId,
    client_secret: app.clientSecret,
    refresh_token: refreshToken,
  };
  const tokens = await requestTokens(baseUrl, form, refused);
  return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken };
}

/** https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm */
function assertionFor(app: OAuthApp, baseUrl: string, username: string): string {
  const claims = {
    iss: app.clientId,
    sub: username,
    aud: loginAudience(baseUrl),
    exp: Math.floor(systemClock.now() / 1000) + ASSERTION_SECONDS,
  };
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const content = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${content}.${sign('sha256', Buffer.from(content), privateKey(app)).toString('base64url')}`;
}

function privateKey(app: OAuthApp): KeyObject {
  try {
    return createPrivateKey(app.clientSecret);
  } catch {
    throw new CrmRejected('the private key of the JWT bearer flow cannot be read. Give it as PEM.');
  }
}

/** A token that is not known any more counts as revoked; what is minted from the app itself has nothing to revoke. */
export async function revoke(_app: OAuthApp, baseUrl: string, refreshToken: string): Promise<void> {
  if (refreshToken === CLIENT_CREDENTIALS || refreshToken.startsWith(JWT_BEARER)) return;
  const url = under(baseUrl, '/services/oauth2/revoke');
  const { status, body } = await call(url, { method: 'POST', body: new URLSearchParams({ token: refreshToken }) });
  if (status < 400 || status === 404) return;
  const word = wordOf(body);
  if (!/^(?:invalid_token|unsupported_token_type|invalid_grant)/.test(word))
    throw new CrmRejected(
      `the access could not be withdrawn (${word}). Revoke it in Setup, Connected Apps OAuth Usage.`,
    );
}

export async function identify(baseUrl: string, accessToken: string): Promise<AccountIdentity> {
  const headers = { authorization: `Bearer ${accessToken}` };
  const response = await call(under(baseUrl, ORGANIZATION_PATH), { method: 'GET', headers });
  if (response.status === 401) throw new AccessRevoked('the token was refused');
  return identityFrom(response, baseUrl);
}
