import type { Subject } from '../cx/model/scorecard.ts';

/** A customer or an account as the CRM names it. */
export interface StoredSubject {
  readonly install: string;
  readonly object: Subject['object'];
  readonly id: string;
  readonly name: string;
  readonly href: string | null;
  readonly language: 'en' | 'es' | null;
  /** The company of a customer. */
  readonly account: string | null;
  readonly revenue: number | null;
}
