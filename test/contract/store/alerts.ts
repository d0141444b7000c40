import { describe, expect, it } from 'vitest';
import type { StoredAlert } from '../../../src/store/alerts.ts';
import type { StoreTest } from './place.ts';
import { alert, customer, NOON, noonMs } from './samples.ts';

const DAY_MS = 86_400_000;
const later = (days: number) => new Date(noonMs + days * DAY_MS).toISOString();

/** Crossings that someone must hear of once. */
export function alertsContract(test: StoreTest): void {
  const add = (...alerts: Omit<StoredAlert, 'tries' | 'error'>[]) =>
    test.store.transaction((tx) => test.store.alerts.add(tx, 'i1', alerts, 7 * DAY_MS));
  const waiting = async () => (await test.store.alerts.waiting('i1', 10)).map(({ id }) => id);
  const know = (...ids: string[]) =>
    test.store.transaction((tx) =>
      test.store.subjects.upsert(
        tx,
        ids.map((id) => customer(id)),
      ),
    );

  describe('alerts', () => {
    it('are kept once: by id for ever, by subject and kind within the cooldown', async () => {
      expect(await add(alert('x', 'c1'))).toBe(1);
      expect(await add(alert('x', 'c1', { at: later(30) }))).toBe(0);
      expect(await add(alert('flap', 'c1', { at: later(6.9) }))).toBe(0);
      expect(await add(alert('kind', 'c1', { kind: 'critical' }), alert('who', 'c2'))).toBe(2);
      expect(await add(alert('again', 'c1', { at: later(7) }))).toBe(1);
      expect(await waiting()).toEqual(['kind', 'who', 'x', 'again']);
      expect(await test.store.alerts.countWaiting('i2')).toBe(0);
    });

    it('wait until they were told or refused for good, and are listed newest first with whom they are about', async () => {
      const { store } = test;
      await know('c1');
      await add(
        alert('a', 'c1'),
        alert('b', 'c2', { at: later(1) }),
        alert('c', 'c3', { at: later(2), state: 'kept' }),
      );
      await store.transaction((tx) =>
        store.alerts.finish(tx, 'i1', [
          { id: 'a', state: 'waiting', error: 'busy' },
          { id: 'b', state: 'sent', error: null },
          { id: 'c', state: 'failed', error: 'nobody waited for it' },
        ]),
      );
      expect(await store.alerts.waiting('i1', 10)).toEqual([
        { ...alert('a', 'c1'), tries: 1, error: 'busy', name: 'Customer c1', href: expect.stringMatching('c1') },
      ]);
      const listed = await store.alerts.list('i1', 2);
      expect(listed.map(({ id, state, name }) => [id, state, name])).toEqual([
        ['c', 'kept', null],
        ['b', 'sent', null],
      ]);
      expect(await store.transaction((tx) => store.alerts.expire(tx, 'i1', NOON, 'too late'))).toBe(0);
      expect(await store.transaction((tx) => store.alerts.expire(tx, 'i1', later(0.1), 'too late'))).toBe(1);
      expect(await waiting()).toEqual([]);
    });

    it('go with a merged customer to the survivor, and are forgotten with it', async () => {
      const { store } = test;
      await know('c1', 'c2');
      await add(alert('a', 'c1'));
      await store.transaction((tx) => store.subjects.merge(tx, 'i1', ['c1'], 'c2'));
      expect((await store.alerts.list('i1', 10)).map(({ id, subject }) => [id, subject.id])).toEqual([['a', 'c2']]);
      expect(await store.subjects.forget('i1', 'c2')).toMatchObject({ alerts: 1 });
      expect(await store.alerts.list('i1', 10)).toEqual([]);
    });
  });
}
