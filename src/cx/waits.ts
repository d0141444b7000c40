/** How long each ticket waited for its first answer by a person, or has been waiting until now. */
import { type FirstAttention, readServiceMessages } from './attention.ts';
import type { BusinessCalendar } from './stats/business-hours.ts';
import type { DatedTicket, Timeline } from './timeline.ts';

export interface Wait {
  readonly ticket: DatedTicket;
  /** When the first answer came, ms; now while nobody has answered. */
  readonly toMs: number;
  readonly isWaiting: boolean;
  /** Working hours. */
  readonly hours: number;
}

/**
 * Waits of all tickets, in their order. For an open ticket that does not know its own answer, our next service message counts as
 * one. A ticket that was closed without a known answer is not among them: how long it waited is not known.
 */
export function readWaits(
  timeline: Pick<Timeline, 'ticket' | 'message'>,
  businessHours: BusinessCalendar,
  nowMs: number,
): Wait[] {
  let firstMessage: FirstAttention | undefined;
  const waits: Wait[] = [];
  for (const ticket of timeline.ticket) {
    let answeredMs = ticket.firstResponseMs;
    if (answeredMs === null && ticket.open) {
      firstMessage ??= readServiceMessages(timeline);
      answeredMs = firstMessage(ticket.signal.customer, ticket.atMs);
    }
    if (answeredMs === null && !ticket.open) continue;
    const toMs = answeredMs ?? nowMs;
    const hours = businessHours.hoursBetween(ticket.atMs, toMs);
    waits.push({ ticket, toMs, isWaiting: answeredMs === null, hours });
  }
  return waits;
}
