/**
 * The queue port. A job is enqueued in the transaction of the rows that it works on, so there is never one without the other.
 * - task: the name of the work; payload: plain JSON.
 * - key: a newer request with the same key replaces a waiting one (a burst becomes one run); while one with that key runs, the
 *   newer waits and runs after it.
 * - lane: jobs of one lane run one after the other, in order of their time; jobs without a lane run side by side.
 * - a job that fails is tried again with growing pauses and becomes a dead letter after `maxAttempts`; dead letters can be
 *   listed and retried.
 * - a worker claims a job under a lease that it keeps renewing; a job whose worker died is claimed again after the lease.
 */
import type { Transaction } from '../store/port.ts';

export interface EnqueueOptions {
  readonly key?: string;
  readonly lane?: string;
  /** ISO 8601; now when absent. */
  readonly runAt?: string;
  readonly maxAttempts?: number;
}

export interface Job {
  readonly id: string;
  readonly task: string;
  readonly payload: unknown;
  readonly key: string | null;
  readonly lane: string | null;
  /** ISO 8601. */
  readonly runAt: string;
  /** How often it was begun, this time included. */
  readonly attempt: number;
  readonly maxAttempts: number;
}

export interface DeadJob extends Job {
  readonly failedAt: string;
  readonly error: string;
}

export interface JobContext {
  readonly job: Job;
  /** Fires when the worker is asked to stop; a task should end soon and may throw. */
  readonly signal: AbortSignal;
  /**
   * Makes sure, before something that must not happen twice, that the job is still this worker's, and keeps it so for another lease.
   * @throws Error when somebody else has it: this worker stood still for longer than its lease.
   */
  hold(): Promise<void>;
}

/**
 * Does the work of one job. May throw: PulsoError with `retry: false` becomes a dead letter at once; RateLimited and
 * QuotaExhausted are rescheduled for their time without counting as an attempt; anything else is tried again.
 */
export type Task = (payload: unknown, context: JobContext) => Promise<void>;

export interface QueueCounts {
  readonly waiting: number;
  readonly running: number;
  readonly dead: number;
  /** ISO 8601 of the next waiting job, or null. */
  readonly nextRunAt: string | null;
}

export interface JobFailure {
  readonly job: Job;
  readonly error: unknown;
  /** `retry`: tried again, counted. `later`: the CRM asked for a pause, not counted. `dead`: given up. */
  readonly outcome: 'retry' | 'later' | 'dead';
  /** ISO 8601 of the next attempt; null when there is none. */
  readonly runAt: string | null;
}

export interface RunnerOptions {
  readonly concurrency: number;
  readonly tasks: Readonly<Record<string, Task>>;
  /** How long a claim holds without being renewed; 15 s when absent. */
  readonly leaseMs?: number;
  /** Told of every attempt that failed: for the log. */
  readonly onFailure?: (failure: JobFailure) => void;
  /** Told when the queue itself could not do its work (a full disk); it goes on trying. */
  readonly onTrouble?: (error: unknown) => void;
}

export interface Runner {
  /** Takes no new jobs, aborts the running ones, waits for them at most `deadlineMs`, gives the rest back. */
  stop(deadlineMs: number): Promise<void>;
}

export interface Queue {
  /** Returns the job's id. */
  enqueue(tx: Transaction, task: string, payload: unknown, options?: EnqueueOptions): Promise<string>;
  /** Begins to work; several runners (threads, programs) may share one store. */
  run(options: RunnerOptions): Runner;
  counts(): Promise<QueueCounts>;
  /** ISO 8601: when the waiting job of this key is due; null when none waits. */
  waitsUntil(key: string): Promise<string | null>;
  /** The newest first. One that a later job of its key made good is no longer among them. */
  dead(limit: number): Promise<readonly DeadJob[]>;
  /** Puts a dead letter back into the queue, due now. False when there is no such letter. */
  retryDead(id: string): Promise<boolean>;
  /**
   * Gives all running jobs back at once, not counting their attempt; returns how many. Only for the start of a program that
   * has the store for itself, where every claim belongs to a program that is gone.
   */
  recover(): Promise<number>;
  /** Resolves when nothing is running and nothing is due; rejects with the signal's reason when that fires. */
  idle(signal?: AbortSignal): Promise<void>;
}
