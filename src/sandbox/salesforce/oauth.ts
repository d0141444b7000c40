import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Express, Request, Response } from 'express';
import { consentPage, decisionOf } from '../shared/consent-page.ts';
import type { Answer } from './api-call.ts';
import { readAssertion } from './jwt-assertion.ts';
import type { OauthApp } from './options.ts';
import { baseUrlOf, bodyOf, type Machinery, send, serve } from './pipeline.ts';
import type { Session } from './tokens.ts';

/** OAuth's own form of errors: `{error, error_description}`. */
class OauthError extends Error {
  readonly error: string;
  readonly status: number;

  constructor(error: string, description: string, status = 400) {
    super(description);
    this.error = error;
    this.status = status;
  }
}

const DAY_MS = 86_400_000;
const DEFAULT_SCOPES = ['api', 'refresh_token'];
const REFRESH_SCOPES = ['refresh_token', 'offline_access', 'full'];
const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function isAllowedRedirect(app: OauthApp, redirectUri: string): boolean {
  if (app.redirectUris.includes(redirectUri)) return true;
  return /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/|$)/.test(redirectUri);
}

/** Parameters from the query, or of a form. HTTP Basic may carry the client. */
function paramsOf(request: Request): URLSearchParams {
  const params = new URL(request.originalUrl, 'http://sandbox').searchParams;
  for (const [name, value] of new URLSearchParams(bodyOf(request).toString('utf8'))) params.set(name, value);
  const basic = /^Basic\s+(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (basic) {
    const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    if (!params.has('client_id')) params.set('client_id', decodeURIComponent(id));
    if (!params.has('client_secret')) params.set('client_secret', decodeURIComponent(secret));
  }
  return params;
}

function scopesOf(params: URLSearchParams): readonly string[] {
  const asked = (params.get('scope') ?? '').split(/[\s,]+/).filter((scope) => scope !== '');
  return asked.length > 0 ? asked : DEFAULT_SCOPES;
}

/** `/services/oauth2/*`: the web server flow with PKCE (people are asked, programs agree by themselves), refresh, JWT bearer, client credentials, revoke, introspect. */
export function mountOauth(app: Express, machinery: Machinery, oauthApp: OauthApp): void {
  const { org, tokens } = machinery;

  function userNamed(username: string): string | undefined {
    return org.records
      .byValue('User', 'Username', [username])
      .find((user) => user.fields.IsActive === true && user.fields.IsDeleted !== true)?.id;
  }

  function assertClient(params: URLSearchParams, needsSecret: boolean): void {
    if (params.get('client_id') !== oauthApp.clientId)
      throw new OauthError('invalid_client_id', 'client identifier invalid');
    const secret = params.get('client_secret');
    if (secret === null ? needsSecret : !same(secret, oauthApp.clientSecret))
      throw new OauthError('invalid_client', 'invalid client credentials');
  }

  function tokenAnswer(request: Request, session: Session, refreshToken?: string): Answer {
    const base = baseUrlOf(request);
    const id = `${base}/id/${org.facts.organizationId}/${session.userId}`;
    const issuedAt = String(session.issuedAt);
    const signature = createHmac('sha256', oauthApp.clientSecret)
      .update(id + issuedAt)
      .digest('base64');
    return answer(200, {
      access_token: session.token,
      ...(refreshToken !== undefined && { refresh_token: refreshToken }),
      signature,
      scope: session.scopes.join(' '),
      instance_url: base,
      id,
      token_type: 'Bearer',
      issued_at: issuedAt,
      api_instance_url: base,
    });
  }

  function session(userId: string, scopes: readonly string[], family?: string): Session {
    return tokens.issueSession(org.facts.organizationId, { userId, clientId: oauthApp.clientId, scopes, family });
  }

  function redeem(request: Request, params: URLSearchParams): Answer {
    assertClient(params, true);
    const code = tokens.redeemCode(params.get('code') ?? '');
    if (code === undefined) throw new OauthError('invalid_grant', 'invalid authorization code');
    if (code === 'expired') throw new OauthError('invalid_grant', 'expired authorization code');
    if (params.get('redirect_uri') !== code.redirectUri)
      throw new OauthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
    if (code.codeChallenge !== undefined) {
      const verifier = params.get('code_verifier');
      if (!verifier) throw new OauthError('invalid_grant', 'missing required code verifier');
      const hash = createHash('sha256').update(verifier).digest('base64url');
      if (!same(hash, code.codeChallenge)) throw new OauthError('invalid_grant', 'invalid code verifier');
    }
    const { userId, scopes } = code;
    if (!scopes.some((scope) => REFRESH_SCOPES.includes(scope))) return tokenAnswer(request, session(userId, scopes));
    const grant = tokens.issueGrant({ clientId: oauthApp.clientId, userId, scopes });
    return tokenAnswer(request, session(userId, scopes, grant.family), grant.refreshToken);
  }

  function refresh(request: Request, params: URLSearchParams): Answer {
    assertClient(params, false);
    const grant = tokens.findGrant(params.get('refresh_token') ?? '');
    const expired = new OauthError('invalid_grant', 'expired access/refresh token');
    if (!grant) throw expired;
    const idleMs = (oauthApp.refreshTokenIdleDays ?? 30) * DAY_MS;
    if (grant.spent || org.now() - grant.lastUsedAt > idleMs) {
      // A token that comes back may have been stolen: everything that descends from the same authorization ends.
      tokens.revokeFamily(grant.family);
      throw expired;
    }
    const { userId, scopes, family } = grant;
    const issued = session(userId, scopes, family);
    if (oauthApp.rotatesRefreshTokens === false) {
      tokens.saveGrant({ ...grant, lastUsedAt: org.now() });
      return tokenAnswer(request, issued);
    }
    tokens.saveGrant({ ...grant, spent: true });
    return tokenAnswer(
      request,
      issued,
      tokens.issueGrant({ clientId: grant.clientId, userId, scopes }, family).refreshToken,
    );
  }

  function bearer(request: Request, params: URLSearchParams): Answer {
    const base = baseUrlOf(request);
    const read = readAssertion(params.get('assertion') ?? '', oauthApp, base, org.now());
    if ('fault' in read) throw new OauthError(read.error, read.fault);
    const userId = userNamed(read.username);
    if (userId === undefined) throw new OauthError('invalid_grant', "user hasn't approved this consumer");
    return tokenAnswer(request, session(userId, ['api', 'web']));
  }

  function credentials(request: Request, params: URLSearchParams): Answer {
    assertClient(params, true);
    const { clientCredentialsUser } = oauthApp;
    const userId = clientCredentialsUser === undefined ? org.facts.adminId : userNamed(clientCredentialsUser);
    if (userId === undefined) throw new OauthError('invalid_grant', 'no client credentials user enabled');
    return tokenAnswer(request, session(userId, ['api']));
  }

  function issue(request: Request): Answer {
    const params = paramsOf(request);
    switch (params.get('grant_type')) {
      case 'authorization_code':
        return redeem(request, params);
      case 'refresh_token':
        return refresh(request, params);
      case JWT_GRANT:
        return bearer(request, params);
      case 'client_credentials':
        return credentials(request, params);
      case 'password':
        throw new OauthError('invalid_grant', 'authentication failure');
      case null:
        throw new OauthError('invalid_request', 'must include grant_type');
      default:
        throw new OauthError('unsupported_grant_type', 'grant type not supported');
    }
  }

  function revoke(request: Request): Answer {
    if (tokens.revoke(paramsOf(request).get('token') ?? '')) return { status: 200 };
    throw new OauthError('invalid_token', 'invalid token');
  }

  function introspect(request: Request): Answer {
    const params = paramsOf(request);
    assertClient(params, true);
    const token = params.get('token') ?? '';
    const issued = tokens.findSession(token);
    const grant = tokens.findGrant(token);
    const live = issued ?? (grant?.spent === false ? grant : undefined);
    if (!live) return answer(200, { active: false });
    return answer(200, {
      active: true,
      scope: live.scopes.join(' '),
      client_id: live.clientId,
      username: org.records.find('User', live.userId)?.fields.Username,
      sub: `${baseUrlOf(request)}/id/${org.facts.organizationId}/${live.userId}`,
      token_type: issued ? 'access_token' : 'refresh_token',
      ...(issued && {
        exp: Math.floor(issued.expiresAt / 1_000),
        iat: Math.floor(issued.issuedAt / 1_000),
        nbf: Math.floor(issued.issuedAt / 1_000),
      }),
    });
  }

  function authorize(request: Request): Answer {
    const params = paramsOf(request);
    const redirectUri = params.get('redirect_uri') ?? '';
    if (params.get('client_id') !== oauthApp.clientId)
      return errorPage('invalid_client_id', 'client identifier invalid');
    if (!isAllowedRedirect(oauthApp, redirectUri))
      return errorPage('redirect_uri_mismatch', 'redirect_uri must match configuration');
    const back = (entries: Readonly<Record<string, string>>): Answer => {
      const target = new URL(redirectUri);
      for (const [name, value] of Object.entries(entries)) target.searchParams.set(name, value);
      const state = params.get('state');
      if (state !== null) target.searchParams.set('state', state);
      return { status: 302, headers: { Location: target.toString() } };
    };
    if (params.get('response_type') !== 'code')
      return back({ error: 'unsupported_response_type', error_description: 'response type not supported' });
    const challenge = params.get('code_challenge');
    if (oauthApp.isPkceRequired && !challenge)
      return back({ error: 'invalid_request', error_description: 'missing required code challenge' });
    const hint = params.get('login_hint');
    const userId = hint === null ? org.facts.adminId : userNamed(hint);
    if (userId === undefined)
      return back({ error: 'access_denied', error_description: 'end-user denied authorization' });
    const decision = decisionOf(request, params);
    if (decision === 'deny')
      return back({ error: 'access_denied', error_description: 'end-user denied authorization' });
    if (decision === 'ask') {
      const asked = { app: oauthApp.clientId, account: org.facts.name, scopes: scopesOf(params) };
      return { status: 200, type: 'text/html', body: consentPage(request, asked) };
    }
    const issued = tokens.issueCode({
      clientId: oauthApp.clientId,
      redirectUri,
      userId,
      scopes: scopesOf(params),
      codeChallenge: challenge ?? undefined,
    });
    return back({ code: issued.code });
  }

  const on = (name: string, work: (request: Request) => Answer) =>
    serve(machinery, (request) => ({
      name,
      work: () => {
        try {
          return work(request);
        } catch (fault) {
          if (!(fault instanceof OauthError)) throw fault;
          return answer(fault.status, { error: fault.error, error_description: fault.message });
        }
      },
    }));
  const paths = (name: string) => [`/services/oauth2/${name}`, `/:site/services/oauth2/${name}`];
  app.all(paths('authorize'), on('/services/oauth2/authorize', authorize));
  app.post(paths('token'), on('/services/oauth2/token', issue));
  app.all(paths('revoke'), on('/services/oauth2/revoke', revoke));
  app.post(paths('introspect'), on('/services/oauth2/introspect', introspect));
  app.get('/.well-known/openid-configuration', (request: Request, response: Response) => {
    const base = baseUrlOf(request);
    send(
      response,
      answer(200, {
        issuer: base,
        authorization_endpoint: `${base}/services/oauth2/authorize`,
        token_endpoint: `${base}/services/oauth2/token`,
        revocation_endpoint: `${base}/services/oauth2/revoke`,
        introspection_endpoint: `${base}/services/oauth2/introspect`,
        userinfo_endpoint: `${base}/services/oauth2/userinfo`,
        scopes_supported: ['api', 'full', 'id', 'openid', 'refresh_token', 'offline_access', 'web'],
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
      }),
    );
  });
}

function answer(status: number, body: unknown): Answer {
  return { status, body, headers: { 'Cache-Control': 'no-store' } };
}

function errorPage(error: string, description: string): Answer {
  return {
    status: 400,
    type: 'text/html',
    body: `error=${error}&error_description=${encodeURIComponent(description)}`,
  };
}
