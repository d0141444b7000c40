import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compose, type Part } from '../../../src/cx/composite.ts';

function part(metric: string, weight: number, score: number, confidence = 1, standardError = 0): Part {
  return { metric, weight, score, confidence, standardError };
}

const score = fc.double({ min: 0, max: 100, noNaN: true });
const parts = fc
  .array(
    fc.record({
      weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
      score,
      confidence: fc.double({ min: 0.01, max: 1, noNaN: true }),
      standardError: fc.double({ min: 0, max: 30, noNaN: true }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drawn) => drawn.map((one, index) => ({ metric: `m${index}`, ...one })));
const totalOf = (drawn: readonly Part[]) => drawn.reduce((sum, { weight }) => sum + weight, 0);

describe('compose', () => {
  test('weights .4/.4/.2 with 80, missing, 50 give 70 at a coverage of .6', () => {
    const { score, coverage } = compose([part('a', 0.4, 80), part('c', 0.2, 50)], 1);
    expect(score).toBeCloseTo(70, 10);
    expect(coverage).toBeCloseTo(0.6, 10);
  });

  // Published examples of other products: Vitally (mean of 10, 10, 0), Planhat (nested groups, here flat), on 0..100.
  test.each([
    [[100, 100, 0], 66.67],
    // Totango's portfolio: five good, three average and two poor accounts at 100, 60 and 40.
    [[100, 100, 100, 100, 100, 60, 60, 60, 40, 40], 76],
    [[100, 50, 50, 50], 62.5],
    [[0, 50, 50, 50], 37.5],
  ])('equal weights of %j give %f', (scores, expected) => {
    const drawn = scores.map((one, index) => part(`m${index}`, 1, one));
    expect(compose(drawn, scores.length).score).toBeCloseTo(expected, 2);
  });

  test('a metric without confidence is missing: no share, no coverage', () => {
    const { score, coverage, shares } = compose([part('a', 0.5, 90), part('b', 0.5, 10, 0)], 1);
    expect(score).toBe(90);
    expect(coverage).toBe(0.5);
    expect(shares.get('b')).toBe(0);
  });

  test('nothing known is no score', () => {
    expect(compose([], 1)).toMatchObject({ score: null, interval: null, coverage: 0 });
    expect(compose([part('a', 1, 50, 0)], 1).score).toBeNull();
    expect(compose([part('a', 0, 50)], 0)).toMatchObject({ score: null, coverage: 0 });
  });

  test('missing is not zero and not neutral', () => {
    fc.assert(
      fc.property(parts, (drawn) => {
        const known = compose(drawn, totalOf(drawn) + 1);
        const withZero = compose([...drawn, part('missing', 1, 0)], totalOf(drawn) + 1);
        expect(known.coverage).toBeLessThan(withZero.coverage);
        if ((known.score ?? 0) > 1e-6) expect(withZero.score ?? 0).toBeLessThan(known.score ?? 0);
      }),
    );
  });

  test('stays in 0..100 with its interval around it; shares add up to 1', () => {
    fc.assert(
      fc.property(parts, (drawn) => {
        const { score, interval, shares } = compose(drawn, totalOf(drawn));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(interval?.low).toBeLessThanOrEqual(score ?? -1);
        expect(interval?.high).toBeGreaterThanOrEqual(score ?? 101);
        expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  test('rises when a score in it rises, by its share', () => {
    fc.assert(
      fc.property(parts, score, fc.nat(), (drawn, better, pick) => {
        const index = pick % drawn.length;
        const chosen = drawn[index];
        if (chosen === undefined || better <= chosen.score) return;
        const raised = drawn.with(index, { ...chosen, score: better });
        const before = compose(drawn, 1);
        const after = compose(raised, 1);
        expect(after.score ?? -1).toBeGreaterThanOrEqual((before.score ?? 101) - 1e-9);
        const share = before.shares.get(chosen.metric) ?? 0;
        expect((after.score ?? 0) - (before.score ?? 0)).toBeCloseTo(share * (better - chosen.score), 9);
      }),
    );
  });

  test('the interval widens with the uncertainty of its parts', () => {
    const sure = compose([part('a', 1, 50, 1, 1)], 1).interval;
    const unsure = compose([part('a', 1, 50, 1, 10)], 1).interval;
    expect(sure?.high).toBeCloseTo(51.96, 2);
    expect(unsure?.high).toBeCloseTo(69.6, 1);
  });
});
