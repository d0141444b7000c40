/** Turning scores into probabilities that come true as often as they say. */
import { logisticRegression, sigmoid } from './logistic-regression.ts';
import { requireNumber, requireNumbers, requireSameLength } from './require-finite.ts';

export type Calibrator =
  | { readonly kind: 'platt'; readonly slope: number; readonly intercept: number }
  | {
      readonly kind: 'isotonic';
      /** Ascending log-odds and their non-decreasing probabilities; straight lines between. */
      readonly points: readonly (readonly [logOdds: number, probability: number])[];
    };

/** Calibrated probability of a log-odds score, 0..1. @throws RangeError unless the score is finite. */
export function calibrate(calibrator: Calibrator, logOdds: number): number {
  requireNumber('logOdds', logOdds);
  if (calibrator.kind === 'platt') return sigmoid(calibrator.intercept + calibrator.slope * logOdds);
  let before: readonly [number, number] | undefined;
  for (const point of calibrator.points) {
    if (logOdds <= point[0]) {
      if (before === undefined) return point[1];
      return before[1] + ((logOdds - before[0]) / (point[0] - before[0])) * (point[1] - before[1]);
    }
    before = point;
  }
  if (before === undefined) throw new RangeError('An isotonic calibrator needs at least one point.');
  return before[1];
}

/**
 * Platt's sigmoid p = 1/(1 + e^−(slope·s + intercept)), by maximum likelihood; a faint ridge keeps it finite when the scores separate
 * the classes. Scores should come from folds that did not train the model.
 * Sources: Platt 1999; Lin, Lin & Weng 2007, https://doi.org/10.1007/s10994-007-5018-6.
 * @throws RangeError when only one class is there or a score is not finite.
 */
export function fitPlatt(logOdds: ArrayLike<number>, labels: ArrayLike<number>): Calibrator {
  requireNumbers('logOdds', logOdds);
  const { original } = logisticRegression(
    Array.from({ length: logOdds.length }, (_, index) => [logOdds[index] ?? 0]),
    labels,
    1e-3,
  );
  return { kind: 'platt', slope: original.weights[0] ?? 0, intercept: original.intercept };
}

export interface Block {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly weight: number;
}

/**
 * The non-decreasing step function closest to the points (pool adjacent violators); equal x are pooled first.
 * Source: Barlow, Bartholomew, Bremner & Brunk 1972; Zadrozny & Elkan 2002, https://doi.org/10.1145/775047.775151.
 * @throws RangeError when lengths differ or a number is not finite.
 */
export function isotonicRegression(x: ArrayLike<number>, y: ArrayLike<number>): Block[] {
  requireSameLength('x', x, 'y', y);
  requireNumbers('x', x);
  requireNumbers('y', y);
  const order = Array.from({ length: x.length }, (_, index) => index).sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0));
  const blocks: Block[] = [];
  const pool = (into: Block, other: Block): Block => ({
    from: into.from,
    to: other.to,
    weight: into.weight + other.weight,
    value: (into.value * into.weight + other.value * other.weight) / (into.weight + other.weight),
  });
  const tied: Block[] = [];
  for (const index of order) {
    const one: Block = { from: x[index] ?? 0, to: x[index] ?? 0, value: y[index] ?? 0, weight: 1 };
    const last = tied.at(-1);
    if (last !== undefined && last.to === one.from) tied[tied.length - 1] = pool(last, one);
    else tied.push(one);
  }
  for (const next of tied) {
    let block = next;
    for (let last = blocks.at(-1); last !== undefined && last.value >= block.value; last = blocks.at(-1)) {
      block = pool(last, block);
      blocks.pop();
    }
    blocks.push(block);
  }
  return blocks;
}

/**
 * Isotonic calibration of out-of-fold scores. Each step is drawn a little towards the share of events in the sample, as if two more
 * rows had it: (Σy + 2·base)/(n + 2); so no probability is exactly 0 or 1.
 * @throws RangeError when only one class is there or a score is not finite.
 */
export function fitIsotonic(logOdds: ArrayLike<number>, labels: ArrayLike<number>): Calibrator {
  const blocks = isotonicRegression(logOdds, labels);
  let events = 0;
  for (let index = 0; index < labels.length; index += 1) events += labels[index] ?? 0;
  const base = events / labels.length;
  if (!(base > 0 && base < 1)) throw new RangeError('The labels hold only one class; there is nothing to calibrate.');
  const points: [number, number][] = [];
  let highest = 0;
  for (const block of blocks) {
    highest = Math.max(highest, (block.value * block.weight + 2 * base) / (block.weight + 2));
    points.push([block.from, highest]);
    if (block.to > block.from) points.push([block.to, highest]);
  }
  return { kind: 'isotonic', points };
}
