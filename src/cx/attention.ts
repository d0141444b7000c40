/** When a person of ours got in touch: not a machine, not marketing. */
import type { DatedSignal, Timeline } from './timeline.ts';

/** Tells the first time (ms) at or after `fromMs` that a person of ours got in touch with this customer; null for never. */
export type FirstAttention = (customer: string, fromMs: number) => number | null;

function readerOf(inTouch: readonly { readonly dated: DatedSignal; readonly atMs: number }[]): FirstAttention {
  const byCustomer = new Map<string, number[]>();
  for (const { dated, atMs } of inTouch) {
    const customers = dated.sharedWith.length > 0 ? dated.sharedWith : [dated.signal.customer];
    for (const customer of customers) {
      const instants = byCustomer.get(customer);
      if (instants === undefined) byCustomer.set(customer, [atMs]);
      else instants.push(atMs);
    }
  }
  for (const instants of byCustomer.values()) instants.sort((a, b) => a - b);
  return (customer, fromMs) => {
    const instants = byCustomer.get(customer) ?? [];
    let low = 0;
    let high = instants.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((instants[middle] ?? 0) < fromMs) low = middle + 1;
      else high = middle;
    }
    return instants[low] ?? null;
  };
}

/** Any attention: messages and calls of ours, meetings that took place, first answers to tickets. */
export function readAttention(signals: Pick<Timeline, 'ticket' | 'message' | 'meeting'>): FirstAttention {
  return readerOf([
    ...signals.message
      .filter(({ signal }) => signal.direction === 'outbound' && !signal.automated && signal.purpose !== 'marketing')
      .map((dated) => ({ dated, atMs: dated.atMs })),
    ...signals.meeting
      .filter(({ signal }) => signal.outcome === 'held' || signal.outcome === 'unknown')
      .map((dated) => ({ dated, atMs: dated.atMs })),
    ...signals.ticket.flatMap((dated) =>
      dated.firstResponseMs === null ? [] : [{ dated, atMs: dated.firstResponseMs }],
    ),
  ]);
}

/** Messages of ours that the CRM files under service: they may be the answer to a ticket that does not know its own. */
export function readServiceMessages(signals: Pick<Timeline, 'message'>): FirstAttention {
  return readerOf(
    signals.message
      .filter(({ signal }) => signal.direction === 'outbound' && !signal.automated && signal.purpose === 'service')
      .map((dated) => ({ dated, atMs: dated.atMs })),
  );
}
