import { type Interval, Z95 } from './stats/intervals.ts';

/** What would be assumed of anybody, e.g. the mean of the segment. */
export interface Prior {
  /** 0..100. */
  readonly score: number;
  /** As much as a metric of this weight, fully believed. 0 for none. */
  readonly weight: number;
  /** Spread of scores around it, in points. */
  readonly standardDeviation: number;
}

export const NO_PRIOR: Prior = { score: 0, weight: 0, standardDeviation: 0 };

/** The prior's name among the drivers. */
export const PRIOR_ID = 'prior';

/** One metric's part in the composite. */
export interface Part {
  readonly metric: string;
  /** The model's weight. */
  readonly weight: number;
  /** 0..100. */
  readonly score: number;
  /** 0..1. */
  readonly confidence: number;
  /** Of the score, in points. */
  readonly standardError: number;
}

export interface Composite {
  /** (Σ wᵢcᵢsᵢ + kμ) / (Σ wᵢcᵢ + k), 0..100; null when no metric carries weight. */
  readonly score: number | null;
  /** 95 %, cut to 0..100. */
  readonly interval: Interval | null;
  /** Of the score, in points; null when no metric carries weight. */
  readonly standardError: number | null;
  /** Share of the whole weight whose metrics are known, 0..1. */
  readonly coverage: number;
  /** By metric: wᵢcᵢ / (Σ wc + k). With the prior's they add up to 1; a metric without weight or confidence has 0. */
  readonly shares: ReadonlyMap<string, number>;
  /** k / (Σ wc + k); 0 without a score. */
  readonly priorShare: number;
}

/**
 * The weighted mean of what is known, shrunk towards a prior μ of weight k: the less is known, the nearer to what would be assumed of anybody. A missing metric is neither zero nor neutral: its weight goes to the others in proportion.
 * A metric whose evidence is too old to give any confidence counts as missing. Components are taken as independent:
 * se² = Σ shareᵢ² seᵢ² + (prior's share · its standard deviation)².
 * Source of the missing-data rule: OECD/JRC 2008, Handbook on Constructing Composite Indicators
 * (https://doi.org/10.1787/9789264043466-en); of the shrinkage: Efron & Morris 1977, Stein's Paradox in Statistics
 * (https://doi.org/10.1038/scientificamerican0577-119).
 * @param totalWeight sum of the weights of all metrics that could have been known.
 */
export function compose(parts: readonly Part[], totalWeight: number, prior: Prior = NO_PRIOR): Composite {
  let mass = 0;
  let present = 0;
  for (const { weight, confidence } of parts) {
    mass += weight * confidence;
    if (confidence > 0) present += weight;
  }
  const coverage = totalWeight > 0 ? Math.min(1, present / totalWeight) : 0;
  const shares = new Map<string, number>();
  if (mass === 0) {
    for (const { metric } of parts) shares.set(metric, 0);
    return { score: null, interval: null, standardError: null, coverage, shares, priorShare: 0 };
  }
  mass += prior.weight;
  const priorShare = prior.weight / mass;
  let score = priorShare * prior.score;
  let variance = (priorShare * prior.standardDeviation) ** 2;
  for (const { metric, weight, confidence, score: own, standardError } of parts) {
    const share = (weight * confidence) / mass;
    shares.set(metric, share);
    score += share * own;
    variance += (share * standardError) ** 2;
  }
  score = Math.min(100, Math.max(0, score));
  const standardError = Math.sqrt(variance);
  const half = Z95 * standardError;
  const interval = { low: Math.max(0, score - half), high: Math.min(100, score + half) };
  return { score, interval, standardError, coverage, shares, priorShare };
}
