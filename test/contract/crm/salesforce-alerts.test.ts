/** Alerts as platform events: many at once, refused ones, lost answers, and an org that stops answering. */
import jsforce from 'jsforce';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageZip } from '../../../src/cli/salesforce-package/package-zip.ts';
import { readPackage } from '../../../src/cli/salesforce-package/read-package.ts';
import type { Announcement } from '../../../src/crm/port.ts';
import { connectTo } from './bench.ts';
import { type SalesforceBench, salesforceBench } from './salesforce-bench.ts';

let bench: SalesforceBench;
beforeEach(async () => {
  bench = await salesforceBench({ customers: 3, sandbox: { openFields: true } });
  const conn = new jsforce.Connection({ instanceUrl: bench.baseUrl, accessToken: bench.token, version: '67.0' });
  conn.metadata.pollInterval = 5;
  const { success } = await conn.metadata.deploy(packageZip(readPackage()), { singlePackage: true }).complete();
  expect(success).toBe(true);
});
afterEach(() => bench.close());

const alert = (id: string, rest: Partial<Announcement> = {}): Announcement => ({
  ...{ id, object: 'customer', record: bench.seeded.customer[0]!, kind: 'poor', title: 'Ana: Poor, score 38' },
  ...{ detail: 'Before: Fair.', band: 'poor', score: 38.44, url: 'https://acme.example.com/003' },
  ...{ at: '2026-11-20T10:00:00.000Z', ...rest },
});
const alerts = (count: number) => Array.from({ length: count }, (_, index) => alert(`a${index}`));
const published = async () => {
  const { events } = (await bench.control('GET', '/events?type=Pulso_Alert__e')) as {
    events: { fields: Record<string, unknown> }[];
  };
  return events.map(({ fields }) => fields);
};
const sent = { outcome: 'sent' };

describe('alerts of Salesforce', () => {
  it('are published in their order, few requests for many', async () => {
    const connection = connectTo(bench);
    const before = await bench.calls();
    expect(await connection.announce(alerts(60))).toEqual(Array.from({ length: 60 }, () => sent));
    expect((await bench.calls()) - before).toBe(4);
    expect((await published()).map(({ Alert_Id__c: id }) => id)).toEqual(alerts(60).map(({ id }) => id));
  });

  it('fit into their fields, and an account is one', async () => {
    const record = bench.seeded.account[0]!;
    const long = {
      title: `${'á'.repeat(254)}😀`,
      detail: 'x'.repeat(5_000),
      url: `https://acme.example.com/${'y'.repeat(300)}`,
    };
    const none = { band: null, score: null, detail: '' };
    expect(
      await connectTo(bench).announce([alert('long', long), alert('none', { object: 'account', record, ...none })]),
    ).toEqual([sent, sent]);
    const [first, second] = await published();
    expect(String(first?.Title__c)).toBe(`${'á'.repeat(254)}…`);
    expect(String(first?.Detail__c)).toHaveLength(4_000);
    expect(first?.Url__c ?? null).toBeNull();
    expect(first).toMatchObject({ Score__c: 38.4, Occurred_At__c: '2026-11-20T10:00:00.000+0000' });
    expect(second).toMatchObject({ Object__c: 'Account', Record_Id__c: record });
  });

  it('answers for each: published, refused for its content, to be tried again', async () => {
    await bench.control('POST', '/faults', {
      ...{ kind: 'row-error', errorCode: 'SERVER_UNAVAILABLE', failures: 1, path: 'composite$', count: 1 },
    });
    const results = await connectTo(bench).announce([alert('busy'), alert('empty', { title: '' }), alert('good')]);
    expect(results).toEqual([
      { outcome: 'failed', retry: true, message: expect.any(String) },
      { outcome: 'failed', retry: false, message: expect.stringContaining('Title__c') },
      sent,
    ]);
  });

  it('come again under the same id where the answer got lost, and not where the org did not take them', async () => {
    await bench.control('POST', '/faults', { kind: 'server-unavailable', path: 'composite$', count: 1 });
    expect(await connectTo(bench).announce([alert('a')])).toEqual([sent]);
    expect(await published()).toHaveLength(1);
    await bench.control('POST', '/faults', { kind: 'drop-after', path: 'composite$', count: 1 });
    expect(await connectTo(bench).announce([alert('b')])).toEqual([sent]);
    expect((await published()).map(({ Alert_Id__c: id }) => id)).toEqual(['a', 'b', 'b']);
  });

  it('are kept apart when the org stops answering: those that were published, and the rest', async () => {
    await bench.control('POST', '/faults', { kind: 'server-unavailable', path: 'composite$', skip: 1 });
    const results = await connectTo(bench).announce(alerts(30));
    expect(results.slice(0, 25)).toEqual(Array.from({ length: 25 }, () => sent));
    expect(results.slice(25).map((each) => each.outcome === 'failed' && each.retry)).toEqual(Array(5).fill(true));
    await expect(connectTo(bench).announce(alerts(2))).rejects.toMatchObject({ code: 'crm_unavailable' });
    expect(await published()).toHaveLength(25);
  });
});
