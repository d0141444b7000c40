import { defineFlag } from '../define-flag.ts';
import { evidenceOf, FLAG_EVIDENCE } from '../evidence.ts';
import { DAY_MS } from '../stats/decay.ts';
import type { Dated, DatedTicket } from '../timeline.ts';

/** Of the tickets that were opened up to one: the one that was open longest. */
interface OpenUntil {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly ticket: DatedTicket;
}

/** By customer, in order: until when any ticket opened so far was open, as far as its last resolution tells. */
function openTickets(tickets: readonly DatedTicket[]): ReadonlyMap<string, readonly OpenUntil[]> {
  const byCustomer = new Map<string, OpenUntil[]>();
  for (const ticket of tickets) {
    const ownMs = ticket.resolvedMs ?? (ticket.open ? Number.POSITIVE_INFINITY : ticket.atMs);
    for (const customer of ticket.sharedWith.length > 0 ? ticket.sharedWith : [ticket.signal.customer]) {
      const list = byCustomer.get(customer) ?? [];
      byCustomer.set(customer, list);
      const before = list.at(-1);
      list.push(
        before !== undefined && before.untilMs >= ownMs
          ? { ...before, fromMs: ticket.atMs }
          : { fromMs: ticket.atMs, untilMs: ownMs, ticket },
      );
    }
  }
  return byCustomer;
}

/** The ticket that was open at that instant, if any. */
function openAt(spans: readonly OpenUntil[], atMs: number): DatedTicket | null {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.fromMs ?? 0) < atMs) low = middle + 1;
    else high = middle;
  }
  const span = spans[low - 1];
  return span !== undefined && span.untilMs > atMs ? span.ticket : null;
}

export default defineFlag({
  id: 'wrong-moment',
  title: { en: 'Sold to at the wrong moment', es: 'Venta en mal momento' },
  describes: {
    en: 'We sent them an offer or advertising while a ticket of theirs was open, in the last 30 days.',
    es: 'Se les envió una oferta o publicidad mientras tenían un ticket abierto, en los últimos 30 días.',
  },
  sentence: {
    en: '{offers} {offers|offer|offers} while a ticket was open, the last on {lastAt}',
    es: '{offers} {offers|oferta|ofertas} con un ticket abierto, la última el {lastAt}',
  },
  advice: {
    en: '{#open}Stop offers until the open ticket is solved, and tell sales why.{/open}{^open}Say sorry for the timing, and wait before offering anything again.{/open}',
    es: '{#open}Detén las ofertas hasta resolver el ticket abierto y explica el motivo a ventas.{/open}{^open}Pide disculpas por el momento elegido y espera antes de volver a ofrecer nada.{/open}',
  },
  facts: ['offers', 'lastAt', 'open'],
  needs: ['message', 'ticket'],
  detect(signals, context) {
    const fromMs = context.now - context.model.flags.wrongMoment.windowDays * DAY_MS;
    const tickets = openTickets(signals.ticket);
    const offers: { offer: Dated<'message'>; ticket: DatedTicket }[] = [];
    for (const offer of signals.message) {
      const { direction, purpose, customer } = offer.signal;
      if (offer.atMs < fromMs || direction !== 'outbound' || (purpose !== 'sales' && purpose !== 'marketing')) continue;
      const ticket = openAt(tickets.get(customer) ?? [], offer.atMs);
      if (ticket !== null) offers.push({ offer, ticket });
    }
    const first = offers[0];
    const last = offers.at(-1);
    if (first === undefined || last === undefined) return null;
    const open = offers.filter(({ ticket }) => ticket.open).length;
    const isUrgent = offers.some(
      ({ ticket: { signal } }) => signal.priority === 'urgent' || signal.priority === 'high',
    );
    return {
      severity: offers.length > 1 && (open > 0 || isUrgent) ? 'high' : offers.length > 1 || open > 0 ? 'medium' : 'low',
      since: first.offer.signal.at,
      evidence: offers
        .slice(-FLAG_EVIDENCE)
        .reverse()
        .map(({ offer }) => evidenceOf(offer, { quote: offer.signal.subject })),
      facts: { offers: offers.length, lastAt: last.offer.signal.at, open },
    };
  },
});
