/** HubSpot for the contract: the sandbox, filled with a small portal that has every kind of record and some odd ones. */
import { createHmac } from 'node:crypto';
import { hubspot } from '../../../src/crm/hubspot/index.ts';
import type { CrmObject } from '../../../src/crm/record.ts';
import type { SeedObject } from '../../../src/sandbox/hubspot/seed-format.ts';
import { startHubspotSandbox } from '../../../src/sandbox/hubspot/start.ts';
import { type BenchSize, type CrmBench, type Trouble, testClock, type WebhookChange } from './bench.ts';
import { NOW, PORTAL, REOPENED_AT, seedPortal } from './hubspot-portal.ts';

const APP = 1_234_567;
const TOKEN = 'pat-na1-a-token-that-nobody-may-see';
const SECRET = 'a-client-secret-that-nobody-may-see';
const WEBHOOK_URL = 'https://cx.example.com/hubspot/webhooks';
const VENDORS = {
  customer: 'contacts',
  account: 'companies',
  ticket: 'tickets',
  survey: 'feedback_submissions',
  deal: 'deals',
};
const TYPE_IDS: Readonly<Record<string, string>> = { customer: '0-1', account: '0-2', ticket: '0-5', deal: '0-3' };
export interface HubspotBenchOptions extends BenchSize {
  /** All scopes unless given. */
  readonly scopes?: readonly string[];
  readonly tier?: 'free' | 'pro';
}

