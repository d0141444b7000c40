/** Small samples: what few observations say is drawn towards what is known of the whole, the more so the fewer they are. */

import { nelderMead } from './nelder-mead.ts';
import { requireNumber, requireNumbers, requireSameLength } from './require-finite.ts';
import { betaQuantile, logBeta } from './special-functions.ts';

/** (n·x + m·mu)/(n + m): a mean of n observations and a prior that weighs as much as m. @throws RangeError unless n, m ≥ 0 and n + m > 0. */
export function shrunkMean(mean: number, n: number, priorMean: number, priorWeight: number): number {
  requireNumber('mean', mean);
  requireNumber('n', n, 0);
  requireNumber('priorMean', priorMean);
  requireNumber('priorWeight', priorWeight, 0);
  if (n + priorWeight === 0) throw new RangeError('n and priorWeight must not both be 0.');
  return (n * mean + priorWeight * priorMean) / (n + priorWeight);
}

/** Beta distribution of the shares of a portfolio: mean alpha/(alpha + beta), as sure as alpha + beta observations. */
export interface BetaPrior {
  readonly alpha: number;
  readonly beta: number;
}

function requireShares(positives: readonly number[], n: readonly number[]): void {
  requireSameLength('positives', positives, 'n', n);
  if (n.length < 2) throw new RangeError(`n must hold at least two groups; got ${n.length}.`);
  for (const [index, size] of n.entries()) {
    requireNumber(`n[${index}]`, size, Number.MIN_VALUE);
    requireNumber(`positives[${index}]`, positives[index] ?? Number.NaN, 0, size);
  }
}

/** As sure as this many observations: what is fitted when the groups differ no more than chance makes them. */
const MOST_PRIOR_WEIGHT = 1e6;

/**
 * Prior by the method of moments for groups of unequal size: mean and variance of the shares, weighted by size, less what sampling adds.
 * Source: Kleinman 1973, https://doi.org/10.1080/01621459.1973.10481332.
 * @throws RangeError for fewer than two groups, counts that do not fit, or when all answers are the same.
 */
export function betaPriorByMoments(positives: readonly number[], n: readonly number[]): BetaPrior {
  requireShares(positives, n);
  const total = n.reduce((sum, size) => sum + size, 0);
  const mean = positives.reduce((sum, count) => sum + count, 0) / total;
  if (mean === 0 || mean === 1) throw new RangeError('positives must not be all of the answers, or none.');
  const k = n.length;
  const spread = n.reduce((sum, size, index) => sum + size * ((positives[index] ?? 0) / size - mean) ** 2, 0);
  const squares = n.reduce((sum, size) => sum + size * size, 0);
  const within = mean * (1 - mean);
  // E[spread] = within·((k − 1) + ρ·(N − Σn²/N − (k − 1))), with ρ = 1/(alpha + beta + 1).
  const room = total - squares / total - (k - 1);
  const correlation = room > 0 ? (spread / within - (k - 1)) / room : 0;
  const weight = Math.min(MOST_PRIOR_WEIGHT, correlation > 0 ? Math.max(1e-3, 1 / correlation - 1) : MOST_PRIOR_WEIGHT);
  return { alpha: mean * weight, beta: (1 - mean) * weight };
}

/**
 * Prior of greatest likelihood (beta-binomial), searched from the moments.
 * Source: Skellam 1948; as used by Robinson 2015, http://varianceexplained.org/r/empirical_bayes_baseball/.
 * @throws RangeError as `betaPriorByMoments`.
 */
export function betaPriorByLikelihood(positives: readonly number[], n: readonly number[]): BetaPrior {
  const start = betaPriorByMoments(positives, n);
  const least = Math.log(1e-6);
  const most = Math.log(MOST_PRIOR_WEIGHT);
  const priorOf = ([logit = 0, logWeight = 0]: readonly number[]): BetaPrior => {
    const weight = Math.exp(Math.min(most, Math.max(least, logWeight)));
    const mean = Math.min(1 - 1e-9, Math.max(1e-9, 1 / (1 + Math.exp(-logit))));
    return { alpha: mean * weight, beta: (1 - mean) * weight };
  };
  const { point } = nelderMead(
    (tried) => {
      const { alpha, beta } = priorOf(tried);
      const base = logBeta(alpha, beta);
      return n.reduce((sum, size, index) => {
        const count = positives[index] ?? 0;
        return sum - (logBeta(count + alpha, size - count + beta) - base);
      }, 0);
    },
    [Math.log(start.alpha / start.beta), Math.log(start.alpha + start.beta)],
  );
  return priorOf(point);
}

