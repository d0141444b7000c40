import type { BusinessHours } from '../model/model.ts';
import { DAY_MS } from './decay.ts';
import { offsetReader } from './time-zone.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

interface OpenDay {
  readonly openMs: number;
  readonly closeMs: number;
}

interface Year {
  readonly number: number;
  /** First local day of the year, in days since 1970-01-01. */
  readonly firstDay: number;
  readonly days: readonly (OpenDay | null)[];
  /** Open ms of the year before each day, and of the whole year at the end. */
  readonly before: readonly number[];
}

const MOST_CALENDARS = 64;
const calendars = new Map<string, BusinessCalendar>();

/**
 * The calendar of these hours, made once: what it works out about a year serves whoever asks next.
 * @throws RangeError for an unknown time zone.
 */
export function calendarOf(hours: BusinessHours): BusinessCalendar {
  const key = JSON.stringify(hours);
  const known = calendars.get(key);
  if (known !== undefined) return known;
  const calendar = new BusinessCalendar(hours);
  const [oldest] = calendars.keys();
  if (calendars.size >= MOST_CALENDARS && oldest !== undefined) calendars.delete(oldest);
  calendars.set(key, calendar);
  return calendar;
}

function isoWeekday(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

/**
 * Counts working time: the part of an interval in which the business is open. The calendar's time zone, its holidays and clock
 * changes are respected; an opening hour that a clock change skips moves with the clock. Years are computed once and remembered.
 */
export class BusinessCalendar {
  readonly #hours: BusinessHours;
  readonly #offsetAt: (atMs: number) => number;
  readonly #holidays: ReadonlySet<string>;
  readonly #years = new Map<number, Year>();
  #lastYear: Year | undefined;

  /** @throws RangeError for an unknown time zone. */
  constructor(hours: BusinessHours) {
    this.#hours = hours;
    this.#offsetAt = offsetReader(hours.timeZone);
    this.#holidays = new Set(hours.holidays);
  }

  /** Working hours between two instants (ms since 1970); 0 when `toMs` is not after `fromMs`. Never more than the calendar hours. */
  hoursBetween(fromMs: number, toMs: number): number {
    if (toMs <= fromMs) return 0;
    const fromDay = this.#localDay(fromMs);
    const toDay = this.#localDay(toMs);
    const fromYear = this.#yearOf(fromDay);
    const toYear = this.#yearOf(toDay);
    const openUntil = this.#openUntil(toYear, toDay, toMs) - this.#openUntil(fromYear, fromDay, fromMs);
    return (openUntil + this.#wholeYears(fromYear, toYear)) / HOUR_MS;
  }

  /** Open ms from the beginning of a local year until `atMs`, which lies on one of its days. */
  #openUntil(year: Year, localDay: number, atMs: number): number {
    const index = localDay - year.firstDay;
    const day = year.days[index] ?? null;
    const today = day === null ? 0 : Math.min(Math.max(0, atMs - day.openMs), day.closeMs - day.openMs);
    return (year.before[index] ?? 0) + today;
  }

  #wholeYears(from: Year, to: Year): number {
    if (from === to) return 0;
    let sum = 0;
    for (let number = from.number; number < to.number; number += 1) {
      const year = this.#year(number);
      sum += year.before[year.days.length] ?? 0;
    }
    return sum;
  }

  #localDay(atMs: number): number {
    return Math.floor((atMs + this.#offsetAt(atMs)) / DAY_MS);
  }

  /** Instants come in clusters, so the year of the last one is looked at first. */
  #yearOf(localDay: number): Year {
    const last = this.#lastYear;
    if (last !== undefined && localDay >= last.firstDay && localDay < last.firstDay + last.days.length) return last;
    const year = this.#year(new Date(localDay * DAY_MS).getUTCFullYear());
    this.#lastYear = year;
    return year;
  }

  #year(number: number): Year {
    const known = this.#years.get(number);
    if (known !== undefined) return known;
    const firstDay = Date.UTC(number, 0, 1) / DAY_MS;
    const length = Date.UTC(number + 1, 0, 1) / DAY_MS - firstDay;
    const days: (OpenDay | null)[] = [];
    const before = [0];
    for (let index = 0; index < length; index += 1) {
      const day = this.#openDay(firstDay + index);
      days.push(day);
      before.push((before[index] ?? 0) + (day === null ? 0 : day.closeMs - day.openMs));
    }
    const year: Year = { number, firstDay, days, before };
    this.#years.set(number, year);
    return year;
  }

  #openDay(dayNumber: number): OpenDay | null {
    if (!this.#hours.days.includes(isoWeekday(dayNumber))) return null;
    if (this.#holidays.has(new Date(dayNumber * DAY_MS).toISOString().slice(0, 10))) return null;
    const openMs = this.#instant(dayNumber, this.#hours.opensAtMinute);
    const closeMs = this.#instant(dayNumber, this.#hours.closesAtMinute);
    return closeMs > openMs ? { openMs, closeMs } : null;
  }

  /**
   * The instant at which local clocks show this minute of this day: the first of two where they are set back (RFC 5545, 3.3.5), so that a
   * day ends where the next one begins; where they skip it, later by what they skip.
   */
  #instant(dayNumber: number, minute: number): number {
    const local = dayNumber * DAY_MS + minute * MINUTE_MS;
    const before = this.#offsetAt(local - DAY_MS);
    const after = this.#offsetAt(local + DAY_MS);
    if (before === after || this.#offsetAt(local - before) === before) return local - before;
    return this.#offsetAt(local - after) === after ? local - after : local - before;
  }
}
