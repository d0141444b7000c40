/** What Pulso's steps hand on to the workflow that they stand in. */
import { type CardWording, metricTitle, nextStepText } from '../cards/view.ts';
import type { Words } from '../cards/words.ts';
import type { Scorecard } from '../cx/model/scorecard.ts';

/**
 * Every output is a string, numbers with a decimal point and instants in epoch milliseconds: HubSpot's API description types them so.
 * https://developers.hubspot.com/docs/api-reference/latest/automation/workflow-actions/callbacks/complete-callback
 */
export type StepOutputs = Readonly<Record<string, string>>;

/** A score that is not known is missing, so that a branch can ask for it. */
export function stepOutputs(scorecard: Scorecard, wording: CardWording, words: Words): StepOutputs {
  const { score, drivers } = scorecard;
  const [top] = drivers;
  return {
    ...(score !== null && { score: String(Math.round(score.value * 10) / 10) }),
    band: scorecard.band ?? 'insufficient',
    flags: scorecard.flags.map((flag) => flag.id).join(';'),
    top_driver:
      score !== null && top !== undefined
        ? `${metricTitle(top.metric, wording, words)} (${words.points(top.points)})`
        : '',
    next_step: nextStepText(scorecard, wording, words) ?? '',
    open_tickets: String(scorecard.facts.openTickets),
    scored_at: String(Date.parse(scorecard.at)),
  };
}

/** The workflow goes on, and its history says why in the admin's language (labels.executionRules of the action). */
export type StepRefusal = 'NOT_KNOWN' | 'NOT_TAKEN' | 'PAUSED';

export const succeeded = (outputs: StepOutputs): StepOutputs => ({ ...outputs, hs_execution_state: 'SUCCESS' });
export const refused = (errorCode: StepRefusal): StepOutputs => ({ errorCode, hs_execution_state: 'FAIL_CONTINUE' });
