import { symmetricEigen } from './linear-algebra.ts';
import { Matrix } from './matrix.ts';
import { requireNumbers } from './require-finite.ts';

/** Eigenvalues below this part of the largest count as zero: the predictors repeat each other. */
const ZERO_PART = 1e-10;

export interface Importance {
  /** Share of the target's variance that each predictor explains; they add up to `rSquared`. */
  readonly raw: readonly number[];
  /** raw as a percentage of `rSquared`, 0..100; all zero when nothing is explained. */
  readonly rescaled: readonly number[];
  /** 0..1 */
  readonly rSquared: number;
  /** True when some predictor is a combination of others; the weight is then shared among them. */
  readonly collinear: boolean;
}

/** Raw weights with their percentages. */
export function rescaleImportance(raw: readonly number[], collinear: boolean): Importance {
  const rSquared = raw.reduce((sum, weight) => sum + weight, 0);
  return { raw, rescaled: raw.map((weight) => (rSquared > 0 ? (100 * weight) / rSquared : 0)), rSquared, collinear };
}

/** @throws RangeError unless the correlations belong to each other. */
export function requireCorrelations(predictors: Matrix, target: readonly number[]): void {
  if (predictors.rows !== predictors.columns || predictors.rows !== target.length) {
    throw new RangeError(
      `predictors must be square with one target correlation each; got ${predictors.rows} × ${predictors.columns} and ${target.length}.`,
    );
  }
  requireNumbers('target', target, -1, 1);
}

/**
 * Johnson's relative weights: predictors are replaced by their nearest orthogonal variables Z; what Z explains is handed back
 * through the loadings. R = VDVᵀ, L = VD^½Vᵀ, β = L⁻¹r, εⱼ = Σₖ Lⱼₖ²βₖ². With collinear predictors L⁻¹ is the pseudo-inverse.
 * Source: Johnson 2000, Multivariate Behavioral Research 35(1), https://doi.org/10.1207/S15327906MBR3501_1.
 * @param predictors correlations among the predictors. @param target correlation of each predictor with the target, −1..1.
 * @throws RangeError when sizes do not fit or a number is not finite.
 */
export function relativeWeights(predictors: Matrix, target: readonly number[]): Importance {
  requireCorrelations(predictors, target);
  const size = target.length;
  const { values, vectors } = symmetricEigen(predictors);
  const limit = ZERO_PART * Math.max(values[0] ?? 0, 0);
  const loadings = new Matrix(size, size);
  const beta = new Array<number>(size).fill(0);
  for (const [k, value] of values.entries()) {
    if (value <= limit) continue;
    let projected = 0;
    for (let row = 0; row < size; row += 1) projected += vectors.at(row, k) * (target[row] ?? 0);
    const root = Math.sqrt(value);
    for (let row = 0; row < size; row += 1) {
      beta[row] = (beta[row] ?? 0) + (vectors.at(row, k) * projected) / root;
      for (let column = 0; column < size; column += 1) {
        loadings.add(row, column, vectors.at(row, k) * root * vectors.at(column, k));
      }
    }
  }
  const raw = beta.map((_, row) =>
    beta.reduce((sum, weight, column) => sum + loadings.at(row, column) ** 2 * weight ** 2, 0),
  );
  return rescaleImportance(
    raw,
    values.some((value) => value <= limit),
  );
}
