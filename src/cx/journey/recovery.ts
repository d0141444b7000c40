/** What becomes of bad experiences: the event, what we did about it, how it ended. */
import { answerPosition, isBadAnswer } from '../answers.ts';
import { readAttention } from '../attention.ts';
import type { Context } from '../context.ts';
import { evidenceOf, FLAG_EVIDENCE, wordsOf } from '../evidence.ts';
import type { Evidence } from '../model/scorecard.ts';
import type { Touchpoint } from '../model/touchpoint.ts';
import { DAY_MS } from '../stats/decay.ts';
import { type Interval, wilsonInterval } from '../stats/intervals.ts';
import { median } from '../stats/quantiles.ts';
import type { Timeline } from '../timeline.ts';
import type { Reading } from './readings.ts';
import type { JourneySettings } from './settings.ts';

/** A reading at or above it is a good word. */
const GOOD = 70;
/** A rating or text at or below it is a bad one. */
const BAD = 30;
/** A promise kept so late, or not at all, is a bad experience. */
const LATE_SCORE = 75;

export type RecoveryStatus = 'recovered' | 'not_recovered' | 'open' | 'unknown';

export interface RecoveryEpisode {
  readonly customer: string;
  readonly startedAt: string;
  readonly touchpoint: Touchpoint | null;
  /** How many bad experiences it had until it ended, and the first ten of them. */
  readonly eventCount: number;
  readonly events: readonly Evidence[];
  /** The first time that a person of ours got in touch; null when nobody did. */
  readonly actedAt: string | null;
  readonly hoursToAction: number | null;
  readonly status: RecoveryStatus;
  /** The good word that ended it. */
  readonly recoveredAt: string | null;
  readonly daysToRecover: number | null;
}

export interface Recovery {
  /** The newest first. */
  readonly episodes: readonly RecoveryEpisode[];
  readonly n: number;
  readonly recovered: number;
  readonly notRecovered: number;
  readonly open: number;
  readonly unknown: number;
  /** Recovered / (recovered + not recovered), 0..1, with Wilson's interval; null when no outcome is known. */
  readonly rate: { readonly share: number; readonly interval: Interval } | null;
  /** Medians over the episodes that have them. */
  readonly medianHoursToAction: number | null;
  readonly medianDaysToRecover: number | null;
}

interface Word {
  readonly reading: Reading;
  readonly atMs: number;
  readonly isBad: boolean;
}

/** What customers say or suffer that is clearly good or clearly bad; the rest neither begins nor ends anything. */
function wordOf(reading: Reading): Word | null {
  const { dated, variable, score, atMs } = reading;
  const { signal } = dated;
  if (signal.kind === 'survey') {
    if (isBadAnswer(signal)) return { reading, atMs, isBad: true };
    return 100 * answerPosition(signal) >= GOOD ? { reading, atMs, isBad: false } : null;
  }
  switch (variable) {
    case 'rating':
    case 'sentiment':
      if (score <= BAD) return { reading, atMs, isBad: true };
      return score >= GOOD ? { reading, atMs, isBad: false } : null;
    case 'reopened':
      return score < 100 ? { reading, atMs, isBad: true } : null;
    case 'waiting':
      return { reading, atMs: dated.atMs, isBad: true };
    case 'promise':
      return score <= LATE_SCORE ? { reading, atMs, isBad: true } : null;
    default:
      return null;
  }
}

interface Draft {
  readonly bad: Word[];
  good: Word | null;
}

function episodesOf(words: readonly Word[]): Draft[] {
  const drafts: Draft[] = [];
  let current: Draft | null = null;
  for (const word of words) {
    if (word.isBad) {
      if (current === null) {
        current = { bad: [], good: null };
        drafts.push(current);
      }
      current.bad.push(word);
    } else if (current !== null) {
      current.good = word;
      current = null;
    }
  }
  return drafts;
}

/**
 * Bad experiences of each customer in episodes: the first bad word (a bad answer, a low rating, an angry text, a reopened ticket, a long
 * wait, a late delivery) begins one, the next clearly good word ends it. Recovered: the good word came. Not recovered: after we got in
 * touch, another bad word came and no good one since. Open: neither, and the last bad word is younger than `recoveryDays`. Unknown:
 * older than that, and not a word since.
 */
export function recoveryCycle(
  readings: readonly Reading[],
  timeline: Timeline,
  context: Context,
  settings: JourneySettings,
): Recovery {
  const firstAttention = readAttention(timeline);
  const words = readings.map(wordOf).filter((word) => word !== null);
  words.sort((a, b) => a.atMs - b.atMs || (a.reading.dated.signal.id < b.reading.dated.signal.id ? -1 : 1));
  const episodes: RecoveryEpisode[] = [];
  for (const [customer, own] of Map.groupBy(words, ({ reading }) => reading.dated.signal.customer)) {
    for (const draft of episodesOf(own)) {
      const episode = describe(customer, draft);
      if (episode !== null) episodes.push(episode);
    }
  }

  function describe(customer: string, { bad, good }: Draft): RecoveryEpisode | null {
    const first = bad[0];
    const last = bad.at(-1);
    if (first === undefined || last === undefined) return null;
    const attentionMs = firstAttention(customer, first.atMs);
    const actedMs = attentionMs !== null && (good === null || attentionMs <= good.atMs) ? attentionMs : null;
    const isOld = context.now - last.atMs > settings.recoveryDays * DAY_MS;
    const badAgain = actedMs !== null && last.atMs > actedMs;
    return {
      customer,
      startedAt: new Date(first.atMs).toISOString(),
      touchpoint: first.reading.touchpoint,
      eventCount: bad.length,
      events: bad.slice(0, FLAG_EVIDENCE).map(({ reading }) => {
        const { signal } = reading.dated;
        return evidenceOf(reading.dated, {
          value: reading.score,
          quote: 'subject' in signal ? wordsOf(signal) : signal.text,
        });
      }),
      actedAt: actedMs === null ? null : new Date(actedMs).toISOString(),
      hoursToAction: actedMs === null ? null : (actedMs - first.atMs) / 3_600_000,
      status: good !== null ? 'recovered' : badAgain ? 'not_recovered' : isOld ? 'unknown' : 'open',
      recoveredAt: good === null ? null : new Date(good.atMs).toISOString(),
      daysToRecover: good === null ? null : (good.atMs - first.atMs) / DAY_MS,
    };
  }

  return summariseRecovery(episodes);
}

/** Rate and times of episodes, of one customer or of many. */
export function summariseRecovery(episodes: readonly RecoveryEpisode[]): Recovery {
  const count = (status: RecoveryStatus): number => episodes.filter((episode) => episode.status === status).length;
  const recovered = count('recovered');
  const notRecovered = count('not_recovered');
  const known = recovered + notRecovered;
  const medianOf = (values: readonly (number | null)[]): number | null => {
    const numbers = values.filter((value) => value !== null);
    return numbers.length === 0 ? null : median(numbers);
  };
  return {
    episodes: episodes.toSorted(
      (a, b) =>
        Date.parse(b.startedAt) - Date.parse(a.startedAt) ||
        (a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : 0),
    ),
    n: episodes.length,
    recovered,
    notRecovered,
    open: count('open'),
    unknown: count('unknown'),
    rate: known === 0 ? null : { share: recovered / known, interval: wilsonInterval(recovered, known) },
    medianHoursToAction: medianOf(episodes.map(({ hoursToAction }) => hoursToAction)),
    medianDaysToRecover: medianOf(episodes.map(({ daysToRecover }) => daysToRecover)),
  };
}
