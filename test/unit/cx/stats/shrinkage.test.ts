import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nelderMead } from '../../../../src/cx/stats/nelder-mead.ts';
import { seededRandom } from '../../../../src/cx/stats/seeded-random.ts';
import {
  betaPriorByLikelihood,
  betaPriorByMoments,
  gaussianShrinkage,
  shrunkMean,
  shrunkShare,
} from '../../../../src/cx/stats/shrinkage.ts';

/** 400 groups of 5 to 204 answers whose true shares are beta(8, 24). */
function groups(): { positives: number[]; n: number[] } {
  const random = seededRandom(3);
  const gamma = (shape: number): number => {
    let sum = 0;
    for (let index = 0; index < shape; index += 1) sum -= Math.log(1 - random.uniform());
    return sum;
  };
  const n = Array.from({ length: 400 }, () => 5 + random.below(200));
  const positives = n.map((size) => {
    const a = gamma(8);
    const share = a / (a + gamma(24));
    let count = 0;
    for (let index = 0; index < size; index += 1) if (random.uniform() < share) count += 1;
    return count;
  });
  return { positives, n };
}

describe('beta-binomial (cx-science C4, Robinson 2015)', () => {
  const prior = { alpha: 101.4, beta: 287.3 };

  test('Aaron .30365, four of ten .26436, which ranks below 300 of 1000', () => {
    expect(shrunkShare(3771, 12364, prior).mean).toBeCloseTo(0.30365, 5);
    expect(shrunkShare(4, 10, prior).mean).toBeCloseTo(0.26436, 5);
    expect(shrunkShare(300, 1000, prior).mean).toBeGreaterThan(shrunkShare(4, 10, prior).mean);
  });

  // scipy.stats.beta.interval(.95, 3872.4, 8880.3)
  test('the interval is that of the posterior', () => {
    const { low, high } = shrunkShare(3771, 12364, prior);
    expect(low).toBeCloseTo(0.295702151, 8);
    expect(high).toBeCloseTo(0.311662869, 8);
  });

  test('lies between what was seen and the prior, and follows more answers further', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 20 }), (n, times) => {
        const seen = shrunkShare(n, n, prior);
        const more = shrunkShare(n * times, n * times, prior);
        const centre = prior.alpha / (prior.alpha + prior.beta);
        expect(seen.mean).toBeGreaterThan(centre);
        expect(seen.mean).toBeLessThan(1);
        expect(more.mean).toBeGreaterThanOrEqual(seen.mean);
        expect(seen.low).toBeLessThan(seen.mean);
        expect(seen.high).toBeGreaterThan(seen.mean);
      }),
    );
  });

  test('moments and likelihood find the prior that made the groups', () => {
    const { positives, n } = groups();
    for (const fitted of [betaPriorByMoments(positives, n), betaPriorByLikelihood(positives, n)]) {
      expect(fitted.alpha / (fitted.alpha + fitted.beta)).toBeCloseTo(0.25, 1);
      expect(fitted.alpha + fitted.beta).toBeGreaterThan(25);
      expect(fitted.alpha + fitted.beta).toBeLessThan(50);
    }
  });

  test('groups that do not differ give a prior that decides alone; equal answers throughout are refused', () => {
    const { alpha, beta } = betaPriorByMoments([30, 30, 30], [100, 100, 100]);
    expect(alpha / (alpha + beta)).toBeCloseTo(0.3, 10);
    expect(shrunkShare(90, 100, { alpha, beta }).mean).toBeCloseTo(0.3, 2);
    expect(() => betaPriorByMoments([0, 0], [10, 20])).toThrow(/all of the answers, or none/);
    expect(() => betaPriorByMoments([3], [10])).toThrow(/two groups/);
    expect(() => betaPriorByLikelihood([11, 2], [10, 10])).toThrow(/positives\[0\]/);
    expect(() => shrunkShare(Number.NaN, 3, prior)).toThrow(/positives/);
    expect(() => shrunkShare(1, 3, { alpha: 0, beta: 1 })).toThrow(/alpha/);
  });
});

