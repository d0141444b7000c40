import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { account, customer, install, scorecard, signal } from '../../contract/store/samples.ts';

/** Indexes that hold nothing but the rows which are asked for. */
const EXACT_INDEXES = ['subjects_dirty', 'writebacks_pending', 'touched_by_age'];

/** Reading every row of an install, or of the whole table, where only some are wanted. */
function isWasteful(step: string): boolean {
  if (EXACT_INDEXES.some((index) => step.includes(` ${index} `))) return false;
  return /^SCAN (?!\d+-ROW VALUES)/.test(step) || /\(install=\?( AND object=\?)?( AND \w+>\?)?\)$/.test(step);
}

it('reads by page what it needs and no more, however much there is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-plans-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'pulso.db');
  const { store, queue } = await openStore({ url: path, secretKey: new Uint8Array(32), clock: () => 0 });
  onTestFinished(() => store.close());

  const statements = new Set<string>();
  const { prepare } = DatabaseSync.prototype;
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql, ...rest) {
    statements.add(sql);
    return prepare.call(this, sql, ...rest);
  });
  onTestFinished(() => void vi.restoreAllMocks());

  const ids = Array.from({ length: 500 }, (_, index) => `c${index}`);
  const origins = ids.map((id) => `t-${id}`);
  await store.transaction(async (tx) => {
    await store.installs.put(tx, install('i1'));
    const people = [...ids.map((id) => customer(id, 'a1')), account('a1')];
    await store.subjects.upsert(tx, people);
    const signals = ids.map((id) => signal(`s-${id}`, id, 1, `t-${id}`));
    await store.signals.upsert(tx, 'i1', signals, origins);
    await store.signals.upsert(tx, 'i1', signals.slice(1), origins);
    const records = ids.map((id) => ({ object: 'customer', id, record: { id } }));
    await store.records.upsert(tx, 'i1', records);
    await store.touched.put(tx, 'i1', records);
    await store.touched.clear(tx, 'i1', await store.touched.list('i1', 100));
    await store.remember(tx, 'i1', 'event');
    await queue.enqueue(tx, 'score', {}, { key: 'k', lane: 'l' });
  });
  await store.records.get('i1', 'customer', ids);
  const dirty = await store.subjects.dirty('i1', 1_000);
  await store.signals.ofMany('i1', 'customer', ids);
  await store.signals.ofMany('i1', 'account', ids);
  await store.subjects.dirty('i1', 200, 'last');
  await store.subjects.customersOf('i1', ['a1']);
  const known = await store.signals.known('i1', ids, 10_000);
  const readings = [...(known?.values() ?? [])]
    .flat()
    .map(({ signal }) => ({ signal, kept: { reader: 'r', reading: '1' } }));
  await store.transaction((tx) => store.signals.keepReadings(tx, 'i1', readings));
  await store.scorecards.latestMany('i1', 'customer', ids);
  await store.transaction((tx) =>
    store.scorecards.put(
      tx,
      'i1',
      dirty.map(({ object, id, mark }) => ({ mark, scorecard: scorecard(id, { object }) })),
    ),
  );
  const page = { until: '2026-11-23T12:00:00.000Z', skip: 0, limit: 64 };
  await store.signals.latest('i1', { object: 'customer', id: 'c1' }, page);
  await store.signals.latest('i1', { object: 'account', id: 'a1' }, page);
  await store.scorecards.scores('i1', 'customer', ids);
  await store.secrets.ofAccount('hubspot', 'portal-i1', 'client-secret');
  const note = { object: 'note', id: 'customer/c1' };
  await store.cards.head('i1', { object: 'customer', id: 'c1' }, [note, note]);
  await store.scorecards.history('i1', { object: 'customer', id: 'c1' }, 30);
  const pending = await store.writebacks.pending('i1', 'customer', 500);
  await store.transaction(async (tx) => {
    const rows = pending.map(({ object, id }) => ({ object, id }));
    const done = { outcome: 'written', written: {}, revision: 1, error: null, retry: false } as const;
    await store.writebacks.begin(
      tx,
      'i1',
      rows.map((row) => ({ ...row, sending: {} })),
    );
    await store.writebacks.finish(
      tx,
      'i1',
      rows.map((row) => ({ ...row, ...done })),
    );
    await store.subjects.archive(tx, 'i1', rows);
    await store.subjects.merge(
      tx,
      'i1',
      rows.map(({ id }) => id),
      'c1',
    );
  });
  const runner = queue.run({ concurrency: 1, tasks: { score: async () => {} } });
  await queue.idle();
  await runner.stop(1_000);
  await store.writebacks.log('i1', 10, 'c1');

  const database = new DatabaseSync(path, { readOnly: true });
  onTestFinished(() => database.close());
  const wasteful: string[] = [];
  for (const sql of statements) {
    if (!/^(select|insert|update|delete)/i.test(sql)) continue;
    for (const { detail } of prepare.call(database, `explain query plan ${sql}`).all()) {
      if (isWasteful(String(detail))) wasteful.push(`${detail} ← ${sql.slice(0, 160)}`);
    }
  }
  expect(statements.size).toBeGreaterThan(30);
  expect(wasteful).toEqual([]);
});
