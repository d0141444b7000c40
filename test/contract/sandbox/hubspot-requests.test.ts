import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPortal, openPortal, request, TOKEN } from './small-portal.ts';

describe('requests as clients of other languages send them', () => {
  let portal: OpenPortal;

  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.sandbox.close());

  it('take flags in any case, and lists of properties repeated or with commas', async () => {
    const read = (query: string) => portal.call('GET', `/crm/v3/objects/contacts/1001?${query}`);
    expect((await read('archived=False')).status).toBe(200);
    expect((await read('archived=perhaps')).status).toBe(400);
    const repeated = (await read('properties=city&properties=phone')).body.properties;
    expect(repeated).toEqual((await read('properties=city,phone')).body.properties);
    const batch = await portal.call('POST', '/crm/v3/objects/contacts/batch/read?archived=False', {
      inputs: [{ id: '1001' }],
    });
    expect(batch.body.results).toHaveLength(1);
  });

  it('sort by a name, a name with a minus, an object, and an object in a string', async () => {
    const sorted = async (sort: unknown) => {
      const { body } = await portal.call('POST', '/crm/v3/objects/contacts/search', { sorts: [sort] });
      return body.results?.map((each: { id: string }) => each.id) ?? body.message;
    };
    const descending = ['1003', '1002', '1001'];
    expect(await sorted('hs_object_id')).toEqual(descending.toReversed());
    for (const sort of ['-hs_object_id', { propertyName: 'hs_object_id', direction: 'DESCENDING' }]) {
      expect(await sorted(sort)).toEqual(descending);
    }
    expect(await sorted(JSON.stringify({ propertyName: 'hs_object_id', direction: 'DESCENDING' }))).toEqual(descending);
    expect(await sorted('{"propertyName":')).toContain('could not be read');
  });

  it('are told the methods of a path, and that only JSON is read', async () => {
    const put = await portal.call('PUT', '/crm/objects/2026-09/contacts/1001', {});
    expect([put.status, put.body.category, put.headers.get('allow')]).toEqual([
      405,
      'METHOD_NOT_ALLOWED',
      'GET, PATCH, DELETE',
    ]);
    expect((await portal.call('GET', '/crm/v3/nothing')).status).toBe(404);
    const text = await fetch(`${portal.sandbox.url}/crm/v3/objects/contacts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'text/plain' },
      body: '{"properties":{"email":"plain@example.com"}}',
    });
    expect(text.status).toBe(415);
  });

  it('complete an action without the typed outputs that no official client sends yet', async () => {
    const done = await portal.call('POST', '/automation/v4/actions/callbacks/complete', {
      inputs: [{ callbackId: 'gone', outputFields: { hs_execution_state: 'SUCCESS' } }],
    });
    expect(done.status).toBe(204);
  });

  it('carry in errors of a batch all that the description requires', async () => {
    const { status, body } = await portal.call('POST', '/crm/v3/objects/contacts/batch/read', {
      inputs: [{ id: '1001' }, { id: '77' }],
    });
    expect([status, body.errors]).toEqual([
      207,
      [
        {
          status: 'error',
          category: 'OBJECT_NOT_FOUND',
          message: expect.stringContaining('CONTACT'),
          context: { ids: ['77'] },
          errors: [],
          links: {},
        },
      ],
    ]);
    const limited = await request(portal.sandbox.url, 'POST', '/_sandbox/faults', { kind: 'rate-limit', count: 1 });
    expect(limited.status).toBe(201);
    expect((await portal.call('GET', '/crm/v3/objects/contacts')).body).toMatchObject({
      category: 'RATE_LIMITS',
      policyName: 'TEN_SECONDLY_ROLLING',
    });
  });
});

describe('unique values within one batch', () => {
  let portal: OpenPortal;

  beforeAll(async () => {
    portal = await openPortal();
    await portal.call('POST', '/crm/v3/properties/contacts', {
      name: 'member_number',
      label: 'Member number',
      type: 'string',
      fieldType: 'text',
      groupName: 'contactinformation',
      hasUniqueValue: true,
    });
  });
  afterAll(() => portal.sandbox.close());

  const batch = (verb: string, inputs: unknown[]) =>
    portal.call('POST', `/crm/objects/2026-09/contacts/batch/${verb}`, { inputs });

  it('are refused a second time, whatever writes them', async () => {
    const twins = [{ member_number: 'A1' }, { member_number: 'a1' }];
    const created = await batch(
      'create',
      twins.map((properties, index) => ({ properties: { ...properties, firstname: `Twin ${index}` } })),
    );
    const updated = await batch(
      'update',
      twins.map((properties, index) => ({ id: String(1001 + index), properties })),
    );
    const upserted = await batch('upsert', [
      { id: 'new@example.com', idProperty: 'email', properties: {} },
      { id: 'NEW@example.com', idProperty: 'email', properties: {} },
    ]);
    expect([created.status, updated.status, upserted.status]).toEqual([400, 400, 400]);
    expect(created.body.message).toContain('member_number');
    expect((await portal.call('GET', '/crm/v3/objects/contacts?limit=100')).body.results).toHaveLength(3);
  });

  it('may move on in a batch of their own', async () => {
    expect((await batch('update', [{ id: '1001', properties: { member_number: 'B2' } }])).status).toBe(200);
    const taken = await batch('update', [{ id: '1002', properties: { member_number: 'b2' } }]);
    expect([taken.status, taken.body.errors[0].code]).toEqual([400, 'CONFLICTING_UNIQUE_VALUE']);
    const upserted = await batch('upsert', [{ id: 'B2', idProperty: 'member_number', properties: { city: 'Vigo' } }]);
    expect([upserted.body.results[0].id, upserted.body.results[0].new]).toEqual(['1001', false]);
  });
});

describe('what a contact is known by', () => {
  let portal: OpenPortal;

  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.sandbox.close());

  it('includes the addresses of the contacts that were merged into it', async () => {
    await portal.call('POST', '/crm/v3/objects/contacts/merge', { primaryObjectId: '1001', objectIdToMerge: '1002' });
    await portal.call('POST', '/crm/v3/objects/contacts/merge', { primaryObjectId: '1003', objectIdToMerge: '1001' });
    const { body } = await portal.call(
      'GET',
      '/crm/v3/objects/contacts/PERSON2@example.com?idProperty=email&properties=email,hs_additional_emails',
    );
    expect([body.id, body.properties.email, body.properties.hs_additional_emails]).toEqual([
      '1003',
      'person3@example.com',
      'person2@example.com;person1@example.com',
    ]);
    const again = await portal.call('POST', '/crm/v3/objects/contacts', {
      properties: { email: 'person1@example.com' },
    });
    expect([again.status, again.body.message]).toEqual([409, 'Contact already exists. Existing ID: 1003']);
    await portal.call('POST', '/crm/v3/objects/contacts/gdpr-delete', { objectId: '1003' });
    const free = await portal.call('POST', '/crm/v3/objects/contacts', {
      properties: { email: 'person1@example.com' },
    });
    expect(free.status).toBe(201);
  });

  it('takes only days that a calendar has', async () => {
    const write = (closedate: string) =>
      portal.call('PATCH', '/crm/v3/objects/companies/501', { properties: { closedate } });
    const renew = (hs_next_renewal_date: string) =>
      portal.call('PATCH', '/crm/v3/objects/companies/501', { properties: { hs_next_renewal_date } });
    expect((await write('2025-02-30T10:00:00Z')).body.errors[0].code).toBe('INVALID_LONG');
    expect((await renew('2025-02-30')).body.errors[0].code).toBe('INVALID_DATE');
    expect((await renew('2024-02-29')).body.properties.hs_next_renewal_date).toBe('2024-02-29');
  });
});
