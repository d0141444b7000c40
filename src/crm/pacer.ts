/** The named buckets of one install, for a program that has the account for itself. */
import { PacedLine, type Permit } from './paced-line.ts';
import type { Bucket, Clock, Pacer } from './port.ts';

/** The line of a name. @throws RangeError when there is none. */
export function lineOf<Line>(lines: ReadonlyMap<string, Line>, name: string): Line {
  const line = lines.get(name);
  if (line === undefined) throw new RangeError(`the manifest has no bucket ${name}`);
  return line;
}

/** A permit of a bucket, and of the one that it counts within. */
export async function takeWithin(
  take: (name: string) => Promise<Permit>,
  name: string,
  within: string | undefined,
): Promise<Permit> {
  const own = await take(name);
  if (within === undefined) return own;
  try {
    const outer = await take(within);
    return {
      release() {
        own.release();
        outer.release();
      },
    };
  } catch (error) {
    own.release();
    throw error;
  }
}

/** First come, first served, per bucket; buckets do not wait for each other. */
export function createPacer(buckets: Readonly<Record<string, Bucket>>, clock: Clock): Pacer {
  const limits = new Map(Object.entries(buckets).map(([name, bucket]) => [name, bucket.requests]));
  const lines = new Map(
    Object.entries(buckets).map(([name, bucket]) => [
      name,
      new PacedLine({
        ...{ name, bucket, clock },
        room: () => limits.get(name) ?? bucket.requests,
        concurrency: () => bucket.concurrency,
        starved: () => {},
      }),
    ]),
  );

  return {
    take: async (name, signal) =>
      takeWithin((bucket) => lineOf(lines, bucket).take(signal), name, buckets[name]?.within),

    hold(name, ms) {
      lineOf(lines, name).hold(ms);
    },

    learn(name, seen) {
      const line = lineOf(lines, name);
      if (seen.requests > 0) limits.set(name, seen.requests);
      if (seen.perMs > 0) line.perMs = seen.perMs;
      line.leave(Math.max(0, seen.requests - seen.remaining - line.inUse()));
    },
  };
}
