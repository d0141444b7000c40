/** What every queue keeps its promise on. An engine joins by calling `queueContract` with a way to open an empty one. */
import { afterEach, beforeEach, describe } from 'vitest';
import { enqueueContract } from './enqueue.ts';
import { interleavingsContract } from './interleavings.ts';
import { lanesContract } from './lanes.ts';
import { type Connected, type OpenQueuePlace, type QueuePlace, type QueueTest, START_MS } from './place.ts';
import { programsContract } from './programs.ts';
import { retriesContract } from './retries.ts';
import { stoppingContract } from './stopping.ts';

export function queueContract(name: string, open: OpenQueuePlace): void {
  describe(`queue contract: ${name}`, () => {
    let place: QueuePlace | null = null;
    let here: Connected | null = null;
    const endings: (() => Promise<void>)[] = [];

    const test: QueueTest = {
      nowMs: START_MS,
      get place() {
        if (place === null) throw new Error('the queue is open only during a test');
        return place;
      },
      get here() {
        if (here === null) throw new Error('the queue is open only during a test');
        return here;
      },
      async connect() {
        const connected = await test.place.connect();
        endings.push(() => connected.close());
        return connected;
      },
      async enqueue(task, payload = {}, options = {}) {
        const { store, queue } = test.here;
        return await store.transaction((tx) => queue.enqueue(tx, task, payload, options));
      },
      run(tasks, options = {}, on = test.here) {
        const runner = on.queue.run({ concurrency: 4, tasks, ...options });
        endings.push(() => runner.stop(1_000));
        return runner;
      },
    };

    beforeEach(async () => {
      test.nowMs = START_MS;
      place = await open(() => test.nowMs);
      here = await test.connect();
    });
    afterEach(async () => {
      // Runners before the connections that they work on.
      for (const end of endings.splice(0).reverse()) await end();
      await place?.close();
      place = null;
      here = null;
    });

    enqueueContract(test);
    retriesContract(test);
    lanesContract(test);
    stoppingContract(test);
    programsContract(test);
    interleavingsContract(test);
  });
}
