import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPortal, openPortal } from './small-portal.ts';

describe('the fault switchboard', () => {
  let portal: OpenPortal;

  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.sandbox.close());
  afterEach(() => portal.call('DELETE', '/_sandbox/faults', undefined, null));

  const fault = (rule: object) => portal.call('POST', '/_sandbox/faults', rule, null);
  const list = () => portal.call('GET', '/crm/v3/objects/contacts?limit=1');
  const patch = (properties: object) => portal.call('PATCH', '/crm/v3/objects/contacts/1001', { properties });
  const city = async () =>
    (await portal.call('GET', '/crm/v3/objects/contacts/1001?properties=city')).body.properties.city;

  it.each([
    [{ kind: 'rate-limit', policy: 'DAILY' }, 429, { policyName: 'DAILY' }],
    [{ kind: 'rate-limit', policy: 'SECONDLY', retryAfterSeconds: 2 }, 429, { policyName: 'SECONDLY' }],
    [{ kind: 'error', status: 503 }, 503, { status: 'error' }],
    [{ kind: 'expired-token' }, 401, { category: 'EXPIRED_AUTHENTICATION' }],
    [{ kind: 'locked' }, 423, { category: 'LOCKED' }],
    [{ kind: 'migrating', retryAfterSeconds: 3 }, 477, { category: 'MIGRATION_IN_PROGRESS' }],
  ])('%j', async (rule, status, body) => {
    await fault({ ...rule, count: 1 });
    const struck = await list();
    expect(struck.status).toBe(status);
    expect(struck.body).toMatchObject(body);
    if ('retryAfterSeconds' in rule) expect(struck.headers.get('retry-after')).toBe(String(rule.retryAfterSeconds));
    expect((await list()).status).toBe(200);
  });

  it('strikes only the requests that match, after those it lets pass', async () => {
    await fault({ kind: 'error', method: 'POST', path: '/batch/read$', skip: 1, count: 1 });
    const read = () => portal.call('POST', '/crm/v3/objects/contacts/batch/read', { inputs: [{ id: '1001' }] });
    expect((await list()).status).toBe(200);
    expect([(await read()).status, (await read()).status, (await read()).status]).toEqual([200, 500, 200]);
  });

  it('repeats a run of chances from its seed', async () => {
    const run = async () => {
      await portal.call('DELETE', '/_sandbox/faults', undefined, null);
      await fault({ kind: 'error', probability: 0.5, seed: 7 });
      const statuses: number[] = [];
      for (let count = 0; count < 12; count += 1) statuses.push((await list()).status);
      return statuses;
    };
    const first = await run();
    expect(await run()).toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 500]));
  });

  it('drops the connection before the work, or after it', async () => {
    await fault({ kind: 'drop-before', method: 'PATCH', count: 1 });
    await expect(patch({ city: 'Before' })).rejects.toThrow('fetch failed');
    expect(await city()).toBeNull();
    await fault({ kind: 'drop-after', method: 'PATCH', count: 1 });
    await expect(patch({ city: 'After' })).rejects.toThrow('fetch failed');
    expect(await city()).toBe('After');
  });

  it('lets part of a batch fail and does the rest', async () => {
    await fault({ kind: 'partial-batch', path: 'batch/update', failures: 1, count: 1 });
    const inputs = ['1001', '1002'].map((id) => ({ id, properties: { city: 'Part' } }));
    const { status, body } = await portal.call('POST', '/crm/v3/objects/contacts/batch/update', { inputs });
    expect([status, body.numErrors, body.errors[0].context.ids, body.results[0].id]).toEqual([
      207,
      1,
      ['1001'],
      '1002',
    ]);
    expect(await city()).toBe('After');
  });

  it('sends half a JSON', async () => {
    await fault({ kind: 'malformed-json', count: 1 });
    await expect(list()).rejects.toThrow(SyntaxError);
  });

  it('is slow on request', async () => {
    await fault({ kind: 'slow', delayMs: 60, count: 1 });
    const started = performance.now();
    expect((await list()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(55);
  });

  it('refuses what it does not know and shows what is on', async () => {
    expect((await fault({ kind: 'earthquake' })).status).toBe(400);
    await fault({ kind: 'locked', count: 2 });
    await list();
    const { body } = await portal.call('GET', '/_sandbox/faults', undefined, null);
    expect(body.faults).toMatchObject([{ kind: 'locked', count: 2, struck: 1 }]);
  });
});

describe('the sandbox’s books', () => {
  it('count calls by route, writes by record and property; edits of people are not writes', async () => {
    const portal = await openPortal();
    const own = (method: string, path: string, body?: unknown) => portal.call(method, `/_sandbox${path}`, body, null);
    await portal.client.crm.contacts.basicApi.update('1001', { properties: { city: 'Soria' } });
    await portal.client.crm.contacts.batchApi.update({
      inputs: [{ id: '1001', properties: { city: 'Soria', phone: '1' } }],
    });
    await own('POST', '/edits', { objectType: 'contacts', id: '1002', properties: { city: 'Jaca' } });
    const { body: writes } = await own('GET', '/writes?objectType=contacts');
    expect(writes.records).toEqual([
      {
        objectType: 'contacts',
        id: '1001',
        writes: 2,
        changes: 2,
        properties: { city: { writes: 2, changes: 1 }, phone: { writes: 1, changes: 1 } },
      },
    ]);
    const { body: calls } = await own('GET', '/calls');
    expect(calls.total).toBe(2);
    expect(calls.byRoute[0]).toMatchObject({
      route: expect.stringMatching(/^P(ATCH|OST) \/crm\/v3\/objects\/:objectType/),
      count: 1,
    });
    expect(calls.last[0]).toMatchObject({ method: 'PATCH', path: '/crm/v3/objects/contacts/1001', status: 200 });
    await portal.sandbox.close();
  });

  it('play a person: create, link, archive, restore, merge; and start anew', async () => {
    const portal = await openPortal();
    const edit = (body: object) => portal.call('POST', '/_sandbox/edits', body, null);
    const before = (await portal.call('GET', '/_sandbox/state-hash', undefined, null)).body.hash;
    const made = await edit({
      objectType: 'ticket',
      properties: { subject: 'New', hs_pipeline_stage: '1' },
      associate: [{ objectType: 'contacts', id: '1001' }],
    });
    const linked = await portal.call('GET', '/crm/v4/objects/contacts/1001/associations/tickets');
    expect(linked.body.results.map((each: { toObjectId: number }) => String(each.toObjectId))).toContain(made.body.id);
    await edit({ objectType: 'contacts', id: '1003', archive: true });
    expect((await portal.call('GET', '/crm/v3/objects/contacts/1003')).status).toBe(404);
    expect((await edit({ objectType: 'contacts', id: '1003', restore: true })).status).toBe(200);
    expect(
      (await edit({ objectType: 'contacts', id: '1002', mergeId: '1003' })).body.properties.hs_merged_object_ids,
    ).toBe('1003');
    expect((await portal.call('GET', '/_sandbox/state-hash', undefined, null)).body.hash).not.toBe(before);
    expect((await portal.call('POST', '/_sandbox/reset', undefined, null)).status).toBe(204);
    expect((await portal.call('GET', '/_sandbox/state-hash', undefined, null)).body.hash).toBe(before);
    await portal.sandbox.close();
  });
});
