import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Contribution, changeDrivers, driversOf } from '../../../src/cx/drivers.ts';
import type { Driver } from '../../../src/cx/model/scorecard.ts';

/** Contributions whose shares add up to 1, over any of eight metrics. */
const contributions = fc
  .uniqueArray(
    fc.tuple(
      fc.integer({ min: 0, max: 7 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 100, noNaN: true }),
    ),
    {
      minLength: 1,
      selector: ([metric]) => metric,
    },
  )
  .filter((drawn) => drawn.some(([, mass]) => mass > 0.01))
  .map((drawn): Contribution[] => {
    const total = drawn.reduce((sum, [, mass]) => sum + mass, 0);
    return drawn.map(([metric, mass, score]) => ({ metric: `m${metric}`, share: mass / total, score }));
  });
const scoreOf = (parts: readonly Contribution[]) => parts.reduce((sum, { share, score }) => sum + share * score, 0);
const sumOf = (drivers: readonly Driver[]) => drivers.reduce((sum, { points }) => sum + points, 0);

describe('driversOf', () => {
  test('add up to score − baseline', () => {
    fc.assert(
      fc.property(contributions, fc.double({ min: 0, max: 100, noNaN: true }), (parts, baseline) => {
        expect(Math.abs(sumOf(driversOf(parts, baseline)) - (scoreOf(parts) - baseline))).toBeLessThan(1e-9);
      }),
    );
  });

  test('come strongest first, equal ones by name', () => {
    const drivers = driversOf(
      [
        { metric: 'b', share: 0.25, score: 60 },
        { metric: 'a', share: 0.25, score: 40 },
        { metric: 'c', share: 0.5, score: 0 },
        { metric: 'd', share: 0, score: 0 },
      ],
      50,
    );
    expect(drivers).toEqual([
      { metric: 'c', points: -25 },
      { metric: 'a', points: -2.5 },
      { metric: 'b', points: 2.5 },
    ]);
  });
});

describe('changeDrivers', () => {
  test('add up to the change, also when metrics come and go', () => {
    fc.assert(
      fc.property(contributions, contributions, (before, after) => {
        expect(Math.abs(sumOf(changeDrivers(before, after)) - (scoreOf(after) - scoreOf(before)))).toBeLessThan(1e-9);
      }),
      { numRuns: 500 },
    );
  });

  test('backwards they change their sign', () => {
    fc.assert(
      fc.property(contributions, contributions, (before, after) => {
        const backwards = new Map(changeDrivers(after, before).map(({ metric, points }) => [metric, points]));
        for (const { metric, points } of changeDrivers(before, after)) {
          expect(points + (backwards.get(metric) ?? Number.NaN)).toBeCloseTo(0, 9);
        }
      }),
    );
  });

  test('a metric whose score falls at a constant share takes share × fall', () => {
    const before = [
      { metric: 'a', share: 0.5, score: 80 },
      { metric: 'b', share: 0.5, score: 60 },
    ];
    const after = [
      { metric: 'a', share: 0.5, score: 40 },
      { metric: 'b', share: 0.5, score: 60 },
    ];
    expect(changeDrivers(before, after)).toEqual([
      { metric: 'a', points: -20 },
      { metric: 'b', points: 0 },
    ]);
  });

  test('a bad new metric is the strongest cause of the fall it brings', () => {
    const before = [{ metric: 'a', share: 1, score: 80 }];
    const after = [
      { metric: 'a', share: 0.5, score: 80 },
      { metric: 'new', share: 0.5, score: 20 },
    ];
    expect(changeDrivers(before, after)[0]).toEqual({ metric: 'new', points: -22.5 });
  });

  test('nothing changed, nothing moved', () => {
    const parts = [{ metric: 'a', share: 1, score: 33 }];
    expect(changeDrivers(parts, parts)).toEqual([{ metric: 'a', points: 0 }]);
  });
});
