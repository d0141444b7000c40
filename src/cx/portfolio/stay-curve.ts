/** How long customers stay, when most of them have not left yet. */
import { DAY_MS } from '../stats/decay.ts';
import { instantMs } from '../stats/require-finite.ts';
import { kaplanMeier } from '../stats/survival.ts';
import type { Tenure } from './retention.ts';

const MONTH_DAYS = 365.2425 / 12;
/** Whole months after they came at which the curve is read. */
const READ_AT = [1, 3, 6, 12, 24, 36, 60] as const;
/** With fewer who were seen that long the curve is a guess. */
export const LEAST_AT_RISK = 10;

export interface StayPoint {
  readonly months: number;
  /** Share still there after so many months, 0..1, with its 95 % interval. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** Customers who were seen that long and were still there. */
  readonly atRisk: number;
}

export interface StayCurve {
  readonly customers: number;
  readonly left: number;
  /** As far as at least ten customers were seen. */
  readonly points: readonly StayPoint[];
  /** Half of them stay at least so long; null where more than half are still there. */
  readonly medianMonths: number | null;
}

/**
 * Kaplan–Meier over all customers, from the day on which each came. Who is still there has been seen until `now` and no longer (right-censored): a
 * plain share of those who left would count everybody who came last week as a loyal customer. Null where nobody came before `now`.
 * @throws RangeError for unreadable dates, or an end before the start.
 */
export function stayCurve(tenures: readonly Tenure[], now: string): StayCurve | null {
  const nowMs = instantMs('now', now);
  const seen = tenures.flatMap(({ customer, startedAt, endedAt }) => {
    const startMs = instantMs(`startedAt of ${customer}`, startedAt);
    if (startMs > nowMs) return [];
    const endMs = endedAt === null ? Number.POSITIVE_INFINITY : instantMs(`endedAt of ${customer}`, endedAt);
    if (endMs < startMs) throw new RangeError(`${customer} left (${endedAt}) before they came (${startedAt}).`);
    return [{ days: (Math.min(endMs, nowMs) - startMs) / DAY_MS, hasLeft: endMs <= nowMs }];
  });
  if (seen.length === 0) return null;
  const steps = kaplanMeier(
    seen.map(({ days }) => days),
    seen.map(({ hasLeft }) => hasLeft),
  );
  const points = READ_AT.flatMap((months): StayPoint[] => {
    const days = months * MONTH_DAYS;
    const atRisk = seen.filter((own) => own.days >= days).length;
    if (atRisk < LEAST_AT_RISK) return [];
    const { survival: share, low, high } = steps.findLast(({ time }) => time <= days) ?? ALL_STAYED;
    return [{ months, share, low, high, atRisk }];
  });
  const half = steps.find(({ survival }) => survival <= 0.5);
  return {
    customers: seen.length,
    left: seen.filter(({ hasLeft }) => hasLeft).length,
    points,
    medianMonths: half === undefined ? null : half.time / MONTH_DAYS,
  };
}

const ALL_STAYED = { survival: 1, low: 1, high: 1 };
