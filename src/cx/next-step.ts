import { npsCategory } from './answers.ts';
import type { Part } from './composite.ts';
import { ageDays, type Context } from './context.ts';
import { latestNps } from './facts.ts';
import type { Flag } from './model/scorecard.ts';
import type { Timeline } from './timeline.ts';

/** Says that something is wrong, but not what: the advice of a flag that names the cause goes before it, however severe it is. */
const CAUSE_UNKNOWN = 'score-falls';

/**
 * What to do first: the most severe flag that names a cause, a falling score where there is none; else `thank` a promoter of the last days; else `ask` a customer who has never said how
 * they feel (or so long ago that it no longer counts); else nothing.
 * @param flags the most severe first.
 */
export function nextStepOf(
  flags: readonly Flag[],
  timeline: Pick<Timeline, 'survey'>,
  context: Context,
  perception: readonly Part[],
): string | null {
  const flag = flags.find(({ id }) => id !== CAUSE_UNKNOWN) ?? flags[0];
  if (flag !== undefined) return flag.id;
  const answer = latestNps(timeline);
  if (
    answer !== null &&
    npsCategory(answer.signal) === 'promoter' &&
    ageDays(context, answer.atMs) <= context.model.thankWithinDays
  ) {
    return 'thank';
  }
  return perception.some(({ confidence }) => confidence > 0) ? null : 'ask';
}
