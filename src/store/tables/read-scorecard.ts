import type { Scorecard } from '../../cx/model/scorecard.ts';

/** A stored scorecard. `at` is when it was said last: the stored text may be of an earlier instant that said the same. */
export function readScorecard({ at, scorecard }: { readonly at: string; readonly scorecard: string }): Scorecard {
  const read = JSON.parse(scorecard);
  read.at = at;
  return read;
}
