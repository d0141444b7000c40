/** What can be concluded about a subject at one instant, before it is written down as a scorecard. */
import { checkModel } from './check-model.ts';
import { type Composite, compose, type Part, PRIOR_ID, type Prior } from './composite.ts';
import type { WordMemory } from './contacts.ts';
import { type Context, createContext } from './context.ts';
import type { Measurement, MetricDefinition } from './define-metric.ts';
import type { Contribution } from './drivers.ts';
import type { Model } from './model/model.ts';
import type { Subject } from './model/scorecard.ts';
import type { Stage } from './model/touchpoint.ts';
import { type BusinessCalendar, calendarOf } from './stats/business-hours.ts';
import type { TextReader } from './text/text-reader.ts';
import type { TextMemory } from './texts.ts';
import { type ReadSignals, type Timeline, timelineAt } from './timeline.ts';

/** What stays the same for all instants of one evaluation. */
export interface Occasion {
  readonly subject: Subject;
  readonly signals: ReadSignals;
  readonly model: Model;
  readonly stage: Stage | null;
  readonly prior: Prior;
  readonly textReader: TextReader;
  readonly textMemory: TextMemory;
  readonly wordMemory: WordMemory;
}

export interface Reading {
  readonly timeline: Timeline;
  readonly context: Context;
  readonly measured: ReadonlyMap<string, Measurement>;
  readonly composite: Composite;
  /** Of the metrics that were measured, and of the prior. */
  readonly contributions: readonly Contribution[];
  readonly isScored: boolean;
}

type Nature = MetricDefinition['nature'];

/** The weight of a metric in a stage of the relationship. */
export function weightOf(model: Pick<Model, 'weights' | 'stageWeights'>, metric: string, stage: Stage | null): number {
  return (stage === null ? undefined : model.stageWeights[stage]?.[metric]) ?? model.weights[metric] ?? 0;
}

function checkMeasurement(id: string, measured: Measurement): Measurement {
  const { value, score, n, confidence, standardError } = measured;
  const fits =
    Number.isFinite(value) &&
    score >= 0 &&
    score <= 100 &&
    n >= 1 &&
    confidence >= 0 &&
    confidence <= 1 &&
    standardError >= 0;
  if (fits) return measured;
  throw new RangeError(
    `The metric "${id}" measured value ${value}, score ${score}, n ${n}, confidence ${confidence}, standard error ${standardError}; ` +
      'score must lie in 0..100, confidence in 0..1 and n must be at least 1.',
  );
}

/** What a model weighs in one stage: by metric, in the installed order, and together. */
interface Weights {
  readonly each: readonly { readonly metric: MetricDefinition; readonly weight: number }[];
  readonly total: number;
  readonly perception: number;
  readonly record: number;
}

/** Measures subjects with the installed metrics. Calendars, checked models and their weights are remembered. */
export class SubjectReader {
  readonly #metrics: readonly MetricDefinition[];
  readonly #checked = new WeakMap<Model, BusinessCalendar>();
  readonly #weights = new WeakMap<Model, Map<Stage | null, Weights>>();

  /** @param metrics in the order in which their components are to stand. */
  constructor(metrics: readonly MetricDefinition[]) {
    this.#metrics = metrics;
  }

  /**
   * @param all false where only the score is asked for: metrics without weight, evidence and details may be left out.
   * @param later the reading of a later instant: where nothing has happened since, both are of one timeline.
   * @throws RangeError for a model that weighs a metric that is not installed.
   */
  read(occasion: Occasion, nowMs: number, all: boolean, later?: Reading): Reading {
    const { subject, model, stage, prior, textReader, textMemory, wordMemory } = occasion;
    const businessHours = this.#calendarOf(model);
    const isSame = later !== undefined && occasion.signals.latestMs <= nowMs;
    const timeline = isSame ? later.timeline : timelineAt(occasion.signals, nowMs, subject.object);
    const means = { businessHours, textReader, textMemory, wordMemory, scoreOnly: !all };
    const context = createContext(timeline, nowMs, subject, model, means, later?.context);
    const weights = this.#weightsOf(model, stage);
    const measured = new Map<string, Measurement>();
    for (const { metric, weight } of weights.each) {
      if (!all && weight === 0) continue;
      const measurement = metric.measure(timeline, context);
      if (measurement !== null) measured.set(metric.id, checkMeasurement(metric.id, measurement));
    }
    const composite = compose(this.partsOf(measured, model, stage), weights.total, prior);
    const contributions: Contribution[] = [...measured].map(([metric, { score }]) => ({
      metric,
      share: composite.shares.get(metric) ?? 0,
      score,
    }));
    if (composite.priorShare > 0) {
      contributions.push({ metric: PRIOR_ID, share: composite.priorShare, score: prior.score });
    }
    // Coverage is a sum of weights; its last bit must not decide.
    const isScored = composite.score !== null && composite.coverage >= model.minCoverage - 1e-9;
    return { timeline, context, measured, composite, contributions, isScored };
  }

  /** What the measured metrics (of one nature) put into the composite. */
  partsOf(measured: ReadonlyMap<string, Measurement>, model: Model, stage: Stage | null, nature?: Nature): Part[] {
    const { each } = this.#weightsOf(model, stage);
    const parts: Part[] = [];
    for (const { metric, weight } of each) {
      if (nature !== undefined && metric.nature !== nature) continue;
      const measurement = measured.get(metric.id);
      if (measurement === undefined) continue;
      const { score, confidence, standardError } = measurement;
      parts.push({ metric: metric.id, weight, score, confidence, standardError });
    }
    return parts;
  }

  /** Sum of the weights of all metrics (of one nature). */
  totalWeight(model: Model, stage: Stage | null, nature: Nature | 'total' = 'total'): number {
    return this.#weightsOf(model, stage)[nature];
  }

  #weightsOf(model: Model, stage: Stage | null): Weights {
    const ofModel = this.#weights.get(model) ?? new Map<Stage | null, Weights>();
    const known = ofModel.get(stage);
    if (known !== undefined) return known;
    const each = this.#metrics.map((metric) => ({ metric, weight: weightOf(model, metric.id, stage) }));
    const sumOf = (nature?: Nature): number =>
      each.reduce(
        (sum, { metric, weight }) => (nature === undefined || metric.nature === nature ? sum + weight : sum),
        0,
      );
    const weights = { each, total: sumOf(), perception: sumOf('perception'), record: sumOf('record') };
    this.#weights.set(model, ofModel.set(stage, weights));
    return weights;
  }

  /** The calendar of a model, which is checked the first time it is seen. Models with the same hours share a calendar. */
  #calendarOf(model: Model): BusinessCalendar {
    const known = this.#checked.get(model);
    if (known !== undefined) return known;
    const faults = checkModel(model, this.#metrics);
    if (faults.length > 0) throw new RangeError(faults.map(({ key, message }) => `${key} ${message}`).join('; '));
    const calendar = calendarOf(model.businessHours);
    this.#checked.set(model, calendar);
    return calendar;
  }
}
