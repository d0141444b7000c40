import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import jsforce from 'jsforce';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INTEGRATION, type OpenOrg, openOrg, refusal, request, VERSION } from './small-org.ts';

const APP = { clientId: 'app', clientSecret: 'secret', redirectUris: ['https://pulso.example/callback'] };
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

describe('access to a Salesforce org', () => {
  let org: OpenOrg;
  beforeEach(async () => {
    org = await openOrg({
      oauthApp: {
        ...APP,
        isPkceRequired: true,
        jwtKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        clientCredentialsUser: 'integration@example.com',
      },
    });
  });
  afterEach(() => org.sandbox.close());

  const oauth2 = () =>
    new jsforce.OAuth2({ ...APP, redirectUri: APP.redirectUris[0] as string, loginUrl: org.sandbox.url });

  async function authorize(): Promise<{ code: string; verifier: string }> {
    const verifier = randomBytes(48).toString('base64url');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const url = oauth2().getAuthorizationUrl({
      scope: 'api refresh_token',
      state: 's t',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    } as never);
    const answer = await fetch(url, { redirect: 'manual' });
    const target = new URL(answer.headers.get('location') ?? '');
    expect(target.searchParams.get('state')).toBe('s t');
    return { code: target.searchParams.get('code') ?? '', verifier };
  }

  it('signs in through the web server flow, once per code, with the right verifier', async () => {
    const { code, verifier } = await authorize();
    const conn = new jsforce.Connection({ oauth2: oauth2(), version: VERSION });
    const user = await conn.authorize(code, { code_verifier: verifier });
    expect(user.organizationId).toBe(org.sandbox.organizationId);
    expect((await conn.query('SELECT Id FROM Account')).totalSize).toBe(3);
    expect((await conn.identity()).username).toBe('admin@example.com');
    expect(await refusal(oauth2().requestToken(code, { code_verifier: verifier }))).toMatchObject({
      name: 'invalid_grant',
      message: 'invalid authorization code',
    });
    const second = await authorize();
    expect(await refusal(oauth2().requestToken(second.code, { code_verifier: 'x'.repeat(43) }))).toMatchObject({
      message: 'invalid code verifier',
    });
    const bare = await fetch(oauth2().getAuthorizationUrl({}), { redirect: 'manual' });
    expect(new URL(bare.headers.get('location') ?? '').searchParams.get('error_description')).toBe(
      'missing required code challenge',
    );
  });

  it('rotates refresh tokens; one that comes back ends the whole family', async () => {
    const { code, verifier } = await authorize();
    const first = (await oauth2().requestToken(code, { code_verifier: verifier })) as unknown as {
      refresh_token: string;
      access_token: string;
    };
    const second = (await oauth2().refreshToken(first.refresh_token)) as unknown as {
      refresh_token: string;
      access_token: string;
    };
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await refusal(oauth2().refreshToken(first.refresh_token))).toMatchObject({
      name: 'invalid_grant',
      message: 'expired access/refresh token',
    });
    expect(await refusal(oauth2().refreshToken(second.refresh_token))).toMatchObject({ name: 'invalid_grant' });
    expect((await org.call('GET', '/services/data/v67.0/limits', undefined, second.access_token)).status).toBe(401);
  });

  it('knows JWT bearer and client credentials, introspects and revokes', async () => {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const assert = (claims: object) => {
      const text = `${encode({ alg: 'RS256' })}.${encode({ iss: 'app', sub: 'admin@example.com', aud: 'https://login.salesforce.com', exp: Math.floor(Date.now() / 1_000) + 120, ...claims })}`;
      return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url')}`;
    };
    const grant = (assertion: string) => {
      const conn = new jsforce.Connection({ oauth2: oauth2(), version: VERSION });
      return conn
        .authorize({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion } as never)
        .then(() => conn);
    };
    const conn = await grant(assert({}));
    expect(conn.refreshToken).toBeFalsy();
    expect((await conn.query('SELECT Id FROM Account')).totalSize).toBe(3);
    for (const claims of [{ exp: 1 }, { aud: 'https://other.example' }, { sub: 'nobody@example.com' }])
      expect((await refusal(grant(assert(claims)))).name).toBe('invalid_grant');
    expect((await refusal(grant(`${assert({}).slice(0, -8)}AAAAAAAA`))).message).toBe('invalid assertion');

    const form = (fields: Record<string, string>) =>
      request(org.sandbox.url, 'POST', '/services/oauth2/token', new URLSearchParams(fields), null);
    const credentials = await form({ grant_type: 'client_credentials', client_id: 'app', client_secret: 'secret' });
    const token = credentials.body.access_token;
    const introspect = () =>
      request(
        org.sandbox.url,
        'POST',
        '/services/oauth2/introspect',
        new URLSearchParams({ token, client_id: 'app', client_secret: 'secret' }),
        null,
      );
    expect((await introspect()).body).toMatchObject({ active: true, username: 'integration@example.com' });
    await oauth2().revokeToken(token);
    expect((await introspect()).body).toEqual({ active: false });
    expect(await form({ grant_type: 'client_credentials', client_id: 'app', client_secret: 'wrong' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_client' },
    });
    expect((await form({ grant_type: 'password', client_id: 'app', client_secret: 'secret' })).body.error).toBe(
      'invalid_grant',
    );
  });

  it('refuses unknown sessions; jsforce refreshes once for parallel calls', async () => {
    const stale = new jsforce.Connection({ instanceUrl: org.sandbox.url, accessToken: 'stale', version: VERSION });
    expect(await refusal(stale.query('SELECT Id FROM Account'))).toMatchObject({
      errorCode: 'INVALID_SESSION_ID',
      message: 'Session expired or invalid',
    });
    let refreshes = 0;
    const fresh = new jsforce.Connection({
      instanceUrl: org.sandbox.url,
      accessToken: 'stale',
      version: VERSION,
      refreshFn: (_conn, done) => {
        refreshes += 1;
        done(null, INTEGRATION);
      },
    });
    await Promise.all([fresh.query('SELECT Id FROM Account'), fresh.describeGlobal(), fresh.limits()]);
    expect(refreshes).toBe(1);
  });

  it('ends sessions that are not used', async () => {
    let now = Date.parse('2026-03-01T00:00:00Z');
    const other = await openOrg({ clock: () => new Date(now), sessionSeconds: 100 });
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'sandbox-client-id',
      client_secret: 'sandbox-client-secret',
    });
    const { body } = await request(other.sandbox.url, 'POST', '/services/oauth2/token', form, null);
    const status = async () =>
      (await other.call('GET', '/services/data/v67.0/limits', undefined, body.access_token)).status;
    now += 80_000;
    expect(await status()).toBe(200);
    now += 80_000;
    expect(await status()).toBe(200);
    now += 101_000;
    expect(await status()).toBe(401);
    await other.sandbox.close();
  });
});
