/** Answers to one survey question, together and by group: the published measure with its interval, and what few answers are worth. */
import { answerPosition, effortAnswer, isSatisfied, npsCategory } from './answers.ts';
import type { SignalOf } from './model/signal.ts';
import { npsDifference, shareDifference } from './stats/difference-tests.ts';
import { falseDiscovery } from './stats/false-discovery.ts';
import { type Interval, standardErrorOfMean, wilsonInterval, Z95 } from './stats/intervals.ts';
import { betaPriorByLikelihood, gaussianShrinkage, shrunkShare } from './stats/shrinkage.ts';
import { netPromoterScore } from './stats/surveys.ts';

type Answer = SignalOf<'survey'>;
export type SurveyKind = 'nps' | 'csat' | 'ces';

export interface SurveyMeasure {
  readonly n: number;
  /** NPS −100..100; share satisfied 0..1; mean ease 1..7. */
  readonly value: number;
  /** Adjusted Wald for NPS (null for a single answer), Wilson for a share, mean ± 1.96 standard errors for ease. */
  readonly interval: Interval | null;
  /** Promoters, passives and detractors; satisfied; easy (5–7): how many of the answers. */
  readonly counts: Readonly<Record<string, number>>;
  /** Mean answer at its place on the scale, 0..100. */
  readonly mean: number;
}

export interface SurveyGroup extends SurveyMeasure {
  readonly group: string;
  /** Drawn towards all groups, the more so the fewer the answers; null where there are too few groups to learn from. */
  readonly shrunk: number | null;
  /** How many answers what is known of all groups weighs; null where nothing is learned, or the groups do not differ. */
  readonly priorWeight: number | null;
  /** Against all other groups: the difference, its interval and p, and p corrected for all groups (Benjamini–Hochberg). Null for ease. */
  readonly againstOthers: {
    readonly difference: number;
    readonly interval: Interval;
    readonly p: number;
    readonly adjustedP: number;
  } | null;
}

export interface SurveyReport {
  readonly survey: SurveyKind;
  readonly all: SurveyMeasure;
  /** In the order of their names; empty without groups. */
  readonly groups: readonly SurveyGroup[];
}

interface Grouped {
  readonly group: string;
  readonly answers: readonly Answer[];
}

function nps(answers: readonly Answer[]): { promoters: number; passives: number; detractors: number } {
  const categories = answers.map(npsCategory);
  const count = (own: string): number => categories.filter((category) => category === own).length;
  return { promoters: count('promoter'), passives: count('passive'), detractors: count('detractor') };
}

const satisfied = (answers: readonly Answer[]): number => answers.filter(isSatisfied).length;

function measure(survey: SurveyKind, answers: readonly Answer[]): SurveyMeasure {
  const n = answers.length;
  const mean = (100 * answers.reduce((sum, answer) => sum + answerPosition(answer), 0)) / n;
  if (survey === 'nps') {
    const counts = nps(answers);
    const { nps: value, interval } = netPromoterScore(counts.promoters, counts.passives, counts.detractors);
    return { n, value, interval, counts, mean };
  }
  if (survey === 'csat') {
    const positives = satisfied(answers);
    return { n, value: positives / n, interval: wilsonInterval(positives, n), counts: { satisfied: positives }, mean };
  }
  const efforts = answers.map(effortAnswer);
  const value = efforts.reduce((sum, effort) => sum + effort, 0) / n;
  const half = Z95 * meanError(efforts, 6);
  const interval = { low: Math.max(1, value - half), high: Math.min(7, value + half) };
  return { n, value, interval, counts: { easy: efforts.filter((effort) => effort >= 5).length }, mean };
}

/** Standard error of a mean, pooled with one assumed answer whose deviation is a quarter of the scale, so that equal answers are not certainty. */
function meanError(values: readonly number[], scale: number): number {
  return standardErrorOfMean(
    values,
    values.map(() => 1),
    values.length,
    scale / 4,
  );
}

