/** Whether a model would have seen it coming: scores of past days against what happened afterwards. */
import { compareModels, judge, type ModelBacktest, type ModelComparison } from './backtest/judge.ts';
import type { BacktestRow } from './backtest/row.ts';
import type { Evaluate } from './evaluate.ts';
import type { Model } from './model/model.ts';
import type { Band, Scorecard, Subject } from './model/scorecard.ts';
import type { Signal } from './model/signal.ts';
import { roundNumbers } from './round-numbers.ts';
import { DAY_MS } from './stats/decay.ts';
import { instantMs, requireCount, requireNumber } from './stats/require-finite.ts';

export const OUTCOME_KINDS = ['churn', 'detractor'] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** What became of a customer. */
export interface Outcome {
  readonly customer: string;
  /** ISO 8601. */
  readonly at: string;
  readonly kind: OutcomeKind;
}

export interface BacktestOptions {
  readonly customers: readonly { readonly subject: Subject; readonly signals: readonly Signal[] }[];
  readonly outcomes: readonly Outcome[];
  readonly models: readonly Model[];
  readonly evaluate: Evaluate;
  /** The last instant of which it is known what happened; ISO 8601. */
  readonly until: string;
  /** An outcome counts when it follows a score within so many days. Default 90. */
  readonly horizonDays?: number;
  /** Days between the days that are scored. Default 30. */
  readonly everyDays?: number;
  /** How many customers somebody can look after at a time. Default 10. */
  readonly k?: number;
}

export interface Backtest {
  readonly kind: OutcomeKind;
  readonly from: string | null;
  readonly until: string;
  readonly horizonDays: number;
  readonly everyDays: number;
  readonly k: number;
  /** The days that were scored. */
  readonly cuts: number;
  /** Outcomes of this kind, and those that a scored day precedes within the horizon. */
  readonly outcomes: number;
  readonly outcomesCovered: number;
  readonly models: readonly ModelBacktest[];
  /** Each further model against the first. */
  readonly comparisons: readonly ModelComparison[];
}

const MOST_CUTS = 1000;

/** When each customer's outcomes of one kind were, in order; and when they left, for whatever kind is asked. */
interface Known {
  readonly outcomes: ReadonlyMap<string, readonly number[]>;
  readonly leftMs: ReadonlyMap<string, number>;
}

function readOutcomes(outcomes: readonly Outcome[], kind: OutcomeKind, untilMs: number): Known {
  const leftMs = new Map<string, number>();
  const own = new Map<string, number[]>();
  for (const outcome of outcomes) {
    const atMs = instantMs(`outcome of ${outcome.customer}`, outcome.at);
    if (outcome.kind === 'churn') {
      leftMs.set(outcome.customer, Math.min(atMs, leftMs.get(outcome.customer) ?? Number.POSITIVE_INFINITY));
    }
    if (outcome.kind !== kind || atMs > untilMs) continue;
    const list = own.get(outcome.customer);
    if (list === undefined) own.set(outcome.customer, [atMs]);
    else list.push(atMs);
  }
  for (const [customer, list] of own) {
    list.sort((a, b) => a - b);
    // Somebody leaves once; what follows is another beginning.
    if (kind === 'churn') own.set(customer, list.slice(0, 1));
  }
  return { outcomes: own, leftMs };
}

/** Past days to score: the last one leaves a whole horizon to see what happened. Oldest first. */
function cutsOf(firstMs: number, untilMs: number, everyDays: number, horizonDays: number): number[] {
  const cuts: number[] = [];
  for (let cut = untilMs - horizonDays * DAY_MS; cut >= firstMs; cut -= everyDays * DAY_MS) {
    cuts.push(cut);
    if (cuts.length > MOST_CUTS) {
      throw new RangeError(`More than ${MOST_CUTS} days would be scored; make everyDays larger than ${everyDays}.`);
    }
  }
  return cuts.reverse();
}

/**
 * Tests models against the install's own past, for each kind of outcome that occurs. On every `everyDays`-th day each customer who was
 * there and had not left is scored with what was known on that day alone: signals after it are not even handed to `evaluate`. A score
 * counts as followed by an outcome when one happened after it and within `horizonDays`. Days without a whole horizon behind them are left out.
 * @throws RangeError for options out of range, unreadable dates, or two models with the same id and version.
 */
