/** What each ticket cost the customer, told without asking: writing again, being handed on, coming back, changing channel. */
import { type Contact, NO_CHANNEL } from './contacts.ts';
import type { DatedTicket, Timeline } from './timeline.ts';

export interface TicketEffort {
  readonly ticket: DatedTicket;
  /** Messages of the customer while it was open, through its channel, the one that opened it not counted. */
  readonly replies: number;
  readonly reopens: number;
  /** Times that it went from one person or team of ours to another. */
  readonly reassignments: number;
  /** Times that the customer came back with its topic through another channel while it was open. */
  readonly switches: number;
  /** replies + 2 · (reopens + reassignments + switches). */
  readonly effort: number;
}

/** Being handed on, coming back or changing channel means to begin anew; one more message does not. */
const ANEW = 2;

/** The message that opened a ticket is often filed after it. */
const OPENING_MS = 10 * 60_000;
/** Of a customer's tickets so many are looked at for a message: keeps one with thousands of open tickets linear. */
const MOST_LOOKED = 50;

interface Counts {
  replies: number;
  switches: number;
}

const isOpenAt = ({ atMs, resolvedMs }: DatedTicket, instantMs: number): boolean =>
  atMs < instantMs && (resolvedMs === null || instantMs <= resolvedMs);

/**
 * Effort of every ticket, in their order; the parts are those of Zendesk's effort metrics. An automated message or one of sales or marketing does not
 * count; a message that fits several open tickets counts for the one that was opened last.
 */
export function readEfforts(
  timeline: Pick<Timeline, 'ticket' | 'message'>,
  contacts: readonly Contact[],
  nowMs: number,
): TicketEffort[] {
  if (timeline.ticket.length === 0) return [];
  const counts = new Map<DatedTicket, Counts>(timeline.ticket.map((ticket) => [ticket, { replies: 0, switches: 0 }]));
  countReplies(timeline, counts);
  countSwitches(contacts, counts);
  return timeline.ticket.map((ticket) => {
    const { replies = 0, switches = 0 } = counts.get(ticket) ?? {};
    const reopens = ticket.reopenedMs.length;
    const reassignments = (ticket.signal.reassignedAt ?? []).filter((at) => Date.parse(at) <= nowMs).length;
    const effort = replies + ANEW * (reopens + reassignments + switches);
    return { ticket, replies, reopens, reassignments, switches, effort };
  });
}

function countReplies(
  { ticket: tickets, message }: Pick<Timeline, 'ticket' | 'message'>,
  counts: Map<DatedTicket, Counts>,
): void {
  const byCustomer = new Map<string, { readonly own: DatedTicket[]; begun: number }>();
  for (const ticket of tickets) {
    const customers = ticket.sharedWith.length > 0 ? ticket.sharedWith : [ticket.signal.customer];
    for (const customer of customers) {
      const known = byCustomer.get(customer);
      if (known === undefined) byCustomer.set(customer, { own: [ticket], begun: 0 });
      else known.own.push(ticket);
    }
  }
  for (const { signal, atMs } of message) {
    const { direction, automated, purpose, touchpoint } = signal;
    const known = byCustomer.get(signal.customer);
    if (known === undefined || direction !== 'inbound' || automated || purpose === 'marketing' || purpose === 'sales')
      continue;
    const { own } = known;
    while (known.begun < own.length && (own[known.begun]?.atMs ?? 0) + OPENING_MS < atMs) known.begun += 1;
    const ticket = talkedAbout(own, known.begun, touchpoint, atMs);
    const count = ticket === undefined ? undefined : counts.get(ticket);
    if (count !== undefined) count.replies += 1;
  }
}

/** The ticket that was opened last among those that are open and can be answered through this channel. */
function talkedAbout(
  own: readonly DatedTicket[],
  begun: number,
  channel: Contact['touchpoint'],
  atMs: number,
): DatedTicket | undefined {
  for (let index = begun - 1; index >= Math.max(0, begun - MOST_LOOKED); index -= 1) {
    const ticket = own[index];
    if (ticket === undefined || !isOpenAt(ticket, atMs)) continue;
    const { touchpoint } = ticket.signal;
    if (touchpoint === channel || NO_CHANNEL.has(touchpoint)) return ticket;
  }
  return undefined;
}

/** Contacts on a ticket's topic through another channel than the one before, while it was open. */
function countSwitches(contacts: readonly Contact[], counts: ReadonlyMap<DatedTicket, Counts>): void {
  const current = new Map<string, { ticket: DatedTicket | null; channel: Contact['touchpoint'] | null }>();
  for (const { dated, atMs, touchpoint, topic } of contacts) {
    const key = `${topic} ${dated.signal.customer}`;
    const known = current.get(key) ?? { ticket: null, channel: null };
    const channel = NO_CHANNEL.has(touchpoint) ? null : touchpoint;
    if (channel !== null && known.channel !== null && channel !== known.channel && known.ticket !== null) {
      const own = isOpenAt(known.ticket, atMs) ? counts.get(known.ticket) : undefined;
      if (own !== undefined) own.switches += 1;
    }
    current.set(key, {
      ticket: 'open' in dated ? (dated as DatedTicket) : known.ticket,
      channel: channel ?? known.channel,
    });
  }
}
