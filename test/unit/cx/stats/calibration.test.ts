import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibrate, fitIsotonic, fitPlatt, isotonicRegression } from '../../../../src/cx/stats/calibration.ts';
import { expectedCalibrationError } from '../../../../src/cx/stats/classifier-metrics.ts';
import { sigmoid } from '../../../../src/cx/stats/logistic-regression.ts';
import { seededRandom } from '../../../../src/cx/stats/seeded-random.ts';
import { stratifiedFolds } from '../../../../src/cx/stats/stratified-folds.ts';

/** Overconfident scores: the true log-odds are half of what is said, less one. */
function overconfident(rows: number, seed: number): { logOdds: number[]; labels: number[] } {
  const random = seededRandom(seed);
  const logOdds = Array.from({ length: rows }, () => 3 * random.normal());
  return { logOdds, labels: logOdds.map((value) => (random.uniform() < sigmoid(value / 2 - 1) ? 1 : 0)) };
}

describe('isotonicRegression', () => {
  // The example of R's isoreg: 1 0 4 3 3 5 4 2 0 gives 0.5 0.5 3 3 3 3 3 3 3.
  test("R's example", () => {
    const y = [1, 0, 4, 3, 3, 5, 4, 2, 0];
    const blocks = isotonicRegression(
      y.map((_, index) => index),
      y,
    );
    expect(blocks.map(({ value, weight }) => [value, weight])).toEqual([
      [0.5, 2],
      [3, 7],
    ]);
  });

  test('rises, keeps the mean, and no other rising steps are closer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: fc.integer({ min: 0, max: 5 }), y: fc.integer({ min: 0, max: 1 }) }), {
          minLength: 1,
          maxLength: 20,
        }),
        (points) => {
          const blocks = isotonicRegression(
            points.map(({ x }) => x),
            points.map(({ y }) => y),
          );
          const fitted = points.map(({ x }) => blocks.find(({ from, to }) => from <= x && x <= to)!.value);
          for (const [index, block] of blocks.entries())
            if (index > 0) expect(block.value).toBeGreaterThan(blocks[index - 1]!.value);
          const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
          expect(sum(fitted)).toBeCloseTo(sum(points.map(({ y }) => y)), 9);
          // The minimax formula: fit(x) = max over a ≤ x of min over b ≥ x of the mean on [a, b].
          const mean = (a: number, b: number): number => {
            const own = points.filter(({ x }) => a <= x && x <= b).map(({ y }) => y);
            return sum(own) / own.length;
          };
          const xs = [...new Set(points.map(({ x }) => x))];
          for (const [index, { x }] of points.entries()) {
            const best = Math.max(
              ...xs.filter((a) => a <= x).map((a) => Math.min(...xs.filter((b) => b >= x).map((b) => mean(a, b)))),
            );
            expect(fitted[index]).toBeCloseTo(best, 9);
          }
        },
      ),
    );
  });
});

describe('calibrators', () => {
  const training = overconfident(4000, 1);
  const fresh = overconfident(4000, 2);
  const before = expectedCalibrationError(fresh.labels, fresh.logOdds.map(sigmoid), 'equal-frequency');

  test('Platt finds the slope and intercept', () => {
    const fitted = fitPlatt(training.logOdds, training.labels);
    expect(fitted.kind === 'platt' && fitted.slope).toBeCloseTo(0.5, 1);
    expect(fitted.kind === 'platt' && fitted.intercept).toBeCloseTo(-1, 0);
  });

  test.each([
    ['Platt', fitPlatt],
    ['isotonic', fitIsotonic],
  ] as const)('%s makes fresh probabilities come true', (_, learn) => {
    const calibrator = learn(training.logOdds, training.labels);
    const after = fresh.logOdds.map((value) => calibrate(calibrator, value));
    expect(before).toBeGreaterThan(0.1);
    expect(expectedCalibrationError(fresh.labels, after, 'equal-frequency')).toBeLessThan(0.03);
    expect(Math.min(...after)).toBeGreaterThan(0);
    expect(Math.max(...after)).toBeLessThan(1);
    const rising = [-20, -3, -1, 0, 1, 3, 20].map((value) => calibrate(calibrator, value));
    expect([...rising].sort((a, b) => a - b)).toEqual(rising);
  });

  test('separated scores stay finite; one class is refused', () => {
    const platt = fitPlatt([-2, -1, 1, 2], [0, 0, 1, 1]);
    expect(calibrate(platt, 1)).toBeGreaterThan(0.5);
    expect(() => fitIsotonic([1, 2], [1, 1])).toThrow(/only one class/);
    expect(() => fitPlatt([1, Number.NaN], [1, 0])).toThrow(/logOdds\[1\]/);
    expect(() => calibrate(platt, Number.NaN)).toThrow(/logOdds/);
  });
});

describe('stratifiedFolds', () => {
  test('every fold has its share of each class, up to one row', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 5, maxLength: 80 }),
        fc.integer({ min: 2, max: 5 }),
        (labels, folds) => {
          const fold = stratifiedFolds(labels, folds, 3);
          for (const wanted of [0, 1]) {
            const sizes = Array.from(
              { length: folds },
              (_, own) => fold.filter((f, row) => f === own && labels[row] === wanted).length,
            );
            expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          }
          expect(fold).toEqual(stratifiedFolds(labels, folds, 3));
        },
      ),
    );
    expect(() => stratifiedFolds([1, 0, 1], 1, 0)).toThrow(/folds/);
  });
});
