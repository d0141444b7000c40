import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type OpenPortal, openPortal, refusal } from './small-portal.ts';

const APP = {
  clientId: 'app',
  clientSecret: 'secret',
  redirectUris: ['https://cx.example.com/oauth/callback'],
  appId: 77,
};
const REDIRECT = APP.redirectUris[0] ?? '';

describe('OAuth', () => {
  let portal: OpenPortal;
  let now = Date.parse('2026-11-23T10:00:00Z');
  afterEach(() => portal.sandbox.close());

  const form = (path: string, fields: Record<string, string>) =>
    fetch(portal.sandbox.url + path, { method: 'POST', body: new URLSearchParams(fields) }).then(async (response) => ({
      status: response.status,
      body: JSON.parse((await response.text()) || 'null'),
    }));
  const client = { client_id: APP.clientId, client_secret: APP.clientSecret };

  async function authorize(more: Record<string, string> = {}) {
    const query = new URLSearchParams({
      client_id: APP.clientId,
      redirect_uri: REDIRECT,
      scope: 'oauth crm.objects.contacts.read',
      state: 's1',
      ...more,
    });
    const { status, headers } = await portal.call('GET', `/oauth/authorize?${query}`, undefined, null);
    expect(status).toBe(302);
    const target = new URL(headers.get('location') ?? '');
    expect([target.origin + target.pathname, target.searchParams.get('state')]).toEqual([REDIRECT, 's1']);
    return target.searchParams.get('code') ?? '';
  }

  it('grants, refreshes, expires after thirty minutes, revokes', async () => {
    portal = await openPortal({ oauthApp: APP, clock: () => new Date(now) });
    const code = await authorize();
    const exchange = { ...client, grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
    const granted = await form('/oauth/2026-09/token', exchange);
    expect(granted.body).toMatchObject({
      token_type: 'bearer',
      expires_in: 1_800,
      hub_id: 4242,
      scopes: ['oauth', 'crm.objects.contacts.read'],
    });
    expect(await form('/oauth/2026-09/token', exchange)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', status: 'BAD_AUTH_CODE' },
    });

    const { access_token, refresh_token } = granted.body;
    const read = (token: string) => portal.call('GET', '/crm/objects/2026-09/contacts?limit=1', undefined, token);
    const first = await read(access_token);
    expect(first.status).toBe(200);
    expect(first.headers.get('x-hubspot-ratelimit-max')).toBe('110');
    expect(first.headers.get('x-hubspot-ratelimit-daily')).toBeNull();
    now += 1_800_000;
    expect((await read(access_token)).body.category).toBe('EXPIRED_AUTHENTICATION');

    const { tokensApi } = portal.client.oauth;
    const refreshed = await tokensApi.create(
      'refresh_token',
      undefined,
      undefined,
      APP.clientId,
      APP.clientSecret,
      refresh_token,
    );
    expect([refreshed.refreshToken, refreshed.expiresIn]).toEqual([refresh_token, 1_800]);
    expect((await read(refreshed.accessToken)).status).toBe(200);
    const info = await portal.client.oauth.accessTokensApi.get(refreshed.accessToken);
    expect([info.hubId, info.appId, info.scopes]).toEqual([4242, 77, ['oauth', 'crm.objects.contacts.read']]);
    expect(
      (await form('/oauth/2026-09/token/introspect', { ...client, token: refreshed.accessToken })).body,
    ).toMatchObject({ active: true, hub_id: 4242 });

    await form('/oauth/2026-09/token/revoke', { ...client, token: refresh_token });
    expect((await read(refreshed.accessToken)).status).toBe(401);
    const dead = await form('/oauth/v3/token', { ...client, grant_type: 'refresh_token', refresh_token });
    expect(dead).toMatchObject({ status: 400, body: { error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN' } });
    expect((await form('/oauth/v3/token/introspect', { ...client, token: refresh_token })).body).toEqual({
      active: false,
    });
  });

  it('binds a code to its PKCE verifier and its redirect address', async () => {
    portal = await openPortal({ oauthApp: APP });
    const verifier = 'v'.repeat(50);
    const challenge = {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    const exchange = async (fields: Record<string, string>) =>
      form('/oauth/2026-03/token', {
        ...client,
        grant_type: 'authorization_code',
        code: await authorize(challenge),
        redirect_uri: REDIRECT,
        ...fields,
      });
    expect((await exchange({})).body.status).toBe('BAD_CODE_VERIFIER');
    expect((await exchange({ code_verifier: verifier, redirect_uri: 'https://other.example.com' })).body.status).toBe(
      'MISMATCH_REDIRECT_URI_AUTH_CODE',
    );
    expect((await exchange({ code_verifier: verifier })).status).toBe(200);
    expect((await exchange({ client_secret: 'wrong' })).body.error).toBe('invalid_client');
    expect((await form('/oauth/v1/token', { ...client, grant_type: 'password' })).body.error).toBe(
      'unsupported_grant_type',
    );
    const elsewhere = await portal.call(
      'GET',
      `/oauth/authorize?client_id=app&redirect_uri=https://evil.example.com`,
      undefined,
      null,
    );
    expect(elsewhere.status).toBe(400);
  });
});

describe('tokens and scopes', () => {
  it('refuses unknown tokens and names the scopes that lack', async () => {
    const portal = await openPortal({ accessTokens: [{ token: 'narrow', scopes: ['crm.objects.contacts.read'] }] });
    const get = (path: string, token: string | null = 'narrow') => portal.call('GET', path, undefined, token);
    for (const token of [null, 'wrong']) {
      const { status, body } = await get('/crm/v3/objects/contacts', token);
      expect([status, body.category]).toEqual([401, 'INVALID_AUTHENTICATION']);
    }
    expect((await get('/crm/v3/objects/contacts')).status).toBe(200);
    const cases: [string, string[]][] = [
      ['/crm/v3/objects/tickets', ['tickets']],
      ['/crm/objects/2026-09/companies', ['crm.objects.companies.read']],
      ['/crm/objects/2026-09/feedback_submissions', ['crm.objects.feedback_submissions.read']],
      ['/crm/objects/2026-09/emails', ['sales-email-read']],
      ['/crm/v3/owners', ['crm.objects.owners.read']],
    ];
    for (const [path, scopes] of cases) {
      const { status, body } = await get(path);
      expect([path, status, body.category]).toEqual([path, 403, 'MISSING_SCOPES']);
      expect(body.errors[0].context.requiredGranularScopes).toEqual(scopes);
    }
    const write = await portal.call('POST', '/crm/v3/properties/contacts', {}, 'narrow');
    expect(write.body.errors[0].context.requiredGranularScopes).toEqual(['crm.schemas.contacts.write']);
    await portal.sandbox.close();
  });
});

describe('rate limits', () => {
  it('allow 190 in ten rolling seconds on Pro and show what is left', async () => {
    let now = Date.parse('2026-11-23T10:00:00Z');
    const portal = await openPortal({ tier: 'pro', limitClock: () => now });
    const call = () => portal.call('GET', '/crm/v3/owners');
    const first = await call();
    expect(
      Object.fromEntries(
        ['max', 'remaining', 'interval-milliseconds', 'daily', 'daily-remaining'].map((name) => [
          name,
          first.headers.get(`x-hubspot-ratelimit-${name}`),
        ]),
      ),
    ).toEqual({
      max: '190',
      remaining: '189',
      'interval-milliseconds': '10000',
      daily: '625000',
      'daily-remaining': '624999',
    });
    for (let count = 1; count < 190; count += 1) await call();
    const refused = await refusal(portal.client.crm.owners.ownersApi.getPage());
    expect(refused.code).toBe(429);
    expect(refused.body).toMatchObject({
      errorType: 'RATE_LIMIT',
      policyName: 'TEN_SECONDLY_ROLLING',
      message: 'You have reached your ten_secondly_rolling limit.',
    });
    now += 9_999;
    expect((await call()).status).toBe(429);
    now += 1;
    expect((await call()).status).toBe(200);
    await portal.sandbox.close();
  });

  it('stop at the daily quota until midnight in the account’s time zone', async () => {
    let now = Date.parse('2026-11-23T22:59:00Z');
    const portal = await openPortal({ tier: { burst: 1_000, daily: 3 }, limitClock: () => now });
    for (let count = 0; count < 3; count += 1) expect((await portal.call('GET', '/crm/v3/owners')).status).toBe(200);
    const { status, body } = await portal.call('GET', '/crm/v3/owners');
    expect([status, body.policyName, body.message]).toEqual([429, 'DAILY', 'You have reached your daily limit.']);
    now += 60_000;
    expect((await portal.call('GET', '/crm/v3/owners')).status).toBe(200);
    await portal.sandbox.close();
  });

  it('hold associations to a budget of their own', async () => {
    const portal = await openPortal({ tier: { associationBurst: 2 }, limitClock: () => 5_000 });
    const read = () =>
      portal.call('POST', '/crm/associations/2026-09/contacts/companies/batch/read', { inputs: [{ id: '1001' }] });
    expect([(await read()).status, (await read()).status, (await read()).status]).toEqual([200, 200, 429]);
    expect((await portal.call('GET', '/crm/v3/owners')).status).toBe(200);
    await portal.sandbox.close();
  });
});
