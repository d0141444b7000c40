/** When a business is open, as people write it: one span for the usual days, or spans of each weekday, and days that differ. */
import { z } from 'zod';

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const DAY_MINUTES = 1440;
const SPAN = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/;

/** Minutes since the midnight on which the span's day begins; `to` is above 1440 where it runs into the next day. */
export interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

/** Reads `09:00-13:30`; one that ends no later than it begins ends on the next day. Null where it is none. */
export function readSpan(text: string): OpenSpan | null {
  const found = SPAN.exec(text);
  if (found === null) return null;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = found.slice(1).map(Number);
  const from = fromHour * 60 + fromMinute;
  const to = toHour * 60 + toMinute;
  if (to > DAY_MINUTES || to === from) return null;
  return { from, to: to > from ? to : to + DAY_MINUTES };
}

const spanSchema = z.string().refine((text) => readSpan(text) !== null, {
  error:
    'is no span of time; write it like "09:00-13:30", "22:00-06:00" for a shift past midnight, or "00:00-24:00" for a whole day',
});

/** The spans of one day; none means closed. */
const daySchema = z
  .array(spanSchema)
  .max(12)
  .superRefine((texts, context) => {
    const spans = texts.map((text, index) => ({ text, index, span: readSpan(text) }));
    for (const { text, index, span } of spans) {
      const other = spans.find(
        (earlier) =>
          earlier.index < index &&
          span !== null &&
          earlier.span !== null &&
          span.from < earlier.span.to &&
          earlier.span.from < span.to,
      );
      if (other === undefined) continue;
      context.addIssue({
        code: 'custom',
        path: [index],
        message: `${text} overlaps ${other.text}; make one of the two`,
      });
    }
  });

const day = daySchema.optional();
const weekSchema = z.strictObject(
  { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day },
  {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys' ? `${keys.join(', ')} is no weekday; use ${WEEKDAYS.join(', ')}` : undefined,
  },
);

const dateSchema = z.iso.date({ error: 'is no date; write it like 2026-12-25' });

/** Hours that are the same on each working day. */
const USUAL = ['days', 'opensAtMinute', 'closesAtMinute'] as const;

/**
 * The business calendar: time is counted only inside these hours. Either `days`, `opensAtMinute` and `closesAtMinute`, or `week`. A span
 * belongs to the day on which it begins: a shift past midnight is worked when that day is no holiday.
 */
export const businessHoursSchema = z
  .strictObject({
    /** IANA name, e.g. Europe/Madrid. */
    timeZone: z.string().refine(
      (name) => {
        try {
          new Intl.DateTimeFormat('en', { timeZone: name });
          return true;
        } catch {
          return false;
        }
      },
      { error: 'is not a known time zone; use an IANA name such as Europe/Madrid' },
    ),
    /** ISO weekdays, 1 = Monday. */
    days: z.array(z.number().int().min(1).max(7)).min(1).optional(),
    opensAtMinute: z.number().int().min(0).max(1439).optional(),
    closesAtMinute: z.number().int().min(1).max(DAY_MINUTES).optional(),
    /** Spans of each weekday, e.g. `{"monday": ["09:00-13:30", "15:00-18:00"], "friday": ["22:00-06:00"]}`; a day that is not named is closed. */
    week: weekSchema.optional(),
    /** Dates (YYYY-MM-DD) on which nobody works. */
    holidays: z.array(dateSchema).default([]),
    /** Hours of single dates in place of their weekday's, e.g. `{"2026-12-24": ["09:00-14:00"]}`. */
    dates: z.record(z.string(), daySchema).optional(),
  })
  .superRefine((hours, context) => {
    const fault = (path: PropertyKey[], message: string): void => context.addIssue({ code: 'custom', path, message });
    const given = USUAL.filter((key) => hours[key] !== undefined);
    if (hours.week !== undefined) {
      for (const key of given) fault([key], 'does not go with week; keep one of the two');
      if (WEEKDAYS.every((name) => (hours.week?.[name] ?? []).length === 0))
        fault(['week'], 'is never open; give at least one day a span like "09:00-17:00"');
    } else if (given.length < USUAL.length) {
      for (const key of USUAL.filter((name) => hours[name] === undefined))
        fault([key], 'is missing; give it, or the hours of each weekday in week');
    } else if ((hours.opensAtMinute ?? 0) >= (hours.closesAtMinute ?? 0)) {
      fault(['closesAtMinute'], 'must be after opensAtMinute; write a shift past midnight in week, like "22:00-06:00"');
    }
    for (const date of Object.keys(hours.dates ?? {}))
      if (!dateSchema.safeParse(date).success) fault(['dates', date], 'is no date; write it like 2026-12-25');
    for (const date of hours.holidays.filter((holiday) => hours.dates?.[holiday] !== undefined))
      fault(['dates', date], 'is a holiday too; take it out of one of the two');
  });
export type BusinessHours = z.infer<typeof businessHoursSchema>;
