/** The part of the store port about tickets that carry our fields. */
import type { Scorecard, Subject } from '../cx/model/scorecard.ts';
import type { StoredSubject } from './stored-subject.ts';
import type { Transaction } from './transaction.ts';
import type { Writeback } from './writeback.ts';

/** A ticket as the CRM has it: whether it is open, and whose it is; null where it is nobody's. */
export interface TicketState {
  readonly id: string;
  readonly subject: Subject | null;
  readonly open: boolean;
}

/** A ticket whose fields have not been compared with its subject's latest scorecard yet. */
export interface PendingTicket {
  readonly writeback: Writeback;
  /** Null where the ticket is nobody's that has a score, or of somebody who asked to be forgotten: its fields are to be emptied. */
  readonly scored: (StoredSubject & { readonly scorecard: Scorecard }) | null;
}

export interface Tickets {
  /**
   * Remembers whose these tickets are while they are open. One that is closed keeps what stands on it, after the first score that
   * knows of the closing; one that was never seen open is left alone. Whoever's score has to be written anew becomes dirty.
   */
  put(tx: Transaction, install: string, tickets: readonly TicketState[]): Promise<void>;
  /** No longer in the CRM: nothing is written any more, and the log keeps only that something was. */
  remove(tx: Transaction, install: string, ids: readonly string[]): Promise<void>;
  /** Those whose subject's write-back was looked at since, and those to be emptied; what keeps failing comes last. */
  pending(install: string, limit: number): Promise<readonly PendingTicket[]>;
}
