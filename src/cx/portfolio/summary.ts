import { npsCategory } from '../answers.ts';
import { BANDS, type Band, type Scorecard } from '../model/scorecard.ts';
import { quantile } from '../stats/quantiles.ts';
import { type NpsResult, netPromoterScore } from '../stats/surveys.ts';
import type { Dated } from '../timeline.ts';

export interface Summary {
  readonly customers: number;
  readonly scored: number;
  /** Too little is known; they are in no mean. */
  readonly insufficient: number;
  /** Of the scored, 0..100; null without one. */
  readonly meanScore: number | null;
  readonly medianScore: number | null;
  readonly bands: Readonly<Record<Band, number>>;
  /** Mean coverage of everybody, 0..1. */
  readonly meanCoverage: number | null;
  /** With at least one flag. */
  readonly flagged: number;
  /** Of the latest answer of each customer within the survey horizon; null without an answer. */
  readonly nps: NpsResult | null;
  /** Means over customers, in the metric's own unit, with how many customers they rest on. */
  readonly metrics: readonly { readonly metric: string; readonly mean: number; readonly n: number }[];
}

/** What there is to say about a set of customers in one glance. */
export function summarise(scorecards: readonly Scorecard[], npsAnswers: readonly Dated<'survey'>[]): Summary {
  const scores = scorecards.flatMap(({ score }) => (score === null ? [] : [score.value]));
  const bands = Object.fromEntries(BANDS.map((band) => [band, 0])) as Record<Band, number>;
  for (const { band } of scorecards) if (band !== null) bands[band] += 1;
  const measured = Map.groupBy(
    scorecards.flatMap(({ components }) => components.filter(({ confidence }) => confidence > 0)),
    ({ metric }) => metric,
  );
  const mean = (values: readonly number[]): number | null =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    customers: scorecards.length,
    scored: scores.length,
    insufficient: scorecards.length - scores.length,
    meanScore: mean(scores),
    medianScore: scores.length === 0 ? null : quantile(scores, 0.5),
    bands,
    meanCoverage: mean(scorecards.map(({ coverage }) => coverage)),
    flagged: scorecards.filter(({ flags }) => flags.length > 0).length,
    nps: npsOf(npsAnswers),
    metrics: [...measured]
      .map(([metric, own]) => ({ metric, mean: mean(own.map(({ value }) => value)) ?? 0, n: own.length }))
      .sort((a, b) => (a.metric < b.metric ? -1 : 1)),
  };
}

function npsOf(answers: readonly Dated<'survey'>[]): NpsResult | null {
  const latest = new Map(answers.map((answer) => [answer.signal.customer, answer]));
  if (latest.size === 0) return null;
  const count = (category: string): number =>
    [...latest.values()].filter(({ signal }) => npsCategory(signal) === category).length;
  return netPromoterScore(count('promoter'), count('passive'), count('detractor'));
}
