/**
 * The named buckets of one install for a fleet of programs: the limit belongs to the account, so the programs divide the places
 * of its window among themselves. Each holds a share under a lease and paces itself within it as if it were alone; what it does
 * not need it gives back, and what it holds beyond its fair share it gives back as it becomes free. One exchange with the store
 * covers many requests.
 */
import type { Log } from '../log.ts';
import { PacedLine } from './paced-line.ts';
import { lineOf, takeWithin } from './pacer.ts';
import type { Bucket, Clock, Pacer } from './port.ts';

interface Limit {
  readonly requests: number;
  readonly perMs: number;
}

/** Keeps who holds how many places of a window; never are more held than the limit has. */
export interface PermitLedger {
  exchange(request: {
    readonly install: string;
    readonly bucket: string;
    readonly holder: string;
    readonly limit: Limit;
    readonly learned: boolean;
    readonly wants: number;
    readonly returns: number;
    readonly heldForMs: number;
    readonly leaseMs: number;
  }): Promise<{
    readonly places: number;
    readonly target: number;
    readonly elsewhere: number;
    readonly limit: Limit;
    readonly heldForMs: number;
  }>;
}

export interface SharedPacerOptions {
  readonly install: string;
  /** Names this program among those of the fleet. */
  readonly holder: string;
  readonly buckets: Readonly<Record<string, Bucket>>;
  readonly ledger: PermitLedger;
  readonly clock: Clock;
  readonly log: Log;
}

export interface SharedPacer extends Pacer {
  /** Asks for no more places and gives the unused ones back. */
  close(): Promise<void>;
}

const LEASE_MS = 15_000;
/** A lease counts as ended this much earlier for its holder, so that a late request does not meet those of the next one. */
const TRUSTED_PART = 0.8;
/** A window is looked at so often; shares move that fast from who does not need them to who does. */
const BEATS_PER_WINDOW = 8;
const SHORTEST_BEAT_MS = 100;
/** Places are asked for in blocks of so much of the limit: 12 of 190. */
const BLOCKS_PER_LIMIT = 16;
/** Who got all that it asked for, and needs more, asks again so much sooner than at the next beat. */
const HURRY = 16;

class Share {
  readonly line: PacedLine;
  readonly #name: string;
  readonly #options: SharedPacerOptions;
  #limit: Limit;
  #learned = false;
  #places = 0;
  #target = 0;
  /** Offered to the ledger in the exchange under way: not used until it has answered. */
  #offered = 0;
  #leasedUntil = 0;
  /** As the CRM told this program itself; what others were told is only passed on to the line. */
  #toldUntilMs = 0;
  #elsewhere = 0;
  #keeping: Promise<void> | null = null;
  #wake: AbortController | null = null;
  #hungry = false;
  /** The store did not answer the last exchange. */
  #isAway = false;
  #closed = false;

