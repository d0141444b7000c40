import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Crm, OAuthApp, Tokens } from '../../../src/crm/port.ts';
import { CrmRejected, CrmUnavailable } from '../../../src/errors.ts';
import { createConsents } from '../../../src/http/consents.ts';
import type { HttpDeps } from '../../../src/http/http-deps.ts';
import { oauth } from '../../../src/http/routes/oauth.ts';
import { readAccess } from '../../../src/jobs/stored-access.ts';
import { openStore } from '../../../src/store/open.ts';
import { recordingLog } from '../../contract/crm/bench.ts';
import { dictionary } from '../../fixtures/cards.ts';

const PUBLIC = 'https://cx.example.com';
const MINUTE_MS = 60_000;
const TOKENS: Tokens = { accessToken: 'access-secret', refreshToken: 'refresh-secret', expiresAt: null, scopes: [] };
const APPS = ['client-1', 'client-2'].map((clientId) => ({
  ...{ crm: 'acme', baseUrl: 'https://api.acme.example', clientId, clientSecret: 'client-secret', sandbox: false },
}));

/** A CRM that agrees to everything; `trouble` is thrown in place of the next tokens. */
const exchanged: { app: OAuthApp; code: string; codeVerifier: string }[] = [];
let trouble: Error | null = null;
const crm = {
  manifest: { id: 'acme', title: 'Acme <CRM>' },
  authorizeUrl: ({ clientId, redirectUri }: OAuthApp, state: string, codeChallenge: string) =>
    `https://acme.example/consent?${new URLSearchParams({ clientId, redirectUri, state, codeChallenge })}`,
  async exchange(app: OAuthApp, _baseUrl: string, code: string, codeVerifier: string) {
    if (trouble !== null) throw trouble;
    exchanged.push({ app, code, codeVerifier });
    return TOKENS;
  },
  identify: async () => ({ accountId: '7', name: 'Acme', timeZone: 'UTC', uiUrl: 'https://acme.example' }),
} as unknown as Crm;

let opened: Awaited<ReturnType<typeof openStore>>;
let server: Server;
let base: string;
let signedIn: boolean;
let nowMs: number;
let lines: () => string;

