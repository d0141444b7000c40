import { requireCount, requireNumbers } from './require-finite.ts';
import { seededRandom } from './seeded-random.ts';

export interface Changepoint {
  /** Index of the first value of the new level. */
  readonly index: number;
  readonly meanBefore: number;
  readonly meanAfter: number;
  /** How far the running sum of deviations strays from 0. */
  readonly statistic: number;
  /** Share of random orders that stray as far, the given one counted in. */
  readonly p: number;
}

/** Largest |Σ(x − x̄)| over the first values, and after how many. */
function strayOf(values: ArrayLike<number>, mean: number): { statistic: number; length: number } {
  let sum = 0;
  let statistic = -1;
  let length = 1;
  for (let index = 0; index < values.length - 1; index += 1) {
    sum += (values[index] ?? 0) - mean;
    if (Math.abs(sum) > statistic) {
      statistic = Math.abs(sum);
      length = index + 1;
    }
  }
  return { statistic, length };
}

/**
 * The one point at which the mean most likely shifted: where the cumulative sum of deviations is farthest from 0, with a permutation
 * p-value.
 * Sources: Page 1957, https://doi.org/10.2307/2333258; Taylor 2000, "Change-point analysis",
 * https://variation.com/change-point-analysis-a-powerful-new-tool-for-detecting-changes/.
 * @throws RangeError for fewer than four values, one that is not finite, or permutations outside 99..100,000.
 */
export function changepoint(values: readonly number[], permutations: number = 999, seed: number = 1): Changepoint {
  requireNumbers('values', values);
  if (values.length < 4) throw new RangeError(`values must hold at least 4 values; got ${values.length}.`);
  requireCount('permutations', permutations, 99, 100_000);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const { statistic, length } = strayOf(values, mean);
  // Sums in another order differ in their last digits; that must not decide.
  const least = statistic - 1e-9 * values.reduce((sum, value) => sum + Math.abs(value - mean), 0);
  const random = seededRandom(seed);
  const shuffled = Float64Array.from(values);
  let asFar = 1;
  for (let round = 0; round < permutations; round += 1) {
    random.shuffle(shuffled);
    if (strayOf(shuffled, mean).statistic >= least) asFar += 1;
  }
  const meanOf = (part: readonly number[]): number => part.reduce((sum, value) => sum + value, 0) / part.length;
  return {
    index: length,
    meanBefore: meanOf(values.slice(0, length)),
    meanAfter: meanOf(values.slice(length)),
    statistic,
    p: asFar / (permutations + 1),
  };
}
