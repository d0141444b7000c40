/**
 * Linear algebra for small dense matrices. Sources: Golub & Van Loan, Matrix Computations, 4th ed. (Cholesky 4.2, pivoted
 * 4.2.8, Jacobi 8.5).
 */
import { Matrix } from './matrix.ts';
import { requireNumbers } from './require-finite.ts';

/** The matrix cannot be inverted; `column` is the first that the ones before it already determine. */
export class SingularMatrix extends RangeError {
  readonly column: number;
  constructor(column: number) {
    super(`The matrix is singular: column ${column} is determined by the columns before it (or holds only zeros).`);
    this.name = 'SingularMatrix';
    this.column = column;
  }
}

/** Below this part of its own diagonal, what is left of a column counts as nothing. */
const SINGULAR_PART = 1e-12;

function requireSquare(matrix: Matrix): void {
  if (matrix.rows !== matrix.columns) {
    throw new RangeError(`The matrix must be square; got ${matrix.rows} × ${matrix.columns}.`);
  }
}

/**
 * The lower triangle L of a symmetric positive definite matrix, A = LLᵀ. Only the lower half of `matrix` is read.
 * @throws SingularMatrix naming the column at which the matrix stops being positive definite.
 */
export function cholesky(matrix: Matrix): Matrix {
  requireSquare(matrix);
  const size = matrix.rows;
  const lower = new Matrix(size, size);
  for (let column = 0; column < size; column += 1) {
    let pivot = matrix.at(column, column);
    for (let k = 0; k < column; k += 1) pivot -= lower.at(column, k) ** 2;
    if (!(pivot > SINGULAR_PART * Math.abs(matrix.at(column, column)))) throw new SingularMatrix(column);
    const root = Math.sqrt(pivot);
    lower.set(column, column, root);
    for (let row = column + 1; row < size; row += 1) {
      let sum = matrix.at(row, column);
      for (let k = 0; k < column; k += 1) sum -= lower.at(row, k) * lower.at(column, k);
      lower.set(row, column, sum / root);
    }
  }
  return lower;
}

/** x with LLᵀx = right, for a triangle from `cholesky`. */
export function choleskySolve(lower: Matrix, right: readonly number[]): number[] {
  const size = lower.rows;
  if (right.length !== size) throw new RangeError(`right must have ${size} values; got ${right.length}.`);
  requireNumbers('right', right);
  const solution = [...right];
  for (let row = 0; row < size; row += 1) {
    let sum = solution[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= lower.at(row, k) * (solution[k] ?? 0);
    solution[row] = sum / lower.at(row, row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = solution[row] ?? 0;
    for (let k = row + 1; k < size; k += 1) sum -= lower.at(k, row) * (solution[k] ?? 0);
    solution[row] = sum / lower.at(row, row);
  }
  return solution;
}

/** x with Ax = right, for a symmetric positive definite A. @throws SingularMatrix. */
export function solveSymmetric(matrix: Matrix, right: readonly number[]): number[] {
  return choleskySolve(cholesky(matrix), right);
}

export interface SymmetricEigen {
  /** Descending. */
  readonly values: readonly number[];
  /** Column k is the unit eigenvector of `values[k]`; its largest entry is positive, so that the result is one of a kind. */
  readonly vectors: Matrix;
}

const MOST_SWEEPS = 100;

/** Eigenvalues and vectors of a symmetric matrix by cyclic Jacobi rotations. @throws RangeError unless square and symmetric. */
export function symmetricEigen(matrix: Matrix): SymmetricEigen {
  requireSymmetric(matrix);
  const size = matrix.rows;
  const work = matrix.copy();
  const limit = 1e-30 * squareSum(work, true);
  const vectors = Matrix.identity(size);
  for (let sweep = 0; sweep < MOST_SWEEPS && squareSum(work, false) > limit; sweep += 1) {
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) rotate(work, vectors, p, q);
    }
  }
  const order = Array.from({ length: size }, (_, index) => index).sort(
    (a, b) => work.at(b, b) - work.at(a, a) || a - b,
  );
  const sorted = new Matrix(size, size);
  for (const [column, from] of order.entries()) {
    const sign = signOf(vectors, from);
    for (let row = 0; row < size; row += 1) sorted.set(row, column, sign * vectors.at(row, from));
  }
  return { values: order.map((index) => work.at(index, index)), vectors: sorted };
}

