import type { Signal } from '../../cx/model/signal.ts';
import type { Tables } from '../schema.ts';

/** Everything of the signal but its customer, who can change by a merge. */
export function signalText({ customer: _, ...rest }: Signal): string {
  return JSON.stringify(rest);
}

/** The store wrote the text itself from a checked signal; checking it again would cost more than reading it. */
export function toSignal(row: Pick<Tables['signals'], 'customer' | 'signal'>): Signal {
  const signal = JSON.parse(row.signal);
  signal.customer = row.customer;
  return signal;
}
