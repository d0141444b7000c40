import { ageDays, type Context, halfLifeDays } from './context.ts';
import type { SignalKind } from './model/signal.ts';
import { decayWeight, effectiveN, freshnessOfWeight } from './stats/decay.ts';

/** Below this, weights have too few digits left to be divided by one another. */
const LEAST_WEIGHT = 1e-200;

/** What dated evidence of one kind is worth today. */
export interface Weighed {
  /** Relative weights by age, in the order given; the newest has 1. */
  readonly weights: readonly number[];
  /** Effective number of independent pieces. */
  readonly effectiveN: number;
  /** mass / (mass + m), with the mass of fresh evidence and the model's prior weight m; 0..1. */
  readonly confidence: number;
}

/**
 * Weighs evidence by its age: w = 2^(−age/h). Weights are relative to the newest piece, so that means and quantiles do not depend
 * on how long ago everything was; confidence does.
 * @param trust what each piece is worth besides its age, 0..1; 1 where it is left out.
 */
export function weigh(
  kind: SignalKind,
  instantsMs: readonly number[],
  context: Context,
  trust: readonly number[] = [],
): Weighed {
  const halfLife = halfLifeDays(context, kind);
  const { priorWeight, horizonHalfLives } = context.model.confidence;
  const prior = priorWeight[kind] ?? 1;
  const freshnessOf = freshnessOfWeight(horizonHalfLives);
  const isTrusted = trust.length > 0;
  const n = instantsMs.length;
  // Every metric weighs everything it counts, at two instants: one power each, in plain loops, because this is where the time goes.
  const weights = new Array<number>(n);
  let newestAge = Number.POSITIVE_INFINITY;
  let mass = 0;
  for (let index = 0; index < n; index += 1) {
    const age = ageDays(context, instantsMs[index] ?? 0);
    if (age < newestAge) newestAge = age;
    const weight = decayWeight(age, halfLife);
    mass += isTrusted ? (trust[index] ?? 1) * freshnessOf(weight) : freshnessOf(weight);
    weights[index] = weight;
  }
  const newest = decayWeight(newestAge, halfLife);
  const isTiny = newest < LEAST_WEIGHT;
  for (let index = 0; index < n; index += 1) {
    const weight = isTiny
      ? decayWeight(ageDays(context, instantsMs[index] ?? 0) - newestAge, halfLife)
      : (weights[index] ?? 0) / newest;
    weights[index] = isTrusted ? (trust[index] ?? 1) * weight : weight;
  }
  return { weights, effectiveN: effectiveN(weights), confidence: mass / (mass + prior) };
}
