/** Month on month, year on year: what managers compare, by the calendar of their time zone. */
import { instantMs, requireNumber } from './stats/require-finite.ts';
import { offsetReader } from './stats/time-zone.ts';
import type { TrendPoint } from './trend.ts';

export interface Change {
  /** The month compared with, `2025-11`. */
  readonly against: string;
  /** In the unit of the value. */
  readonly points: number;
  /** Of the earlier value; null when that was 0. */
  readonly percent: number | null;
}

export interface MonthSummary {
  /** `2026-11` */
  readonly month: string;
  /** Weighted by n. */
  readonly mean: number;
  readonly n: number;
  readonly readings: number;
  /** False for the month in which `until` lies. */
  readonly complete: boolean;
  /** Null when there is no reading in the month to compare with. */
  readonly monthOnMonth: Change | null;
  readonly yearOnYear: Change | null;
}

export interface MonthlyChanges {
  readonly timeZone: string;
  /** Ascending. */
  readonly months: readonly MonthSummary[];
  /** Months between the first and the last without a reading. */
  readonly missing: readonly string[];
}

function monthBefore(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + (number - 1) - months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/**
 * Means by calendar month with the change to the month and to the year before. A month without readings is listed as missing and
 * compared with nothing.
 * @param until the end of what is known (default: the last reading); the month in which it lies is not complete.
 * @throws RangeError for an unknown time zone, or an instant or value that is none.
 */
export function monthlyChanges(points: readonly TrendPoint[], timeZone: string, until?: string): MonthlyChanges {
  const offsetAt = offsetReader(timeZone);
  const monthOf = (atMs: number): string => new Date(atMs + offsetAt(atMs)).toISOString().slice(0, 7);
  const sums = new Map<string, { sum: number; n: number; readings: number }>();
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const [index, { at, value, n = 1 }] of points.entries()) {
    const atMs = instantMs(`points[${index}].at`, at);
    requireNumber(`points[${index}].value`, value);
    requireNumber(`points[${index}].n`, n, Number.MIN_VALUE);
    lastMs = Math.max(lastMs, atMs);
    const own = sums.get(monthOf(atMs)) ?? { sum: 0, n: 0, readings: 0 };
    sums.set(monthOf(atMs), { sum: own.sum + value * n, n: own.n + n, readings: own.readings + 1 });
  }
  if (sums.size === 0) return { timeZone, months: [], missing: [] };
  const open = monthOf(until === undefined ? lastMs : instantMs('until', until));
  const means = new Map([...sums].map(([month, { sum, n }]) => [month, sum / n]));
  const change = (month: string, monthsBack: number): Change | null => {
    const against = monthBefore(month, monthsBack);
    const earlier = means.get(against);
    if (earlier === undefined) return null;
    const difference = (means.get(month) ?? 0) - earlier;
    return { against, points: difference, percent: earlier === 0 ? null : (100 * difference) / Math.abs(earlier) };
  };
  const names = [...means.keys()].sort();
  const missing: string[] = [];
  const last = names.at(-1) ?? '';
  for (let month = monthBefore(names[0] ?? '', -1); month < last; month = monthBefore(month, -1)) {
    if (!means.has(month)) missing.push(month);
  }
  return {
    timeZone,
    months: names.map((month) => ({
      month,
      mean: means.get(month) ?? 0,
      n: sums.get(month)?.n ?? 0,
      readings: sums.get(month)?.readings ?? 0,
      complete: month < open,
      monthOnMonth: change(month, 1),
      yearOnYear: change(month, 12),
    })),
    missing,
  };
}
