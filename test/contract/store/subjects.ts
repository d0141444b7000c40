import { describe, expect, it } from 'vitest';
import type { StoreTest } from './place.ts';
import { account, customer, dirtyIds, scoreAll, signal } from './samples.ts';

/** Who is known, and who needs a new scorecard. */
export function subjectsContract(test: StoreTest): void {
  const upsert = (...subjects: Parameters<StoreTest['store']['subjects']['upsert']>[1]) =>
    test.store.transaction((tx) => test.store.subjects.upsert(tx, subjects));
  const tell = (...signals: ReturnType<typeof signal>[]) =>
    test.store.transaction((tx) => test.store.signals.upsert(tx, 'i1', signals, []));

  describe('subjects', () => {
    it('return the ids of the new ones and of those whose account changed', async () => {
      expect(await upsert(customer('c1', 'a1'), customer('c2'), account('a1'))).toEqual(['c1', 'c2', 'a1']);
      expect(await upsert(customer('c1', 'a1'), { ...customer('c2'), name: 'Renamed' }, account('a1'))).toEqual([]);
      expect((await test.store.subjects.get('i1', 'customer', 'c2'))?.name).toBe('Renamed');
      expect(await upsert(customer('c1', 'a2'))).toEqual(['c1']);
    });

    it('come back as they were put', async () => {
      await upsert(customer('c1', 'a1'), account('a1'));
      expect(await test.store.subjects.get('i1', 'customer', 'c1')).toEqual(customer('c1', 'a1'));
      expect(await test.store.subjects.get('i1', 'account', 'a1')).toEqual(account('a1'));
      expect(await test.store.subjects.get('i1', 'account', 'c1')).toBeNull();
    });

    it('are dirty from the start, the people of an account and then itself, page by page', async () => {
      await upsert(account('a2'), account('a1'), customer('c2', 'a1'), customer('c10', 'a1'), customer('c1', 'a1'));
      await upsert(customer('c3', 'a2'), customer('c9'));
      const ids = async (limit: number) => (await test.store.subjects.dirty('i1', limit)).map(({ id }) => id);
      expect(await ids(100)).toEqual(['c9', 'c1', 'c10', 'c2', 'a1', 'c3', 'a2']);
      expect(await ids(2)).toEqual(['c9', 'c1']);
      const fromTheEnd = await test.store.subjects.dirty('i1', 3, 'last');
      expect(fromTheEnd.map(({ id }) => id)).toEqual(['a2', 'c3', 'a1']);
      expect(await test.store.subjects.countDirty('i1')).toBe(7);
      expect(await test.store.subjects.countDirty('i2')).toBe(0);
      await scoreAll(test.store);
      expect(await dirtyIds(test.store)).toEqual([]);
    });

    it('are not dirty for a new name', async () => {
      await upsert(customer('c1', 'a1'), account('a1'));
      await scoreAll(test.store);
      await upsert({ ...customer('c1', 'a1'), name: 'Renamed', language: 'en' }, { ...account('a1'), revenue: 1 });
      expect(await dirtyIds(test.store)).toEqual([]);
    });

    it('take their account along when they are marked', async () => {
      await upsert(customer('c1', 'a1'), customer('c2', 'a2'), account('a1'), account('a2'));
      await scoreAll(test.store);
      await test.store.transaction((tx) =>
        test.store.subjects.markDirty(tx, 'i1', [
          { object: 'customer', id: 'c1' },
          { object: 'customer', id: 'unknown' },
        ]),
      );
      expect(await dirtyIds(test.store)).toEqual(['customer:c1', 'account:a1']);
    });

    it('make both accounts dirty when they change from one to the other', async () => {
      await upsert(customer('c1', 'a1'), account('a1'), account('a2'), account('a3'));
      await scoreAll(test.store);
      await upsert(customer('c1', 'a2'));
      expect(await dirtyIds(test.store)).toEqual(['customer:c1', 'account:a1', 'account:a2']);
      await scoreAll(test.store);
      await upsert(customer('c1', null));
      expect(await dirtyIds(test.store)).toEqual(['customer:c1', 'account:a2']);
    });

    it('make their account dirty when they arrive after their signals', async () => {
      await upsert(account('a1'));
      await scoreAll(test.store);
      await tell(signal('s1', 'c1', 1));
      expect(await dirtyIds(test.store)).toEqual([]);
      await upsert(customer('c1', 'a1'));
      expect(await dirtyIds(test.store)).toEqual(['customer:c1', 'account:a1']);
      expect(await test.store.signals.of('i1', { object: 'account', id: 'a1' })).toHaveLength(1);
    });

    it('tell who belongs to an account now', async () => {
      await upsert(
        customer('c2', 'a1'),
        customer('c1', 'a1'),
        customer('c3', 'a2'),
        customer('c4', 'a1'),
        account('a1'),
      );
      await test.store.transaction((tx) => test.store.subjects.archive(tx, 'i1', [{ object: 'customer', id: 'c4' }]));
      expect(await test.store.subjects.customersOf('i1', ['a1', 'a3'])).toEqual(
        new Map([
          ['a1', ['c1', 'c2']],
          ['a3', []],
        ]),
      );
    });

    it('are all marked for a new model, with their number', async () => {
      await upsert(customer('c1', 'a1'), customer('c2'), account('a1'));
      await scoreAll(test.store);
      const marked = await test.store.transaction(async (tx) => {
        await test.store.subjects.archive(tx, 'i1', [{ object: 'customer', id: 'c2' }]);
        return await test.store.subjects.markAllDirty(tx, 'i1');
      });
      expect(marked).toBe(2);
      expect(await dirtyIds(test.store)).toEqual(['customer:c1', 'account:a1']);
    });
  });

  describe('archived subjects', () => {
    it('are not scored, written, shown or counted, and their account is scored without them', async () => {
      await upsert(customer('c1', 'a1'), customer('c2', 'a1'), account('a1'));
      await tell(signal('s1', 'c1', 1), signal('s2', 'c2', 2));
      await scoreAll(test.store, { score: 10 });
      await test.store.transaction((tx) => test.store.subjects.archive(tx, 'i1', [{ object: 'customer', id: 'c1' }]));
      const { store } = test;
      expect(await dirtyIds(store)).toEqual(['account:a1']);
      expect(await store.subjects.get('i1', 'customer', 'c1')).toBeNull();
      expect((await store.writebacks.pending('i1', 'customer', 10)).map(({ id }) => id)).toEqual(['c2']);
      expect(await store.writebacks.countPending('i1')).toBe(2);
      expect((await store.scorecards.worst('i1', 'customer', 10)).map(({ id }) => id)).toEqual(['c2']);
      expect((await store.scorecards.bands('i1', 'customer')).critical).toBe(1);
      const left = await store.signals.of('i1', { object: 'account', id: 'a1' });
      expect(left.map(({ id }) => id)).toEqual(['s2']);
      await tell(signal('s3', 'c1', 3));
      expect(await dirtyIds(store)).not.toContain('customer:c1');
    });

    it('are scored again, and count again, once the CRM has them back', async () => {
      await upsert(customer('c1', 'a1'), account('a1'));
      await tell(signal('s1', 'c1', 1));
      await scoreAll(test.store);
      await test.store.transaction((tx) => test.store.subjects.archive(tx, 'i1', [{ object: 'customer', id: 'c1' }]));
      await scoreAll(test.store);
      expect(await upsert(customer('c1', 'a1'))).toEqual(['c1']);
      expect(await dirtyIds(test.store)).toEqual(['customer:c1', 'account:a1']);
      expect(await test.store.signals.of('i1', { object: 'account', id: 'a1' })).toHaveLength(1);
    });
  });

  describe('merged customers', () => {
    it('leave their signals and their write log to the survivor, and both accounts dirty', async () => {
      const { store } = test;
      await upsert(customer('c1', 'a1'), customer('c2', 'a2'), account('a1'), account('a2'));
      await tell(signal('s1', 'c1', 1), signal('s2', 'c2', 2));
      await scoreAll(store);
      await store.transaction(async (tx) => {
        const row = { object: 'customer', id: 'c1' } as const;
        await store.writebacks.begin(tx, 'i1', [{ ...row, sending: { pulso_score: 72 } }]);
        const done = {
          outcome: 'written',
          written: { pulso_score: 72 },
          revision: 1,
          error: null,
          retry: false,
        } as const;
        await store.writebacks.finish(tx, 'i1', [{ ...row, ...done }]);
        await store.subjects.merge(tx, 'i1', ['c1', 'c2'], 'c2');
      });
      expect(await dirtyIds(store)).toEqual(['customer:c2', 'account:a1', 'account:a2']);
      expect(await store.signals.of('i1', { object: 'customer', id: 'c2' })).toEqual([
        { ...signal('s1', 'c1', 1), customer: 'c2' },
        signal('s2', 'c2', 2),
      ]);
      expect(await store.signals.of('i1', { object: 'account', id: 'a2' })).toHaveLength(2);
      expect(await store.subjects.get('i1', 'customer', 'c1')).toBeNull();
      expect(await store.scorecards.latest('i1', { object: 'customer', id: 'c1' })).toBeNull();
      expect(await store.writebacks.get('i1', 'customer', 'c1')).toBeNull();
      expect((await store.writebacks.log('i1', 10, 'c2')).map(({ outcome }) => outcome)).toEqual(['written']);
    });

    it('do not come back by the record of a fact that the survivor has now', async () => {
      const { store } = test;
      await upsert(customer('c1'), customer('c2'));
      await tell(signal('s1', 'c1', 1));
      await store.transaction((tx) => store.subjects.merge(tx, 'i1', ['c1'], 'c2'));
      await scoreAll(store);
      expect(await tell(signal('s1', 'c2', 1))).toBe(0);
      expect(await dirtyIds(store)).toEqual([]);
    });
  });
}
