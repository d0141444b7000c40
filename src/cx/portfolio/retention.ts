/** Who stays, who leaves, who comes back to buy. */
import type { Signal } from '../model/signal.ts';
import { DAY_MS } from '../stats/decay.ts';
import { type Interval, wilsonInterval } from '../stats/intervals.ts';
import { instantMs, requireNumber } from '../stats/require-finite.ts';
import { type Month, monthCalendar, monthDistance, monthsBetween, shiftMonth } from './months.ts';

/** How long somebody has been a customer. */
export interface Tenure {
  readonly customer: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Null while they are a customer. */
  readonly endedAt: string | null;
}

interface TenureMs {
  readonly startMs: number;
  readonly endMs: number;
}

function read({ customer, startedAt, endedAt }: Tenure): TenureMs {
  const startMs = instantMs(`startedAt of ${customer}`, startedAt);
  const endMs = endedAt === null ? Number.POSITIVE_INFINITY : instantMs(`endedAt of ${customer}`, endedAt);
  if (endMs < startMs) throw new RangeError(`${customer} left (${endedAt}) before they came (${startedAt}).`);
  return { startMs, endMs };
}

export interface PeriodRates {
  readonly from: string;
  readonly to: string;
  /** Customers when the period began. */
  readonly activeAtStart: number;
  /** Of these: lost in the period. */
  readonly lost: number;
  /** Won in the period; they are in no denominator. */
  readonly won: number;
  /** 0..1; null when nobody was there at the start. */
  readonly churn: number | null;
  readonly retention: number | null;
  /** Wilson, of `churn`. */
  readonly churnInterval: Interval | null;
  /** 1 − (1 − churn)^(1 year / period): the churn of a year at this pace. */
  readonly annualChurn: number | null;
}

/** 1 − (1 − c)^periods: the yearly churn of a churn per month (12), quarter (4) … @throws RangeError unless 0 ≤ churn ≤ 1. */
export function annualChurn(churn: number, periodsPerYear: number = 12): number {
  requireNumber('churn', churn, 0, 1);
  requireNumber('periodsPerYear', periodsPerYear, Number.MIN_VALUE);
  return 1 - (1 - churn) ** periodsPerYear;
}

/**
 * Churn of a period = lost / active at its start; retention = 1 − churn; customers won in the period are excluded. The period begins at
 * `from` (included) and ends at `to` (excluded).
 * @throws RangeError for unreadable dates, an end before the start, an empty period.
 */
export function periodRates(tenures: readonly Tenure[], from: string, to: string): PeriodRates {
  const fromMs = instantMs('from', from);
  const toMs = instantMs('to', to);
  if (toMs <= fromMs) throw new RangeError(`The period must end after it begins; got ${from} to ${to}.`);
  const known = tenures.map(read);
  const atStart = known.filter(({ startMs, endMs }) => startMs < fromMs && endMs >= fromMs);
  const lost = atStart.filter(({ endMs }) => endMs < toMs).length;
  const isKnown = atStart.length > 0;
  const churn = isKnown ? lost / atStart.length : null;
  return {
    from,
    to,
    activeAtStart: atStart.length,
    lost,
    won: known.filter(({ startMs }) => startMs >= fromMs && startMs < toMs).length,
    churn,
    retention: churn === null ? null : 1 - churn,
    churnInterval: isKnown ? wilsonInterval(lost, atStart.length) : null,
    annualChurn: churn === null ? null : annualChurn(churn, (365.2425 * DAY_MS) / (toMs - fromMs)),
  };
}

export interface Cohort {
  /** The month in which they became customers. */
  readonly month: Month;
  readonly size: number;
  /** Share still there after 0, 1, 2 … whole months, 0..1; months that are not over yet are left out. */
  readonly retained: readonly number[];
}

/**
 * Retention by start month. A cohort's k-th cell is the share that was still there at the end of the k-th month after its start month;
 * cells whose month is not over at `now` are not there (they are not zero).
 * @throws RangeError for unreadable dates or an unknown time zone.
 */
export function cohortRetention(tenures: readonly Tenure[], now: string, timeZone: string): Cohort[] {
  const nowMs = instantMs('now', now);
  const calendar = monthCalendar(timeZone);
  const current = calendar.monthOf(nowMs);
  const started = tenures.map(read).filter(({ startMs }) => startMs <= nowMs);
  const groups = Map.groupBy(started, ({ startMs }) => calendar.monthOf(startMs));
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, own]) => {
      const over = monthDistance(month, current);
      const ends = monthsBetween(month, shiftMonth(current, -1)).map((each) => calendar.startOf(shiftMonth(each, 1)));
      const retained = ends
        .slice(0, over)
        .map((endOfMonthMs) => own.filter(({ endMs }) => endMs >= endOfMonthMs).length / own.length);
      return { month, size: own.length, retained };
    });
}

export interface Repurchase {
  /** Customers with a won order in the period. */
  readonly buyers: number;
  /** Of these: with two or more. */
  readonly repeatBuyers: number;
  /** 0..1 with Wilson's interval; null without buyers. */
  readonly rate: { readonly share: number; readonly interval: Interval } | null;
}

/** Repurchase rate = buyers with at least two won orders / buyers, over orders from `from` (included) to `to` (excluded). */
export function repurchaseRate(signals: readonly Signal[], from: string, to: string): Repurchase {
  const fromMs = instantMs('from', from);
  const toMs = instantMs('to', to);
  const orders = new Map<string, Set<string>>();
  for (const signal of signals) {
    if (signal.kind !== 'order' || signal.outcome !== 'won') continue;
    const atMs = Date.parse(signal.at);
    if (atMs < fromMs || atMs >= toMs) continue;
    const own = orders.get(signal.customer) ?? new Set<string>();
    orders.set(signal.customer, own.add(signal.id));
  }
  const buyers = orders.size;
  const repeatBuyers = [...orders.values()].filter(({ size }) => size >= 2).length;
  return {
    buyers,
    repeatBuyers,
    rate: buyers === 0 ? null : { share: repeatBuyers / buyers, interval: wilsonInterval(repeatBuyers, buyers) },
  };
}
