import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeedObject } from '../../../src/sandbox/hubspot/seed-format.ts';
import { type OpenPortal, openPortal, smallPortal } from './small-portal.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-01-01T00:00:00Z');

/** Ten tickets, one a day, with priorities in turn. */
function tickets(): SeedObject[] {
  return Array.from({ length: 10 }, (_, index) => {
    const at = new Date(START + index * DAY_MS).toISOString();
    const properties: Record<string, string> = {
      subject: `Factura ${index} no llega`,
      hs_pipeline: '0',
      hs_pipeline_stage: '1',
      createdate: at,
      time_to_close: String(index * 1_000),
    };
    if (index % 2 === 0) properties.hs_ticket_priority = 'HIGH';
    return { type: 'tickets' as const, id: String(100 + index), properties, createdAt: at, updatedAt: at };
  });
}

describe('search', () => {
  let portal: OpenPortal;

  beforeAll(async () => {
    const seed = { ...smallPortal(), objects: [...smallPortal().objects].filter((each) => each.type !== 'tickets') };
    portal = await openPortal({
      seed: {
        ...seed,
        objects: [...seed.objects, ...tickets()],
        associations: [{ from: { type: 'tickets', id: '103' }, to: { type: 'contacts', id: '1001' }, typeIds: [16] }],
      },
      tier: { burst: 10_000, searchPerSecond: 10_000 },
    });
  });
  afterAll(() => portal.sandbox.close());

  const path = '/crm/objects/2026-09/tickets/search';
  const find = async (filters: object[], more: object = {}) => {
    const { status, body } = await portal.call('POST', path, { filterGroups: [{ filters }], limit: 200, ...more });
    return status === 200 ? body.results.map((each: { id: string }) => Number(each.id)) : { status, body };
  };
  const on = (propertyName: string, operator: string, more: object = {}) => ({ propertyName, operator, ...more });

  it.each([
    ['EQ', on('hs_object_id', 'EQ', { value: '104' }), [104]],
    ['NEQ', on('hs_ticket_priority', 'NEQ', { value: 'HIGH' }), []],
    ['LT', on('time_to_close', 'LT', { value: '2000' }), [100, 101]],
    ['LTE', on('time_to_close', 'LTE', { value: '2000' }), [100, 101, 102]],
    ['GT on a date as epoch', on('createdate', 'GT', { value: String(START + 8 * DAY_MS) }), [109]],
    ['GTE on a date as ISO', on('createdate', 'GTE', { value: '2026-01-09T00:00:00Z' }), [108, 109]],
    ['BETWEEN', on('time_to_close', 'BETWEEN', { value: '3000', highValue: '4000' }), [103, 104]],
    ['IN', on('hs_object_id', 'IN', { values: ['101', '105'] }), [101, 105]],
    [
      'NOT_IN',
      on('time_to_close', 'NOT_IN', { values: ['0', '1000', '2000', '3000', '4000', '5000', '6000', '7000'] }),
      [108, 109],
    ],
    ['HAS_PROPERTY', on('hs_ticket_priority', 'HAS_PROPERTY'), [100, 102, 104, 106, 108]],
    ['NOT_HAS_PROPERTY', on('hs_ticket_priority', 'NOT_HAS_PROPERTY'), [101, 103, 105, 107, 109]],
    ['CONTAINS_TOKEN', on('subject', 'CONTAINS_TOKEN', { value: 'factura 3' }), [103]],
    [
      'CONTAINS_TOKEN with a wildcard',
      on('subject', 'CONTAINS_TOKEN', { value: 'lleg*' }),
      [100, 101, 102, 103, 104, 105, 106, 107, 108, 109],
    ],
    ['NOT_CONTAINS_TOKEN', on('subject', 'NOT_CONTAINS_TOKEN', { value: 'llega' }), []],
    ['associations.contact', on('associations.contact', 'EQ', { value: '1001' }), [103]],
  ])('%s', async (_, filter, expected) => {
    expect(await find([filter])).toEqual(expected);
  });

  it('compares strings without case, but IN only with lower-case values', async () => {
    const search = (filter: object) =>
      portal.call('POST', '/crm/v3/objects/contacts/search', { filterGroups: [{ filters: [filter] }] });
    expect((await search(on('firstname', 'EQ', { value: 'FIRST1' }))).body.total).toBe(1);
    expect((await search(on('firstname', 'IN', { values: ['first1'] }))).body.total).toBe(1);
    expect((await search(on('firstname', 'IN', { values: ['First1'] }))).body.total).toBe(0);
  });

  it('joins filters with and, groups with or', async () => {
    const { body } = await portal.call('POST', path, {
      filterGroups: [
        { filters: [on('hs_ticket_priority', 'EQ', { value: 'HIGH' }), on('time_to_close', 'GT', { value: '5000' })] },
        { filters: [on('hs_object_id', 'EQ', { value: '101' })] },
      ],
    });
    expect(body.results.map((each: { id: string }) => each.id)).toEqual(['101', '106', '108']);
  });

  it('sorts, pages and searches words', async () => {
    const first = await portal.client.crm.tickets.searchApi.doSearch({
      query: 'factura',
      filterGroups: [],
      limit: 4,
      after: '0',
      properties: ['subject'],
      sorts: ['-createdate'],
    });
    expect([first.total, first.results.map((each) => each.id), first.paging?.next?.after]).toEqual([
      10,
      ['109', '108', '107', '106'],
      '4',
    ]);
    const last = await portal.call('POST', path, {
      sorts: [{ propertyName: 'createdate', direction: 'DESCENDING' }],
      after: 8,
      limit: 4,
    });
    expect(last.body.results.map((each: { id: string }) => each.id)).toEqual(['101', '100']);
    expect(last.body.paging).toBeUndefined();
  });

  it('refuses what exceeds its caps or makes no sense', async () => {
    const filter = on('hs_object_id', 'EQ', { value: '1' });
    const cases: [string, object][] = [
      ['more than 200 a page', { limit: 201 }],
      ['past 10,000 results', { after: 10_000, limit: 1 }],
      ['six groups', { filterGroups: Array.from({ length: 6 }, () => ({ filters: [filter] })) }],
      ['seven filters in a group', { filterGroups: [{ filters: Array.from({ length: 7 }, () => filter) }] }],
      [
        '19 filters',
        { filterGroups: [6, 6, 6, 1].map((count) => ({ filters: Array.from({ length: count }, () => filter) })) },
      ],
      ['two sorts', { sorts: ['createdate', 'subject'] }],
      ['a body over 3,000 characters', { query: 'x'.repeat(3_000) }],
      ['an unknown property', { filterGroups: [{ filters: [on('nope', 'EQ', { value: '1' })] }] }],
      ['an unknown operator', { filterGroups: [{ filters: [on('subject', 'LIKE', { value: '1' })] }] }],
      ['a missing value', { filterGroups: [{ filters: [on('subject', 'EQ')] }] }],
      ['IN without values', { filterGroups: [{ filters: [on('subject', 'IN', { value: 'x' })] }] }],
      ['no number', { filterGroups: [{ filters: [on('time_to_close', 'GT', { value: 'soon' })] }] }],
    ];
    for (const [name, body] of cases) {
      const reply = await portal.call('POST', path, body);
      expect([name, reply.status, reply.body.status, reply.body.category]).toEqual([
        name,
        400,
        'error',
        'VALIDATION_ERROR',
      ]);
    }
    expect((await portal.call('POST', path, { after: 9_800, limit: 200 })).status).toBe(200);
  });
});

