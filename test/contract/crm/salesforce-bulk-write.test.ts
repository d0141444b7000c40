import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock, FieldSpec, RecordUpdate } from '../../../src/crm/port.ts';
import { connectTo } from './bench.ts';
import { type SalesforceBench, salesforceBench } from './salesforce-bench.ts';

const FIELDS: readonly FieldSpec[] = [
  { object: 'customer', name: 'score', label: 'CX score', description: 'From 0 to 100', type: 'number' },
  { object: 'customer', name: 'card', label: 'Card', description: 'What the card shows', type: 'longtext' },
  { object: 'customer', name: 'scored_at', label: 'Scored at', description: 'When', type: 'datetime' },
];
const BULK = { bulk: { writeAbove: 10 } };
const SINGLE = 'batch/update';

describe('writing very many records through Bulk API 2.0', () => {
  let bench: SalesforceBench;
  let updates: readonly RecordUpdate[];
  const id = (index: number): string => bench.seeded.customer[index] ?? '';
  const outcomes = async (some: readonly RecordUpdate[] = updates): Promise<readonly string[]> =>
    (await connectTo(bench, { settings: BULK }).write(some)).map(({ outcome }) => outcome);
  const written = async (): Promise<number> =>
    ((await bench.control('GET', '/writes?field=Pulso_Score__c')) as { total: number }).total;

  beforeEach(async () => {
    bench = await salesforceBench({ customers: 30 });
    await connectTo(bench).ensureFields(FIELDS);
    updates = bench.seeded.customer.map((each, index) => ({ object: 'customer', id: each, values: { score: index } }));
  });
  afterEach(() => bench.close());

  it('gives one result per record, in the order of the updates', async () => {
    const odd = 'Él dijo: "no", y\nse fue; 100% — #N/A, =1+1';
    const scoredAt = '2026-11-20T10:00:00.000Z';
    await connectTo(bench).write([{ object: 'customer', id: id(2), values: { score: 5, card: 'before' } }]);
    const [first, second, third, fourth, ...rest] = updates as [
      RecordUpdate,
      RecordUpdate,
      RecordUpdate,
      RecordUpdate,
      ...RecordUpdate[],
    ];
    const before = await bench.calls(SINGLE);
    const some: RecordUpdate[] = [
      { ...first, values: { score: 1.5, card: odd } },
      { ...second, values: { scored_at: scoredAt } },
      { ...third, values: { card: null } },
      { ...fourth, values: { card: 'x'.repeat(32_100) } },
      ...rest,
    ];
    expect(await outcomes(some)).toEqual(some.map(() => 'written'));
    // The text that is too long for Bulk API went by itself.
    expect((await bench.calls(SINGLE)) - before).toBe(1);
    const fields = ['score', 'card', 'scored_at'];
    const read = await connectTo(bench).readFields('customer', [id(0), id(1), id(2)], fields);
    expect(read.get(id(0))).toEqual({ score: '1.5', card: odd, scored_at: null });
    expect(read.get(id(1))).toEqual({ score: null, card: null, scored_at: scoredAt });
    expect(read.get(id(2))).toEqual({ score: '5', card: null, scored_at: null });
    expect((await bench.readField('customer', id(3), 'card'))?.length).toBe(32_100);
  });

  it('leaves a choice that the org does not know out, and writes the rest', async () => {
    const flags: FieldSpec = {
      ...{ object: 'customer', name: 'flags', label: 'Flags', description: 'Frictions', type: 'choices' },
      options: [{ value: 'reopened', label: 'Reopened' }],
    };
    await connectTo(bench).ensureFields([...FIELDS, flags]);
    const some = updates.map((update) => ({ ...update, values: { ...update.values, flags: ['no_such_flag'] } }));
    const results = await connectTo(bench, { settings: BULK }).write(some);
    expect(results.every(({ outcome, refused }) => outcome === 'written' && refused?.[0]?.field === 'flags')).toBe(
      true,
    );
    expect(await written()).toBe(30);
  });

  it('sends the records of one account side by side', async () => {
    await outcomes();
    const { body: jobs } = await bench.api('GET', '/jobs/ingest');
    const [job] = (jobs as { records: { id: string }[] }).records;
    const path = `/services/data/v${bench.crm.manifest.apiVersion}/jobs/ingest/${job?.id}/successfulResults`;
    const answer = await fetch(bench.baseUrl + path, { headers: { authorization: `Bearer ${bench.token}` } });
    const lines = (await answer.text()).trim().split('\n').slice(1);
    const soql = 'SELECT Id, AccountId FROM Contact';
    const { body } = await bench.api('GET', `/query?q=${encodeURIComponent(soql)}`);
    const accounts = new Map(
      (body as { records: { Id: string; AccountId: string }[] }).records.map((each) => [each.Id, each.AccountId]),
    );
    const order = lines.map((line) => accounts.get(line.slice(1, 19)));
    expect(order).toHaveLength(30);
    expect(order.filter((account, index) => account !== order[index - 1])).toHaveLength(5);
  });

  it('tells what was refused, what is gone, what moved, and tries locked records once more', async () => {
    const rule = { kind: 'validation', objectType: 'Contact', when: "LastName = 'Ruiz 5'", message: 'Not now' };
    await bench.control('POST', '/rules', rule);
    await bench.archive('customer', id(6));
    await bench.merge('customer', id(0), id(7));
    await bench.control('POST', '/faults', { kind: 'row-lock', failures: 3, path: 'jobs/ingest', method: 'PATCH' });
    const before = await bench.calls(SINGLE);
    const results = await connectTo(bench, { settings: BULK }).write(updates);
    const others = results.filter((_, index) => ![4, 6, 7].includes(index));
    expect(others.map(({ outcome }) => outcome)).toEqual(others.map(() => 'written'));
    expect(results[4]).toMatchObject({
      outcome: 'failed',
      error: { code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: expect.stringMatching(/^Not now .*exempt/) },
    });
    expect(results[6]).toMatchObject({ id: id(6), outcome: 'gone' });
    expect(results[7]).toMatchObject({ id: id(7), outcome: 'moved', movedTo: id(0) });
    expect((await bench.calls(SINGLE)) - before).toBe(1);
  });

  it('loses and repeats nothing when a job fails half-way', async () => {
    await bench.control('PUT', '/bulk', { failAfterRows: 12, inProgressPolls: 2 });
    const results = await connectTo(bench, { settings: BULK }).write(updates);
    const open = results.filter(({ outcome }) => outcome === 'failed');
    expect(open).toHaveLength(18);
    expect(open[0]?.error).toMatchObject({ code: 'BULK_JOB_FAILED', retry: true });
    expect(await written()).toBe(12);
    await bench.control('PUT', '/bulk', {});
    const missing = updates.filter((update) => open.some((each) => each.id === update.id));
    expect(await outcomes(missing)).toEqual(missing.map(() => 'written'));
    expect(await written()).toBe(30);
  });

  it('sees, after a crash, what a job at work has written, before anything is sent again', async () => {
    await bench.control('PUT', '/bulk', { inProgressPolls: 4 });
    const dies: Clock = { now: bench.clock.now, wait: () => Promise.reject(new Error('the program dies')) };
    const dying = connectTo({ ...bench, clock: { ...bench.clock, ...dies } }, { settings: BULK });
    await expect(dying.write(updates)).rejects.toThrow('the program dies');
    expect(await written()).toBe(0);
    const next = connectTo(bench, { settings: BULK });
    const read = await next.readFields('customer', bench.seeded.customer, ['score']);
    expect([...read.values()].map(({ score }) => Number(score)).sort((a, b) => a - b)).toEqual(
      updates.map((_, index) => index),
    );
    expect(await written()).toBe(30);
  });

  it('says what our user may not edit, for every record alike', async () => {
    await bench.control('POST', '/permissions', { target: 'Contact.Pulso_Score__c', access: 'none' });
    const results = await connectTo(bench, { settings: BULK }).write(updates);
    expect(new Set(results.map(({ error }) => `${error?.code} ${error?.retry}`))).toEqual(
      new Set(['INVALID_FIELD false']),
    );
    expect(results[0]?.error?.message).toMatch(/edit access/);
  });

  it('writes in small calls where Bulk API does not take the job', async () => {
    const refused = { kind: 'error', status: 400, errorCode: 'FEATURENOTENABLED', path: 'jobs/ingest', method: 'POST' };
    await bench.control('POST', '/faults', refused);
    expect(await outcomes()).toEqual(updates.map(() => 'written'));
    expect(await bench.calls('/batches')).toBe(0);
  });
});
