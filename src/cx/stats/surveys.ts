/** Textbook survey measures on plain lists of answers, each with its interval. */
import { type Interval, wilsonInterval, Z95 } from './intervals.ts';

const FEWEST_FOR_INTERVAL = 2;

export interface NpsResult {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  readonly n: number;
  /** −100..100. */
  readonly nps: number;
  /** Of `nps`, in its points. */
  readonly standardError: number;
  readonly wald: Interval;
  /** The interval to show: adjusted Wald, cut to −100..100; null for a single answer. */
  readonly interval: Interval | null;
  /** Centre and half width of the adjusted interval, before the cut. */
  readonly adjusted: { readonly centre: number; readonly halfWidth: number };
}

function npsMoments(promoters: number, detractors: number, n: number): { nps: number; standardError: number } {
  const p = promoters / n;
  const d = detractors / n;
  return { nps: (100 * (promoters - detractors)) / n, standardError: 100 * Math.sqrt((p + d - (p - d) ** 2) / n) };
}

/**
 * Net Promoter Score of counted answers. Variance p + d − (p − d)²; interval: adjusted Wald (¾ promoter, ¾ detractor and 3 answers
 * added), the best of the simple ones for small n. A single answer has none: it shows no spread, and the three added answers would
 * outweigh it (one promoter: −48..98, without the 100 that was observed). From two answers on the interval holds what was observed.
 * Source: Rocks 2016, The American Statistician 70(4); Lewis & Sauro 2021, https://measuringu.com/nps-three-confidence-intervals.
 * @throws RangeError without answers.
 */
export function netPromoterScore(promoters: number, passives: number, detractors: number): NpsResult {
  const n = promoters + passives + detractors;
  if (!(n > 0)) throw new RangeError('A Net Promoter Score needs at least one answer.');
  const { nps, standardError } = npsMoments(promoters, detractors, n);
  const adjusted = npsMoments(promoters + 0.75, detractors + 0.75, n + 3);
  const halfWidth = Z95 * adjusted.standardError;
  return {
    promoters,
    passives,
    detractors,
    n,
    nps,
    standardError,
    wald: { low: nps - Z95 * standardError, high: nps + Z95 * standardError },
    interval:
      n < FEWEST_FOR_INTERVAL
        ? null
        : { low: Math.max(-100, adjusted.nps - halfWidth), high: Math.min(100, adjusted.nps + halfWidth) },
    adjusted: { centre: adjusted.nps, halfWidth },
  };
}

export interface TopBoxResult {
  readonly n: number;
  readonly positives: number;
  /** 0..1 */
  readonly share: number;
  /** Wilson, 0..1. */
  readonly interval: Interval;
}

/** Share of answers at or above `threshold` (4 of 5, 6 of 7), with Wilson's interval. @throws RangeError without answers. */
export function topBoxShare(answers: readonly number[], threshold: number): TopBoxResult {
  if (answers.length === 0) throw new RangeError('A share needs at least one answer.');
  const positives = answers.filter((answer) => answer >= threshold).length;
  return {
    n: answers.length,
    positives,
    share: positives / answers.length,
    interval: wilsonInterval(positives, answers.length),
  };
}

export interface CustomerEffortResult {
  readonly n: number;
  /** 1..7, 7 = easy. */
  readonly mean: number;
  /** Share of answers 5..7, 0..1. */
  readonly positiveShare: number;
  /** 100 (mean − 1) / 6. */
  readonly normalised: number;
}

/** Customer Effort Score 2.0 of answers on 1..7, 7 = "made it easy". @throws RangeError without answers. */
export function customerEffort(answers: readonly number[]): CustomerEffortResult {
  if (answers.length === 0) throw new RangeError('An effort score needs at least one answer.');
  const mean = answers.reduce((sum, answer) => sum + answer, 0) / answers.length;
  return {
    n: answers.length,
    mean,
    positiveShare: answers.filter((answer) => answer >= 5).length / answers.length,
    normalised: (100 * (mean - 1)) / 6,
  };
}
