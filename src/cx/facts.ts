import { npsAnswer, npsCategory } from './answers.ts';
import type { Measurement } from './define-metric.ts';
import type { Facts, Subject } from './model/scorecard.ts';
import type { Dated, Timeline } from './timeline.ts';

/** The latest answer to the NPS question, or null. */
export function latestNps(timeline: Pick<Timeline, 'survey'>): Dated<'survey'> | null {
  return timeline.survey.findLast(({ signal }) => signal.survey === 'nps') ?? null;
}

/** The numbers that people look up by name, taken from what the metrics measured. */
export function factsOf(
  timeline: Timeline,
  measured: ReadonlyMap<string, Measurement>,
  subject: Subject,
  lastContactAt: string | null,
): Facts {
  const value = (metric: string): number | null => measured.get(metric)?.value ?? null;
  const answer = latestNps(timeline);
  const answered = measured.get('first-response-time');
  const isAccount = subject.object === 'account';
  return {
    nps: isAccount ? value('nps') : answer === null ? null : npsAnswer(answer.signal),
    npsCategory: isAccount || answer === null ? null : npsCategory(answer.signal),
    csat: value('csat'),
    ces: value('ces'),
    openTickets: timeline.ticket.reduce((count, { open }) => count + (open ? 1 : 0), 0),
    firstResponseHours: answered !== undefined && answered.details?.waiting !== answered.n ? answered.value : null,
    resolutionHours: value('resolution-time'),
    lastContactAt,
    sentiment: value('sentiment'),
  };
}
