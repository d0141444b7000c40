import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cohenKappa, npsDifference, shareDifference } from '../../../../src/cx/stats/difference-tests.ts';
import { seededRandom } from '../../../../src/cx/stats/seeded-random.ts';
import { kaplanMeier } from '../../../../src/cx/stats/survival.ts';

describe('shareDifference', () => {
  // The counts of Newcombe 1998, example (a); 57/72 and 49/82 after one answer of each kind was added.
  test('48 of 80 against 56 of 70', () => {
    const { difference, interval, significant, p } = shareDifference(
      { positives: 48, n: 80 },
      { positives: 56, n: 70 },
    );
    expect(difference).toBeCloseTo(0.2, 12);
    const centre = 57 / 72 - 49 / 82;
    const half = 1.96 * Math.sqrt(((57 / 72) * (15 / 72)) / 72 + ((49 / 82) * (33 / 82)) / 82);
    expect(interval.low).toBeCloseTo(centre - half, 12);
    expect(interval.high).toBeCloseTo(centre + half, 12);
    expect(significant).toBe(true);
    expect(p).toBeLessThan(0.05);
  });

  test('turned round, the sign turns; equal groups do not differ', () => {
    const group = fc
      .integer({ min: 1, max: 60 })
      .chain((n) => fc.record({ n: fc.constant(n), positives: fc.integer({ min: 0, max: n }) }));
    fc.assert(
      fc.property(group, group, (a, b) => {
        const there = shareDifference(a, b);
        const back = shareDifference(b, a);
        expect(back.interval.low).toBeCloseTo(-there.interval.high, 12);
        expect(there.p).toBeCloseTo(back.p, 12);
        expect(shareDifference(a, a)).toMatchObject({ difference: 0, z: 0, p: 1, significant: false });
      }),
    );
    expect(() => shareDifference({ positives: 3, n: 2 }, { positives: 1, n: 2 })).toThrow(/first\.positives/);
    expect(() => shareDifference({ positives: 0, n: 2 }, { positives: 0, n: 0 })).toThrow(/second\.n/);
  });
});

describe('npsDifference', () => {
  test('the squared errors of both adjusted scores add up', () => {
    const { difference, interval } = npsDifference(
      { promoters: 45, passives: 30, detractors: 25 },
      { promoters: 60, passives: 25, detractors: 15 },
    );
    expect(difference).toBeCloseTo(25, 12);
    // 60/25/15: 43.689 ± 14.346 (cx-science C1); 45/30/25 by the same formula.
    const p = 45.75 / 103;
    const d = 25.75 / 103;
    const other = 1.96 * 100 * Math.sqrt((p + d - (p - d) ** 2) / 103);
    expect((interval.low + interval.high) / 2).toBeCloseTo(43.689 - 100 * (p - d), 3);
    expect((interval.high - interval.low) / 2).toBeCloseTo(Math.hypot(14.346, other), 3);
  });

  test('about one in twenty where nothing differs', () => {
    const random = seededRandom(7);
    const draw = () => {
      const group = { promoters: 0, passives: 0, detractors: 0 };
      for (let index = 0; index < 80; index += 1) {
        const u = random.uniform();
        group[u < 0.5 ? 'promoters' : u < 0.8 ? 'passives' : 'detractors'] += 1;
      }
      return group;
    };
    let alarms = 0;
    for (let round = 0; round < 1000; round += 1) if (npsDifference(draw(), draw()).significant) alarms += 1;
    expect(alarms).toBeGreaterThan(20);
    expect(alarms).toBeLessThan(75);
    const none = { promoters: 0, passives: 0, detractors: 0 };
    expect(() => npsDifference(none, draw())).toThrow(/first must hold/);
    expect(() => npsDifference({ ...none, promoters: 1.5 }, draw())).toThrow(/first\.promoters/);
  });
});

describe('cohenKappa', () => {
  // The example of https://en.wikipedia.org/wiki/Cohen%27s_kappa: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no.
  const pairs = [
    ...Array(20).fill('yy'),
    ...Array(5).fill('yn'),
    ...Array(10).fill('ny'),
    ...Array(15).fill('nn'),
  ] as string[];

  test('fifty grant proposals: kappa .4', () => {
    const result = cohenKappa(
      pairs.map((pair) => pair[0]!),
      pairs.map((pair) => pair[1]!),
    );
    expect(result.kappa).toBeCloseTo(0.4, 12);
    expect(result.observed).toBeCloseTo(0.7, 12);
    expect(result.expected).toBeCloseTo(0.5, 12);
    expect(result.interval.low).toBeGreaterThan(0.1);
    expect(result.interval.high).toBeLessThan(0.7);
  });

  test('full agreement is 1, one label throughout is 0, turned round it is the same', () => {
    expect(cohenKappa(['a', 'b', 'c'], ['a', 'b', 'c']).kappa).toBeCloseTo(1, 12);
    expect(cohenKappa(['a', 'a'], ['a', 'a']).kappa).toBe(0);
    const labels = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(labels, labels, (first, second) => {
        expect(cohenKappa(first, second).kappa).toBeCloseTo(cohenKappa(second, first).kappa, 12);
      }),
    );
    expect(() => cohenKappa([], [])).toThrow(/at least one/);
    expect(() => cohenKappa(['a'], [])).toThrow(/same number/);
  });
});

describe('kaplanMeier', () => {
  // Freireich et al. 1963, 21 patients on 6-MP; the curve stands in every textbook (Kleinbaum & Klein, table 2.2).
  const seen = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'.split(' ');

  test('the 6-MP curve', () => {
    const steps = kaplanMeier(
      seen.map(Number.parseFloat),
      seen.map((time) => !time.endsWith('+')),
    );
    expect(steps.map(({ time, atRisk, events, survival }) => [time, atRisk, events, survival.toFixed(4)])).toEqual([
      [6, 21, 3, '0.8571'],
      [7, 17, 1, '0.8067'],
      [10, 15, 1, '0.7529'],
      [13, 12, 1, '0.6902'],
      [16, 11, 1, '0.6275'],
      [22, 7, 1, '0.5378'],
      [23, 6, 1, '0.4482'],
    ]);
    for (const { low, survival, high } of steps) {
      expect(low).toBeLessThan(survival);
      expect(high).toBeGreaterThan(survival);
    }
    // R: survfit(..., conf.type = "log-log") at 10 weeks.
    expect(steps[2]!.low).toBeCloseTo(0.503, 3);
    expect(steps[2]!.high).toBeCloseTo(0.889, 3);
  });

  test('with nobody out of sight it is the plain share', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 }), (times) => {
        for (const { time, survival } of kaplanMeier(
          times,
          times.map(() => true),
        )) {
          expect(survival).toBeCloseTo(times.filter((own) => own > time).length / times.length, 12);
        }
      }),
    );
    expect(kaplanMeier([3, 4], [false, false])).toEqual([]);
    expect(() => kaplanMeier([-1], [true])).toThrow(/times\[0\]/);
  });
});
