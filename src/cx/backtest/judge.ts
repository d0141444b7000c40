/** What the scores of past days were worth. */
import { isLow } from '../bands.ts';
import type { Model } from '../model/model.ts';
import type { Scorecard } from '../model/scorecard.ts';
import { liftAt } from '../stats/classifier-metrics.ts';
import { type Interval, wilsonInterval } from '../stats/intervals.ts';
import { type ClusteredAuc, type ClusteredRow, clusteredAuc, clusteredAucDifference } from './clustered-auc.ts';
import { type LeadTimes, leadTimes } from './lead-times.ts';
import { precisionAt } from './precision-at.ts';
import type { BacktestRow } from './row.ts';

/** Below so many customers with an outcome the numbers say little. */
const FEW_EVENTS = 10;

export interface ModelBacktest {
  readonly model: Scorecard['model'];
  /** Customer-days that could be scored, and those of them with an outcome within the horizon. */
  readonly rows: number;
  readonly events: number;
  /** Customer-days with too little known, and those of them with an outcome: the model was silent there. */
  readonly unscored: number;
  readonly unscoredEvents: number;
  /** Of 100 − score; null when there is only one class. */
  readonly auc: ClusteredAuc | null;
  /** Share of outcomes among the worst 10 % (20 %), over the share among all; null without an event. */
  readonly lift10: number | null;
  readonly lift20: number | null;
  /** Of the k worst of each day: the share with an outcome within the horizon, mean over days; null without a day. */
  readonly precisionAtK: number | null;
  /** Customer-days in a low band, and the share of them with an outcome within the horizon. */
  readonly lowBand: { readonly rows: number; readonly precision: number; readonly interval: Interval } | null;
  readonly leadTimes: LeadTimes;
  readonly warnings: readonly string[];
}

/** Over the customer-days that both models can score. */
export interface ModelComparison {
  readonly model: Scorecard['model'];
  readonly against: Scorecard['model'];
  readonly rows: number;
  /** AUC − AUC of the model compared against. */
  readonly difference: number;
  /** 95 %; null when events or the others come from one customer alone. */
  readonly interval: Interval | null;
  /** True when the interval leaves out zero. */
  readonly isCertain: boolean;
}

function clustered(rows: readonly BacktestRow[]): ClusteredRow[] {
  return rows.map(({ customer, label, score }) => ({ cluster: customer, label, score: 100 - (score ?? 0) }));
}

/** How well one model's scores of past days preceded the outcomes. */
export function judge(
  { id, version }: Model,
  all: readonly BacktestRow[],
  outcomes: ReadonlyMap<string, readonly number[]>,
  { horizonDays, k }: { horizonDays: number; k: number },
): ModelBacktest {
  const rows = all.filter(({ score }) => score !== null);
  const silent = all.filter(({ score }) => score === null);
  const events = rows.filter(({ label }) => label === 1).length;
  const unscoredEvents = silent.filter(({ label }) => label === 1).length;
  const labels = rows.map(({ label }) => label);
  const risks = rows.map(({ score }) => 100 - (score ?? 0));
  const low = rows.filter(({ band }) => isLow(band));
  const lowEvents = low.filter(({ label }) => label === 1).length;
  const people = new Set(rows.filter(({ label }) => label === 1).map(({ customer }) => customer)).size;
  const warnings: string[] = [];
  if (people < FEW_EVENTS) {
    warnings.push(
      `Only ${people} customers with an outcome could be scored before it; below ${FEW_EVENTS} these numbers say little.`,
    );
  }
  if (events > 0 && events === rows.length)
    warnings.push('Every scored day was followed by an outcome; there is nobody to compare with.');
  if (silent.length > all.length / 5) {
    warnings.push(`${silent.length} of ${all.length} customer-days had too little known for a score.`);
  }
  return {
    model: { id, version },
    rows: rows.length,
    events,
    unscored: silent.length,
    unscoredEvents,
    auc: clusteredAuc(clustered(rows)),
    lift10: events === 0 ? null : liftAt(labels, risks, 0.1),
    lift20: events === 0 ? null : liftAt(labels, risks, 0.2),
    precisionAtK: precisionAt(rows, k),
    lowBand:
      low.length === 0
        ? null
        : { rows: low.length, precision: lowEvents / low.length, interval: wilsonInterval(lowEvents, low.length) },
    leadTimes: leadTimes(all, outcomes, { horizonDays }),
    warnings,
  };
}

/** A further model against the first; empty when there is only one class. */
export function compareModels(
  base: Model | undefined,
  baseRows: readonly BacktestRow[] | undefined,
  model: Model,
  rows: readonly BacktestRow[] | undefined,
): ModelComparison[] {
  if (base === undefined || baseRows === undefined || rows === undefined) return [];
  const both = baseRows.flatMap((row, index) => {
    const other = rows[index];
    return other === undefined || row.score === null || other.score === null ? [] : [[row, other] as const];
  });
  const found = clusteredAucDifference(clustered(both.map(([row]) => row)), clustered(both.map(([, other]) => other)));
  if (found === null) return [];
  const { difference, interval } = found;
  return [
    {
      model: { id: model.id, version: model.version },
      against: { id: base.id, version: base.version },
      rows: both.length,
      difference,
      interval,
      isCertain: interval !== null && (interval.low > 0 || interval.high < 0),
    },
  ];
}
