/** A history of scorecards, month by month. */
import type { Scorecard } from '../model/scorecard.ts';
import { instantMs } from '../stats/require-finite.ts';
import { type MeanDifference, pairedDifference } from './mean-difference.ts';
import { type Month, monthCalendar, monthsBetween, shiftMonth } from './months.ts';

/** The composite's name among the metrics. */
export const COMPOSITE = 'score';

/** What a subject measured in a month: the metrics of its last scorecard of that month. */
interface Reading {
  readonly atMs: number;
  readonly values: ReadonlyMap<string, number>;
}

export interface MonthValue {
  readonly month: Month;
  /** Mean over the subjects, in the metric's own unit (0..100 for `score`); null in a month without any. */
  readonly mean: number | null;
  /** Subjects. */
  readonly n: number;
}

export interface Comparison {
  readonly from: Month;
  readonly to: Month;
  /** Mean of each subject's own change, over subjects known in both months: who came or went changes nothing. */
  readonly change: MeanDifference | null;
  /** Subjects in both months. */
  readonly pairs: number;
  /** Which of the two months has no scorecard at all. */
  readonly missing: readonly Month[];
}

export interface MetricHistory {
  readonly metric: string;
  readonly months: readonly MonthValue[];
  /** Months between the first and the last without a value. */
  readonly missing: readonly Month[];
  /** The month that is compared against the one before. */
  readonly monthOnMonth: Comparison;
  /** Against the same month of the year before. */
  readonly yearOnYear: Comparison;
}

export interface HistoryOptions {
  /** In any order, of any number of subjects. */
  readonly history: readonly Scorecard[];
  /** IANA name. */
  readonly timeZone: string;
  /** The month that is compared. Default: the latest month of the history. */
  readonly month?: Month;
}

function valuesOf(scorecard: Scorecard): ReadonlyMap<string, number> {
  const values = new Map(scorecard.components.map(({ metric, value }) => [metric, value]));
  if (scorecard.score !== null) values.set(COMPOSITE, scorecard.score.value);
  return values;
}

/** By month, then subject: the last scorecard of the month. */
function byMonth(history: readonly Scorecard[], monthOf: (atMs: number) => Month): Map<Month, Map<string, Reading>> {
  const months = new Map<Month, Map<string, Reading>>();
  for (const scorecard of history) {
    const atMs = instantMs('at', scorecard.at);
    const month = monthOf(atMs);
    const subjects = months.get(month) ?? new Map<string, Reading>();
    months.set(month, subjects);
    const key = `${scorecard.subject.object} ${scorecard.subject.id}`;
    const known = subjects.get(key);
    if (known === undefined || known.atMs <= atMs) subjects.set(key, { atMs, values: valuesOf(scorecard) });
  }
  return months;
}

/**
 * Each metric over calendar months, with the change against the month and the year before. A month without scorecards is said to be
 * missing, never filled in. Changes are paired by subject, with Student's interval.
 * @returns metrics by name, the composite (`score`) first. Empty for an empty history.
 * @throws RangeError for an unknown time zone or an unreadable date.
 */
export function compareMonths({ history, timeZone, month }: HistoryOptions): MetricHistory[] {
  const { monthOf } = monthCalendar(timeZone);
  const months = byMonth(history, monthOf);
  const known = [...months.keys()].sort();
  const [first] = known;
  const last = month ?? known.at(-1);
  if (first === undefined || last === undefined) return [];
  const metrics = new Set<string>();
  for (const subjects of months.values()) {
    for (const { values } of subjects.values()) for (const metric of values.keys()) metrics.add(metric);
  }
  const names = [...metrics].sort((a, b) => Number(b === COMPOSITE) - Number(a === COMPOSITE) || (a < b ? -1 : 1));
  return names.map((metric) => {
    const series = monthsBetween(first, last).map((each) => monthValue(metric, each, months));
    return {
      metric,
      months: series,
      missing: series.filter(({ n }) => n === 0).map((value) => value.month),
      monthOnMonth: compare(metric, shiftMonth(last, -1), last, months),
      yearOnYear: compare(metric, shiftMonth(last, -12), last, months),
    };
  });
}

function readingsIn(metric: string, month: Month, months: Map<Month, Map<string, Reading>>): Map<string, number> {
  const found = new Map<string, number>();
  for (const [subject, { values }] of months.get(month) ?? []) {
    const value = values.get(metric);
    if (value !== undefined) found.set(subject, value);
  }
  return found;
}

function monthValue(metric: string, month: Month, months: Map<Month, Map<string, Reading>>): MonthValue {
  const values = [...readingsIn(metric, month, months).values()];
  const mean = values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  return { month, mean, n: values.length };
}

function compare(metric: string, from: Month, to: Month, months: Map<Month, Map<string, Reading>>): Comparison {
  const before = readingsIn(metric, from, months);
  const after = readingsIn(metric, to, months);
  const differences = [...after].flatMap(([subject, value]) => {
    const was = before.get(subject);
    return was === undefined ? [] : [value - was];
  });
  return {
    from,
    to,
    change: pairedDifference(differences),
    pairs: differences.length,
    missing: [from, to].filter((month) => !months.has(month)),
  };
}
