/** Which tickets are open, so that one need not look for them. */
import type { Signal } from '../cx/model/signal.ts';
import { clip } from './fit.ts';
import { stopLabel } from './stop-label.ts';
import { webAddress } from './web-address.ts';
import type { Words } from './words.ts';

export interface OpenTicket {
  readonly subject: string;
  /** When it was opened. */
  readonly since: string;
  readonly href: string;
}

/** Beside their count, so many are named. */
const MOST_NAMED = 3;
/** Leaves room for the words around it in a label. */
const SUBJECT_CHARACTERS = 80;

/** The newest of the open tickets that one can look at, up to an instant; the order of the signals does not matter. */
export function openTickets(signals: readonly Signal[], asOf: string, words: Words): readonly OpenTicket[] {
  const until = Date.parse(asOf);
  return signals
    .flatMap((signal) => {
      const href = webAddress(signal.href);
      if (signal.kind !== 'ticket' || !signal.open || href === null || Date.parse(signal.at) > until) return [];
      const subject = clip(signal.subject ?? stopLabel(signal, words), SUBJECT_CHARACTERS);
      return [{ subject, since: signal.at, href }];
    })
    .sort((a, b) => Date.parse(b.since) - Date.parse(a.since) || (a.href < b.href ? -1 : 1))
    .filter(({ href }, index, tickets) => href !== tickets[index - 1]?.href)
    .slice(0, MOST_NAMED);
}
