import { createHmac } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hubspot } from '../../../src/crm/hubspot/index.ts';
import { answerError } from '../../../src/http/answer-error.ts';
import type { HttpDeps } from '../../../src/http/http-deps.ts';
import { createMetrics } from '../../../src/http/metrics.ts';
import { receiveWebhook } from '../../../src/http/routes/receive-webhook.ts';
import { webhookSigners } from '../../../src/jobs/connect-install.ts';
import { readStatus } from '../../../src/jobs/status.ts';
import { SECRET_NAMES } from '../../../src/jobs/stored-access.ts';
import { openLog } from '../../../src/log.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Install } from '../../../src/store/port.ts';

type Opened = Awaited<ReturnType<typeof openStore>>;

const PUBLIC = 'https://cx.example.com';
const PATH = '/webhooks/hubspot';
const SECRETS = { '1': 'secret of account one', '2': 'secret of account two' } as const;

let opened: Opened;
let server: ReturnType<ReturnType<typeof express>['listen']>;
let base: string;

function install(accountId: string): Install {
  return {
    ...{ id: `hubspot-${accountId}`, crm: 'hubspot', accountId, name: accountId, baseUrl: PUBLIC, uiUrl: PUBLIC },
    ...{ timeZone: 'UTC', settings: {}, status: 'active', statusReason: null, createdAt: new Date(0).toISOString() },
  };
}

beforeEach(async () => {
  opened = await openStore({
    url: join(mkdtempSync(join(tmpdir(), 'pulso-webhook-')), 'pulso.db'),
    secretKey: new Uint8Array(32).fill(7),
    clock: Date.now,
  });
  const { store, queue } = opened;
  for (const [accountId, secret] of Object.entries(SECRETS)) {
    await store.transaction(async (tx) => {
      await store.installs.put(tx, install(accountId));
      await store.secrets.put(tx, `hubspot-${accountId}`, SECRET_NAMES.clientSecret, secret);
    });
  }
  const deps: Partial<HttpDeps> = {
    store,
    queue,
    crms: new Map([['hubspot', hubspot]]),
    publicUrl: () => PUBLIC,
    wallClock: Date.now,
    consentApps: () => [],
    webhookSigners: (crm) => webhookSigners(store, crm),
    metrics: createMetrics(async () => {
      throw new Error('not asked for');
    }),
  };
  const app = express()
    .use(receiveWebhook(deps as HttpDeps))
    .use(answerError(openLog('silent')));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterEach(async () => {
  server.close();
  await opened.store.close();
});

const event = (portalId: number, more: object = {}): object => ({
  ...{ eventId: 1, subscriptionId: 1, portalId, appId: 9, occurredAt: Date.now(), attemptNumber: 0 },
  ...{ subscriptionType: 'contact.propertyChange', propertyName: 'email', propertyValue: 'x', objectId: 77 },
  ...more,
});

/** Events, signed with a secret. */
async function send(secret: string, events: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const body = JSON.stringify(events);
  const timestamp = String(Date.now());
  const signature = createHmac('sha256', secret).update(`POST${PUBLIC}${PATH}${body}${timestamp}`).digest('base64');
  const response = await fetch(base + PATH, {
    method: 'POST',
    headers: { 'X-HubSpot-Signature-v3': signature, 'X-HubSpot-Request-Timestamp': timestamp },
    body,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** A change, told of an account and signed with a secret. */
async function tell(portalId: number, secret: string): Promise<{ status: number; accepted: unknown }> {
  const { status, body } = await send(secret, [event(portalId)]);
  return { status, accepted: body.accepted };
}

test('each account is heard by its own secret', async () => {
  expect(await tell(1, SECRETS['1'])).toEqual({ status: 200, accepted: 1 });
  expect(await tell(2, SECRETS['2'])).toEqual({ status: 200, accepted: 1 });
});

test('a secret cannot speak for another account', async () => {
  expect(await tell(2, SECRETS['1'])).toEqual({ status: 200, accepted: 0 });
  expect(await opened.store.touched.list('hubspot-2', 10)).toEqual([]);
});

test('an unknown secret is refused without a word', async () => {
  expect(await tell(1, 'somebody else')).toEqual({ status: 401, accepted: undefined });
});

test('an ill-formed event does not take the others with it, and is counted where the admin looks', async () => {
  const bad = event(1, { objectId: 78, occurredAt: 'yesterday' });
  const batch = [event(1), bad, event(1, { objectId: 79, eventId: 2 })];
  expect(await send(SECRETS['1'], batch)).toEqual({ status: 200, body: { accepted: 2, ignored: 0, setAside: 1 } });
  const { store, queue } = opened;
  expect((await store.touched.list('hubspot-1', 10)).map(({ id }) => id).sort()).toEqual(['77', '79']);
  // HubSpot sends a batch again whose answer got lost.
  await send(SECRETS['1'], batch);
  const { installs } = await readStatus(store, queue, Date.now());
  expect(installs.find(({ accountId }) => accountId === '1')?.setAside).toMatchObject([
    { object: 'webhook', reason: 'unknown_form', count: 1, example: { detail: expect.stringContaining('occurredAt') } },
  ]);
});

test('an ill-formed event of another account is not noted there, one that names none where its secret belongs', async () => {
  const batch = [event(2, { occurredAt: 'never' }), 'nonsense'];
  expect(await send(SECRETS['1'], batch)).toMatchObject({ status: 200, body: { accepted: 0, setAside: 1 } });
  expect(await opened.store.setAsides.counts('hubspot-2')).toEqual([]);
  expect(await opened.store.setAsides.counts('hubspot-1')).toMatchObject([{ object: 'webhook', count: 1 }]);
});

test('a body that is no list of events is refused', async () => {
  expect((await send(SECRETS['1'], { events: [] })).status).toBe(401);
});
