/** The journey as one reads it: touchpoint after touchpoint, with the mood of each. */

import type { SignalKind } from '../model/signal.ts';
import type { Stage, Touchpoint } from '../model/touchpoint.ts';
import { shortQuote } from '../text/quote.ts';
import type { DatedSignal, Timeline } from '../timeline.ts';
import type { Reading } from './readings.ts';
import type { JourneySettings, Variable } from './settings.ts';
import { PHASE_OF_STAGE, type Phase, stageOfSignal } from './stage-of.ts';

export type Mood = 'good' | 'neutral' | 'bad' | 'unknown';

/** From it on a step is good; below `BAD_BELOW` bad. */
const GOOD_FROM = 65;
const BAD_BELOW = 40;

export interface JourneyStep {
  readonly signal: string;
  readonly kind: SignalKind;
  readonly at: string;
  readonly customer: string;
  readonly touchpoint: Touchpoint;
  readonly stage: Stage;
  readonly phase: Phase;
  /** Who acted: the customer, a person of ours, a machine. */
  readonly by: 'customer' | 'us' | 'machine';
  readonly mood: Mood;
  /** The score behind the mood, 0..100; null when nothing tells it. */
  readonly score: number | null;
  /** What told it. */
  readonly moodFrom: readonly Variable[];
  readonly quote?: string;
  readonly href?: string;
}

function moodOf(score: number | null): Mood {
  if (score === null) return 'unknown';
  if (score >= GOOD_FROM) return 'good';
  return score < BAD_BELOW ? 'bad' : 'neutral';
}

function byWhom({ signal }: DatedSignal): JourneyStep['by'] {
  if (signal.kind === 'observation') return 'us';
  if (signal.kind !== 'message') return 'customer';
  if (signal.automated) return 'machine';
  return signal.direction === 'inbound' ? 'customer' : 'us';
}

/** The last `settings.steps` signals, oldest first. */
export function journeySteps(
  timeline: Timeline,
  readings: readonly Reading[],
  settings: JourneySettings,
): JourneyStep[] {
  const all: DatedSignal[] = [
    ...timeline.survey,
    ...timeline.ticket,
    ...timeline.message,
    ...timeline.meeting,
    ...timeline.order,
    ...timeline.review,
    ...timeline.mention,
    ...timeline.visit,
    ...timeline.abandonment,
    ...timeline.observation,
  ];
  all.sort((a, b) => a.atMs - b.atMs || (a.signal.id < b.signal.id ? -1 : 1));
  const shown = all.slice(-settings.steps);
  const told = Map.groupBy(readings, ({ dated }) => dated.signal.id);
  return shown.map((dated) => {
    const { signal } = dated;
    const own = told.get(signal.id) ?? [];
    const parts = own.reduce((sum, { part }) => sum + part, 0);
    const score = parts === 0 ? null : own.reduce((sum, reading) => sum + reading.part * reading.score, 0) / parts;
    // An answer belongs to what it is about; everything else to where it took place.
    const about = signal.kind === 'survey' ? own[0] : undefined;
    const stage = about?.stage ?? stageOfSignal(signal);
    const quote = shortQuote(signal.text ?? ('subject' in signal ? signal.subject : undefined));
    return {
      signal: signal.id,
      kind: signal.kind,
      at: signal.at,
      customer: signal.customer,
      touchpoint: about?.touchpoint ?? signal.touchpoint,
      stage,
      phase: PHASE_OF_STAGE[stage],
      by: byWhom(dated),
      mood: moodOf(score),
      score,
      moodFrom: own.map(({ variable }) => variable),
      ...(quote === undefined ? {} : { quote }),
      ...(signal.href === undefined ? {} : { href: signal.href }),
    };
  });
}
