import { afterEach, describe, expect, it } from 'vitest';
import type { ChangePage, Checkpoint } from '../../../src/crm/port.ts';
import type { CrmObject } from '../../../src/crm/record.ts';
import { manyCasesSeed } from '../../../src/sandbox/salesforce/seed-many.ts';
import { connectTo, idsOf, lastCheckpoint, pass, recordsOf } from './bench.ts';
import { type SalesforceBench, type SalesforceBenchOptions, salesforceBench } from './salesforce-bench.ts';
import { idOf, NOW } from './salesforce-org.ts';

const OBJECTS: readonly CrmObject[] = ['customer', 'account', 'ticket', 'survey', 'engagement', 'deal'];
const BULK = { bulk: { readAbove: 1 } };
const RESULTS = '/results';

describe('a first pass through Bulk API 2.0', () => {
  let bench: SalesforceBench;
  const open = async (options: Partial<SalesforceBenchOptions> = {}): Promise<SalesforceBench> => {
    bench = await salesforceBench({ customers: 25, pageSize: 10, ...options });
    return bench;
  };
  afterEach(() => bench.close());

  const jobs = async (): Promise<{ id: string; state: string }[]> =>
    ((await bench.api('GET', '/jobs/query')).body as { records: { id: string; state: string }[] }).records;

  /** The first pages of a pass, as a program gives them that dies after them. */
  async function begin(pages: number, object: CrmObject = 'ticket'): Promise<ChangePage[]> {
    const given: ChangePage[] = [];
    for await (const page of connectTo(bench, { settings: BULK }).changes(object, null, new AbortController().signal)) {
      given.push(page);
      if (given.length === pages) break;
    }
    return given;
  }

  it.each(OBJECTS)('gives the same %ss as single requests do', async (object) => {
    await open();
    const mail = { ParentId: idOf('Case', 6), Incoming: false, Status: '3', Subject: 'Re', MessageDate: NOW };
    for (let index = 0; index < 7; index += 1) await bench.api('POST', '/sobjects/EmailMessage', mail);
    const comment = { ParentId: idOf('Case', 7), IsPublished: true, CommentBody: 'Hola, "estamos" en ello,\n¿vale?' };
    await bench.api('POST', '/sobjects/CaseComment', comment);
    const deal = { Name: 'Second', StageName: 'Prospecting', CloseDate: '2026-12-01', Amount: 0.5 };
    await bench.api('POST', '/sobjects/Opportunity', { ...deal, AccountId: idOf('Account', 2) });
    const single = await pass(connectTo(bench), object, null);
    expect(await jobs()).toEqual([]);
    const bulk = await pass(connectTo(bench, { settings: BULK }), object, null);
    expect(await bench.calls(RESULTS)).toBeGreaterThan(0);
    const byId = (pages: readonly ChangePage[]) => [...recordsOf(pages)].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(bulk)).toEqual(byId(single));
    expect(bulk.flatMap(({ setAside }) => setAside)).toEqual(single.flatMap(({ setAside }) => setAside));
    expect(lastCheckpoint(bulk)).toEqual(lastCheckpoint(single));
  });

  it('reads thousands of cases over several pages, once each, then what changes', async () => {
    await open({ seed: manyCasesSeed({ cases: 6_000, now: Date.parse(NOW) }), pageSize: 1_500 });
    const connection = connectTo(bench, { settings: { bulk: { readAbove: 5_000 } } });
    const pages = await pass(connection, 'ticket', null);
    expect(pages.map(({ records, phase }) => [records.length, phase])).toEqual([
      [0, 'backfill'],
      [1_500, 'backfill'],
      [1_500, 'backfill'],
      [1_500, 'backfill'],
      [1_500, 'incremental'],
    ]);
    expect(new Set(idsOf(pages)).size).toBe(6_000);
    const tenth = recordsOf(pages).find(({ id }) => id === bench.seeded.ticket[11]);
    expect(tenth).toMatchObject({ object: 'ticket', firstResponseAt: expect.any(String), open: false });
    expect(await jobs()).toEqual([]);
    bench.clock.advance(3_600_000);
    await bench.edit('ticket', [bench.seeded.ticket[41] ?? '']);
    const after = await pass(connection, 'ticket', lastCheckpoint(pages));
    expect(idsOf(after)).toEqual([bench.seeded.ticket[41]]);
  });

  it('goes on in the middle of a result after the program died', async () => {
    await open();
    const before = await begin(2);
    expect(before.map(({ records }) => records.length)).toEqual([0, 9]);
    const [job] = await jobs();
    const after = await pass(connectTo(bench, { settings: BULK }), 'ticket', lastCheckpoint(before));
    expect(idsOf([...before, ...after])).toEqual([...new Set(idsOf([...before, ...after]))]);
    expect(idsOf([...before, ...after])).toHaveLength(24);
    expect(job?.state).toBe('JobComplete');
    expect(await jobs()).toEqual([]);
  });

  it('waits for the job of the program that died, and starts no second one', async () => {
    await open();
    await bench.control('PUT', '/bulk', { inProgressPolls: 3 });
    const before = await begin(1);
    const started = Date.parse(NOW);
    const after = await pass(connectTo(bench, { settings: BULK }), 'ticket', lastCheckpoint(before));
    expect(idsOf(after)).toHaveLength(24);
    // Four questions: after 1 s, 2 s and 4 s.
    expect(bench.clock.now() - started).toBe(7_000);
  });

  it('starts a new job after the last record when the old one has expired', async () => {
    await open();
    const before = await begin(2);
    const [job] = await jobs();
    await bench.api('DELETE', `/jobs/query/${job?.id}`);
    const after = await pass(connectTo(bench, { settings: BULK }), 'ticket', lastCheckpoint(before));
    expect(idsOf([...before, ...after])).toEqual([...new Set(idsOf([...before, ...after]))]);
    expect(idsOf([...before, ...after])).toHaveLength(24);
  });

  it('reads on with single requests when Bulk API fails, or does not take the query', async () => {
    await open();
    await bench.control('PUT', '/bulk', { failQueries: true });
    const pages = await pass(connectTo(bench, { settings: BULK }), 'ticket', null);
    expect(idsOf(pages)).toHaveLength(24);
    expect(pages.at(-1)?.phase).toBe('incremental');
    const refused = { kind: 'error', status: 400, errorCode: 'EXCEEDED_QUOTA', path: 'jobs/query', method: 'POST' };
    await bench.control('POST', '/faults', refused);
    expect(idsOf(await pass(connectTo(bench, { settings: BULK }), 'customer', null))).toHaveLength(25);
  });

  it('takes a new job when a result is lost, and does not fail over tidying up the old one', async () => {
    await open();
    await bench.control('PUT', '/bulk', { inProgressPolls: 1 });
    await bench.control('POST', '/faults', {
      kind: 'error',
      status: 400,
      errorCode: 'INVALIDLOCATOR',
      path: RESULTS,
      count: 1,
    });
    await bench.control('POST', '/faults', { kind: 'request-limit', path: 'jobs/query', method: 'DELETE' });
    expect(idsOf(await pass(connectTo(bench, { settings: BULK }), 'ticket', null))).toHaveLength(24);
    expect((await jobs()).map(({ state }) => state)).toEqual(['JobComplete', 'JobComplete']);
  });

  it('asks for a page again whose answer was cut off', async () => {
    await open();
    await bench.control('POST', '/faults', { kind: 'drop-after', path: RESULTS, skip: 1, count: 2 });
    expect(idsOf(await pass(connectTo(bench, { settings: BULK }), 'ticket', null))).toHaveLength(24);
  });

  it('takes small orgs, and checkpoints from before, without it', async () => {
    await open();
    const seen: readonly unknown[] = [];
    const old: Checkpoint = {
      version: 1,
      streams: { Case: { phase: 'backfill', startedAt: Date.parse(NOW), after: idOf('Case', 20), seen } },
    };
    expect(idsOf(await pass(connectTo(bench, { settings: BULK }), 'ticket', old))).toHaveLength(5);
    await pass(connectTo(bench), 'customer', null);
    expect(await bench.calls('/jobs/')).toBe(0);
  });
});
