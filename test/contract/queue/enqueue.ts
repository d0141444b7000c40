import { describe, expect, it } from 'vitest';
import { install } from '../store/samples.ts';
import { heldTask } from './held-task.ts';
import type { QueueTest } from './place.ts';

/** How jobs come in, coalesce, wait for their time and go. */
export function enqueueContract(test: QueueTest): void {
  describe('enqueue', () => {
    it('runs the task with its payload and job, once, and leaves nothing behind', async () => {
      const seen: unknown[] = [];
      test.run({ greet: async (payload, { job }) => void seen.push([payload, job]) });
      const id = await test.enqueue('greet', { name: 'Ñandú' }, { lane: 'l', key: 'k' });
      await test.here.queue.idle();
      const runAt = '2026-11-23T12:00:00.000Z';
      const job = {
        id,
        task: 'greet',
        payload: { name: 'Ñandú' },
        key: 'k',
        lane: 'l',
        runAt,
        attempt: 1,
        maxAttempts: 25,
      };
      expect(seen).toEqual([[{ name: 'Ñandú' }, job]]);
      expect(await test.here.queue.counts()).toEqual({ waiting: 0, running: 0, dead: 0, nextRunAt: null });
    });

    it('stands or falls with the transaction of its rows', async () => {
      const { store, queue } = test.here;
      const runs: unknown[] = [];
      test.run({ greet: async (payload) => void runs.push(payload) });
      const failing = store.transaction(async (tx) => {
        await store.installs.put(tx, install('i1'));
        await queue.enqueue(tx, 'greet', 'never');
        throw new Error('the power went');
      });
      await expect(failing).rejects.toThrow('the power went');
      expect(await store.installs.get('i1')).toBeNull();
      expect((await queue.counts()).waiting).toBe(0);
      await store.transaction(async (tx) => {
        await store.installs.put(tx, install('i1'));
        await queue.enqueue(tx, 'greet', 'once');
      });
      await queue.idle();
      expect(await store.installs.get('i1')).not.toBeNull();
      expect(runs).toEqual(['once']);
    });

    it('does not run a job before its time', async () => {
      const runs: unknown[] = [];
      test.run({ greet: async (payload) => void runs.push(payload) });
      await test.enqueue('greet', 'later', { runAt: '2026-11-23T13:05:00+01:00' });
      await test.enqueue('greet', 'now');
      await test.here.queue.idle();
      expect(runs).toEqual(['now']);
      expect(await test.here.queue.counts()).toMatchObject({ waiting: 1, nextRunAt: '2026-11-23T12:05:00.000Z' });
      test.nowMs += 5 * 60_000;
      await test.here.queue.idle();
      expect(runs).toEqual(['now', 'later']);
    });

    it('leaves alone what no task of the runner can do', async () => {
      test.run({ greet: async () => {} });
      await test.enqueue('unknown');
      await test.enqueue('greet');
      const held = heldTask();
      test.run({ unknown: held.task });
      (await held.next()).succeed();
      await test.here.queue.idle();
      expect(await test.here.queue.counts()).toMatchObject({ waiting: 0, dead: 0 });
    });

    it('wakes the worker at once, every time', async () => {
      const held = heldTask();
      test.run({ greet: held.task });
      // Without wake-ups, the polling alone would take longer than the test may.
      for (let round = 0; round < 300; round += 1) {
        await test.enqueue('greet', round);
        const run = await held.next();
        expect(run.payload).toBe(round);
        run.succeed();
        await test.here.queue.idle();
        // Behind this read, the worker has looked and waits.
        await test.here.queue.counts();
      }
    });

    it('runs no more at once than it was told, and all in the end', async () => {
      let now = 0;
      let most = 0;
      const ran = new Set<unknown>();
      for (let index = 0; index < 50; index += 1) await test.enqueue('work', index);
      test.run(
        {
          work: async (payload) => {
            now += 1;
            most = Math.max(most, now);
            await new Promise(setImmediate);
            now -= 1;
            ran.add(payload);
          },
        },
        { concurrency: 3 },
      );
      await test.here.queue.idle();
      expect(ran.size).toBe(50);
      expect(most).toBe(3);
    });
  });

  describe('a key', () => {
    it('makes a burst one run, with the newest payload and time', async () => {
      const runs: unknown[] = [];
      const first = await test.enqueue('greet', 1, { key: 'k', runAt: '2026-11-23T12:01:00.000Z' });
      const second = await test.enqueue('greet', 2, { key: 'k', runAt: '2026-11-23T12:02:00.000Z' });
      await test.enqueue('greet', 'other', { key: 'k2', runAt: '2026-11-23T12:02:00.000Z' });
      expect(second).toBe(first);
      expect(await test.here.queue.counts()).toMatchObject({ waiting: 2, nextRunAt: '2026-11-23T12:02:00.000Z' });
      await test.enqueue('greet', 3, { key: 'k' });
      test.run({ greet: async (payload) => void runs.push(payload) });
      await test.here.queue.idle();
      expect(runs).toEqual([3]);
    });

    it('lets a newer request wait for the running one, and run after it', async () => {
      const held = heldTask();
      test.run({ greet: held.task });
      await test.enqueue('greet', 1, { key: 'k' });
      const first = await held.next();
      await test.enqueue('greet', 2, { key: 'k' });
      await test.enqueue('greet', 3, { key: 'k' });
      await test.enqueue('greet', 'free');
      const free = await held.next();
      expect(free.payload).toBe('free');
      expect(await test.here.queue.counts()).toMatchObject({ waiting: 1, running: 2 });
      first.succeed();
      const second = await held.next();
      expect(second.payload).toBe(3);
      second.succeed();
      free.succeed();
      await test.here.queue.idle();
      expect(held.runs).toHaveLength(3);
    });

    it('lets the newer request stand for the running one when that fails', async () => {
      const held = heldTask();
      test.run({ greet: held.task });
      await test.enqueue('greet', 1, { key: 'k' });
      const first = await held.next();
      await test.enqueue('greet', 2, { key: 'k' });
      first.fail(new Error('no'));
      const second = await held.next();
      expect(second.job).toMatchObject({ payload: 2, attempt: 1 });
      second.succeed();
      await test.here.queue.idle();
      expect(await test.here.queue.counts()).toMatchObject({ waiting: 0, dead: 0 });
    });

    it('begins the attempts anew when a newer request replaces one that has failed', async () => {
      const held = heldTask();
      test.run({ greet: held.task });
      await test.enqueue('greet', 1, { key: 'k', maxAttempts: 2 });
      (await held.next()).fail(new Error('no'));
      await test.here.queue.idle();
      await test.enqueue('greet', 2, { key: 'k', maxAttempts: 2 });
      const run = await held.next();
      expect(run.job).toMatchObject({ payload: 2, attempt: 1 });
      run.succeed();
      await test.here.queue.idle();
    });
  });

  describe('idle', () => {
    it('rejects with the reason of its signal', async () => {
      await test.enqueue('greet');
      const waiting = new AbortController();
      const idle = test.here.queue.idle(waiting.signal);
      waiting.abort(new Error('enough'));
      await expect(idle).rejects.toThrow('enough');
    });
  });
}
