import { ratingPosition } from './answers.ts';
import type { Context } from './context.ts';
import type { Measurement } from './define-metric.ts';
import { evidenceOf, SHOWN_EVIDENCE } from './evidence.ts';
import { weightedMean } from './stats/decay.ts';
import { standardErrorOfMean } from './stats/intervals.ts';
import type { Dated } from './timeline.ts';
import { weigh } from './weigh.ts';

/** The decayed mean of ratings brought to 0..100, with the newest as evidence. Null without a rating. */
export function measureRatings(
  rated: readonly (Dated<'review'> | Dated<'observation'>)[],
  context: Context,
): Measurement | null {
  const known = rated.flatMap((dated) => {
    const position = ratingPosition(dated.signal);
    return position === null ? [] : [{ dated, score: 100 * position }];
  });
  const kind = known[0]?.dated.signal.kind;
  if (kind === undefined) return null;
  const { weights, effectiveN, confidence } = weigh(
    kind,
    known.map(({ dated }) => dated.atMs),
    context,
  );
  const scores = known.map(({ score }) => score);
  const mean = weightedMean(scores, weights);
  return {
    value: mean,
    score: mean,
    n: known.length,
    confidence,
    standardError: standardErrorOfMean(scores, weights, effectiveN),
    evidence: known
      .slice(-SHOWN_EVIDENCE)
      .reverse()
      .map(({ dated }) => evidenceOf(dated, { value: dated.signal.value, quote: dated.signal.text })),
  };
}
