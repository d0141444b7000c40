import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/cx/model/scorecard.ts';
import type { StoreTest } from './place.ts';
import { account, customer, NOON, scorecard, trend } from './samples.ts';

const c = (id: string): Subject => ({ object: 'customer', id });
const day = (days: number): string => new Date(Date.parse(NOON) + days * 86_400_000).toISOString();

/** What is learned from all customers together. */
export function insightsContract(test: StoreTest): void {
  const { putTrends, putPortfolio } = {
    putTrends: (rows: Parameters<typeof test.store.insights.putTrends>[2], owner = 'i1') =>
      test.store.transaction((tx) => test.store.insights.putTrends(tx, owner, rows)),
    putPortfolio: (at: string, content: unknown, owner = 'i1') =>
      test.store.transaction((tx) => test.store.insights.putPortfolio(tx, owner, { at, content })),
  };

  describe('insights', () => {
    it('walk through the living subjects of one install by id', async () => {
      const { store } = test;
      await store.transaction(async (tx) => {
        await store.subjects.upsert(tx, [
          ...[customer('c2'), customer('c1'), customer('c3'), account('a1'), customer('c9', null, 'i2')],
        ]);
        await store.subjects.archive(tx, 'i1', [c('c2')]);
      });
      const page = async (after: string) =>
        (await store.insights.subjects('i1', 'customer', after, 1)).map(({ id }) => id);
      expect([await page(''), await page('c1'), await page('c3')]).toEqual([['c1'], ['c3'], []]);
      expect((await store.insights.subjects('i1', 'account', '', 9)).map(({ id }) => id)).toEqual(['a1']);
    });

    it('read the scores of the stored history since a day, without those of nobody', async () => {
      const { store } = test;
      await store.transaction(async (tx) => {
        await store.subjects.upsert(tx, [customer('c1'), customer('c2')]);
        for (const [days, value] of [
          [0, 70],
          [1, 60],
          [2, null],
          [3, 50],
        ] as const) {
          const score = value === null ? null : { value, low: value, high: value };
          const row = { ...scorecard('c1'), at: day(days), score, status: score ? 'scored' : 'insufficient' } as const;
          await store.scorecards.put(tx, 'i1', [{ scorecard: row, mark: 1 }]);
        }
      });
      const found = await store.insights.scores('i1', 'customer', ['c1', 'c2'], day(1));
      expect([...found]).toEqual([
        [
          'c1',
          [
            { at: day(1), value: 60 },
            { at: day(3), value: 50 },
          ],
        ],
      ]);
    });

    it('replace all trends at once, and tell whose direction is another one', async () => {
      const first = [
        { subject: c('c1'), trend: trend('up') },
        { subject: c('c2'), trend: trend('none') },
      ];
      expect(await putTrends(first)).toEqual([c('c1')]);
      expect(await putTrends(first)).toEqual([]);
      const turned = await putTrends([{ subject: c('c2'), trend: trend('down') }]);
      expect(turned.map(({ id }) => id).sort()).toEqual(['c1', 'c2']);
      expect(await test.store.insights.trendsOf('i1', 'customer', ['c1', 'c2'])).toEqual(
        new Map([['c2', trend('down')]]),
      );
      expect(await test.store.insights.trendsOf('i2', 'customer', ['c2'])).toEqual(new Map());
    });

    it('keep the latest summary, one per instant, and none of more than 400 days before it', async () => {
      const { store } = test;
      expect(await store.insights.portfolioAt('i1')).toBeNull();
      await putPortfolio(day(0), { n: 1 });
      await putPortfolio(day(0), { n: 2 });
      await putPortfolio(day(-1), { n: 0 });
      await putPortfolio(day(0), { n: 9 }, 'i2');
      expect(await store.insights.portfolio('i1')).toEqual({ at: day(0), content: { n: 2 } });
      await putPortfolio(day(401), { n: 3 });
      expect(await store.insights.portfolioAt('i1')).toBe(day(401));
      const purged = await store.installs.purge('i1');
      expect(purged.portfolios).toBe(1);
    });

    it('give back the model in use of each kind, and no other', async () => {
      const { store } = test;
      const use = (kind: string, content: unknown) =>
        store.transaction((tx) => store.models.use(tx, 'i1', { kind, id: kind, version: 1, content, at: NOON }));
      await use('text', { n: 1 });
      await use('text', { n: 2 });
      await use('churn-customer', { n: 3 });
      expect(await store.models.inUse('i1', 'text')).toMatchObject({ version: 2, content: { n: 2 }, used: true });
      expect(await store.models.inUse('i1', 'score')).toBeNull();
      expect(await store.models.inUse('i2', 'text')).toBeNull();
    });
  });
}
