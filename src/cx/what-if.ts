/** What another model would say about the same customers: to be seen before it is saved. */
import type { Evaluate, EvaluateInput } from './evaluate.ts';
import type { Model } from './model/model.ts';
import type { Band, Scorecard, Subject } from './model/scorecard.ts';
import { kendallTau, spearmanRho } from './rank-correlation.ts';
import { roundNumbers } from './round-numbers.ts';
import { quantile } from './stats/quantiles.ts';
import { requireCount, requireNumber } from './stats/require-finite.ts';
import { seededRandom } from './stats/seeded-random.ts';

/** Everything that `evaluate` is told about a subject besides model and instant. */
export type WhatIfCustomer = Omit<EvaluateInput, 'model' | 'now'>;
/** A band, or too little known for one. */
export type Place = Band | 'insufficient';

export interface WhatIfOptions {
  readonly customers: readonly WhatIfCustomer[];
  readonly evaluate: Evaluate;
  readonly model: Model;
  readonly changed: Model;
  /** ISO 8601. */
  readonly now: string;
}

export interface Move {
  readonly subject: Subject;
  readonly from: Place;
  readonly to: Place;
  readonly scoreFrom: number | null;
  readonly scoreTo: number | null;
  /** scoreTo − scoreFrom; null when one of them is not there. */
  readonly points: number | null;
}

export interface RankAgreement {
  /** Scored by both models. */
  readonly n: number;
  /** −1..1; null when there are too few or one side is all the same. */
  readonly kendall: number | null;
  readonly spearman: number | null;
}

export interface WhatIf {
  readonly at: string;
  readonly model: Scorecard['model'];
  readonly changed: Scorecard['model'];
  readonly customers: number;
  /** Who changes band, the largest change of score first. */
  readonly moves: readonly Move[];
  /** How many go from where to where, those who stay included. */
  readonly counts: readonly { readonly from: Place; readonly to: Place; readonly customers: number }[];
  readonly stay: number;
  /** Over those scored by both: 10th percentile, median, 90th percentile and mean of the change in points; null without any. */
  readonly points: {
    readonly p10: number;
    readonly median: number;
    readonly p90: number;
    readonly mean: number;
  } | null;
  readonly agreement: RankAgreement;
  /** Flags that the changed model raises more or less often. */
  readonly flags: readonly { readonly flag: string; readonly raised: number; readonly cleared: number }[];
}

function placeOf({ band }: Scorecard): Place {
  return band ?? 'insufficient';
}

function moveOf(before: Scorecard, after: Scorecard): Move {
  const scoreFrom = before.score?.value ?? null;
  const scoreTo = after.score?.value ?? null;
  return {
    subject: before.subject,
    from: placeOf(before),
    to: placeOf(after),
    scoreFrom,
    scoreTo,
    points: scoreFrom === null || scoreTo === null ? null : scoreTo - scoreFrom,
  };
}

function agreementOf(moves: readonly Move[]): RankAgreement {
  const both = moves.filter((move) => move.points !== null);
  const before = both.map(({ scoreFrom }) => scoreFrom ?? 0);
  const after = both.map(({ scoreTo }) => scoreTo ?? 0);
  return { n: both.length, kendall: kendallTau(before, after), spearman: spearmanRho(before, after) };
}

/**
 * Scores every customer by both models at one instant. Nothing is stored.
 * @throws RangeError for an unreadable `now`, or a model that weighs a metric that is not installed.
 */
