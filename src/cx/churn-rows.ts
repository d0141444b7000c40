/** What may be learned from: only what was known before the outcome. */
import { areaUnderCurve } from './stats/classifier-metrics.ts';
import { encodeFeatures, type FeatureEncoding, type Features } from './stats/encode-features.ts';
import { instantMs } from './stats/require-finite.ts';
import { stratifiedFolds } from './stats/stratified-folds.ts';

export interface ChurnRow {
  readonly features: Features;
  readonly churned: boolean;
  /** When the features were read, and when it was known whether the customer left; features read later are refused. */
  readonly recordedAt?: string;
  readonly outcomeAt?: string;
}

export interface FeatureChoice {
  /** Default: every feature that occurs. */
  readonly features?: readonly string[];
  /** Features that are only known once a customer has left (a reason for leaving, a score given afterwards): never used. */
  readonly recordedAfterOutcome?: readonly string[];
}

/**
 * The features to use, in order of name.
 * @throws RangeError for features that were read at or after the outcome, or were asked for although they are only known afterwards.
 */
export function checkChurnRows(
  rows: readonly ChurnRow[],
  { features, recordedAfterOutcome = [] }: FeatureChoice,
): { features: string[]; warnings: string[] } {
  for (const [index, { recordedAt, outcomeAt }] of rows.entries()) {
    if (recordedAt === undefined || outcomeAt === undefined) continue;
    if (instantMs(`rows[${index}].recordedAt`, recordedAt) >= instantMs(`rows[${index}].outcomeAt`, outcomeAt)) {
      throw new RangeError(
        `rows[${index}].recordedAt must lie before the outcome (${outcomeAt}); got ${recordedAt}. Read the features as they were before.`,
      );
    }
  }
  const late = new Set(recordedAfterOutcome);
  const asked = features?.filter((feature) => late.has(feature)) ?? [];
  if (asked.length > 0) {
    throw new RangeError(`features must not hold what is recorded after the outcome: ${asked.join(', ')}.`);
  }
  const present = [...new Set(rows.flatMap((row) => Object.keys(row.features)))].sort();
  const unknown = features?.filter((feature) => !present.includes(feature)) ?? [];
  if (unknown.length > 0) throw new RangeError(`features must occur in the rows; these do not: ${unknown.join(', ')}.`);
  const used = features === undefined ? present.filter((feature) => !late.has(feature)) : [...new Set(features)].sort();
  const dropped = features === undefined ? present.filter((feature) => late.has(feature)) : [];
  return {
    features: used,
    warnings: dropped.map((feature) => `"${feature}" is recorded after the outcome and was left out.`),
  };
}

export interface FeatureLeak {
  readonly feature: string;
  /** Of the feature alone, in its better direction. */
  readonly auc: number;
}

/** A single honest feature hardly ever reaches this. */
export const LEAK_AUC = 0.9;
const FOLDS = 5;

/** Features that alone reach an AUC above .9: by their value, by being known at all, or by the rate of their level (out of fold). */
export function findLeaks(
  rows: readonly Features[],
  labels: readonly number[],
  encodings: readonly FeatureEncoding[],
  seed: number,
): FeatureLeak[] {
  const fold = stratifiedFolds(labels, Math.min(FOLDS, rows.length), seed);
  return encodings
    .map((encoding) => ({ feature: encoding.feature, auc: aloneAuc(rows, labels, encoding, fold) }))
    .filter(({ auc }) => auc > LEAK_AUC)
    .sort((a, b) => b.auc - a.auc || (a.feature < b.feature ? -1 : 1));
}

function aloneAuc(
  rows: readonly Features[],
  labels: readonly number[],
  encoding: FeatureEncoding,
  fold: readonly number[],
): number {
  const encoded = rows.map((row) => encodeFeatures([encoding], row));
  if (encoding.kind === 'category') return areaUnderCurve(labels, levelRates(encoded, labels, fold)).auc;
  const eitherWay = (scores: number[]): number => {
    const { auc } = areaUnderCurve(labels, scores);
    return Math.max(auc, 1 - auc);
  };
  const byValue = eitherWay(encoded.map((row) => row[0] ?? 0));
  return encoding.missing ? Math.max(byValue, eitherWay(encoded.map((row) => row[1] ?? 0))) : byValue;
}

/** Share of leavers in the row's level, learned from the other folds and drawn towards the overall share. */
function levelRates(encoded: readonly number[][], labels: readonly number[], fold: readonly number[]): number[] {
  const level = encoded.map((row) => row.indexOf(1));
  const base = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  const counts = new Map<string, { n: number; events: number }>();
  const count = (key: string, label: number): void => {
    const own = counts.get(key) ?? { n: 0, events: 0 };
    counts.set(key, { n: own.n + 1, events: own.events + label });
  };
  for (const [row, label] of labels.entries()) {
    count(`${level[row]}`, label);
    count(`${level[row]}/${fold[row]}`, label);
  }
  return level.map((own, row) => {
    const all = counts.get(`${own}`) ?? { n: 0, events: 0 };
    const held = counts.get(`${own}/${fold[row]}`) ?? { n: 0, events: 0 };
    return (all.events - held.events + 2 * base) / (all.n - held.n + 2);
  });
}
