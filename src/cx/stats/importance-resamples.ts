/** Relative importance of predictors, and how much of it chance could make. */
import { Matrix } from './matrix.ts';
import { type Importance, relativeWeights, rescaleImportance } from './relative-weights.ts';
import type { SeededRandom } from './seeded-random.ts';
import { shapleyOfSubsets, subsetRSquared } from './shapley-importance.ts';

export type DriverMethod = 'shapley' | 'relative-weights';

export interface Split {
  readonly predictors: Matrix;
  readonly target: readonly number[];
}

/** The first `size` columns against the last one. */
export function splitCorrelations(all: Matrix, size: number): Split {
  const predictors = new Matrix(size, size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) predictors.set(row, column, all.at(row, column));
  }
  return { predictors, target: Array.from({ length: size }, (_, row) => all.at(row, all.columns - 1)) };
}

/** Importance by the wanted method. @throws RangeError as the methods do. */
export function importanceOf({ predictors, target }: Split, method: DriverMethod): Importance {
  if (method === 'relative-weights') return relativeWeights(predictors, target);
  const { rSquared, collinear } = subsetRSquared(predictors, target);
  return rescaleImportance(shapleyOfSubsets(rSquared, target.length), collinear);
}

export interface ImportanceSamples {
  /** One list per predictor. */
  readonly raw: readonly number[][];
  readonly rescaled: readonly number[][];
  /** Weight less the weight of the noise column. */
  readonly overNoise: readonly number[][];
}

/**
 * Draws rows with replacement and weighs the predictors again, alone and beside a fresh column of normal noise. Percentiles of `raw`
 * are bootstrap intervals (Efron & Tibshirani 1993); `overNoise` tests whether a weight is more than noise has (Tonidandel, LeBreton &
 * Johnson 2009, https://doi.org/10.1037/a0017735).
 * @param columns the predictors, then the target; equally long and finite.
 */
export function resampleImportance(
  columns: readonly Float64Array[],
  method: DriverMethod,
  resamples: number,
  random: SeededRandom,
): ImportanceSamples {
  const size = columns.length - 1;
  const n = columns[0]?.length ?? 0;
  const lists = (): number[][] => Array.from({ length: size }, () => []);
  const samples: ImportanceSamples = { raw: lists(), rescaled: lists(), overNoise: lists() };
  // Predictors, then room for the noise, then the target: rows side by side, because this is where the time goes.
  const width = size + 2;
  const rows = new Float64Array(n * width);
  for (const [index, column] of columns.entries()) {
    const place = index < size ? index : size + 1;
    for (const [row, value] of standardised(column).entries()) rows[row * width + place] = value;
  }
  for (let round = 0; round < resamples; round += 1) {
    const { own, beside } = weightsWithNoise(drawCorrelations(rows, width, size, random), size, method);
    for (let j = 0; j < size; j += 1) {
      samples.raw[j]?.push(own.raw[j] ?? 0);
      samples.rescaled[j]?.push(own.rescaled[j] ?? 0);
      samples.overNoise[j]?.push((beside[j] ?? 0) - (beside[size] ?? 0));
    }
  }
  return samples;
}

/** Mean 0 and deviation 1, so that sums of squares lose nothing to a far mean; a constant column becomes zeros. */
function standardised(column: Float64Array): Float64Array {
  const first = column[0] ?? 0;
  const mean = first + column.reduce((sum, value) => sum + (value - first), 0) / column.length;
  const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length);
  const isConstant = column.every((value) => value === first) || !(deviation > 0);
  return column.map((value) => (isConstant ? 0 : (value - mean) / deviation));
}

/** Below this variance (1 in the whole sample) a column counts as constant among the rows drawn. */
const LEAST_VARIANCE = 1e-12;

/** Correlations among as many rows as there are, drawn with replacement, with fresh normal noise in the column `noiseAt`. */
function drawCorrelations(rows: Float64Array, width: number, noiseAt: number, random: SeededRandom): Matrix {
  const n = rows.length / width;
  const sums = new Float64Array(width);
  const products = new Float64Array(width * width);
  for (let row = 0; row < n; row += 1) {
    const start = random.below(n) * width;
    rows[start + noiseAt] = random.normal();
    for (let i = 0; i < width; i += 1) {
      const value = rows[start + i] ?? 0;
      sums[i] = (sums[i] ?? 0) + value;
      for (let j = 0; j <= i; j += 1) {
        products[i * width + j] = (products[i * width + j] ?? 0) + value * (rows[start + j] ?? 0);
      }
    }
  }
  const covariance = (i: number, j: number): number =>
    (products[i * width + j] ?? 0) / n - ((sums[i] ?? 0) / n) * ((sums[j] ?? 0) / n);
  const matrix = Matrix.identity(width);
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const scale = covariance(i, i) * covariance(j, j);
      if (Math.min(covariance(i, i), covariance(j, j)) < LEAST_VARIANCE) continue;
      const correlation = Math.min(1, Math.max(-1, covariance(i, j) / Math.sqrt(scale)));
      matrix.set(i, j, correlation);
      matrix.set(j, i, correlation);
    }
  }
  return matrix;
}

/** Weights among the predictors alone, and with the noise as one more. */
function weightsWithNoise(
  matrix: Matrix,
  size: number,
  method: DriverMethod,
): { own: Importance; beside: readonly number[] } {
  const withNoise = splitCorrelations(matrix, size + 1);
  if (method === 'relative-weights') {
    const alone = splitCorrelations(matrix, size);
    return {
      own: relativeWeights(alone.predictors, alone.target),
      beside: relativeWeights(withNoise.predictors, withNoise.target).raw,
    };
  }
  const { rSquared, collinear } = subsetRSquared(withNoise.predictors, withNoise.target);
  return {
    own: rescaleImportance(shapleyOfSubsets(rSquared, size), collinear),
    beside: shapleyOfSubsets(rSquared, size + 1),
  };
}
