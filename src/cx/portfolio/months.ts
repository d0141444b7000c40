/** Calendar months of a time zone. */
import { offsetReader } from '../stats/time-zone.ts';

/** `2026-11`: the month that local clocks show. */
export type Month = string;

export interface MonthCalendar {
  /** The month of an instant (ms since 1970). */
  monthOf(atMs: number): Month;
  /** The instant (ms) at which a month begins on local clocks. */
  startOf(month: Month): number;
}

/** Months as the clocks of an IANA time zone show them. @throws RangeError for an unknown time zone. */
export function monthCalendar(timeZone: string): MonthCalendar {
  const offsetAt = offsetReader(timeZone);
  return {
    monthOf: (atMs) => new Date(atMs + offsetAt(atMs)).toISOString().slice(0, 7),
    startOf: (month) => {
      const local = Date.parse(`${month}-01T00:00:00Z`);
      if (Number.isNaN(local)) throw new RangeError(`"${month}" is not a month; write it like 2026-11.`);
      return local - offsetAt(local - offsetAt(local));
    },
  };
}

/** The month so many months later (or earlier). */
export function shiftMonth(month: Month, by: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** All months from one to another, both included; empty when `to` is before `from`. */
export function monthsBetween(from: Month, to: Month): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to; month = shiftMonth(month, 1)) months.push(month);
  return months;
}

/** How many months `to` lies after `from`. */
export function monthDistance(from: Month, to: Month): number {
  const [fromYear = 0, fromMonth = 1] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 1] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth;
}
