import type { Context } from './context.ts';
import type { Measurement } from './define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE, wordsOf } from './evidence.ts';
import { type Anchors, scoreOn } from './stats/anchors.ts';
import { weightedMean } from './stats/decay.ts';
import { standardErrorOfMean } from './stats/intervals.ts';
import { weightedQuantiles } from './stats/quantiles.ts';
import type { DatedTicket } from './timeline.ts';
import { weigh } from './weigh.ts';

const HOUR_MS = 3_600_000;
const MEDIAN_PART = 0.7;

/** Names of the details that a duration carries, all in hours. */
export const DURATION_DETAILS = ['p90', 'mean', 'calendarMedian', 'calendarP90', 'calendarMean'];

/** A stretch of one ticket's life, ms since 1970. */
export interface Stretch {
  readonly ticket: DatedTicket;
  readonly fromMs: number;
  readonly toMs: number;
  /** When it became known, for its age; its end unless given. Somebody forgotten for years is not waiting since today. */
  readonly knownMs?: number;
  /** Its working hours, where they were counted already. */
  readonly hours?: number;
}

/**
 * Measures finished stretches of time in working hours (value: the decayed median) and calendar hours (details). Durations are
 * skewed, so median and 90th percentile speak instead of the mean: score = 0.7 · score(median) + 0.3 · score(p90).
 * Null without a finished stretch.
 */
export function measureDurations(
  stretches: readonly Stretch[],
  anchors: Anchors,
  context: Context,
): Measurement | null {
  if (stretches.length === 0) return null;
  const { weights, effectiveN, confidence } = weigh(
    'ticket',
    stretches.map(({ toMs, knownMs }) => knownMs ?? toMs),
    context,
  );
  const business = stretches.map(
    ({ fromMs, toMs, hours }) => hours ?? context.businessHours.hoursBetween(fromMs, toMs),
  );
  const businessQuantile = weightedQuantiles(business, weights);
  const median = businessQuantile(0.5);
  const p90 = businessQuantile(0.9);
  const measurement = {
    value: median,
    score: MEDIAN_PART * scoreOn(anchors, median) + (1 - MEDIAN_PART) * scoreOn(anchors, p90),
    n: stretches.length,
    confidence,
    standardError: standardErrorOfMean(
      business.map((hours) => scoreOn(anchors, hours)),
      weights,
      effectiveN,
    ),
  };
  if (context.scoreOnly) return { ...measurement, evidence: [] };
  const calendar = stretches.map(({ fromMs, toMs }) => (toMs - fromMs) / HOUR_MS);
  const calendarQuantile = weightedQuantiles(calendar, weights);
  const longestFirst = stretches
    .map((stretch, index) => ({
      stretch,
      hours: business[index] ?? 0,
      impact: (business[index] ?? 0) * (weights[index] ?? 0),
    }))
    .sort(
      (a, b) =>
        b.impact - a.impact ||
        b.stretch.fromMs - a.stretch.fromMs ||
        (a.stretch.ticket.signal.id < b.stretch.ticket.signal.id ? -1 : 1),
    );
  return {
    ...measurement,
    details: {
      p90,
      mean: weightedMean(business, weights),
      calendarMedian: calendarQuantile(0.5),
      calendarP90: calendarQuantile(0.9),
      calendarMean: weightedMean(calendar, weights),
    },
    evidence: longestFirst
      .slice(0, SHOWN_EVIDENCE)
      .map(({ stretch, hours }) => evidenceOf(stretch.ticket, { value: hours, quote: wordsOf(stretch.ticket.signal) })),
  };
}
