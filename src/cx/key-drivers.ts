/** Key drivers: which of many ratings go with the one that matters, how sure that is, and where to act first. */
import {
  type DriverMethod,
  type ImportanceSamples,
  importanceOf,
  resampleImportance,
  splitCorrelations,
} from './stats/importance-resamples.ts';
import { correlationMatrix } from './stats/linear-algebra.ts';
import type { Matrix } from './stats/matrix.ts';
import { median, quantile } from './stats/quantiles.ts';
import type { Importance } from './stats/relative-weights.ts';
import { requireCount, requireNumber } from './stats/require-finite.ts';
import { seededRandom } from './stats/seeded-random.ts';

/** Above this many predictors relative weights stand in for the exact Shapley values. */
export const MOST_EXACT_PREDICTORS = 14;
/** More are too many to weigh five hundred times over, and for anybody to read. */
const MOST_PREDICTORS = 60;
const SMALLEST_SAMPLE = 100;
const ROWS_PER_PREDICTOR = 10;

export type Quadrant = 'improve' | 'keep' | 'watch' | 'maintain';

export interface KeyDriverOptions {
  /** One object per answer; null or a missing key is an answer not given. */
  readonly rows: readonly Readonly<Record<string, number | null | undefined>>[];
  readonly target: string;
  readonly predictors: readonly string[];
  /** Default: exact Shapley values (LMG) up to 14 predictors, Johnson's relative weights above. */
  readonly method?: DriverMethod;
  /** Lowest and highest answer of predictors that are not all on one scale; performance is then the place on it. */
  readonly scales?: Readonly<Record<string, readonly [low: number, high: number]>>;
  /** Below it nothing is reported. Default max(100, 10 × predictors). */
  readonly minimumRows?: number;
  /** Default 500. */
  readonly resamples?: number;
  /** Default 1. */
  readonly seed?: number;
}

export interface KeyDriver {
  readonly predictor: string;
  /** Share of the target's variance, 0..1; all together are R². */
  readonly raw: number;
  /** raw as a percentage of R², 0..100. */
  readonly rescaled: number;
  /** 95 % bootstrap percentile intervals. */
  readonly rawInterval: { readonly low: number; readonly high: number };
  readonly rescaledInterval: { readonly low: number; readonly high: number };
  /** True when the weight is surely larger than that of a column of noise. */
  readonly significant: boolean;
  /** The weight to act on: `rescaled` when significant, else 0. */
  readonly importance: number;
  /** Pearson correlation with the target; its sign says which way the two go together. */
  readonly correlation: number;
  /** Mean answer, in the predictor's own unit. */
  readonly mean: number;
  /** The mean's place on the scale, 0..100; turned round where more of it surely goes with less of the target. */
  readonly performance: number;
  /** Above both medians: keep; important but performing below: improve; neither: watch; performing without mattering: maintain. */
  readonly quadrant: Quadrant;
}

interface Counts {
  readonly rowsUsed: number;
  /** Rows in which the target or a predictor is missing. */
  readonly rowsLeftOut: number;
  readonly rowsNeeded: number;
  readonly warnings: readonly string[];
}

export type KeyDriverReport =
  | ({ readonly status: 'insufficient'; readonly target: string; readonly reason: string } & Counts)
  | ({
      readonly status: 'reported';
      readonly target: string;
      readonly method: DriverMethod;
      readonly rSquared: number;
      /** Most important first. */
      readonly drivers: readonly KeyDriver[];
      readonly medians: { readonly importance: number; readonly performance: number };
      readonly resamples: number;
      readonly seed: number;
      readonly note: string;
    } & Counts);

/** To be shown beside every list of drivers. */
export const CORRELATION_NOTE =
  'Correlation is not cause: these answers go together with the target; only a change that is tried out shows what moves it.';

