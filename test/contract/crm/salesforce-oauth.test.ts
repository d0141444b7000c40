import { createHash, generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPacer } from '../../../src/crm/pacer.ts';
import type { OAuthApp, Tokens } from '../../../src/crm/port.ts';
import { salesforce } from '../../../src/crm/salesforce/index.ts';
import { refreshingTokens } from '../../../src/crm/tokens.ts';
import { AccessRevoked, CrmRejected, CrmUnavailable } from '../../../src/errors.ts';
import { type SalesforceSandbox, startSalesforceSandbox } from '../../../src/sandbox/salesforce/start.ts';
import { recordingLog, testClock } from './bench.ts';
import { idOf, ORGANIZATION, seedOrg } from './salesforce-org.ts';

const SECRET = 'the-client-secret';
const VERIFIER = 'a-verifier-that-is-long-enough-to-be-one-43-characters';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: typeof privateKey, type: 'pkcs8' | 'spki'): string => key.export({ type, format: 'pem' }).toString();

describe('connecting Salesforce by OAuth', () => {
  let sandbox: SalesforceSandbox;
  let app: OAuthApp;
  beforeAll(async () => {
    const redirectUri = 'https://cx.example.com/oauth/callback';
    sandbox = await startSalesforceSandbox({
      port: 0,
      seed: seedOrg(3),
      oauthApp: {
        clientId: 'client-1',
        clientSecret: SECRET,
        redirectUris: [redirectUri],
        isPkceRequired: true,
        rotatesRefreshTokens: true,
        jwtKey: pem(publicKey, 'spki'),
        clientCredentialsUser: 'pulso@contract.example.com',
      },
    });
    const authorizeUrl = `${sandbox.url}/services/oauth2/authorize`;
    app = { clientId: 'client-1', clientSecret: SECRET, redirectUri, authorizeUrl };
  });
  afterAll(() => sandbox.close());

  async function consent(): Promise<string> {
    const response = await fetch(salesforce.authorizeUrl(app, 'state-1', CHALLENGE), { redirect: 'manual' });
    const target = new URL(response.headers.get('location')!);
    expect(target.searchParams.get('state')).toBe('state-1');
    return target.searchParams.get('code')!;
  }
  const connect = async (): Promise<Tokens> => await salesforce.exchange(app, sandbox.url, await consent(), VERIFIER);

  it('exchanges the code, knows whose it is, refreshes with a token that rotates, and lets go', async () => {
    const tokens = await connect();
    expect(tokens.scopes).toEqual(expect.arrayContaining(['api', 'refresh_token']));
    // Used twice a day at least, a refresh token never dies of thirty idle days.
    expect(Date.parse(tokens.expiresAt!) - Date.now()).toBeLessThanOrEqual(12 * 3_600_000);
    expect(await salesforce.identify(sandbox.url, tokens.accessToken)).toEqual({
      accountId: ORGANIZATION,
      name: 'Contract',
      timeZone: 'Europe/Madrid',
      uiUrl: sandbox.url,
    });
    const second = await salesforce.refresh(app, sandbox.url, tokens.refreshToken!);
    expect(second.refreshToken).not.toBe(tokens.refreshToken);
    const third = await salesforce.refresh(app, sandbox.url, second.refreshToken!);
    expect(third.accessToken).not.toBe(second.accessToken);
    await salesforce.revoke(app, sandbox.url, third.refreshToken!);
    await expect(salesforce.refresh(app, sandbox.url, third.refreshToken!)).rejects.toBeInstanceOf(AccessRevoked);
    await expect(salesforce.revoke(app, sandbox.url, third.refreshToken!)).resolves.toBeUndefined();
  });

  it('refuses a code with another verifier, and a code used twice', async () => {
    const other = salesforce.exchange(app, sandbox.url, await consent(), 'another');
    await expect(other).rejects.toBeInstanceOf(CrmRejected);
    const code = await consent();
    await salesforce.exchange(app, sandbox.url, code, VERIFIER);
    await expect(salesforce.exchange(app, sandbox.url, code, VERIFIER)).rejects.toBeInstanceOf(CrmRejected);
  });

  it('mints tokens by client credentials and by JWT bearer, as often as needed', async () => {
    const machine = await salesforce.refresh(app, sandbox.url, 'client_credentials');
    expect(machine.refreshToken).toBe('client_credentials');
    expect(await salesforce.identify(sandbox.url, machine.accessToken)).toMatchObject({ accountId: ORGANIZATION });
    const keyed = { ...app, clientSecret: pem(privateKey, 'pkcs8') };
    const grant = 'jwt-bearer:pulso@contract.example.com';
    const minted = await salesforce.refresh(keyed, sandbox.url, grant);
    expect(minted.refreshToken).toBe(grant);
    expect(await salesforce.identify(sandbox.url, minted.accessToken)).toMatchObject({ accountId: ORGANIZATION });
    const stranger = salesforce.refresh(keyed, sandbox.url, 'jwt-bearer:nobody@contract.example.com');
    await expect(stranger).rejects.toBeInstanceOf(AccessRevoked);
    await expect(salesforce.refresh(app, sandbox.url, grant)).rejects.toThrow(/PEM/);
    await expect(salesforce.revoke(app, sandbox.url, grant)).resolves.toBeUndefined();
  });

  it('turns twenty refusals at once into one refresh, and stores the rotated token before it is used', async () => {
    let stored: Tokens = { ...(await connect()), accessToken: 'expired' };
    const events: string[] = [];
    const clock = testClock('2026-11-20T10:00:00.000Z');
    const connection = salesforce.connect({
      installId: 'install-1',
      baseUrl: sandbox.url,
      settings: {},
      tokens: refreshingTokens({
        read: async () => stored,
        write: async (fresh) => {
          events.push('stored');
          stored = fresh;
        },
        refresh: async (token) => {
          events.push('refreshed');
          return await salesforce.refresh(app, sandbox.url, token);
        },
        lock: (work) => work(),
        clock,
      }),
      pacer: createPacer(salesforce.manifest.buckets, clock),
      clock,
      log: recordingLog().log,
    });
    const read = Array.from({ length: 20 }, () => connection.readFields('customer', [idOf('Contact', 1)], []));
    expect((await Promise.all(read)).map((found) => found.size)).toEqual(read.map(() => 1));
    expect(events).toEqual(['refreshed', 'stored']);
    expect((await salesforce.refresh(app, sandbox.url, stored.refreshToken!)).refreshToken).not.toBeNull();
  });

  it('tells a refused token from an endpoint that is away, and gives no secret away', async () => {
    await expect(salesforce.identify(sandbox.url, 'wrong')).rejects.toBeInstanceOf(AccessRevoked);
    const away = await salesforce.refresh(app, 'http://127.0.0.1:9', 'refresh-secret').catch((error: unknown) => error);
    expect(away).toBeInstanceOf(CrmUnavailable);
    const refused = await salesforce.refresh(app, sandbox.url, 'refresh-secret').catch((error: unknown) => error);
    for (const error of [away, refused]) {
      expect(inspect(error, { depth: 20 })).not.toMatch(/refresh-secret|the-client-secret/);
    }
  });
});
