/**
 * BG/NBD: who is still a customer when nobody says good-bye, and how often they will buy. Purchases come at a rate that differs between
 * customers (gamma r, alpha); after each one a customer may leave for good (beta a, b).
 * Source: Fader, Hardie & Lee 2005, Marketing Science 24(2), https://doi.org/10.1287/mksc.1040.0098; numbered equations from there.
 */
import { nelderMead } from './nelder-mead.ts';
import { requireNumber, requireSameLength } from './require-finite.ts';
import { hypergeometric2F1, logBeta, logGamma } from './special-functions.ts';

export interface BgNbdModel {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** What is known of one customer; all times in one unit (weeks, days), from the first purchase. */
export interface PurchaseHistory {
  /** Purchases after the first. */
  readonly repeats: number;
  /** Age at the last purchase; 0 without repeats. */
  readonly lastAt: number;
  /** Age now. */
  readonly age: number;
}

function requireModel(model: BgNbdModel): void {
  for (const [name, value] of Object.entries(model)) requireNumber(name, value, Number.MIN_VALUE);
}

function requireHistory({ repeats, lastAt, age }: PurchaseHistory, name: string = 'history'): void {
  requireNumber(`${name}.repeats`, repeats, 0);
  requireNumber(`${name}.age`, age, 0);
  requireNumber(`${name}.lastAt`, lastAt, 0, age);
  if (repeats === 0 && lastAt > 0) throw new RangeError(`${name}.lastAt must be 0 without repeats; got ${lastAt}.`);
}

/** Probability that the customer still buys, 0..1; 1 for one who has not repeated yet. @throws RangeError. */
export function probabilityAlive(model: BgNbdModel, history: PurchaseHistory): number {
  requireModel(model);
  requireHistory(history);
  const { r, alpha, a, b } = model;
  const { repeats, lastAt, age } = history;
  if (repeats === 0) return 1;
  const logOdds = (r + repeats) * Math.log((alpha + age) / (alpha + lastAt)) + Math.log(a / (b + repeats - 1));
  return 1 / (1 + Math.exp(logOdds));
}

/** Expected purchases within the next `ahead` units of time (equation 10). @throws RangeError, also for a = 1. */
export function expectedPurchases(model: BgNbdModel, history: PurchaseHistory, ahead: number): number {
  requireModel(model);
  requireHistory(history);
  requireNumber('ahead', ahead, 0);
  const { r, alpha, a, b } = model;
  const { repeats, lastAt, age } = history;
  if (a === 1) throw new RangeError('a must not be exactly 1; the expectation has no closed form there.');
  if (ahead === 0) return 0;
  const base = alpha + age;
  const hypergeometric = hypergeometric2F1(r + repeats, b + repeats, a + b + repeats - 1, ahead / (base + ahead));
  const shrunk = Math.exp((r + repeats) * Math.log(base / (base + ahead)));
  const gone =
    repeats === 0 ? 0 : (a / (b + repeats - 1)) * Math.exp((r + repeats) * Math.log(base / (alpha + lastAt)));
  return (((a + b + repeats - 1) / (a - 1)) * (1 - shrunk * hypergeometric)) / (1 + gone);
}

/** Log-likelihood of one customer (equation 6). */
export function logLikelihood({ r, alpha, a, b }: BgNbdModel, { repeats, lastAt, age }: PurchaseHistory): number {
  const common = logGamma(r + repeats) - logGamma(r) + r * Math.log(alpha);
  const alive = logBeta(a, b + repeats) - logBeta(a, b) - (r + repeats) * Math.log(alpha + age);
  if (repeats === 0) return common + alive;
  const left = logBeta(a + 1, b + repeats - 1) - logBeta(a, b) - (r + repeats) * Math.log(alpha + lastAt);
  const larger = Math.max(alive, left);
  return common + larger + Math.log(Math.exp(alive - larger) + Math.exp(left - larger));
}

export interface BgNbdFit {
  readonly model: BgNbdModel;
  readonly logLikelihood: number;
  readonly converged: boolean;
}

/**
 * The model of greatest likelihood.
 * @param counts how many customers have each history; default one each.
 * @throws RangeError without a repeat purchase, or for a history that cannot be.
 */
export function fitBgNbd(
  histories: readonly PurchaseHistory[],
  counts: readonly number[] = histories.map(() => 1),
): BgNbdFit {
  requireSameLength('histories', histories, 'counts', counts);
  for (const [index, history] of histories.entries()) requireHistory(history, `histories[${index}]`);
  for (const [index, count] of counts.entries()) requireNumber(`counts[${index}]`, count, 0);
  if (!histories.some(({ repeats }, index) => repeats > 0 && (counts[index] ?? 0) > 0)) {
    throw new RangeError('histories must hold at least one repeat purchase.');
  }
  // In units of the mean age the search starts near the right size, whether ages are in days or in years.
  const customers = counts.reduce((sum, count) => sum + count, 0);
  const unit = histories.reduce((sum, { age }, index) => sum + age * (counts[index] ?? 0), 0) / customers;
  const scaled = histories.map(({ repeats, lastAt, age }) => ({ repeats, lastAt: lastAt / unit, age: age / unit }));
  const modelOf = ([r = 0, alpha = 0, a = 0, b = 0]: readonly number[]): BgNbdModel => ({
    r: bounded(r),
    alpha: bounded(alpha),
    a: bounded(a),
    b: bounded(b),
  });
  const { point, value, converged } = nelderMead(
    (tried) => {
      const model = modelOf(tried);
      return scaled.reduce((sum, history, index) => sum - (counts[index] ?? 0) * logLikelihood(model, history), 0);
    },
    [0, 0, 0, 0],
  );
  const { alpha, ...rest } = modelOf(point);
  const repeats = histories.reduce((sum, history, index) => sum + history.repeats * (counts[index] ?? 0), 0);
  return { model: { ...rest, alpha: alpha * unit }, logLikelihood: -value - repeats * Math.log(unit), converged };
}

function bounded(logarithm: number): number {
  return Math.exp(Math.min(12, Math.max(-12, logarithm)));
}