describe('James–Stein', () => {
  // Efron & Morris 1977: 18 batters after 45 times at bat, s² = ȳ(1 − ȳ)/45; the article prints the shrunk averages.
  const y = [
    0.4, 0.378, 0.356, 0.333, 0.311, 0.311, 0.289, 0.267, 0.244, 0.244, 0.222, 0.222, 0.222, 0.222, 0.222, 0.2, 0.178,
    0.156,
  ];

  test('the batters of 1970: groups of one variance', () => {
    const variance = (0.265 * 0.735) / 45;
    const { mean, shrunk, priorWeights } = gaussianShrinkage(
      y,
      y.map(() => variance),
      y.map(() => 45),
    );
    const spread = y.reduce((sum, own) => sum + (own - mean) ** 2, 0);
    const kept = 1 - ((y.length - 3) * variance) / spread;
    expect(mean).toBeCloseTo(0.265, 3);
    expect(Math.abs(kept - 0.212)).toBeLessThan(0.0015);
    for (const [index, own] of y.entries()) expect(shrunk[index]).toBeCloseTo(mean + kept * (own - mean), 12);
    expect(shrunk[0]!.toFixed(3)).toBe('0.294');
    expect(shrunk.at(-1)!.toFixed(3)).toBe('0.242');
    expect(45 / (45 + priorWeights[0]!)).toBeCloseTo(kept, 12);
  });

  test('keeps nothing where chance explains all', () => {
    const five = [5, 5, 5, 5];
    expect(gaussianShrinkage([1, 1.1, 0.9, 1], five, five).shrunk).toEqual([1, 1, 1, 1]);
  });
});

describe('gaussianShrinkage', () => {
  test('is shrunkMean with the prior weight that it tells', () => {
    const means = [70, 55, 90, 62, 48];
    const n = [50, 4, 2, 30, 9];
    const { mean, priorWeights, shrunk, between } = gaussianShrinkage(
      means,
      n.map((size) => 400 / size),
      n,
    );
    expect(between).toBeGreaterThan(0);
    for (const [index, own] of means.entries()) {
      expect(shrunk[index]).toBeCloseTo(shrunkMean(own, n[index]!, mean, priorWeights[index]!), 9);
    }
    // Two answers of 90 fall below fifty of 70 here.
    expect(shrunk[2]! - mean).toBeLessThan(90 - mean);
  });

  test('no difference between groups: all get the mean', () => {
    const { between, shrunk, mean } = gaussianShrinkage([60, 61, 59], [100, 100, 100], [4, 4, 4]);
    expect(between).toBe(0);
    expect(shrunk).toEqual([mean, mean, mean]);
    expect(() => gaussianShrinkage([1, 2], [1, 0], [1, 1])).toThrow(/variances\[1\]/);
    expect(() => gaussianShrinkage([1], [1], [1])).toThrow(/two groups/);
  });
});

test('shrunkMean: (n·x + m·mu)/(n + m)', () => {
  expect(shrunkMean(90, 2, 60, 8)).toBe(66);
  expect(shrunkMean(90, 0, 60, 8)).toBe(60);
  expect(() => shrunkMean(90, 0, 60, 0)).toThrow(/both be 0/);
  expect(() => shrunkMean(Number.NaN, 1, 60, 1)).toThrow(/mean/);
});

describe('nelderMead', () => {
  // Rosenbrock 1960: the lowest point of the valley is (1, 1).
  test("Rosenbrock's valley", () => {
    const { point, converged } = nelderMead(([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1.2, 1]);
    expect(converged).toBe(true);
    expect(point[0]).toBeCloseTo(1, 5);
    expect(point[1]).toBeCloseTo(1, 5);
  });

  test('walks around where there is no value', () => {
    const { point } = nelderMead(([x = 0]) => (x < 0 ? Number.NaN : (x - 2) ** 2), [5]);
    expect(point[0]).toBeCloseTo(2, 5);
    expect(() => nelderMead(() => 0, [])).toThrow(/start/);
    expect(() => nelderMead(() => 0, [Number.NaN])).toThrow(/start\[0\]/);
  });
});
