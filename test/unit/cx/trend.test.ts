import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthlyChanges } from '../../../src/cx/monthly-changes.ts';
import { seededRandom } from '../../../src/cx/stats/seeded-random.ts';
import { levelShift, portfolioTrends, type TrendPoint, trendOf } from '../../../src/cx/trend.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const DAY_MS = 86_400_000;

function weekly(values: readonly number[]): TrendPoint[] {
  return values.map((value, index) => ({ at: new Date(START + index * 7 * DAY_MS).toISOString(), value }));
}

function noise(length: number, seed: number, slope = 0): number[] {
  const random = seededRandom(seed);
  return Array.from({ length }, (_, index) => 60 + slope * index + 5 * random.normal());
}

describe('trendOf', () => {
  test('a fall has an arrow, and its slope per 30 days', () => {
    const trend = trendOf(weekly(noise(20, 1, -1.4)));
    expect(trend).toMatchObject({ status: 'tested', direction: 'down', points: 20, from: '2026-01-01T00:00:00.000Z' });
    expect(Math.abs(trend.slopePer30d! - (-1.4 * 30) / 7)).toBeLessThan(1.5);
    expect(trendOf(weekly(Array.from({ length: 10 }, (_, index) => 2 * index))).slopePer30d).toBeCloseTo(60 / 7, 10);
  });

  test('no arrow on noise: at most about one in twenty', () => {
    let arrows = 0;
    for (let seed = 1; seed <= 300; seed += 1) if (trendOf(weekly(noise(20, seed))).direction !== 'none') arrows += 1;
    expect(arrows).toBeLessThan(25);
  });

  test('readings that hang together make few arrows too', () => {
    let arrows = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      let value = 0;
      const hanging = noise(60, seed).map((own) => {
        value = 0.7 * value + (own - 60);
        return value;
      });
      if (trendOf(weekly(hanging)).direction !== 'none') arrows += 1;
    }
    expect(arrows).toBeLessThan(24);
  });

  test('few readings are insufficient, and say so', () => {
    expect(trendOf(weekly([1, 2, 3, 4, 5, 6, 7]))).toMatchObject({
      status: 'insufficient',
      direction: 'none',
      p: null,
      reason: '7 readings; a trend needs 8.',
    });
    expect(trendOf([])).toMatchObject({ status: 'insufficient', from: null, to: null });
    expect(trendOf(weekly([5, 5, 5, 5, 5, 5, 5, 5]))).toMatchObject({
      status: 'tested',
      direction: 'none',
      p: 1,
      slopePer30d: 0,
    });
  });

  test('a certain but tiny slope is no arrow when a least slope is asked for', () => {
    const creeping = weekly(Array.from({ length: 30 }, (_, index) => 60 + 0.01 * index));
    expect(trendOf(creeping).direction).toBe('up');
    expect(trendOf(creeping, { leastSlopePer30d: 1 }).direction).toBe('none');
  });

  test('the order of points does not matter; readings of one instant are averaged by n', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 8, maxLength: 20 }),
        fc.integer({ min: 0, max: 999 }),
        (values, seed) => {
          const points = weekly(values);
          const order = values.map((_, index) => index);
          seededRandom(seed).shuffle(order);
          const mixed = order.map((index) => points[index]!);
          expect(trendOf(mixed)).toEqual(trendOf(points));
        },
      ),
    );
    const at = '2026-03-01T00:00:00Z';
    const merged = trendOf([{ at, value: 10, n: 3 }, { at, value: 50, n: 1 }, ...weekly([1, 2, 3, 4, 5, 6, 7])]);
    expect(merged.points).toBe(8);
    expect(merged).toEqual(trendOf([{ at, value: 20, n: 4 }, ...weekly([1, 2, 3, 4, 5, 6, 7])]));
  });

  test('refuses what is no reading', () => {
    expect(() => trendOf([{ at: 'yesterday', value: 1 }])).toThrow(/points\[0\]\.at/);
    expect(() => trendOf([{ at: '2026-01-01T00:00:00Z', value: Number.NaN }])).toThrow(/points\[0\]\.value/);
    expect(() => trendOf([{ at: '2026-01-01T00:00:00Z', value: 1, n: 0 }])).toThrow(/points\[0\]\.n/);
    expect(() => trendOf([], { alpha: 2 })).toThrow(/alpha/);
  });
});

