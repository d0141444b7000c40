/** A customer's (or account's) way through touchpoints and stages: where it hurts, where it drops, who listens, what is put right. */
import { createContext } from './context.ts';
import {
  type ChannelCoverage,
  type Continuity,
  channelCoverage,
  handOffContinuity,
  type NextChannel,
  nextChannels,
  type PreferredChannel,
  preferredChannel,
  readArrivals,
} from './journey/channels.ts';
import { type Listening, listeningOf } from './journey/listening.ts';
import { type PlaceScore, scorePlace } from './journey/place-score.ts';
import { type Reading, readReadings } from './journey/readings.ts';
import { type Recovery, recoveryCycle } from './journey/recovery.ts';
import { type ServiceSplit, serviceSplit } from './journey/service-split.ts';
import { defaultJourneySettings, type JourneySettings, type Variable } from './journey/settings.ts';
import { PHASE_OF_STAGE, type Phase, stageOfSignal } from './journey/stage-of.ts';
import { type StageEntry, type Stay, staysOf } from './journey/stays.ts';
import { type JourneyStep, journeySteps } from './journey/steps.ts';
import type { Model } from './model/model.ts';
import type { Subject } from './model/scorecard.ts';
import type { Signal } from './model/signal.ts';
import { STAGES, type Stage, type Touchpoint } from './model/touchpoint.ts';
import { roundNumbers } from './round-numbers.ts';
import { calendarOf } from './stats/business-hours.ts';
import { Z95 } from './stats/intervals.ts';
import { instantMs } from './stats/require-finite.ts';
import { lexiconReader, type TextReader } from './text/text-reader.ts';
import type { TextMemory } from './texts.ts';
import { readSignals, type Timeline, timelineAt } from './timeline.ts';

export interface TouchpointPain extends PlaceScore {
  readonly touchpoint: Touchpoint;
  /** 1 for an ordinary touchpoint, more for a moment of truth. */
  readonly weight: number;
  readonly isMomentOfTruth: boolean;
  /** weight × confidence × (100 − score): what there is to win here. */
  readonly pain: number;
  /** Of all pain, 0..1. */
  readonly painShare: number;
}

export interface StageScore {
  readonly stage: Stage;
  readonly phase: Phase;
  /** Null where nothing is known. */
  readonly result: PlaceScore | null;
}

export interface LargestDrop {
  readonly from: Stage;
  readonly to: Stage;
  /** Negative. */
  readonly points: number;
  /** True when the drop is larger than its 95 % error; else it may be chance. */
  readonly isCertain: boolean;
}

export interface MomentOfTruth {
  readonly touchpoint: Touchpoint;
  readonly weight: number;
  readonly result: PlaceScore | null;
  /** Each critical variable: what was measured, and what it must reach. */
  readonly critical: readonly {
    readonly variable: Variable;
    readonly atLeast: number;
    readonly score: number | null;
    readonly held: boolean | null;
  }[];
  /** Kept: every critical variable that is known holds. Broken: one does not. Unknown: none is known. */
  readonly status: 'kept' | 'broken' | 'unknown';
}

export interface Journey {
  readonly subject: Subject;
  readonly model: { readonly id: string; readonly version: number };
  readonly at: string;
  /** The pain map: the most painful first. */
  readonly touchpoints: readonly TouchpointPain[];
  /** Of the touchpoints of which enough is known, the one with the lowest score. */
  readonly lowestTouchpoint: Touchpoint | null;
  /** All stages, in order. */
  readonly stages: readonly StageScore[];
  readonly largestDrop: LargestDrop | null;
  readonly momentsOfTruth: readonly MomentOfTruth[];
  readonly stays: readonly Stay[];
  /** Where the stays are from: dates of the CRM, or the first signal of each stage. */
  readonly staysFrom: 'history' | 'signals';
  readonly listening: readonly Listening[];
  readonly channels: ChannelCoverage;
  readonly preferred: PreferredChannel | null;
  readonly nextChannels: readonly NextChannel[];
  readonly continuity: Continuity;
  readonly service: ServiceSplit;
  readonly recovery: Recovery;
  /** The last ones, oldest first. */
  readonly steps: readonly JourneyStep[];
}

export interface JourneyInput {
  readonly subject: Subject;
  /** In any order; what lies after `now` is not seen. */
  readonly signals: readonly Signal[];
  readonly model: Model;
  /** ISO 8601. */
  readonly now: string;
  readonly settings?: JourneySettings;
  /** Understands texts. Default: the shipped lexicons. */
  readonly textReader?: TextReader;
  /** What this reader made of texts already. */
  readonly readings?: TextMemory;
  /** When the CRM moved the customer to each stage. */
  readonly stageHistory?: readonly StageEntry[];
  /** How the customer asked to be contacted. */
  readonly statedChannel?: Touchpoint;
}

/**
 * Reads the journey of one subject at one instant. Pure: the same input gives the same journey, byte for byte, in any order of signals.
 * @throws RangeError for an unreadable `now` or date.
 */