beforeEach(async () => {
  [signedIn, nowMs, trouble] = [true, Date.now(), null];
  exchanged.length = 0;
  opened = await openStore({
    url: join(mkdtempSync(join(tmpdir(), 'pulso-oauth-')), 'pulso.db'),
    secretKey: new Uint8Array(32).fill(7),
    clock: Date.now,
  });
  const recording = recordingLog();
  lines = recording.lines;
  const deps: Partial<HttpDeps> = {
    ...{ store: opened.store, queue: opened.queue, log: recording.log, dictionary, language: 'en' },
    crms: new Map([['acme', crm]]),
    consentApps: () => APPS,
    publicUrl: () => PUBLIC,
    now: () => nowMs,
    wallClock: () => nowMs,
    access: { allows: async () => signedIn, signIn: () => null },
  };
  server = createServer(express().use(oauth(deps as HttpDeps))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.close();
  await opened.store.close();
});

async function get(path: string, cookie = ''): Promise<{ status: number; headers: Headers; page: string }> {
  const response = await fetch(base + path, { redirect: 'manual', headers: { cookie, 'accept-language': 'en' } });
  return { status: response.status, headers: response.headers, page: await response.text() };
}

async function begin(query = '') {
  const { status, headers } = await get(`/oauth/acme/start${query}`);
  expect(status).toBe(303);
  const target = new URL(headers.get('location')!);
  const setCookie = headers.get('set-cookie')!;
  return { target, setCookie, cookie: setCookie.split(';')[0]!, state: target.searchParams.get('state')! };
}

const callback = (query: Record<string, string>, cookie: string) =>
  get(`/oauth/acme/callback?${new URLSearchParams(query)}`, cookie);

describe('connecting by consent', () => {
  test('sends the person away and takes the account in when they come back', async () => {
    const { target, cookie, setCookie, state } = await begin('?client=client-2');
    expect(target.searchParams.get('clientId')).toBe('client-2');
    expect(target.searchParams.get('redirectUri')).toBe(`${PUBLIC}/oauth/acme/callback`);
    expect(setCookie).toMatch(/HttpOnly/);
    expect(setCookie).toMatch(/SameSite=Lax/);
    expect(setCookie).toMatch(/Secure/);
    const { status, page, headers } = await callback({ code: 'code-1', state }, cookie);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(page).toContain('Acme is connected');
    expect(page).toContain('Acme &lt;CRM&gt;');
    const [{ app, code, codeVerifier }] = exchanged as [(typeof exchanged)[number]];
    expect({ code, redirectUri: app.redirectUri }).toEqual({
      code: 'code-1',
      redirectUri: `${PUBLIC}/oauth/acme/callback`,
    });
    expect(createHash('sha256').update(codeVerifier).digest('base64url')).toBe(
      target.searchParams.get('codeChallenge'),
    );
    expect((await readAccess(opened.store, 'acme-7')).tokens).toEqual(TOKENS);
    expect((await opened.store.installs.get('acme-7'))?.status).toBe('active');
    const secrets = /access-secret|refresh-secret|client-secret|code-1/;
    expect(page).not.toMatch(secrets);
    expect(lines()).not.toMatch(secrets);
    expect(page).not.toContain(codeVerifier);
  });

  test('begins only for who is signed in, and only with an app that there is', async () => {
    signedIn = false;
    expect(await get('/oauth/acme/start')).toMatchObject({ status: 401, page: expect.stringContaining('Console key') });
    signedIn = true;
    for (const path of ['/oauth/zoho/start', '/oauth/acme/start?client=client-9'])
      expect(await get(path)).toMatchObject({ status: 404, page: expect.stringContaining('is not connected') });
    expect((await get('/oauth/acme/start?client=a&client=b')).status).toBe(303);
  });

  type Begun = Awaited<ReturnType<typeof begin>>;
  const strangers: [string, (begun: Begun) => Record<string, string>, (begun: Begun) => string][] = [
    ['another browser', ({ state }) => ({ code: 'c', state }), () => `pulso_oauth=${'x'.repeat(43)}`],
    ['a browser without the cookie', ({ state }) => ({ code: 'c', state }), () => ''],
    ['an unknown state', () => ({ code: 'c', state: 'made-up' }), ({ cookie }) => cookie],
    ['no state', () => ({ code: 'c' }), ({ cookie }) => cookie],
  ];
  test.each(strangers)('takes nothing from %s', async (_, query, cookie) => {
    const begun = await begin();
    const { status, page } = await callback(query(begun), cookie(begun));
    expect(status).toBe(400);
    expect(page).toContain(`Open ${PUBLIC} and begin again`);
    expect(exchanged).toEqual([]);
  });

  test('takes a state once, and for ten minutes', async () => {
    const first = await begin();
    expect((await callback({ code: 'c', state: first.state }, first.cookie)).status).toBe(200);
    expect((await callback({ code: 'c', state: first.state }, first.cookie)).status).toBe(400);
    const second = await begin();
    nowMs += 10 * MINUTE_MS + 1;
    expect((await callback({ code: 'c', state: second.state }, second.cookie)).status).toBe(400);
    expect(exchanged).toHaveLength(1);
  });

  test('says who refused, and repeats no markup', async () => {
    const denied = await begin();
    const { status, page } = await callback({ error: 'access_denied', state: denied.state }, denied.cookie);
    expect([status, page]).toEqual([400, expect.stringContaining('did not let Pulso in (access_denied)')]);
    const hostile = await begin();
    const answer = await callback({ error: '<script>alert(1)</script>', state: hostile.state }, hostile.cookie);
    expect(answer.page).not.toContain('alert(1)');
  });

  test.each([
    [new CrmRejected('the authorization code was not accepted (invalid_grant).'), 400, 'invalid_grant'],
    [new CrmUnavailable('no answer from the token endpoint'), 503, 'no answer from the token endpoint'],
  ])('names why it could not be completed: %s', async (error, wanted, words) => {
    trouble = error;
    const { state, cookie } = await begin();
    const { status, page } = await callback({ code: 'c', state }, cookie);
    expect([status, page]).toEqual([wanted, expect.stringContaining(words)]);
    expect(await opened.store.installs.list()).toEqual([]);
  });
});

test('however many begin, only the latest thousand are kept', () => {
  const consents = createConsents(() => 0);
  const states = Array.from({ length: 1_001 }, () => consents.begin('session', APPS[0]!, PUBLIC).state);
  expect(consents.end('session', states[0]!)).toBeNull();
  expect(consents.end('session', states[1]!)).not.toBeNull();
});