export function whatIf({ customers, evaluate, model, changed, now }: WhatIfOptions): WhatIf {
  const flags = new Map<string, { raised: number; cleared: number }>();
  const all = customers.map((customer) => {
    const before = evaluate({ ...customer, model, now });
    const after = evaluate({ ...customer, model: changed, now });
    countFlags(before, after, flags);
    return moveOf(before, after);
  });
  const moves = all.filter(({ from, to }) => from !== to);
  moves.sort(
    (a, b) =>
      Math.abs(b.points ?? 0) - Math.abs(a.points ?? 0) ||
      (a.subject.id < b.subject.id ? -1 : a.subject.id > b.subject.id ? 1 : 0),
  );
  const points = all.flatMap((move) => (move.points === null ? [] : [move.points]));
  return roundNumbers<WhatIf>({
    at: new Date(now).toISOString(),
    model: { id: model.id, version: model.version },
    changed: { id: changed.id, version: changed.version },
    customers: all.length,
    moves,
    counts: [...Map.groupBy(all, ({ from, to }) => `${from} ${to}`).values()]
      .flatMap((own) => (own[0] === undefined ? [] : [{ from: own[0].from, to: own[0].to, customers: own.length }]))
      .sort((a, b) => b.customers - a.customers || (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1)),
    stay: all.length - moves.length,
    points:
      points.length === 0
        ? null
        : {
            p10: quantile(points, 0.1),
            median: quantile(points, 0.5),
            p90: quantile(points, 0.9),
            mean: points.reduce((sum, one) => sum + one, 0) / points.length,
          },
    agreement: agreementOf(all),
    flags: [...flags]
      .map(([flag, counts]) => ({ flag, ...counts }))
      .filter(({ raised, cleared }) => raised + cleared > 0)
      .sort((a, b) => (a.flag < b.flag ? -1 : 1)),
  });
}

function countFlags(
  before: Scorecard,
  after: Scorecard,
  counts: Map<string, { raised: number; cleared: number }>,
): void {
  const was = new Set(before.flags.map(({ id }) => id));
  const is = new Set(after.flags.map(({ id }) => id));
  for (const flag of new Set([...was, ...is])) {
    const known = counts.get(flag) ?? { raised: 0, cleared: 0 };
    counts.set(flag, {
      raised: known.raised + (was.has(flag) ? 0 : 1),
      cleared: known.cleared + (is.has(flag) ? 0 : 1),
    });
  }
}

export interface RobustnessOptions {
  readonly customers: readonly WhatIfCustomer[];
  readonly evaluate: Evaluate;
  readonly model: Model;
  readonly now: string;
  /** Each weight is multiplied by a number from 1 − shake to 1 + shake. Default 0.25. */
  readonly shake?: number;
  /** Default 20. */
  readonly rounds?: number;
  /** Default 1. */
  readonly seed?: number;
}

export interface Robustness {
  readonly customers: number;
  readonly rounds: number;
  readonly shake: number;
  /** Share of customers that change band, 0..1: median and worst of the rounds. */
  readonly bandChanges: { readonly median: number; readonly worst: number };
  /** Kendall's tau with the unshaken order: median and worst; null when there is no order. */
  readonly kendall: { readonly median: number; readonly worst: number } | null;
}

/**
 * How much the result hangs on the exact weights: every weight is shaken by up to ±25 %, again and again, and bands and order are
 * compared with the unshaken ones (OECD/JRC 2008, https://doi.org/10.1787/9789264043466-en, robustness). The same options always give the same result.
 * @throws RangeError for options out of range.
 */
export function robustness(options: RobustnessOptions): Robustness {
  const { customers, evaluate, model, now, shake = 0.25, rounds = 20, seed = 1 } = options;
  requireNumber('shake', shake, 0, 0.99);
  requireCount('rounds', rounds, 1, 1000);
  const random = seededRandom(seed);
  const before = customers.map((customer) => evaluate({ ...customer, model, now }));
  const changes: number[] = [];
  const taus: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const weights = Object.fromEntries(
      Object.entries(model.weights).map(([metric, weight]) => [
        metric,
        weight * (1 + shake * (2 * random.uniform() - 1)),
      ]),
    );
    const shaken: Model = { ...model, weights };
    const moves = customers.flatMap((customer, index) => {
      const own = before[index];
      return own === undefined ? [] : [moveOf(own, evaluate({ ...customer, model: shaken, now }))];
    });
    changes.push(moves.length === 0 ? 0 : moves.filter(({ from, to }) => from !== to).length / moves.length);
    const { kendall } = agreementOf(moves);
    if (kendall !== null) taus.push(kendall);
  }
  return {
    customers: customers.length,
    rounds,
    shake,
    bandChanges: { median: quantile(changes, 0.5), worst: Math.max(...changes) },
    kendall: taus.length === 0 ? null : { median: quantile(taus, 0.5), worst: Math.min(...taus) },
  };
}
