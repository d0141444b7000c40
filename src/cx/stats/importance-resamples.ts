/** Relative importance of predictors, and how much of it chance could make. */
import { correlationMatrix } from './linear-algebra.ts';
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
  const drawn = columns.map(() => new Float64Array(n));
  const noise = new Float64Array(n);
  for (let round = 0; round < resamples; round += 1) {
    for (let row = 0; row < n; row += 1) {
      const from = random.below(n);
      for (const [index, column] of columns.entries()) (drawn[index] ?? noise)[row] = column[from] ?? Number.NaN;
      noise[row] = random.normal();
    }
    // Predictors, then the noise, then the target.
    const { matrix } = correlationMatrix([...drawn.slice(0, size), noise, drawn[size] ?? noise]);
    const { own, beside } = weightsWithNoise(matrix, size, method);
    for (let j = 0; j < size; j += 1) {
      samples.raw[j]?.push(own.raw[j] ?? 0);
      samples.rescaled[j]?.push(own.rescaled[j] ?? 0);
      samples.overNoise[j]?.push((beside[j] ?? 0) - (beside[size] ?? 0));
    }
  }
  return samples;
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
