/** Control charts: is a series still where it was, or has something changed? */
import { requireNumber, requireNumbers, requireSameLength } from './require-finite.ts';

export interface EwmaOptions {
  /** Weight of the newest value, above 0 to 1. */
  readonly lambda: number;
  /** The level to hold, also the start. */
  readonly mean: number;
  /** Standard deviation of one value, or of each (a share of n answers: √(p(1 − p)/n)). */
  readonly deviation: number | readonly number[];
  /** Width of the limits in standard deviations. Default 3. */
  readonly k?: number;
  /** `steady`: the limits of a long series; `exact`: narrower at the start. Default steady; several deviations are always exact. */
  readonly limits?: 'steady' | 'exact';
}

export interface ChartPoint {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly outside: boolean;
}

function chartPoint(value: number, centre: number, half: number): ChartPoint {
  const low = centre - half;
  const high = centre + half;
  return { value, low, high, outside: value < low || value > high };
}

/**
 * Exponentially weighted moving average z = λx + (1 − λ)z with limits mean ± k s √(λ/(2 − λ)); exactly, the variance of z is
 * λ²s² + (1 − λ)² of the one before.
 * Source: NIST/SEMATECH e-Handbook 6.3.2.4, https://www.itl.nist.gov/div898/handbook/pmc/section3/pmc324.htm.
 * @throws RangeError for a lambda outside (0, 1], or numbers that are not finite.
 */
export function ewmaChart(values: readonly number[], options: EwmaOptions): ChartPoint[] {
  const { lambda, mean, deviation, k = 3, limits = 'steady' } = options;
  requireNumbers('values', values);
  requireNumber('mean', mean);
  requireNumber('k', k, 0);
  if (!(lambda > 0 && lambda <= 1)) throw new RangeError(`lambda must lie in (0, 1]; got ${lambda}.`);
  const each = typeof deviation === 'number' ? values.map(() => deviation) : deviation;
  requireSameLength('values', values, 'deviation', each);
  requireNumbers('deviation', each, 0);
  const steady = typeof deviation === 'number' && limits === 'steady';
  let z = mean;
  let variance = 0;
  return values.map((value, index) => {
    z = lambda * value + (1 - lambda) * z;
    const own = (each[index] ?? 0) ** 2;
    variance = lambda ** 2 * own + (1 - lambda) ** 2 * variance;
    return chartPoint(z, mean, k * Math.sqrt(steady ? (own * lambda) / (2 - lambda) : variance));
  });
}

export interface CusumOptions {
  readonly target: number;
  /** K: half the shift that matters, in the unit of the values. */
  readonly slack: number;
  /** H: a signal above it; 4 to 5 standard deviations. */
  readonly limit: number;
}

export interface CusumPoint {
  readonly high: number;
  readonly low: number;
  readonly signal: 'up' | 'down' | null;
}

/**
 * Tabular CUSUM: S_H = max(0, x − (target + K) + S_H), S_L = max(0, (target − K) − x + S_L).
 * Source: Montgomery, Introduction to Statistical Quality Control, 9.1; NIST/SEMATECH e-Handbook 6.3.2.3,
 * https://www.itl.nist.gov/div898/handbook/pmc/section3/pmc323.htm.
 * @throws RangeError for a negative slack or limit, or numbers that are not finite.
 */
export function cusumChart(values: readonly number[], { target, slack, limit }: CusumOptions): CusumPoint[] {
  requireNumbers('values', values);
  requireNumber('target', target);
  requireNumber('slack', slack, 0);
  requireNumber('limit', limit, 0);
  let high = 0;
  let low = 0;
  return values.map((value) => {
    high = Math.max(0, value - (target + slack) + high);
    low = Math.max(0, target - slack - value + low);
    return { high, low, signal: high > limit ? 'up' : low > limit ? 'down' : null };
  });
}

function requireCounts(counts: readonly number[], sizes: readonly number[]): number {
  requireSameLength('counts', counts, 'sizes', sizes);
  requireNumbers('counts', counts, 0);
  requireNumbers('sizes', sizes, 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (sizes.some((size) => size === 0)) throw new RangeError('sizes must all be above 0; leave empty periods out.');
  if (total === 0) throw new RangeError('sizes must not be empty.');
  return counts.reduce((sum, count) => sum + count, 0) / total;
}

export interface CountChart {
  /** Overall share or rate. */
  readonly centre: number;
  readonly points: readonly ChartPoint[];
}

/**
 * p-chart: shares of periods of different size against the overall share p̄ ± k √(p̄(1 − p̄)/nᵢ), cut to 0..1.
 * Source: NIST/SEMATECH e-Handbook 6.3.3.2, https://www.itl.nist.gov/div898/handbook/pmc/section3/pmc332.htm.
 * @throws RangeError for counts above their size, sizes of 0, or numbers that are not finite.
 */
export function shareChart(counts: readonly number[], sizes: readonly number[], k: number = 3): CountChart {
  const centre = requireCounts(counts, sizes);
  requireNumber('k', k, 0);
  const points = counts.map((count, index) => {
    const size = sizes[index] ?? 1;
    requireNumber(`counts[${index}]`, count, 0, size);
    const point = chartPoint(count / size, centre, k * Math.sqrt((centre * (1 - centre)) / size));
    return { ...point, low: Math.max(0, point.low), high: Math.min(1, point.high) };
  });
  return { centre, points };
}

/**
 * u-chart: counts per unit (tickets per customer) of periods of different size against ū ± k √(ū/nᵢ), never below 0.
 * Source: NIST/SEMATECH e-Handbook 6.3.3.1, https://www.itl.nist.gov/div898/handbook/pmc/section3/pmc331.htm.
 * @throws RangeError for sizes of 0, or numbers that are not finite.
 */
export function rateChart(counts: readonly number[], sizes: readonly number[], k: number = 3): CountChart {
  const centre = requireCounts(counts, sizes);
  requireNumber('k', k, 0);
  const points = counts.map((count, index) => {
    const size = sizes[index] ?? 1;
    const point = chartPoint(count / size, centre, k * Math.sqrt(centre / size));
    return { ...point, low: Math.max(0, point.low) };
  });
  return { centre, points };
}
