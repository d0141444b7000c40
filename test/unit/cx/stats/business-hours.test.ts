import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultModel } from '../../../../src/cx/default-model.ts';
import { modelSchema } from '../../../../src/cx/model/model.ts';
import { type BusinessHours, businessHoursSchema, WEEKDAYS } from '../../../../src/cx/model/opening-hours.ts';
import { BusinessCalendar } from '../../../../src/cx/stats/business-hours.ts';
import { offsetReader } from '../../../../src/cx/stats/time-zone.ts';
import { modelFileSchema } from '../../../../src/model-file.ts';

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

describe('hours of each weekday', () => {
  // 2026-11-16 is a Monday.
  const week = {
    monday: ['09:00-13:30', '15:00-18:00'],
    tuesday: ['09:00-13:30', '15:00-18:00'],
    wednesday: ['09:00-13:30', '15:00-18:00'],
    thursday: ['09:00-13:30', '15:00-18:00'],
    friday: ['08:00-15:00'],
    saturday: ['22:00-06:00'],
  };
  const shop: BusinessHours = { timeZone: 'Europe/Madrid', week, holidays: [] };

  test.each([
    ['over the break at noon', '2026-11-16T12:00:00Z', '2026-11-16T15:00:00Z', 1.5],
    ['in the break', '2026-11-16T12:30:00Z', '2026-11-16T13:59:00Z', 0],
    ['from a short Friday into Monday', '2026-11-20T13:00:00Z', '2026-11-23T09:00:00Z', 1 + 8 + 1],
    ['before midnight of a night shift', '2026-11-21T20:00:00Z', '2026-11-21T23:00:00Z', 2],
    ['after midnight of a night shift', '2026-11-21T23:00:00Z', '2026-11-22T12:00:00Z', 6],
    ['a whole week', '2026-11-15T23:00:00Z', '2026-11-22T23:00:00Z', 4 * 7.5 + 7 + 8],
  ])('%s', (_name, from, to, expected) => {
    expect(hours(shop, from, to)).toBeCloseTo(expected, 9);
  });

  test('the same hours written either way count the same', () => {
    const usual = ['09:00-17:00'];
    const written: BusinessHours = {
      timeZone: 'UTC',
      week: { monday: usual, tuesday: usual, wednesday: usual, thursday: usual, friday: usual },
      holidays: ['2026-12-25'],
    };
    const [one, other] = [
      new BusinessCalendar(written),
      new BusinessCalendar({ ...nineToFive, holidays: ['2026-12-25'] }),
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1.7e12, max: 1.85e12 }), fc.integer({ min: 0, max: 4e10 }), (from, length) => {
        expect(one.hoursBetween(from, from + length)).toBe(other.hoursBetween(from, from + length));
      }),
    );
  });

  test('a shift past midnight is as long as the night, also when the clocks change in it', () => {
    // From Saturday 22:00 to Sunday 06:00: seven hours on 2026-03-29, nine on 2026-10-25.
    expect(hours(shop, '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toBe(7);
    expect(hours(shop, '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toBe(9);
  });

  test('a shift past midnight belongs to the day on which it begins', () => {
    const night = (holiday: string): number =>
      hours({ ...shop, holidays: [holiday] }, '2026-11-21T12:00:00Z', '2026-11-22T22:00:00Z');
    expect(night('2026-11-21')).toBe(0);
    expect(night('2026-11-22')).toBe(8);
  });

  test('a shift over new year is counted in both years', () => {
    const nights: BusinessHours = { timeZone: 'UTC', week: { thursday: ['22:00-06:00'] }, holidays: [] };
    expect(hours(nights, '2026-12-31T00:00:00Z', '2027-01-01T00:00:00Z')).toBe(2); // a Thursday
    expect(hours(nights, '2026-12-31T23:00:00Z', '2027-01-01T05:00:00Z')).toBe(6);
    expect(hours(nights, '2027-01-01T00:00:00Z', '2027-01-02T00:00:00Z')).toBe(6);
  });

  test('where a night runs into the morning that follows, time is counted once', () => {
    const overlapping: BusinessHours = {
      timeZone: 'UTC',
      week: { saturday: ['20:00-10:00'], sunday: ['08:00-12:00'] },
      holidays: [],
    };
    expect(hours(overlapping, '2026-11-21T00:00:00Z', '2026-11-23T00:00:00Z')).toBe(16);
  });

  test('single dates have hours of their own', () => {
    const christmas = { ...shop, dates: { '2026-12-24': ['09:00-14:00'], '2026-12-27': ['10:00-12:00'] } };
    expect(hours(christmas, '2026-12-24T00:00:00Z', '2026-12-24T22:00:00Z')).toBe(5);
    expect(
      hours({ ...christmas, week: { monday: ['09:00-10:00'] } }, '2026-12-27T00:00:00Z', '2026-12-27T22:00:00Z'),
    ).toBe(2);
  });

  test('working time is additive and never above elapsed time, whatever the hours', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const clock = (at: number): string =>
      `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
    const day = fc
      .array(fc.tuple(minute, minute), { maxLength: 3 })
      .map((pairs) => pairs.filter(([from, to]) => from !== to).map(([from, to]) => `${clock(from)}-${clock(to)}`));
    const zone = fc.constantFrom(
      ...[
        'UTC',
        'Europe/Madrid',
        'America/St_Johns',
        'Australia/Lord_Howe',
        'America/Havana',
        'Pacific/Apia',
        'Asia/Beirut',
      ],
    );
    // Newfoundland set its clocks back over midnight until 2011; Samoa left out 2011-12-30.
    const instant = fc.integer({ min: Date.UTC(2010, 9), max: Date.UTC(2012, 3) });
    fc.assert(
      fc.property(
        zone,
        fc.array(day, { minLength: 7, maxLength: 7 }),
        instant,
        instant,
        instant,
        (timeZone, days, ...at) => {
          const named = Object.fromEntries(WEEKDAYS.map((name, index) => [name, days[index] ?? []]));
          const calendar = new BusinessCalendar({ timeZone, week: named, holidays: ['2011-01-06', '2011-12-31'] });
          const [first = 0, middle = 0, last = 0] = at.sort((x, y) => x - y);
          const whole = calendar.hoursBetween(first, last);
          expect(whole).toBeGreaterThanOrEqual(0);
          expect(whole).toBeLessThanOrEqual((last - first) / HOUR_MS + 1e-9);
          expect(calendar.hoursBetween(first, middle) + calendar.hoursBetween(middle, last)).toBeCloseTo(whole, 9);
          const near = calendar.hoursBetween(first, first + HOUR_MS / 4);
          expect(near).toBeGreaterThanOrEqual(0);
          expect(near).toBeLessThanOrEqual(0.25 + 1e-9);
        },
      ),
      { numRuns: 150 },
    );
  });

  test.each(['Pacific/Apia', 'America/St_Johns'])(
    'no minute is lost or counted twice round the clock: %s',
    (timeZone) => {
      const always = Object.fromEntries(WEEKDAYS.map((name) => [name, ['00:00-24:00']]));
      const calendar = new BusinessCalendar({ timeZone, week: always, holidays: [] });
      for (let at = Date.UTC(2010, 9); at < Date.UTC(2012, 3); at += 7 * HOUR_MS) {
        expect(calendar.hoursBetween(at, at + 7 * HOUR_MS)).toBe(7);
      }
    },
  );
});

describe('hours that cannot be are refused by name, all at once', () => {
  const faultsOf = (given: object): string[] =>
    (businessHoursSchema.safeParse({ timeZone: 'UTC', ...given }).error?.issues ?? []).map(
      ({ path, message }) => `${path.join('.')} ${message}`,
    );

  test.each([
    [{ week: { monday: ['9-17'] } }, [/^week\.monday\.0 is no span of time; write it like/]],
    [{ week: { monday: ['09:00-24:30'] } }, [/^week\.monday\.0 is no span/]],
    [{ week: { monday: ['09:00-09:00'] } }, [/^week\.monday\.0 is no span.*"00:00-24:00" for a whole day/]],
    [
      { week: { monday: ['09:00-13:00', '12:00-18:00'] } },
      [/^week\.monday\.1 12:00-18:00 overlaps 09:00-13:00; make one of the two$/],
    ],
    [{ week: { monday: ['22:00-06:00', '23:00-23:30'] } }, [/^week\.monday\.1 23:00-23:30 overlaps/]],
    [{ week: { lunes: ['09:00-13:00'] } }, [/^week lunes is no weekday; use monday, /, /^week is never open/]],
    [{ week: {} }, [/^week is never open/]],
    [{ week: { monday: ['09:00-13:00'] }, days: [1] }, [/^days does not go with week/]],
    [{ days: [1], opensAtMinute: 540 }, [/^closesAtMinute is missing; give it, or the hours of each weekday in week$/]],
    [{}, [/^days is missing/, /^opensAtMinute is missing/, /^closesAtMinute is missing/]],
    [
      { days: [1], opensAtMinute: 1320, closesAtMinute: 360 },
      [/^closesAtMinute must be after opensAtMinute; write a shift past midnight in week, like "22:00-06:00"$/],
    ],
    [
      { week: { monday: ['09:00-13:00'] }, holidays: ['2026-12-25'], dates: { '2026-12-25': [] } },
      [/^dates\.2026-12-25 is a holiday too/],
    ],
    [
      { week: { monday: ['09:00-13:00'] }, dates: { '2026-13-01': [] } },
      [/^dates\.2026-13-01 is no date; write it like 2026-12-25$/],
    ],
  ])('%j', (given, expected) => {
    const faults = faultsOf(given);
    expect(faults).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(faults[index]).toMatch(pattern);
  });

  test('the calendar itself refuses a span that is none', () => {
    expect(() => new BusinessCalendar({ timeZone: 'UTC', week: { monday: ['nine'] }, holidays: [] })).toThrow(
      /no span/,
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

test('the example of the documentation is a calendar', () => {
  const page = readFileSync('docs/scoring.md', 'utf8');
  const example = /## Working hours[\s\S]*?```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const hoursOf = modelFileSchema.parse(JSON.parse(example)).businessHours;
  // Saturday's night shift: 2026-11-21 21:00 UTC is 22:00 in Madrid.
  expect(hours(hoursOf, '2026-11-21T12:00:00Z', '2026-11-22T12:00:00Z')).toBe(8);
  expect(hours(hoursOf, '2026-12-24T00:00:00Z', '2026-12-25T23:00:00Z')).toBe(5);
});
