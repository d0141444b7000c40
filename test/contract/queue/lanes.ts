import { describe, expect, it } from 'vitest';
import { heldTask } from './held-task.ts';
import type { QueueTest } from './place.ts';

/** Jobs of one lane run one after the other. */
export function lanesContract(test: QueueTest): void {
  const at = (second: number) => new Date(test.nowMs - 60_000 + second * 1_000).toISOString();

  describe('a lane', () => {
    it('runs its jobs one after the other in the order of their time; others run beside it', async () => {
      const held = heldTask();
      await test.enqueue('work', 'late', { lane: 'l', runAt: at(3) });
      await test.enqueue('work', 'early', { lane: 'l', runAt: at(1) });
      await test.enqueue('work', 'middle', { lane: 'l', runAt: at(2) });
      await test.enqueue('work', 'other', { lane: 'm', runAt: at(4) });
      await test.enqueue('work', 'free', { runAt: at(5) });
      test.run({ work: held.task }, { concurrency: 10 });
      const begun = [await held.next(), await held.next(), await held.next()];
      expect(begun.map(({ payload }) => payload)).toEqual(['early', 'other', 'free']);
      expect(await test.here.queue.counts()).toMatchObject({ running: 3, waiting: 2 });
      begun[0]?.succeed();
      const middle = await held.next();
      expect(middle.payload).toBe('middle');
      middle.succeed();
      const late = await held.next();
      expect(late.payload).toBe('late');
      for (const run of [late, ...begun]) run.succeed();
      await test.here.queue.idle();
    });

    it('keeps the order of jobs that were enqueued in the same millisecond, and wastes no time between them', async () => {
      const order: unknown[] = [];
      // Found by polling alone, so many would take longer than the test may.
      for (let index = 0; index < 300; index += 1) await test.enqueue('work', index, { lane: 'l' });
      test.run({ work: async (payload) => void order.push(payload) });
      await test.here.queue.idle();
      expect(order).toEqual(Array.from({ length: 300 }, (_, index) => index));
    });

    it('goes on with the next job when one fails', async () => {
      const held = heldTask();
      await test.enqueue('work', 'bad', { lane: 'l', runAt: at(1) });
      await test.enqueue('work', 'good', { lane: 'l', runAt: at(2) });
      test.run({ work: held.task });
      (await held.next()).fail(new Error('no'));
      const good = await held.next();
      expect(good.payload).toBe('good');
      good.succeed();
      await test.here.queue.idle();
    });

    it('is one lane for all runners', async () => {
      const other = await test.connect();
      const running = new Map<string, number>();
      const overlaps: string[] = [];
      const workers = new Set<string>();
      const work =
        (worker: string) =>
        async (_payload: unknown, { job }: { job: { lane: string | null } }) => {
          const lane = job.lane ?? '';
          workers.add(worker);
          running.set(lane, (running.get(lane) ?? 0) + 1);
          if (running.get(lane) !== 1) overlaps.push(lane);
          await new Promise(setImmediate);
          running.set(lane, (running.get(lane) ?? 0) - 1);
        };
      for (let index = 0; index < 60; index += 1) await test.enqueue('work', index, { lane: `lane-${index % 4}` });
      test.run({ work: work('first') }, { concurrency: 2 });
      test.run({ work: work('second') }, { concurrency: 2 }, other);
      await test.here.queue.idle();
      expect(overlaps).toEqual([]);
      expect(workers.size).toBe(2);
    });
  });
}
