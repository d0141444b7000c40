/** What is known of a subject before it leaves, as features of a churn model: counted from facts, never from a score or a text. */
import { answerPosition, isBadAnswer, isBadRating } from './answers.ts';
import { readInteractions } from './interactions.ts';
import type { RiskDirection } from './risk-index.ts';
import { DAY_MS } from './stats/decay.ts';
import type { Features } from './stats/encode-features.ts';
import type { Timeline } from './timeline.ts';

/** A customer speaks of the recent past; what is older says little about tomorrow. */
const WINDOW_DAYS = 180;
const ANSWER_DAYS = 365;
/** A first answer after three days is slow by any calendar. */
const SLOW_DAYS = 3;

/** The features in the order of their names, and what people know of them: `raises` when more of it means more risk. */
export const CHURN_FEATURES = {
  bad_experiences: 'raises',
  contacts: null,
  days_since_contact: 'raises',
  last_answer: 'lowers',
  open_tickets: 'raises',
  reopened_tickets: 'raises',
  slow_answers: 'raises',
  tenure_days: null,
  won_orders: 'lowers',
} as const satisfies Readonly<Record<string, RiskDirection | null>>;
export type ChurnFeature = keyof typeof CHURN_FEATURES;

/** The directions that are given to the risk index. */
export const CHURN_DIRECTIONS: Readonly<Record<string, RiskDirection>> = Object.fromEntries(
  Object.entries(CHURN_FEATURES).flatMap(([feature, direction]) => (direction === null ? [] : [[feature, direction]])),
);

/**
 * The features as they were known at the timeline's instant; null where nothing is known. Counts are of the last 180 days, the last
 * survey answer (0..100) of the last 365.
 */
export function churnFeatures(
  timeline: Timeline,
  nowMs: number,
): Readonly<Record<ChurnFeature, number | null>> & Features {
  const recent = ({ atMs }: { readonly atMs: number }): boolean => nowMs - atMs <= WINDOW_DAYS * DAY_MS;
  const interactions = readInteractions(timeline);
  const last = interactions.at(-1)?.atMs;
  const answer = timeline.survey.findLast(
    ({ signal, atMs }) => signal.survey !== 'other' && nowMs - atMs <= ANSWER_DAYS * DAY_MS,
  );
  const tickets = timeline.ticket.filter(recent);
  return {
    bad_experiences:
      timeline.survey.filter(recent).filter(({ signal }) => isBadAnswer(signal)).length +
      timeline.review.filter(recent).filter(({ signal }) => isBadRating(signal)).length,
    contacts: interactions.filter(recent).length,
    days_since_contact: last === undefined ? null : (nowMs - last) / DAY_MS,
    last_answer: answer === undefined ? null : 100 * answerPosition(answer.signal),
    open_tickets: timeline.ticket.filter(({ open }) => open).length,
    reopened_tickets: tickets.filter(({ reopenedMs }) => reopenedMs.length > 0).length,
    slow_answers: tickets.filter(
      ({ atMs, firstResponseMs, open }) => (firstResponseMs ?? (open ? nowMs : atMs)) - atMs > SLOW_DAYS * DAY_MS,
    ).length,
    tenure_days: timeline.oldest === null ? null : (nowMs - timeline.oldest.atMs) / DAY_MS,
    won_orders: timeline.order.filter(({ signal }) => signal.outcome === 'won').length,
  };
}
