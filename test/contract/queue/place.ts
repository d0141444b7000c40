import type { EnqueueOptions, Queue, RunnerOptions, Task } from '../../../src/jobs/queue.ts';
import type { Store } from '../../../src/store/port.ts';

export interface Connected {
  readonly store: Store;
  readonly queue: Queue;
  close(): Promise<void>;
}

/** A database of its own for one test. */
export interface QueuePlace {
  /** What another program would open, or null where nobody else can (in memory). */
  readonly url: string | null;
  /** A connection; where others can open the database, each call makes one more, as another thread or program would. */
  connect(): Promise<Connected>;
  close(): Promise<void>;
}

export type OpenQueuePlace = (clock: () => number) => Promise<QueuePlace>;

export const START_MS = Date.parse('2026-11-23T12:00:00.000Z');

export interface QueueTest {
  readonly place: QueuePlace;
  /** The first connection. */
  readonly here: Connected;
  /** One more connection, closed after the test. */
  connect(): Promise<Connected>;
  /** Milliseconds since 1970; stands still unless a test moves it. */
  nowMs: number;
  enqueue(task: string, payload?: unknown, options?: EnqueueOptions): Promise<string>;
  /** A runner that is stopped after the test. */
  run(
    tasks: Readonly<Record<string, Task>>,
    options?: Partial<RunnerOptions>,
    on?: Connected,
  ): ReturnType<Connected['queue']['run']>;
}
