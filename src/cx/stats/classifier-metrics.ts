/** How well scores or probabilities foretell a yes/no outcome. Labels are 1 (it happened) or 0. */
import { type Interval, wilsonInterval, Z95 } from './intervals.ts';
import { midRanks } from './ranks.ts';
import { requireCount, requireNumbers, requireSameLength } from './require-finite.ts';

function requireLabels(labels: ArrayLike<number>): { events: number; others: number } {
  let events = 0;
  for (let index = 0; index < labels.length; index += 1) {
    if (labels[index] !== 0 && labels[index] !== 1) {
      throw new RangeError(`labels[${index}] must be 0 or 1; got ${labels[index]}.`);
    }
    events += labels[index] ?? 0;
  }
  return { events, others: labels.length - events };
}

export interface AucResult {
  /** Chance that a random event scores above a random other, ties counting half; 0..1. */
  readonly auc: number;
  /** 95 %, by Hanley & McNeil's standard error, cut to 0..1. */
  readonly interval: Interval;
  /** Of "no better than chance" (Mann–Whitney, ties corrected); 0 when all scores are tied. */
  readonly z: number;
}

/**
 * Area under the ROC curve from mid-ranks.
 * Source: Hanley & McNeil 1982, Radiology 143, https://doi.org/10.1148/radiology.143.1.7063747.
 * @throws RangeError when only one class is there, a score is not finite, or lengths differ.
 */
export function areaUnderCurve(labels: ArrayLike<number>, scores: ArrayLike<number>): AucResult {
  requireSameLength('labels', labels, 'scores', scores);
  requireNumbers('scores', scores);
  const { events, others } = requireLabels(labels);
  if (events === 0 || others === 0) throw new RangeError('The labels hold only one class; an AUC needs both.');
  const { ranks, tieTerm } = midRanks(scores);
  let rankSum = 0;
  for (let index = 0; index < labels.length; index += 1) if (labels[index] === 1) rankSum += ranks[index] ?? 0;
  const pairs = events * others;
  const auc = (rankSum - (events * (events + 1)) / 2) / pairs;
  const q1 = auc / (2 - auc);
  const q2 = (2 * auc * auc) / (1 + auc);
  const variance = (auc * (1 - auc) + (events - 1) * (q1 - auc * auc) + (others - 1) * (q2 - auc * auc)) / pairs;
  const half = Z95 * Math.sqrt(Math.max(0, variance));
  const n = events + others;
  const nullVariance = (n + 1 - tieTerm / (n * (n - 1))) / (12 * pairs);
  return {
    auc,
    interval: { low: Math.max(0, auc - half), high: Math.min(1, auc + half) },
    z: nullVariance > 0 ? (auc - 0.5) / Math.sqrt(nullVariance) : 0,
  };
}

function requireProbabilities(labels: ArrayLike<number>, probabilities: ArrayLike<number>): void {
  requireSameLength('labels', labels, 'probabilities', probabilities);
  if (labels.length === 0) throw new RangeError('labels must not be empty.');
  requireNumbers('probabilities', probabilities, 0, 1);
  requireLabels(labels);
}

/** Mean squared error of probabilities, 0 (perfect)..1. Source: Brier 1950, Monthly Weather Review 78. @throws RangeError. */
export function brierScore(labels: ArrayLike<number>, probabilities: ArrayLike<number>): number {
  requireProbabilities(labels, probabilities);
  let sum = 0;
  for (let index = 0; index < labels.length; index += 1) {
    sum += ((probabilities[index] ?? 0) - (labels[index] ?? 0)) ** 2;
  }
  return sum / labels.length;
}

const SMALLEST_PROBABILITY = 1e-15;

/** Mean negative log-likelihood in nats; probabilities are kept 1e-15 away from 0 and 1. @throws RangeError. */
export function logLoss(labels: ArrayLike<number>, probabilities: ArrayLike<number>): number {
  requireProbabilities(labels, probabilities);
  let sum = 0;
  for (let index = 0; index < labels.length; index += 1) {
    const probability = Math.min(1 - SMALLEST_PROBABILITY, Math.max(SMALLEST_PROBABILITY, probabilities[index] ?? 0));
    sum -= labels[index] === 1 ? Math.log(probability) : Math.log1p(-probability);
  }
  return sum / labels.length;
}