describe('portfolioTrends', () => {
  test('two falling customers among a hundred noisy ones', () => {
    const noisy = Array.from({ length: 100 }, (_, index) => ({
      id: `n${index}`,
      points: weekly(noise(20, 500 + index)),
    }));
    const falling = ['a', 'b'].map((id, index) => ({ id, points: weekly(noise(20, 900 + index, -4)) }));
    const trends = portfolioTrends([...noisy, ...falling, { id: 'new', points: weekly([1]) }]);
    expect(trends.filter(({ direction }) => direction !== 'none').map(({ id }) => id)).toEqual(['a', 'b']);
    expect(trends.at(-1)).toMatchObject({ id: 'new', adjustedP: null, status: 'insufficient' });
    for (const { p, adjustedP } of trends) if (p !== null) expect(adjustedP!).toBeGreaterThanOrEqual(p);
    expect(noisy.some(({ points }) => trendOf(points).direction !== 'none')).toBe(true);
  });
});

describe('levelShift', () => {
  test('tells since when, and nothing on noise', () => {
    const random = seededRandom(3);
    const values = Array.from({ length: 30 }, (_, index) => (index < 18 ? 80 : 60) + 4 * random.normal());
    expect(levelShift(weekly(values))).toMatchObject({ at: new Date(START + 18 * 7 * DAY_MS).toISOString(), p: 0.001 });
    expect(levelShift(weekly(noise(30, 12)))).toBeNull();
    expect(() => levelShift(weekly([1, 2]))).toThrow(/at least 4/);
  });
});

describe('monthlyChanges', () => {
  const points: TrendPoint[] = [
    { at: '2025-10-10T12:00:00Z', value: 50 },
    { at: '2026-08-10T12:00:00Z', value: 60, n: 3 },
    { at: '2026-08-20T12:00:00Z', value: 40, n: 1 },
    { at: '2026-10-05T12:00:00Z', value: 66 },
    { at: '2026-11-05T12:00:00Z', value: 55 },
  ];

  test('month on month, year on year, and the months that are missing', () => {
    const { months, missing } = monthlyChanges(points, 'UTC');
    expect(months.map(({ month, mean, n }) => [month, mean, n])).toEqual([
      ['2025-10', 50, 1],
      ['2026-08', 55, 4],
      ['2026-10', 66, 1],
      ['2026-11', 55, 1],
    ]);
    expect(missing).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
      '2026-03',
      '2026-04',
      '2026-05',
      '2026-06',
      '2026-07',
      '2026-09',
    ]);
    expect(months[2]).toMatchObject({
      monthOnMonth: null,
      yearOnYear: { against: '2025-10', points: 16, percent: 32 },
      complete: true,
    });
    expect(months[3]).toMatchObject({
      monthOnMonth: { against: '2026-10', points: -11 },
      yearOnYear: null,
      complete: false,
    });
    expect(months[3]!.monthOnMonth!.percent).toBeCloseTo(-100 / 6, 10);
    expect(monthlyChanges(points, 'UTC', '2026-12-01T00:00:00Z').months.at(-1)!.complete).toBe(true);
  });

  test('the month is that of the time zone', () => {
    const midnight = [{ at: '2026-03-01T02:00:00Z', value: 1 }];
    expect(monthlyChanges(midnight, 'America/Bogota').months[0]!.month).toBe('2026-02');
    expect(monthlyChanges(midnight, 'Europe/Madrid').months[0]!.month).toBe('2026-03');
    expect(() => monthlyChanges(midnight, 'Mars/Olympus')).toThrow(RangeError);
  });

  test('January compares with December; a change from 0 has no percentage', () => {
    const { months, missing } = monthlyChanges(
      [
        { at: '2025-12-31T10:00:00Z', value: 0 },
        { at: '2026-01-01T10:00:00Z', value: 5 },
      ],
      'UTC',
    );
    expect(months[1]!.monthOnMonth).toEqual({ against: '2025-12', points: 5, percent: null });
    expect(missing).toEqual([]);
    expect(monthlyChanges([], 'UTC')).toEqual({ timeZone: 'UTC', months: [], missing: [] });
    expect(() => monthlyChanges([{ at: '2026-01-01T10:00:00Z', value: Number.NaN }], 'UTC')).toThrow(
      /points\[0\]\.value/,
    );
  });
});
