/** Signatures that were used already. HubSpot's are good for five minutes; nobody may use one twice. */

/** A little longer than a signature is good for, whatever the clocks say. */
const KEPT_MS = 2 * 300_000 + 1_000;
const SWEEP_EVERY_MS = 30_000;
/** Ten minutes of 500 calls a second, some 50 MB. Only calls that are signed well get in here at all. */
const MOST_KEPT = 300_000;

export interface Replays {
  /** True the first time. */
  take(signature: string, now: number): boolean;
  /** It may come again: the call failed on our side, and HubSpot repeats such a call as it was. */
  release(signature: string): void;
}

/**
 * In this process only: where several programs serve one address, an equal call can reach each of them once. Beyond `mostKept` the
 * oldest are forgotten.
 */
export function createReplays(mostKept: number = MOST_KEPT): Replays {
  const seen = new Map<string, number>();
  let sweptAt = 0;
  return {
    take(signature, now) {
      if (now - sweptAt > SWEEP_EVERY_MS) {
        sweptAt = now;
        for (const [old, at] of seen) {
          if (now - at <= KEPT_MS) break;
          seen.delete(old);
        }
      }
      if (seen.has(signature)) return false;
      seen.set(signature, now);
      const oldest = seen.keys().next();
      if (seen.size > mostKept && oldest.done === false) seen.delete(oldest.value);
      return true;
    },
    release: (signature) => {
      seen.delete(signature);
    },
  };
}
