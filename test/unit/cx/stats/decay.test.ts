import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decayWeight, effectiveN, freshness, weightedMean } from '../../../../src/cx/stats/decay.ts';

describe('decayWeight', () => {
  test.each([
    [0, 1],
    [30, 0.7937],
    [90, 0.5],
    [180, 0.25],
    [45, 0.5 ** 0.5],
  ])('after %i days with a half-life of 90 it is %f', (age, weight) => {
    expect(decayWeight(age, 90)).toBeCloseTo(weight, 5);
  });
});

test('a 10 of today and a 0 of 90 days ago have the mean 6.6667 and the effective n 1.8', () => {
  const weights = [decayWeight(0, 90), decayWeight(90, 90)];
  expect(weightedMean([10, 0], weights)).toBeCloseTo(6.6667, 4);
  expect(effectiveN(weights)).toBeCloseTo(1.8, 10);
});

describe('freshness', () => {
  test('is 1 today, exactly 0 from the horizon on, and falls in between', () => {
    expect(freshness(0, 90, 4)).toBe(1);
    expect(freshness(360, 90, 4)).toBe(0);
    expect(freshness(5000, 90, 4)).toBe(0);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 2000, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        (age, more) => {
          const now = freshness(age, 90, 4);
          expect(now).toBeGreaterThanOrEqual(0);
          expect(now).toBeLessThanOrEqual(1);
          expect(freshness(age + more, 90, 4)).toBeLessThanOrEqual(now);
        },
      ),
    );
  });
});

test('effective n of nothing is 0, and nothing has no mean', () => {
  expect(effectiveN([])).toBe(0);
  expect(() => weightedMean([], [])).toThrow(RangeError);
});

test('a mean lies between its values to the last bit', () => {
  const value = fc.constantFrom(0, 100, 33.3, 0.1, 70);
  const weight = fc.double({ min: 1e-6, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, weight), { minLength: 1, maxLength: 9 }), (drawn) => {
      const values = drawn.map(([one]) => one);
      const mean = weightedMean(
        values,
        drawn.map(([, one]) => one),
      );
      expect(mean).toBeGreaterThanOrEqual(Math.min(...values));
      expect(mean).toBeLessThanOrEqual(Math.max(...values));
    }),
  );
});

test('a weighted mean never leaves the range of its values, whatever the rounding', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 1e-6, max: 1, noNaN: true })), {
        minLength: 1,
        maxLength: 20,
      }),
      fc.double({ min: 0, max: 100, noNaN: true }),
      (pairs, same) => {
        const weights = pairs.map(([, weight]) => weight);
        const values = pairs.map(([value]) => value);
        const mean = weightedMean(values, weights);
        expect(mean).toBeGreaterThanOrEqual(Math.min(...values));
        expect(mean).toBeLessThanOrEqual(Math.max(...values));
        expect(
          weightedMean(
            weights.map(() => same),
            weights,
          ),
        ).toBe(same);
      },
    ),
  );
});
