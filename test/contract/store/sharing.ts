import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PermitRequest } from '../../../src/store/permits.ts';
import type { StoreTest } from './place.ts';
import { noonMs } from './samples.ts';

const LIMIT = { requests: 100, perMs: 10_000 };

/** What the programs of a fleet share: limits and turns. */
export function sharingContract(test: StoreTest): void {
  const exchange = (holder: string, wants: number, more: Partial<PermitRequest> = {}) =>
    test.store.permits.exchange({
      ...{ install: 'i1', bucket: 'general', holder, limit: LIMIT, learned: false, wants },
      ...{ returns: 0, heldForMs: 0, leaseMs: 15_000, ...more },
    });

  describe('permits', () => {
    it('are given as wanted as long as there are some, and never more than the limit has', async () => {
      expect(await exchange('a', 70)).toMatchObject({ places: 70, target: 70, elsewhere: 0, limit: LIMIT });
      expect(await exchange('b', 70)).toMatchObject({ places: 30, target: 50, elsewhere: 70 });
      expect(await exchange('a', 70)).toMatchObject({ places: 70, target: 50, elsewhere: 30 });
      expect(await exchange('a', 70, { returns: 5 })).toMatchObject({ places: 65, target: 50 });
      expect(await exchange('b', 70)).toMatchObject({ places: 35 });
      expect(await exchange('a', 70, { returns: 60 })).toMatchObject({ places: 50, target: 50 });
    });

    it('come back from who does not want them, and a window after the lease of who is gone', async () => {
      await exchange('a', 100);
      expect(await exchange('b', 40)).toMatchObject({ places: 0, target: 40 });
      expect(await exchange('a', 0, { returns: 100 })).toMatchObject({ places: 0 });
      expect(await exchange('b', 40)).toMatchObject({ places: 40 });
      test.nowMs = noonMs + 15_000 + 9_999;
      expect(await exchange('c', 100)).toMatchObject({ elsewhere: 40, places: 60 });
      test.nowMs = noonMs + 15_000 + 10_001;
      expect(await exchange('c', 100)).toMatchObject({ elsewhere: 0, places: 100 });
    });

    it('follow the limit that the CRM told, and hold everybody back when it says so', async () => {
      await exchange('a', 10);
      const told = { limit: { requests: 190, perMs: 5_000 }, learned: true, heldForMs: 60_000 };
      await exchange('b', 10, told);
      expect(await exchange('a', 10)).toMatchObject({ limit: told.limit, heldForMs: 60_000 });
      test.nowMs = noonMs + 20_000;
      expect(await exchange('b', 10, { heldForMs: 1_000 })).toMatchObject({ heldForMs: 40_000 });
      test.nowMs = noonMs + 70_000;
      expect(await exchange('a', 10)).toMatchObject({ heldForMs: 0 });
    });

    it('belong to one install and one bucket', async () => {
      await exchange('a', 100);
      expect(await exchange('b', 100, { install: 'i2' })).toMatchObject({ places: 100 });
      expect(await exchange('b', 100, { bucket: 'search' })).toMatchObject({ places: 100 });
    });

    it('are never more than the limit has, however they are exchanged at once', async () => {
      const requests = fc.array(
        fc.record({ holder: fc.constantFrom('a', 'b', 'c'), wants: fc.nat(150), returns: fc.nat(150) }),
        { minLength: 1, maxLength: 12 },
      );
      await fc.assert(
        fc.asyncProperty(requests, fc.uuid(), async (all, bucket) => {
          const held = new Map<string, number>();
          const turns = Map.groupBy(all, (request) => request.holder);
          const everybody = [...turns].map(async ([holder, own]) => {
            for (const { wants, returns } of own) {
              const free = Math.min(returns, held.get(holder) ?? 0);
              held.set(holder, (await exchange(holder, wants, { bucket, returns: free })).places);
            }
          });
          await Promise.all(everybody);
          const total = [...held.values()].reduce((sum, places) => sum + places, 0);
          expect(total).toBeLessThanOrEqual(LIMIT.requests);
        }),
        { numRuns: 20 },
      );
    });
  });

  describe('turns', () => {
    it('let one after the other do the same work of an install, and others side by side', async () => {
      let inside = 0;
      let most = 0;
      const work = async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise(setImmediate);
        inside -= 1;
      };
      await Promise.all(Array.from({ length: 4 }, () => test.store.inTurn('i1', 'tokens', work)));
      expect(most).toBe(1);
      const first = Promise.withResolvers<void>();
      const holding = test.store.inTurn('i1', 'tokens', () => first.promise);
      expect(await test.store.inTurn('i2', 'tokens', async () => 'other install')).toBe('other install');
      expect(await test.store.inTurn('i1', 'other', async () => 'other work')).toBe('other work');
      first.resolve();
      await holding;
    });

    it('end with their work, also when it fails, and a minute after their program died', async () => {
      const failing = test.store.inTurn('i1', 'tokens', async () => {
        throw new Error('refused');
      });
      await expect(failing).rejects.toThrow('refused');
      void test.store.inTurn('i1', 'tokens', () => new Promise(() => {}));
      const waiting = test.store.inTurn('i1', 'tokens', async () => 'after');
      await new Promise(setImmediate);
      test.nowMs += 60_000;
      expect(await waiting).toBe('after');
    });
  });
}
