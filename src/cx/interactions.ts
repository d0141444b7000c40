import type { DatedSignal, Timeline } from './timeline.ts';

/** One time that the customer took part in an exchange with us. */
export interface Interaction {
  readonly dated: DatedSignal;
  readonly atMs: number;
}

/**
 * Exchanges in which the customer took part, oldest first: tickets that they opened, messages that they wrote, meetings that took
 * place (or whose outcome nobody recorded), answered surveys. What we send, and what a machine sends, is not among them.
 */
export function readInteractions(timeline: Pick<Timeline, 'ticket' | 'message' | 'meeting' | 'survey'>): Interaction[] {
  const found: DatedSignal[] = [
    ...timeline.ticket,
    ...timeline.survey,
    ...timeline.message.filter(({ signal }) => signal.direction === 'inbound' && !signal.automated),
    ...timeline.meeting.filter(({ signal }) => signal.outcome === 'held' || signal.outcome === 'unknown'),
  ];
  return found
    .map((dated) => ({ dated, atMs: dated.atMs }))
    .sort((a, b) => a.atMs - b.atMs || (a.dated.signal.id < b.dated.signal.id ? -1 : 1));
}
