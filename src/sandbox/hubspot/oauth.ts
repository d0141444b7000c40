import { createHash, randomUUID } from 'node:crypto';
import type { Express, Request, Response } from 'express';
import { consentPage, decisionOf } from '../shared/consent-page.ts';
import { ApiError } from './api-error.ts';
import type { OauthApp } from './options.ts';
import { errorBody, type Machinery, send } from './pipeline.ts';
import { tokenFacts } from './token-facts.ts';
import { ACCESS_TOKEN_SECONDS, type Grant } from './tokens.ts';

/** The app that is installed by OAuth unless another is given. */
export const DEFAULT_OAUTH_APP: OauthApp = {
  clientId: 'sandbox-client-id',
  clientSecret: 'sandbox-client-secret',
  redirectUris: [],
};

/** An app is granted what it asks for, also what nothing here needs. */
const SCOPE_NAME = /^[a-z][\w.-]*$/i;
const HUB_DOMAIN = 'sandbox.hubspot.local';
const USER_EMAIL = 'admin@sandbox.hubspot.local';

/** A refused OAuth request: RFC 6749 fields and HubSpot's own. */
function refuse(error: string, status: string, description: string, http = 400): ApiError {
  return new ApiError(http, description, { extra: { status, error, error_description: description } });
}

function isAllowedRedirect(app: OauthApp, uri: string): boolean {
  if (app.redirectUris.includes(uri)) return true;
  return URL.canParse(uri) && ['localhost', '127.0.0.1'].includes(new URL(uri).hostname);
}

/** The form of a token request; JSON is accepted too. */
function formOf(request: Request): URLSearchParams {
  const text = typeof request.body === 'string' ? request.body : '';
  if (!text.trimStart().startsWith('{')) return new URLSearchParams(text);
  try {
    const parsed: unknown = JSON.parse(text);
    const entries = Object.entries(typeof parsed === 'object' && parsed !== null ? parsed : {});
    return new URLSearchParams(entries.map(([key, value]): [string, string] => [key, String(value)]));
  } catch {
    throw refuse('invalid_request', 'BAD_REQUEST', 'The request body could not be read.');
  }
}

/** v1 answers an unknown client with 400, the later versions with RFC 6749's 401. */
function clientFault(request: Request): number {
  return request.path.startsWith('/oauth/v1/') ? 400 : 401;
}

/**
 * OAuth 2.0 as HubSpot offers it (developers.hubspot.com/docs/api-reference/auth-oauth-v1): an authorize page that
 * asks people and agrees with programs, the token endpoint in every version, introspection, revocation, and the v1 token information.
 */
