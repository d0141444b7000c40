import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BgNbdModel,
  expectedPurchases,
  fitBgNbd,
  logLikelihood,
  type PurchaseHistory,
  probabilityAlive,
} from '../../../../src/cx/stats/bg-nbd.ts';
import { seededRandom } from '../../../../src/cx/stats/seeded-random.ts';

/** The published fit to the CDNOW customers (Fader, Hardie & Lee 2005, table 2). */
const cdnow: BgNbdModel = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const customer: PurchaseHistory = { repeats: 2, lastAt: 30.43, age: 38.86 };

/** Customers who behave as the model says. */
function simulate(
  model: { r: number; alpha: number; a: number; b: number },
  customers: number,
  seed: number,
): PurchaseHistory[] {
  const random = seededRandom(seed);
  const gamma = (shape: number): number => {
    let sum = 0;
    for (let index = 0; index < shape; index += 1) sum -= Math.log(1 - random.uniform());
    return sum;
  };
  return Array.from({ length: customers }, () => {
    const rate = gamma(model.r) / model.alpha;
    const one = gamma(model.a);
    const leaves = one / (one + gamma(model.b));
    const age = 20 + 20 * random.uniform();
    let at = 0;
    let repeats = 0;
    let lastAt = 0;
    for (;;) {
      at -= Math.log(1 - random.uniform()) / rate;
      if (at > age) break;
      repeats += 1;
      lastAt = at;
      if (random.uniform() < leaves) break;
    }
    return { repeats, lastAt, age };
  });
}

describe('worked example (cx-science C3)', () => {
  test('expected purchases 1.226, alive .72658', () => {
    expect(expectedPurchases(cdnow, customer, 39)).toBeCloseTo(1.22603, 5);
    expect(probabilityAlive(cdnow, customer)).toBeCloseTo(0.72658, 5);
  });
});

describe('properties', () => {
  const history = fc
    .record({
      repeats: fc.integer({ min: 0, max: 60 }),
      age: fc.double({ min: 1, max: 200, noNaN: true }),
      part: fc.double({ min: 0.01, max: 1, noNaN: true }),
    })
    .map(({ repeats, age, part }): PurchaseHistory => ({ repeats, age, lastAt: repeats === 0 ? 0 : age * part }));

  test('alive is a probability that falls with silence; more time ahead brings more purchases', () => {
    fc.assert(
      fc.property(history, (own) => {
        const alive = probabilityAlive(cdnow, own);
        expect(alive).toBeGreaterThanOrEqual(0);
        expect(alive).toBeLessThanOrEqual(1);
        expect(probabilityAlive(cdnow, { ...own, age: own.age + 10 })).toBeLessThanOrEqual(alive);
        const soon = expectedPurchases(cdnow, own, 5);
        expect(soon).toBeGreaterThan(0);
        expect(expectedPurchases(cdnow, own, 50)).toBeGreaterThan(soon);
        expect(expectedPurchases(cdnow, own, 0)).toBe(0);
      }),
    );
  });

  test('without repeats everybody counts as alive; the unit of time does not matter', () => {
    expect(probabilityAlive(cdnow, { repeats: 0, lastAt: 0, age: 40 })).toBe(1);
    const days = { repeats: 2, lastAt: 7 * 30.43, age: 7 * 38.86 };
    expect(expectedPurchases({ ...cdnow, alpha: 7 * 4.414 }, days, 7 * 39)).toBeCloseTo(
      expectedPurchases(cdnow, customer, 39),
      9,
    );
  });

  test('nobody has repeated by age t: (alpha/(alpha + t))^r', () => {
    expect(logLikelihood(cdnow, { repeats: 0, lastAt: 0, age: 10 })).toBeCloseTo(0.243 * Math.log(4.414 / 14.414), 12);
  });
});

describe('fitBgNbd', () => {
  const truth = { r: 1, alpha: 6, a: 1, b: 3 };
  const histories = simulate(truth, 1500, 2);
  const fitted = fitBgNbd(histories);
  const ofModel = (model: BgNbdModel): number => histories.reduce((sum, own) => sum + logLikelihood(model, own), 0);

  test('finds a model at least as likely as the true one, and foretells like it', () => {
    expect(fitted.converged).toBe(true);
    expect(fitted.logLikelihood).toBeCloseTo(ofModel(fitted.model), 4);
    expect(fitted.logLikelihood).toBeGreaterThanOrEqual(ofModel(truth));
    const { r, alpha, a, b } = fitted.model;
    expect(r / alpha / (truth.r / truth.alpha)).toBeCloseTo(1, 0);
    expect(a / (a + b)).toBeCloseTo(0.25, 1);
    expect(Math.abs(probabilityAlive(fitted.model, customer) - probabilityAlive(truth, customer))).toBeLessThan(0.08);
  });

  test('counts stand for repeated histories', () => {
    const few = histories.slice(0, 200);
    expect(
      fitBgNbd(
        few,
        few.map(() => 2),
      ).model.r,
    ).toBeCloseTo(fitBgNbd([...few, ...few]).model.r, 4);
  });

  test('refuses histories that cannot be', () => {
    expect(() => fitBgNbd([{ repeats: 0, lastAt: 0, age: 3 }])).toThrow(/at least one repeat/);
    expect(() => fitBgNbd([{ repeats: 1, lastAt: 5, age: 3 }])).toThrow(/histories\[0\]\.lastAt/);
    expect(() => probabilityAlive(cdnow, { repeats: 0, lastAt: 2, age: 3 })).toThrow(/lastAt must be 0/);
    expect(() => probabilityAlive({ ...cdnow, r: Number.NaN }, customer)).toThrow(/^r must/);
    expect(() => expectedPurchases(cdnow, customer, -1)).toThrow(/ahead/);
    expect(() => expectedPurchases({ ...cdnow, a: 1 }, customer, 1)).toThrow(/exactly 1/);
  });
});
