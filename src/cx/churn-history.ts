/** A subject's past as training rows: one for each period in which it could have left. */
import { churnFeatures } from './churn-features.ts';
import { leavingOf } from './churn-outcomes.ts';
import type { ChurnRow } from './churn-rows.ts';
import type { Subject } from './model/scorecard.ts';
import type { Signal } from './model/signal.ts';
import { DAY_MS } from './stats/decay.ts';
import { readSignals, timelineAt } from './timeline.ts';

/** What a churn model foretells: leaving within so many days. */
export const CHURN_HORIZON_DAYS = 90;
/** Two years back; further back the business was another one. */
const PERIODS = 8;
/** Who is known for less time has no history to go by. */
const KNOWN_DAYS = 30;

export interface PastOf {
  readonly object: Subject['object'];
  readonly signals: readonly Signal[];
  /** The lifecycle says that this is a customer no more. */
  readonly isFormer: boolean;
}

/**
 * Rows of one subject, the oldest first: each with what was known on the first day of a period of 90 days, and whether the subject
 * left in it. Periods end at `nowMs`; they begin once the subject has been known for 30 days and had an exchange or an order, and end
 * with the one in which it left (discrete-time hazard: Singer & Willett 1993, https://doi.org/10.3102/10769986018002155).
 */
export function churnHistory({ object, signals, isFormer }: PastOf, nowMs: number): ChurnRow[] {
  const read = readSignals(signals);
  const { lostMs } = leavingOf(timelineAt(read, nowMs, object), isFormer);
  const rows: ChurnRow[] = [];
  for (let period = PERIODS; period >= 1; period -= 1) {
    const fromMs = nowMs - period * CHURN_HORIZON_DAYS * DAY_MS;
    const toMs = fromMs + CHURN_HORIZON_DAYS * DAY_MS;
    if (lostMs !== null && lostMs <= fromMs) break;
    const timeline = timelineAt(read, fromMs, object);
    if (timeline.oldest === null || fromMs - timeline.oldest.atMs < KNOWN_DAYS * DAY_MS) continue;
    rows.push({
      features: churnFeatures(timeline, fromMs),
      churned: lostMs !== null && lostMs <= toMs,
      recordedAt: new Date(fromMs).toISOString(),
      outcomeAt: new Date(toMs).toISOString(),
    });
  }
  return rows;
}
