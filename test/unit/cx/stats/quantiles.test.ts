import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { median, quantile, weightedQuantile } from '../../../../src/cx/stats/quantiles.ts';

const numbers = fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 1, maxLength: 30 });

describe('quantile', () => {
  // Values of R's quantile(type = 7) and numpy.percentile.
  test.each([
    [[1, 2, 3, 4], 0.5, 2.5],
    [[1, 2, 3], 0.5, 2],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9.1],
    [[5], 0.9, 5],
    [[3, 1, 2], 0, 1],
    [[3, 1, 2], 1, 3],
  ])('of %j at %f is %f', (values, q, expected) => {
    expect(quantile(values, q)).toBeCloseTo(expected, 10);
  });

  test('needs a value', () => {
    expect(() => median([])).toThrow(RangeError);
    expect(() => weightedQuantile([1], [0], 0.5)).toThrow(RangeError);
  });
});

describe('weightedQuantile', () => {
  test('leans towards the heavy value', () => {
    expect(weightedQuantile([1, 100], [1, 0.01], 0.5)).toBeLessThan(10);
    expect(weightedQuantile([1, 100], [0.01, 1], 0.5)).toBeGreaterThan(90);
  });

  test('is the plain quantile for equal weights of any size', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.double({ min: 0.001, max: 50, noNaN: true }),
        fc.constantFrom(0.1, 0.5, 0.9),
        (values, weight, q) => {
          const weighted = weightedQuantile(
            values,
            values.map(() => weight),
            q,
          );
          expect(weighted).toBeCloseTo(quantile(values, q), 6);
        },
      ),
    );
  });

  test('lies between the extremes and rises with q', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 30, maxLength: 30 }),
        (values, weights) => {
          const at = (q: number) => weightedQuantile(values, weights, q);
          expect(at(0.5)).toBeGreaterThanOrEqual(Math.min(...values));
          expect(at(0.9)).toBeLessThanOrEqual(Math.max(...values));
          expect(at(0.9)).toBeGreaterThanOrEqual(at(0.5) - 1e-9);
        },
      ),
    );
  });
});
