/** Does a series rise or fall, and how fast? Tests that need no straight line and no normal errors. */
import { twoSidedP } from './normal-distribution.ts';
import { quantile } from './quantiles.ts';
import { requireNumbers, requireSameLength } from './require-finite.ts';

export interface MannKendall {
  /** Rising pairs less falling pairs. */
  readonly s: number;
  /** Of s when there is no trend, ties corrected. */
  readonly variance: number;
  /** With continuity correction; 0 when s is 0. */
  readonly z: number;
  /** s as a part of all pairs, −1..1. */
  readonly tau: number;
  /** Two-sided. */
  readonly p: number;
}

/** Above it the pairs are too many; average by day or week first. */
export const MOST_TREND_VALUES = 4000;

function requireSeries(name: string, values: readonly number[], least: number): void {
  requireNumbers(name, values);
  if (values.length < least || values.length > MOST_TREND_VALUES) {
    throw new RangeError(`${name} must hold ${least} to ${MOST_TREND_VALUES} values; got ${values.length}.`);
  }
}

/**
 * The Mann–Kendall test of independent values in order of time.
 * Sources: Mann 1945, https://doi.org/10.2307/1907187; Kendall 1975; ties as in Gilbert 1987, 16.4.
 * @throws RangeError for fewer than two values, or one that is not finite.
 */
export function mannKendall(values: readonly number[]): MannKendall {
  requireSeries('values', values, 2);
  const n = values.length;
  let s = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) s += Math.sign((values[j] ?? 0) - (values[i] ?? 0));
  }
  return testOf(s, varianceOf(values), n);
}

function varianceOf(values: readonly number[]): number {
  const n = values.length;
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let variance = n * (n - 1) * (2 * n + 5);
  for (const t of counts.values()) variance -= t * (t - 1) * (2 * t + 5);
  return variance / 18;
}

function testOf(s: number, variance: number, n: number): MannKendall {
  const z = s === 0 || variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  return { s, variance, z, tau: s / ((n * (n - 1)) / 2), p: twoSidedP(z) };
}

const MOST_CARRY_OVER = 0.95;

/**
 * Part of a reading that carries over into the next: the lag-1 autocorrelation around the slope, corrected for having estimated mean
 * and slope, (nr + 2)/(n − 4); 0 where it is within chance, 1/√n.
 * Source of the bias: Marriott & Pope 1954, https://doi.org/10.1093/biomet/41.3-4.390.
 * @throws RangeError for fewer than six values, or one that is not finite.
 */
export function carryOver(values: readonly number[]): number {
  requireSeries('values', values, 6);
  const n = values.length;
  const slope = senSlope(values);
  const around = values.map((value, index) => value - slope * index);
  const mean = around.reduce((sum, value) => sum + value, 0) / n;
  let square = 0;
  let product = 0;
  for (const [index, value] of around.entries()) {
    square += (value - mean) ** 2;
    if (index > 0) product += (value - mean) * ((around[index - 1] ?? mean) - mean);
  }
  if (square === 0) return 0;
  const corrected = Math.min(MOST_CARRY_OVER, (n * (product / square) + 2) / (n - 4));
  return corrected > 1 / Math.sqrt(n) ? corrected : 0;
}

/**
 * The same test for readings that hang together (smoothed scores, daily values), which alone would make arrows out of noise: what carries
 * over is taken out first, xᵢ − r xᵢ₋₁ (pre-whitening).
 * Source: Kulkarni & von Storch 1995, Meteorologische Zeitschrift 4(2), 82–85.
 * @throws RangeError for fewer than six values, or one that is not finite.
 */
export function mannKendallWhitened(values: readonly number[]): MannKendall {
  const part = carryOver(values);
  if (part === 0) return mannKendall(values);
  return mannKendall(values.slice(1).map((value, index) => value - part * (values[index] ?? 0)));
}

/**
 * Sen's slope: the median of the slopes between all pairs, change per unit of `times`.
 * Source: Sen 1968, https://doi.org/10.1080/01621459.1968.10480934.
 * @param times rising; default 0, 1, 2 …
 * @throws RangeError for fewer than two values, times that do not rise, or a number that is not finite.
 */
export function senSlope(
  values: readonly number[],
  times: readonly number[] = values.map((_, index) => index),
): number {
  requireSeries('values', values, 2);
  requireSameLength('values', values, 'times', times);
  requireNumbers('times', times);
  const slopes = new Float64Array((values.length * (values.length - 1)) / 2);
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    for (let j = i + 1; j < values.length; j += 1) {
      const span = (times[j] ?? 0) - (times[i] ?? 0);
      if (!(span > 0)) throw new RangeError(`times must rise; times[${j}] is not after times[${i}].`);
      slopes[count] = ((values[j] ?? 0) - (values[i] ?? 0)) / span;
      count += 1;
    }
  }
  slopes.sort();
  const middle = Math.floor(count / 2);
  return count % 2 === 1 ? (slopes[middle] ?? 0) : quantile([slopes[middle - 1] ?? 0, slopes[middle] ?? 0], 0.5);
}