describe('the search index', () => {
  it('lags behind, and never shows the archived', async () => {
    let now = Date.parse('2026-11-23T10:00:00Z');
    const portal = await openPortal({ clock: () => new Date(now), searchIndexLagMs: 5_000 });
    const search = async (value: string) =>
      (
        await portal.call('POST', '/crm/v3/objects/contacts/search', {
          filterGroups: [{ filters: [{ propertyName: 'city', operator: 'EQ', value }] }],
        })
      ).body.total;
    await portal.client.crm.contacts.basicApi.update('1001', { properties: { city: 'Cádiz' } });
    expect(await search('Cádiz')).toBe(0);
    now += 5_000;
    expect(await search('Cádiz')).toBe(1);
    await portal.client.crm.contacts.basicApi.archive('1001');
    now += 5_000;
    expect(await search('Cádiz')).toBe(0);
    await portal.sandbox.close();
  });

  it('answers five a second and then 429 without rate headers', async () => {
    let now = 1_000_000;
    const portal = await openPortal({ limitClock: () => now, tier: 'pro' });
    const search = () => portal.call('POST', '/crm/v3/objects/contacts/search', {});
    for (let count = 0; count < 5; count += 1) expect((await search()).status).toBe(200);
    const refused = await search();
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({
      status: 'error',
      errorType: 'RATE_LIMIT',
      policyName: 'SECONDLY',
      message: 'You have reached your secondly limit.',
    });
    expect(refused.headers.get('x-hubspot-ratelimit-max')).toBeNull();
    now += 1_000;
    expect((await search()).status).toBe(200);
    await portal.sandbox.close();
  });
});
