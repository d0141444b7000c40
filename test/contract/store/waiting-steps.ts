import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/cx/model/scorecard.ts';
import type { StoreTest } from './place.ts';
import { customer, NOON, scoreAll } from './samples.ts';

const c1: Subject = { object: 'customer', id: 'c1' };
const UNTIL = '2026-11-24T12:00:00.000Z';

/** Steps of workflows that wait for a score, and who changed which setting. */
export function waitingStepsContract(test: StoreTest): void {
  const wait = (callback: string, revision: number, subject = c1) =>
    test.store.transaction((tx) =>
      test.store.waitingSteps.put(tx, 'i1', { callback, subject, revision, askedAt: NOON, until: UNTIL }),
    );
  const ready = async () =>
    (await test.store.waitingSteps.ready('i1', 10)).map(({ callback, gone }) => [callback, gone]);
  const revisionOf = async (id: string) => (await test.store.writebacks.get('i1', 'customer', id))?.revision ?? 0;
  const write = async (id: string) => {
    const revision = await revisionOf(id);
    await test.store.transaction((tx) =>
      test.store.writebacks.settle(tx, 'i1', [{ object: 'customer', id, revision }]),
    );
  };
  const know = (...ids: string[]) =>
    test.store.transaction((tx) =>
      test.store.subjects.upsert(
        tx,
        ids.map((id) => customer(id)),
      ),
    );

  describe('waiting steps', () => {
    it('are ready once their subject was scored and written, are told once, and end', async () => {
      const { store } = test;
      await know('c1');
      await scoreAll(store);
      expect(await wait('ap-1', await revisionOf('c1'))).toBe(true);
      expect(await wait('ap-1', 99)).toBe(false);
      await write('c1');
      expect(await ready()).toEqual([]);
      await store.transaction((tx) => store.subjects.markDirty(tx, 'i1', [c1]));
      await scoreAll(store);
      expect(await ready()).toEqual([]);
      await write('c1');
      expect(await ready()).toEqual([['ap-1', false]]);
      expect(await store.waitingSteps.ready('i2', 10)).toEqual([]);
      await store.transaction((tx) => store.waitingSteps.finish(tx, 'i1', ['ap-1']));
      expect(await ready()).toEqual([]);
      expect(await store.waitingSteps.get('i1', 'ap-1')).toMatchObject({ done: true, subject: c1 });
      expect(await store.transaction((tx) => store.waitingSteps.expire(tx, 'i1', NOON))).toBe(0);
      expect(await store.transaction((tx) => store.waitingSteps.expire(tx, 'i1', UNTIL))).toBe(1);
      expect(await store.waitingSteps.get('i1', 'ap-1')).toBeNull();
    });

    it('are ready, as gone, when their subject is; go with a merged one to the survivor; are forgotten with it', async () => {
      const { store } = test;
      await know('c1', 'c2', 'c3');
      await scoreAll(store);
      await wait('gone', 5);
      await wait('merged', 5, { object: 'customer', id: 'c2' });
      await store.transaction((tx) => store.subjects.archive(tx, 'i1', [c1]));
      await store.transaction((tx) => store.subjects.merge(tx, 'i1', ['c2'], 'c3'));
      expect(await ready()).toEqual([['gone', true]]);
      await write('c3');
      expect((await ready()).toSorted()).toEqual([
        ['gone', true],
        ['merged', false],
      ]);
      await store.subjects.forget('i1', 'c3');
      expect(await ready()).toEqual([['gone', true]]);
    });
  });

  it('the log of settings: who changed what, the newest first', async () => {
    const { store } = test;
    const change = { at: NOON, by: 'ana@acme.example', before: { preset: null }, after: { preset: 'survey-heavy' } };
    await store.transaction((tx) => store.settingsLog.add(tx, 'i1', change));
    await store.transaction((tx) => store.settingsLog.add(tx, 'i1', { ...change, by: 'luis@acme.example' }));
    expect((await store.settingsLog.list('i1', 10)).map(({ by }) => by)).toEqual(['luis@acme.example', change.by]);
    expect(await store.settingsLog.list('i1', 1)).toHaveLength(1);
    expect(await store.settingsLog.list('i2', 10)).toEqual([]);
  });

  it('the ids of all that are in the CRM', async () => {
    await know('c2', 'c1');
    await test.store.transaction((tx) => test.store.subjects.archive(tx, 'i1', [c1]));
    expect(await test.store.subjects.ids('i1', 'customer')).toEqual(['c2']);
    expect(await test.store.subjects.ids('i1', 'account')).toEqual([]);
  });
}
