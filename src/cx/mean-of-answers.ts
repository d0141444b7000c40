import type { Context } from './context.ts';
import type { Measurement } from './define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE } from './evidence.ts';
import { weightedMean } from './stats/decay.ts';
import { standardErrorOfMean } from './stats/intervals.ts';
import type { Dated } from './timeline.ts';
import { weigh } from './weigh.ts';

/**
 * Means of the answers about one interaction and of those about the relationship as a whole, apart, in the metric's own unit; an
 * empty text where there are none.
 */
export function meansByScope(
  answers: readonly Dated<'survey'>[],
  scores: readonly number[],
  toValue: (score: number) => number,
  context: Context,
): { transactional: number | ''; relational: number | '' } {
  const meanOf = (scope: 'transactional' | 'relational'): number | '' => {
    const own = answers.flatMap((answer, index) =>
      answer.signal.scope === scope ? [{ atMs: answer.atMs, score: scores[index] ?? 0 }] : [],
    );
    if (own.length === 0) return '';
    const { weights } = weigh(
      'survey',
      own.map(({ atMs }) => atMs),
      context,
    );
    return toValue(
      weightedMean(
        own.map(({ score }) => score),
        weights,
      ),
    );
  };
  return { transactional: meanOf('transactional'), relational: meanOf('relational') };
}

/**
 * The decayed mean of answers that were each brought to 0..100: score, standard error, confidence, and the newest answers as
 * evidence. `toValue` turns the mean into the metric's own unit. Null without answers.
 */
export function meanOfAnswers(
  answers: readonly Dated<'survey'>[],
  scores: readonly number[],
  toValue: (score: number) => number,
  context: Context,
): Measurement | null {
  if (answers.length === 0) return null;
  const weighed = weigh(
    'survey',
    answers.map(({ atMs }) => atMs),
    context,
  );
  const score = weightedMean(scores, weighed.weights);
  return {
    value: toValue(score),
    score,
    n: answers.length,
    confidence: weighed.confidence,
    standardError: standardErrorOfMean(scores, weighed.weights, weighed.effectiveN),
    evidence: answers
      .slice(-SHOWN_EVIDENCE)
      .reverse()
      .map((answer) => evidenceOf(answer, { value: answer.signal.value, quote: answer.signal.text })),
  };
}