export function backtest(options: BacktestOptions): Backtest[] {
  const { customers, models, horizonDays = 90, everyDays = 30, k = 10 } = options;
  const untilMs = instantMs('until', options.until);
  requireNumber('horizonDays', horizonDays, 1, 3650);
  requireNumber('everyDays', everyDays, 1, 3650);
  requireCount('k', k, 1);
  if (models.length === 0) throw new RangeError('models must name at least one model.');
  const names = new Set(models.map(({ id, version }) => `${id} ${version}`));
  if (names.size < models.length) throw new RangeError('Give each model an id and version of its own.');

  const inOrder = customers.toSorted((a, b) =>
    a.subject.id < b.subject.id ? -1 : a.subject.id > b.subject.id ? 1 : 0,
  );
  const dated = inOrder.map(({ subject, signals }) => ({
    subject,
    signals: signals
      .map((signal) => ({ signal, atMs: instantMs(`at of ${signal.id}`, signal.at) }))
      .sort((a, b) => a.atMs - b.atMs || (a.signal.id < b.signal.id ? -1 : 1)),
  }));
  const firstMs = dated.reduce(
    (first, { signals }) => Math.min(first, signals[0]?.atMs ?? first),
    Number.POSITIVE_INFINITY,
  );
  const cuts = cutsOf(firstMs, untilMs, everyDays, horizonDays);
  const kinds = OUTCOME_KINDS.filter((kind) => options.outcomes.some((outcome) => outcome.kind === kind));

  const { leftMs } = readOutcomes(options.outcomes, 'churn', untilMs);
  const scored = models.map((model) => scorePast(dated, cuts, leftMs, model, options.evaluate));
  return kinds.map((kind) => {
    const known = readOutcomes(options.outcomes, kind, untilMs);
    const labelled = scored.map((days) => days.map((day) => ({ ...day, label: labelOf(day, known, horizonDays) })));
    const daysOf = Map.groupBy(labelled[0] ?? [], ({ customer }) => customer);
    const isCovered = (customer: string, atMs: number): boolean =>
      daysOf.get(customer)?.some(({ cutMs }) => cutMs < atMs && atMs - cutMs <= horizonDays * DAY_MS) ?? false;
    const covered = [...known.outcomes].flatMap(([customer, list]) => list.filter((atMs) => isCovered(customer, atMs)));
    return roundNumbers<Backtest>({
      kind,
      from: cuts[0] === undefined ? null : new Date(cuts[0]).toISOString(),
      until: new Date(untilMs).toISOString(),
      horizonDays,
      everyDays,
      k,
      cuts: cuts.length,
      outcomes: [...known.outcomes.values()].reduce((sum, list) => sum + list.length, 0),
      outcomesCovered: covered.length,
      models: models.map((model, index) => judge(model, labelled[index] ?? [], known.outcomes, { horizonDays, k })),
      comparisons: models
        .slice(1)
        .flatMap((model, index) => compareModels(models[0], labelled[0], model, labelled[index + 1])),
    });
  });
}

type Day = Omit<BacktestRow, 'label'>;

function scorePast(
  customers: readonly { readonly subject: Subject; readonly signals: readonly { signal: Signal; atMs: number }[] }[],
  cuts: readonly number[],
  leftMs: ReadonlyMap<string, number>,
  model: Model,
  evaluate: Evaluate,
): Day[] {
  const days: Day[] = [];
  for (const { subject, signals } of customers) {
    const endMs = leftMs.get(subject.id) ?? Number.POSITIVE_INFINITY;
    let previousBand: Band | null = null;
    let visible = 0;
    for (const cutMs of cuts) {
      while ((signals[visible]?.atMs ?? Number.POSITIVE_INFINITY) <= cutMs) visible += 1;
      if (visible === 0 || endMs <= cutMs) continue;
      const known = signals.slice(0, visible).map(({ signal }) => signal);
      const { score, band }: Scorecard = evaluate({
        subject,
        signals: known,
        model,
        now: new Date(cutMs).toISOString(),
        previousBand,
      });
      previousBand = band;
      days.push({ customer: subject.id, cutMs, score: score?.value ?? null, band });
    }
  }
  return days;
}

function labelOf({ customer, cutMs }: Day, { outcomes }: Known, horizonDays: number): 0 | 1 {
  const list = outcomes.get(customer) ?? [];
  return list.some((atMs) => atMs > cutMs && atMs - cutMs <= horizonDays * DAY_MS) ? 1 : 0;
}
