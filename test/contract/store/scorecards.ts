import { describe, expect, it } from 'vitest';
import type { StoreTest } from './place.ts';
import { account, customer, dirtyIds, scorecard, signal } from './samples.ts';

/** What was concluded, now and before. */
export function scorecardsContract(test: StoreTest): void {
  const put = async (...scorecards: ReturnType<typeof scorecard>[]) => {
    const dirty = await test.store.subjects.dirty('i1', 1000);
    const rows = scorecards.map((one) => {
      const mark = dirty.find((subject) => subject.id === one.subject.id)?.mark ?? 0;
      return { scorecard: one, mark };
    });
    await test.store.transaction((tx) => test.store.scorecards.put(tx, 'i1', rows));
  };
  const known = (...ids: string[]) =>
    test.store.transaction((tx) =>
      test.store.subjects.upsert(tx, [...ids.map((id) => customer(id, 'a1')), account('a1')]),
    );
  const c1 = { object: 'customer', id: 'c1' } as const;

  describe('scorecards', () => {
    it('come back as they were put, and clear the mark that was read', async () => {
      await known('c1', 'c2');
      await put(scorecard('c1', { quotes: ['s1'] }), scorecard('a1', { object: 'account' }));
      expect(await test.store.scorecards.latest('i1', c1)).toEqual(scorecard('c1', { quotes: ['s1'] }));
      const many = await test.store.scorecards.latestMany('i1', 'customer', ['c1', 'c2']);
      expect([...many.keys()]).toEqual(['c1']);
      expect(await dirtyIds(test.store)).toEqual(['customer:c2']);
    });

    it('do not clear a mark that grew since it was read', async () => {
      await known('c1');
      const [read] = await test.store.subjects.dirty('i1', 1);
      await test.store.transaction((tx) => test.store.signals.upsert(tx, 'i1', [signal('s1', 'c1', 1)], []));
      await test.store.transaction((tx) =>
        test.store.scorecards.put(tx, 'i1', [{ scorecard: scorecard('c1'), mark: read?.mark ?? 0 }]),
      );
      expect(await dirtyIds(test.store)).toContain('customer:c1');
      expect(await test.store.scorecards.latest('i1', c1)).toEqual(scorecard('c1'));
    });

    it('enter the history only when they say something new', async () => {
      await known('c1');
      const first = scorecard('c1', { at: '2026-11-20T00:00:00.000Z', score: 50 });
      const sameLater = scorecard('c1', { at: '2026-11-21T00:00:00.000Z', score: 50 });
      const lower = scorecard('c1', { at: '2026-11-22T00:00:00.000Z', score: 40 });
      const backAgain = scorecard('c1', { at: '2026-11-23T00:00:00.000Z', score: 50 });
      for (const one of [first, sameLater, lower, backAgain]) await put(one);
      expect(await test.store.scorecards.latest('i1', c1)).toEqual(backAgain);
      expect(await test.store.scorecards.history('i1', c1, 10)).toEqual([backAgain, lower, first]);
      expect(await test.store.scorecards.history('i1', c1, 1)).toEqual([backAgain]);
    });

    it('are not stored for somebody who was archived or forgotten while being scored', async () => {
      await known('c1', 'c2', 'c3');
      await test.store.transaction((tx) => test.store.subjects.archive(tx, 'i1', [c1]));
      await test.store.subjects.forget('i1', 'c2');
      await put(scorecard('c1'), scorecard('c2'), scorecard('c3'));
      const stored = await test.store.scorecards.latestMany('i1', 'customer', ['c1', 'c2', 'c3']);
      expect([...stored.keys()]).toEqual(['c3']);
      expect(await test.store.scorecards.history('i1', { object: 'customer', id: 'c2' }, 10)).toEqual([]);
      expect(await test.store.writebacks.countPending('i1')).toBe(1);
    });

    it('are counted by band, and ranked from the lowest', async () => {
      await known('c1', 'c2', 'c3', 'c4', 'c5');
      await put(
        ...[scorecard('c1', { score: 90 }), scorecard('c2', { score: 12.5 }), scorecard('c3', { score: null })],
        ...[scorecard('c4', { score: 12.5 }), scorecard('c5', { score: 60 }), scorecard('a1', { object: 'account' })],
      );
      const bands = { good: 1, fair: 1, poor: 0, critical: 2, insufficient: 1 };
      expect(await test.store.scorecards.bands('i1', 'customer')).toEqual(bands);
      const worst = await test.store.scorecards.worst('i1', 'customer', 3);
      expect(worst).toEqual([
        { ...customer('c2', 'a1'), scorecard: scorecard('c2', { score: 12.5 }) },
        { ...customer('c4', 'a1'), scorecard: scorecard('c4', { score: 12.5 }) },
        { ...customer('c5', 'a1'), scorecard: scorecard('c5', { score: 60 }) },
      ]);
    });

    it('take a page of any size', async () => {
      const ids = Array.from({ length: 1_001 }, (_, index) => `c${index}`);
      await known(...ids);
      const dirty = await test.store.subjects.dirty('i1', 2_000);
      await test.store.transaction((tx) =>
        test.store.scorecards.put(
          tx,
          'i1',
          dirty.map(({ object, id, mark }) => ({ mark, scorecard: scorecard(id, { object }) })),
        ),
      );
      expect(await test.store.subjects.countDirty('i1')).toBe(0);
      expect((await test.store.scorecards.latestMany('i1', 'customer', ids)).size).toBe(1_001);
    });
  });
}
