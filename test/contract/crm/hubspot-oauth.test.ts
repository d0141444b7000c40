import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hubspot } from '../../../src/crm/hubspot/index.ts';
import type { OAuthApp } from '../../../src/crm/port.ts';
import { AccessRevoked, CrmRejected, CrmUnavailable } from '../../../src/errors.ts';
import { type HubspotSandbox, startHubspotSandbox } from '../../../src/sandbox/hubspot/start.ts';
import { seedPortal } from './hubspot-portal.ts';

const SECRET = 'the-client-secret';
const VERIFIER = 'a-verifier-that-is-long-enough-to-be-one-43-characters';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

describe('connecting HubSpot by OAuth', () => {
  let sandbox: HubspotSandbox;
  let app: OAuthApp;
  beforeAll(async () => {
    const redirectUri = 'https://cx.example.com/oauth/callback';
    const oauthApp = { clientId: 'client-1', clientSecret: SECRET, redirectUris: [redirectUri] };
    sandbox = await startHubspotSandbox({ port: 0, seed: seedPortal(3), oauthApp });
    app = { clientId: 'client-1', clientSecret: SECRET, redirectUri, authorizeUrl: `${sandbox.url}/oauth/authorize` };
  });
  afterAll(() => sandbox.close());

  async function consent(): Promise<string> {
    const response = await fetch(hubspot.authorizeUrl(app, 'state-1', CHALLENGE), { redirect: 'manual' });
    const target = new URL(response.headers.get('location')!);
    expect(target.searchParams.get('state')).toBe('state-1');
    return target.searchParams.get('code')!;
  }

  it('asks for what is needed, and for the rest only if the account has it', () => {
    const { authorizeUrl: _, ...usual } = app;
    const url = new URL(hubspot.authorizeUrl(usual, 's', CHALLENGE));
    expect(url.origin + url.pathname).toBe('https://app.hubspot.com/oauth/authorize');
    expect(url.searchParams.get('scope')?.split(' ')).toContain('tickets');
    expect(url.searchParams.get('optional_scope')?.split(' ')).toContain('sales-email-read');
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    expect(url.href).not.toContain(SECRET);
  });

  it('exchanges the code, knows whose it is, refreshes and lets go', async () => {
    const tokens = await hubspot.exchange(app, sandbox.url, await consent(), VERIFIER);
    expect(tokens.refreshToken).not.toBeNull();
    const expiresInMs = Date.parse(tokens.expiresAt!) - Date.now();
    expect(expiresInMs).toBeGreaterThan(1_700_000);
    expect(expiresInMs).toBeLessThanOrEqual(1_801_000);
    expect(tokens.scopes).toContain('tickets');
    expect(await hubspot.identify(sandbox.url, tokens.accessToken)).toMatchObject({
      accountId: String(sandbox.portalId),
      timeZone: 'Europe/Madrid',
      uiUrl: sandbox.url,
    });
    const fresh = await hubspot.refresh(app, sandbox.url, tokens.refreshToken!);
    expect(fresh.accessToken).not.toBe(tokens.accessToken);
    await hubspot.revoke(app, sandbox.url, tokens.refreshToken!);
    await expect(hubspot.refresh(app, sandbox.url, tokens.refreshToken!)).rejects.toBeInstanceOf(AccessRevoked);
    await expect(hubspot.revoke(app, sandbox.url, tokens.refreshToken!)).resolves.toBeUndefined();
    const stranger = { ...app, clientSecret: 'another' };
    await expect(hubspot.revoke(stranger, sandbox.url, fresh.refreshToken!)).rejects.toBeInstanceOf(CrmRejected);
  });

  it('refuses a code with another verifier, and a code used twice', async () => {
    await expect(hubspot.exchange(app, sandbox.url, await consent(), 'another')).rejects.toBeInstanceOf(CrmRejected);
    const code = await consent();
    await hubspot.exchange(app, sandbox.url, code, VERIFIER);
    await expect(hubspot.exchange(app, sandbox.url, code, VERIFIER)).rejects.toBeInstanceOf(CrmRejected);
  });

  it('tells a refused token from an endpoint that is away, and gives no secret away', async () => {
    await expect(hubspot.identify(sandbox.url, 'wrong')).rejects.toBeInstanceOf(AccessRevoked);
    const away = await hubspot.refresh(app, 'http://127.0.0.1:9', 'refresh-secret').catch((error: unknown) => error);
    expect(away).toBeInstanceOf(CrmUnavailable);
    const refused = await hubspot.refresh(app, sandbox.url, 'refresh-secret').catch((error: unknown) => error);
    for (const error of [away, refused]) {
      expect(inspect(error, { depth: 20 })).not.toMatch(/refresh-secret|the-client-secret/);
    }
  });
});

describe('a token endpoint that is not HubSpot’s own, or far from our clock', () => {
  /** Answers everything with this. */
  async function endpoint(status: number, headers: Readonly<Record<string, string>>, body: string): Promise<string> {
    const server = createServer((_, response) => response.writeHead(status, headers).end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }
  const app: OAuthApp = { clientId: 'client-1', clientSecret: SECRET, redirectUri: 'https://cx.example.com/callback' };

  it('counts the life of a token by our own clock, by which it is later asked whether it is over', async () => {
    const body = JSON.stringify({ access_token: 'a', refresh_token: 'r', expires_in: 1800 });
    const date = new Date(Date.now() - 3_600_000).toUTCString();
    const url = await endpoint(200, { date, 'content-type': 'application/json' }, body);
    const { expiresAt } = await hubspot.refresh(app, url, 'r');
    expect(Math.abs(Date.parse(expiresAt!) - Date.now() - 1_800_000)).toBeLessThan(30_000);
  });

  it.each([
    [403, '<html>Blocked by the firewall</html>'],
    [404, 'not found'],
    [404, ''],
  ])('is no withdrawal of access when it answers %i %s', async (status, body) => {
    const url = await endpoint(status, {}, body);
    await expect(hubspot.refresh(app, url, 'r')).rejects.toBeInstanceOf(CrmUnavailable);
  });
});
