/** Many journeys read together: where it hurts most customers, who is not asked, how long stages take. */
import { type Recovery, summariseRecovery } from '../journey/recovery.ts';
import { type TransitionTime, transitionTimes } from '../journey/stays.ts';
import type { Journey } from '../journey.ts';
import { STAGES, type Stage, type Touchpoint } from '../model/touchpoint.ts';

export interface PortfolioTouchpoint {
  readonly touchpoint: Touchpoint;
  /** Customers with a reading there. */
  readonly customers: number;
  /** Mean of their scores, by confidence. */
  readonly score: number;
  /** Of all pain of all customers, 0..1. */
  readonly painShare: number;
  /** Of how many customers it is the lowest touchpoint. */
  readonly lowestOf: number;
}

export interface PortfolioStage {
  readonly stage: Stage;
  readonly customers: number;
  /** Mean by confidence; null where nothing is known. */
  readonly score: number | null;
  /** The last survey answer of anybody about this stage; null for never. */
  readonly lastAnswerAt: string | null;
  /** Nobody was asked about this stage within the listening days. */
  readonly isListeningGap: boolean;
  /** What happened in this stage in that time. */
  readonly happenings: number;
}

export interface JourneyOverview {
  readonly journeys: number;
  /** The most painful first. */
  readonly touchpoints: readonly PortfolioTouchpoint[];
  /** All stages, in order. */
  readonly stages: readonly PortfolioStage[];
  /** The steepest fall from one known stage to the next; null without one. */
  readonly largestDrop: { readonly from: Stage; readonly to: Stage; readonly points: number } | null;
  readonly transitions: readonly TransitionTime[];
  readonly brokenMoments: readonly {
    readonly touchpoint: Touchpoint;
    readonly broken: number;
    readonly kept: number;
  }[];
  readonly singleChannel: number;
  /** Mean over the customers with a known coverage, 0..1. */
  readonly channelCoverage: number | null;
  readonly topics: number;
  readonly movedTopics: number;
  readonly recovery: Recovery;
}

/** Reads journeys of one instant together. */
export function overviewOf(journeys: readonly Journey[]): JourneyOverview {
  const coverages = journeys.flatMap(({ channels }) => (channels.coverage === null ? [] : [channels.coverage]));
  const stages = stagesOf(journeys);
  return {
    journeys: journeys.length,
    touchpoints: touchpointsOf(journeys),
    stages,
    largestDrop: largestDropOf(stages),
    transitions: transitionTimes(journeys.flatMap(({ stays }) => stays)),
    brokenMoments: momentsOf(journeys),
    singleChannel: journeys.filter(({ channels }) => channels.singleChannel).length,
    channelCoverage: coverages.length === 0 ? null : coverages.reduce((sum, one) => sum + one, 0) / coverages.length,
    topics: journeys.reduce((sum, { continuity }) => sum + continuity.topics, 0),
    movedTopics: journeys.reduce((sum, { continuity }) => sum + continuity.movedTopics, 0),
    recovery: summariseRecovery(journeys.flatMap(({ recovery }) => recovery.episodes)),
  };
}

interface Weighed {
  readonly score: number;
  readonly confidence: number;
}

function meanOf(places: readonly Weighed[]): number | null {
  const mass = places.reduce((sum, { confidence }) => sum + confidence, 0);
  return mass === 0 ? null : places.reduce((sum, { score, confidence }) => sum + score * confidence, 0) / mass;
}

function touchpointsOf(journeys: readonly Journey[]): PortfolioTouchpoint[] {
  const all = journeys.flatMap(({ touchpoints }) => touchpoints);
  const pain = all.reduce((sum, place) => sum + place.pain, 0);
  return [...Map.groupBy(all, ({ touchpoint }) => touchpoint)]
    .flatMap(([touchpoint, own]): PortfolioTouchpoint[] => {
      const score = meanOf(own);
      if (score === null) return [];
      return [
        {
          touchpoint,
          customers: own.length,
          score,
          painShare: pain === 0 ? 0 : own.reduce((sum, place) => sum + place.pain, 0) / pain,
          lowestOf: journeys.filter(({ lowestTouchpoint }) => lowestTouchpoint === touchpoint).length,
        },
      ];
    })
    .sort((a, b) => b.painShare - a.painShare || (a.touchpoint < b.touchpoint ? -1 : 1));
}

function stagesOf(journeys: readonly Journey[]): PortfolioStage[] {
  return STAGES.map((stage, index) => {
    const places = journeys.flatMap(({ stages }) => {
      const result = stages[index]?.result ?? null;
      return result === null ? [] : [result];
    });
    const listening = journeys.flatMap((journey) => journey.listening.filter((one) => one.stage === stage));
    const answers = listening.flatMap(({ lastAnswerAt }) => (lastAnswerAt === null ? [] : [lastAnswerAt])).sort();
    return {
      stage,
      customers: places.length,
      score: meanOf(places),
      lastAnswerAt: answers.at(-1) ?? null,
      isListeningGap: listening.every(({ isGap }) => isGap),
      happenings: listening.reduce((sum, { happenings }) => sum + happenings, 0),
    };
  });
}

function largestDropOf(stages: readonly PortfolioStage[]): JourneyOverview['largestDrop'] {
  let worst: JourneyOverview['largestDrop'] = null;
  let before: { stage: Stage; score: number } | null = null;
  for (const { stage, score } of stages) {
    if (score === null) continue;
    if (before !== null && score - before.score < (worst?.points ?? 0)) {
      worst = { from: before.stage, to: stage, points: score - before.score };
    }
    before = { stage, score };
  }
  return worst;
}

function momentsOf(journeys: readonly Journey[]): JourneyOverview['brokenMoments'] {
  const moments = journeys.flatMap(({ momentsOfTruth }) => momentsOfTruth);
  return [...Map.groupBy(moments, ({ touchpoint }) => touchpoint)]
    .map(([touchpoint, own]) => ({
      touchpoint,
      broken: own.filter(({ status }) => status === 'broken').length,
      kept: own.filter(({ status }) => status === 'kept').length,
    }))
    .filter(({ broken, kept }) => broken + kept > 0)
    .sort((a, b) => b.broken - a.broken || (a.touchpoint < b.touchpoint ? -1 : 1));
}