  constructor(name: string, bucket: Bucket, options: SharedPacerOptions) {
    this.#name = name;
    this.#options = options;
    this.#limit = { requests: bucket.requests, perMs: bucket.perMs };
    this.line = new PacedLine({
      ...{ name, bucket, clock: options.clock },
      room: (now) => (now < this.#leasedUntil ? Math.min(this.#places - this.#offered, this.#target) : 0),
      concurrency: () => Math.max(1, Math.round((bucket.concurrency * this.#places) / this.#limit.requests)),
      starved: () => this.#ask(),
    });
  }

  hold(ms: number): void {
    this.line.hold(ms);
    this.#toldUntilMs = Math.max(this.#toldUntilMs, this.#options.clock.now() + ms);
    this.#ask();
  }

  learn(seen: { readonly requests: number; readonly remaining: number; readonly perMs: number }): void {
    const requests = seen.requests > 0 ? seen.requests : this.#limit.requests;
    const perMs = seen.perMs > 0 ? seen.perMs : this.#limit.perMs;
    if (requests !== this.#limit.requests || perMs !== this.#limit.perMs) {
      this.#limit = { requests, perMs };
      this.#learned = true;
      this.line.perMs = perMs;
      this.#ask();
    }
    const strangers = Math.max(0, seen.requests - seen.remaining - this.line.inUse() - this.#elsewhere);
    // Everybody of the fleet leaves a part to them.
    this.line.leave(Math.ceil((strangers * this.#places) / Math.max(1, requests)));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#wake?.abort();
    await this.#keeping;
    // What is still in use comes back to the others after a window.
    if (this.#places > 0) await this.#exchange(0, 0).catch(() => {});
  }

  /** Begins to keep the share up to date, or hurries where it is being kept already. */
  #ask(): void {
    this.#hungry = true;
    if (this.#closed) return;
    this.#keeping ??= this.#keep().finally(() => {
      this.#keeping = null;
    });
    this.#wake?.abort();
  }

  async #keep(): Promise<void> {
    const { clock, log } = this.#options;
    while (!this.#closed && (this.#hungry || this.#places > 0)) {
      const wants = this.#wants();
      const startedAt = clock.now();
      this.#hungry = false;
      try {
        await this.#exchange(wants, LEASE_MS);
        this.#isAway = false;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        // Told once, until the store has answered again.
        if (!this.#isAway) log.warn({ bucket: this.#name, reason }, 'the limits cannot be shared');
        this.#isAway = true;
        this.#hungry = true;
      }
      this.line.serve();
      const beatMs = Math.max(SHORTEST_BEAT_MS, this.#limit.perMs / BEATS_PER_WINDOW);
      const more = wants < this.#limit.requests;
      const satisfied = !this.#isAway && more && this.#target >= wants && this.#places >= this.#target;
      await this.#pause(startedAt + (satisfied ? beatMs / HURRY : beatMs), startedAt + beatMs);
    }
  }

  /** Waits until the later instant, or until the earlier one where somebody is hungry by then. */
  async #pause(hungryAt: number, at: number): Promise<void> {
    const { clock } = this.#options;
    for (;;) {
      const until = this.#hungry ? hungryAt : at;
      if (this.#closed || clock.now() >= until) return;
      this.#wake = new AbortController();
      await clock.wait(until - clock.now(), this.#wake.signal).catch(() => {});
      this.#wake = null;
    }
  }

  #wants(): number {
    const block = Math.max(1, Math.ceil(this.#limit.requests / BLOCKS_PER_LIMIT));
    const needed = this.line.waiting + this.line.inUse();
    return Math.min(this.#limit.requests, needed === 0 ? 0 : needed + block);
  }

  async #exchange(wants: number, leaseMs: number): Promise<void> {
    const { install, holder, ledger, clock } = this.#options;
    const startedAt = clock.now();
    const needed = Math.max(this.line.inUse(), Math.min(this.#target, wants));
    this.#offered = Math.max(0, this.#places - needed);
    const learned = this.#learned;
    const limit = this.#limit;
    try {
      const reply = await ledger.exchange({
        ...{ install, bucket: this.#name, holder, limit, learned, wants },
        ...{ returns: this.#offered, heldForMs: Math.max(0, this.#toldUntilMs - startedAt), leaseMs },
      });
      this.#places = reply.places;
      this.#target = reply.target;
      this.#elsewhere = reply.elsewhere;
      this.#leasedUntil = startedAt + leaseMs * TRUSTED_PART;
      if (limit === this.#limit) {
        this.#learned = false;
        this.#limit = reply.limit;
        this.line.perMs = reply.limit.perMs;
      }
      if (reply.heldForMs > 0) this.line.hold(reply.heldForMs);
    } finally {
      this.#offered = 0;
    }
  }
}

/** First come, first served within this program; fair between programs. */
export function createSharedPacer(options: SharedPacerOptions): SharedPacer {
  const shares = new Map(
    Object.entries(options.buckets).map(([name, bucket]) => [name, new Share(name, bucket, options)]),
  );
  return {
    take: async (name, signal) =>
      takeWithin((bucket) => lineOf(shares, bucket).line.take(signal), name, options.buckets[name]?.within),
    hold: (name, ms) => lineOf(shares, name).hold(ms),
    learn: (name, seen) => lineOf(shares, name).learn(seen),
    async close() {
      await Promise.all([...shares.values()].map((share) => share.close()));
    },
  };
}
