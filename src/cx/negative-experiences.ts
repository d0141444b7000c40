/**
 * Times that something went wrong for a customer, as far as the signals tell: a bad survey answer or review, an answer that took too
 * long, a ticket opened again, having to ask again, a broken promise, angry words.
 */
import { isBadAnswer, isBadRating } from './answers.ts';
import type { Contact } from './contacts.ts';
import type { Model } from './model/model.ts';
import { readPromises } from './promises.ts';
import { DAY_MS } from './stats/decay.ts';
import { isAngry, type SubjectTexts } from './texts.ts';
import type { DatedSignal, Timeline } from './timeline.ts';
import type { Wait } from './waits.ts';

export const NEGATIVE_REASONS = ['answer', 'rating', 'slow', 'reopened', 'repeated', 'promise', 'anger'] as const;
export type NegativeReason = (typeof NEGATIVE_REASONS)[number];

/** One thing that went wrong. */
export interface NegativeEvent {
  readonly dated: DatedSignal;
  readonly atMs: number;
  readonly reason: NegativeReason;
}

/** Everything that went wrong within a few days: to the customer it is one experience. */
export interface NegativeExperience {
  readonly customer: string;
  /** When it began, ms. */
  readonly atMs: number;
  /** In order. */
  readonly events: readonly NegativeEvent[];
}

interface Known {
  readonly timeline: Timeline;
  readonly contacts: readonly Contact[];
  readonly waits: readonly Wait[];
  readonly texts: SubjectTexts;
  readonly model: Model;
  readonly nowMs: number;
}

function repeatedContacts(contacts: readonly Contact[], withinMs: number): NegativeEvent[] {
  const lastOnTopic = new Map<string, Map<number, number>>();
  const found: NegativeEvent[] = [];
  for (const { dated, atMs, topic } of contacts) {
    const { customer } = dated.signal;
    let ofCustomer = lastOnTopic.get(customer);
    if (ofCustomer === undefined) {
      ofCustomer = new Map();
      lastOnTopic.set(customer, ofCustomer);
    }
    const before = ofCustomer.get(topic);
    if (before !== undefined && atMs - before <= withinMs) found.push({ dated, atMs, reason: 'repeated' });
    ofCustomer.set(topic, atMs);
  }
  return found;
}

function eventsOf({ timeline, contacts, waits, texts, model, nowMs }: Known): NegativeEvent[] {
  const fromMs = nowMs - model.metrics.negativeExperiences.windowDays * DAY_MS;
  const limitHours = model.flags.slowAnswer.hours;
  const events: NegativeEvent[] = [];
  for (const dated of timeline.survey) {
    if (dated.atMs >= fromMs && isBadAnswer(dated.signal)) events.push({ dated, atMs: dated.atMs, reason: 'answer' });
  }
  for (const dated of [...timeline.review, ...timeline.observation]) {
    if (dated.atMs >= fromMs && isBadRating(dated.signal)) events.push({ dated, atMs: dated.atMs, reason: 'rating' });
  }
  for (const { ticket, hours } of waits) {
    const atMs = ticket.firstResponseMs ?? ticket.atMs;
    if (hours > limitHours) events.push({ dated: ticket, atMs, reason: 'slow' });
  }
  for (const ticket of timeline.ticket) {
    for (const atMs of ticket.reopenedMs) events.push({ dated: ticket, atMs, reason: 'reopened' });
  }
  events.push(...repeatedContacts(contacts, model.metrics.repeatContact.withinDays * DAY_MS));
  for (const { dated, promisedMs, isBroken } of readPromises(timeline, model, nowMs)) {
    if (isBroken) events.push({ dated, atMs: promisedMs, reason: 'promise' });
  }
  for (const { dated, reading } of texts.readings) {
    if (dated.atMs < fromMs) break;
    if (isAngry(reading, model)) events.push({ dated, atMs: dated.atMs, reason: 'anger' });
  }
  return events
    .filter(({ atMs }) => atMs >= fromMs && atMs <= nowMs)
    .sort(
      (a, b) =>
        a.atMs - b.atMs ||
        (a.dated.signal.id < b.dated.signal.id
          ? -1
          : a.dated.signal.id > b.dated.signal.id
            ? 1
            : a.reason < b.reason
              ? -1
              : 1),
    );
}

/**
 * The negative experiences of the model's window, oldest first. Events of one customer that lie within a few days of the first of
 * them are one experience; an answer to a survey is most often the customer's word about what has just gone wrong.
 */
export function readNegativeExperiences(known: Known): NegativeExperience[] {
  const sameWithinMs = known.model.metrics.negativeExperiences.sameWithinDays * DAY_MS;
  const found: { customer: string; atMs: number; events: NegativeEvent[] }[] = [];
  const running = new Map<string, { customer: string; atMs: number; events: NegativeEvent[] }>();
  for (const event of eventsOf(known)) {
    const { customer } = event.dated.signal;
    const open = running.get(customer);
    if (open !== undefined && event.atMs - open.atMs <= sameWithinMs) {
      open.events.push(event);
      continue;
    }
    const experience = { customer, atMs: event.atMs, events: [event] };
    running.set(customer, experience);
    found.push(experience);
  }
  return found;
}
