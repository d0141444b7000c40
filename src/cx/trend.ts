/** Where a number is going: arrows only where noise can be ruled out, and changes by calendar month. */
import { changepoint } from './stats/changepoint.ts';
import { DAY_MS } from './stats/decay.ts';
import { falseDiscovery } from './stats/false-discovery.ts';
import { mannKendall, mannKendallWhitened, senSlope } from './stats/mann-kendall.ts';
import { instantMs, requireCount, requireNumber } from './stats/require-finite.ts';

/** One reading; `n` is how many answers or events it rests on (default 1). */
export interface TrendPoint {
  readonly at: string;
  readonly value: number;
  readonly n?: number;
}

export interface TrendOptions {
  /** Chance of an arrow where there is no trend. Default .05. */
  readonly alpha?: number;
  /** Fewer readings have no trend. Default 8: below it the test's normal approximation does not hold. */
  readonly minimumPoints?: number;
  /** A slope smaller than this (per 30 days, either way) is no arrow, however certain. Default 0. */
  readonly leastSlopePer30d?: number;
}

export type Direction = 'up' | 'down' | 'none';

export interface Trend {
  readonly status: 'tested' | 'insufficient';
  readonly direction: Direction;
  /** Sen's slope × 30 days, in the unit of the value; null when insufficient. */
  readonly slopePer30d: number | null;
  /** Two-sided Mann–Kendall p, with what readings carry over left in or taken out, whichever is larger; null when insufficient. */
  readonly p: number | null;
  /** Kendall's tau, −1..1. */
  readonly tau: number | null;
  /** Readings, after those of one instant were averaged. */
  readonly points: number;
  readonly from: string | null;
  readonly to: string | null;
  /** Why there is no trend to tell, or null. */
  readonly reason: string | null;
}

interface Reading {
  readonly atMs: number;
  readonly value: number;
  readonly n: number;
}

/** In order of time; readings of one instant become their mean, weighted by n. @throws RangeError naming the reading. */
function readingsOf(points: readonly TrendPoint[]): Reading[] {
  const byInstant = new Map<number, { sum: number; n: number }>();
  for (const [index, { at, value, n = 1 }] of points.entries()) {
    const atMs = instantMs(`points[${index}].at`, at);
    requireNumber(`points[${index}].value`, value);
    requireNumber(`points[${index}].n`, n);
    if (n <= 0) throw new RangeError(`points[${index}].n must be above 0; got ${n}.`);
    const own = byInstant.get(atMs) ?? { sum: 0, n: 0 };
    byInstant.set(atMs, { sum: own.sum + value * n, n: own.n + n });
  }
  return [...byInstant].sort(([a], [b]) => a - b).map(([atMs, { sum, n }]) => ({ atMs, value: sum / n, n }));
}

/**
 * The trend of a series: Mann–Kendall as it is and pre-whitened, Sen's slope. An arrow (`up`, `down`) only when
 * p ≤ alpha; the order of the points does not matter.
 * @throws RangeError for an instant, value or option that is none, or more than 4000 readings.
 */
export function trendOf(points: readonly TrendPoint[], options: TrendOptions = {}): Trend {
  const { alpha = 0.05, minimumPoints = 8, leastSlopePer30d = 0 } = options;
  requireNumber('alpha', alpha, 0, 1);
  requireCount('minimumPoints', minimumPoints, 6);
  requireNumber('leastSlopePer30d', leastSlopePer30d, 0);
  const readings = readingsOf(points);
  const span = {
    points: readings.length,
    from: isoOf(readings[0]),
    to: isoOf(readings.at(-1)),
  };
  if (readings.length < minimumPoints) {
    const reason = `${readings.length} readings; a trend needs ${minimumPoints}.`;
    return { status: 'insufficient', direction: 'none', slopePer30d: null, p: null, tau: null, ...span, reason };
  }
  const values = readings.map(({ value }) => value);
  const start = readings[0]?.atMs ?? 0;
  const slopePer30d =
    30 *
    senSlope(
      values,
      readings.map(({ atMs }) => (atMs - start) / DAY_MS),
    );
  const plain = mannKendall(values);
  const p = Math.max(plain.p, mannKendallWhitened(values).p);
  const sure = p <= alpha && Math.abs(slopePer30d) >= leastSlopePer30d && slopePer30d !== 0;
  const direction = sure ? (slopePer30d > 0 ? 'up' : 'down') : 'none';
  return { status: 'tested', direction, slopePer30d, p, tau: plain.tau, ...span, reason: null };
}

function isoOf(reading: Reading | undefined): string | null {
  return reading === undefined ? null : new Date(reading.atMs).toISOString();
}

export interface PortfolioTrend extends Trend {
  readonly id: string;
  /** p adjusted for all series tested together; null when insufficient. */
  readonly adjustedP: number | null;
}

/**
 * Trends of many series at once. With a thousand customers, fifty would show an arrow by chance; here alpha is the expected share of
 * false arrows among those shown (Benjamini–Hochberg).
 * @throws RangeError as `trendOf`.
 */
export function portfolioTrends(
  series: readonly { readonly id: string; readonly points: readonly TrendPoint[] }[],
  options: TrendOptions = {},
): PortfolioTrend[] {
  const { alpha = 0.05 } = options;
  const trends = series.map(({ id, points }) => ({ id, trend: trendOf(points, options) }));
  const tested = trends.flatMap(({ trend }) => (trend.p === null ? [] : [trend.p]));
  const adjusted = falseDiscovery(tested);
  let place = 0;
  return trends.map(({ id, trend }) => {
    if (trend.p === null) return { id, ...trend, adjustedP: null };
    const adjustedP = adjusted[place] ?? 1;
    place += 1;
    return { id, ...trend, direction: adjustedP <= alpha ? trend.direction : 'none', adjustedP };
  });
}

export interface LevelShift {
  /** The first reading of the new level. */
  readonly at: string;
  readonly before: number;
  readonly after: number;
  readonly p: number;
}

/**
 * The instant from which the readings lie on another level, or null when chance could have made it (p > alpha).
 * @throws RangeError for fewer than four readings, or an instant or value that is none.
 */
export function levelShift(
  points: readonly TrendPoint[],
  { alpha = 0.05, permutations = 999, seed = 1 }: { alpha?: number; permutations?: number; seed?: number } = {},
): LevelShift | null {
  requireNumber('alpha', alpha, 0, 1);
  const readings = readingsOf(points);
  const found = changepoint(
    readings.map(({ value }) => value),
    permutations,
    seed,
  );
  const first = readings[found.index];
  if (found.p > alpha || first === undefined) return null;
  return { at: new Date(first.atMs).toISOString(), before: found.meanBefore, after: found.meanAfter, p: found.p };
}