export function mountOauth(app: Express, machinery: Machinery, oauthApp: OauthApp): void {
  const { portal, tokens } = machinery;
  const appId = oauthApp.appId ?? machinery.appId();

  function assertClient(form: URLSearchParams, http: number): void {
    if (form.get('client_id') !== oauthApp.clientId) {
      throw refuse('invalid_client', 'BAD_CLIENT_ID', 'missing or unknown client id', http);
    }
    if (form.get('client_secret') !== oauthApp.clientSecret) {
      throw refuse('invalid_client', 'BAD_CLIENT_SECRET', 'missing or invalid client secret', http);
    }
  }

  function tokenAnswer(
    grant: Omit<Grant, 'refreshToken'> & { readonly refreshToken?: string },
  ): Record<string, unknown> {
    const access = tokens.issueAccess(grant.clientId, grant.appId, grant.scopes, grant.refreshToken);
    return {
      token_type: 'bearer',
      ...(grant.refreshToken !== undefined && { refresh_token: grant.refreshToken }),
      access_token: access.token,
      hub_id: portal.facts.portalId,
      scopes: [...grant.scopes],
      expires_in: ACCESS_TOKEN_SECONDS,
      user_id: grant.userId,
      token_use: grant.refreshToken === undefined ? 'client_credentials' : 'access_token',
    };
  }

  function redeem(form: URLSearchParams): Record<string, unknown> {
    const code = tokens.redeemCode(form.get('code') ?? '');
    if (!code || code.clientId !== oauthApp.clientId) {
      throw refuse('invalid_grant', 'BAD_AUTH_CODE', 'missing or unknown auth code');
    }
    if (code.expiresAt <= portal.clock().getTime()) {
      throw refuse('invalid_grant', 'EXPIRED_AUTH_CODE', 'auth code is expired');
    }
    const given = form.get('redirect_uri');
    if (!given) throw refuse('invalid_request', 'BAD_REDIRECT_URI', 'missing or unknown redirect URI');
    if (code.redirectUri !== given) {
      const message = `redirect URI mismatch: expected '${code.redirectUri}', given '${given}'`;
      throw refuse('invalid_grant', 'MISMATCH_REDIRECT_URI_AUTH_CODE', message);
    }
    if (code.codeChallenge !== undefined) {
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      if (challenge !== code.codeChallenge) {
        throw refuse('invalid_grant', 'BAD_CODE_VERIFIER', 'The code_verifier does not match the code_challenge.');
      }
    }
    return tokenAnswer(tokens.grant(oauthApp.clientId, appId, code.scopes));
  }

  function refresh(form: URLSearchParams): Record<string, unknown> {
    const grant = tokens.findGrant(form.get('refresh_token') ?? '');
    if (!grant || grant.clientId !== form.get('client_id')) {
      throw refuse('invalid_grant', 'BAD_REFRESH_TOKEN', 'missing or unknown refresh token');
    }
    return tokenAnswer(grant);
  }

  function issue(request: Request): Record<string, unknown> {
    const form = formOf(request);
    const grantType = form.get('grant_type');
    if (!['authorization_code', 'refresh_token', 'client_credentials'].includes(grantType ?? '')) {
      throw refuse('unsupported_grant_type', 'BAD_GRANT_TYPE', 'missing or unknown grant type');
    }
    assertClient(form, clientFault(request));
    if (grantType === 'authorization_code') return redeem(form);
    if (grantType === 'refresh_token') return refresh(form);
    const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
    return tokenAnswer({ clientId: oauthApp.clientId, appId, scopes, userId: 1 });
  }

  function introspect(request: Request): Record<string, unknown> {
    const form = formOf(request);
    assertClient(form, clientFault(request));
    const token = form.get('token') ?? form.get('access_token') ?? form.get('refresh_token') ?? '';
    const facts = tokenFacts(tokens, token, portal.facts.portalId, portal.clock().getTime());
    if (!facts) return { active: false };
    return {
      active: true,
      ...facts,
      hub_id: portal.facts.portalId,
      hub_domain: HUB_DOMAIN,
      user: USER_EMAIL,
    };
  }

  function revoke(request: Request): Record<string, unknown> {
    const form = formOf(request);
    assertClient(form, clientFault(request));
    tokens.revoke(form.get('token') ?? '');
    return {};
  }

  /** What v1 tells of a token in the path. */
  function info(token: string): Record<string, unknown> {
    const facts = tokenFacts(tokens, token, portal.facts.portalId, portal.clock().getTime());
    if (!facts) throw new ApiError(404, 'The token is unknown or expired.', { category: 'OBJECT_NOT_FOUND' });
    // v1 names the app of an access token and the client of a refresh token, and knows no use.
    const { token_use: _, app_id, client_id, ...shown } = facts;
    const owner = facts.token_type === 'access' ? { app_id } : { client_id };
    return { ...shown, ...owner, hub_id: portal.facts.portalId, hub_domain: HUB_DOMAIN, user: USER_EMAIL };
  }

  /** The token in a path is not written down. */
  function note(response: Response, startedAt: number): void {
    const { method, path } = response.req;
    const route = path.replace(/-tokens\/.+$/, '-tokens/:token');
    const at = portal.clock().toISOString();
    machinery.log.note({
      at,
      method,
      path: route,
      route,
      status: response.statusCode,
      durationMs: Date.now() - startedAt,
    });
  }

  function answer(response: Response, work: () => { readonly status: number; readonly body?: unknown }): void {
    const startedAt = Date.now();
    try {
      const { status, body } = work();
      portal.storage.commit();
      send(response, status, body, { 'Cache-Control': 'no-store' });
    } catch (fault) {
      if (!(fault instanceof ApiError)) throw fault;
      send(response, fault.status, errorBody(fault, randomUUID()));
    } finally {
      note(response, startedAt);
    }
  }

  function authorize(request: Request, response: Response): void {
    const query = new URL(request.originalUrl, 'http://sandbox').searchParams;
    const redirectUri = query.get('redirect_uri') ?? '';
    answerOrRedirect(response, () => {
      if (query.get('client_id') !== oauthApp.clientId)
        throw refuse('invalid_client', 'BAD_CLIENT_ID', 'The client_id is not known.');
      if (!isAllowedRedirect(oauthApp, redirectUri)) {
        throw refuse('invalid_request', 'BAD_REDIRECT_URI', 'The redirect_uri is not one of the app.');
      }
      const wanted = `${query.get('scope') ?? query.get('scopes') ?? ''} ${query.get('optional_scope') ?? ''}`;
      const scopes = [...new Set(['oauth', ...wanted.split(/[\s,]+/).filter((scope) => SCOPE_NAME.test(scope))])];
      const decision = decisionOf(request, query);
      if (decision === 'ask') return null;
      const target = new URL(redirectUri);
      const state = query.get('state');
      if (state !== null) target.searchParams.set('state', state);
      if (decision === 'deny') {
        target.searchParams.set('error', 'access_denied');
        target.searchParams.set('error_description', 'The user denied the request.');
        return target.toString();
      }
      const challenge = query.get('code_challenge');
      const code = tokens.issueCode({
        clientId: oauthApp.clientId,
        redirectUri,
        scopes,
        ...(challenge && { codeChallenge: challenge }),
      });
      target.searchParams.set('code', code.code);
      return target.toString();
    });
  }

  /** Where there is no target yet, the person is asked. */
  function answerOrRedirect(response: Response, target: () => string | null): void {
    try {
      const location = target();
      portal.storage.commit();
      if (location === null) {
        response.type('html').send(askedPage(response.req));
        return;
      }
      response.redirect(302, location);
    } catch (fault) {
      if (!(fault instanceof ApiError)) throw fault;
      send(response, fault.status, errorBody(fault, randomUUID()));
    }
  }

  function askedPage(request: Request): string {
    const query = new URL(request.originalUrl, 'http://sandbox').searchParams;
    const scopes = (query.get('scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== '');
    return consentPage(request, { app: oauthApp.clientId, account: portal.facts.name, scopes });
  }

  const at = (rest: string) => ['v1', 'v3', '2026-03', '2026-09'].map((version) => `/oauth/${version}${rest}`);
  app.get(['/oauth/authorize', '/oauth/:portalId/authorize'], authorize);
  app.post(at('/token'), (request, response) => answer(response, () => ({ status: 200, body: issue(request) })));
  app.post(at('/token/introspect'), (request, response) =>
    answer(response, () => ({ status: 200, body: introspect(request) })),
  );
  app.post(at('/token/revoke'), (request, response) =>
    answer(response, () => ({ status: 200, body: revoke(request) })),
  );
  app.get(['/oauth/v1/access-tokens/:token', '/oauth/v1/refresh-tokens/:token'], (request, response) =>
    answer(response, () => ({ status: 200, body: info(String(request.params.token)) })),
  );
  app.delete('/oauth/v1/refresh-tokens/:token', (request, response) =>
    answer(response, () => {
      tokens.revoke(String(request.params.token));
      return { status: 204 };
    }),
  );
}
