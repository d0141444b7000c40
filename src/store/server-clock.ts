/** Nearer than this the clocks count as equal: leases are of seconds, and a difference that moves would make time jump. */
const NOISE_MS = 250;
/** An answer that took longer tells too little of the time at which the server wrote it. */
const SLOWEST_ANSWER_MS = 1_000;

/**
 * How far a server's clock is ahead of this machine's, in milliseconds, as its latest quick answer tells (negative: behind). Programs
 * on several machines that share a database go by its clock, so that nobody takes a lease for ended that its holder counts on.
 */
export class ServerClock {
  #aheadMs = 0;

  get aheadMs(): number {
    return this.#aheadMs;
  }

  /** `serverMs` was the server's time at some moment between the other two, which are this machine's. */
  note(askedMs: number, serverMs: number, answeredMs: number): void {
    if (!Number.isFinite(serverMs) || answeredMs - askedMs > SLOWEST_ANSWER_MS) return;
    const aheadMs = Math.round(serverMs - (askedMs + answeredMs) / 2);
    this.#aheadMs = Math.abs(aheadMs) > NOISE_MS + (answeredMs - askedMs) / 2 ? aheadMs : 0;
  }
}
