import { describe, expect, test } from 'vitest';
import { examineSeries } from '../../../src/cx/series-report.ts';

describe('a series', () => {
  test('the Mann–Kendall example of cx-science C8', () => {
    const values = [31, 29, 28, 28, 27, 26, 26, 27, 27, 27, 28, 29, 30, 29, 30, 29, 28];
    const { mannKendall, slope } = examineSeries({ values });
    expect(mannKendall).toMatchObject({ s: 20 });
    expect(mannKendall.variance).toBeCloseTo(561.3333, 4);
    expect(mannKendall.p).toBeCloseTo(0.42259, 5);
    expect(slope).toBeCloseTo(0.0384615, 7);
  });

  test('the EWMA example of NIST 6.3.2.4', () => {
    const values = [52, 47, 53, 49.3, 50.1, 47, 51, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4];
    const { ewma } = examineSeries({ values, target: 50, deviation: 2.0539, lambda: 0.3 });
    expect(ewma[0]?.value).toBeCloseTo(50.6, 2);
    expect(ewma[17]?.value).toBeCloseTo(51.23, 2);
    expect(ewma[0]?.high).toBeCloseTo(52.5884, 3);
    expect(ewma.some(({ outside }) => outside)).toBe(false);
  });

  test('a step is found where it is, and CUSUM signals after it', () => {
    const values = [10, 11, 10, 9, 10, 11, 10, 9, 20, 21, 20, 19, 20, 21, 20, 19];
    const { changepoint, cusum } = examineSeries({ values, target: 10 });
    expect(changepoint).toMatchObject({ index: 8, meanBefore: 10, meanAfter: 20 });
    expect(changepoint?.p).toBeLessThan(0.01);
    expect(cusum.findIndex(({ signal }) => signal === 'up')).toBeGreaterThanOrEqual(8);
  });

  test('the slope is per unit of the times', () => {
    expect(examineSeries({ values: [1, 2, 3, 4], times: [0, 7, 14, 21] }).slope).toBeCloseTo(1 / 7, 12);
  });

  test('counts out of sizes become shares with limits of their own', () => {
    const report = examineSeries({ values: [10, 12, 60], sizes: { kind: 'share', of: [100, 100, 100] } });
    expect(report.mean).toBeCloseTo(82 / 300, 12);
    expect(report.chart?.points.map(({ outside }) => outside)).toEqual([true, true, true]);
    const rate = examineSeries({ values: [10, 12, 60], sizes: { kind: 'rate', of: [10, 10, 10] } });
    expect(rate.chart?.points.at(-1)).toMatchObject({ value: 6, outside: true });
  });

  test('what is too short is said by null, what cannot be by a fault', () => {
    expect(examineSeries({ values: [1, 2] })).toMatchObject({ whitened: null, changepoint: null });
    expect(() => examineSeries({ values: [1] })).toThrow(/at least 2/);
    expect(() => examineSeries({ values: [1, 2], times: [1, 1] })).toThrow(/times must rise/);
    expect(() => examineSeries({ values: [5, 2], sizes: { kind: 'share', of: [4, 4] } })).toThrow(RangeError);
  });

  test('a constant series has no trend', () => {
    expect(examineSeries({ values: [3, 3, 3, 3, 3, 3, 3] })).toMatchObject({ slope: 0, mannKendall: { s: 0, p: 1 } });
  });
});
