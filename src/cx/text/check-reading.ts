/** How well texts are read, measured on an install's own sample that people have labelled. */
import { type Agreement, cohenKappa } from '../stats/difference-tests.ts';
import { type AnalyseOptions, analyseText } from './analyse.ts';
import { type Quality, qualityOf } from './f1.ts';
import type { SentimentLabel } from './sentiment.ts';
import { TOPICS, type TopicId } from './topics.ts';

/** What one person says of a text; what they did not judge is left out. */
export interface Labels {
  readonly label?: SentimentLabel;
  /** Empty: none of the topics. */
  readonly topics?: readonly TopicId[];
}

export interface LabelledText {
  readonly text: string;
  readonly first: Labels;
  /** What another person said of it, independently. */
  readonly second?: Labels;
}

export interface TopicQuality {
  readonly topic: TopicId;
  /** Texts that the first person filed under it. */
  readonly support: number;
  readonly found: number;
  /** 0..1; null where nothing was found, or nobody filed anything under it. */
  readonly precision: number | null;
  readonly recall: number | null;
  readonly kappa: Agreement;
  /** Of the two people; null without a second one. */
  readonly betweenPeople: Agreement | null;
}

export interface ReadingCheck {
  readonly texts: number;
  /** Null where nobody labelled how texts feel. */
  readonly sentiment: (Quality & { readonly n: number }) | null;
  /** How far two people label alike: a machine can hardly agree more with one of them. Null without a second one. */
  readonly betweenPeople: Agreement | null;
  /** Of topics that anybody named or that were found; empty where no text has labels of topics. */
  readonly topics: readonly TopicQuality[];
}

/**
 * Compares the reading of texts with people's labels: macro-F1, and Cohen's kappa, which takes chance out; precision and recall of each topic. The
 * kappa between two people tells what can be expected.
 */
export function checkReading(texts: readonly LabelledText[], options: AnalyseOptions = {}): ReadingCheck {
  const read = texts.map((own) => {
    const { sentiment, topics } = analyseText(own.text, options);
    return { ...own, label: sentiment.label, topics: new Set(topics.map(({ id }) => id)) };
  });
  const felt = read.flatMap(({ first, label }) => (first.label === undefined ? [] : [{ truth: first.label, label }]));
  const filed = read.flatMap(({ first, second, topics }) =>
    first.topics === undefined ? [] : [{ truth: first.topics, other: second?.topics, topics }],
  );
  return {
    texts: texts.length,
    sentiment:
      felt.length === 0
        ? null
        : {
            n: felt.length,
            ...qualityOf(
              felt.map(({ truth }) => truth),
              felt.map(({ label }) => label),
            ),
          },
    betweenPeople: agreement(
      texts.flatMap(({ first, second }) =>
        first.label === undefined || second?.label === undefined ? [] : [[first.label, second.label] as const],
      ),
    ),
    topics: TOPICS.flatMap(({ id }): TopicQuality[] => {
      const support = filed.filter(({ truth }) => truth.includes(id)).length;
      const found = filed.filter(({ topics }) => topics.has(id)).length;
      const kappa = agreement(filed.map(({ truth, topics }) => [yes(truth.includes(id)), yes(topics.has(id))]));
      if (support + found === 0 || kappa === null) return [];
      const right = filed.filter(({ truth, topics }) => truth.includes(id) && topics.has(id)).length;
      return [
        {
          ...{ topic: id, support, found, kappa },
          precision: found === 0 ? null : right / found,
          recall: support === 0 ? null : right / support,
          betweenPeople: agreement(
            filed.flatMap(({ truth, other }) =>
              other === undefined ? [] : [[yes(truth.includes(id)), yes(other.includes(id))] as const],
            ),
          ),
        },
      ];
    }),
  };
}

const yes = (is: boolean): string => (is ? 'yes' : 'no');

/** Null without a pair. */
function agreement(pairs: readonly (readonly [string, string])[]): Agreement | null {
  if (pairs.length === 0) return null;
  return cohenKappa(
    pairs.map(([first]) => first),
    pairs.map(([, second]) => second),
  );
}
