import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cholesky,
  correlationMatrix,
  SingularMatrix,
  solveSymmetric,
  symmetricEigen,
} from '../../../../src/cx/stats/linear-algebra.ts';
import { Matrix } from '../../../../src/cx/stats/matrix.ts';

function times(left: Matrix, right: Matrix): Matrix {
  const product = new Matrix(left.rows, right.columns);
  for (let i = 0; i < left.rows; i += 1)
    for (let j = 0; j < right.columns; j += 1)
      for (let k = 0; k < left.columns; k += 1) product.add(i, j, left.at(i, k) * right.at(k, j));
  return product;
}

function transposed(matrix: Matrix): Matrix {
  return Matrix.from(Array.from({ length: matrix.columns }, (_, column) => matrix.column(column)));
}

function expectClose(actual: Matrix, expected: Matrix, digits = 8): void {
  for (const [i, row] of expected.toRows().entries())
    for (const [j, value] of row.entries()) expect(actual.at(i, j)).toBeCloseTo(value, digits);
}

/** AAᵀ + I of a random A: symmetric and safely positive definite. */
const positiveDefinite = fc.integer({ min: 1, max: 6 }).chain((size) =>
  fc
    .array(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: size, maxLength: size }), {
      minLength: size,
      maxLength: size,
    })
    .map((rows) => {
      const factor = Matrix.from(rows);
      const product = times(factor, transposed(factor));
      for (let index = 0; index < size; index += 1) product.add(index, index, 1);
      return product;
    }),
);

describe('cholesky', () => {
  // The example of https://en.wikipedia.org/wiki/Cholesky_decomposition#Example.
  test('4 12 −16, 12 37 −43, −16 −43 98', () => {
    const lower = cholesky(
      Matrix.from([
        [4, 12, -16],
        [12, 37, -43],
        [-16, -43, 98],
      ]),
    );
    expect(lower.toRows()).toEqual([
      [2, 0, 0],
      [6, 1, 0],
      [-8, 5, 3],
    ]);
  });

  test('multiplies back', () => {
    fc.assert(
      fc.property(positiveDefinite, (matrix) => {
        const lower = cholesky(matrix);
        expectClose(times(lower, transposed(lower)), matrix);
      }),
    );
  });

  test('says at which column a matrix is singular', () => {
    const repeated = Matrix.from([
      [1, 0.5, 0.5],
      [0.5, 1, 1],
      [0.5, 1, 1],
    ]);
    expect(() => cholesky(repeated)).toThrow(SingularMatrix);
    expect(() => cholesky(repeated)).toThrow(/column 2/);
    expect(() => cholesky(Matrix.from([[0]]))).toThrow(/column 0/);
    expect(() => cholesky(Matrix.from([[1, 2]]))).toThrow(/square/);
  });
});

test('solveSymmetric gives back what was multiplied', () => {
  fc.assert(
    fc.property(
      positiveDefinite,
      fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 6, maxLength: 6 }),
      (matrix, values) => {
        const wanted = values.slice(0, matrix.rows);
        const right = times(matrix, Matrix.from(wanted.map((value) => [value]))).column(0);
        for (const [index, value] of solveSymmetric(matrix, right).entries())
          expect(value).toBeCloseTo(wanted[index]!, 6);
      },
    ),
  );
});

describe('symmetricEigen', () => {
  test('2 1, 1 2', () => {
    const { values, vectors } = symmetricEigen(
      Matrix.from([
        [2, 1],
        [1, 2],
      ]),
    );
    expect(values[0]).toBeCloseTo(3, 12);
    expect(values[1]).toBeCloseTo(1, 12);
    expect(vectors.at(0, 0)).toBeCloseTo(Math.SQRT1_2, 12);
  });

  test('VDVᵀ is the matrix, V is orthogonal, values descend', () => {
    fc.assert(
      fc.property(positiveDefinite, (matrix) => {
        const { values, vectors } = symmetricEigen(matrix);
        const diagonal = Matrix.identity(matrix.rows);
        for (const [index, value] of values.entries()) diagonal.set(index, index, value);
        expectClose(times(times(vectors, diagonal), transposed(vectors)), matrix);
        expectClose(times(transposed(vectors), vectors), Matrix.identity(matrix.rows));
        expect([...values].sort((a, b) => b - a)).toEqual(values);
      }),
    );
  });

  test('refuses what is not symmetric', () => {
    expect(() =>
      symmetricEigen(
        Matrix.from([
          [1, 2],
          [3, 1],
        ]),
      ),
    ).toThrow(/symmetric/);
  });
});

describe('correlationMatrix', () => {
  // Anscombe 1973: the first of the four sets, r = .81642.
  test("Anscombe's first set", () => {
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    expect(correlationMatrix([x, y]).matrix.at(0, 1)).toBeCloseTo(0.81642, 5);
  });

  test('large offsets lose no digits; a constant column is named', () => {
    const x = [1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 5];
    const { matrix, constant } = correlationMatrix([x, x.map((value) => -2 * value), [7, 7, 7, 7]]);
    expect(matrix.at(0, 1)).toBeCloseTo(-1, 12);
    expect(constant).toEqual([2]);
    expect(matrix.at(2, 0)).toBe(0);
    expect(matrix.at(2, 2)).toBe(1);
  });

  test('refuses what is not finite, too short or of different lengths', () => {
    expect(() =>
      correlationMatrix([
        [1, Number.NaN],
        [1, 2],
      ]),
    ).toThrow(/columns\[0\]\[1\]/);
    expect(() =>
      correlationMatrix([
        [1, 2],
        [1, Number.POSITIVE_INFINITY],
      ]),
    ).toThrow(RangeError);
    expect(() => correlationMatrix([[1]])).toThrow(/two rows/);
    expect(() =>
      correlationMatrix([
        [1, 2],
        [1, 2, 3],
      ]),
    ).toThrow(/2 values/);
    expect(() => Matrix.from([[1, Number.NaN]])).toThrow(/matrix\[0\]\[1\]/);
    expect(() => Matrix.from([[1, 2], [1]])).toThrow(/matrix\[1\]/);
  });
});
