import { describe, expect, it } from 'vitest';
import { CrmRejected, CrmUnavailable, QuotaExhausted, RateLimited } from '../../../src/errors.ts';
import type { JobFailure } from '../../../src/jobs/queue.ts';
import type { QueueTest } from './place.ts';

const HOUR_MS = 3_600_000;

/** What becomes of a job that fails. */
export function retriesContract(test: QueueTest): void {
  /** Fails with these errors, one per attempt, then succeeds. Returns the attempts that were made. */
  function failing(...errors: unknown[]) {
    const attempts: number[] = [];
    const failures: JobFailure[] = [];
    const left = [...errors];
    const greet = async (_payload: unknown, { job }: { job: { attempt: number } }) => {
      attempts.push(job.attempt);
      if (left.length > 0) throw left.shift();
    };
    test.run({ greet }, { onFailure: (failure) => failures.push(failure) });
    return { attempts, failures };
  }
  const next = async () => Date.parse((await test.here.queue.counts()).nextRunAt ?? '') - test.nowMs;

  describe('a failed job', () => {
    it('is tried again with growing pauses until it succeeds', async () => {
      const { attempts, failures } = failing(new CrmUnavailable('503'), new Error('odd'), 'a string');
      await test.enqueue('greet');
      const pauses: number[] = [];
      for (let round = 0; round < 3; round += 1) {
        await test.here.queue.idle();
        pauses.push(await next());
        test.nowMs += pauses.at(-1) ?? 0;
      }
      await test.here.queue.idle();
      expect(attempts).toEqual([1, 2, 3, 4]);
      for (const [index, pauseMs] of pauses.entries()) {
        expect(pauseMs).toBeGreaterThanOrEqual(500 * 2 ** index);
        expect(pauseMs).toBeLessThanOrEqual(1_000 * 2 ** index);
      }
      expect(failures.map(({ outcome }) => outcome)).toEqual(['retry', 'retry', 'retry']);
      expect(await test.here.queue.counts()).toEqual({ waiting: 0, running: 0, dead: 0, nextRunAt: null });
    });

    it('becomes a dead letter after its last attempt', async () => {
      const { attempts, failures } = failing(new CrmUnavailable('1'), new CrmUnavailable('2'), new CrmUnavailable('3'));
      const id = await test.enqueue('greet', { for: 'c1' }, { maxAttempts: 2, key: 'k', lane: 'l' });
      await test.here.queue.idle();
      test.nowMs += HOUR_MS;
      await test.here.queue.idle();
      expect(attempts).toEqual([1, 2]);
      expect(failures.map(({ outcome }) => outcome)).toEqual(['retry', 'dead']);
      const [letter] = await test.here.queue.dead(10);
      expect(letter).toMatchObject({ id, task: 'greet', payload: { for: 'c1' }, key: 'k', lane: 'l', attempt: 2 });
      expect(letter?.failedAt).toBe('2026-11-23T13:00:00.000Z');
      expect(letter?.error).toBe('crm_unavailable: The CRM is not available (2). Work resumes by itself.');
      expect(await test.here.queue.counts()).toMatchObject({ waiting: 0, dead: 1 });
    });

    it('becomes a dead letter at once when trying again cannot help', async () => {
      const { attempts } = failing(new CrmRejected('no such property'));
      await test.enqueue('greet');
      await test.here.queue.idle();
      expect(attempts).toEqual([1]);
      expect(await test.here.queue.counts()).toMatchObject({ waiting: 0, dead: 1 });
    });

    it('waits as long as the CRM asks, without counting', async () => {
      const reset = new Date(test.nowMs + 10 * HOUR_MS).toISOString();
      const { attempts, failures } = failing(new RateLimited(90_000), new QuotaExhausted(reset));
      await test.enqueue('greet', {}, { maxAttempts: 1, key: 'k' });
      await test.here.queue.idle();
      expect(await next()).toBe(90_000);
      expect(await test.here.queue.waitsUntil('k')).toBe(new Date(test.nowMs + 90_000).toISOString());
      expect(await test.here.queue.waitsUntil('other')).toBeNull();
      test.nowMs += 90_000;
      await test.here.queue.idle();
      expect((await test.here.queue.counts()).nextRunAt).toBe(reset);
      test.nowMs = Date.parse(reset);
      await test.here.queue.idle();
      expect(attempts).toEqual([1, 1, 1]);
      expect(failures.map(({ outcome }) => outcome)).toEqual(['later', 'later']);
      expect(await test.here.queue.counts()).toMatchObject({ waiting: 0, dead: 0 });
    });
  });

  describe('a dead letter', () => {
    it('can be put back, and runs as if it were new', async () => {
      const { attempts } = failing(new CrmRejected('1'));
      const id = await test.enqueue('greet', 'again', { key: 'k' });
      await test.here.queue.idle();
      expect(await test.here.queue.retryDead(id)).toBe(true);
      await test.here.queue.idle();
      expect(attempts).toEqual([1, 1]);
      expect(await test.here.queue.dead(10)).toEqual([]);
      expect(await test.here.queue.retryDead(id)).toBe(false);
      expect(await test.here.queue.retryDead('unknown')).toBe(false);
    });

    it('is gone once a later job of its key succeeded', async () => {
      failing(new CrmRejected('1'), new CrmRejected('2'));
      for (const key of ['k', 'other']) {
        await test.enqueue('greet', 'old', { key });
        await test.here.queue.idle();
      }
      await test.enqueue('greet', 'new', { key: 'k' });
      await test.here.queue.idle();
      expect((await test.here.queue.dead(10)).map(({ key }) => key)).toEqual(['other']);
    });

    it('gives way to a newer request of its key when it is put back', async () => {
      const { attempts } = failing(new CrmRejected('1'));
      const id = await test.enqueue('greet', 'old', { key: 'k' });
      await test.here.queue.idle();
      await test.enqueue('greet', 'new', { key: 'k', runAt: new Date(test.nowMs + HOUR_MS).toISOString() });
      expect(await test.here.queue.retryDead(id)).toBe(true);
      expect(await test.here.queue.counts()).toMatchObject({ waiting: 1, dead: 0 });
      test.nowMs += HOUR_MS;
      await test.here.queue.idle();
      expect(attempts).toEqual([1, 1]);
    });

    it('replaces an older one of its key, so that the list does not grow', async () => {
      failing(new CrmRejected('1'), new CrmRejected('2'), new CrmRejected('3'));
      for (const payload of ['a', 'b']) {
        await test.enqueue('greet', payload, { key: 'k' });
        await test.here.queue.idle();
      }
      await test.enqueue('greet', 'c');
      await test.here.queue.idle();
      const letters = await test.here.queue.dead(10);
      expect(new Set(letters.map(({ payload }) => payload))).toEqual(new Set(['b', 'c']));
      expect(await test.here.queue.dead(1)).toHaveLength(1);
    });
  });
}
