import { type Interval, Z95 } from '../stats/intervals.ts';
import { betaQuantile } from '../stats/special-functions.ts';

export interface MeanDifference {
  readonly difference: number;
  /** 95 %; null where one value has no spread to judge by. */
  readonly interval: Interval | null;
  /** True when the interval leaves out zero. */
  readonly isCertain: boolean;
}

interface Moments {
  readonly n: number;
  readonly mean: number;
  /** Unbiased; 0 for one value. */
  readonly variance: number;
}

function momentsOf(values: readonly number[]): Moments {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, variance: n > 1 ? squares / (n - 1) : 0 };
}

/**
 * t with P(|T| ≤ t) = 95 % for so many degrees of freedom, from the beta distribution: df/(df + T²) ~ Beta(df/2, ½).
 * @throws RangeError unless `df` > 0.
 */
export function studentT95(df: number): number {
  if (!(df > 0)) throw new RangeError(`df must be above 0; got ${df}.`);
  if (df > 1e6) return Z95;
  return Math.sqrt(df * (1 / betaQuantile(0.05, df / 2, 0.5) - 1));
}

function around(difference: number, standardError: number, df: number): MeanDifference {
  const half = standardError === 0 ? 0 : studentT95(df) * standardError;
  const interval = { low: difference - half, high: difference + half };
  return { difference, interval, isCertain: interval.low > 0 || interval.high < 0 };
}

/** Mean of paired differences with Student's interval. Null without pairs. */
export function pairedDifference(differences: readonly number[]): MeanDifference | null {
  if (differences.length === 0) return null;
  const { n, mean, variance } = momentsOf(differences);
  if (n < 2) return { difference: mean, interval: null, isCertain: false };
  return around(mean, Math.sqrt(variance / n), n - 1);
}

/**
 * Difference of two independent means (first − second) with Welch's interval (Welch 1947, https://doi.org/10.1093/biomet/34.1-2.28).
 * Null when one side is empty.
 */
export function welchDifference(first: readonly number[], second: readonly number[]): MeanDifference | null {
  if (first.length === 0 || second.length === 0) return null;
  const a = momentsOf(first);
  const b = momentsOf(second);
  const difference = a.mean - b.mean;
  if (a.n < 2 || b.n < 2) return { difference, interval: null, isCertain: false };
  const [partA, partB] = [a.variance / a.n, b.variance / b.n];
  if (partA + partB === 0) return around(difference, 0, 1);
  const df = (partA + partB) ** 2 / (partA ** 2 / (a.n - 1) + partB ** 2 / (b.n - 1));
  return around(difference, Math.sqrt(partA + partB), df);
}
