/** What each signal says about how an interaction went: 0..100, at a touchpoint, in a stage. */
import { answerPosition } from '../answers.ts';
import type { Context } from '../context.ts';
import { indexFrom } from '../first-from.ts';
import firstResponseTime from '../metrics/first-response-time.ts';
import resolutionTime from '../metrics/resolution-time.ts';
import type { Scale, Signal, SignalOf } from '../model/signal.ts';
import type { Stage, Touchpoint } from '../model/touchpoint.ts';
import { type Pledge, readPromises } from '../promises.ts';
import { type Anchors, scoreOn } from '../stats/anchors.ts';
import { DAY_MS } from '../stats/decay.ts';
import type { Dated, DatedSignal, DatedTicket, Timeline } from '../timeline.ts';
import type { JourneySettings, Variable } from './settings.ts';
import { stageOfSignal } from './stage-of.ts';

/** What a text sounds like: −1..1 and how sure that is; null where it says nothing. */
type Mood = { readonly polarity: number; readonly confidence: number } | null;

export interface Reading {
  readonly variable: Variable;
  readonly atMs: number;
  /** 0..100. */
  readonly score: number;
  /** How much of a whole reading of its kind it counts, 0..1; the readings of one ticket add up to 1. */
  readonly part: number;
  /** Null for an answer about the relationship as a whole. */
  readonly touchpoint: Touchpoint | null;
  readonly stage: Stage;
  readonly dated: DatedSignal;
}

/** Days late → score: a day late is forgiven, two weeks are not. */
const LATE: Anchors = [
  [0, 100],
  [1, 75],
  [3, 50],
  [7, 25],
  [14, 0],
];
/** A colleague's rating counts less than the customer's own word. */
const OBSERVATION_PART = 0.5;
/** A wait that still goes on speaks once it is this bad; until then nothing is known. */
const LONG_WAIT_SCORE = 50;
/** So many earlier interactions are looked at for what an answer is about; keeps a customer with thousands of them linear. */
const COMPARED = 50;

/** 0..100, or null without a scale to read it on. */
function ratingScore(value: number | undefined, scale: Scale | undefined): number | null {
  if (value === undefined || scale === undefined || value < scale.min || value > scale.max) return null;
  const position = (value - scale.min) / (scale.max - scale.min);
  return 100 * (scale.reversed ? 1 - position : position);
}

/** The touchpoint and stage that an answer is about. */
type Attribution = (answer: Dated<'survey'>) => { readonly touchpoint: Touchpoint | null; readonly stage: Stage };

/** What an answer can be about: things that the customer lived through, oldest first, by customer. */
function attribute(timeline: Timeline, settings: JourneySettings): Attribution {
  const lived: DatedSignal[] = [
    ...timeline.ticket,
    ...timeline.message.filter(({ signal }) => !signal.automated && signal.purpose !== 'marketing'),
    ...timeline.meeting.filter(({ signal }) => signal.outcome === 'held' || signal.outcome === 'unknown'),
    ...timeline.order,
    ...timeline.visit,
  ].sort((a, b) => a.atMs - b.atMs || (a.signal.id < b.signal.id ? -1 : 1));
  const byCustomer = Map.groupBy(lived, ({ signal }) => signal.customer);
  const byOrigin = new Map<string, DatedSignal>();
  for (const dated of lived) if (dated.signal.origin !== undefined) byOrigin.set(dated.signal.origin, dated);

  return ({ signal, atMs }) => {
    const stage = stageOfSignal(signal);
    if (signal.touchpoint !== 'survey') return { touchpoint: signal.touchpoint, stage };
    const isRelational = signal.scope === undefined ? signal.survey === 'nps' : signal.scope === 'relational';
    const about =
      (signal.origin === undefined ? undefined : byOrigin.get(signal.origin)) ??
      (isRelational ? undefined : lastLived(byCustomer.get(signal.customer) ?? [], atMs, settings));
    if (about === undefined) return { touchpoint: isRelational ? null : 'survey', stage };
    return { touchpoint: about.signal.touchpoint, stage: signal.stage ?? stageOfSignal(about.signal) };
  };
}

/** Of the last things that began before `untilMs`, the one touched last, if that was recent enough. */
function lastLived(
  lived: readonly DatedSignal[],
  untilMs: number,
  { attributeWithinDays }: JourneySettings,
): DatedSignal | undefined {
  const end = indexFrom(lived.length, (index) => (lived[index]?.atMs ?? 0) > untilMs);
  let best: { dated: DatedSignal; touchMs: number } | undefined;
  for (const dated of lived.slice(Math.max(0, end - COMPARED), end)) {
    const touchMs = lastTouch(dated, untilMs);
    if (untilMs - touchMs <= attributeWithinDays * DAY_MS && touchMs >= (best?.touchMs ?? 0)) best = { dated, touchMs };
  }
  return best?.dated;
}

/** The last thing that happened to it before `untilMs`: an answer after the solution of a long ticket is about that ticket. */
function lastTouch(dated: DatedSignal, untilMs: number): number {
  if (!isTicket(dated)) return dated.atMs;
  const touches = [dated.atMs, dated.firstResponseMs, dated.resolvedMs, ...dated.reopenedMs];
  return Math.max(...touches.filter((touch) => touch !== null).filter((touch) => touch <= untilMs));
}

function isTicket(dated: DatedSignal): dated is DatedTicket {
  return dated.signal.kind === 'ticket';
}

