import { isLow } from '../bands.ts';
import { DAY_MS } from '../stats/decay.ts';
import { type Interval, wilsonInterval } from '../stats/intervals.ts';
import { quantile } from '../stats/quantiles.ts';
import type { BacktestRow } from './row.ts';

/** How long before an outcome the band was already low. */
export interface LeadTimes {
  /** Outcomes with a scored day within the horizon before them. */
  readonly outcomes: number;
  /** Of these: low on the last scored day before the outcome. */
  readonly warned: number;
  readonly warnedShare: { readonly share: number; readonly interval: Interval } | null;
  /** Days from the first low day of the unbroken run that led up to the outcome; null when nobody was warned. */
  readonly days: { readonly p10: number; readonly median: number; readonly p90: number } | null;
}

/**
 * Lead times of the low bands. The run of low days ends at the last scored day before the outcome; a day that could not be scored breaks it.
 */
export function leadTimes(
  rows: readonly BacktestRow[],
  outcomes: ReadonlyMap<string, readonly number[]>,
  { horizonDays }: { readonly horizonDays: number },
): LeadTimes {
  const byCustomer = Map.groupBy(rows, ({ customer }) => customer);
  let judged = 0;
  const days: number[] = [];
  for (const [customer, instants] of outcomes) {
    const own = (byCustomer.get(customer) ?? []).toSorted((a, b) => a.cutMs - b.cutMs);
    for (const atMs of instants) {
      const before = own.filter(({ cutMs }) => cutMs < atMs);
      const last = before.findLast(({ score }) => score !== null);
      if (last === undefined || atMs - last.cutMs > horizonDays * DAY_MS) continue;
      judged += 1;
      const run = runUpTo(before, before.indexOf(last));
      if (run !== null) days.push((atMs - run) / DAY_MS);
    }
  }
  return {
    outcomes: judged,
    warned: days.length,
    warnedShare: judged === 0 ? null : { share: days.length / judged, interval: wilsonInterval(days.length, judged) },
    days:
      days.length === 0 ? null : { p10: quantile(days, 0.1), median: quantile(days, 0.5), p90: quantile(days, 0.9) },
  };
}

/** The first day (ms) of the unbroken run of low days that ends at `end`; null when that day is not low. */
function runUpTo(rows: readonly BacktestRow[], end: number): number | null {
  let first: number | null = null;
  for (let index = end; index >= 0 && isLow(rows[index]?.band ?? null); index -= 1) first = rows[index]?.cutMs ?? first;
  return first;
}
