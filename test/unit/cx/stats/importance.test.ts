import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { correlationMatrix, solveSymmetric } from '../../../../src/cx/stats/linear-algebra.ts';
import { Matrix } from '../../../../src/cx/stats/matrix.ts';
import { relativeWeights } from '../../../../src/cx/stats/relative-weights.ts';
import { seededRandom } from '../../../../src/cx/stats/seeded-random.ts';
import {
  MOST_SHAPLEY_PREDICTORS,
  shapleyImportance,
  subsetRSquared,
} from '../../../../src/cx/stats/shapley-importance.ts';
import { mtcars } from '../../../fixtures/mtcars.ts';

function split(columns: number[][]): { predictors: Matrix; target: number[] } {
  const rows = correlationMatrix(columns).matrix.toRows();
  const size = columns.length - 1;
  return {
    predictors: Matrix.from(rows.slice(0, size).map((row) => row.slice(0, size))),
    target: rows.slice(0, size).map((row) => row[size]!),
  };
}

const cars = split((['cyl', 'disp', 'hp', 'gear', 'mpg'] as const).map((name) => mtcars.map((car) => car[name])));

describe('mtcars: mpg by cyl, disp, hp, gear', () => {
  // https://github.com/martinctc/rwa, README (cx-science C6).
  test('relative weights', () => {
    const { raw, rescaled, rSquared, collinear } = relativeWeights(cars.predictors, cars.target);
    expect(rSquared).toBeCloseTo(0.7791896, 7);
    for (const [index, value] of [0.2284797, 0.2221469, 0.2321744, 0.0963886].entries())
      expect(raw[index]).toBeCloseTo(value, 7);
    for (const [index, value] of [29.32274, 28.50999, 29.79691, 12.37037].entries())
      expect(rescaled[index]).toBeCloseTo(value, 5);
    expect(collinear).toBe(false);
  });

  // cx-science C6, computed with independent code.
  test('LMG', () => {
    const { raw, rSquared } = shapleyImportance(cars.predictors, cars.target);
    expect(rSquared).toBeCloseTo(0.7791896, 7);
    for (const [index, value] of [0.247052, 0.2435, 0.210913, 0.077725].entries())
      expect(raw[index]).toBeCloseTo(value, 6);
  });
});

function permutations(items: number[]): number[][] {
  return items.length <= 1
    ? [items]
    : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

function rSquaredOf(predictors: Matrix, target: number[], subset: number[]): number {
  if (subset.length === 0) return 0;
  const own = Matrix.from(subset.map((row) => subset.map((column) => predictors.at(row, column))));
  const right = subset.map((index) => target[index]!);
  return solveSymmetric(own, right).reduce((sum, beta, index) => sum + beta * right[index]!, 0);
}

/** Random columns that share a factor, the target last. */
const table = fc
  .record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    size: fc.integer({ min: 1, max: 5 }),
    rows: fc.integer({ min: 12, max: 60 }),
  })
  .map(({ seed, size, rows }) => {
    const random = seededRandom(seed);
    const factor = Array.from({ length: rows }, () => random.normal());
    return Array.from({ length: size + 1 }, () => factor.map((shared) => shared + random.normal()));
  });

describe('against brute force', () => {
  test('LMG is the mean over all orders of entry', () => {
    fc.assert(
      fc.property(table, (columns) => {
        const { predictors, target } = split(columns);
        const orders = permutations(target.map((_, index) => index));
        const expected = target.map(() => 0);
        for (const order of orders)
          for (const [place, j] of order.entries())
            expected[j] =
              expected[j]! +
              (rSquaredOf(predictors, target, order.slice(0, place + 1)) -
                rSquaredOf(predictors, target, order.slice(0, place))) /
                orders.length;
        const { raw } = shapleyImportance(predictors, target);
        for (const [j, value] of expected.entries()) expect(raw[j]).toBeCloseTo(value, 9);
      }),
      { numRuns: 40 },
    );
  });

  test('both methods add up to R² and are not negative; the order of predictors does not matter', () => {
    fc.assert(
      fc.property(table, (columns) => {
        const { predictors, target } = split(columns);
        const whole = rSquaredOf(
          predictors,
          target,
          target.map((_, index) => index),
        );
        const turned = split([...columns.slice(0, -1).reverse(), columns.at(-1)!]);
        for (const method of [relativeWeights, shapleyImportance]) {
          const { raw, rSquared, rescaled } = method(predictors, target);
          expect(rSquared).toBeCloseTo(whole, 9);
          expect(Math.min(...raw)).toBeGreaterThanOrEqual(0);
          expect(rescaled.reduce((sum, value) => sum + value, 0)).toBeCloseTo(100, 8);
          const back = [...method(turned.predictors, turned.target).raw].reverse();
          for (const [j, value] of raw.entries()) expect(back[j]).toBeCloseTo(value, 9);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('predictors that repeat each other', () => {
  const twice = split([
    mtcars.map((car) => car.cyl),
    mtcars.map((car) => 2 * car.cyl + 3),
    mtcars.map((car) => car.gear),
    mtcars.map((car) => car.mpg),
  ]);
  const once = split([mtcars.map((car) => car.cyl), mtcars.map((car) => car.gear), mtcars.map((car) => car.mpg)]);

  test.each([
    ['relative weights', relativeWeights],
    ['LMG', shapleyImportance],
  ] as const)('%s share, and say so', (_, method) => {
    const doubled = method(twice.predictors, twice.target);
    expect(doubled.collinear).toBe(true);
    expect(doubled.rSquared).toBeCloseTo(method(once.predictors, once.target).rSquared, 8);
    expect(doubled.raw[0]).toBeCloseTo(doubled.raw[1]!, 8);
  });
});

test('uncorrelated predictors get their squared correlations', () => {
  for (const method of [relativeWeights, shapleyImportance]) {
    const { raw } = method(Matrix.identity(3), [0.5, -0.3, 0]);
    expect(raw[0]).toBeCloseTo(0.25, 12);
    expect(raw[1]).toBeCloseTo(0.09, 12);
    expect(raw[2]).toBe(0);
  }
});

test('all 2^14 subsets are quick', () => {
  const random = seededRandom(5);
  const columns = Array.from({ length: 15 }, () => Array.from({ length: 200 }, () => random.normal()));
  const { predictors, target } = split(columns);
  expect(shapleyImportance(predictors, target).rSquared).toBeGreaterThan(0);
});

test('refuses sizes that do not fit, too many predictors and numbers that are none', () => {
  expect(() => relativeWeights(Matrix.identity(2), [0.1])).toThrow(/one target correlation each/);
  expect(() => shapleyImportance(Matrix.identity(2), [0.1, Number.NaN])).toThrow(/target\[1\]/);
  const many = MOST_SHAPLEY_PREDICTORS + 1;
  expect(() => subsetRSquared(Matrix.identity(many), new Array<number>(many).fill(0))).toThrow(/up to 15/);
});
