import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/cx/model/scorecard.ts';
import type { Store } from '../../../src/store/port.ts';
import type { StoreTest } from './place.ts';
import { account, alert, customer, install, NOON, scorecard, signal, trend } from './samples.ts';

const WORDS = 'words of';

/** Something in every table, for a customer c1 who shares a ticket and an account with c2. */
async function fill(store: Store, owner: string): Promise<void> {
  await store.transaction(async (tx) => {
    await store.installs.put(tx, { ...install('elsewhere'), crm: 'salesforce' });
    await store.subjects.upsert(tx, [customer('x', null, 'elsewhere')]);
    await store.links.identify(tx, 'elsewhere', [{ customer: 'x', value: 'ana' }]);
  });
  await new Promise<void>((begun) => {
    void store.inTurn(owner, 'held', () => {
      begun();
      return new Promise(() => {});
    });
  });
  await store.permits.exchange({
    ...{ install: owner, bucket: 'general', holder: 'p', limit: { requests: 10, perMs: 1_000 }, learned: false },
    ...{ wants: 3, returns: 0, heldForMs: 0, leaseMs: 15_000 },
  });
  await store.transaction(async (tx) => {
    await store.secrets.put(tx, owner, 'token', 'x');
    await store.remember(tx, owner, 'event');
    await store.models.use(tx, owner, { kind: 'score', id: 'default', version: 1, content: {}, at: NOON });
    await store.insights.putPortfolio(tx, owner, { at: NOON, content: { form: 1 } });
    await store.insights.putTrends(tx, owner, [
      ...[{ object: 'customer', id: 'c1' } as const, { object: 'customer', id: 'c2' } as const].map((each) => ({
        subject: each,
        trend: trend('up'),
      })),
    ]);
    await store.settingsLog.add(tx, owner, { at: NOON, by: 'Eva', before: {}, after: { language: 'es' } });
    const subject: Subject = { object: 'customer', id: 'c1' };
    await store.waitingSteps.put(tx, owner, { callback: 'ap-1', subject, revision: 0, askedAt: NOON, until: NOON });
    await store.alerts.add(tx, owner, [alert('alert-c1', 'c1')], 0);
    await store.touched.put(tx, owner, [{ object: 'customer', id: 'c1' }]);
    await store.templates.put(tx, owner, { name: 'contact', source: '<card/>', at: NOON, by: 'Eva' });
    await store.streams.put(tx, owner, {
      ...{ object: 'ticket', checkpoint: null, phase: 'backfill', read: 1, total: null, updatedAt: NOON },
    });
    await store.records.upsert(tx, owner, [
      { object: 'customer', id: 'c1', record: { id: 'c1', name: 'Customer c1' } },
      { object: 'ticket', id: 't1', record: { id: 't1', customers: ['c1', 'c2'], text: `${WORDS} c1` } },
      { object: 'ticket', id: 't2', record: { id: 't2', customers: ['c12'], text: 'of somebody else' } },
    ]);
    await store.setAsides.put(tx, owner, [
      ...['c1', 'c2'].map((record) => ({ object: 'customer', record, reason: 'bad_date', detail: 'd', at: NOON })),
    ]);
    await store.subjects.upsert(tx, [
      ...[customer('c1', 'a1', owner), customer('c2', 'a1', owner), account('a1', owner)],
    ]);
    await store.links.identify(tx, owner, [{ customer: 'c1', value: 'ana' }]);
    await store.links.sync(tx, owner, ['elsewhere']);
    await store.tickets.put(tx, owner, [
      ...['c1', 'c2'].map((id) => ({ id: `t-${id}`, subject: { object: 'customer' as const, id }, open: true })),
    ]);
    await store.signals.upsert(tx, owner, [signal('s1', 'c1', 1), signal('s2', 'c2', 2)], []);
    for (const subject of [{ object: 'customer', id: 'c1' } as const, { object: 'account', id: 'a1' } as const]) {
      const override = { value: 40, reason: 'Told us on the phone.', by: 'Eva', until: '2026-12-31T00:00:00.000Z' };
      await store.overrides.set(tx, owner, { subject, override, at: NOON, computed: 72 });
    }
    await store.scorecards.put(tx, owner, [
      { scorecard: scorecard('c1', { quotes: ['s1'] }), mark: 2 },
      { scorecard: scorecard('c2', { quotes: ['s2'] }), mark: 2 },
      { scorecard: scorecard('a1', { object: 'account', quotes: ['s1', 's2'] }), mark: 3 },
    ]);
    for (const [object, id] of [
      ['customer', 'c1'],
      ['customer', 'c2'],
      ['account', 'a1'],
      ['ticket', 't-c1'],
      ['ticket', 't-c2'],
    ] as const) {
      const written = { pulso_card: `${WORDS} s1` };
      await store.writebacks.begin(tx, owner, [{ object, id, sending: written }]);
      await store.writebacks.finish(tx, owner, [
        { object, id, outcome: 'written', written, revision: 1, error: null, retry: false },
      ]);
    }
  });
}

