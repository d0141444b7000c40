import { type BusinessHours, type OpenSpan, readSpan, WEEKDAYS } from '../model/opening-hours.ts';
import { DAY_MS } from './decay.ts';
import { offsetReader } from './time-zone.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MINUTES = 1440;

interface Span {
  readonly openMs: number;
  readonly closeMs: number;
}

interface Year {
  readonly number: number;
  /** First local day of the year, in days since 1970-01-01. */
  readonly firstDay: number;
  /** When each day begins, and when the year after it does. */
  readonly begins: readonly number[];
  /** In order, apart from each other, inside their day: what runs past midnight is two. */
  readonly days: readonly (readonly Span[])[];
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

/** 0 = Monday. */
function weekdayOf(dayNumber: number): number {
  return (((dayNumber + 3) % 7) + 7) % 7;
}

function dateOf(dayNumber: number): string {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}

function readSpans(texts: readonly string[]): OpenSpan[] {
  return texts.map((text) => {
    const span = readSpan(text);
    if (span === null) throw new RangeError(`"${text}" is no span of time; write it like "09:00-17:00".`);
    return span;
  });
}

/** Spans of each weekday, Monday first. */
function weekOf({ week, days = [], opensAtMinute: from = 0, closesAtMinute: to = 0 }: BusinessHours): OpenSpan[][] {
  return WEEKDAYS.map((name, index) =>
    week === undefined ? (days.includes(index + 1) ? [{ from, to }] : []) : readSpans(week[name] ?? []),
  );
}

/**
 * Counts working time: the part of an interval in which the business is open. The calendar's time zone, its holidays and clock
 * changes are respected; an opening hour that a clock change skips moves with the clock. Spans may overlap from one day into the next:
 * time is counted once. Years are computed once and remembered.
 */
export class BusinessCalendar {
  readonly #offsetAt: (atMs: number) => number;
  readonly #week: readonly (readonly OpenSpan[])[];
  readonly #dates: ReadonlyMap<string, readonly OpenSpan[]>;
  readonly #years = new Map<number, Year>();
  #lastYear: Year | undefined;

  /** @throws RangeError for an unknown time zone, or a span that is none. */
  constructor(hours: BusinessHours) {
    this.#offsetAt = offsetReader(hours.timeZone);
    this.#week = weekOf(hours);
    this.#dates = new Map<string, readonly OpenSpan[]>([
      ...Object.entries(hours.dates ?? {}).map(([date, spans]) => [date, readSpans(spans)] as const),
      ...hours.holidays.map((date) => [date, []] as const),
    ]);
  }

  /** Working hours between two instants (ms since 1970); 0 when `toMs` is not after `fromMs`. Never more than the calendar hours. */
  hoursBetween(fromMs: number, toMs: number): number {
    if (toMs <= fromMs) return 0;
    const fromYear = this.#yearAt(fromMs);
    const toYear = this.#yearAt(toMs);
    const openUntil = this.#openUntil(toYear, toMs) - this.#openUntil(fromYear, fromMs);
    return (openUntil + this.#wholeYears(fromYear, toYear)) / HOUR_MS;
  }

  /** Open ms from the beginning of a local year until `atMs`, which lies in it. */
  #openUntil(year: Year, atMs: number): number {
    const index = this.#dayIndex(year, atMs);
    let open = year.before[index] ?? 0;
    for (const { openMs, closeMs } of year.days[index] ?? []) {
      if (atMs <= openMs) break;
      open += Math.min(atMs, closeMs) - openMs;
    }
    return open;
  }

  /** The day is told by when days begin: where clocks are set back over midnight, a local date comes twice. */
  #dayIndex({ firstDay, begins, days }: Year, atMs: number): number {
    let index = Math.min(Math.max(this.#localDay(atMs) - firstDay, 0), days.length - 1);
    while (index > 0 && atMs < (begins[index] ?? 0)) index -= 1;
    while (index < days.length - 1 && atMs >= (begins[index + 1] ?? Number.POSITIVE_INFINITY)) index += 1;
    return index;
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
  #yearAt(atMs: number): Year {
    const last = this.#lastYear;
    if (last !== undefined && this.#lies(atMs, last) === 0) return last;
    const number = new Date(this.#localDay(atMs) * DAY_MS).getUTCFullYear();
    const guess = this.#year(number);
    const beside = this.#lies(atMs, guess);
    const year = beside === 0 ? guess : this.#year(number + beside);
    this.#lastYear = year;
    return year;
  }

  /** −1 before the year, 1 after it, 0 inside. */
  #lies(atMs: number, { begins, days }: Year): -1 | 0 | 1 {
    if (atMs < (begins[0] ?? 0)) return -1;
    return atMs >= (begins[days.length] ?? 0) ? 1 : 0;
  }

  #year(number: number): Year {
    const known = this.#years.get(number);
    if (known !== undefined) return known;
    const firstDay = Date.UTC(number, 0, 1) / DAY_MS;
    const length = Date.UTC(number + 1, 0, 1) / DAY_MS - firstDay;
    const begins = Array.from({ length: length + 1 }, (_, index) => this.#instant(firstDay + index, 0));
    const days: Span[][] = [];
    const before = [0];
    for (let index = 0; index < length; index += 1) {
      const spans = this.#openSpans(firstDay + index, begins[index] ?? 0, begins[index + 1] ?? 0);
      days.push(spans);
      before.push(spans.reduce((sum, { openMs, closeMs }) => sum + closeMs - openMs, before[index] ?? 0));
    }
    const year: Year = { number, firstDay, begins, days, before };
    this.#years.set(number, year);
    return year;
  }

  /** Spans that begin on this day. */
  #spansOf(dayNumber: number): readonly OpenSpan[] {
    if (this.#dates.size > 0) {
      const own = this.#dates.get(dateOf(dayNumber));
      if (own !== undefined) return own;
    }
    return this.#week[weekdayOf(dayNumber)] ?? [];
  }

  /** When it is open between the beginning of this day and of the next, what came over midnight included, joined where it overlaps. */
  #openSpans(dayNumber: number, beginsMs: number, endsMs: number): Span[] {
    const overnight = this.#spansOf(dayNumber - 1).flatMap(({ to }) =>
      to > DAY_MINUTES ? [{ from: 0, to: to - DAY_MINUTES }] : [],
    );
    const spans: Span[] = [];
    for (const { from, to } of [...overnight, ...this.#spansOf(dayNumber)].sort((a, b) => a.from - b.from)) {
      const openMs = Math.max(beginsMs, this.#instant(dayNumber, from), spans.at(-1)?.closeMs ?? beginsMs);
      const closeMs = Math.min(endsMs, to >= DAY_MINUTES ? endsMs : this.#instant(dayNumber, to));
      if (closeMs > openMs) spans.push({ openMs, closeMs });
    }
    return spans;
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