export function journeyOf(input: JourneyInput): Journey {
  const { subject, signals, model, now, settings = defaultJourneySettings } = input;
  const nowMs = instantMs('now', now);
  const timeline = timelineAt(readSignals(signals), nowMs, subject.object);
  const context = createContext(timeline, nowMs, subject, model, {
    businessHours: calendarOf(model.businessHours),
    textReader: input.textReader ?? lexiconReader,
    textMemory: input.readings ?? new Map(),
  });
  const readings = readReadings(timeline, context, settings);
  const score = (own: readonly Reading[]): PlaceScore | null => scorePlace(own, context);
  const touchpoints = painMap(readings, score, settings);
  const stages = STAGES.map((stage) => ({
    stage,
    phase: PHASE_OF_STAGE[stage],
    result: score(readings.filter((reading) => reading.stage === stage)),
  }));
  const arrivals = readArrivals(timeline);
  const preferred = preferredChannel(arrivals, context, input.statedChannel);
  const known = touchpoints.filter(({ confidence }) => confidence >= settings.minConfidence);
  const lowest = known.toSorted((a, b) => a.score - b.score || (a.touchpoint < b.touchpoint ? -1 : 1))[0];
  return roundNumbers<Journey>({
    subject: { object: subject.object, id: subject.id },
    model: { id: model.id, version: model.version },
    at: context.nowIso,
    touchpoints,
    lowestTouchpoint: lowest?.touchpoint ?? null,
    stages,
    largestDrop: largestDropOf(stages, settings.minConfidence),
    momentsOfTruth: momentsOfTruth(readings, score, settings),
    stays: staysOf(input.stageHistory ?? firstEntries(timeline), nowMs),
    staysFrom: input.stageHistory === undefined ? 'signals' : 'history',
    listening: listeningOf(timeline, readings, context, settings),
    channels: channelCoverage(arrivals, context, settings),
    preferred,
    nextChannels: nextChannels(arrivals, preferred, context, settings),
    continuity: handOffContinuity(context, settings),
    service: serviceSplit(timeline, context, settings),
    recovery: recoveryCycle(readings, timeline, context, settings),
    steps: journeySteps(timeline, readings, settings),
  });
}

type Score = (readings: readonly Reading[]) => PlaceScore | null;

function painMap(readings: readonly Reading[], score: Score, settings: JourneySettings): TouchpointPain[] {
  const weightOf = new Map(settings.momentsOfTruth.map(({ touchpoint, weight }) => [touchpoint, weight]));
  const places: Omit<TouchpointPain, 'painShare'>[] = [];
  for (const [touchpoint, own] of Map.groupBy(readings, (reading) => reading.touchpoint)) {
    const result = score(own);
    if (touchpoint === null || result === null) continue;
    const weight = weightOf.get(touchpoint) ?? 1;
    const pain = weight * result.confidence * (100 - result.score);
    places.push({ touchpoint, ...result, weight, isMomentOfTruth: weightOf.has(touchpoint), pain });
  }
  places.sort((a, b) => b.pain - a.pain || (a.touchpoint < b.touchpoint ? -1 : 1));
  const all = places.reduce((sum, { pain }) => sum + pain, 0);
  return places.map((place) => ({ ...place, painShare: all === 0 ? 0 : place.pain / all }));
}

/** Between two stages of which enough is known, with no such stage between them. */
function largestDropOf(stages: readonly StageScore[], minConfidence: number): LargestDrop | null {
  let worst: LargestDrop | null = null;
  let before: { stage: Stage; result: PlaceScore } | null = null;
  for (const { stage, result } of stages) {
    if (result === null || result.confidence < minConfidence) continue;
    if (before !== null && result.score - before.result.score < (worst?.points ?? 0)) {
      const points = result.score - before.result.score;
      const error = Z95 * Math.hypot(result.standardError, before.result.standardError);
      worst = { from: before.stage, to: stage, points, isCertain: -points > error };
    }
    before = { stage, result };
  }
  return worst;
}

function momentsOfTruth(readings: readonly Reading[], score: Score, settings: JourneySettings): MomentOfTruth[] {
  return settings.momentsOfTruth.map(({ touchpoint, weight, critical }) => {
    const own = readings.filter((reading) => reading.touchpoint === touchpoint);
    const measured = critical.map(({ variable, atLeast }) => {
      const result = score(own.filter((reading) => reading.variable === variable));
      return {
        variable,
        atLeast,
        score: result?.score ?? null,
        held: result === null ? null : result.score >= atLeast,
      };
    });
    const broken = measured.some(({ held }) => held === false);
    const kept = measured.some(({ held }) => held === true);
    return {
      touchpoint,
      weight,
      result: score(own),
      critical: measured,
      status: broken ? 'broken' : kept ? 'kept' : 'unknown',
    };
  });
}

/** Without dates from the CRM a stage begins with its first signal. */
function firstEntries(timeline: Timeline): StageEntry[] {
  const first = new Map<Stage, number>();
  for (const { signal, atMs } of [
    ...timeline.ticket,
    ...timeline.message,
    ...timeline.meeting,
    ...timeline.order,
    ...timeline.visit,
    ...timeline.abandonment,
  ]) {
    const stage = stageOfSignal(signal);
    first.set(stage, Math.min(atMs, first.get(stage) ?? Number.POSITIVE_INFINITY));
  }
  return [...first].map(([stage, atMs]) => ({ stage, at: new Date(atMs).toISOString() }));
}
