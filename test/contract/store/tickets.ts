import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../src/cx/model/scorecard.ts';
import type { StoreTest } from './place.ts';
import { account, customer, scoreAll } from './samples.ts';

const C1: Subject = { object: 'customer', id: 'c1' };
const C2: Subject = { object: 'customer', id: 'c2' };

/** Fields on tickets: those of whoever stands behind an open one, and of nobody else. */
export function ticketsContract(test: StoreTest): void {
  const put = (id: string, subject: Subject | null, open = true) =>
    test.store.transaction((tx) => test.store.tickets.put(tx, 'i1', [{ id, subject, open }]));
  const dirty = async () => (await test.store.subjects.dirty('i1', 10)).map(({ id }) => id);
  const pending = () => test.store.tickets.pending('i1', 10);
  const pendingIds = async () => (await pending()).map(({ writeback }) => writeback.id);
  /** As the write-back does with subjects whose fields are right. */
  const settleSubjects = () =>
    test.store.transaction(async (tx) => {
      for (const object of ['customer', 'account'] as const) {
        const rows = await test.store.writebacks.pending('i1', object, 10);
        await test.store.writebacks.settle(
          tx,
          'i1',
          rows.map(({ id, writeback: { revision } }) => ({ object, id, revision })),
        );
      }
    });
  const rescore = async (subject: Subject, score: number) => {
    await test.store.transaction((tx) => test.store.subjects.markDirty(tx, 'i1', [subject]));
    await scoreAll(test.store, { score });
    await settleSubjects();
  };
  const write = async (id: string, written: Record<string, unknown>) => {
    const revision = (await test.store.writebacks.get('i1', 'ticket', id))?.revision ?? 0;
    await test.store.transaction(async (tx) => {
      await test.store.writebacks.begin(tx, 'i1', [{ object: 'ticket', id, sending: written }]);
      await test.store.writebacks.finish(tx, 'i1', [
        { object: 'ticket', id, outcome: 'written', written, revision, error: null, retry: false },
      ]);
    });
  };
  const begun = async () => {
    await test.store.transaction((tx) =>
      test.store.subjects.upsert(tx, [customer('c1', 'a1'), customer('c2', 'a1'), account('a1')]),
    );
    await put('t1', C1);
    await scoreAll(test.store);
  };
  const written = async (values = { score: 72 }) => {
    await begun();
    await settleSubjects();
    await write('t1', values);
  };

  describe('tickets', () => {
    it('are pending once their subject’s fields were looked at, with its scorecard', async () => {
      await begun();
      expect(await pending()).toEqual([]);
      await settleSubjects();
      const [ticket, ...others] = await pending();
      expect(others).toEqual([]);
      expect(ticket?.scored).toMatchObject({ ...customer('c1', 'a1'), scorecard: { score: { value: 72 } } });
      expect(ticket?.writeback).toEqual({
        ...{ install: 'i1', object: 'ticket', id: 't1', written: {}, sending: null, revision: 1 },
      });
      expect(await test.store.writebacks.countPending('i1')).toBe(1);
    });

    it('are written once for each new score, as is noted and logged', async () => {
      await begun();
      await test.store.transaction((tx) =>
        test.store.writebacks.begin(tx, 'i1', [{ object: 'customer', id: 'c1', sending: { score: 72 } }]),
      );
      expect(await pendingIds(), 'a write that was begun is enough').toEqual(['t1']);
      await settleSubjects();
      await write('t1', { score: 72 });
      expect(await pendingIds()).toEqual([]);
      await rescore(C2, 50);
      expect(await pendingIds()).toEqual([]);
      await rescore(C1, 50);
      expect(await pending()).toMatchObject([
        { scored: { scorecard: { score: { value: 50 } } }, writeback: { written: { score: 72 } } },
      ]);
      expect(await test.store.writebacks.log('i1', 10, 't1')).toMatchObject([
        { object: 'ticket', record: 't1', outcome: 'written', before: { score: null }, after: { score: 72 } },
      ]);
    });

    it('keep what was sent until it is known whether it arrived', async () => {
      await begun();
      await settleSubjects();
      await test.store.transaction((tx) =>
        test.store.writebacks.begin(tx, 'i1', [{ object: 'ticket', id: 't1', sending: { score: 72 } }]),
      );
      expect(await pending()).toMatchObject([{ writeback: { sending: { score: 72 }, written: {} } }]);
    });

    it('are written once more when they close, with a score that knows of it, and left alone then', async () => {
      await written();
      // The closing came in while an older score was still being written.
      await test.store.transaction((tx) => test.store.subjects.markDirty(tx, 'i1', [C1]));
      await put('t1', C1, false);
      await test.store.transaction((tx) =>
        test.store.writebacks.begin(tx, 'i1', [{ object: 'customer', id: 'c1', sending: { score: 1 } }]),
      );
      await write('t1', { score: 71 });
      await rescore(C1, 60);
      expect(await pendingIds()).toEqual(['t1']);
      await write('t1', { score: 60 });
      await rescore(C1, 30);
      expect(await pendingIds()).toEqual([]);
      await put('t1', C1);
      await rescore(C1, 20);
      expect(await pendingIds(), 'it was opened again').toEqual(['t1']);
    });

    it('that were never seen open are left alone', async () => {
      await begun();
      await put('t2', C1, false);
      await rescore(C1, 50);
      expect(await pendingIds()).toEqual(['t1']);
    });

    it('of an account alone have it scored, which nothing else does', async () => {
      await begun();
      expect(await dirty()).toEqual([]);
      await put('t2', { object: 'account', id: 'a1' });
      expect(await dirty()).toEqual(['a1']);
      await scoreAll(test.store);
      await settleSubjects();
      const found = (await pending()).find(({ writeback }) => writeback.id === 't2');
      expect(found?.scored?.id).toBe('a1');
    });

    it('that pass to somebody else are written anew from scratch, and the log forgets the former', async () => {
      await written();
      await put('t1', C1);
      expect(await dirty(), 'the same again changes nothing').toEqual([]);
      await put('t1', C2);
      expect(await dirty()).toEqual(['c2']);
      expect((await test.store.writebacks.log('i1', 10, 't1'))[0]).toMatchObject({ before: {}, after: {} });
      expect(await pending()).toMatchObject([{ scored: { id: 'c2' }, writeback: { written: {} } }]);
    });

    it('that are nobody’s any more are emptied', async () => {
      await written();
      await put('t1', null);
      expect(await pending()).toMatchObject([{ scored: null, writeback: { id: 't1', written: {} } }]);
    });

    it('follow a merged customer', async () => {
      await begun();
      await settleSubjects();
      await test.store.transaction((tx) => test.store.subjects.merge(tx, 'i1', ['c1'], 'c2'));
      expect(await pendingIds()).toEqual([]);
      await rescore(C2, 50);
      expect(await pending()).toMatchObject([{ scored: { id: 'c2' } }]);
    });

    it('of somebody who left the CRM keep what they say', async () => {
      await begun();
      await settleSubjects();
      await test.store.transaction((tx) => test.store.subjects.archive(tx, 'i1', [C1]));
      expect(await pendingIds()).toEqual([]);
    });

    it('that left the CRM are forgotten but for the fact that they were written', async () => {
      await written();
      await test.store.transaction((tx) => test.store.tickets.remove(tx, 'i1', ['t1']));
      await rescore(C1, 50);
      expect(await pendingIds()).toEqual([]);
      expect(await test.store.writebacks.get('i1', 'ticket', 't1')).toBeNull();
      expect(await test.store.writebacks.log('i1', 10, 't1')).toMatchObject([
        { outcome: 'written', before: {}, after: {} },
      ]);
    });

    it('do not keep the card of somebody who was forgotten while it was on its way', async () => {
      await begun();
      await settleSubjects();
      await test.store.transaction((tx) =>
        test.store.writebacks.begin(tx, 'i1', [{ object: 'ticket', id: 't1', sending: { card: 'c1' } }]),
      );
      await test.store.subjects.forget('i1', 'c1');
      const answer = { outcome: 'written', written: { card: 'c1' }, revision: 1, error: null, retry: false } as const;
      await test.store.transaction((tx) =>
        test.store.writebacks.finish(tx, 'i1', [{ object: 'ticket', id: 't1', ...answer }]),
      );
      expect(await pending()).toMatchObject([{ scored: null, writeback: { written: {}, sending: null } }]);
      expect(JSON.stringify(await test.store.writebacks.log('i1', 10, 't1'))).not.toContain('c1');
    });

    it('lose what an undone write-back removed, and are written after their subject', async () => {
      await written();
      expect(await test.store.transaction((tx) => test.store.writebacks.undone(tx, 'i1'))).toBe(1);
      expect(await test.store.writebacks.get('i1', 'ticket', 't1')).toMatchObject({ written: {} });
      expect(await pendingIds()).toEqual([]);
      await rescore(C1, 72);
      expect(await pendingIds()).toEqual(['t1']);
    });
  });
}
