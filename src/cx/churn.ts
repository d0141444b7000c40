/** Churn: a probability learned from the install's own history where there is enough of it, a risk index where there is not. */
import {
  evaluateProbabilities,
  evaluateRanking,
  type ProbabilityEvaluation,
  type RankingEvaluation,
} from './churn-evaluation.ts';
import { type ChurnRow, checkChurnRows, type FeatureChoice, type FeatureLeak, findLeaks } from './churn-rows.ts';
import { fitRiskIndex, type RiskDirection, type RiskRule, riskIndexOf } from './risk-index.ts';
import { type Calibrator, calibrate } from './stats/calibration.ts';
import {
  columnsOf,
  degreesOfFreedom,
  encodeFeatures,
  type FeatureEncoding,
  type Features,
  fitEncodings,
} from './stats/encode-features.ts';
import { type LogisticModel, logisticRegression, sigmoid } from './stats/logistic-regression.ts';
import { requireCount, requireNumber } from './stats/require-finite.ts';
import { stratifiedFolds } from './stats/stratified-folds.ts';

export interface ChurnOptions extends FeatureChoice {
  /** What people know of a feature, for the risk index. */
  readonly directions?: Readonly<Record<string, RiskDirection>>;
  /** Strength of the ridge on standardised columns; weights are expected within ±2/√λ. Default 5. */
  readonly lambda?: number;
  /** Default 5. */
  readonly folds?: number;
  /** Default 1. */
  readonly seed?: number;
}

/** Fewer events than this per predictor give a risk index (Peduzzi et al. 1996, https://doi.org/10.1016/S0895-4356(96)00236-3). */
export const EVENTS_PER_PREDICTOR = 10;

interface Trained {
  readonly encodings: readonly FeatureEncoding[];
  /** Customers of the smaller class, and how many numbers the predictors can take. */
  readonly events: number;
  readonly predictors: number;
  /** Features that alone foretell the outcome too well to be true. */
  readonly leaks: readonly FeatureLeak[];
  readonly warnings: readonly string[];
}

/** A trained model: plain data, to be stored as JSON. */
export type ChurnModel =
  | ({
      readonly kind: 'probability';
      readonly logistic: LogisticModel;
      readonly calibrator: Calibrator | null;
      readonly evaluation: ProbabilityEvaluation;
    } & Trained)
  | ({
      readonly kind: 'risk-index';
      /** Why it is not a probability. */
      readonly reason: string;
      readonly rules: readonly RiskRule[];
      readonly evaluation: RankingEvaluation | null;
    } & Trained)
  | ({ readonly kind: 'insufficient'; readonly reason: string } & Trained);

/**
 * Trains on past customers: ridge logistic regression on standardised, one-hot columns with the share of leavers kept as it is, judged
 * out of fold, calibrated where needed. Below 10 events per predictor it gives a rule-based risk index, and says why; with one class or
 * nothing to go by, `insufficient`. The same rows, options and seed always give the same model.
 * @throws RangeError for features recorded after the outcome, numbers that are not finite, or options out of range.
 */
export function trainChurn(rows: readonly ChurnRow[], options: ChurnOptions = {}): ChurnModel {
  const { lambda = 5, folds: wantedFolds = 5, seed = 1, directions = {} } = options;
  requireNumber('lambda', lambda, 1e-9);
  requireCount('folds', wantedFolds, 2);
  requireCount('seed', seed);
  const checked = checkChurnRows(rows, options);
  const labels = rows.map(({ churned }) => (churned ? 1 : 0));
  const table = rows.map(({ features }) => features);
  const { encodings, warnings: encodingWarnings } = fitEncodings(table, checked.features);
  const warnings = [...checked.warnings, ...encodingWarnings];
  const left = labels.filter((label) => label === 1).length;
  const events = Math.min(left, rows.length - left);
  const predictors = degreesOfFreedom(encodings);
  const leaks = events >= 2 ? findLeaks(table, labels, encodings, seed) : [];
  for (const { feature, auc } of leaks) {
    warnings.push(
      `"${feature}" alone tells who left (AUC ${auc.toFixed(2)}). It was probably recorded afterwards; leave it out unless it surely was not.`,
    );
  }
  const trained: Trained = { encodings, events, predictors, leaks, warnings };
  if (predictors === 0) return { kind: 'insufficient', reason: 'There is no usable feature.', ...trained };
  const folds = Math.min(wantedFolds, events);
  const foldOf = folds < 2 ? [] : stratifiedFolds(labels, folds, seed);
  const folded = { labels, fold: foldOf, folds, seed };
  if (events < EVENTS_PER_PREDICTOR * predictors) {
    return trainRiskIndex(table, folded, directions, trained);
  }
  const encoded = table.map((row) => encodeFeatures(encodings, row));
  const logOdds = outOfFold(folded, (training) => {
    const model = logisticRegression(
      training.map((row) => encoded[row] ?? []),
      training.map((row) => labels[row] ?? 0),
      lambda,
    );
    return (row) => logOddsOf(model, encoded[row] ?? []).total;
  });
  const { evaluation, calibrator } = evaluateProbabilities(folded, logOdds);
  if (evaluation.aucInterval.low <= 0.5 || evaluation.brier >= evaluation.baseBrier) {
    warnings.push('The model foretells no better than chance; do not act on it.');
  }
  return {
    kind: 'probability',
    logistic: logisticRegression(encoded, labels, lambda),
    calibrator,
    evaluation,
    ...trained,
  };
}

