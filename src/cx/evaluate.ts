import { bandOf, isLow } from './bands.ts';
import { compose, type Prior } from './composite.ts';
import type { Change, FlagDefinition } from './define-flag.ts';
import type { MetricDefinition } from './define-metric.ts';
import { changeDrivers, driversOf } from './drivers.ts';
import { factsOf } from './facts.ts';
import { sellingHolds } from './hold-selling.ts';
import type { Model } from './model/model.ts';
import {
  type Band,
  type Component,
  type Evidence,
  type Flag,
  type Override,
  type Scorecard,
  SEVERITIES,
  type Subject,
} from './model/scorecard.ts';
import type { Signal } from './model/signal.ts';
import type { Stage } from './model/touchpoint.ts';
import { nextStepOf } from './next-step.ts';
import { type Occasion, type Reading, SubjectReader, weightOf } from './read-subject.ts';
import { roundNumbers } from './round-numbers.ts';
import { DAY_MS } from './stats/decay.ts';
import { twoSidedP } from './stats/normal-distribution.ts';
import { lexiconReader, type TextReader } from './text/text-reader.ts';
import type { TextMemory } from './texts.ts';
import { type ReadSignals, readSignals } from './timeline.ts';

const CHANGE_DAYS = 30;

export interface EvaluateInput {
  readonly subject: Subject;
  /** Everything known about the subject (for an account: about all its customers), in any order. */
  readonly signals: readonly Signal[];
  /** These signals with their dates, where somebody has read them already. */
  readonly read?: ReadSignals;
  readonly model: Model;
  /** ISO 8601. */
  readonly now: string;
  /** Band of the scorecard before this one, for the hysteresis. */
  readonly previousBand?: Band | null;
  /** `lowSince` of the scorecard before this one. */
  readonly lowSince?: string | null;
  /** What to assume of somebody of whom little is known, e.g. the mean of the segment; the model's prior unless given. */
  readonly prior?: Partial<Prior>;
  /** Stage of the relationship, whose weights apply. */
  readonly stage?: Stage | null;
  /** When the customer left: the scorecard stays as it was then. A date after `now` does not count yet. */
  readonly churnedAt?: string | null;
  /** A person's own judgement, to be shown beside the computed score. */
  readonly override?: Override | null;
  /** Understands the texts, e.g. by a model of the install's own; the installed reader unless given. */
  readonly textReader?: TextReader;
  /** What this reader made of texts already, by signal; whatever else is read is put here. One memory may serve many evaluations. */
  readonly readings?: TextMemory;
}

type TestedChange = Change & { readonly p: number };

/**
 * How likely chance alone moves the score so far. What both readings rest on cannot have moved it: the part of the present evidence that
 * was there before (by count, weighed by share) is taken as their correlation.
 */
function chanceOfChange(before: Reading, after: Reading): number {
  const [was, is] = [before.composite.standardError ?? 0, after.composite.standardError ?? 0];
  let common = after.composite.priorShare;
  for (const [metric, share] of after.composite.shares) {
    const now = after.measured.get(metric)?.n ?? 0;
    if (now > 0) common += share * Math.min(1, (before.measured.get(metric)?.n ?? 0) / now);
  }
  const variance = was * was + is * is - 2 * Math.min(1, common) * was * is;
  const points = (after.composite.score ?? 0) - (before.composite.score ?? 0);
  if (Math.abs(points) < 1e-9) return 1;
  return variance < 1e-9 ? 0 : twoSidedP(points / Math.sqrt(variance));
}

/** When and under which circumstances a scorecard is written. */
interface Moment {
  readonly occasion: Occasion;
  readonly at: string;
  readonly isFrozen: boolean;
  readonly override: Scorecard['override'];
}

/** Computes the scorecard of one subject at one instant. */
export type Evaluate = (input: EvaluateInput) => Scorecard;

function instantOf(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new RangeError(`"${text}" is not an instant; use ISO 8601, e.g. 2026-01-31T09:00:00Z.`);
  return ms;
}

/**
 * Builds `evaluate` from the installed metrics and flags. `evaluate` is pure: the same signals, model and `now` give the same
 * scorecard, byte for byte, whatever the order of the signals. Signals after `now` are ignored, and of earlier ones only what was
 * known at `now` is used, so any past day can be computed again.
 *
 * `evaluate` throws RangeError for an unreadable `now` or signal date, and for a model that weighs a metric that is not installed.
 * @param installed.textReader understands texts where an evaluation does not name a reader of its own; the shipped lexicons unless given.
 */
