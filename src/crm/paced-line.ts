/**
 * One bucket of one install. Guarantee: whatever the network's delays, no window of `perMs` at the CRM ever sees more than
 * `room` of ours. A request arrives somewhere between its permit being given and its answer coming back, so its place in the
 * window is only free again `perMs` after the answer.
 */
import { RateLimited } from '../errors.ts';
import type { Bucket, Clock } from './port.ts';

/** Longer than this nobody waits inside; the job is rescheduled instead. */
export const LONGEST_WAIT_MS = 30_000;

export interface Permit {
  release(): void;
}

interface Waiter {
  readonly resolve: (permit: Permit) => void;
  readonly reject: (reason: unknown) => void;
}

export interface LineOptions {
  readonly name: string;
  readonly bucket: Bucket;
  readonly clock: Clock;
  /** Places in the window that this line may use now. */
  readonly room: (now: number) => number;
  readonly concurrency: () => number;
  /** Somebody waits and no place is known to become free. */
  readonly starved: () => void;
}

/** A tenth of a percent of the window, against clocks and timers that round down. */
const marginOf = (perMs: number): number => Math.max(2, Math.ceil(perMs / 1000));

/** First come, first served. */
export class PacedLine {
  readonly #options: LineOptions;
  readonly #waiters: Waiter[] = [];
  /** When the places of answered requests become free again, ascending. */
  readonly #freeAt: number[] = [];
  #perMs: number;
  #open = 0;
  #heldUntil = 0;
  /** Places that others use, as the CRM last told, and until when that is believed. */
  #others = { count: 0, until: 0 };
  #timer: { readonly at: number; readonly controller: AbortController } | null = null;

  constructor(options: LineOptions) {
    this.#options = options;
    this.#perMs = options.bucket.perMs;
  }

  get perMs(): number {
    return this.#perMs;
  }

  /** A longer window counts from the next answer on. */
  set perMs(perMs: number) {
    this.#perMs = perMs;
  }

  get waiting(): number {
    return this.#waiters.length;
  }

  /** Places of requests that are under way or were answered less than a window ago. */
  inUse(): number {
    this.#cool(this.#options.clock.now());
    return this.#open + this.#freeAt.length;
  }

  /** Resolves with a permit, or rejects with RateLimited or the signal's reason. */
  async take(signal: AbortSignal | undefined): Promise<Permit> {
    signal?.throwIfAborted();
    const heldMs = this.#heldUntil - this.#options.clock.now();
    if (heldMs > LONGEST_WAIT_MS) throw this.#limited(heldMs);
    const { promise, resolve, reject } = Promise.withResolvers<Permit>();
    const waiter: Waiter = { resolve, reject };
    this.#waiters.push(waiter);
    const leave = (): void => {
      const place = this.#waiters.indexOf(waiter);
      if (place === -1) return;
      this.#waiters.splice(place, 1);
      reject(signal?.reason);
      this.serve();
    };
    signal?.addEventListener('abort', leave, { once: true });
    this.serve();
    try {
      return await promise;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  /** Gives permits to whoever waits, as far as there is room; call it when there may be more. */
  serve(): void {
    while (this.#waiters.length > 0) {
      const waitMs = this.#nextPermitIn(this.#options.clock.now());
      if (waitMs === 0) {
        this.#waiters.shift()?.resolve(this.#grant());
        continue;
      }
      if (waitMs !== null) this.#wakeIn(waitMs);
      this.#options.starved();
      return;
    }
    this.#timer?.controller.abort();
    this.#timer = null;
  }

  /** Nobody gets a permit for so long. */
  hold(ms: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, this.#options.clock.now() + ms);
    if (ms <= LONGEST_WAIT_MS) return;
    for (const waiter of this.#waiters.splice(0)) waiter.reject(this.#limited(ms));
  }

  /** Others use so many of our places, for as long as a window. */
  leave(count: number): void {
    this.#others = { count, until: this.#options.clock.now() + this.#perMs };
    this.serve();
  }

  #limited(ms: number): RateLimited {
    return new RateLimited(ms, { context: { bucket: this.#options.name } });
  }

  #cool(now: number): void {
    while (this.#freeAt.length > 0 && (this.#freeAt[0] ?? 0) <= now) this.#freeAt.shift();
  }

  /** Milliseconds until the next permit; 0 is now, null only an answer, or more room, can tell. */
  #nextPermitIn(now: number): number | null {
    if (this.#heldUntil > now) return this.#heldUntil - now;
    this.#cool(now);
    if (this.#open >= this.#options.concurrency()) return null;
    const others = this.#others.until > now ? this.#others.count : 0;
    const used = this.#open + this.#freeAt.length;
    const room = Math.max(0, this.#options.room(now) - others);
    if (used < room) return 0;
    const times = [this.#freeAt[used - room], others > 0 ? this.#others.until : undefined].filter(
      (at) => at !== undefined,
    );
    return times.length === 0 ? null : Math.min(...times) - now;
  }

  #grant(): Permit {
    this.#open += 1;
    let released = false;
    return {
      release: () => {
        if (released) return;
        released = true;
        this.#open -= 1;
        this.#freeAt.push(this.#options.clock.now() + this.#perMs + marginOf(this.#perMs));
        this.#freeAt.sort((a, b) => a - b);
        this.serve();
      },
    };
  }

  #wakeIn(ms: number): void {
    const at = this.#options.clock.now() + ms;
    if (this.#timer && this.#timer.at <= at) return;
    this.#timer?.controller.abort();
    const controller = new AbortController();
    this.#timer = { at, controller };
    this.#options.clock.wait(ms, controller.signal).then(
      () => {
        if (this.#timer?.controller === controller) this.#timer = null;
        this.serve();
      },
      () => undefined,
    );
  }
}
