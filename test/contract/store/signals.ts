import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Signal } from '../../../src/cx/model/signal.ts';
import type { StoreTest } from './place.ts';
import { account, customer, dirtyIds, scoreAll, signal } from './samples.ts';

/** What happened, whose it is, and who must be scored again because of it. */
export function signalsContract(test: StoreTest): void {
  const upsert = (signals: readonly Signal[], origins: readonly string[] = []) =>
    test.store.transaction((tx) => test.store.signals.upsert(tx, 'i1', signals, origins));
  const known = async () => {
    await test.store.transaction((tx) =>
      test.store.subjects.upsert(tx, [
        ...[customer('c1', 'a1'), customer('c2', 'a1'), customer('c3', 'a2')],
        ...[account('a1'), account('a2')],
      ]),
    );
    await scoreAll(test.store);
  };
  const idsOf = async (object: 'customer' | 'account', id: string) =>
    (await test.store.signals.of('i1', { object, id })).map((one) => one.id);

  describe('signals', () => {
    it('mark the customer and its account when they are new or changed, and nobody when they are not', async () => {
      await known();
      expect(await upsert([signal('s1', 'c1', 1), signal('s2', 'c3', 2)])).toBe(2);
      expect(await dirtyIds(test.store)).toEqual(['customer:c1', 'customer:c3', 'account:a1', 'account:a2']);
      await scoreAll(test.store);
      expect(await upsert([signal('s1', 'c1', 1), signal('s2', 'c3', 2)])).toBe(0);
      expect(await dirtyIds(test.store)).toEqual([]);
      expect(await upsert([signal('s1', 'c1', 1, undefined, 'Adiós'), signal('s2', 'c3', 2)])).toBe(1);
      expect(await dirtyIds(test.store)).toEqual(['customer:c1', 'account:a1']);
    });

    it('mark the former customer too when they move to another one', async () => {
      await known();
      await upsert([signal('s1', 'c1', 1)]);
      await scoreAll(test.store);
      expect(await upsert([signal('s1', 'c3', 1)])).toBe(1);
      expect(await dirtyIds(test.store)).toEqual(['customer:c1', 'customer:c3', 'account:a1', 'account:a2']);
      expect(await idsOf('customer', 'c1')).toEqual([]);
      expect(await idsOf('customer', 'c3')).toEqual(['s1']);
    });

    it('go when their origin does not tell of them any more', async () => {
      await known();
      await upsert(
        [signal('t1:c1', 'c1', 1, 't1'), signal('t1:c3', 'c3', 1, 't1'), signal('t2:c3', 'c3', 2, 't2')],
        ['t1', 't2'],
      );
      await scoreAll(test.store);
      expect(await upsert([signal('t1:c1', 'c1', 1, 't1')], ['t1'])).toBe(1);
      expect(await dirtyIds(test.store)).toEqual(['customer:c3', 'account:a2']);
      expect(await idsOf('customer', 'c3')).toEqual(['t2:c3']);
      await scoreAll(test.store);
      const removed = await test.store.transaction((tx) => test.store.signals.removeByOrigin(tx, 'i1', ['t1', 't9']));
      expect(removed).toBe(1);
      expect(await dirtyIds(test.store)).toEqual(['customer:c1', 'account:a1']);
      expect(await test.store.signals.count('i1')).toBe(1);
    });

    it('are an account’s through the account that the customer has now', async () => {
      await known();
      await upsert([signal('s1', 'c1', 1), signal('s2', 'c2', 2)]);
      expect(await idsOf('account', 'a1')).toEqual(['s1', 's2']);
      await test.store.transaction((tx) => test.store.subjects.upsert(tx, [customer('c1', 'a2')]));
      expect(await idsOf('account', 'a1')).toEqual(['s2']);
      expect(await idsOf('account', 'a2')).toEqual(['s1']);
    });

    it('come back whole, ordered by the instant and then the id, whatever the offset they were told in', async () => {
      await known();
      const late = signal('a', 'c1', '2026-11-02T00:30:00.000+01:00');
      const early = signal('b', 'c1', '2026-11-01T23:00:00Z');
      const same = signal('c', 'c2', '2026-11-01T23:00:00.000Z');
      await upsert([same, late, early]);
      expect(await test.store.signals.of('i1', { object: 'account', id: 'a1' })).toEqual([early, same, late]);
    });

    it('are read for many subjects at once, with an empty list for those without', async () => {
      await known();
      await upsert([signal('s1', 'c1', 2), signal('s2', 'c1', 1), signal('s3', 'c3', 3)]);
      const customers = await test.store.signals.ofMany('i1', 'customer', ['c3', 'c1', 'c2', 'unknown']);
      const ids = [...customers].map(([id, list]) => [id, list.map((one) => one.id)]);
      expect(ids).toEqual([
        ['c3', ['s3']],
        ['c1', ['s2', 's1']],
        ['c2', []],
        ['unknown', []],
      ]);
      const accounts = await test.store.signals.ofMany('i1', 'account', ['a1', 'a2']);
      expect([...accounts].map(([id, list]) => [id, list.length])).toEqual([
        ['a1', 2],
        ['a2', 1],
      ]);
    });

    it('come with what was made of their texts, which lasts until they change', async () => {
      await known();
      const { store } = test;
      const [s1, s2, s3] = [signal('s1', 'c1', 2), signal('s2', 'c1', 1), signal('s3', 'c3', 3)];
      const keptOf = async (customers: readonly string[]) => {
        const found = await store.signals.known('i1', customers, 100);
        return [...(found ?? [])].map(([id, list]) => [id, list.map((one) => [one.signal.id, one.kept?.reading])]);
      };
      const keep = (one: Signal, reading: string) =>
        store.transaction((tx) =>
          store.signals.keepReadings(tx, 'i1', [{ signal: one, kept: { reader: 'r1', reading } }]),
        );
      await store.transaction((tx) =>
        store.signals.upsert(tx, 'i1', [s1, s2, s3], [], ({ id }) =>
          id === 's2' ? null : { reader: 'r1', reading: id },
        ),
      );
      await store.transaction((tx) => store.signals.upsert(tx, 'i2', [signal('s1', 'c1', 2)], []));
      expect(await keptOf(['c3', 'c1', 'c2'])).toEqual([
        ['c3', [['s3', 's3']]],
        [
          'c1',
          [
            ['s2', undefined],
            ['s1', 's1'],
          ],
        ],
        ['c2', []],
      ]);
      expect((await store.signals.known('i1', ['c1'], 2))?.get('c1')?.[1]).toEqual({
        signal: s1,
        kept: { reader: 'r1', reading: 's1' },
      });
      await scoreAll(store);
      await keep(s2, 'later');
      expect(await dirtyIds(store)).toEqual([]);
      // Told again as it is, it keeps its reading; told otherwise, it loses it; read before it changed, it does not take it.
      await upsert([s2]);
      await upsert([signal('s1', 'c1', 2, undefined, 'Adiós')]);
      await keep(s1, 'of the former text');
      await keep(signal('s9', 'c2', 1), 'of one that is gone');
      expect(await keptOf(['c1', 'c2'])).toEqual([
        [
          'c1',
          [
            ['s2', 'later'],
            ['s1', undefined],
          ],
        ],
        ['c2', []],
      ]);
    });

    it('are not read where there are more than asked for', async () => {
      await known();
      await upsert([signal('s1', 'c1', 1), signal('s2', 'c1', 2), signal('s3', 'c3', 3)]);
      expect(await test.store.signals.known('i1', ['c1', 'c3'], 2)).toBeNull();
      expect((await test.store.signals.known('i1', ['c1', 'c3'], 3))?.size).toBe(2);
      expect(await test.store.signals.known('i1', ['c1'], 1)).toBeNull();
    });

    it('take a page of any size', async () => {
      await known();
      const page = Array.from({ length: 1_001 }, (_, index) => signal(`s${index}`, 'c1', 1, `o${index}`));
      const origins = page.map((one) => one.origin ?? '');
      expect(await upsert(page, origins)).toBe(1_001);
      expect(await upsert(page, origins)).toBe(0);
      expect(await idsOf('customer', 'c1')).toHaveLength(1_001);
      expect(await upsert([], origins)).toBe(1_001);
    });

    it('end the same in whatever order and portions they come', async () => {
      await known();
      const facts = ['c1', 'c2', 'c3'].flatMap((who) => [1, 2, 3].map((day) => signal(`${who}-${day}`, who, day, 'o')));
      const order = fc.shuffledSubarray(facts, { minLength: facts.length });
      await fc.assert(
        fc.asyncProperty(order, fc.integer({ min: 1, max: 9 }), async (shuffled, size) => {
          for (let start = 0; start < shuffled.length; start += size) await upsert(shuffled.slice(start, start + size));
          expect(await idsOf('account', 'a1')).toEqual(['c1-1', 'c2-1', 'c1-2', 'c2-2', 'c1-3', 'c2-3']);
          expect(await upsert([], ['o'])).toBe(facts.length);
        }),
        { numRuns: 25 },
      );
    });
  });
}