export async function hubspotBench(size: HubspotBenchOptions = { customers: 250 }): Promise<CrmBench> {
  const clock = testClock(NOW);
  const seed = seedPortal(size.customers);
  const sandbox = await startHubspotSandbox({
    port: 0,
    seed,
    clock: () => new Date(clock.now()),
    limitClock: () => clock.now(),
    accessTokens: [{ token: TOKEN, appId: APP, ...(size.scopes && { scopes: size.scopes }) }],
    ...(size.tier && { tier: size.tier }),
  });
  const seededObjects = [...seed.objects];
  const seeded = (...types: SeedObject['type'][]): string[] =>
    seededObjects
      .filter(({ type }) => types.includes(type))
      .map(({ type, id }) => (types.length > 1 ? `${type}:${id}` : id));

  async function control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${sandbox.url}/_sandbox${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? null : await response.json();
  }

  async function api(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
    const response = await fetch(sandbox.url + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  const vendor = (object: CrmObject): string => VENDORS[object as keyof typeof VENDORS];
  let edits = 0;

  return {
    crm: hubspot,
    baseUrl: sandbox.url,
    accountId: String(PORTAL),
    token: TOKEN,
    secret: SECRET,
    clock,
    seeded: {
      customer: seeded('contacts'),
      account: seeded('companies'),
      ticket: seeded('tickets'),
      survey: seeded('feedback_submissions'),
      engagement: seeded('emails', 'calls', 'meetings', 'notes'),
      deal: seeded('deals'),
    },
    special: { reopened: { id: '200001', at: REOPENED_AT }, orphan: '200004', badDate: '200002', outOfScale: '300003' },
    async edit(object, ids) {
      edits += 1;
      const properties = object === 'customer' ? { lastname: `Edited ${edits}` } : { subject: `Edited ${edits}` };
      for (let start = 0; start < ids.length; start += 100) {
        const inputs = ids.slice(start, start + 100).map((id) => ({ id, properties }));
        const { status } = await api('POST', `/crm/objects/2026-09/${vendor(object)}/batch/update`, { inputs });
        if (status !== 200) throw new Error(`edit: ${status}`);
      }
    },
    archive: async (object, id) =>
      void (await control('POST', '/edits', { objectType: vendor(object), id, archive: true })),
    merge: async (object, into, from) =>
      void (await control('POST', '/edits', { objectType: vendor(object), id: into, mergeId: from })),
    async addForeignField(_object, field) {
      const property = {
        name: `pulso_${field}`,
        label: 'Foreign',
        type: 'string',
        fieldType: 'text',
        groupName: 'contactinformation',
      };
      const { status } = await api('POST', '/crm/properties/2026-09/contacts', property);
      if (status !== 201) throw new Error(`addForeignField: ${status}`);
    },
    async readField(object, id, field) {
      const { body } = await api('GET', `/crm/objects/2026-09/${vendor(object)}/${id}?properties=pulso_${field}`);
      return (body.properties as Record<string, string | null>)[`pulso_${field}`] || null;
    },
    trouble: async (trouble) => void (await control('POST', '/faults', faultOf(trouble))),
    async calls(path = '') {
      const { byRoute } = (await control('GET', '/calls')) as { byRoute: { route: string; count: number }[] };
      const { last } = (await control('GET', '/calls?limit=1000')) as { last: { path: string }[] };
      const counted = byRoute.reduce((sum, { count }) => sum + count, 0);
      return path === '' ? counted : last.filter((call) => call.path.includes(path)).length;
    },
    webhook(changes, { at = clock.now(), secret = SECRET } = {}) {
      const body = JSON.stringify(changes.map((change, index) => webhookEvent(change, index, at)));
      const signature = createHmac('sha256', secret).update(`POST${WEBHOOK_URL}${body}${at}`).digest('base64');
      return {
        method: 'POST',
        url: WEBHOOK_URL,
        headers: { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': String(at) },
        rawBody: Buffer.from(body),
        now: clock.now(),
      };
    },
    close: () => sandbox.close(),
  };
}

function faultOf(trouble: Trouble): object {
  const path = '^/crm/objects|^/account-info';
  const count = 'count' in trouble && trouble.count !== undefined ? { count: trouble.count } : {};
  switch (trouble.kind) {
    case 'limited':
      return {
        kind: 'rate-limit',
        policy: 'TEN_SECONDLY_ROLLING',
        retryAfterSeconds: trouble.retryAfterSeconds,
        path,
        ...count,
      };
    case 'quota':
      return { kind: 'rate-limit', policy: 'DAILY', path, ...count };
    case 'server':
      return { kind: 'error', status: trouble.status, path, ...count };
    case 'unauthorized':
      return { kind: 'expired-token', path, ...count };
    case 'locked':
      return { kind: 'locked', path, ...count };
    case 'dropped':
      return { kind: 'drop-before', path, ...count };
    case 'malformed':
      return { kind: 'malformed-json', path, ...count };
    case 'partial_write':
      return { kind: 'partial-batch', failures: trouble.failures, path: 'batch/update', count: 1 };
  }
}

/** As HubSpot's webhook documentation shows them. */
function webhookEvent(change: WebhookChange, index: number, at: number): object {
  const common = {
    eventId: 100 + index,
    subscriptionId: 1,
    portalId: PORTAL,
    appId: APP,
    occurredAt: at,
    attemptNumber: 0,
    objectId: Number(change.id),
    objectTypeId: TYPE_IDS[change.object],
    ...(change.own
      ? { changeSource: 'INTEGRATION', sourceId: String(APP) }
      : { changeSource: 'CRM_UI', sourceId: 'userId:1' }),
  };
  switch (change.kind) {
    case 'changed':
      return { ...common, subscriptionType: 'object.propertyChange', propertyName: 'subject', propertyValue: 'x' };
    case 'deleted':
      return { ...common, subscriptionType: 'object.deletion' };
    case 'forgotten':
      return { ...common, subscriptionType: 'contact.privacyDeletion' };
    case 'merged': {
      const mergedObjectIds = (change.mergedIds ?? []).map(Number);
      return {
        ...common,
        subscriptionType: 'object.merge',
        primaryObjectId: Number(change.id),
        newObjectId: Number(change.id),
        mergedObjectIds,
        numberOfPropertiesMoved: 3,
      };
    }
  }
}
