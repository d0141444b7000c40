/** One customer in several CRMs: copies come and go with the link. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { StoreTest } from './place.ts';
import { customer, install, signal } from './samples.ts';

export function linksContract(test: StoreTest): void {
  const link = (own: string, theirs: string, mark: number) => ({
    ...{ customer: own, other: 'i2', otherCustomer: theirs, mark },
  });
  const write = <Result>(work: Parameters<typeof test.store.transaction<Result>>[0]) => test.store.transaction(work);
  const identify = (owner: string, values: Readonly<Record<string, string | null>>) =>
    write((tx) =>
      test.store.links.identify(
        tx,
        owner,
        Object.entries(values).map(([id, value]) => ({ customer: id, value })),
      ),
    );
  const sync = (others: readonly string[] = ['i2']) => write((tx) => test.store.links.sync(tx, 'i1', others));
  const idsOf = async (id: string) =>
    (await test.store.signals.of('i1', { object: 'customer', id })).map((one) => one.id);

  /** Copies as the task does: the signals of the other under the own name. */
  async function copy(own: string, theirs: string, ids: readonly string[], mark: number): Promise<void> {
    await write(async (tx) => {
      await test.store.signals.upsert(
        tx,
        'i1',
        ids.map((id) => signal(id, own, 1)),
        [],
      );
      await test.store.links.copied(tx, 'i1', [{ ...link(own, theirs, mark), signals: ids }]);
    });
  }

  describe('links', () => {
    beforeEach(async () => {
      await write(async (tx) => {
        await test.store.installs.put(tx, { ...install('i2'), crm: 'salesforce' });
        await test.store.subjects.upsert(tx, [customer('a'), customer('b'), customer('c')]);
        await test.store.subjects.upsert(tx, [customer('x', null, 'i2'), customer('y', null, 'i2')]);
        await test.store.signals.upsert(tx, 'i1', [signal('own', 'a', 2)], []);
      });
    });

    it('join whoever is the only one of an identity on both sides', async () => {
      await identify('i1', { a: 'ana', b: 'twin', c: 'twin' });
      await identify('i2', { x: 'ana', y: 'twin' });
      await sync();
      expect(await test.store.links.stale('i1', 10)).toMatchObject([
        { customer: 'a', other: 'i2', otherCustomer: 'x' },
      ]);
      expect(await test.store.links.counts('i1')).toEqual([{ other: 'i2', customers: 1 }]);

      await identify('i1', { c: null });
      await sync();
      expect((await test.store.links.stale('i1', 10)).map(({ customer: id }) => id)).toEqual(['a', 'b']);
    });

    it('are stale from a change of the other side until it is copied', async () => {
      await identify('i1', { a: 'ana' });
      await identify('i2', { x: 'ana' });
      await sync();
      const [stale] = await test.store.links.stale('i1', 10);
      await copy('a', 'x', ['s1', 's2'], stale?.mark ?? 0);
      expect(await test.store.links.stale('i1', 10)).toEqual([]);
      expect(await idsOf('a')).toEqual(['s1', 's2', 'own']);

      await write((tx) => test.store.signals.upsert(tx, 'i2', [signal('s3', 'x', 3)], []));
      const [again] = await test.store.links.stale('i1', 10);
      expect(again?.mark).toBeGreaterThan(stale?.mark ?? 0);
      await copy('a', 'x', ['s2', 's3'], again?.mark ?? 0);
      expect((await idsOf('a')).sort()).toEqual(['own', 's2', 's3']);
    });

    describe('once copied', () => {
      beforeEach(async () => {
        await identify('i1', { a: 'ana' });
        await identify('i2', { x: 'ana' });
        await sync();
        await copy('a', 'x', ['s1'], 1);
      });

      it.each([
        ['linking is turned off', () => sync([])],
        ['the other is forgotten', () => test.store.subjects.forget('i2', 'x')],
        [
          'the other is deleted',
          () => write((tx) => test.store.subjects.archive(tx, 'i2', [{ object: 'customer', id: 'x' }])),
        ],
        ['the other is somebody else now', () => identify('i2', { x: 'eva' }).then(() => sync())],
        ['the other install goes', () => test.store.installs.purge('i2')],
      ])('leave nothing behind when %s', async (_, happen) => {
        const [before] = await test.store.subjects.dirty('i1', 10);
        await happen();
        expect(await idsOf('a')).toEqual(['own']);
        expect(await test.store.links.counts('i1')).toEqual([]);
        expect((await test.store.subjects.dirty('i1', 10))[0]?.mark).toBeGreaterThan(before?.mark ?? 0);
      });

      it('go with the customer', async () => {
        await test.store.subjects.forget('i1', 'a');
        expect(await idsOf('a')).toEqual([]);
        expect(await test.store.links.counts('i1')).toEqual([]);
      });

      it('do not move to whom the customer is merged into', async () => {
        await write((tx) => test.store.subjects.merge(tx, 'i1', ['a'], 'b'));
        expect(await idsOf('b')).toEqual(['own']);
        expect(await test.store.links.counts('i1')).toEqual([]);
      });
    });
  });
}
