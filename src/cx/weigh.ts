import { ageDays, type Context, halfLifeDays } from './context.ts';
import type { SignalKind } from './model/signal.ts';
import { decayWeight, effectiveN, freshnessReader } from './stats/decay.ts';

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
  const freshnessOf = freshnessReader(halfLife, horizonHalfLives);
  const isTrusted = trust.length > 0;
  let newestAge = Number.POSITIVE_INFINITY;
  let mass = 0;
  // Every metric weighs everything it counts, at two instants: plain loops, because this is where the time goes.
  for (let index = 0; index < instantsMs.length; index += 1) {
    const age = ageDays(context, instantsMs[index] ?? 0);
    if (age < newestAge) newestAge = age;
    mass += isTrusted ? (trust[index] ?? 1) * freshnessOf(age) : freshnessOf(age);
  }
  const weights: number[] = [];
  for (let index = 0; index < instantsMs.length; index += 1) {
    const weight = decayWeight(ageDays(context, instantsMs[index] ?? 0) - newestAge, halfLife);
    weights.push(isTrusted ? (trust[index] ?? 1) * weight : weight);
  }
  return { weights, effectiveN: effectiveN(weights), confidence: mass / (mass + prior) };
}
