import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Signature } from '@hubspot/api-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Loose, type OpenPortal, openPortal } from './small-portal.ts';

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly events: Loose[];
}

const SECRET = 'client-secret';
const QUICK = { gatherMs: 5, retryDelaysMs: [5, 5, 5] };

describe('webhooks', () => {
  let receiver: Server;
  let url: string;
  let deliveries: Delivery[];
  let answers: number[];
  let portal: OpenPortal;

  beforeEach(async () => {
    deliveries = [];
    answers = [];
    receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        deliveries.push({ headers: request.headers, text, events: JSON.parse(text) });
        response.writeHead(answers.shift() ?? 200).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hubspot/webhooks?tenant=a%40b`;
    portal = await openPortal({ webhooks: { targetUrl: url, clientSecret: SECRET, appId: 99, ...QUICK } });
  });
  afterEach(async () => {
    await portal.sandbox.close();
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  });

  const events = () => deliveries.flatMap((delivery) => delivery.events);
  const heard = (count: number) =>
    vi.waitFor(() => expect(events().length).toBeGreaterThanOrEqual(count), { timeout: 5_000, interval: 5 });
  const own = (method: string, path: string, body?: unknown) => portal.call(method, `/_sandbox${path}`, body, null);

  it('tell of changes with HubSpot’s fields, and who made them', async () => {
    await portal.client.crm.contacts.basicApi.update('1001', { properties: { city: 'Soria' } });
    await heard(1);
    expect(events()[0]).toMatchObject({
      subscriptionType: 'object.propertyChange',
      portalId: 4242,
      appId: 99,
      objectId: 1001,
      objectTypeId: '0-1',
      propertyName: 'city',
      propertyValue: 'Soria',
      attemptNumber: 0,
      changeSource: 'INTEGRATION',
      sourceId: '99',
      eventId: expect.any(Number),
      subscriptionId: expect.any(Number),
      occurredAt: expect.any(Number),
    });
    await own('POST', '/edits', {
      objectType: 'tickets',
      id: '701',
      properties: { hs_pipeline_stage: '4' },
      userId: 5,
    });
    await vi.waitFor(() => expect(events().some((event) => event.propertyName === 'hs_pipeline_stage')).toBe(true));
    expect(events().find((event) => event.propertyName === 'hs_pipeline_stage')).toMatchObject({
      changeSource: 'CRM_UI',
      sourceId: 'userId:5',
    });
    expect(events().some((event) => /lastmodified/.test(event.propertyName))).toBe(false);
  });

  it('are signed so that HubSpot’s own library accepts them', async () => {
    await portal.client.crm.contacts.basicApi.update('1001', { properties: { city: 'Ávila' } });
    await heard(1);
    const [delivery] = deliveries;
    const timestamp = Number(delivery?.headers['x-hubspot-request-timestamp']);
    const common = { clientSecret: SECRET, requestBody: delivery?.text ?? '' };
    const decoded = url.replace('%40', '@');
    expect(
      Signature.isValid({
        ...common,
        signature: String(delivery?.headers['x-hubspot-signature-v3']),
        signatureVersion: 'v3',
        url: decoded,
        method: 'POST',
        timestamp,
      }),
    ).toBe(true);
    expect(
      Signature.isValid({
        ...common,
        signature: String(delivery?.headers['x-hubspot-signature']),
        signatureVersion: 'v1',
      }),
    ).toBe(true);
  });

  it('gather at most a hundred events in a delivery', async () => {
    const inputs = Array.from({ length: 100 }, (_, index) => ({
      properties: { email: `hook${index}@example.com`, city: 'Lugo' },
    }));
    await portal.call('POST', '/crm/v3/objects/contacts/batch/create', { inputs });
    await heard(300);
    expect(Math.max(...deliveries.map((delivery) => delivery.events.length))).toBe(100);
    expect(new Set(events().map((event) => event.eventId)).size).toBe(300);
  });

  it('are repeated until accepted, and given up after the last retry', async () => {
    answers = [500, 404];
    await portal.client.crm.contacts.basicApi.update('1001', { properties: { city: 'Uno' } });
    await heard(3);
    expect(events().map((event) => event.attemptNumber)).toEqual([0, 1, 2]);
    answers = [500, 500, 500, 500];
    await portal.client.crm.contacts.basicApi.update('1001', { properties: { city: 'Dos' } });
    await vi.waitFor(async () =>
      expect((await own('GET', '/webhooks')).body).toMatchObject({ queued: 0, delivered: 1, dropped: 1 }),
    );
    expect(events().length).toBe(7);
  });

  it('cover creation, association, merge, deletion, restoration and erasure', async () => {
    const made = await portal.client.crm.contacts.basicApi.create({
      properties: { email: 'x@example.com' },
      associations: [],
    });
    await portal.client.crm.associations.v4.basicApi.createDefault('contacts', made.id, 'tickets', '702');
    await portal.call('POST', '/crm/v3/objects/contacts/merge', { primaryObjectId: '1002', objectIdToMerge: '1003' });
    await portal.client.crm.contacts.basicApi.archive(made.id);
    await own('POST', '/edits', { objectType: 'contacts', id: made.id, restore: true });
    await portal.call('POST', '/crm/v3/objects/contacts/gdpr-delete', { objectId: made.id });
    const kinds = [
      'object.creation',
      'object.associationChange',
      'object.merge',
      'object.deletion',
      'object.restore',
      'contact.privacyDeletion',
    ];
    await vi.waitFor(() =>
      expect(new Set(events().map((event) => event.subscriptionType))).toEqual(
        new Set([...kinds, 'object.propertyChange']),
      ),
    );
    const of = (kind: string) => events().filter((event) => event.subscriptionType === kind);
    expect(of('object.merge')[0]).toMatchObject({ primaryObjectId: 1002, mergedObjectIds: [1003], newObjectId: 1002 });
    expect(of('object.associationChange').map((event) => [event.associationType, event.associationRemoved])).toEqual(
      expect.arrayContaining([
        ['CONTACT_TO_TICKET', false],
        ['TICKET_TO_CONTACT', false],
      ]),
    );
  });

  it('can be lost, doubled, delayed and turned round, and subscribed to at run time', async () => {
    const settings = {
      targetUrl: url,
      clientSecret: SECRET,
      ...QUICK,
      subscriptions: [{ subscriptionType: 'contact.propertyChange', propertyName: 'city' }],
    };
    expect((await own('PUT', '/webhooks', settings)).body.settings).not.toHaveProperty('clientSecret');
    await own('POST', '/faults', { kind: 'webhook-lose', count: 1 });
    await portal.client.crm.contacts.basicApi.update('1001', { properties: { city: 'Lost', phone: '1' } });
    await own('POST', '/faults', { kind: 'webhook-duplicate', count: 1 });
    await portal.client.crm.contacts.basicApi.update('1001', { properties: { city: 'Twice' } });
    await heard(2);
    expect(events().map((event) => event.propertyValue)).toEqual(['Twice', 'Twice']);
    expect(events()[0]).not.toHaveProperty('objectTypeId');
    await own('POST', '/faults', { kind: 'webhook-reorder', count: 1 });
    await own('POST', '/faults', { kind: 'webhook-delay', count: 1, delayMs: 30 });
    await portal.call('POST', '/crm/v3/objects/contacts/batch/update', {
      inputs: [
        { id: '1001', properties: { city: 'Late' } },
        { id: '1002', properties: { city: 'B' } },
        { id: '1003', properties: { city: 'C' } },
      ],
    });
    await heard(5);
    expect(
      events()
        .slice(2)
        .map((event) => event.propertyValue),
    ).toEqual(['C', 'B', 'Late']);
    expect((await own('PUT', '/webhooks', { targetUrl: 'nowhere' })).status).toBe(400);
  });
});