/** What leaves when somebody asks to be left alone. */
export function privacyContract(test: StoreTest): void {
  describe('purge', () => {
    it('leaves no row of the install in any table, and every row of the others', async (context) => {
      const { store, place } = test;
      const { countRows } = place;
      if (countRows === undefined) return context.skip('this engine’s database cannot be looked into from outside');
      await fill(store, 'i1');
      await fill(store, 'i2');
      const before = await countRows('i1');
      const empty = Object.entries(before).filter(([, count]) => count === 0);
      expect(empty, 'every table must have been filled, or this test proves nothing about it').toEqual([]);

      const purged = await store.installs.purge('i1');
      expect(Object.values(await countRows('i1')).reduce((sum, count) => sum + count, 0)).toBe(0);
      expect(await countRows('i2')).toEqual(before);
      expect(purged).toEqual({ ...before, installs: 1 });
      expect(await store.installs.get('i1')).toBeNull();
      expect(await store.installs.get('i2')).not.toBeNull();
    });

    it('cannot be undone by work that was under way', async () => {
      const { store } = test;
      await store.installs.purge('i1');
      const late = store.transaction((tx) => store.signals.upsert(tx, 'i1', [signal('s1', 'c1', 1)], []));
      await expect(late).rejects.toMatchObject({ code: 'store_conflict', retry: false });
    });
  });

  describe('forget', () => {
    it('takes the customer out of every table and leaves the others', async () => {
      const { store } = test;
      await fill(store, 'i1');
      await fill(store, 'i2');
      const counts = await store.subjects.forget('i1', 'c1');
      expect(counts).toMatchObject({ records: 2, signals: 1, subjects: 1, scorecards: 1, scorecard_history: 1 });
      expect(counts).toMatchObject({ writebacks: 1, write_log: 1, set_asides: 1, overrides: 1, override_log: 1 });

      const c1 = { object: 'customer', id: 'c1' } as const;
      expect(await store.subjects.get('i1', 'customer', 'c1')).toBeNull();
      expect(await store.signals.of('i1', c1)).toEqual([]);
      expect(await store.scorecards.latest('i1', c1)).toBeNull();
      expect(await store.scorecards.history('i1', c1, 10)).toEqual([]);
      expect(await store.writebacks.get('i1', 'customer', 'c1')).toBeNull();
      expect(await store.writebacks.log('i1', 10, 'c1')).toEqual([]);
      expect(await store.touched.list('i1', 10)).toEqual([]);
      expect((await store.overrides.list('i1')).map(({ subject }) => subject.id)).toEqual(['a1']);
      expect(await store.overrides.log('i1', 10, c1)).toEqual([]);
      expect((await store.setAsides.counts('i1'))[0]?.count).toBe(1);
      expect([...(await store.records.get('i1', 'ticket', ['t1', 't2'])).keys()]).toEqual(['t2']);
      expect(await store.records.count('i1', 'customer')).toBe(0);

      expect(await store.signals.of('i1', { object: 'customer', id: 'c2' })).toHaveLength(1);
      expect(await store.scorecards.latest('i1', { object: 'customer', id: 'c2' })).not.toBeNull();
      expect(await store.signals.of('i2', c1)).toHaveLength(1);
    });

    it('takes the customer’s words out of the account’s scorecards and log, and has it scored again', async () => {
      const { store } = test;
      await fill(store, 'i1');
      await store.subjects.forget('i1', 'c1');
      const a1 = { object: 'account', id: 'a1' } as const;
      const cards = [await store.scorecards.latest('i1', a1), ...(await store.scorecards.history('i1', a1, 10))];
      for (const card of cards) {
        const evidence = card?.flags[0]?.evidence ?? [];
        expect(evidence.map(({ signal: id, quote }) => [id, quote])).toEqual([
          ['s1', undefined],
          ['s2', `${WORDS} s2`],
        ]);
      }
      expect((await store.writebacks.log('i1', 10, 'a1'))[0]).toMatchObject({ before: {}, after: {} });
      expect((await store.subjects.dirty('i1', 10)).map(({ id }) => id)).toEqual(['a1']);
    });

    it('takes the customer’s card out of its tickets, here and then in the CRM', async () => {
      const { store } = test;
      await fill(store, 'i1');
      await store.subjects.forget('i1', 'c1');
      expect((await store.writebacks.log('i1', 10, 't-c1'))[0]).toMatchObject({ before: {}, after: {} });
      expect((await store.writebacks.log('i1', 10, 't-c2'))[0]).toMatchObject({ after: { pulso_card: `${WORDS} s1` } });
      const pending = await store.tickets.pending('i1', 10);
      expect(pending).toMatchObject([{ scored: null, writeback: { id: 't-c1', written: {}, sending: null } }]);
    });

    it('is quiet about somebody unknown', async () => {
      const counts = await test.store.subjects.forget('i1', 'nobody');
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(0);
    });
  });
}
