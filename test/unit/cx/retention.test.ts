import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  annualChurn,
  cohortTable,
  type Membership,
  periodChurn,
  quintiles,
  repurchaseRate,
  rfm,
} from '../../../src/cx/retention.ts';

const year = (month: number, day = 1): string => new Date(Date.UTC(2026, month - 1, day)).toISOString();

describe('periodChurn', () => {
  // cx-science C3: 25 of 500.
  test('25 of 500 lost: 5 %, retention 95 %, .45964 a year', () => {
    const members: Membership[] = Array.from({ length: 500 }, (_, index) => ({
      startedAt: year(1),
      endedAt: index < 25 ? year(3, 10) : null,
    }));
    const won = Array.from({ length: 40 }, (): Membership => ({ startedAt: year(3, 5), endedAt: year(3, 20) }));
    const result = periodChurn([...members, ...won], year(3), year(4));
    expect(result).toEqual({ activeAtStart: 500, lost: 25, won: 40, activeAtEnd: 475, churn: 0.05, retention: 0.95 });
    expect(annualChurn(0.05)).toBeCloseTo(0.45964, 5);
    expect(annualChurn(0.05, 1)).toBeCloseTo(0.05, 12);
  });

  test('consecutive periods count every loss once, also one on the border', () => {
    const member = fc
      .record({
        start: fc.integer({ min: 0, max: 300 }),
        length: fc.integer({ min: 0, max: 300 }),
        stays: fc.boolean(),
      })
      .map(
        ({ start, length, stays }): Membership => ({
          startedAt: year(1, 1 + start),
          endedAt: stays ? null : year(1, 1 + start + length),
        }),
      );
    fc.assert(
      fc.property(fc.array(member, { maxLength: 30 }), fc.integer({ min: 1, max: 200 }), (members, border) => {
        const start = year(1, 1);
        const middle = year(1, 1 + border);
        const end = year(1, 400);
        const old = members.map((own) => ({ ...own, startedAt: year(1, 1) }));
        const whole = periodChurn(old, start, end);
        const parts = [periodChurn(old, start, middle), periodChurn(old, middle, end)];
        expect(parts[0]!.lost + parts[1]!.lost).toBe(whole.lost);
        expect(parts[0]!.activeAtEnd).toBe(parts[1]!.activeAtStart);
        const any = periodChurn(members, start, end);
        expect(any.activeAtStart - any.lost).toBeLessThanOrEqual(any.activeAtEnd);
      }),
    );
  });

  test('nobody at the start: no rate', () => {
    expect(periodChurn([], year(1), year(2))).toMatchObject({ activeAtStart: 0, churn: null, retention: null });
    expect(() => periodChurn([], year(2), year(1))).toThrow(/^to must/);
    expect(() => periodChurn([{ startedAt: year(2), endedAt: year(1) }], year(1), year(3))).toThrow(
      /members\[0\]\.endedAt/,
    );
    expect(() => periodChurn([{ startedAt: 'once' }], year(1), year(3))).toThrow(/members\[0\]\.startedAt/);
    expect(() => annualChurn(1.2)).toThrow(/churn/);
  });
});

describe('cohortTable', () => {
  test('shares still there by month of age, only where all have reached it', () => {
    const members: Membership[] = [
      { startedAt: year(1, 10) },
      { startedAt: year(1, 20), endedAt: year(2, 25) },
      { startedAt: year(2, 3), endedAt: year(2, 4) },
      { startedAt: year(2, 3) },
      { startedAt: year(6, 1) },
    ];
    expect(cohortTable(members, year(4, 15), 'UTC')).toEqual([
      { month: '2026-01', customers: 2, retained: [1, 1, 0.5] },
      { month: '2026-02', customers: 2, retained: [1, 0.5, 0.5] },
    ]);
  });

  test('the month is that of the time zone; the 31st is a month old at the end of February', () => {
    const late = [{ startedAt: '2026-02-01T02:00:00Z' }];
    expect(cohortTable(late, year(2, 27), 'America/Bogota')[0]).toMatchObject({ month: '2026-01', retained: [1] });
    expect(cohortTable(late, year(3, 2), 'America/Bogota')[0]!.retained).toEqual([1, 1]);
    expect(cohortTable(late, year(2, 27), 'Europe/Madrid')[0]!.month).toBe('2026-02');
  });
});

test('repurchase: buyers with two or more', () => {
  expect(repurchaseRate([0, 1, 2, 5])).toEqual({ buyers: 3, repeatBuyers: 2, rate: 2 / 3 });
  expect(repurchaseRate([0])).toEqual({ buyers: 0, repeatBuyers: 0, rate: null });
  expect(() => repurchaseRate([Number.NaN])).toThrow(/purchases\[0\]/);
});

describe('quintiles', () => {
  test('ten values, two each; ties go to the lower quintile together', () => {
    expect(quintiles([10, 1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual([5, 1, 1, 2, 2, 3, 3, 4, 4, 5]);
    expect(quintiles([1, 1, 1, 1, 1, 1, 2, 3, 4, 5])).toEqual([1, 1, 1, 1, 1, 1, 4, 4, 5, 5]);
    expect(quintiles([7, 7])).toEqual([1, 1]);
  });

  test('equal values always share one, larger ones never get less', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 40 }), (values) => {
        const found = quintiles(values);
        for (const [i, a] of values.entries())
          for (const [j, b] of values.entries()) if (a <= b) expect(found[i]).toBeLessThanOrEqual(found[j]!);
        for (const value of found) expect([1, 2, 3, 4, 5]).toContain(value);
      }),
    );
    expect(() => quintiles([Number.POSITIVE_INFINITY])).toThrow(/values\[0\]/);
  });

  test('rfm: recent is high', () => {
    const customers = [1, 2, 3, 4, 5].map((n) => ({ daysSinceLast: 10 * n, purchases: n, amount: 100 * n }));
    expect(rfm(customers)[0]).toEqual({ recency: 5, frequency: 1, monetary: 1 });
    expect(rfm(customers)[4]).toEqual({ recency: 1, frequency: 5, monetary: 5 });
  });
});
