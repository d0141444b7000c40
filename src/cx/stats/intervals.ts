/** Intervals for small samples. */

/** z of a two-sided 95 % interval, rounded as the published tables do. */
export const Z95 = 1.96;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of a share, 0..1. `positives` and `n` may be fractional (effective sizes).
 * Source: Newcombe 1998, Statistics in Medicine 17, method 3 (https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E).
 * @throws RangeError unless 0 ≤ positives ≤ n and n > 0.
 */
export function wilsonInterval(positives: number, n: number, z: number = Z95): Interval {
  if (!(n > 0 && positives >= 0 && positives <= n)) {
    throw new RangeError(`A share needs 0 ≤ positives ≤ n and n > 0; got ${positives} of ${n}.`);
  }
  const share = positives / n;
  const squared = z * z;
  const centre = (share + squared / (2 * n)) / (1 + squared / n);
  const half = (z / (1 + squared / n)) * Math.sqrt((share * (1 - share)) / n + squared / (4 * n * n));
  return {
    low: positives === 0 ? 0 : Math.max(0, centre - half),
    high: positives === n ? 1 : Math.min(1, centre + half),
  };
}

/** With so little evidence the spread of a customer's answers is not known; this is what we assume, in points of 0..100. */
export const PRIOR_STANDARD_DEVIATION = 25;

/**
 * Standard error of a weighted mean of scores 0..100. The variance is the weighted sample variance pooled with one pseudo-answer
 * of spread `priorDeviation`, so that a single answer does not look certain: se = √(((n−1)s² + σ₀²)/n)/√n, with n the effective
 * sample size.
 */
export function standardErrorOfMean(
  values: readonly number[],
  weights: readonly number[],
  n: number,
  priorDeviation: number = PRIOR_STANDARD_DEVIATION,
): number {
  let total = 0;
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    total += weights[index] ?? 0;
    sum += (values[index] ?? 0) * (weights[index] ?? 0);
  }
  const mean = sum / total;
  let spread = 0;
  for (let index = 0; index < values.length; index += 1) {
    spread += (weights[index] ?? 0) * ((values[index] ?? 0) - mean) ** 2;
  }
  const aroundMean = n > 1 ? ((spread / total) * n) / (n - 1) : 0;
  const pooled = ((n - 1) * aroundMean + priorDeviation ** 2) / n;
  return Math.sqrt(pooled / n);
}