/**
 * Ranks the predictors of a target: exact Shapley values of R² or Johnson's relative weights, bootstrap percentile intervals, and the
 * importance × performance quadrant at the medians (Martilla & James 1977, https://doi.org/10.1177/002224297704100112). A predictor
 * counts as significant when 97.5 % of the resamples give it more weight than a column of noise drawn beside it (Tonidandel, LeBreton
 * & Johnson 2009, https://doi.org/10.1037/a0017735). Rows with a missing answer are left out and counted. The same options always
 * give the same report.
 * @throws RangeError for options out of range, or a number that is not finite.
 */
export function keyDrivers(options: KeyDriverOptions): KeyDriverReport {
  const { target, predictors, resamples = 500, seed = 1 } = options;
  const rowsNeeded = options.minimumRows ?? Math.max(SMALLEST_SAMPLE, ROWS_PER_PREDICTOR * predictors.length);
  const method = options.method ?? (predictors.length <= MOST_EXACT_PREDICTORS ? 'shapley' : 'relative-weights');
  checkOptions(options, method, rowsNeeded, resamples);
  const complete = options.rows.filter((row) => [target, ...predictors].every((name) => isKnown(row[name])));
  const warnings: string[] = [];
  const counts = {
    rowsUsed: complete.length,
    rowsLeftOut: options.rows.length - complete.length,
    rowsNeeded,
    warnings,
  };
  const insufficient = (reason: string): KeyDriverReport => ({ status: 'insufficient', target, reason, ...counts });
  if (counts.rowsLeftOut > options.rows.length / 10) {
    warnings.push(missingWarning(options, counts.rowsLeftOut));
  }
  if (complete.length < rowsNeeded) {
    return insufficient(
      `${complete.length} complete rows; at least ${rowsNeeded} are needed for ${predictors.length} predictors.`,
    );
  }
  if (complete.length < predictors.length + 2) {
    return insufficient(
      `${complete.length} rows cannot be told apart by ${predictors.length} predictors; leave some out.`,
    );
  }
  const columns = [...predictors, target].map((name) => Float64Array.from(complete, (row) => row[name] ?? Number.NaN));
  const whole = correlationMatrix(columns);
  if (whole.constant.includes(predictors.length)) {
    return insufficient(`All answers to "${target}" are the same; there is nothing to explain.`);
  }
  for (const index of whole.constant)
    warnings.push(`"${predictors[index]}" is the same in all rows and explains nothing.`);

  const point = importanceOf(splitCorrelations(whole.matrix, predictors.length), method);
  if (point.collinear) {
    warnings.push(
      'Some predictors repeat others exactly; what they explain is shared among them. Leave one of each out.',
    );
  }
  const samples = resampleImportance(columns, method, resamples, seededRandom(seed));
  const drivers = describeDrivers(options, columns, point, whole.matrix, samples, warnings);
  return {
    status: 'reported',
    target,
    method,
    rSquared: point.rSquared,
    ...placed(drivers),
    resamples,
    seed,
    note: CORRELATION_NOTE,
    ...counts,
  };
}

function isKnown(value: number | null | undefined): value is number {
  return value !== null && value !== undefined;
}

function checkOptions(options: KeyDriverOptions, method: DriverMethod, rowsNeeded: number, resamples: number): void {
  const { rows, target, predictors, scales = {} } = options;
  if (predictors.length === 0) throw new RangeError('predictors must name at least one predictor.');
  if (predictors.length > MOST_PREDICTORS) {
    throw new RangeError(`predictors must name at most ${MOST_PREDICTORS}; got ${predictors.length}.`);
  }
  if (new Set(predictors).size < predictors.length) throw new RangeError('predictors must not name one twice.');
  if (predictors.includes(target)) throw new RangeError(`predictors must not contain the target "${target}".`);
  if (method === 'shapley' && predictors.length > MOST_EXACT_PREDICTORS) {
    throw new RangeError(
      `Exact Shapley values need at most ${MOST_EXACT_PREDICTORS} predictors; got ${predictors.length}. Use relative-weights.`,
    );
  }
  requireCount('minimumRows', rowsNeeded, 3);
  requireCount('resamples', resamples, 50, 10_000);
  for (const [index, row] of rows.entries()) {
    for (const name of [target, ...predictors]) {
      const value = row[name];
      if (isKnown(value)) requireNumber(`rows[${index}].${name}`, value);
    }
  }
  for (const [name, [low, high]] of Object.entries(scales)) {
    requireNumber(`scales.${name}[0]`, low);
    requireNumber(`scales.${name}[1]`, high);
    if (high <= low) throw new RangeError(`scales.${name} must run from low to high; got ${low}..${high}.`);
  }
}

