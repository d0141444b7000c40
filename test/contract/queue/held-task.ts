import type { Job, JobContext, Task } from '../../../src/jobs/queue.ts';

/** One run of a held task: it goes on when the test says so. */
export interface HeldRun {
  readonly job: Job;
  readonly payload: unknown;
  readonly signal: AbortSignal;
  readonly hold: JobContext['hold'];
  succeed(): void;
  fail(error: unknown): void;
}

export interface HeldTask {
  readonly task: Task;
  /** Every run so far, the first one first. */
  readonly runs: readonly HeldRun[];
  /** Resolves with the next run that nobody has taken yet, once it has begun. */
  next(): Promise<HeldRun>;
}

/** A task that waits inside each run until the test ends it. */
export function heldTask(): HeldTask {
  const runs: HeldRun[] = [];
  let taken = 0;
  let wake: (() => void) | null = null;
  return {
    runs,
    task: (payload, { job, signal, hold }) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      runs.push({ job, payload, signal, hold, succeed: resolve, fail: reject });
      wake?.();
      return promise;
    },
    async next() {
      while (runs.length <= taken) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const run = runs[taken];
      taken += 1;
      if (run === undefined) throw new Error('a run went missing');
      return run;
    },
  };
}