const VARIABLE_OF_SURVEY = {
  nps: 'recommendation',
  csat: 'satisfaction',
  ces: 'ease',
  other: 'rating',
} as const satisfies Record<SignalOf<'survey'>['survey'], Variable>;

function ticketReadings(ticket: DatedTicket, context: Context, mood: Mood): Reading[] {
  const place = { touchpoint: ticket.signal.touchpoint, stage: stageOfSignal(ticket.signal), dated: ticket };
  const hours = (toMs: number): number => context.businessHours.hoursBetween(ticket.atMs, toMs);
  const parts: { variable: Variable; atMs: number; score: number; part: number }[] = [];
  const { firstResponseMs, resolvedMs, reopenedMs } = ticket;
  if (firstResponseMs !== null) {
    const score = scoreOn(firstResponseTime.anchors ?? [], hours(firstResponseMs));
    parts.push({ variable: 'first-response', atMs: firstResponseMs, score, part: 1 });
  }
  if (resolvedMs !== null) {
    const score = scoreOn(resolutionTime.anchors ?? [], hours(resolvedMs));
    parts.push({ variable: 'resolution', atMs: resolvedMs, score, part: 1 });
  }
  const lastReopenedMs = reopenedMs.at(-1);
  if (resolvedMs !== null || lastReopenedMs !== undefined) {
    const score = Math.max(0, 100 - 50 * reopenedMs.length);
    parts.push({ variable: 'reopened', atMs: lastReopenedMs ?? resolvedMs ?? ticket.atMs, score, part: 1 });
  }
  if (ticket.open) {
    const anchors = firstResponseMs === null ? firstResponseTime.anchors : resolutionTime.anchors;
    const score = scoreOn(anchors ?? [], hours(context.now));
    if (score <= LONG_WAIT_SCORE) parts.push({ variable: 'waiting', atMs: context.now, score, part: 1 });
  }
  if (mood !== null) {
    const score = 50 + 50 * mood.polarity;
    parts.push({ variable: 'sentiment', atMs: ticket.atMs, score, part: mood.confidence });
  }
  return parts.map((one) => ({ ...place, ...one, part: one.part / parts.length }));
}

/** A promise of a delivery belongs to the delivery, whatever channel the order came through. */
function promiseReading({ dated, keptMs, lateHours }: Pledge, nowMs: number): Reading {
  const isOrder = dated.signal.kind === 'order';
  return {
    variable: 'promise',
    atMs: keptMs ?? nowMs,
    score: scoreOn(LATE, lateHours / 24),
    part: 1,
    touchpoint: isOrder ? 'delivery' : dated.signal.touchpoint,
    stage: isOrder ? 'deliver' : stageOfSignal(dated.signal),
    dated,
  };
}

function readMoods(context: Context): ReadonlyMap<Signal, NonNullable<Mood>> {
  const moods = new Map<Signal, NonNullable<Mood>>();
  for (const { dated, reading } of context.texts.readings) {
    const { score, confidence } = reading.sentiment;
    if (confidence > 0) moods.set(dated.signal, { polarity: score, confidence });
  }
  return moods;
}

/** Every reading that the timeline allows at `context.now`, oldest first. Signals that say nothing give none: missing is not neutral. */
export function readReadings(timeline: Timeline, context: Context, settings: JourneySettings): Reading[] {
  const found: Reading[] = [];
  const moods = readMoods(context);
  const place = (dated: DatedSignal) => ({
    touchpoint: dated.signal.touchpoint,
    stage: stageOfSignal(dated.signal),
    dated,
    atMs: dated.atMs,
  });
  const mood = (dated: DatedSignal): Mood => moods.get(dated.signal) ?? null;
  const sentiment = (dated: DatedSignal): void => {
    const heard = mood(dated);
    if (heard === null) return;
    found.push({ ...place(dated), variable: 'sentiment', score: 50 + 50 * heard.polarity, part: heard.confidence });
  };

  const aboutWhat = attribute(timeline, settings);
  for (const answer of timeline.survey) {
    found.push({
      ...place(answer),
      ...aboutWhat(answer),
      variable: VARIABLE_OF_SURVEY[answer.signal.survey],
      score: 100 * answerPosition(answer.signal),
      part: 1,
    });
  }
  for (const ticket of timeline.ticket) found.push(...ticketReadings(ticket, context, mood(ticket)));
  for (const pledge of readPromises(timeline, context.model, context.now))
    found.push(promiseReading(pledge, context.now));
  for (const review of timeline.review) {
    const score = ratingScore(review.signal.value, review.signal.scale);
    if (score === null) sentiment(review);
    else found.push({ ...place(review), variable: 'rating', score, part: 1 });
  }
  for (const observation of timeline.observation) {
    const score = ratingScore(observation.signal.value, observation.signal.scale);
    if (score !== null) found.push({ ...place(observation), variable: 'observation', score, part: OBSERVATION_PART });
  }
  for (const message of timeline.message) {
    if (message.signal.direction === 'inbound' && !message.signal.automated) sentiment(message);
  }
  for (const mention of timeline.mention) sentiment(mention);
  return found.sort(
    (a, b) =>
      a.atMs - b.atMs ||
      (a.dated.signal.id < b.dated.signal.id ? -1 : a.dated.signal.id > b.dated.signal.id ? 1 : 0) ||
      (a.variable < b.variable ? -1 : 1),
  );
}
