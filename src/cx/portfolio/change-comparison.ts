import type { Scorecard } from '../model/scorecard.ts';
import { DAY_MS } from '../stats/decay.ts';
import { instantMs, requireNumber } from '../stats/require-finite.ts';
import { COMPOSITE } from './history.ts';
import { type MeanDifference, pairedDifference, welchDifference } from './mean-difference.ts';

/** Something that the company changed on a date: a new portal, a new team, a new price. */
export interface DatedChange {
  readonly at: string;
  readonly label: string;
}

export interface ChangeComparison {
  readonly change: DatedChange;
  readonly metric: string;
  readonly days: number;
  /** Mean of each subject's own after − before, in the metric's unit, over subjects known on both sides. */
  readonly difference: MeanDifference | null;
  readonly pairs: number;
  /** Known on one side only; they are left out. */
  readonly unpaired: number;
  /** Of those whom the change did not touch, where somebody said whom it did. */
  readonly others: { readonly difference: MeanDifference | null; readonly pairs: number } | null;
  /** Difference in differences: what the touched changed more than the others. Null without others. */
  readonly beyondOthers: MeanDifference | null;
  readonly warnings: readonly string[];
}

const FEW_PAIRS = 10;

export interface ChangeOptions {
  readonly change: DatedChange;
  readonly history: readonly Scorecard[];
  /** `score` or a metric's id. Default `score`. */
  readonly metric?: string;
  /** How long before and after. Default 90. */
  readonly days?: number;
  /** Whom the change touched, by subject id; the others are the comparison. Default: everybody. */
  readonly touched?: ReadonlySet<string>;
}

function measuredIn(scorecard: Scorecard, metric: string): number | null {
  if (metric === COMPOSITE) return scorecard.score?.value ?? null;
  return scorecard.components.find((component) => component.metric === metric)?.value ?? null;
}

/**
 * Before against after a dated change: for each subject the mean of its scorecards in the `days` before against those in the `days` after
 * (scorecards of the very instant count as before), then the mean of these differences with Student's 95 % interval; against subjects
 * that the change did not touch, the difference in differences with Welch's. A before-after difference alone does not prove a cause.
 * @throws RangeError for unreadable dates.
 */
export function compareChange(options: ChangeOptions): ChangeComparison {
  const { change, history, metric = COMPOSITE, days = 90, touched } = options;
  requireNumber('days', days, 1);
  const atMs = instantMs('change.at', change.at);
  const sides = new Map<string, { touched: boolean; before: number[]; after: number[] }>();
  for (const scorecard of history) {
    const value = measuredIn(scorecard, metric);
    const fromChangeMs = instantMs('at', scorecard.at) - atMs;
    if (value === null || Math.abs(fromChangeMs) > days * DAY_MS) continue;
    const { object, id } = scorecard.subject;
    const key = `${object} ${id}`;
    const side = sides.get(key) ?? { touched: touched?.has(id) ?? true, before: [], after: [] };
    sides.set(key, side);
    (fromChangeMs <= 0 ? side.before : side.after).push(value);
  }
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const differencesOf = (isTouched: boolean): number[] =>
    [...sides.values()].flatMap((side) =>
      side.touched === isTouched && side.before.length > 0 && side.after.length > 0
        ? [mean(side.after) - mean(side.before)]
        : [],
    );
  const own = differencesOf(true);
  const others = differencesOf(false);
  const unpaired = [...sides.values()].filter(
    (side) => side.touched && (side.before.length === 0 || side.after.length === 0),
  ).length;
  const warnings: string[] = [];
  if (own.length < FEW_PAIRS)
    warnings.push(`Only ${own.length} subjects are known before and after; this says little.`);
  if (touched === undefined)
    warnings.push('Without subjects that the change did not touch, anything else of that time may be the cause.');
  return {
    change,
    metric,
    days,
    difference: pairedDifference(own),
    pairs: own.length,
    unpaired,
    others: touched === undefined ? null : { difference: pairedDifference(others), pairs: others.length },
    beyondOthers: touched === undefined ? null : welchDifference(own, others),
    warnings,
  };
}
