import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPortal, openPortal, refusal, smallPortal } from './small-portal.ts';

describe('batches of the object API', () => {
  let portal: OpenPortal;

  beforeAll(async () => {
    portal = await openPortal({ seed: smallPortal(120) });
  });
  afterAll(() => portal.sandbox.close());

  const batch = (verb: string, body: unknown) =>
    portal.call('POST', `/crm/objects/2026-09/contacts/batch/${verb}`, body);

  it('reads at most 100 and reports unknown ids with 207', async () => {
    const { batchApi } = portal.client.crm.contacts;
    const inputs = Array.from({ length: 100 }, (_, index) => ({ id: String(1001 + index) }));
    const all = await batchApi.read({ inputs, properties: ['email'], propertiesWithHistory: [] });
    expect([all.status, all.results.length]).toEqual(['COMPLETE', 100]);
    const some = await batch('read', { inputs: [{ id: '1001' }, { id: '77' }, { id: 'x' }], properties: [] });
    expect([some.status, some.body.results.length, some.body.numErrors]).toEqual([207, 1, 1]);
    expect(some.body.errors[0]).toMatchObject({ category: 'OBJECT_NOT_FOUND', context: { ids: ['77', 'x'] } });
    const tooMany = await refusal(
      batchApi.read({ inputs: [...inputs, { id: '1101' }], properties: [], propertiesWithHistory: [] }),
    );
    expect([tooMany.code, tooMany.body.category]).toEqual([400, 'VALIDATION_ERROR']);
  });

  it('updates the known ones and names the unknown', async () => {
    const { status, body } = await batch('update', {
      inputs: [
        { id: '1001', properties: { city: 'Bilbao' } },
        { id: '99999', properties: { city: 'Nowhere' } },
      ],
    });
    expect([status, body.results[0].properties.city, body.errors[0].context.ids]).toEqual([207, 'Bilbao', ['99999']]);
  });

  it('rejects the whole batch for one bad input, naming it, and changes nothing', async () => {
    const { status, body } = await batch('update', {
      inputs: [
        { id: '1002', properties: { city: 'Vigo' } },
        { id: '1003', properties: { lifecyclestage: 'nah' } },
      ],
    });
    expect([status, body.context.id, body.errors[0].context.propertyName]).toEqual([400, ['1003'], ['lifecyclestage']]);
    const untouched = await portal.client.crm.contacts.basicApi.getById('1002', ['city']);
    expect(untouched.properties.city).toBeNull();
  });

  it('reports one by one when every input carries an objectWriteTraceId', async () => {
    const { status, body } = await batch('create', {
      inputs: [
        { objectWriteTraceId: 'a', properties: { email: 'trace-a@example.com' } },
        { objectWriteTraceId: 'b', properties: { email: 'person1@example.com' } },
        { objectWriteTraceId: 'c', properties: { email: 'trace-c@example.com', nope: '1' } },
      ],
    });
    expect([status, body.numErrors, body.results.length]).toEqual([207, 2, 1]);
    expect(body.results[0].objectWriteTraceId).toBe('a');
    expect(body.errors.map((error: { context: object }) => error.context)).toEqual([
      { objectWriteTraceId: ['b'] },
      { objectWriteTraceId: ['c'] },
    ]);
  });

  it('upserts by a unique property and says which records are new', async () => {
    const input = (id: string) => ({ id, idProperty: 'email', properties: { city: 'Lugo' } });
    const reply = await portal.client.crm.contacts.batchApi.upsert({
      inputs: [input('person5@example.com'), input('brand-new@example.com')],
    });
    expect(reply.results.map((each) => [each._new, each.properties.email])).toEqual([
      [false, 'person5@example.com'],
      [true, 'brand-new@example.com'],
    ]);
    const notUnique = await batch('upsert', { inputs: [{ id: 'x', idProperty: 'city', properties: {} }] });
    expect(notUnique.status).toBe(400);
  });

  it('refuses the same id twice', async () => {
    const input = { id: '1001', properties: { city: 'x' } };
    const { status, body } = await batch('update', { inputs: [input, input] });
    expect([status, body.message]).toEqual([400, 'Duplicate IDs found in batch input: [1001]. IDs must be unique']);
  });

  it('archives without complaint', async () => {
    await portal.client.crm.contacts.batchApi.archive({ inputs: [{ id: '1090' }, { id: '424242' }] });
    expect((await portal.call('GET', '/crm/v3/objects/contacts/1090')).status).toBe(404);
  });
});
