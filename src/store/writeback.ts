import type { Subject } from '../cx/model/scorecard.ts';

/** The kinds of records that carry our fields. */
export type WrittenObject = Subject['object'] | 'ticket';

/** What is known of one record's fields in the CRM. */
export interface Writeback {
  readonly install: string;
  readonly object: WrittenObject;
  readonly id: string;
  /** Field values as last written and acknowledged. */
  readonly written: Readonly<Record<string, unknown>>;
  /** Sent, but not known to have arrived; null when nothing is under way. */
  readonly sending: Readonly<Record<string, unknown>> | null;
  /** Grows with every scorecard that is stored; 0 while there is none. */
  readonly revision: number;
}
