/** Sandboxes whose accounts are connected by consent, and what a test of their tokens needs to see. */
import { createHash } from 'node:crypto';
import { hubspot } from '../../../src/crm/hubspot/index.ts';
import type { Crm, OAuthApp, Tokens } from '../../../src/crm/port.ts';
import { salesforce } from '../../../src/crm/salesforce/index.ts';
import { startHubspotSandbox } from '../../../src/sandbox/hubspot/start.ts';
import { startSalesforceSandbox } from '../../../src/sandbox/salesforce/start.ts';
import { seedPortal } from './hubspot-portal.ts';
import { seedOrg } from './salesforce-org.ts';

const VERIFIER = 'a-verifier-that-is-long-enough-to-be-one-43-characters';
const APP = { clientId: 'client-1', clientSecret: 'the-client-secret' };
const REDIRECT_URI = 'https://cx.example.com/oauth/callback';

export interface Consenting {
  readonly crm: Crm;
  readonly app: OAuthApp;
  readonly baseUrl: string;
  /** Somebody agrees. */
  consent(): Promise<Tokens>;
  /** The access token is good no more; what refreshes it is. */
  endSession(accessToken: string): Promise<void>;
  /** From now on every data call is refused, whoever sends it. */
  refuseEverything(): Promise<void>;
  forgetCalls(): Promise<void>;
  /** Since calls were last forgotten. */
  calls(): Promise<{ readonly tokens: number; readonly data: number }>;
  close(): Promise<void>;
}

const VENDORS = {
  hubspot: {
    crm: hubspot,
    authorize: '/oauth/authorize',
    revoke: '/oauth/2026-09/token/revoke',
    fault: { kind: 'expired-token', path: '^/(crm|account-info)/' },
    start: () =>
      startHubspotSandbox({ port: 0, seed: seedPortal(3), oauthApp: { ...APP, redirectUris: [REDIRECT_URI] } }),
  },
  salesforce: {
    crm: salesforce,
    authorize: '/services/oauth2/authorize',
    revoke: '/services/oauth2/revoke',
    fault: { kind: 'expired-session', path: '^/services/data' },
    start: () =>
      startSalesforceSandbox({
        port: 0,
        seed: seedOrg(3),
        oauthApp: { ...APP, redirectUris: [REDIRECT_URI], isPkceRequired: true },
      }),
  },
} as const;

export async function startConsenting(vendor: keyof typeof VENDORS): Promise<Consenting> {
  const { crm, authorize, revoke, fault, start } = VENDORS[vendor];
  const sandbox = await start();
  const baseUrl = sandbox.url;
  const app = { ...APP, redirectUri: REDIRECT_URI, authorizeUrl: baseUrl + authorize };
  const send = async (method: string, path: string, body?: string | URLSearchParams): Promise<Response> => {
    const headers = typeof body === 'string' ? { headers: { 'content-type': 'application/json' } } : {};
    const response = await fetch(baseUrl + path, { method, ...headers, ...(body !== undefined && { body }) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    return response;
  };
  return {
    crm,
    app,
    baseUrl,
    async consent() {
      const challenge = createHash('sha256').update(VERIFIER).digest('base64url');
      const response = await fetch(crm.authorizeUrl(app, 'state', challenge), { redirect: 'manual' });
      const code = new URL(response.headers.get('location')!).searchParams.get('code');
      return await crm.exchange(app, baseUrl, code!, VERIFIER);
    },
    async endSession(token) {
      const { clientId, clientSecret } = APP;
      await send('POST', revoke, new URLSearchParams({ client_id: clientId, client_secret: clientSecret, token }));
    },
    refuseEverything: async () => void (await send('POST', '/_sandbox/faults', JSON.stringify(fault))),
    forgetCalls: async () => void (await send('DELETE', '/_sandbox/calls')),
    async calls() {
      const { last } = (await (await send('GET', '/_sandbox/calls?limit=1000')).json()) as { last: { path: string }[] };
      const ofTokens = last.filter(({ path }) => path.includes('/oauth'));
      return { tokens: ofTokens.length, data: last.length - ofTokens.length };
    },
    close: () => sandbox.close(),
  };
}
