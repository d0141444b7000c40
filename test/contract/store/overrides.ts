import { describe, expect, it } from 'vitest';
import type { Override, Subject } from '../../../src/cx/model/scorecard.ts';
import type { StoreTest } from './place.ts';
import { customer, dirtyIds, NOON, scoreAll } from './samples.ts';

const c1: Subject = { object: 'customer', id: 'c1' };
const c2: Subject = { object: 'customer', id: 'c2' };
const UNTIL = '2026-12-01T00:00:00.000Z';
const judged: Override = { value: 35, reason: 'They told us that they are leaving.', by: 'Eva', until: UNTIL };

/** What people decided about scores. */
export function overridesContract(test: StoreTest): void {
  const set = (subject: Subject, override = judged, at = NOON) =>
    test.store.transaction((tx) => test.store.overrides.set(tx, 'i1', { subject, override, at, computed: 71.5 }));
  const known = () => test.store.transaction((tx) => test.store.subjects.upsert(tx, [customer('c1'), customer('c2')]));

  describe('overrides', () => {
    it('are stored, logged with the computed score, and have the subject evaluated', async () => {
      await known();
      await scoreAll(test.store);
      await set(c1);
      expect(await test.store.overrides.list('i1')).toEqual([
        { subject: c1, override: judged, setAt: NOON, expired: false },
      ]);
      expect((await test.store.overrides.ofMany('i1', 'customer', ['c1', 'c2'])).get('c1')?.override).toEqual(judged);
      expect(await test.store.overrides.list('i2')).toEqual([]);
      expect(await test.store.overrides.log('i1', 10)).toEqual([
        { subject: c1, at: NOON, action: 'set', ...judged, computed: 71.5 },
      ]);
      expect(await dirtyIds(test.store)).toEqual(['customer:c1']);
    });

    it('replace each other; both stay in the log, the newest first', async () => {
      await known();
      await set(c1);
      await set(c1, { ...judged, value: 50 }, '2026-11-23T13:00:00.000Z');
      expect((await test.store.overrides.list('i1')).map(({ override }) => override.value)).toEqual([50]);
      expect((await test.store.overrides.log('i1', 10, c1)).map(({ value }) => value)).toEqual([50, 35]);
    });

    it('are cleared once, by somebody with a reason', async () => {
      await known();
      await set(c1);
      const cleared = { subject: c1, by: 'Tom', reason: 'They stayed.', at: NOON, computed: null };
      const clear = () => test.store.transaction((tx) => test.store.overrides.clear(tx, 'i1', cleared));
      expect([await clear(), await clear()]).toEqual([true, false]);
      expect(await test.store.overrides.list('i1')).toEqual([]);
      expect((await test.store.overrides.log('i1', 1))[0]).toMatchObject({ action: 'cleared', by: 'Tom', value: 35 });
    });

    it('are due from their end until that is noted, which happens once', async () => {
      await known();
      await set(c1);
      await set(c2, { ...judged, until: '2026-12-02T00:00:00.000Z' });
      await scoreAll(test.store);
      expect(await test.store.overrides.due('i1', '2026-11-30T23:59:59.999Z')).toEqual([]);
      expect(await test.store.overrides.due('i1', UNTIL)).toEqual([c1]);
      const ended = { subject: c1, at: UNTIL, ...judged, computed: 60 };
      const expire = () => test.store.transaction((tx) => test.store.overrides.expire(tx, 'i1', [ended]));
      await expire();
      await expire();
      expect(await test.store.overrides.due('i1', UNTIL)).toEqual([]);
      expect((await test.store.overrides.list('i1')).map(({ expired }) => expired)).toEqual([true, false]);
      const log = await test.store.overrides.log('i1', 10, c1);
      expect(log.map(({ action, computed }) => [action, computed])).toEqual([
        ['expired', 60],
        ['set', 71.5],
      ]);
    });

    it('are not due twice while the subject waits to be evaluated', async () => {
      await known();
      await set(c1);
      expect(await test.store.overrides.due('i1', UNTIL)).toEqual([]);
    });

    it('go with a merge, log and all, unless the survivor has one', async () => {
      await known();
      await set(c1);
      await test.store.transaction((tx) => test.store.subjects.merge(tx, 'i1', ['c1'], 'c2'));
      expect((await test.store.overrides.list('i1')).map(({ subject }) => subject)).toEqual([c2]);
      expect(await test.store.overrides.log('i1', 10, c2)).toHaveLength(1);
    });
  });
}
