/** How long customers stay in a stage before the next one. */
import { STAGES, type Stage } from '../model/touchpoint.ts';
import { DAY_MS } from '../stats/decay.ts';
import { quantile } from '../stats/quantiles.ts';

/** A customer entered a stage, as the CRM or the signals tell it. */
export interface StageEntry {
  readonly stage: Stage;
  /** ISO 8601. */
  readonly at: string;
}

export interface Stay {
  readonly stage: Stage;
  readonly enteredAt: string;
  /** Null while they are in it. */
  readonly leftAt: string | null;
  readonly next: Stage | null;
  /** Until they left, or until now. */
  readonly days: number;
}

/**
 * Stays in order of entry, as known at `nowMs`; entries into the stage one is in already are one stay.
 * @throws RangeError for an entry whose date cannot be read.
 */
export function staysOf(entries: readonly StageEntry[], nowMs: number): Stay[] {
  const dated = entries.map(({ stage, at }) => {
    const atMs = Date.parse(at);
    if (Number.isNaN(atMs)) throw new RangeError(`The entry into ${stage} has an unreadable date: ${at}`);
    return { stage, atMs };
  });
  const inOrder = dated
    .filter(({ atMs }) => atMs <= nowMs)
    .sort((a, b) => a.atMs - b.atMs || STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage));
  const changes = inOrder.filter(({ stage }, index) => inOrder[index - 1]?.stage !== stage);
  return changes.map(({ stage, atMs }, index) => {
    const next = changes[index + 1];
    return {
      stage,
      enteredAt: new Date(atMs).toISOString(),
      leftAt: next === undefined ? null : new Date(next.atMs).toISOString(),
      next: next?.stage ?? null,
      days: ((next?.atMs ?? nowMs) - atMs) / DAY_MS,
    };
  });
}

export interface TransitionTime {
  readonly stage: Stage;
  /** Finished stays. */
  readonly n: number;
  readonly medianDays: number | null;
  readonly p90Days: number | null;
  readonly meanDays: number | null;
  /** Still in it. */
  readonly inside: number;
}

/** Over many customers: how long a finished stay in each stage took. All stages, in order. */
export function transitionTimes(stays: readonly Stay[]): TransitionTime[] {
  return STAGES.map((stage) => {
    const own = stays.filter((stay) => stay.stage === stage);
    const days = own.filter(({ leftAt }) => leftAt !== null).map((stay) => stay.days);
    const isKnown = days.length > 0;
    return {
      stage,
      n: days.length,
      medianDays: isKnown ? quantile(days, 0.5) : null,
      p90Days: isKnown ? quantile(days, 0.9) : null,
      meanDays: isKnown ? days.reduce((sum, one) => sum + one, 0) / days.length : null,
      inside: own.length - days.length,
    };
  });
}
