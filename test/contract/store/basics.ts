import { describe, expect, it } from 'vitest';
import { Bug, StoreConflict } from '../../../src/errors.ts';
import type { StoreTest } from './place.ts';
import { account, customer, install, NOON, noonMs, signal } from './samples.ts';

/** Transactions, installs, streams, records, events, set-asides, touched records. */
export function basicsContract(test: StoreTest): void {
  describe('transactions', () => {
    it('keep everything or nothing', async () => {
      const { store } = test;
      const failing = store.transaction(async (tx) => {
        await store.subjects.upsert(tx, [customer('c1', 'a1')]);
        await store.signals.upsert(tx, 'i1', [signal('s1', 'c1', 1)], []);
        throw new Error('the power went');
      });
      await expect(failing).rejects.toThrow('the power went');
      expect(await store.subjects.get('i1', 'customer', 'c1')).toBeNull();
      expect(await store.signals.count('i1')).toBe(0);
    });

    it('see their own rows when they read', async () => {
      const { store } = test;
      await store.transaction(async (tx) => {
        await store.subjects.upsert(tx, [customer('c1')]);
        expect(await store.subjects.get('i1', 'customer', 'c1')).toEqual(customer('c1'));
      });
    });

    it('run one after the other when they are begun at once', async () => {
      const { store } = test;
      const countUp = () =>
        store.transaction(async (tx) => {
          const read = (await store.streams.get('i1', 'ticket'))?.read ?? 0;
          await new Promise(setImmediate);
          const state = {
            object: 'ticket',
            checkpoint: null,
            phase: 'backfill',
            total: null,
            updatedAt: NOON,
          } as const;
          await store.streams.put(tx, 'i1', { ...state, read: read + 1 });
        });
      await Promise.all(Array.from({ length: 10 }, countUp));
      expect((await store.streams.get('i1', 'ticket'))?.read).toBe(10);
    });

    it('refuse to be nested, and to be used after their end', async () => {
      const { store } = test;
      const nested = store.transaction(() => store.transaction(async () => 1));
      await expect(nested).rejects.toBeInstanceOf(Bug);
      const ended = await store.transaction(async (tx) => tx);
      await expect(store.subjects.upsert(ended, [customer('c1')])).rejects.toBeInstanceOf(Bug);
    });
  });

  describe('installs', () => {
    it('are found by their id and by their account', async () => {
      const { store } = test;
      expect(await store.installs.get('i1')).toEqual(install('i1'));
      expect(await store.installs.byAccount('hubspot', 'portal-i2')).toEqual(install('i2'));
      expect(await store.installs.get('i3')).toBeNull();
      expect(await store.installs.byAccount('salesforce', 'portal-i1')).toBeNull();
      expect((await store.installs.list()).map(({ id }) => id)).toEqual(['i1', 'i2']);
    });

    it('are replaced by put, and paused with a reason', async () => {
      const { store } = test;
      const renamed = { ...install('i1'), name: 'Nuevo', settings: { depth: { days: 30 } } };
      await store.transaction((tx) => store.installs.put(tx, renamed));
      await store.installs.setStatus('i1', 'paused', 'The token was revoked. Connect again.');
      const paused = { ...renamed, status: 'paused', statusReason: 'The token was revoked. Connect again.' };
      expect(await store.installs.get('i1')).toEqual(paused);
      expect(await store.installs.get('i2')).toEqual(install('i2'));
    });

    it('must exist before anything of theirs is stored', async () => {
      const { store } = test;
      const homeless = store.transaction((tx) => store.subjects.upsert(tx, [customer('c1', null, 'i9')]));
      await expect(homeless).rejects.toBeInstanceOf(StoreConflict);
    });

    it('do not share an account of a CRM', async () => {
      const { store } = test;
      const twin = store.transaction((tx) => store.installs.put(tx, { ...install('i3'), accountId: 'portal-i1' }));
      await expect(twin).rejects.toBeInstanceOf(StoreConflict);
    });
  });

  describe('streams', () => {
    it('come back as they were put, one per object', async () => {
      const { store } = test;
      const ticket = { object: 'ticket', checkpoint: { after: '200' }, phase: 'backfill', read: 200 } as const;
      const deal = { object: 'deal', checkpoint: null, phase: 'incremental', read: 3, total: 3 } as const;
      await store.transaction(async (tx) => {
        await store.streams.put(tx, 'i1', { ...ticket, total: null, updatedAt: NOON });
        await store.streams.put(tx, 'i1', { ...deal, updatedAt: NOON });
        await store.streams.put(tx, 'i1', { ...ticket, read: 300, total: 900, updatedAt: NOON });
      });
      const stored = { ...ticket, read: 300, total: 900, updatedAt: NOON };
      expect(await store.streams.get('i1', 'ticket')).toEqual(stored);
      expect(await store.streams.list('i1')).toEqual([{ ...deal, updatedAt: NOON }, stored]);
      expect(await store.streams.get('i2', 'ticket')).toBeNull();
    });
  });

  describe('records', () => {
    const row = (id: string, subject: string) => ({ object: 'ticket', id, record: { id, subject } });

    it('return those that are new or differ, in their order', async () => {
      const { store } = test;
      const put = (rows: readonly ReturnType<typeof row>[]) =>
        store.transaction((tx) => store.records.upsert(tx, 'i1', rows));
      expect(await put([row('2', 'b'), row('1', 'a')])).toEqual([row('2', 'b'), row('1', 'a')]);
      expect(await put([row('3', 'c'), row('1', 'a'), row('2', 'other')])).toEqual([row('3', 'c'), row('2', 'other')]);
      expect(await put([row('1', 'a'), row('2', 'other'), row('3', 'c')])).toEqual([]);
      expect(await store.records.get('i1', 'ticket', ['2', '9'])).toEqual(
        new Map([['2', { id: '2', subject: 'other' }]]),
      );
      expect(await store.records.count('i1', 'ticket')).toBe(3);
      expect(await store.records.count('i2', 'ticket')).toBe(0);
    });

    it('take pages of any size, and the last of two with one id', async () => {
      const { store } = test;
      const rows = Array.from({ length: 1_234 }, (_, index) => row(String(index), 'x'));
      const changed = await store.transaction((tx) => store.records.upsert(tx, 'i1', [...rows, row('7', 'last')]));
      expect(changed).toHaveLength(1_234);
      const found = await store.records.get(
        'i1',
        'ticket',
        rows.map(({ id }) => id),
      );
      expect(found.size).toBe(1_234);
      expect(found.get('7')).toEqual({ id: '7', subject: 'last' });
    });

    it('are removed by object and id', async () => {
      const { store } = test;
      await store.transaction(async (tx) => {
        await store.records.upsert(tx, 'i1', [row('1', 'a'), row('2', 'b'), { ...row('1', 'a'), object: 'deal' }]);
        await store.records.remove(tx, 'i1', 'ticket', ['1', '9']);
      });
      expect([...(await store.records.get('i1', 'ticket', ['1', '2'])).keys()]).toEqual(['2']);
      expect(await store.records.count('i1', 'deal')).toBe(1);
    });
  });

  describe('events', () => {
    const remember = (owner: string, event: string) =>
      test.store.transaction((tx) => test.store.remember(tx, owner, event));

    it('are new once per install', async () => {
      expect(await remember('i1', 'e1')).toBe(true);
      expect(await remember('i1', 'e1')).toBe(false);
      expect(await remember('i2', 'e1')).toBe(true);
    });

    it('are forgotten about after three days, and not before', async () => {
      await remember('i1', 'old');
      test.nowMs = noonMs + 71 * 3_600_000;
      await remember('i1', 'young');
      expect(await remember('i1', 'old')).toBe(false);
      test.nowMs = noonMs + 73 * 3_600_000;
      expect(await remember('i1', 'another')).toBe(true);
      expect(await remember('i1', 'old')).toBe(true);
      expect(await remember('i1', 'young')).toBe(false);
    });

    it('are new again when their transaction was rolled back', async () => {
      const { store } = test;
      const failing = store.transaction(async (tx) => {
        await store.remember(tx, 'i1', 'e1');
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await remember('i1', 'e1')).toBe(true);
    });
  });

  describe('set-asides', () => {
    const row = (record: string, reason: string, at = NOON) => ({ object: 'ticket', record, reason, detail: 'd', at });

    it('are counted by object and reason, with the latest as example, until their record is read well', async () => {
      const { store } = test;
      await store.transaction(async (tx) => {
        await store.setAsides.put(tx, 'i1', [row('1', 'bad_date'), row('2', 'bad_date', '2026-11-24T00:00:00.000Z')]);
        await store.setAsides.put(tx, 'i1', [row('1', 'no_customer'), row('1', 'bad_date')]);
        await store.setAsides.put(tx, 'i2', [row('1', 'bad_date')]);
      });
      expect(await store.setAsides.counts('i1')).toEqual([
        { object: 'ticket', reason: 'bad_date', count: 2, example: row('2', 'bad_date', '2026-11-24T00:00:00.000Z') },
        { object: 'ticket', reason: 'no_customer', count: 1, example: row('1', 'no_customer') },
      ]);
      await store.transaction((tx) => store.setAsides.clear(tx, 'i1', 'ticket', ['1'], 'not_written'));
      expect(await store.setAsides.counts('i1')).toHaveLength(2);
      await store.transaction((tx) => store.setAsides.clear(tx, 'i1', 'ticket', ['1']));
      expect((await store.setAsides.counts('i1')).map(({ reason, count }) => [reason, count])).toEqual([
        ['bad_date', 1],
      ]);
      expect(await store.setAsides.counts('i2')).toHaveLength(1);
      const before = '2999-01-01T00:00:00.000Z';
      await store.transaction((tx) => store.setAsides.expire(tx, 'i2', 'survey', before));
      await store.transaction((tx) => store.setAsides.expire(tx, 'i2', 'ticket', '2000-01-01T00:00:00.000Z'));
      expect(await store.setAsides.counts('i2')).toHaveLength(1);
      await store.transaction((tx) => store.setAsides.expire(tx, 'i2', 'ticket', before));
      expect(await store.setAsides.counts('i2')).toEqual([]);
      expect(await store.setAsides.counts('i1')).not.toEqual([]);
    });
  });

  describe('touched records', () => {
    const touch = (...ids: string[]) =>
      test.store.transaction((tx) =>
        test.store.touched.put(
          tx,
          'i1',
          ids.map((id) => ({ object: 'ticket', id })),
        ),
      );
    const ids = async () => (await test.store.touched.list('i1', 10)).map(({ id }) => id);

    it('are listed the longest waiting first', async () => {
      await touch('9');
      test.nowMs += 1;
      await touch('1', '9');
      expect(await ids()).toEqual(['9', '1']);
      expect(await test.store.touched.list('i1', 1)).toHaveLength(1);
    });

    it('stay when they were touched again after they were listed', async () => {
      const { store } = test;
      await touch('1', '2');
      const listed = await store.touched.list('i1', 10);
      await touch('2');
      await store.transaction((tx) => store.touched.clear(tx, 'i1', listed));
      expect(await ids()).toEqual(['2']);
    });

    it('stay when somebody else cleared them and they were touched anew', async () => {
      const { store } = test;
      await touch('1');
      const listed = await store.touched.list('i1', 10);
      await store.transaction((tx) => store.touched.clear(tx, 'i1', listed));
      test.nowMs += 1;
      await touch('1');
      await store.transaction((tx) => store.touched.clear(tx, 'i1', listed));
      expect(await ids()).toEqual(['1']);
    });
  });

  describe('secrets', () => {
    it('come back, are replaced, and belong to one install', async () => {
      const { store } = test;
      await store.transaction(async (tx) => {
        await store.secrets.put(tx, 'i1', 'token', 'pat-eu1-first');
        await store.secrets.put(tx, 'i1', 'token', 'pat-eu1-ñandú');
      });
      expect(await store.secrets.get('i1', 'token')).toBe('pat-eu1-ñandú');
      expect(await store.secrets.get('i2', 'token')).toBeNull();
      expect(await store.secrets.get('i1', 'other')).toBeNull();
    });
  });

  describe('tenancy', () => {
    it('keeps two installs with the same ids apart', async () => {
      const { store } = test;
      await store.transaction(async (tx) => {
        await store.subjects.upsert(tx, [customer('c1', 'a1'), account('a1'), customer('c1', 'a1', 'i2')]);
        await store.signals.upsert(tx, 'i1', [signal('s1', 'c1', 1)], []);
        await store.signals.upsert(tx, 'i2', [signal('s1', 'c1', 2), signal('s2', 'c1', 3)], []);
      });
      expect(await store.signals.of('i1', { object: 'account', id: 'a1' })).toEqual([signal('s1', 'c1', 1)]);
      expect(await store.signals.count('i2')).toBe(2);
    });
  });
}
