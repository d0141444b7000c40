import { setTimeout as delay } from 'node:timers/promises';
import type { Job, JobFailure, Runner, RunnerOptions, Task } from './queue.ts';

/** A job that this runner holds. `claim` names the holding: after a lost lease somebody else's has another name. */
export interface ClaimedJob {
  readonly job: Job;
  readonly claim: string;
}

/** What a runner needs of the table of jobs. */
export interface JobTable {
  /**
   * Due jobs that may run now, at most `limit`, each under a lease. A lease that ended gives a job away, but for those in `held`:
   * whoever asks is at work on them, however late its renewal comes.
   */
  claim(
    tasks: readonly string[],
    limit: number,
    leaseMs: number,
    held: readonly string[],
  ): Promise<readonly ClaimedJob[]>;
  /** Renews the leases; returns the claims that are still held. */
  renew(claims: readonly string[], leaseMs: number): Promise<ReadonlySet<string>>;
  done(claim: string): Promise<void>;
  /** Returns what became of the job, or null when the claim was lost meanwhile. */
  failed(claim: string, job: Job, error: unknown): Promise<JobFailure | null>;
  /** Gives the job back as if it had not been begun. */
  release(claim: string): Promise<void>;
  /** Resolves at the next change that this program makes or is told of, or after the time. */
  change(withinMs: number, signal: AbortSignal): Promise<void>;
  /** Wakes everybody who waits for a change. */
  changed(): void;
}

const DEFAULT_LEASE_MS = 15_000;
/** Jobs that another thread or program enqueued are found after this time at the latest. */
const POLL_MS = 100;
/** How long a queue that cannot work (its database is away) is left alone. */
const TROUBLE_PAUSE_MS = 1_000;
/** A lease is renewed so many times before it would end. */
const RENEWALS_PER_LEASE = 3;

interface Running {
  readonly claim: string;
  readonly abort: AbortController;
  lost: boolean;
}

/** Works on the jobs of a table until it is stopped. */
export function startRunner(table: JobTable, options: RunnerOptions): Runner {
  const leaseMs = options.leaseMs ?? DEFAULT_LEASE_MS;
  const tasks = new Map<string, Task>(Object.entries(options.tasks));
  const running = new Map<string, Running>();
  const works = new Set<Promise<void>>();
  const stopping = new AbortController();
  let told = '';
  /** Tells of each trouble once, until the queue has worked again. */
  const trouble = (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    if (reason !== told) options.onTrouble?.(error);
    told = reason;
  };

  async function settle(held: Running, job: Job, error: unknown, failed: boolean): Promise<void> {
    if (held.lost) return;
    if (!failed) return await table.done(held.claim);
    if (stopping.signal.aborted) return await table.release(held.claim);
    const failure = await table.failed(held.claim, job, error);
    if (failure !== null) options.onFailure?.(failure);
  }

  async function work({ job, claim }: ClaimedJob): Promise<void> {
    const held: Running = { claim, abort: new AbortController(), lost: false };
    running.set(claim, held);
    let failed = false;
    let reason: unknown;
    try {
      await tasks.get(job.task)?.(job.payload, { job, signal: held.abort.signal, hold: () => hold(held) });
    } catch (error) {
      failed = true;
      reason = error;
    }
    await settleInTime(held, job, reason, failed);
    running.delete(claim);
    table.changed();
  }

  /** Tries again for as long as the lease may hold; after that, the job is claimed anew by whoever comes first. */
  async function settleInTime(held: Running, job: Job, error: unknown, failed: boolean): Promise<void> {
    for (let waitedMs = 0; waitedMs <= leaseMs; waitedMs += TROUBLE_PAUSE_MS) {
      try {
        return await settle(held, job, error, failed);
      } catch (cause) {
        trouble(cause);
      }
      if (stopping.signal.aborted) return;
      await delay(TROUBLE_PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  async function claimAndStart(): Promise<void> {
    const free = options.concurrency - running.size;
    if (free <= 0) return;
    for (const claimed of await table.claim([...tasks.keys()], free, leaseMs, [...running.keys()])) {
      const promise = work(claimed).finally(() => works.delete(promise));
      works.add(promise);
    }
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      // Listened for before looking, so that a change in between is not missed.
      const change = table.change(POLL_MS, stopping.signal);
      const worked = await claimAndStart().then(
        () => true,
        (error: unknown) => {
          trouble(error);
          return false;
        },
      );
      if (worked) told = '';
      else await delay(TROUBLE_PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => {});
      await change;
    }
  }

  function lose(held: Running): void {
    held.lost = true;
    held.abort.abort(new Error('the lease of this job was lost'));
  }

  async function hold(held: Running): Promise<void> {
    held.abort.signal.throwIfAborted();
    if (!(await table.renew([held.claim], leaseMs)).has(held.claim)) lose(held);
    held.abort.signal.throwIfAborted();
  }

  async function renew(): Promise<void> {
    const claims = [...running.keys()];
    if (claims.length === 0) return;
    const kept = await table.renew(claims, leaseMs);
    for (const claim of claims) {
      const held = running.get(claim);
      if (held !== undefined && !kept.has(claim)) lose(held);
    }
  }

  const heartbeat = setInterval(() => void renew().catch(trouble), leaseMs / RENEWALS_PER_LEASE);
  const looping = loop();

  async function stop(deadlineMs: number): Promise<void> {
    stopping.abort(new Error('the worker is stopping'));
    await looping;
    for (const held of running.values()) held.abort.abort(stopping.signal.reason);
    const deadline = new AbortController();
    await Promise.race([
      Promise.allSettled(works),
      delay(deadlineMs, undefined, { signal: deadline.signal }).catch(() => {}),
    ]);
    deadline.abort();
    clearInterval(heartbeat);
    for (const held of running.values()) {
      held.lost = true;
      await table.release(held.claim).catch(trouble);
    }
  }

  let stopped: Promise<void> | null = null;
  return {
    stop(deadlineMs) {
      stopped ??= stop(deadlineMs);
      return stopped;
    },
  };
}
