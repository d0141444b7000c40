/** The risk index: unit-weighted rules for installs with too little history for a probability. */
import { areaUnderCurve } from './stats/classifier-metrics.ts';
import {
  type Column,
  columnsOf,
  encodeFeatures,
  type FeatureEncoding,
  type Features,
} from './stats/encode-features.ts';
import { quantile } from './stats/quantiles.ts';

export type RiskDirection = 'raises' | 'lowers';

export interface RiskRule extends Column {
  readonly direction: RiskDirection;
  /** `given` by a person, or `found`: the feature alone tells who left better than chance (|z| > 1.96). */
  readonly source: 'given' | 'found';
  /** Quantiles 0, 5 … 100 % of the training rows: where a value stands among the customers. */
  readonly quantiles: readonly number[];
}

export interface RiskIndexModel {
  readonly encodings: readonly FeatureEncoding[];
  readonly rules: readonly RiskRule[];
}

const STEPS = 20;
const FEWEST_EVENTS = 5;

/**
 * One rule per feature whose direction is given or, from 5 events on, evident in the data. All rules weigh the same, which with little
 * history foretells as well as fitted weights and cannot overfit.
 * Source: Dawes 1979, "The robust beauty of improper linear models", https://doi.org/10.1037/0003-066X.34.7.571.
 * @param directions what people know: `raises` when more of it means more risk. Numbers and yes/no only.
 * @throws RangeError for a direction of a feature that is not there or holds words.
 */
export function fitRiskIndex(
  rows: readonly Features[],
  labels: readonly number[],
  encodings: readonly FeatureEncoding[],
  directions: Readonly<Record<string, RiskDirection>>,
): RiskIndexModel {
  for (const feature of Object.keys(directions)) {
    if (!encodings.some((encoding) => encoding.feature === feature && encoding.kind === 'number')) {
      throw new RangeError(`directions.${feature} must name a feature that holds numbers or yes/no.`);
    }
  }
  const table = rows.map((row) => encodeFeatures(encodings, row));
  const events = labels.reduce((sum, label) => sum + label, 0);
  const learnable = Math.min(events, labels.length - events) >= FEWEST_EVENTS;
  const rules = columnsOf(encodings).flatMap((column, index): RiskRule[] => {
    const values = table.map((row) => row[index] ?? 0);
    const given = column.level === null ? directions[column.feature] : undefined;
    const quantiles = Array.from({ length: STEPS + 1 }, (_, step) => quantile(values, step / STEPS));
    if (given !== undefined) return [{ ...column, direction: given, source: 'given', quantiles }];
    if (!learnable) return [];
    const { z } = areaUnderCurve(labels, values);
    return Math.abs(z) > 1.96
      ? [{ ...column, direction: z > 0 ? 'raises' : 'lowers', source: 'found', quantiles }]
      : [];
  });
  return { encodings, rules };
}

/** Where a value stands among the training rows, 0..1; equal values get the middle of their ranks. */
function standing(quantiles: readonly number[], value: number): number {
  if (Number.isNaN(value)) return 0.5;
  let below = 0;
  // They stand in order.
  while (below < quantiles.length && (quantiles[below] ?? value) < value) below += 1;
  let upTo = below;
  while (upTo < quantiles.length && (quantiles[upTo] ?? Number.POSITIVE_INFINITY) <= value) upTo += 1;
  return (placeAfter(quantiles, value, below) + placeAfter(quantiles, value, upTo)) / 2;
}

function placeAfter(quantiles: readonly number[], value: number, count: number): number {
  if (count === 0) return 0;
  if (count === quantiles.length) return 1;
  const low = quantiles[count - 1] ?? 0;
  const high = quantiles[count] ?? 0;
  const part = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0;
  return (count - 1 + part) / STEPS;
}

export interface RuleShare extends Column {
  /** Points of the index above or below 50. */
  readonly points: number;
}

/** Index 0..100 (100 = most at risk) and what each rule adds to 50; the shares add up exactly. @throws RangeError as `encodeFeatures`. */
export function riskIndexOf(
  { encodings, rules }: RiskIndexModel,
  features: Features,
): { index: number; shares: RuleShare[] } {
  const columns = columnsOf(encodings);
  const values = encodeFeatures(encodings, features);
  const shares = rules.map(({ feature, level, direction, quantiles }): RuleShare => {
    const place = columns.findIndex((column) => column.feature === feature && column.level === level);
    const risk = standing(quantiles, values[place] ?? Number.NaN);
    return { feature, level, points: (100 * ((direction === 'raises' ? risk : 1 - risk) - 0.5)) / rules.length };
  });
  return { index: 50 + shares.reduce((sum, share) => sum + share.points, 0), shares };
}
