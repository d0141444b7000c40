import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/port.ts';
import type { StoreTest } from './place.ts';
import { account, customer, NOON, scoreAll, scorecard } from './samples.ts';

type Finished = Parameters<Store['writebacks']['finish']>[2][number];

/** What was written to the CRM: never twice, never lost. */
export function writebacksContract(test: StoreTest): void {
  const scored = async (...ids: string[]) => {
    await test.store.transaction((tx) =>
      test.store.subjects.upsert(tx, [...ids.map((id) => customer(id)), account('a1')]),
    );
    await scoreAll(test.store);
  };
  const pending = () => test.store.writebacks.pending('i1', 'customer', 100);
  const pendingIds = async () => (await pending()).map(({ id }) => id);
  const begin = (id: string, sending: Record<string, unknown>) =>
    test.store.transaction((tx) => test.store.writebacks.begin(tx, 'i1', [{ object: 'customer', id, sending }]));
  const finish = (id: string, answer: Partial<Finished>) =>
    test.store.transaction((tx) =>
      test.store.writebacks.finish(tx, 'i1', [
        {
          ...{ object: 'customer', id, outcome: 'written', written: {}, revision: 1, error: null, retry: false },
          ...answer,
        },
      ]),
    );
  const rescore = async (id: string, score: number) => {
    await test.store.transaction((tx) => test.store.subjects.markDirty(tx, 'i1', [{ object: 'customer', id }]));
    await scoreAll(test.store, { score });
  };

  describe('write-backs', () => {
    it('are pending for every new scorecard, with the subject, the scorecard and what is known', async () => {
      await scored('c2', 'c1');
      const known = { install: 'i1', object: 'customer', written: {}, sending: null, revision: 1 };
      expect(await pending()).toEqual([
        { ...customer('c1'), scorecard: scorecard('c1'), writeback: { ...known, id: 'c1' } },
        { ...customer('c2'), scorecard: scorecard('c2'), writeback: { ...known, id: 'c2' } },
      ]);
      expect(await test.store.writebacks.countPending('i1')).toBe(3);
      expect(await test.store.writebacks.pending('i1', 'customer', 1)).toHaveLength(1);
    });

    it('are pending again where a field was removed from the CRM, with what the other fields hold', async () => {
      await scored('c1', 'c2');
      await finish('c1', { written: { score: 40, band: 'poor' } });
      await finish('c2', { written: { score: 60 } });
      expect(await pendingIds()).toEqual([]);
      const undone = (fields?: { object: string; field: string }[]) =>
        test.store.transaction((tx) => test.store.writebacks.undone(tx, 'i1', fields));
      expect(await undone([{ object: 'account', field: 'band' }])).toBe(0);
      expect(await undone([{ object: 'customer', field: 'band' }])).toBe(1);
      expect((await pending()).map(({ id, writeback }) => [id, writeback.written])).toEqual([['c1', { score: 40 }]]);
      expect((await test.store.writebacks.log('i1', 10, 'c1'))[0]).toMatchObject({
        outcome: 'undone',
        before: { band: 'poor' },
        after: { band: null },
      });
      expect(await undone()).toBe(2);
      expect((await pending()).map(({ id, writeback }) => [id, writeback.written])).toEqual([
        ['c1', {}],
        ['c2', {}],
      ]);
    });

    it('are settled without a write, unless a newer scorecard came, even one of the same instant', async () => {
      await scored('c1', 'c2');
      const read = await pending();
      await rescore('c2', 20);
      await test.store.transaction((tx) =>
        test.store.writebacks.settle(
          tx,
          'i1',
          read.map(({ object, id, writeback }) => ({ object, id, revision: writeback.revision })),
        ),
      );
      expect(await pendingIds()).toEqual(['c2']);
      expect(await test.store.writebacks.log('i1', 10)).toEqual([]);
    });

    it('remember what is under way until the answer is stored', async () => {
      await scored('c1');
      await begin('c1', { pulso_score: 72, pulso_band: 'fair' });
      expect((await pending())[0]?.writeback.sending).toEqual({ pulso_score: 72, pulso_band: 'fair' });
      await finish('c1', { written: { pulso_score: 72, pulso_band: 'fair' } });
      expect(await pendingIds()).toEqual([]);
      expect(await test.store.writebacks.get('i1', 'customer', 'c1')).toEqual({
        ...{ install: 'i1', object: 'customer', id: 'c1', revision: 1 },
        ...{ written: { pulso_score: 72, pulso_band: 'fair' }, sending: null },
      });
    });

    it('are listed with what was under way when the program died, even where nothing else is new', async () => {
      await scored('c1');
      await begin('c1', { pulso_score: 72 });
      await finish('c1', { written: { pulso_score: 72 } });
      await begin('c1', { pulso_score: null });
      expect((await pending()).map(({ writeback }) => writeback.sending)).toEqual([{ pulso_score: null }]);
    });

    it('keep a log with what stood there before and after, the newest first', async () => {
      await scored('c1');
      await finish('c1', { written: { pulso_score: 72, pulso_band: 'fair' } });
      await rescore('c1', 20);
      test.nowMs += 60_000;
      await finish('c1', { written: { pulso_score: 20 }, revision: 2 });
      const log = await test.store.writebacks.log('i1', 10);
      const common = { install: 'i1', object: 'customer', record: 'c1', outcome: 'written', error: null };
      expect(log).toEqual([
        {
          ...common,
          id: log[0]?.id,
          at: '2026-11-23T12:01:00.000Z',
          before: { pulso_score: 72 },
          after: { pulso_score: 20 },
        },
        {
          ...{ ...common, id: log[1]?.id, at: NOON },
          ...{ before: { pulso_score: null, pulso_band: null }, after: { pulso_score: 72, pulso_band: 'fair' } },
        },
      ]);
      expect(await test.store.writebacks.log('i1', 1)).toHaveLength(1);
      expect(await test.store.writebacks.log('i1', 10, 'c2')).toEqual([]);
      const known = await test.store.writebacks.get('i1', 'customer', 'c1');
      expect(known?.written).toEqual({ pulso_score: 20, pulso_band: 'fair' });
    });

    it('learn what arrived but stay pending when a newer scorecard came meanwhile', async () => {
      await scored('c1');
      await begin('c1', { pulso_score: 72 });
      await rescore('c1', 20);
      await finish('c1', { written: { pulso_score: 72 } });
      const [row] = await pending();
      expect(row?.writeback).toMatchObject({ written: { pulso_score: 72 }, sending: null, revision: 2 });
    });

    it('stay pending for another try, behind the others, without believing that the values arrived', async () => {
      await scored('c1', 'c2');
      await begin('c1', { pulso_score: 72 });
      await finish('c1', { outcome: 'failed', written: { pulso_score: 72 }, error: 'locked', retry: true });
      expect(await pendingIds()).toEqual(['c2', 'c1']);
      const [failed] = await test.store.writebacks.log('i1', 1);
      expect(failed).toMatchObject({ outcome: 'failed', error: 'locked' });
      expect((await test.store.writebacks.get('i1', 'customer', 'c1'))?.written).toEqual({});
      await rescore('c1', 20);
      expect(await pendingIds()).toEqual(['c1', 'c2']);
    });

    it('give up a write that cannot be done until the next scorecard', async () => {
      await scored('c1');
      await begin('c1', { pulso_score: 72 });
      await finish('c1', { outcome: 'failed', error: 'read-only field' });
      expect(await pendingIds()).toEqual([]);
      await rescore('c1', 20);
      expect(await pendingIds()).toEqual(['c1']);
    });

    it('do not bring back a customer who was forgotten while the write was under way', async () => {
      await scored('c1');
      await begin('c1', { pulso_card: 'her words' });
      await test.store.subjects.forget('i1', 'c1');
      await begin('c1', { pulso_card: 'her words' });
      await finish('c1', { written: { pulso_card: 'her words' } });
      expect(await test.store.writebacks.get('i1', 'customer', 'c1')).toBeNull();
      expect(await test.store.writebacks.log('i1', 10)).toEqual([]);
    });

    it('take a page of any size', async () => {
      const ids = Array.from({ length: 600 }, (_, index) => `c${index}`);
      await scored(...ids);
      await test.store.transaction(async (tx) => {
        const rows = ids.map((id) => ({ object: 'customer' as const, id }));
        await test.store.writebacks.begin(
          tx,
          'i1',
          rows.map((row) => ({ ...row, sending: { pulso_score: 1 } })),
        );
        const done = {
          outcome: 'written',
          written: { pulso_score: 1 },
          revision: 1,
          error: null,
          retry: false,
        } as const;
        await test.store.writebacks.finish(
          tx,
          'i1',
          rows.map((row) => ({ ...row, ...done })),
        );
      });
      expect(await pendingIds()).toEqual([]);
      expect(await test.store.writebacks.log('i1', 1_000)).toHaveLength(600);
    });
  });
}