interface Folded {
  readonly labels: readonly number[];
  readonly fold: readonly number[];
  readonly folds: number;
  readonly seed: number;
}

/** Scores every row by a model that was fitted without the row's fold. */
function outOfFold({ fold, folds }: Folded, learn: (training: readonly number[]) => (row: number) => number): number[] {
  const scores = new Array<number>(fold.length).fill(0);
  for (let held = 0; held < folds; held += 1) {
    const score = learn(fold.flatMap((own, row) => (own === held ? [] : [row])));
    for (const [row, own] of fold.entries()) if (own === held) scores[row] = score(row);
  }
  return scores;
}

function trainRiskIndex(
  table: readonly Features[],
  folded: Folded,
  directions: Readonly<Record<string, RiskDirection>>,
  trained: Trained,
): ChurnModel {
  const { encodings, events, predictors } = trained;
  const reason =
    events === 0
      ? 'All customers have the same outcome; there is nothing to learn from.'
      : `${events} events for ${predictors} predictors; a probability needs ${EVENTS_PER_PREDICTOR * predictors}.`;
  const { rules } = fitRiskIndex(table, folded.labels, encodings, directions);
  if (rules.length === 0) {
    return {
      kind: 'insufficient',
      reason: `${reason} No feature is known to go with leaving either; say which raise or lower the risk (directions).`,
      ...trained,
    };
  }
  if (folded.folds < 2) return { kind: 'risk-index', reason, rules, evaluation: null, ...trained };
  const scores = outOfFold(folded, (training) => {
    const model = fitRiskIndex(
      training.map((row) => table[row] ?? {}),
      training.map((row) => folded.labels[row] ?? 0),
      encodings,
      directions,
    );
    return (row) => riskIndexOf(model, table[row] ?? {}).index;
  });
  return { kind: 'risk-index', reason, rules, evaluation: evaluateRanking(folded, scores), ...trained };
}

function logOddsOf(
  { intercept, weights, means, deviations }: LogisticModel,
  columns: readonly number[],
): { total: number; parts: number[] } {
  const parts = weights.map((weight, index) => {
    const value = columns[index] ?? Number.NaN;
    const deviation = deviations[index] ?? 0;
    return Number.isNaN(value) || deviation === 0 ? 0 : (weight * (value - (means[index] ?? 0))) / deviation;
  });
  return { total: parts.reduce((sum, part) => sum + part, intercept), parts };
}

export interface ChurnContribution {
  readonly feature: string;
  readonly value: number | string | boolean | null;
  /** What this value adds to `base`: log-odds for a probability, points for a risk index. */
  readonly amount: number;
}

export interface ChurnPrediction {
  readonly kind: 'probability' | 'risk-index';
  /** Probability 0..1, or risk index 0..100; never one for the other. */
  readonly value: number;
  readonly unit: 'log-odds' | 'points';
  /** Of the average customer; base + all amounts = `total`. */
  readonly base: number;
  /** Log-odds (before an isotonic calibration), or the index itself. */
  readonly total: number;
  /** Strongest first. */
  readonly contributions: readonly ChurnContribution[];
}

/**
 * What the model says of one customer, and why: each feature's part is exactly additive. A value that training never saw counts as average.
 * @throws RangeError for an `insufficient` model, a number that is not finite, or a word where a number belongs.
 */
export function predictChurn(model: ChurnModel, features: Features): ChurnPrediction {
  if (model.kind === 'insufficient') throw new RangeError(`model must be trained: ${model.reason}`);
  const amounts = new Map<string, number>(model.encodings.map(({ feature }) => [feature, 0]));
  const add = (feature: string, amount: number): void =>
    void amounts.set(feature, (amounts.get(feature) ?? 0) + amount);
  if (model.kind === 'risk-index') {
    const { index, shares } = riskIndexOf(model, features);
    for (const { feature, points } of shares) add(feature, points);
    return {
      kind: 'risk-index',
      value: index,
      unit: 'points',
      base: 50,
      total: index,
      contributions: explain(amounts, features),
    };
  }
  const { logistic, calibrator, encodings } = model;
  const { total, parts } = logOddsOf(logistic, encodeFeatures(encodings, features));
  // Platt's calibration is a straight line in log-odds, so the parts stay additive when they are stretched with it.
  const platt = calibrator?.kind === 'platt' ? calibrator : { slope: 1, intercept: 0 };
  for (const [index, column] of columnsOf(encodings).entries()) add(column.feature, platt.slope * (parts[index] ?? 0));
  return {
    kind: 'probability',
    value: calibrator === null ? sigmoid(total) : calibrate(calibrator, total),
    unit: 'log-odds',
    base: platt.intercept + platt.slope * logistic.intercept,
    total: platt.intercept + platt.slope * total,
    contributions: explain(amounts, features),
  };
}

function explain(amounts: ReadonlyMap<string, number>, features: Features): ChurnContribution[] {
  return [...amounts]
    .map(([feature, amount]) => ({ feature, value: features[feature] ?? null, amount }))
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || (a.feature < b.feature ? -1 : 1));
}
