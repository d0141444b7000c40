import type { Matrix } from './matrix.ts';
import { type Importance, requireCorrelations, rescaleImportance } from './relative-weights.ts';

/** More predictors would need more than 2¹⁵ regressions per sample. */
export const MOST_SHAPLEY_PREDICTORS = 15;

/** What is left of a predictor counts as nothing below this part of its variance: the predictors before it determine it. */
const TOLERANCE = 1e-10;

interface Subsets {
  /** R² of the regression on each subset; bit j of the index says whether predictor j is in. */
  readonly rSquared: Float64Array;
  readonly collinear: boolean;
}

/**
 * R² of the target on every subset of the predictors. Subsets are walked depth-first by rising index; each step sweeps one more
 * predictor out of the correlations that are still to come, so a subset costs only its remaining predictors squared.
 * @throws RangeError when sizes do not fit, a number is not finite or there are more than `MOST_SHAPLEY_PREDICTORS`.
 */
export function subsetRSquared(predictors: Matrix, target: readonly number[]): Subsets {
  requireCorrelations(predictors, target);
  const size = target.length;
  if (size > MOST_SHAPLEY_PREDICTORS) {
    throw new RangeError(`All subsets are walked for up to ${MOST_SHAPLEY_PREDICTORS} predictors; got ${size}.`);
  }
  const width = size + 1;
  const rSquared = new Float64Array(2 ** size);
  const levels = Array.from({ length: width }, () => new Float64Array(width * width));
  const top = levels[0] ?? new Float64Array();
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) top[row * width + column] = predictors.at(row, column);
    top[row * width + size] = target[row] ?? 0;
  }
  let collinear = false;

  const walk = (depth: number, from: number, mask: number, explained: number): void => {
    const left = levels[depth] ?? top;
    for (let pivot = from; pivot < size; pivot += 1) {
      const subset = mask | (1 << pivot);
      const variance = left[pivot * width + pivot] ?? 0;
      const cross = left[pivot * width + size] ?? 0;
      const usable = variance > TOLERANCE;
      if (!usable) collinear = true;
      const now = usable ? Math.min(1, explained + (cross * cross) / variance) : explained;
      rSquared[subset] = now;
      if (pivot === size - 1) continue;
      sweepOut(left, levels[depth + 1] ?? top, pivot, size, usable);
      walk(depth + 1, pivot + 1, subset, now);
    }
  };
  walk(0, 0, 0, 0);
  return { rSquared, collinear };
}

/** What is left of the later predictors (and of the target, the last column) once `pivot` is accounted for; upper half only. */
function sweepOut(left: Float64Array, next: Float64Array, pivot: number, size: number, usable: boolean): void {
  const width = size + 1;
  const variance = left[pivot * width + pivot] ?? 0;
  for (let row = pivot + 1; row < size; row += 1) {
    const share = usable ? (left[pivot * width + row] ?? 0) / variance : 0;
    for (let column = row; column <= size; column += 1) {
      next[row * width + column] = (left[row * width + column] ?? 0) - share * (left[pivot * width + column] ?? 0);
    }
  }
}

/**
 * LMG importance = Shapley values of R²: what a predictor adds to R², averaged over all orders in which predictors can enter.
 * Sources: Lindeman, Merenda & Gold 1980; Grömping 2006, Journal of Statistical Software 17(1), https://doi.org/10.18637/jss.v017.i01.
 * @param predictors correlations among the predictors. @param target correlation of each predictor with the target.
 * @throws RangeError when sizes do not fit, a number is not finite or there are more than `MOST_SHAPLEY_PREDICTORS`.
 */
export function shapleyImportance(predictors: Matrix, target: readonly number[]): Importance {
  const { rSquared, collinear } = subsetRSquared(predictors, target);
  return rescaleImportance(shapleyOfSubsets(rSquared, target.length), collinear);
}

/** Shapley values from the R² of all subsets; only the first 2^size entries are read. */
export function shapleyOfSubsets(rSquared: Float64Array, size: number): number[] {
  const weight = [1 / Math.max(1, size)];
  for (let s = 1; s < size; s += 1) weight.push(((weight[s - 1] ?? 0) * s) / (size - s));
  const raw = new Array<number>(size).fill(0);
  for (let subset = 0; subset < 2 ** size; subset += 1) {
    const share = weight[bitCount(subset)] ?? 0;
    const without = rSquared[subset] ?? 0;
    for (let j = 0; j < size; j += 1) {
      if ((subset & (1 << j)) !== 0) continue;
      raw[j] = (raw[j] ?? 0) + share * ((rSquared[subset | (1 << j)] ?? 0) - without);
    }
  }
  return raw.map((value) => Math.max(0, value));
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
