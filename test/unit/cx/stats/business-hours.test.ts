import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultModel } from '../../../../src/cx/default-model.ts';
import { type BusinessHours, modelSchema } from '../../../../src/cx/model/model.ts';
import { BusinessCalendar } from '../../../../src/cx/stats/business-hours.ts';
import { offsetReader } from '../../../../src/cx/stats/time-zone.ts';

const HOUR_MS = 3_600_000;
const nineToFive: BusinessHours = {
  timeZone: 'UTC',
  days: [1, 2, 3, 4, 5],
  opensAtMinute: 540,
  closesAtMinute: 1020,
  holidays: [],
};
const allDay: BusinessHours = { ...nineToFive, days: [1, 2, 3, 4, 5, 6, 7], opensAtMinute: 0, closesAtMinute: 1440 };

function hours(calendar: BusinessHours, from: string, to: string): number {
  return new BusinessCalendar(calendar).hoursBetween(Date.parse(from), Date.parse(to));
}

describe('working hours', () => {
  // 2026-11-20 is a Friday. In calendar hours these are 66.
  test('Friday 16:00 to Monday 10:00 is two hours', () => {
    expect(hours(nineToFive, '2026-11-20T16:00:00Z', '2026-11-23T10:00:00Z')).toBe(2);
  });

  test('with a holiday on that Monday, until Tuesday 10:00, it is also two hours', () => {
    const withHoliday = { ...nineToFive, holidays: ['2026-11-23'] };
    expect(hours(withHoliday, '2026-11-20T16:00:00Z', '2026-11-24T10:00:00Z')).toBe(2);
  });

  test.each([
    ['inside a day', '2026-11-23T10:00:00Z', '2026-11-23T11:30:00Z', 1.5],
    ['over a night', '2026-11-23T16:00:00Z', '2026-11-24T10:00:00Z', 2],
    ['at night', '2026-11-23T20:00:00Z', '2026-11-24T05:00:00Z', 0],
    ['at a weekend', '2026-11-21T09:00:00Z', '2026-11-22T17:00:00Z', 0],
    ['a whole week', '2026-11-16T00:00:00Z', '2026-11-23T00:00:00Z', 40],
    ['over new year', '2025-12-31T16:00:00Z', '2026-01-01T10:00:00Z', 2],
    ['two years', '2024-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 8 * (262 + 261)],
    ['backwards', '2026-11-24T10:00:00Z', '2026-11-23T10:00:00Z', 0],
    ['nothing', '2026-11-24T10:00:00Z', '2026-11-24T10:00:00Z', 0],
  ])('%s', (_name, from, to, expected) => {
    expect(hours(nineToFive, from, to)).toBeCloseTo(expected, 9);
  });

  test('the hours are those of the time zone', () => {
    const madrid = { ...nineToFive, timeZone: 'Europe/Madrid' };
    expect(hours(madrid, '2026-11-23T07:00:00Z', '2026-11-23T09:00:00Z')).toBe(1); // opens at 08:00 UTC in winter
    expect(hours(madrid, '2026-07-20T06:00:00Z', '2026-07-20T09:00:00Z')).toBe(2); // opens at 07:00 UTC in summer
    const auckland = { ...nineToFive, timeZone: 'Pacific/Auckland' };
    // Monday 9:00 in Auckland is Sunday 20:00 UTC.
    expect(hours(auckland, '2026-11-22T12:00:00Z', '2026-11-22T22:00:00Z')).toBe(2);
  });

  test('a day on which the clocks change has 23 or 25 hours, and a day otherwise 24', () => {
    const madrid = { ...allDay, timeZone: 'Europe/Madrid' };
    expect(hours(madrid, '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(23);
    expect(hours(madrid, '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe(25);
    const nineToFiveMadrid = { ...allDay, timeZone: 'Europe/Madrid', opensAtMinute: 540, closesAtMinute: 1020 };
    expect(hours(nineToFiveMadrid, '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(8);
    expect(hours(nineToFiveMadrid, '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe(8);
  });

  test('an opening hour that the clock skips moves with it', () => {
    // 02:30 does not exist on 2026-03-29 in Madrid; 03:30 summer time is 01:30 UTC.
    const early = { ...allDay, timeZone: 'Europe/Madrid', opensAtMinute: 150, closesAtMinute: 300 };
    expect(hours(early, '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toBe(1.5);
  });

  test('an opening hour that the clock shows twice is the first of the two', () => {
    // 02:30 comes twice on 2026-10-25 in Madrid: at 00:30 and at 01:30 UTC.
    const early = { ...allDay, timeZone: 'Europe/Madrid', opensAtMinute: 150, closesAtMinute: 300 };
    expect(hours(early, '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe(3.5);
  });

  test.each(['Atlantic/Azores', 'America/Havana', 'Asia/Beirut', 'America/Santiago'])(
    'round the clock nothing is lost where the clocks change at midnight: %s',
    (timeZone) => {
      expect(hours({ ...allDay, timeZone }, '2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z')).toBe(365 * 24);
    },
  );

  test('never more than the calendar, and additive', () => {
    const calendars = ['UTC', 'Europe/Madrid', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu'].flatMap(
      (timeZone) => [
        new BusinessCalendar({ ...nineToFive, timeZone, holidays: ['2026-12-25'] }),
        new BusinessCalendar({ ...allDay, timeZone }),
      ],
    );
    const start = Date.parse('2025-11-01T00:00:00Z');
    const instant = fc.integer({ min: start, max: start + 500 * 24 * HOUR_MS });
    fc.assert(
      fc.property(fc.constantFrom(...calendars), instant, instant, instant, (calendar, a, b, c) => {
        const [first = 0, middle = 0, last = 0] = [a, b, c].sort((x, y) => x - y);
        const whole = calendar.hoursBetween(first, last);
        expect(whole).toBeGreaterThanOrEqual(0);
        expect(whole).toBeLessThanOrEqual((last - first) / HOUR_MS + 1e-9);
        expect(calendar.hoursBetween(first, middle) + calendar.hoursBetween(middle, last)).toBeCloseTo(whole, 9);
      }),
    );
  });

  test('round the clock is the calendar', () => {
    const calendar = new BusinessCalendar({ ...allDay, timeZone: 'Europe/Madrid' });
    fc.assert(
      fc.property(fc.integer({ min: 1.7e12, max: 1.8e12 }), fc.integer({ min: 0, max: 4e10 }), (from, length) => {
        expect(calendar.hoursBetween(from, from + length)).toBeCloseTo(length / HOUR_MS, 9);
      }),
    );
  });
});

describe('an unknown time zone', () => {
  const businessHours = { ...nineToFive, timeZone: 'Europe/Atlantis' };

  test('is refused where a model is read', () => {
    const parsed = modelSchema.safeParse({ ...defaultModel, businessHours });
    expect(parsed.error?.issues).toMatchObject([
      {
        path: ['businessHours', 'timeZone'],
        message: 'is not a known time zone; use an IANA name such as Europe/Madrid',
      },
    ]);
  });

  test('is refused by the calendar', () => {
    expect(() => new BusinessCalendar(businessHours)).toThrow(RangeError);
  });

  test('so is a business that closes before it opens', () => {
    const parsed = modelSchema.safeParse({ ...defaultModel, businessHours: { ...nineToFive, closesAtMinute: 500 } });
    expect(parsed.error?.issues).toMatchObject([{ path: ['businessHours', 'closesAtMinute'] }]);
  });
});

test('offsets are right to the second around a change of clocks', () => {
  const offsetAt = offsetReader('Europe/Madrid');
  expect(offsetAt(Date.parse('2026-03-29T00:59:59Z'))).toBe(HOUR_MS);
  expect(offsetAt(Date.parse('2026-03-29T01:00:00Z'))).toBe(2 * HOUR_MS);
  expect(offsetAt(Date.parse('2026-10-25T00:59:59Z'))).toBe(2 * HOUR_MS);
  expect(offsetAt(Date.parse('2026-10-25T01:00:00Z'))).toBe(HOUR_MS);
});
