import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changepoint } from '../../../../src/cx/stats/changepoint.ts';
import { cusumChart, ewmaChart, rateChart, shareChart } from '../../../../src/cx/stats/control-charts.ts';
import { falseDiscovery } from '../../../../src/cx/stats/false-discovery.ts';
import { carryOver, mannKendall, mannKendallWhitened, senSlope } from '../../../../src/cx/stats/mann-kendall.ts';
import { seededRandom } from '../../../../src/cx/stats/seeded-random.ts';

const series = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 6, maxLength: 40 });

describe('ewmaChart', () => {
  // NIST/SEMATECH e-Handbook 6.3.2.4 (cx-science C8).
  const x = [
    52, 47, 53, 49.3, 50.1, 47, 51, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1,
  ];
  const z = [
    50.6, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33, 50.11, 49.36, 49.52, 50.05, 49.38, 49.92,
    50.73, 51.23, 51.94, 51.99,
  ];
  const options = { lambda: 0.3, mean: 50, deviation: 2.0539 };

  test('the NIST table, to its digits', () => {
    const chart = ewmaChart(x, options);
    expect(chart.map(({ value }) => value.toFixed(2))).toEqual(z.map((value) => value.toFixed(2)));
    expect(chart[0]!.high).toBeCloseTo(52.5884, 4);
    expect(chart[0]!.low).toBeCloseTo(47.4115, 3);
    expect(chart.some(({ outside }) => outside)).toBe(false);
  });

  test('exact limits start at kλs and grow to the steady ones; a deviation each is the same', () => {
    const exact = ewmaChart(x, { ...options, limits: 'exact' });
    expect(exact[0]!.high).toBeCloseTo(50 + 3 * 0.3 * 2.0539, 10);
    expect(exact.at(-1)!.high).toBeCloseTo(52.5884, 3);
    expect(ewmaChart(x, { ...options, deviation: x.map(() => 2.0539) })).toEqual(exact);
  });

  test('a shift leaves the limits', () => {
    const shifted = ewmaChart([...x, 56, 56, 56], options);
    expect(shifted.at(-1)!.outside).toBe(true);
    expect(() => ewmaChart(x, { ...options, lambda: 0 })).toThrow(/lambda/);
    expect(() => ewmaChart([Number.NaN], options)).toThrow(/values\[0\]/);
    expect(() => ewmaChart(x, { ...options, deviation: [1] })).toThrow(/same length/);
  });
});

describe('cusumChart', () => {
  // NIST/SEMATECH e-Handbook 6.3.2.3: target 325, k .3175, h 4.1959; the first signal is value 14.
  const x = [
    324.925, 324.675, 324.725, 324.35, 325.35, 325.225, 324.125, 324.525, 325.225, 324.6, 324.625, 325.15, 328.325,
    327.25, 327.825, 328.5, 326.675, 327.775, 326.875, 328.35,
  ];
  const chart = cusumChart(x, { target: 325, slack: 0.3175, limit: 4.1959 });

  test('the NIST example', () => {
    expect(chart.slice(12).map(({ high }) => high.toFixed(2))).toEqual([
      '3.01',
      '4.94',
      '7.45',
      '10.63',
      '11.99',
      '14.44',
      '16.00',
      '19.04',
    ]);
    expect(chart.slice(0, 5).map(({ low }) => low.toFixed(2))).toEqual(['0.00', '0.01', '0.00', '0.33', '0.00']);
    expect(chart.findIndex(({ signal }) => signal === 'up')).toBe(13);
  });

  test('turned values signal the other way', () => {
    const turned = cusumChart(
      x.map((value) => -value),
      { target: -325, slack: 0.3175, limit: 4.1959 },
    );
    expect(turned.map(({ low }) => low)).toEqual(chart.map(({ high }) => high));
    expect(turned.at(-1)!.signal).toBe('down');
    expect(() => cusumChart(x, { target: 325, slack: -1, limit: 1 })).toThrow(/slack/);
  });
});

describe('p- and u-charts', () => {
  test('limits widen where a period is small', () => {
    const { centre, points } = shareChart([10, 1, 30], [100, 10, 100]);
    expect(centre).toBeCloseTo(41 / 210, 12);
    expect(points[0]!.high - centre).toBeCloseTo(3 * Math.sqrt((centre * (1 - centre)) / 100), 12);
    expect(points[1]!.low).toBe(0);
    expect(points.map(({ outside }) => outside)).toEqual([false, false, false]);
    expect(shareChart([10, 10, 10, 60], [100, 100, 100, 100]).points[3]!.outside).toBe(true);
    const rate = rateChart([5, 20], [10, 10]);
    expect(rate.centre).toBe(1.25);
    expect(rate.points[0]!.high).toBeCloseTo(1.25 + 3 * Math.sqrt(0.125), 12);
  });

  test('refuses more than there are, and empty periods', () => {
    expect(() => shareChart([3], [2])).toThrow(/counts\[0\]/);
    expect(() => rateChart([3], [0])).toThrow(/sizes/);
    expect(() => rateChart([Number.NaN], [1])).toThrow(/counts\[0\]/);
  });
});

