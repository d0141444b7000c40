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

/** A deletion for privacy's sake, told of an account and signed with a secret. */
async function tell(portalId: number, secret: string): Promise<{ status: number; accepted: number | undefined }> {
  const body = JSON.stringify([
    {
      ...{ eventId: 1, subscriptionId: 1, portalId, appId: 9, occurredAt: Date.now(), attemptNumber: 0 },
      ...{ subscriptionType: 'contact.propertyChange', propertyName: 'email', propertyValue: 'x', objectId: 77 },
    },
  ]);
  const timestamp = String(Date.now());
  const signature = createHmac('sha256', secret).update(`POST${PUBLIC}${PATH}${body}${timestamp}`).digest('base64');
  const response = await fetch(base + PATH, {
    method: 'POST',
    headers: { 'X-HubSpot-Signature-v3': signature, 'X-HubSpot-Request-Timestamp': timestamp },
    body,
  });
  return { status: response.status, accepted: ((await response.json()) as { accepted?: number }).accepted };
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
