import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { heldTask } from './held-task.ts';
import type { QueueTest } from './place.ts';

/** How a worker ends, and what it leaves to the next one. */
export function stoppingContract(test: QueueTest): void {
  describe('stop', () => {
    it('takes no new job, tells the running ones, and waits for them', async () => {
      const held = heldTask();
      const runner = test.run({ work: held.task }, { concurrency: 1 });
      await test.enqueue('work', 1);
      await test.enqueue('work', 2);
      const run = await held.next();
      const stopped = runner.stop(60_000);
      await new Promise((resolve) => run.signal.addEventListener('abort', resolve));
      run.succeed();
      await stopped;
      expect(held.runs).toHaveLength(1);
      expect(await test.here.queue.counts()).toMatchObject({ waiting: 1, running: 0 });
    });

    it('gives a job that throws for it back, without counting the attempt', async () => {
      const held = heldTask();
      const runner = test.run({ work: held.task });
      await test.enqueue('work', 1, { maxAttempts: 1 });
      const run = await held.next();
      run.signal.addEventListener('abort', () => run.fail(run.signal.reason));
      await runner.stop(60_000);
      expect(await test.here.queue.counts()).toMatchObject({ waiting: 1, running: 0, dead: 0 });
      test.run({ work: held.task });
      const again = await held.next();
      expect(again.job).toMatchObject({ payload: 1, attempt: 1 });
      again.succeed();
      await test.here.queue.idle();
    });

    it('gives back what did not end by the deadline; its late end changes nothing', async () => {
      const held = heldTask();
      const runner = test.run({ work: held.task });
      await test.enqueue('work', 1, { lane: 'l', key: 'k' });
      const stubborn = await held.next();
      await runner.stop(0);
      expect(await test.here.queue.counts()).toMatchObject({ waiting: 1, running: 0 });
      test.run({ work: held.task });
      const again = await held.next();
      stubborn.succeed();
      await new Promise(setImmediate);
      expect(await test.here.queue.counts()).toMatchObject({ waiting: 0, running: 1 });
      again.succeed();
      await test.here.queue.idle();
    });

    it('can be called twice', async () => {
      const runner = test.run({});
      await Promise.all([runner.stop(100), runner.stop(100)]);
    });
  });

  describe('a lease', () => {
    it('is renewed as long as the job runs', async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      onTestFinished(() => void vi.useRealTimers());
      const held = heldTask();
      test.run({ work: held.task }, { leaseMs: 15_000 });
      await test.enqueue('work', 1);
      const run = await held.next();
      for (let beat = 0; beat < 6; beat += 1) {
        test.nowMs += 10_000;
        vi.advanceTimersByTime(5_000);
        await test.here.queue.counts();
      }
      // Had the lease ended, this runner would take the job before the one that only it can do.
      const other = heldTask();
      const probe = heldTask();
      test.run({ work: other.task, probe: probe.task }, { concurrency: 1 }, await test.connect());
      await test.enqueue('probe');
      (await probe.next()).succeed();
      run.succeed();
      await test.here.queue.idle();
      expect(other.runs).toHaveLength(0);
    });

    it('that ends while its worker stands still gives the job to nobody else inside the same worker', async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      onTestFinished(() => void vi.useRealTimers());
      const held = heldTask();
      const probe = heldTask();
      test.run({ work: held.task, probe: probe.task }, { leaseMs: 15_000, concurrency: 3 });
      await test.enqueue('work', 1, { lane: 'l' });
      const run = await held.next();
      test.nowMs += 20_000;
      await test.enqueue('probe');
      (await probe.next()).succeed();
      await run.hold();
      run.succeed();
      await test.here.queue.idle();
      expect(held.runs).toHaveLength(1);
    });

    it('that somebody else has by now cannot be held any more', async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      onTestFinished(() => void vi.useRealTimers());
      const still = heldTask();
      const other = heldTask();
      test.run({ work: still.task }, { leaseMs: 15_000 });
      await test.enqueue('work', 1);
      const first = await still.next();
      await first.hold();
      test.nowMs += 20_000;
      test.run({ work: other.task }, { leaseMs: 15_000 }, await test.connect());
      const second = await other.next();
      await expect(first.hold()).rejects.toThrow('lease of this job was lost');
      first.fail(first.signal.reason);
      await second.hold();
      second.succeed();
      await test.here.queue.idle();
      expect(await test.here.queue.counts()).toMatchObject({ running: 0, waiting: 0, dead: 0 });
    });

    it('that was lost aborts the job, whose end does not count', async () => {
      const held = heldTask();
      test.run({ work: held.task }, { leaseMs: 90 });
      await test.enqueue('work', 1);
      const first = await held.next();
      await test.here.queue.recover();
      const second = await held.next();
      await vi.waitUntil(() => first.signal.aborted, { timeout: 60_000 });
      first.succeed();
      await new Promise(setImmediate);
      expect(await test.here.queue.counts()).toMatchObject({ running: 1 });
      second.succeed();
      await test.here.queue.idle();
      expect(await test.here.queue.counts()).toMatchObject({ running: 0, waiting: 0 });
    });
  });
}