function missingWarning({ rows, target, predictors }: KeyDriverOptions, leftOut: number): string {
  const missing = [target, ...predictors].map((name) => ({
    name,
    count: rows.filter((row) => !isKnown(row[name])).length,
  }));
  missing.sort((a, b) => b.count - a.count);
  const worst = missing[0];
  return `${leftOut} of ${rows.length} rows have a missing answer and were left out; "${worst?.name}" is missing in ${worst?.count}.`;
}

function describeDrivers(
  options: KeyDriverOptions,
  columns: readonly Float64Array[],
  point: Importance,
  correlations: Matrix,
  samples: ImportanceSamples,
  warnings: string[],
): Omit<KeyDriver, 'quadrant'>[] {
  const { predictors } = options;
  const scaleOf = scales(options, columns, warnings);
  return predictors.map((predictor, j) => {
    const column = columns[j] ?? new Float64Array();
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const correlation = correlations.at(j, predictors.length);
    const significant = quantile(samples.overNoise[j] ?? [], 0.025) > 0;
    const [low, high] = scaleOf(j);
    const place = high > low ? (100 * (mean - low)) / (high - low) : 50;
    const rescaled = point.rescaled[j] ?? 0;
    return {
      predictor,
      raw: point.raw[j] ?? 0,
      rescaled,
      rawInterval: percentiles(samples.raw[j] ?? []),
      rescaledInterval: percentiles(samples.rescaled[j] ?? []),
      significant,
      importance: significant ? rescaled : 0,
      correlation,
      mean,
      performance: Math.min(100, Math.max(0, significant && correlation < 0 ? 100 - place : place)),
    };
  });
}

function percentiles(values: readonly number[]): { low: number; high: number } {
  return { low: quantile(values, 0.025), high: quantile(values, 0.975) };
}

/** The given scale of a predictor; without one, all share the scale from the lowest to the highest answer that occurs. */
function scales(
  { predictors, scales: given = {} }: KeyDriverOptions,
  columns: readonly Float64Array[],
  warnings: string[],
): (index: number) => readonly [number, number] {
  const ranges = predictors.map((_, j) => {
    const column = columns[j] ?? new Float64Array();
    return column.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const, [
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ] as const);
  });
  const open = ranges.filter((_, j) => given[predictors[j] ?? ''] === undefined);
  const shared = [Math.min(...open.map(([low]) => low)), Math.max(...open.map(([, high]) => high))] as const;
  const spans = open.map(([low, high]) => high - low).filter((span) => span > 0);
  if (spans.length > 1 && Math.max(...spans) > 3 * Math.min(...spans)) {
    warnings.push('The predictors are not on one scale, so their means do not compare; give each its scale.');
  }
  return (index) => given[predictors[index] ?? ''] ?? shared;
}

function placed(drivers: readonly Omit<KeyDriver, 'quadrant'>[]): {
  drivers: KeyDriver[];
  medians: { importance: number; performance: number };
} {
  const medians = {
    importance: median(drivers.map((driver) => driver.importance)),
    performance: median(drivers.map((driver) => driver.performance)),
  };
  const named = drivers.map((driver): KeyDriver => {
    const important = driver.significant && driver.importance >= medians.importance;
    const performing = driver.performance >= medians.performance;
    const quadrant = important ? (performing ? 'keep' : 'improve') : performing ? 'maintain' : 'watch';
    return { ...driver, quadrant };
  });
  named.sort((a, b) => b.importance - a.importance || b.raw - a.raw || (a.predictor < b.predictor ? -1 : 1));
  return { drivers: named, medians };
}
