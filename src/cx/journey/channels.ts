/** Through which channels a customer comes, and what becomes of them there. */
import type { Context } from '../context.ts';
import { evidenceOf, FLAG_EVIDENCE, wordsOf } from '../evidence.ts';
import type { Evidence } from '../model/scorecard.ts';
import type { Signal } from '../model/signal.ts';
import type { Touchpoint } from '../model/touchpoint.ts';
import { DAY_MS, decayWeight } from '../stats/decay.ts';
import type { DatedSignal, Timeline } from '../timeline.ts';
import type { JourneySettings } from './settings.ts';

/** Touchpoints that are a way of getting in touch; the others are occasions (a delivery, a survey). */
export const CHANNELS: ReadonlySet<Touchpoint> = new Set<Touchpoint>([
  'website',
  'search',
  'social',
  'store',
  'mobile_app',
  'device',
  'email',
  'phone',
  'chat',
  'sms',
  'form',
  'portal',
  'forum',
  'event',
]);
/** Channels on which one can talk in private. */
const PRIVATE_CHANNELS: readonly Touchpoint[] = ['email', 'phone', 'chat', 'sms'];
const PREFERENCE_HALF_LIFE_DAYS = 180;
const PREFERENCE_MIN_CONTACTS = 3;

export interface ChannelUse {
  readonly channel: Touchpoint;
  /** How often the customer came through it. */
  readonly n: number;
  readonly lastAt: string;
}

export interface ChannelCoverage {
  /** Used by the customer, most often first. */
  readonly seen: readonly ChannelUse[];
  readonly enabled: readonly Touchpoint[];
  /** Enabled channels that were seen / enabled, 0..1; null when nobody has said which are enabled. */
  readonly coverage: number | null;
  /** True when the customer was only ever heard on one channel: what happens on the others is not known. */
  readonly singleChannel: boolean;
}

export interface PreferredChannel {
  readonly channel: Touchpoint;
  /** Stated: somebody asked. Observed: how they usually come. */
  readonly source: 'stated' | 'observed';
  /** Share of the decayed contacts, 0..1; null when stated. */
  readonly share: number | null;
  readonly n: number;
}

export interface NextChannel {
  /** The public message that should go on in private. */
  readonly evidence: Evidence;
  readonly channel: Touchpoint;
  readonly reason: 'preferred' | 'used' | 'enabled' | 'usual';
}

function isFromCustomer(signal: Signal): boolean {
  switch (signal.kind) {
    case 'message':
      return signal.direction === 'inbound' && !signal.automated;
    case 'ticket':
    case 'visit':
    case 'mention':
    case 'abandonment':
      return true;
    case 'meeting':
      return signal.outcome === 'held' || signal.outcome === 'unknown';
    default:
      return false;
  }
}

/** Times that the customer came through a channel, oldest first. */
export function readArrivals(timeline: Timeline): DatedSignal[] {
  const all: DatedSignal[] = [
    ...timeline.message,
    ...timeline.ticket,
    ...timeline.visit,
    ...timeline.mention,
    ...timeline.abandonment,
    ...timeline.meeting,
  ];
  return all
    .filter(({ signal }) => CHANNELS.has(signal.touchpoint) && isFromCustomer(signal))
    .sort((a, b) => a.atMs - b.atMs || (a.signal.id < b.signal.id ? -1 : 1));
}

/** Channels seen against channels enabled, over the last `channelDays`. */
export function channelCoverage(
  arrivals: readonly DatedSignal[],
  context: Context,
  settings: JourneySettings,
): ChannelCoverage {
  const from = context.now - settings.channelDays * DAY_MS;
  const uses = new Map<Touchpoint, { n: number; lastAt: string }>();
  for (const { signal, atMs } of arrivals) {
    if (atMs < from) continue;
    uses.set(signal.touchpoint, { n: (uses.get(signal.touchpoint)?.n ?? 0) + 1, lastAt: signal.at });
  }
  const seen = [...uses]
    .map(([channel, use]) => ({ channel, ...use }))
    .sort((a, b) => b.n - a.n || (a.channel < b.channel ? -1 : 1));
  const enabled = [...new Set(settings.enabledChannels)].sort();
  return {
    seen,
    enabled,
    coverage: enabled.length === 0 ? null : enabled.filter((channel) => uses.has(channel)).length / enabled.length,
    singleChannel: seen.length === 1,
  };
}

/**
 * How the customer wants to be contacted: what they stated, else the channel they talk to us through most (weights 2^(−age/180 d), at
 * least three contacts). Null when neither is known.
 */
