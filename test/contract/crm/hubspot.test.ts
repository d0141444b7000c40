import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { hubspot } from '../../../src/crm/hubspot/index.ts';
import type { FieldSpec } from '../../../src/crm/port.ts';
import { ScopeMissing } from '../../../src/errors.ts';
import { crmContract } from './battery.ts';
import { type CrmBench, connectTo, idsOf, lastCheckpoint, pass, recordsOf } from './bench.ts';
import { type HubspotBenchOptions, hubspotBench } from './hubspot-bench.ts';

crmContract('HubSpot', hubspotBench, hubspot.manifest.capabilities);

const LEAST = ['crm.objects.contacts.read', 'crm.objects.contacts.write', 'crm.schemas.contacts.write', 'tickets'];

describe('HubSpot in accounts that give less', () => {
  let bench: CrmBench;
  const open = async (options: Omit<HubspotBenchOptions, 'customers'>): Promise<CrmBench> => {
    bench = await hubspotBench({ customers: 20, ...options });
    return bench;
  };
  afterEach(() => bench.close());

  it('switches surveys off without their scope, and takes the answers that HubSpot rolls up instead', async () => {
    await open({ scopes: LEAST });
    const surveys = await pass(connectTo(bench), 'survey', null);
    expect(surveys).toHaveLength(1);
    expect(surveys[0]).toMatchObject({ records: [], phase: 'incremental' });
    const again = await pass(connectTo(bench), 'survey', lastCheckpoint(surveys));
    expect(idsOf(again)).toEqual([]);
    const customer = recordsOf(await pass(connectTo(bench), 'customer', null)).find(({ id }) => id === '1');
    const scale = { min: 0, max: 10, reversed: false };
    expect(customer).toMatchObject({
      surveys: [{ survey: 'nps', value: 9, scale, answeredAt: '2026-09-01T00:00:00.000Z' }],
    });
  });

  it('does not count rolled-up answers where the answers themselves can be read', async () => {
    await open({});
    const customer = recordsOf(await pass(connectTo(bench), 'customer', null)).find(({ id }) => id === '1');
    expect(customer).toMatchObject({ surveys: [] });
  });

  it('goes without e-mails when only they are out of reach', async () => {
    await open({ scopes: LEAST });
    const pages = await pass(connectTo(bench), 'engagement', null);
    expect(pages.at(-1)?.phase).toBe('incremental');
    const expected = bench.seeded.engagement.filter((id) => !id.startsWith('emails:'));
    expect([...idsOf(pages)].sort()).toEqual([...expected].sort());
  });

  it('reads contacts, tickets and their changes without companies', async () => {
    await open({ scopes: LEAST });
    for (const object of ['customer', 'ticket'] as const) {
      const connection = connectTo(bench);
      const backfill = await pass(connection, object, null);
      bench.clock.advance(60_000);
      const changed = bench.seeded[object].slice(5, 8);
      await bench.edit(object, changed);
      const increment = await pass(connection, object, lastCheckpoint(backfill));
      expect([...idsOf(increment)].sort()).toEqual([...changed].sort());
    }
  });

  it('names the scopes that are missing', async () => {
    await open({ scopes: LEAST });
    const health = await connectTo(bench).health();
    expect(health.missingScopes).toEqual([
      'crm.objects.companies.read',
      'crm.objects.deals.read',
      'crm.objects.feedback_submissions.read',
      'sales-email-read',
    ]);
    expect(health.unavailable.map(({ object }) => object)).toEqual(['account', 'survey', 'engagement', 'deal']);
  });

  it('does not go on without tickets, and says which scope they need', async () => {
    await open({ scopes: LEAST.filter((scope) => scope !== 'tickets') });
    const error = await pass(connectTo(bench), 'ticket', null).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ScopeMissing);
    expect((error as ScopeMissing).scopes).toEqual(['tickets']);
  });

  it('refuses fields whose scope is missing, by its name, and creates the others', async () => {
    await open({ scopes: [...LEAST, 'crm.objects.companies.read'] });
    const field = { name: 'score', label: 'CX score', description: '', type: 'number' } as const;
    const results = await connectTo(bench).ensureFields([
      { object: 'account', ...field },
      { object: 'customer', ...field },
    ]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'created']);
    expect(results[0]?.message).toContain('crm.schemas.companies.write');
  });

  it('creates as many fields as the account has room for and says what did not fit', async () => {
    await open({ tier: 'free' });
    const fields: FieldSpec[] = Array.from({ length: 12 }, (_, index) => ({
      object: 'customer',
      name: `field_${index}`,
      label: `Field ${index}`,
      description: '',
      type: 'string',
    }));
    const results = await connectTo(bench).ensureFields(fields);
    expect(results.filter(({ outcome }) => outcome === 'created')).toHaveLength(10);
    expect(results.slice(10).map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
    expect(results[11]?.message).toMatch(/room for 10 more custom properties/);
  });
});

describe('people whom HubSpot does not give', () => {
  it('are told apart: deleted, merged, and erased for good', async () => {
    const bench = await hubspotBench({ customers: 250 });
    onTestFinished(() => bench.close());
    const [binned, survivor, merged, erased, ...others] = bench.seeded.customer as [string, string, string, string];
    await bench.archive('customer', binned);
    await bench.merge('customer', survivor, merged);
    await fetch(`${bench.baseUrl}/crm/objects/2026-09/contacts/gdpr-delete`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bench.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ objectId: erased }),
    });
    const found = await connectTo(bench).fetch('customer', [binned, merged, erased, ...others]);
    expect(found.records.map(({ id }) => id)).toEqual(expect.arrayContaining(others));
    expect(found.deleted).toEqual([
      { object: 'customer', id: binned, forget: false },
      { object: 'customer', id: erased, forget: true },
    ]);
    expect(found.merged).toEqual([{ object: 'customer', from: [merged], into: survivor }]);
  });
});
