import { describe, expect, test } from 'vitest';
import { customerEffort, netPromoterScore, topBoxShare } from '../../../../src/cx/stats/surveys.ts';

describe('netPromoterScore', () => {
  test('60 promoters, 25 passives, 15 detractors', () => {
    const result = netPromoterScore(60, 25, 15);
    expect(result.nps).toBeCloseTo(45, 10);
    expect(result.standardError).toBeCloseTo(7.3993, 4);
    expect(result.wald.low).toBeCloseTo(30.497, 3);
    expect(result.wald.high).toBeCloseTo(59.503, 3);
    expect(result.adjusted.centre).toBeCloseTo(43.689, 3);
    expect(result.adjusted.halfWidth).toBeCloseTo(14.346, 3);
    expect(result.interval?.low).toBeCloseTo(29.343, 3);
    expect(result.interval?.high).toBeCloseTo(58.036, 3);
  });

  test('five answers say almost nothing', () => {
    const result = netPromoterScore(3, 1, 1);
    expect(result.nps).toBeCloseTo(40, 10);
    expect(result.interval?.low).toBeCloseTo(-29.8, 1);
    expect(result.interval?.high).toBeCloseTo(79.8, 1);
  });

  // The worst case p = d = 1/3 has a full width of about 320/√n (Rocks 2016).
  test('1024 answers in thirds give ±5', () => {
    const result = netPromoterScore(341, 342, 341);
    expect((result.wald.high - result.wald.low) / 2).toBeCloseTo(4.999, 2);
  });

  test('stays within −100..100', () => {
    expect(netPromoterScore(3, 0, 0).interval?.high).toBeLessThanOrEqual(100);
    expect(netPromoterScore(0, 0, 3).interval?.low).toBeGreaterThanOrEqual(-100);
    expect(netPromoterScore(0, 0, 4).nps).toBe(-100);
  });

  test('one answer has no interval: adjusted Wald would leave out the answer itself', () => {
    expect(netPromoterScore(0, 1, 0)).toMatchObject({ n: 1, nps: 0, interval: null });
    expect(netPromoterScore(0, 0, 1)).toMatchObject({ n: 1, nps: -100, interval: null });
    expect(netPromoterScore(1, 0, 0)).toMatchObject({ n: 1, nps: 100, interval: null });
    const { adjusted, nps } = netPromoterScore(1, 0, 0);
    expect(adjusted.centre + adjusted.halfWidth).toBeLessThan(nps);
  });

  test('from two answers on the interval holds the score, whatever the answers', () => {
    for (let n = 2; n <= 40; n += 1) {
      for (let promoters = 0; promoters <= n; promoters += 1) {
        for (let detractors = 0; detractors <= n - promoters; detractors += 1) {
          const { nps, interval } = netPromoterScore(promoters, n - promoters - detractors, detractors);
          if (interval === null || interval.low > nps || interval.high < nps)
            expect([n, promoters, detractors]).toEqual([]);
        }
      }
    }
  });

  test('needs an answer', () => {
    expect(() => netPromoterScore(0, 0, 0)).toThrow(RangeError);
  });
});

describe('customerEffort', () => {
  test('7, 6, 5, 4, 2', () => {
    const result = customerEffort([7, 6, 5, 4, 2]);
    expect(result.mean).toBeCloseTo(4.8, 10);
    expect(result.positiveShare).toBeCloseTo(0.6, 10);
    expect(result.normalised).toBeCloseTo(63.33, 2);
  });
});

describe('topBoxShare', () => {
  test('4 and 5 of 5', () => {
    const result = topBoxShare([5, 4, 4, 3, 1], 4);
    expect(result).toMatchObject({ n: 5, positives: 3, share: 0.6 });
    expect(result.interval?.low).toBeGreaterThan(0.2);
    expect(result.interval?.high).toBeLessThan(0.9);
  });

  test('needs an answer', () => {
    expect(() => topBoxShare([], 4)).toThrow(RangeError);
    expect(() => customerEffort([])).toThrow(RangeError);
  });
});
