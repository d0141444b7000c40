/** How well a churn model does on customers that it has not seen. */
import { type Calibrator, calibrate, fitIsotonic, fitPlatt } from './stats/calibration.ts';
import {
  areaUnderCurve,
  brierScore,
  expectedCalibrationError,
  liftAt,
  logLoss,
  type ReliabilityBin,
  reliabilityBins,
} from './stats/classifier-metrics.ts';
import type { Interval } from './stats/intervals.ts';
import { sigmoid } from './stats/logistic-regression.ts';

/** What is measured of any ranking, probability or not. */
export interface RankingEvaluation {
  readonly rows: number;
  readonly events: number;
  /** Share of customers who left, 0..1. */
  readonly baseRate: number;
  /** Every number here is out of fold: measured on rows that did not train the model. */
  readonly folds: number;
  readonly seed: number;
  readonly auc: number;
  readonly aucInterval: Interval;
  /** Events among the highest 10 % and 20 %, against a random part of that size. */
  readonly lift: { readonly at10: number; readonly at20: number };
}

export interface CalibrationMeasures {
  readonly brier: number;
  readonly logLoss: number;
  /** Expected calibration error of ten bins, 0..1. */
  readonly ece: { readonly equalFrequency: number; readonly equalWidth: number };
}

export interface ProbabilityEvaluation extends RankingEvaluation, CalibrationMeasures {
  /** Of saying the base rate to everybody. */
  readonly baseBrier: number;
  readonly baseLogLoss: number;
  /** Ten bins of equal frequency. */
  readonly reliability: readonly ReliabilityBin[];
  /** Before calibration; null where none was needed. */
  readonly uncalibrated: CalibrationMeasures | null;
}

interface Folded {
  readonly labels: readonly number[];
  /** Fold of each row, 0..folds−1. */
  readonly fold: readonly number[];
  readonly folds: number;
  readonly seed: number;
}

/** @throws RangeError when only one class is there. */
export function evaluateRanking({ labels, folds, seed }: Folded, scores: readonly number[]): RankingEvaluation {
  const { auc, interval } = areaUnderCurve(labels, scores);
  const events = labels.reduce((sum, label) => sum + label, 0);
  return {
    rows: labels.length,
    events,
    baseRate: events / labels.length,
    folds,
    seed,
    auc,
    aucInterval: interval,
    lift: { at10: liftAt(labels, scores, 0.1), at20: liftAt(labels, scores, 0.2) },
  };
}

function measure(labels: readonly number[], probabilities: readonly number[]): CalibrationMeasures {
  return {
    brier: brierScore(labels, probabilities),
    logLoss: logLoss(labels, probabilities),
    ece: {
      equalFrequency: expectedCalibrationError(labels, probabilities, 'equal-frequency'),
      equalWidth: expectedCalibrationError(labels, probabilities, 'equal-width'),
    },
  };
}

/** Above this calibration error probabilities are bent to what was observed. */
export const MOST_CALIBRATION_ERROR = 0.05;

/**
 * Measures out-of-fold log-odds as probabilities. When either calibration error is above .05, Platt's and the isotonic calibration are
 * tried, each fitted without the fold that it is measured on, and the one with the lowest log-loss is taken if it beats none at all.
 * @throws RangeError when only one class is there.
 */
export function evaluateProbabilities(
  folded: Folded,
  logOdds: readonly number[],
): { evaluation: ProbabilityEvaluation; calibrator: Calibrator | null } {
  const { labels } = folded;
  const plain = logOdds.map(sigmoid);
  const before = measure(labels, plain);
  let chosen: { probabilities: readonly number[]; measures: CalibrationMeasures; learn: typeof fitPlatt } | null = null;
  if (Math.max(before.ece.equalFrequency, before.ece.equalWidth) > MOST_CALIBRATION_ERROR) {
    for (const learn of [fitPlatt, fitIsotonic]) {
      const probabilities = crossCalibrated(folded, logOdds, learn);
      const measures = measure(labels, probabilities);
      if (measures.logLoss < (chosen?.measures ?? before).logLoss) chosen = { probabilities, measures, learn };
    }
  }
  const ranking = evaluateRanking(folded, logOdds);
  const base = labels.map(() => ranking.baseRate);
  const probabilities = chosen?.probabilities ?? plain;
  return {
    evaluation: {
      ...ranking,
      ...(chosen?.measures ?? before),
      baseBrier: brierScore(labels, base),
      baseLogLoss: logLoss(labels, base),
      reliability: reliabilityBins(labels, probabilities, 'equal-frequency'),
      uncalibrated: chosen === null ? null : before,
    },
    calibrator: chosen === null ? null : chosen.learn(logOdds, labels),
  };
}

function crossCalibrated(
  { labels, fold, folds }: Folded,
  logOdds: readonly number[],
  learn: typeof fitPlatt,
): number[] {
  const probabilities = new Array<number>(labels.length).fill(0);
  for (let held = 0; held < folds; held += 1) {
    const others = labels.flatMap((_, row) => (fold[row] === held ? [] : [row]));
    const calibrator = learn(
      others.map((row) => logOdds[row] ?? 0),
      others.map((row) => labels[row] ?? 0),
    );
    for (const [row, own] of fold.entries()) {
      if (own === held) probabilities[row] = calibrate(calibrator, logOdds[row] ?? 0);
    }
  }
  return probabilities;
}
