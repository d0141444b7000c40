import { isLow } from '../bands.ts';
import type { Band, Scorecard, Subject } from '../model/scorecard.ts';
import type { Signal } from '../model/signal.ts';

export interface RevenueAtRisk {
  /** Revenue of everybody with a known one. */
  readonly total: number;
  /** Of those in the bands poor and critical. */
  readonly atRisk: number;
  /** atRisk / total, 0..1; null without revenue. */
  readonly share: number | null;
  /** Revenue of those with too little known to score. */
  readonly unscored: number;
  /** Whom to call first: low bands, by revenue × (1 − score/100). */
  readonly ranked: readonly {
    readonly rank: number;
    readonly subject: Subject;
    readonly revenue: number;
    readonly score: number;
    readonly band: Band;
    /** revenue × (1 − score/100), in the unit of revenue. */
    readonly exposure: number;
  }[];
}

/**
 * What low scores put at stake. Money only ranks here: it is read beside finished scorecards and never enters a score.
 * @throws RangeError for a revenue that is negative or not finite.
 */
export function revenueAtRisk(
  customers: readonly { readonly scorecard: Scorecard; readonly revenue: number | null }[],
): RevenueAtRisk {
  let total = 0;
  let atRisk = 0;
  let unscored = 0;
  const low: Omit<RevenueAtRisk['ranked'][number], 'rank'>[] = [];
  for (const { scorecard, revenue } of customers) {
    if (revenue === null) continue;
    const { subject, band } = scorecard;
    if (!Number.isFinite(revenue) || revenue < 0) {
      throw new RangeError(`The revenue of ${subject.object} ${subject.id} must be a number from 0; got ${revenue}.`);
    }
    total += revenue;
    if (scorecard.score === null || band === null) unscored += revenue;
    else if (isLow(band)) {
      const score = scorecard.score.value;
      atRisk += revenue;
      low.push({ subject, revenue, score, band, exposure: revenue * (1 - score / 100) });
    }
  }
  low.sort(
    (a, b) =>
      b.exposure - a.exposure ||
      a.score - b.score ||
      (a.subject.id < b.subject.id ? -1 : a.subject.id > b.subject.id ? 1 : 0),
  );
  return {
    total,
    atRisk,
    share: total === 0 ? null : atRisk / total,
    unscored,
    ranked: low.map((one, index) => ({ rank: index + 1, ...one })),
  };
}

/** Amount of a customer's orders that were open at `nowMs`; null when no open order says its amount. */
export function openRevenue(signals: readonly Signal[], nowMs: number): number | null {
  const amounts = signals.flatMap((signal) =>
    signal.kind === 'order' &&
    signal.outcome === 'open' &&
    signal.amount !== undefined &&
    Date.parse(signal.at) <= nowMs
      ? [signal.amount]
      : [],
  );
  return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0);
}