function requireSymmetric(matrix: Matrix): void {
  requireSquare(matrix);
  const tolerance = 1e-9 * Math.sqrt(squareSum(matrix, true));
  for (let row = 0; row < matrix.rows; row += 1) {
    for (let column = 0; column < row; column += 1) {
      if (Math.abs(matrix.at(row, column) - matrix.at(column, row)) > tolerance) {
        throw new RangeError(
          `The matrix must be symmetric; entries (${row}, ${column}) and (${column}, ${row}) differ.`,
        );
      }
    }
  }
}

function squareSum(matrix: Matrix, withDiagonal: boolean): number {
  let sum = 0;
  for (let row = 0; row < matrix.rows; row += 1) {
    for (let column = 0; column < matrix.columns; column += 1) {
      if (row !== column || withDiagonal) sum += matrix.at(row, column) ** 2;
    }
  }
  return sum;
}

/** The sign of the largest entry of a column. */
function signOf(vectors: Matrix, column: number): number {
  let largest = 0;
  for (let row = 0; row < vectors.rows; row += 1) {
    const entry = vectors.at(row, column);
    if (Math.abs(entry) > Math.abs(largest) + 1e-12) largest = entry;
  }
  return largest < 0 ? -1 : 1;
}

function rotate(work: Matrix, vectors: Matrix, p: number, q: number): void {
  const between = work.at(p, q);
  const difference = work.at(q, q) - work.at(p, p);
  if (Math.abs(between) <= 1e-17 * (Math.abs(work.at(p, p)) + Math.abs(work.at(q, q)))) return;
  const theta = difference / (2 * between);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  const size = work.rows;
  turn(work.values, p, q, size, size, cosine, sine);
  turn(work.values, p * size, q * size, 1, size, cosine, sine);
  turn(vectors.values, p, q, size, size, cosine, sine);
}

/** Turns two rows or columns into each other; `stride` leads from one of their entries to the next. */
function turn(
  values: Float64Array,
  p: number,
  q: number,
  stride: number,
  size: number,
  cosine: number,
  sine: number,
): void {
  for (let k = 0, i = p, j = q; k < size; k += 1, i += stride, j += stride) {
    const first = values[i] ?? 0;
    const second = values[j] ?? 0;
    values[i] = cosine * first - sine * second;
    values[j] = sine * first + cosine * second;
  }
}

export interface Correlations {
  /** Pearson; 1 on the diagonal. A constant column correlates with nothing: 0 beside the diagonal. */
  readonly matrix: Matrix;
  /** Indices of columns whose values are all the same. */
  readonly constant: readonly number[];
}

/**
 * Pearson correlations of the columns, computed on deviations from the mean.
 * @throws RangeError unless all columns are finite, equally long and hold at least two values.
 */
export function correlationMatrix(columns: readonly ArrayLike<number>[]): Correlations {
  const n = columns[0]?.length ?? 0;
  if (n < 2) throw new RangeError(`A correlation needs at least two rows; got ${n}.`);
  const unit = columns.map((column, index) => unitDeviations(column, n, `columns[${index}]`));
  const matrix = Matrix.identity(columns.length);
  for (const [row, left] of unit.entries()) {
    for (let column = 0; column < row; column += 1) {
      const right = unit[column];
      if (left === null || right === null || right === undefined) continue;
      let sum = 0;
      for (let index = 0; index < n; index += 1) sum += (left[index] ?? 0) * (right[index] ?? 0);
      const correlation = Math.min(1, Math.max(-1, sum));
      matrix.set(row, column, correlation);
      matrix.set(column, row, correlation);
    }
  }
  return { matrix, constant: unit.flatMap((column, index) => (column === null ? [index] : [])) };
}

/** Deviations from the mean, of length 1; null for a constant column. */
function unitDeviations(values: ArrayLike<number>, n: number, name: string): Float64Array | null {
  if (values.length !== n) throw new RangeError(`${name} must have ${n} values; got ${values.length}.`);
  requireNumbers(name, values);
  const first = values[0] ?? 0;
  let sum = 0;
  let varies = false;
  for (let index = 0; index < n; index += 1) {
    sum += (values[index] ?? 0) - first;
    if (values[index] !== first) varies = true;
  }
  if (!varies) return null;
  const mean = first + sum / n;
  const unit = new Float64Array(n);
  let squares = 0;
  for (let index = 0; index < n; index += 1) {
    const deviation = (values[index] ?? 0) - mean;
    unit[index] = deviation;
    squares += deviation * deviation;
  }
  const length = Math.sqrt(squares);
  if (!(length > 0 && Number.isFinite(length))) return null;
  for (let index = 0; index < n; index += 1) unit[index] = (unit[index] ?? 0) / length;
  return unit;
}
