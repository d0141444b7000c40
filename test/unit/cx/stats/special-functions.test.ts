import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalCumulative, normalQuantile, twoSidedP } from '../../../../src/cx/stats/normal-distribution.ts';
import { seededRandom } from '../../../../src/cx/stats/seeded-random.ts';
import {
  betaQuantile,
  hypergeometric2F1,
  incompleteBeta,
  logBeta,
  logGamma,
  upperIncompleteGamma,
} from '../../../../src/cx/stats/special-functions.ts';

describe('gamma and beta', () => {
  test('Γ of whole and half numbers', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n += 1) {
      expect(Math.abs(logGamma(n) - Math.log(factorial))).toBeLessThan(1e-12);
      factorial *= n;
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
    expect(logGamma(1e-3)).toBeCloseTo(6.907178885383853, 11);
    expect(logGamma(1e6)).toBeCloseTo(12815504.569147611, 5);
  });

  test('Γ(x+1) = xΓ(x)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 500, noNaN: true }), (x) => {
        expect(logGamma(x + 1) - logGamma(x)).toBeCloseTo(Math.log(x), 9);
      }),
    );
  });

  test('B(2, 3) = 1/12; Q(1, x) = e⁻ˣ', () => {
    expect(logBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 12);
    for (const x of [0, 0.1, 1, 5, 30]) expect(upperIncompleteGamma(1, x)).toBeCloseTo(Math.exp(-x), 14);
  });

  // For whole a and b, I_x(a, b) is a binomial tail: P(Bin(a+b−1, x) ≥ a).
  test('I_x(a, b) is a binomial tail, and betaQuantile undoes it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (a, b, x) => {
          const n = a + b - 1;
          let tail = 0;
          for (let k = a; k <= n; k += 1) {
            tail += Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)) * x ** k * (1 - x) ** (n - k);
          }
          expect(incompleteBeta(x, a, b)).toBeCloseTo(tail, 11);
          expect(incompleteBeta(betaQuantile(0.3, a, b), a, b)).toBeCloseTo(0.3, 10);
        },
      ),
    );
  });
});

describe('₂F₁', () => {
  // DLMF 15.4: ₂F₁(1,1;2;z) = −ln(1−z)/z and ₂F₁(a,b;b;z) = (1−z)⁻ᵃ.
  test('known forms', () => {
    for (const z of [0.05, 0.5, 0.9, 0.999]) {
      expect(hypergeometric2F1(1, 1, 2, z) / (-Math.log(1 - z) / z)).toBeCloseTo(1, 10);
      expect(hypergeometric2F1(2.5, 3.5, 3.5, z) * (1 - z) ** 2.5).toBeCloseTo(1, 10);
    }
    expect(hypergeometric2F1(3, 4, 5, 0)).toBe(1);
    // scipy.special.hyp2f1(2.243, 4.426, 4.219, .47)
    expect(hypergeometric2F1(2.243, 4.426, 4.219, 0.47)).toBeCloseTo(4.49303693401162, 11);
  });

  test('refuses where it has no value', () => {
    expect(() => hypergeometric2F1(1, 1, 2, 1)).toThrow(/\[0, 1\)/);
    expect(() => hypergeometric2F1(1, 1, -2, 0.5)).toThrow(/^c must/);
    expect(() => hypergeometric2F1(Number.NaN, 1, 2, 0.5)).toThrow(/^a must/);
  });
});

describe('normal distribution', () => {
  // scipy.stats.norm
  test.each([
    [0, 0.5],
    [1.96, 0.9750021048517795],
    [-5, 2.866515718791933e-7],
    [-8, 6.220960574271786e-16],
  ])('Φ(%d)', (z, share) => {
    expect(normalCumulative(z) / share).toBeCloseTo(1, 10);
  });

  test('quantile undoes it; the two-sided p is both tails', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 11);
    expect(twoSidedP(-1.5)).toBeCloseTo(2 * normalCumulative(-1.5), 14);
    expect(() => normalQuantile(1)).toThrow(RangeError);
    expect(() => normalCumulative(Number.NaN)).toThrow(/^z must/);
  });
});

describe('seededRandom', () => {
  test('repeats itself, and another seed differs', () => {
    const draw = (seed: number): number[] => {
      const random = seededRandom(seed);
      return Array.from({ length: 5 }, () => random.uniform());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(() => seededRandom(-1)).toThrow(/seed/);
    expect(() => seededRandom(1.5)).toThrow(/seed/);
  });

  test('moments and shuffle', () => {
    const random = seededRandom(1);
    const normals = Array.from({ length: 20_000 }, () => random.normal());
    const mean = normals.reduce((sum, value) => sum + value, 0) / normals.length;
    const variance = normals.reduce((sum, value) => sum + (value - mean) ** 2, 0) / normals.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
    const values = [1, 2, 3, 4, 5, 6];
    random.shuffle(values);
    expect([...values].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    const counts = [0, 0, 0];
    for (let round = 0; round < 3000; round += 1) {
      const items = [0, 1, 2];
      random.shuffle(items);
      counts[items[0]!]! += 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});