export interface ShrunkShare {
  /** (x + alpha)/(n + alpha + beta), 0..1. */
  readonly mean: number;
  /** 95 % of the posterior, equal tails. */
  readonly low: number;
  readonly high: number;
}

/** Posterior of a share of `positives` in `n` under a prior. @throws RangeError unless 0 ≤ positives ≤ n and the prior is above 0. */
export function shrunkShare(positives: number, n: number, { alpha, beta }: BetaPrior): ShrunkShare {
  requireNumber('n', n, 0);
  requireNumber('positives', positives, 0, n);
  requireNumber('alpha', alpha, Number.MIN_VALUE);
  requireNumber('beta', beta, Number.MIN_VALUE);
  const a = positives + alpha;
  const b = n - positives + beta;
  return { mean: a / (a + b), low: betaQuantile(0.025, a, b), high: betaQuantile(0.975, a, b) };
}

export interface GaussianShrinkage {
  readonly mean: number;
  /** Variance of the groups' true means; 0 when they differ no more than chance makes them. */
  readonly between: number;
  /** Per group: how many observations the prior weighs, n and m of `shrunkMean`. */
  readonly priorWeights: readonly number[];
  readonly shrunk: readonly number[];
}

/**
 * Gaussian empirical Bayes for groups of different size: each mean is drawn towards the precision-weighted mean by the share
 * B = (k − 3)/(k − 1) · variance/(variance + between) of its distance. Groups of one variance are the estimator of James & Stein as Efron &
 * Morris give it: 1 − B = 1 − (k − 3)s²/Σ(y − ȳ)², at least 0. Up to three groups the factor (k − 3)/(k − 1) is left out.
 * Sources: Efron & Morris 1977, Scientific American 236(5), 119–127; for unequal variances Morris 1983, https://doi.org/10.1080/01621459.1983.10477920;
 * the variance between groups is that of DerSimonian & Laird 1986, https://doi.org/10.1016/0197-2456(86)90046-2.
 * @param variances of the means: s²/n. @throws RangeError for fewer than two groups, variances not above 0, numbers that are not finite.
 */
export function gaussianShrinkage(
  means: readonly number[],
  variances: readonly number[],
  n: readonly number[],
): GaussianShrinkage {
  requireSameLength('means', means, 'variances', variances);
  requireSameLength('means', means, 'n', n);
  requireNumbers('means', means);
  requireNumbers('variances', variances, Number.MIN_VALUE);
  requireNumbers('n', n, Number.MIN_VALUE);
  const groups = means.length;
  if (groups < 2) throw new RangeError(`means must hold at least two groups; got ${groups}.`);
  const pooled = (weights: readonly number[]): number =>
    means.reduce((sum, mean, index) => sum + mean * (weights[index] ?? 0), 0) /
    weights.reduce((sum, weight) => sum + weight, 0);
  const precision = variances.map((variance) => 1 / variance);
  const centre = pooled(precision);
  const q = means.reduce((sum, mean, index) => sum + (precision[index] ?? 0) * (mean - centre) ** 2, 0);
  const sum = precision.reduce((total, weight) => total + weight, 0);
  const squares = precision.reduce((total, weight) => total + weight * weight, 0);
  const between = Math.max(0, (q - (groups - 1)) / (sum - squares / sum));
  const mean = pooled(variances.map((variance) => 1 / (variance + between)));
  const factor = groups > 3 ? (groups - 3) / (groups - 1) : 1;
  // The share B that the prior has is m/(n + m).
  const priorWeights = variances.map((variance, index) => {
    const share = (factor * variance) / (variance + between);
    return between === 0 ? Number.MAX_VALUE : ((n[index] ?? 0) * share) / (1 - share);
  });
  return {
    mean,
    between,
    priorWeights,
    shrunk: means.map((own, index) =>
      between === 0 ? mean : shrunkMean(own, n[index] ?? 0, mean, priorWeights[index] ?? 0),
    ),
  };
}
