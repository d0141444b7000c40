/** Whether somebody went back to those who gave a bad answer. */
import { isBadAnswer } from '../answers.ts';
import { readAttention } from '../attention.ts';
import { evidenceOf } from '../evidence.ts';
import { firstFrom } from '../first-from.ts';
import type { Evidence } from '../model/scorecard.ts';
import type { Signal } from '../model/signal.ts';
import { type Interval, wilsonInterval } from '../stats/intervals.ts';
import { instantMs } from '../stats/require-finite.ts';
import { type Dated, readSignals, type Timeline, timelineAt } from '../timeline.ts';

const HOUR_MS = 3_600_000;
/** Within so many hours a loop counts as closed in time (Bain & Company's rule for closing the loop with detractors). */
export const CLOSE_WITHIN_HOURS = 48;

export type LoopStatus = 'open' | 'contacted' | 'resolved';

export interface Loop {
  readonly customer: string;
  readonly answer: Evidence;
  readonly answeredAt: string;
  /** Open: nobody got in touch. Contacted: a person of ours did. Resolved: they did, and a later answer is no longer bad. */
  readonly status: LoopStatus;
  readonly contactedAt: string | null;
  readonly hoursToContact: number | null;
  readonly resolvedAt: string | null;
}

export interface ClosedLoop {
  /** The newest first. */
  readonly loops: readonly Loop[];
  readonly open: number;
  readonly contacted: number;
  readonly resolved: number;
  /**
   * Share contacted within 48 hours, 0..1, with Wilson's interval, of the bad answers that are at least 48 hours old; null without one.
   */
  readonly closedInTime: { readonly share: number; readonly n: number; readonly interval: Interval } | null;
  /** Younger than 48 hours: left out of the share, contacted or not, so that it is not too good. */
  readonly notDueYet: number;
}

/**
 * The loop with every bad answer (NPS 0–6, lowest satisfaction, effort of 3 or less) given within the last `windowDays` before `now`.
 * A later answer to the same kind of survey resolves it when it is no longer bad and came after the contact.
 * @param signals of any number of customers. @throws RangeError for unreadable dates.
 */
export function closedLoop(signals: readonly Signal[], now: string, windowDays: number = 90): ClosedLoop {
  const nowMs = instantMs('now', now);
  const timeline = timelineAt(readSignals(signals), nowMs, 'customer');
  const firstAttention = readAttention(timeline);
  const good = goodAnswers(timeline);
  const loops: Loop[] = [];
  for (const answer of timeline.survey) {
    const { signal, atMs } = answer;
    if (nowMs - atMs > windowDays * 24 * HOUR_MS || !isBadAnswer(signal)) continue;
    const contactedMs = firstAttention(signal.customer, atMs);
    const resolvedMs = contactedMs === null ? null : firstFrom(good.get(surveyKey(answer)) ?? [], contactedMs);
    loops.push({
      customer: signal.customer,
      answer: evidenceOf(answer, { value: signal.value, quote: signal.text }),
      answeredAt: new Date(atMs).toISOString(),
      status: resolvedMs !== null ? 'resolved' : contactedMs !== null ? 'contacted' : 'open',
      contactedAt: contactedMs === null ? null : new Date(contactedMs).toISOString(),
      hoursToContact: contactedMs === null ? null : (contactedMs - atMs) / HOUR_MS,
      resolvedAt: resolvedMs === null ? null : new Date(resolvedMs).toISOString(),
    });
  }
  loops.reverse();
  const count = (status: LoopStatus): number => loops.filter((loop) => loop.status === status).length;
  const due = loops.filter(({ answeredAt }) => nowMs - Date.parse(answeredAt) >= CLOSE_WITHIN_HOURS * HOUR_MS);
  const inTime = due.filter(
    ({ hoursToContact }) => hoursToContact !== null && hoursToContact <= CLOSE_WITHIN_HOURS,
  ).length;
  return {
    loops,
    open: count('open'),
    contacted: count('contacted'),
    resolved: count('resolved'),
    closedInTime:
      due.length === 0
        ? null
        : { share: inTime / due.length, n: due.length, interval: wilsonInterval(inTime, due.length) },
    notDueYet: loops.length - due.length,
  };
}

function surveyKey({ signal }: Dated<'survey'>): string {
  return `${signal.survey} ${signal.customer}`;
}

/** When each customer gave answers that are not bad, by kind of survey, oldest first. */
function goodAnswers(timeline: Timeline): ReadonlyMap<string, readonly number[]> {
  const good = timeline.survey.filter(({ signal }) => !isBadAnswer(signal));
  return new Map([...Map.groupBy(good, surveyKey)].map(([key, own]) => [key, own.map(({ atMs }) => atMs)]));
}