export function createEvaluate(installed: {
  readonly metrics: readonly MetricDefinition[];
  readonly flags: readonly FlagDefinition[];
  readonly textReader?: TextReader;
}): Evaluate {
  const metrics = installed.metrics.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const flags = installed.flags.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const reader = new SubjectReader(metrics);

  function componentsOf({ measured, composite, context }: Reading, { model, stage }: Occasion): Component[] {
    const isAccount = context.subject.object === 'account';
    const components: Component[] = [];
    for (const { id, nature, unit, account } of metrics) {
      const measurement = measured.get(id);
      if (measurement === undefined) continue;
      const { value, score, n, confidence, interval, details, evidence } = measurement;
      const share = composite.shares.get(id) ?? 0;
      const component: Omit<Component, 'evidence'> & { evidence?: Evidence[] } = {
        metric: id,
        nature,
        value,
        unit: isAccount ? (account?.unit ?? unit) : unit,
        score,
        n,
        confidence,
        weight: weightOf(model, id, stage),
        share,
        points: share * (score - model.baseline),
      };
      if (interval !== undefined) component.interval = interval;
      if (details !== undefined) component.details = { ...details };
      component.evidence = [...evidence];
      components.push(component as Component);
    }
    return components;
  }

  function missingOf({ measured }: Reading, { model, stage }: Occasion): string[] {
    return metrics
      .filter(({ id }) => weightOf(model, id, stage) > 0 && (measured.get(id)?.confidence ?? 0) === 0)
      .map(({ id }) => id);
  }

  function priorOf({ composite }: Reading, { prior, model }: Occasion): Scorecard['prior'] {
    const { priorShare: share } = composite;
    return share === 0 ? null : { score: prior.score, share, points: share * (prior.score - model.baseline) };
  }

  function natureOf(reading: Reading, { model, stage }: Occasion, nature: 'perception' | 'record') {
    if (!reading.isScored) return null;
    const parts = reader.partsOf(reading.measured, model, stage, nature);
    const { score, coverage } = compose(parts, reader.totalWeight(model, stage, nature));
    return score === null ? null : { score, coverage };
  }

  function flagsOf({ timeline, context }: Reading, change: Change | null): Flag[] {
    const found = flags.flatMap(({ id, detect }): Flag[] => {
      const finding = detect(timeline, context, change);
      if (finding === null) return [];
      if (finding.evidence.length === 0) throw new RangeError(`The flag "${id}" was raised without evidence.`);
      const { severity, since, evidence, facts } = finding;
      return [{ id, severity, since, evidence: [...evidence], facts: { ...facts } }];
    });
    return found.sort(
      (a, b) =>
        SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
        Date.parse(a.since) - Date.parse(b.since) ||
        (a.id < b.id ? -1 : 1),
    );
  }

  function changeSince(before: Reading, after: Reading): TestedChange | null {
    const from = before.composite.score;
    const to = after.composite.score;
    if (!before.isScored || !after.isScored || from === null || to === null) return null;
    const drivers = changeDrivers(before.contributions, after.contributions);
    const p = chanceOfChange(before, after);
    return { from, points: to - from, drivers, p, evidenceOf: (metric) => after.measured.get(metric)?.evidence ?? [] };
  }

  function conclude(input: EvaluateInput, reading: Reading, change: TestedChange | null, moment: Moment): Scorecard {
    const { subject, model, previousBand = null, lowSince = null } = input;
    const { timeline, context, composite, measured } = reading;
    const { occasion, at, isFrozen } = moment;
    const flagged = flagsOf(reading, change);
    const score =
      reading.isScored && composite.score !== null && composite.interval !== null
        ? roundNumbers({ value: composite.score, ...composite.interval })
        : null;
    const band = score === null ? null : bandOf(score.value, model, previousBand);
    const facts = factsOf(timeline, measured, subject, context.interactions.at(-1)?.dated.signal.at ?? null);
    const perception = reader.partsOf(measured, model, occasion.stage, 'perception');
    return {
      subject: { object: subject.object, id: subject.id },
      model: { id: model.id, version: model.version },
      at,
      status: score === null ? 'insufficient' : 'scored',
      score,
      band,
      coverage: composite.coverage,
      perception: natureOf(reading, occasion, 'perception'),
      record: natureOf(reading, occasion, 'record'),
      components: componentsOf(reading, occasion),
      prior: priorOf(reading, occasion),
      missing: missingOf(reading, occasion),
      drivers: score === null ? [] : driversOf(reading.contributions, model.baseline),
      change30d:
        change === null
          ? null
          : { from: change.from, points: change.points, drivers: [...change.drivers], p: change.p },
      flags: flagged,
      facts,
      nextStep: isFrozen ? null : nextStepOf(flagged, timeline, context, perception),
      holdSelling: sellingHolds(facts, band, flagged),
      stage: occasion.stage,
      frozenAt: isFrozen ? at : null,
      override: moment.override,
      lowSince: isLow(band) ? (lowSince ?? at) : null,
      signals: {
        n: timeline.count,
        newestAt: timeline.newest?.signal.at ?? null,
        oldestAt: timeline.oldest?.signal.at ?? null,
      },
    };
  }

  return (input) => {
    const { subject, model, stage = null, override = null } = input;
    const givenMs = instantOf(input.now);
    const churnedMs = input.churnedAt == null ? Number.POSITIVE_INFINITY : instantOf(input.churnedAt);
    const isFrozen = churnedMs <= givenMs;
    const nowMs = isFrozen ? churnedMs : givenMs;
    const signals = input.read ?? readSignals(input.signals);
    const prior: Prior = { ...model.prior, ...input.prior };
    const occasion: Occasion = {
      ...{ subject, signals, model, stage, prior, wordMemory: input.readings?.words ?? new Map() },
      textReader: input.textReader ?? installed.textReader ?? lexiconReader,
      textMemory: input.readings ?? new Map(),
    };
    const reading = reader.read(occasion, nowMs, true);
    const change = changeSince(reader.read(occasion, nowMs - CHANGE_DAYS * DAY_MS, false, reading), reading);
    const moment: Moment = {
      occasion,
      at: new Date(nowMs).toISOString(),
      isFrozen,
      override: override === null ? null : { ...override, active: givenMs < instantOf(override.until) },
    };
    return roundNumbers<Scorecard>(conclude(input, reading, change, moment));
  };
}
