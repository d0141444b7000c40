/** The first of rising instants (ms) that is not before `fromMs`; null when all are. */
export function firstFrom(risingMs: readonly number[], fromMs: number): number | null {
  return risingMs[indexFrom(risingMs.length, (index) => (risingMs[index] ?? 0) >= fromMs)] ?? null;
}

/** The first index from which a test holds, by bisection; `length` when it never does. The test must stay true once it is. */
export function indexFrom(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
