/** One series of numbers, looked at in every way the engine knows: trend, shift of level, control charts. */
import { type Changepoint, changepoint } from './stats/changepoint.ts';
import {
  type ChartPoint,
  type CountChart,
  type CusumPoint,
  cusumChart,
  ewmaChart,
  rateChart,
  shareChart,
} from './stats/control-charts.ts';
import { type MannKendall, mannKendall, mannKendallWhitened, senSlope } from './stats/mann-kendall.ts';
import { requireNumber, requireNumbers } from './stats/require-finite.ts';

export interface SeriesOptions {
  /** In order of time; with sizes the counts. */
  readonly values: readonly number[];
  /** Rising, e.g. days; 0, 1, 2 … unless given. */
  readonly times?: readonly number[];
  /** Out of how many (share), or per how many (rate), the values were counted. */
  readonly sizes?: { readonly kind: 'share' | 'rate'; readonly of: readonly number[] };
  /** The level to hold; the mean unless given. */
  readonly target?: number;
  /** Of one value; estimated from its moving range unless given. */
  readonly deviation?: number;
  /** Weight of the newest value in the moving average. Default 0.2. */
  readonly lambda?: number;
  readonly seed?: number;
}

export interface SeriesReport {
  readonly n: number;
  readonly mean: number;
  readonly target: number;
  readonly deviation: number;
  readonly mannKendall: MannKendall;
  /** With what one value carries over into the next taken out; null below six values. */
  readonly whitened: MannKendall | null;
  /** Sen's slope, per unit of the times. */
  readonly slope: number;
  /** Where the level shifted, with a permutation p; null below four values. */
  readonly changepoint: Changepoint | null;
  readonly lambda: number;
  readonly ewma: readonly ChartPoint[];
  /** Slack half a deviation, limit five. */
  readonly cusum: readonly CusumPoint[];
  /** p-chart of shares or u-chart of rates; null without sizes. */
  readonly chart: CountChart | null;
}

/** Mean moving range of two values / 1.128 (d₂): spread without what a shift of level adds. Montgomery, 6.4. */
const MOVING_RANGE_FACTOR = 1.128;

function movingRangeDeviation(values: readonly number[]): number {
  const ranges = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)));
  return ranges.reduce((sum, range) => sum + range, 0) / ranges.length / MOVING_RANGE_FACTOR;
}

/**
 * Examines one series. Definitions and sources stand at the functions it calls.
 * @throws RangeError for fewer than two values, times that do not rise, numbers that are not finite, sizes that do not fit.
 */
export function examineSeries(options: SeriesOptions): SeriesReport {
  const { sizes, times, lambda = 0.2, seed = 1 } = options;
  const chart =
    sizes === undefined ? null : (sizes.kind === 'share' ? shareChart : rateChart)(options.values, sizes.of);
  const values = sizes === undefined ? options.values : options.values.map((count, i) => count / (sizes.of[i] ?? 1));
  requireNumbers('values', values);
  if (values.length < 2) throw new RangeError(`values must hold at least 2 values; got ${values.length}.`);
  const mean = chart?.centre ?? values.reduce((sum, value) => sum + value, 0) / values.length;
  const target = options.target ?? mean;
  const deviation = options.deviation ?? movingRangeDeviation(values);
  requireNumber('deviation', deviation, 0);
  return {
    n: values.length,
    mean,
    target,
    deviation,
    mannKendall: mannKendall(values),
    whitened: values.length < 6 ? null : mannKendallWhitened(values),
    slope: senSlope(values, times),
    changepoint: values.length < 4 ? null : changepoint(values, 999, seed),
    lambda,
    ewma: ewmaChart(values, { lambda, mean: target, deviation }),
    cusum: cusumChart(values, { target, slack: deviation / 2, limit: 5 * deviation }),
    chart,
  };
}
