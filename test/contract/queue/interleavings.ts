import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateLimited } from '../../../src/errors.ts';
import { type HeldRun, heldTask } from './held-task.ts';
import { type QueueTest, START_MS } from './place.ts';

const KEYS = ['k1', 'k2', 'k3'] as const;

/**
 * One thing that happens: a request, an end of a running job (chosen by `pick`), a passing of time, the end of
 * all leases, a worker that is stopped and replaced.
 */
type Step =
  | { readonly kind: 'enqueue'; readonly key: (typeof KEYS)[number] }
  | { readonly kind: 'succeed' | 'fail' | 'limit'; readonly pick: number }
  | { readonly kind: 'wait' | 'expire' | 'restart' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('enqueue' as const), key: fc.constantFrom(...KEYS) }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constantFrom('succeed' as const, 'fail', 'limit'), pick: fc.nat(9) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('wait' as const, 'expire', 'restart') }) },
);

/** Whatever happens in whatever order, nothing that was asked for is lost. */
export function interleavingsContract(test: QueueTest): void {
  /** Plays the steps, then lets everything succeed. Returns, per key, the last request and the requests that succeeded. */
  async function play(steps: readonly Step[]) {
    const { queue } = test.here;
    const held = heldTask();
    const over = new Set<HeldRun>();
    const last = new Map<string, number>();
    const succeeded = new Map<string, unknown[]>(KEYS.map((key) => [key, []]));
    const overlaps: unknown[] = [];
    /** Runs that nobody ended and that no later run of the same job has replaced. */
    const open = () =>
      held.runs.filter(
        (run, index) => !over.has(run) && !held.runs.slice(index + 1).some((later) => later.job.id === run.job.id),
      );
    const begin = () => test.run({ work: held.task }, { concurrency: 2 });
    const end = (run: HeldRun | undefined, how: (run: HeldRun) => void) => {
      if (run === undefined) return;
      over.add(run);
      how(run);
    };
    const succeed = (run: HeldRun) => {
      succeeded.get(run.job.key ?? '')?.push(run.payload);
      run.succeed();
    };
    let runner = begin();
    for (const [index, one] of steps.entries()) {
      const keys = open().map((run) => run.job.key);
      if (new Set(keys).size !== keys.length) overlaps.push(keys);
      const chosen = 'pick' in one ? open()[one.pick % Math.max(open().length, 1)] : undefined;
      if (one.kind === 'enqueue') {
        await test.enqueue('work', index, { key: one.key, lane: one.key === 'k3' ? 'l' : 'm' });
        last.set(one.key, index);
      } else if (one.kind === 'succeed') end(chosen, succeed);
      else if (one.kind === 'fail') end(chosen, (run) => run.fail(new Error('no')));
      else if (one.kind === 'limit') end(chosen, (run) => run.fail(new RateLimited(5_000)));
      else if (one.kind === 'wait') test.nowMs += 5_000;
      else if (one.kind === 'expire') test.nowMs += 15_000;
      else {
        await runner.stop(0);
        for (const run of open()) over.add(run);
        runner = begin();
      }
      await queue.counts();
    }
    for (;;) {
      for (const run of open()) end(run, succeed);
      const { waiting, running, nextRunAt } = await queue.counts();
      if (waiting === 0 && running === 0) break;
      test.nowMs = Math.max(test.nowMs, nextRunAt === null ? 0 : Date.parse(nextRunAt));
      await new Promise(setImmediate);
    }
    await runner.stop(0);
    return { last, succeeded, overlaps };
  }

  describe('whatever the order of events', () => {
    it('each key runs to its end after its last request, and never twice at once', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
          test.nowMs = START_MS;
          const { last, succeeded, overlaps } = await play(steps);
          for (const [key, payload] of last) expect(succeeded.get(key)).toContain(payload);
          expect(overlaps).toEqual([]);
          expect(await test.here.queue.counts()).toMatchObject({ waiting: 0, running: 0, dead: 0 });
        }),
        { numRuns: 30 },
      );
    });
  });
}
