/** Numbers and dates as a language writes them. */
import type { Language } from '../cx/model/text.ts';

export interface Formats {
  readonly language: Language;
  readonly timeZone: string;
  /** At most so many decimals (1 unless told), 0..2. */
  number(value: number, decimals?: number): string;
  /** With sign and one decimal; a real minus. */
  points(value: number): string;
  /** From a share 0..1. */
  percent(share: number): string;
  /** `3 Nov 2026`. */
  date(instant: string): string;
  /** `November 2026`, from `2026-11`. */
  month(yearAndMonth: string): string;
  /** `3 Nov 2026, 14:05`. */
  dateTime(instant: string): string;
  /** `2 hours ago`: only for what is drawn now, never for what is stored. `now` in milliseconds since 1970. */
  ago(instant: string, now: number): string;
}

/** British dates (3 Nov 2026) are read the same on both sides of the Atlantic. */
const TAGS: Record<Language, string> = { en: 'en-GB', es: 'es-ES' };

const AGES = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

const minus = (text: string) => text.replace('-', '\u2212');

/** The formats of a language; dates in the given IANA time zone. */
export function createFormats(language: Language, timeZone = 'UTC'): Formats {
  const tag = TAGS[language];
  const decimals = [0, 1, 2].map((digits) => new Intl.NumberFormat(tag, { maximumFractionDigits: digits }));
  const points = new Intl.NumberFormat(tag, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const day = { day: 'numeric', month: 'short', year: 'numeric', timeZone } as const;
  const date = new Intl.DateTimeFormat(tag, day);
  const dateTime = new Intl.DateTimeFormat(tag, { ...day, hour: '2-digit', minute: '2-digit' });
  const month = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  return {
    language,
    timeZone,
    number: (value, digits = 1) => minus((decimals[digits] ?? points).format(value)),
    points: (value) => minus(points.format(value)),
    percent: (share) => percent.format(share),
    date: (instant) => date.format(new Date(instant)),
    month: (yearAndMonth) => month.format(new Date(`${yearAndMonth}-01T00:00:00Z`)),
    dateTime: (instant) => dateTime.format(new Date(instant)),
    ago(instant, now) {
      const seconds = (Date.parse(instant) - now) / 1000;
      const age = AGES.find(([, length]) => Math.abs(seconds) >= length);
      return age === undefined ? relative.format(0, 'second') : relative.format(Math.trunc(seconds / age[1]), age[0]);
    },
  };
}