export function preferredChannel(
  arrivals: readonly DatedSignal[],
  context: Context,
  stated: Touchpoint | undefined,
): PreferredChannel | null {
  const talks = arrivals.filter(({ signal }) => signal.kind === 'message' || signal.kind === 'ticket');
  const weights = new Map<Touchpoint, { weight: number; n: number }>();
  let total = 0;
  for (const { signal, atMs } of talks) {
    const weight = decayWeight((context.now - atMs) / DAY_MS, PREFERENCE_HALF_LIFE_DAYS);
    const known = weights.get(signal.touchpoint) ?? { weight: 0, n: 0 };
    weights.set(signal.touchpoint, { weight: known.weight + weight, n: known.n + 1 });
    total += weight;
  }
  if (stated !== undefined) {
    return { channel: stated, source: 'stated', share: null, n: weights.get(stated)?.n ?? 0 };
  }
  if (talks.length < PREFERENCE_MIN_CONTACTS || total === 0) return null;
  const [best] = [...weights].sort(([a, one], [b, other]) => other.weight - one.weight || (a < b ? -1 : 1));
  if (best === undefined) return null;
  const [channel, { weight, n }] = best;
  return { channel, source: 'observed', share: Math.min(1, weight / total), n };
}

/**
 * For each public message of the last `channelDays` after which the customer has not come in private: the channel to ask them to, which is
 * the preferred private one, else the one they used last, else the first enabled one, else e-mail. The newest ten, the newest first.
 */
export function nextChannels(
  arrivals: readonly DatedSignal[],
  preferred: PreferredChannel | null,
  context: Context,
  settings: JourneySettings,
): NextChannel[] {
  const isPrivate = (channel: Touchpoint): boolean => PRIVATE_CHANNELS.includes(channel);
  const from = context.now - settings.channelDays * DAY_MS;
  const talks = arrivals.filter(({ signal }) => isPrivate(signal.touchpoint));
  const used = talks.at(-1)?.signal.touchpoint;
  const enabled = PRIVATE_CHANNELS.find((channel) => settings.enabledChannels.includes(channel));
  const choice: Pick<NextChannel, 'channel' | 'reason'> =
    preferred !== null && isPrivate(preferred.channel)
      ? { channel: preferred.channel, reason: 'preferred' }
      : used !== undefined
        ? { channel: used, reason: 'used' }
        : enabled !== undefined
          ? { channel: enabled, reason: 'enabled' }
          : { channel: 'email', reason: 'usual' };
  const lastTalkOf = new Map<string, number>();
  for (const { signal, atMs } of talks) lastTalkOf.set(signal.customer, atMs);
  return arrivals
    .filter(
      ({ signal, atMs }) =>
        signal.touchpoint === 'social' && atMs >= from && (lastTalkOf.get(signal.customer) ?? 0) < atMs,
    )
    .reverse()
    .slice(0, FLAG_EVIDENCE)
    .map((dated) => ({
      evidence: evidenceOf(dated, { quote: 'subject' in dated.signal ? wordsOf(dated.signal) : dated.signal.text }),
      ...choice,
    }));
}

export interface HandOff {
  readonly from: Touchpoint;
  readonly to: Touchpoint;
  readonly at: string;
  readonly hours: number;
  readonly evidence: readonly Evidence[];
}

export interface Continuity {
  /** Topics that came up more than once within `handOffDays`. */
  readonly repeatedTopics: number;
  /** Of all topics: those that moved to another channel. */
  readonly movedTopics: number;
  readonly topics: number;
  /** Share of topics that stayed on one channel, 0..1; null without a topic. */
  readonly continuity: number | null;
  /** The newest ten, the newest first. */
  readonly handOffs: readonly HandOff[];
}

/**
 * What happens to a topic between channels: the same topic of the same customer on another channel within `handOffDays` is a hand-off,
 * and counts as a repeated contact: they had to tell it again. Places that are no channel (`service_desk`, `other`) do not count.
 */
export function handOffContinuity(context: Context, settings: JourneySettings): Continuity {
  const topics = new Map<string, { repeated: boolean; moved: boolean }>();
  const last = new Map<string, Context['contacts'][number]>();
  const handOffs: HandOff[] = [];
  for (const contact of context.contacts) {
    if (!CHANNELS.has(contact.touchpoint)) continue;
    const key = `${contact.topic} ${contact.dated.signal.customer}`;
    const topic = topics.get(key) ?? { repeated: false, moved: false };
    topics.set(key, topic);
    const before = last.get(key);
    last.set(key, contact);
    if (before === undefined || contact.atMs - before.atMs > settings.handOffDays * DAY_MS) continue;
    topic.repeated = true;
    if (before.touchpoint === contact.touchpoint) continue;
    topic.moved = true;
    handOffs.push({
      from: before.touchpoint,
      to: contact.touchpoint,
      at: contact.dated.signal.at,
      hours: (contact.atMs - before.atMs) / 3_600_000,
      evidence: [before, contact].map(({ dated }) => evidenceOf(dated, { quote: wordsOf(dated.signal) })),
    });
  }
  const count = (test: (topic: { repeated: boolean; moved: boolean }) => boolean): number =>
    [...topics.values()].filter(test).length;
  const movedTopics = count(({ moved }) => moved);
  return {
    topics: topics.size,
    repeatedTopics: count(({ repeated }) => repeated),
    movedTopics,
    continuity: topics.size === 0 ? null : 1 - movedTopics / topics.size,
    handOffs: handOffs.reverse().slice(0, FLAG_EVIDENCE),
  };
}