export interface ReliabilityBin {
  readonly n: number;
  /** Lowest and highest probability in the bin. */
  readonly from: number;
  readonly to: number;
  readonly meanPredicted: number;
  readonly observed: number;
  /** Wilson's 95 % interval of `observed`. */
  readonly interval: Interval;
}

export type Binning = 'equal-frequency' | 'equal-width';

/**
 * Predicted against observed share, bin by bin; empty bins are left out. Equal probabilities always share a bin, so the order of
 * rows does not matter. Equal width: [0, .1), [.1, .2) … [.9, 1].
 * @throws RangeError.
 */
export function reliabilityBins(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  binning: Binning,
  bins: number = 10,
): ReliabilityBin[] {
  requireProbabilities(labels, probabilities);
  requireCount('bins', bins, 1);
  const { ranks } = midRanks(probabilities);
  const members = Array.from({ length: bins }, (): number[] => []);
  for (let index = 0; index < labels.length; index += 1) {
    const place =
      binning === 'equal-frequency' ? ((ranks[index] ?? 1) - 0.5) / labels.length : (probabilities[index] ?? 0);
    members[Math.min(bins - 1, Math.floor(place * bins))]?.push(index);
  }
  return members
    .filter((rows) => rows.length > 0)
    .map((rows) => {
      const predicted = rows.map((row) => probabilities[row] ?? 0);
      const events = rows.reduce((sum, row) => sum + (labels[row] ?? 0), 0);
      return {
        n: rows.length,
        from: predicted.reduce((least, value) => Math.min(least, value), 1),
        to: predicted.reduce((most, value) => Math.max(most, value), 0),
        meanPredicted: predicted.reduce((sum, value) => sum + value, 0) / rows.length,
        observed: events / rows.length,
        interval: wilsonInterval(events, rows.length),
      };
    });
}

/**
 * Expected calibration error: the bins' |predicted − observed|, weighted by size; 0..1.
 * Source: Naeini, Cooper & Hauskrecht 2015, https://doi.org/10.1609/aaai.v29i1.9602. @throws RangeError.
 */
export function expectedCalibrationError(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  binning: Binning,
  bins: number = 10,
): number {
  return reliabilityBins(labels, probabilities, binning, bins).reduce(
    (sum, bin) => sum + (bin.n / labels.length) * Math.abs(bin.meanPredicted - bin.observed),
    0,
  );
}

/**
 * How many times more events the highest-scored `share` of rows holds than a random part of that size. Where the cut falls among tied
 * scores, each of them counts by the part that fits.
 * @param share 0..1, e.g. 0.1. @throws RangeError without events, or for a share outside (0, 1].
 */
export function liftAt(labels: ArrayLike<number>, scores: ArrayLike<number>, share: number): number {
  requireSameLength('labels', labels, 'scores', scores);
  requireNumbers('scores', scores);
  if (!(share > 0 && share <= 1)) throw new RangeError(`share must lie in (0, 1]; got ${share}.`);
  const { events } = requireLabels(labels);
  if (events === 0) throw new RangeError('A lift needs at least one event.');
  const wanted = Math.max(1, Math.round(share * labels.length));
  const groups = new Map<number, { n: number; events: number }>();
  for (let index = 0; index < labels.length; index += 1) {
    const group = groups.get(scores[index] ?? 0) ?? { n: 0, events: 0 };
    group.n += 1;
    group.events += labels[index] ?? 0;
    groups.set(scores[index] ?? 0, group);
  }
  let taken = 0;
  let found = 0;
  for (const [, group] of [...groups].sort(([a], [b]) => b - a)) {
    const part = Math.min(1, (wanted - taken) / group.n);
    found += part * group.events;
    taken += part * group.n;
    if (part < 1) break;
  }
  return found / wanted / (events / labels.length);
}
