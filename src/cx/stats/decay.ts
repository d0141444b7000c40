/** Exponential ageing of evidence, and how much independent evidence is left. */

/** The span of a day, in ms. */
export const DAY_MS = 86_400_000;

/** w = 2^(−age/h): 1 today, one half after `halfLifeDays`. An age below zero counts as zero. */
export function decayWeight(ageDays: number, halfLifeDays: number): number {
  return 2 ** (-Math.max(0, ageDays) / halfLifeDays);
}

/**
 * How much a piece of evidence adds to confidence, 1..0: the decay weight, stretched so that it reaches exactly zero at
 * `horizonHalfLives`. Evidence beyond the horizon can still be shown, but nothing is believed because of it.
 */
export function freshness(ageDays: number, halfLifeDays: number, horizonHalfLives: number): number {
  return freshnessOfWeight(horizonHalfLives)(decayWeight(ageDays, halfLifeDays));
}

/** The same of a decay weight that is known already. */
export function freshnessOfWeight(horizonHalfLives: number): (weight: number) => number {
  const floor = 2 ** -horizonHalfLives;
  return (weight) => Math.max(0, (weight - floor) / (1 - floor));
}

/**
 * Effective sample size (Σw)²/Σw² of weighted evidence (Kish 1965, Survey Sampling); 0 for no evidence. With equal weights it is
 * the plain count, whatever their size.
 */
export function effectiveN(weights: readonly number[]): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}

/** Σwx/Σw; never outside the values, whatever the rounding. @throws RangeError when the weights add up to nothing. */
export function weightedMean(values: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  let total = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    const weight = weights[index] ?? 0;
    sum += value * weight;
    total += weight;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (total === 0) throw new RangeError('A weighted mean needs at least one positive weight.');
  return Math.min(most, Math.max(least, sum / total));
}