/** Shrunk values and prior weights of the groups, in their order. */
function shrink(
  survey: SurveyKind,
  groups: readonly Grouped[],
  measures: readonly SurveyMeasure[],
): { value: number | null; priorWeight: number | null }[] {
  const nothing = groups.map(() => ({ value: null, priorWeight: null }));
  if (groups.length < 3) return nothing;
  const n = measures.map((own) => own.n);
  if (survey === 'csat') {
    const positives = groups.map(({ answers }) => satisfied(answers));
    const total = positives.reduce((sum, count) => sum + count, 0);
    if (total === 0 || total === n.reduce((sum, size) => sum + size, 0)) return nothing;
    const prior = betaPriorByLikelihood(positives, n);
    const priorWeight = prior.alpha + prior.beta;
    return positives.map((count, index) => ({ value: shrunkShare(count, n[index] ?? 0, prior).mean, priorWeight }));
  }
  const scale = survey === 'nps' ? 200 : 6;
  const variances = groups.map(({ answers }) => {
    const values = answers.map((answer) =>
      survey === 'ces' ? effortAnswer(answer) : { promoter: 100, passive: 0, detractor: -100 }[npsCategory(answer)],
    );
    return meanError(values, scale) ** 2;
  });
  const { shrunk, priorWeights, between } = gaussianShrinkage(
    measures.map(({ value }) => value),
    variances,
    n,
  );
  return shrunk.map((value, index) => ({ value, priorWeight: between === 0 ? null : (priorWeights[index] ?? null) }));
}

function compare(
  survey: SurveyKind,
  own: readonly Answer[],
  others: readonly Answer[],
): Omit<NonNullable<SurveyGroup['againstOthers']>, 'adjustedP'> | null {
  if (survey === 'ces' || others.length === 0) return null;
  const { difference, interval, p } =
    survey === 'nps'
      ? npsDifference(nps(others), nps(own))
      : shareDifference(
          { positives: satisfied(others), n: others.length },
          { positives: satisfied(own), n: own.length },
        );
  return { difference, interval, p };
}

/**
 * Measures all answers and each group of them. Groups of few answers are drawn towards the rest (beta-binomial empirical Bayes for shares,
 * Gaussian for NPS and ease; from three groups on), and each is tested against all others together.
 * @param answers at least one; each with its group, or null.
 * @throws RangeError without an answer.
 */
export function surveyReport(
  survey: SurveyKind,
  answers: readonly { readonly answer: Answer; readonly group: string | null }[],
): SurveyReport {
  if (answers.length === 0) throw new RangeError('answers must hold at least one answer.');
  const groups: Grouped[] = [
    ...Map.groupBy(
      answers.filter(({ group }) => group !== null),
      ({ group }) => group ?? '',
    ),
  ]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, own]) => ({ group, answers: own.map(({ answer }) => answer) }));
  const measures = groups.map((own) => measure(survey, own.answers));
  const shrunk = shrink(survey, groups, measures);
  const compared = groups.map((own) =>
    compare(
      survey,
      own.answers,
      groups.flatMap((other) => (other === own ? [] : other.answers)),
    ),
  );
  const adjusted = falseDiscovery(compared.map((own) => own?.p ?? 1));
  return {
    survey,
    all: measure(
      survey,
      answers.map(({ answer }) => answer),
    ),
    groups: groups.flatMap(({ group }, index): SurveyGroup[] => {
      const own = measures[index];
      const difference = compared[index] ?? null;
      if (own === undefined) return [];
      return [
        {
          group,
          ...own,
          shrunk: shrunk[index]?.value ?? null,
          priorWeight: shrunk[index]?.priorWeight ?? null,
          againstOthers: difference === null ? null : { ...difference, adjustedP: adjusted[index] ?? 1 },
        },
      ];
    }),
  };
}
