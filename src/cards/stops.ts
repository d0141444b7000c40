/** The last touchpoints of a customer and how each went, as far as facts alone tell; what the words of a text say is not read here. */
import { DEFAULT_SCALES, type Scale, type Signal } from '../cx/model/signal.ts';
import type { Mood } from './document.ts';

/** Touchpoints on a card. */
export const JOURNEY_STOPS = 8;

export interface Stop {
  readonly signal: Signal;
  readonly mood: Mood;
}

/** Thirds of the scale, except NPS, whose classes are fixed (0–6, 7–8, 9–10: Reichheld 2003). */
function ratedMood(value: number, scale: Scale, nps = false): Mood {
  const share = (value - scale.min) / (scale.max - scale.min);
  const good = scale.reversed ? 1 - share : share;
  const [bad, fine] = nps ? [0.65, 0.85] : [1 / 3, 2 / 3];
  if (good <= bad) return 'bad';
  return good >= fine ? 'good' : 'neutral';
}

function moodOf(signal: Signal): Mood {
  switch (signal.kind) {
    case 'survey': {
      const scale = signal.scale ?? (signal.survey === 'other' ? undefined : DEFAULT_SCALES[signal.survey]);
      return scale === undefined ? 'unknown' : ratedMood(signal.value, scale, signal.survey === 'nps');
    }
    case 'review':
    case 'observation':
      return signal.value === undefined || signal.scale === undefined
        ? 'unknown'
        : ratedMood(signal.value, signal.scale);
    case 'ticket':
      return signal.reopenedAt.length > 0 ? 'bad' : 'neutral';
    case 'abandonment':
      return 'bad';
    case 'order':
      return signal.outcome === 'won' ? 'good' : 'neutral';
    default:
      return 'unknown';
  }
}

/** Bulk mail is not a meeting with the customer. */
const counts = (signal: Signal) =>
  signal.kind !== 'message' ||
  (!signal.automated && (signal.purpose !== 'marketing' || signal.direction === 'inbound'));

/** The last `limit` touchpoints up to `asOf`, the oldest first; the order of the input does not matter. */
export function lastStops(signals: readonly Signal[], asOf: string, limit: number): readonly Stop[] {
  const until = Date.parse(asOf);
  return signals
    .filter((signal) => counts(signal) && Date.parse(signal.at) <= until)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1))
    .slice(-limit)
    .map((signal) => ({ signal, mood: moodOf(signal) }));
}
