import type { Pacer } from '../../../src/crm/port.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Sends so many requests at once; returns when each arrived at the CRM. */
export async function load(
  pacer: Pacer,
  clock: VirtualClock,
  bucket: string,
  count: number,
  delayOf: (index: number) => { readonly there: number; readonly back: number },
): Promise<readonly number[]> {
  const arrivals: number[] = [];
  const request = async (index: number): Promise<void> => {
    const permit = await pacer.take(bucket);
    const { there, back } = delayOf(index);
    await clock.wait(there);
    arrivals.push(clock.now());
    await clock.wait(back);
    permit.release();
  };
  await clock.until(Promise.all(Array.from({ length: count }, (_, index) => request(index))));
  return arrivals.sort((a, b) => a - b);
}

/** The most arrivals that any window of this length sees, both ends counted in. */
export function busiest(arrivals: readonly number[], perMs: number): number {
  let most = 0;
  for (let first = 0, last = 0; last < arrivals.length; last += 1) {
    while (arrivals[last]! - arrivals[first]! > perMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
