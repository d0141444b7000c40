/** Who stays: churn and retention of a period, cohorts by month of start, repurchase, RFM. */
import { instantMs, requireNumber } from './stats/require-finite.ts';
import { offsetReader } from './stats/time-zone.ts';

/** A customer's span; without `endedAt` they are still there. */
export interface Membership {
  readonly startedAt: string;
  readonly endedAt?: string | null;
}

interface Span {
  readonly startMs: number;
  /** Infinity when still there. */
  readonly endMs: number;
}

function spansOf(members: readonly Membership[]): Span[] {
  return members.map(({ startedAt, endedAt }, index) => {
    const startMs = instantMs(`members[${index}].startedAt`, startedAt);
    const endMs =
      endedAt === undefined || endedAt === null
        ? Number.POSITIVE_INFINITY
        : instantMs(`members[${index}].endedAt`, endedAt);
    if (endMs < startMs) throw new RangeError(`members[${index}].endedAt must not lie before startedAt.`);
    return { startMs, endMs };
  });
}

export interface PeriodChurn {
  readonly activeAtStart: number;
  /** Of those active at the start. */
  readonly lost: number;
  /** Started within the period: no part of the rates. */
  readonly won: number;
  readonly activeAtEnd: number;
  /** lost / activeAtStart, 0..1; null when nobody was active at the start. */
  readonly churn: number | null;
  readonly retention: number | null;
}

/**
 * Churn of the period (from, to]: customers who were there at `from` and had left by `to`. A customer won in the period is not counted,
 * not even when lost again; consecutive periods count every loss of theirs once.
 * @throws RangeError for an instant that is none, an end before its start, or from ≥ to.
 */
export function periodChurn(members: readonly Membership[], from: string, to: string): PeriodChurn {
  const fromMs = instantMs('from', from);
  const toMs = instantMs('to', to);
  if (toMs <= fromMs) throw new RangeError(`to must lie after from; got ${from} and ${to}.`);
  const spans = spansOf(members);
  const there = spans.filter(({ startMs, endMs }) => startMs <= fromMs && endMs > fromMs);
  const lost = there.filter(({ endMs }) => endMs <= toMs).length;
  const won = spans.filter(({ startMs }) => startMs > fromMs && startMs <= toMs).length;
  const churn = there.length === 0 ? null : lost / there.length;
  return {
    activeAtStart: there.length,
    lost,
    won,
    activeAtEnd: spans.filter(({ startMs, endMs }) => startMs <= toMs && endMs > toMs).length,
    churn,
    retention: churn === null ? null : 1 - churn,
  };
}

/** 1 − (1 − c)^periods: the yearly churn of a churn per month (12), quarter (4) … @throws RangeError unless 0 ≤ churn ≤ 1. */
export function annualChurn(churn: number, periodsPerYear: number = 12): number {
  requireNumber('churn', churn, 0, 1);
  requireNumber('periodsPerYear', periodsPerYear, Number.MIN_VALUE);
  return 1 - (1 - churn) ** periodsPerYear;
}

export interface Cohort {
  /** Month of start, `2026-03`. */
  readonly month: string;
  readonly customers: number;
  /** Share still there 0, 1, 2 … months after; only ages that every customer of the cohort has reached. */
  readonly retained: readonly number[];
}

/**
 * Cohorts by month of start in a time zone. Age counts in calendar months of the customer's own start, so that the 31st of January is one
 * month old on the last day of February.
 * @param now until when it is known who left; customers who start later are left out.
 * @throws RangeError for an unknown time zone, an instant that is none or an end before its start.
 */
export function cohortTable(members: readonly Membership[], now: string, timeZone: string): Cohort[] {
  const nowMs = instantMs('now', now);
  const offsetAt = offsetReader(timeZone);
  const localOf = (atMs: number): number => atMs + offsetAt(atMs);
  const nowLocal = localOf(nowMs);
  const cohorts = new Map<string, { spans: Span[]; start: number }>();
  for (const { startMs, endMs } of spansOf(members)) {
    if (startMs > nowMs) continue;
    const start = localOf(startMs);
    const month = new Date(start).toISOString().slice(0, 7);
    const cohort = cohorts.get(month) ?? { spans: [], start };
    cohort.spans.push({ startMs: start, endMs: Number.isFinite(endMs) ? localOf(endMs) : endMs });
    cohort.start = Math.max(cohort.start, start);
    cohorts.set(month, cohort);
  }
  return [...cohorts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, { spans, start }]) => {
      const retained: number[] = [];
      for (let age = 0; monthsLater(start, age) <= nowLocal; age += 1) {
        retained.push(spans.filter(({ startMs, endMs }) => endMs > monthsLater(startMs, age)).length / spans.length);
      }
      return { month, customers: spans.length, retained };
    });
}

/** The same local day and time some months later; the last day of the month where it has no such day. */
function monthsLater(localMs: number, months: number): number {
  const from = new Date(localMs);
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Date.UTC(year, month, Math.min(from.getUTCDate(), lastDay));
  return day + (localMs - Date.UTC(year, from.getUTCMonth(), from.getUTCDate()));
}

export interface Repurchase {
  readonly buyers: number;
  readonly repeatBuyers: number;
  /** repeatBuyers / buyers, 0..1; null without a buyer. */
  readonly rate: number | null;
}

/** Buyers with two or more purchases among all buyers. @param purchases number of purchases per customer; 0 is no buyer. @throws RangeError. */
export function repurchaseRate(purchases: readonly number[]): Repurchase {
  for (const [index, count] of purchases.entries()) requireNumber(`purchases[${index}]`, count, 0);
  const buyers = purchases.filter((count) => count > 0).length;
  const repeatBuyers = purchases.filter((count) => count >= 2).length;
  return { buyers, repeatBuyers, rate: buyers === 0 ? null : repeatBuyers / buyers };
}

export interface Rfm {
  /** 1..5, 5 = bought most recently, most often, for most. */
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

/**
 * Quintiles 1..5 of each value, 5 the highest: 1 + ⌊5 × share of customers strictly below⌋. Equal values therefore always share a
 * quintile, the lowest that any of them could have; quintiles may be uneven or empty.
 * @throws RangeError for a value that is not finite.
 */
export function quintiles(values: readonly number[]): number[] {
  for (const [index, value] of values.entries()) requireNumber(`values[${index}]`, value);
  const sorted = [...values].sort((a, b) => a - b);
  const below = new Map<number, number>();
  for (const [index, value] of sorted.entries()) if (!below.has(value)) below.set(value, index);
  return values.map((value) => 1 + Math.floor((5 * (below.get(value) ?? 0)) / values.length));
}

/** Recency, frequency and monetary quintiles of each customer. @throws RangeError for a value that is not finite. */
export function rfm(
  customers: readonly { readonly daysSinceLast: number; readonly purchases: number; readonly amount: number }[],
): Rfm[] {
  const recency = quintiles(customers.map(({ daysSinceLast }) => -daysSinceLast));
  const frequency = quintiles(customers.map(({ purchases }) => purchases));
  const monetary = quintiles(customers.map(({ amount }) => amount));
  return customers.map((_, index) => ({
    recency: recency[index] ?? 1,
    frequency: frequency[index] ?? 1,
    monetary: monetary[index] ?? 1,
  }));
}
