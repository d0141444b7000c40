import { ageDays, type Context, halfLifeDays } from '../context.ts';
import { evidenceOf, SHOWN_EVIDENCE, wordsOf } from '../evidence.ts';
import type { Evidence } from '../model/scorecard.ts';
import { decayWeight, effectiveN, freshness, weightedMean } from '../stats/decay.ts';
import { standardErrorOfMean, Z95 } from '../stats/intervals.ts';
import type { Reading } from './readings.ts';

/** How a touchpoint, a stage, or one variable of them feels. */
export interface PlaceScore {
  /** 0..100, the decayed mean of its readings. */
  readonly score: number;
  /** 95 %. */
  readonly low: number;
  readonly high: number;
  readonly standardError: number;
  /** Signals, not readings. */
  readonly n: number;
  /** 0..1, as of a metric: mass / (mass + 1), a fresh survey answer adding 2, a ticket 1, a message ½. */
  readonly confidence: number;
  /** The worst first. */
  readonly evidence: readonly Evidence[];
}

/**
 * The mean of readings, weights 2^(−age/h) × part / m, with the half-life h and the prior weight m of each signal's kind. Null
 * without a reading.
 */
export function scorePlace(readings: readonly Reading[], context: Context): PlaceScore | null {
  if (readings.length === 0) return null;
  const { priorWeight, horizonHalfLives } = context.model.confidence;
  const ages = readings.map(({ atMs }) => ageDays(context, atMs));
  const newest = ages.reduce((least, age) => Math.min(least, age), Number.POSITIVE_INFINITY);
  let mass = 0;
  const weights = readings.map(({ dated, part }, index) => {
    const { kind } = dated.signal;
    const age = ages[index] ?? 0;
    const worth = part / (priorWeight[kind] ?? 1);
    mass += worth * freshness(age, halfLifeDays(context, kind), horizonHalfLives);
    return worth * decayWeight(age - newest, halfLifeDays(context, kind));
  });
  if (weights.every((weight) => weight === 0)) return null;
  const scores = readings.map(({ score }) => score);
  const score = weightedMean(scores, weights);
  const signals = new Set(readings.map(({ dated }) => dated.signal.id)).size;
  const standardError = standardErrorOfMean(scores, weights, Math.min(Math.max(1, effectiveN(weights)), signals));
  return {
    score,
    low: Math.max(0, score - Z95 * standardError),
    high: Math.min(100, score + Z95 * standardError),
    standardError,
    n: signals,
    confidence: mass / (mass + 1),
    evidence: worstEvidence(readings),
  };
}

function worstEvidence(readings: readonly Reading[]): Evidence[] {
  const worstFirst = readings.toSorted(
    (a, b) => a.score - b.score || b.atMs - a.atMs || (a.dated.signal.id < b.dated.signal.id ? -1 : 1),
  );
  const shown = new Map<string, Evidence>();
  for (const { dated, score } of worstFirst) {
    if (shown.size === SHOWN_EVIDENCE) break;
    if (!shown.has(dated.signal.id)) {
      shown.set(dated.signal.id, evidenceOf(dated, { value: score, quote: wordsOf(dated.signal) }));
    }
  }
  return [...shown.values()];
}
