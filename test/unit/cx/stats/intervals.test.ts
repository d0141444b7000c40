import { describe, expect, test } from 'vitest';
import { standardErrorOfMean, wilsonInterval } from '../../../../src/cx/stats/intervals.ts';

describe('wilsonInterval', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3; the last row computed once with independent code.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [960, 1200, 0.7764, 0.8217],
  ])('%i of %i is [%f, %f]', (positives, n, low, high) => {
    const interval = wilsonInterval(positives, n);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test('ends exactly at 0 and 1', () => {
    expect(wilsonInterval(0, 20).low).toBe(0);
    expect(wilsonInterval(20, 20).high).toBe(1);
  });

  test.each([
    [1, 0],
    [-1, 5],
    [6, 5],
    [Number.NaN, 5],
    [1, Number.NaN],
  ])('refuses %f of %f', (positives, n) => {
    expect(() => wilsonInterval(positives, n)).toThrow(RangeError);
  });
});

describe('standardErrorOfMean', () => {
  test('of one answer is the assumed spread', () => {
    expect(standardErrorOfMean([70], [1], 1)).toBeCloseTo(25, 10);
  });

  test('pools the sample variance with one assumed answer', () => {
    // 40, 60, 80: variance 400; ((3−1)·400 + 625)/3 = 475; √(475/3)
    expect(standardErrorOfMean([40, 60, 80], [1, 1, 1], 3)).toBeCloseTo(Math.sqrt(475 / 3), 10);
  });

  test('does not depend on the size of the weights', () => {
    expect(standardErrorOfMean([10, 90], [0.2, 0.2], 2)).toBeCloseTo(standardErrorOfMean([10, 90], [1, 1], 2), 10);
  });
});
