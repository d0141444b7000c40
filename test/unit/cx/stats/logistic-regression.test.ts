import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logisticRegression, sigmoid } from '../../../../src/cx/stats/logistic-regression.ts';
import { seededRandom } from '../../../../src/cx/stats/seeded-random.ts';

/** Three columns and the label. */
const TABLE = `
0.346,0.994,0.33,0 -1.303,0.254,0.446,1 -0.537,0.313,0.365,1 0.294,0.175,0.547,0 -0.736,-0.531,-0.482,1
0.599,0.339,-0.292,0 -0.782,-0.648,0.008,0 -0.276,1.156,1.007,0 -2.711,-3.245,-0.175,0 -0.422,0.003,0.217,1
2.118,-0.053,-0.378,1 2.043,1.668,0.663,1 -0.514,-1.905,0.167,1 0.109,-1.173,-0.683,1 -0.072,-0.981,-0.098,1
0.095,0.083,-0.506,1 0.594,1.188,0.321,1 -0.818,0.323,-0.501,0 0.879,-0.632,0.914,1 -0.02,-1.259,-0.314,0
0.054,0.3,-0.982,0 -1.107,-0.354,-0.467,0 0.236,0.877,-1.649,0 0.254,1.352,-0.298,0 -0.811,0.347,0.253,1
0.896,0.103,-1.482,0 -0.11,-0.501,0.775,1 0.194,-1.534,-1.195,1 0.884,1.122,-0.64,0 -0.001,0.445,0.468,0
0.876,0.695,-0.095,0 -0.259,0.926,-2.251,0 -0.139,-0.036,-1.425,0 0.333,-0.485,0.862,1 -0.126,0.606,1.219,1
0.383,-0.684,-1.514,1 1.753,0.765,-0.689,1 0.144,-0.119,0.852,1 0.034,0.031,-0.715,0 0.47,-0.799,0.666,1
1.524,-0.763,-2.466,1 0.617,2.856,-1.001,1 -1.251,-0.036,-0.841,0 -0.506,-0.601,0.532,1 -0.405,0.075,-0.177,1
-0.845,-0.742,-0.95,1 0.007,-1.121,-1.093,1 1.457,0.675,-0.054,1 0.512,-0.165,-0.229,1 0.425,0.495,-1.159,1
0.833,-0.174,-1.056,0 -0.9,-0.841,1.627,0 -1.176,-0.428,-2.138,0 -0.002,0.899,-0.237,0 -0.629,-0.083,0.7,0
0.664,2.304,0.209,0 -0.592,-0.422,-0.072,1 0.109,0.024,0.174,1 -1.671,-0.006,-0.575,0 -1.173,0.051,1.317,1`;
const table = TABLE.trim()
  .split(/\s+/)
  .map((row) => row.split(',').map(Number));
const rows = table.map((row) => row.slice(0, 3));
const labels = table.map((row) => row[3]!);

describe('logisticRegression', () => {
  // The same penalised likelihood, minimised by scipy.optimize (BFGS).
  test('60 rows, lambda 2', () => {
    const { intercept, weights, converged } = logisticRegression(rows, labels, 2);
    expect(converged).toBe(true);
    expect(intercept).toBeCloseTo(0.220524, 6);
    for (const [index, weight] of [0.676622, -0.557091, 0.446442].entries())
      expect(weights[index]).toBeCloseTo(weight, 6);
  });

  test('the weights in own units say the same as the standardised ones', () => {
    const { intercept, weights, means, deviations, original } = logisticRegression(rows, labels, 2);
    for (const row of rows) {
      const standardised = row.reduce(
        (sum, value, j) => sum + (weights[j]! * (value - means[j]!)) / deviations[j]!,
        intercept,
      );
      const own = row.reduce((sum, value, j) => sum + original.weights[j]! * value, original.intercept);
      expect(own).toBeCloseTo(standardised, 10);
    }
  });

  test('the intercept is free, so the mean probability is the share of events', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), (lambda) => {
        const { original } = logisticRegression(rows, labels, lambda);
        const mean =
          rows.reduce(
            (sum, row) =>
              sum + sigmoid(row.reduce((own, value, j) => own + original.weights[j]! * value, original.intercept)),
            0,
          ) / rows.length;
        expect(mean).toBeCloseTo(labels.reduce((sum, label) => sum + label, 0) / labels.length, 6);
      }),
      { numRuns: 30 },
    );
  });

  test('units and offsets of a column do not matter', () => {
    const moved = rows.map(([a = 0, b = 0, c = 0]) => [1000 * a + 5e6, b, -0.001 * c]);
    const before = logisticRegression(rows, labels, 3);
    const after = logisticRegression(moved, labels, 3);
    expect(after.weights[0]).toBeCloseTo(before.weights[0]!, 6);
    expect(after.weights[2]).toBeCloseTo(-before.weights[2]!, 6);
  });

  test('classes that can be separated converge, to the right side', () => {
    const separated = [[-3], [-2], [-1], [1], [2], [3]];
    for (const lambda of [1e-6, 0.1, 10]) {
      const { converged, weights, original } = logisticRegression(separated, [0, 0, 0, 1, 1, 1], lambda);
      expect(converged).toBe(true);
      expect(weights[0]).toBeGreaterThan(0);
      expect(Number.isFinite(original.intercept)).toBe(true);
    }
  });

  test('a column twice, a constant one and more columns than rows have an answer', () => {
    const random = seededRandom(2);
    const twice = rows.map(([a = 0]) => [a, a, 7]);
    const { weights, converged } = logisticRegression(twice, labels, 1);
    expect(converged).toBe(true);
    expect(weights[0]).toBeCloseTo(weights[1]!, 8);
    expect(weights[2]).toBe(0);
    const wide = labels.slice(0, 8).map(() => Array.from({ length: 30 }, () => random.normal()));
    const few = logisticRegression(wide, [0, 1, 0, 1, 1, 0, 0, 1], 1);
    expect(few.converged).toBe(true);
    expect(few.weights.every(Number.isFinite)).toBe(true);
  });

  test('finds the weights that made the data', () => {
    const random = seededRandom(11);
    const made = Array.from({ length: 8000 }, () => [random.normal(), random.normal()]);
    const outcomes = made.map(([a = 0, b = 0]) => (random.uniform() < sigmoid(-1 + 0.8 * a - 0.4 * b) ? 1 : 0));
    const { original } = logisticRegression(made, outcomes, 1);
    // The standard error of each is about .027.
    for (const [index, truth] of [0.8, -0.4].entries()) {
      expect(Math.abs(original.weights[index]! - truth)).toBeLessThan(0.1);
    }
    expect(Math.abs(original.intercept + 1)).toBeLessThan(0.1);
  });

  test('refuses one class, ragged rows, numbers that are none, no ridge', () => {
    expect(() => logisticRegression([[1], [2]], [1, 1])).toThrow(/only one class/);
    expect(() => logisticRegression([[1], [2, 3]], [1, 0])).toThrow(/rows\[1\] must have 1/);
    expect(() => logisticRegression([[1], [Number.NaN]], [1, 0])).toThrow(/rows\[1\]\[0\]/);
    expect(() => logisticRegression([[1], [2]], [1, 0], 0)).toThrow(/lambda/);
    expect(() => logisticRegression([[1], [2]], [1])).toThrow(/same length/);
  });
});

test('sigmoid does not overflow', () => {
  expect(sigmoid(0)).toBe(0.5);
  expect(sigmoid(-1000)).toBe(0);
  expect(sigmoid(1000)).toBe(1);
  expect(sigmoid(-2)).toBeCloseTo(1 - sigmoid(2), 15);
});