describe('Mann–Kendall and Sen', () => {
  // cx-science C8.
  const x = [31, 29, 28, 28, 27, 26, 26, 27, 27, 27, 28, 29, 30, 29, 30, 29, 28];

  test('S 20, variance 561.3333, z .801942, tau .147059, p .42259, slope .0384615', () => {
    const result = mannKendall(x);
    expect(result.s).toBe(20);
    expect(result.variance).toBeCloseTo(561.3333, 4);
    expect(result.z).toBeCloseTo(0.801942, 6);
    expect(result.tau).toBeCloseTo(0.147059, 6);
    expect(result.p).toBeCloseTo(0.42259, 5);
    expect(senSlope(x)).toBeCloseTo(0.0384615, 7);
  });

  test('a line is certain, a constant says nothing', () => {
    expect(mannKendall([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).toMatchObject({ s: 45, tau: 1 });
    expect(senSlope([3, 5, 7, 9], [0, 2, 4, 6])).toBe(1);
    expect(mannKendall([4, 4, 4])).toEqual({ s: 0, variance: 0, z: 0, tau: 0, p: 1 });
    expect(mannKendallWhitened([4, 4, 4, 4, 4, 4]).p).toBe(1);
  });

  test('turned in time or in value, the sign turns; stretched, the test stays', () => {
    fc.assert(
      fc.property(series, (values) => {
        const { s, p } = mannKendall(values);
        expect(mannKendall([...values].reverse()).s + s).toBe(0);
        expect(mannKendall(values.map((value) => -value)).s + s).toBe(0);
        expect(mannKendall(values.map((value) => value * 7 + 3))).toMatchObject({ s, p });
        expect(senSlope(values.map((value) => value * 2))).toBeCloseTo(2 * senSlope(values), 9);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('what carries over is found again', () => {
    const random = seededRandom(4);
    let value = 0;
    const walk = Array.from({ length: 400 }, () => {
      value = 0.7 * value + random.normal();
      return value;
    });
    expect(Math.abs(carryOver(walk) - 0.7)).toBeLessThan(0.12);
    expect(carryOver(walk.map((own, index) => own + 3 * index))).toBeCloseTo(carryOver(walk), 1);
    expect(carryOver(walk.map(() => random.normal()))).toBeLessThan(0.15);
  });

  test('refuses too few, too many, times that stand still', () => {
    expect(() => mannKendall([1])).toThrow(/2 to 4000/);
    expect(() => mannKendall(new Array<number>(4001).fill(1))).toThrow(/2 to 4000/);
    expect(() => senSlope([1, 2], [5, 5])).toThrow(/times\[1\]/);
    expect(() => mannKendall([1, Number.NaN])).toThrow(/values\[1\]/);
  });
});

describe('changepoint', () => {
  test('finds the shift and both levels', () => {
    const random = seededRandom(9);
    const values = Array.from({ length: 60 }, (_, index) => (index < 40 ? 70 : 60) + 3 * random.normal());
    const found = changepoint(values);
    expect(found.index).toBe(40);
    expect(found.meanBefore).toBeCloseTo(70, -1);
    expect(found.meanAfter).toBeCloseTo(60, -1);
    expect(found.p).toBe(0.001);
    expect(changepoint(values)).toEqual(found);
  });

  test('four values: the p-value is the exact one', () => {
    // Of the 24 orders of 0 0 1 1, eight stray as far as 1 (the sorted and the turned one, each in four ways).
    expect(changepoint([0, 0, 1, 1], 20_000).p).toBeCloseTo(1 / 3, 1);
    expect(changepoint([0, 0, 1, 1])).toMatchObject({ index: 2, statistic: 1, meanBefore: 0, meanAfter: 1 });
    expect(changepoint([5, 5, 5, 5]).p).toBe(1);
  });

  test('noise has p below .05 about one time in twenty', () => {
    let alarms = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const random = seededRandom(1000 + seed);
      if (
        changepoint(
          Array.from({ length: 20 }, () => random.normal()),
          199,
          seed,
        ).p <= 0.05
      )
        alarms += 1;
    }
    expect(alarms).toBeLessThan(22);
    expect(alarms).toBeGreaterThan(1);
    expect(() => changepoint([1, 2, 3])).toThrow(/at least 4/);
    expect(() => changepoint([1, 2, 3, 4], 5)).toThrow(/permutations/);
  });
});

describe('falseDiscovery', () => {
  // Benjamini & Hochberg 1995, their example: four of fifteen at .05.
  const p = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];

  test('the example of the paper', () => {
    expect(falseDiscovery(p).filter((value) => value <= 0.05)).toHaveLength(4);
    expect(falseDiscovery(p)[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
  });

  test('order does not matter, and the step-up rule by hand gives the same rejections', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }), (values) => {
        const adjusted = falseDiscovery(values);
        expect(falseDiscovery([...values].reverse())).toEqual([...adjusted].reverse());
        const sorted = [...values].sort((a, b) => a - b);
        let last = -1;
        for (const [index, value] of sorted.entries()) if ((value * values.length) / (index + 1) <= 0.05) last = index;
        expect(adjusted.filter((value) => value <= 0.05)).toHaveLength(last + 1);
      }),
    );
    expect(falseDiscovery([])).toEqual([]);
    expect(() => falseDiscovery([1.5])).toThrow(/p\[0\]/);
  });
});
