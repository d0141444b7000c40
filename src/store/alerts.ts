/** What someone must hear of once, and whether they did. */
import type { Alert } from '../cx/alert.ts';
import type { Transaction } from './transaction.ts';

/** `kept`: the CRM hears of it by the written fields, and it stays here as history. */
export const ALERT_STATES = ['waiting', 'sent', 'failed', 'kept'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export interface StoredAlert extends Alert {
  /** The same for the same crossing. */
  readonly id: string;
  readonly state: AlertState;
  /** How often the CRM was told, or refused to be. */
  readonly tries: number;
  readonly error: string | null;
}

/** With whom it is about, as they are called now; null when they are gone. */
export type ListedAlert = StoredAlert & { readonly name: string | null; readonly href: string | null };

export interface Alerts {
  /**
   * Keeps those that are new: not one of this id, and none of its subject and kind within the time before it that is left for
   * things to calm down. Returns how many.
   */
  add(
    tx: Transaction,
    install: string,
    alerts: readonly (Alert & Pick<StoredAlert, 'id' | 'state'>)[],
    cooldownMs: number,
  ): Promise<number>;
  /** The longest waiting first. */
  waiting(install: string, limit: number): Promise<readonly ListedAlert[]>;
  countWaiting(install: string): Promise<number>;
  /** After a try. */
  finish(tx: Transaction, install: string, rows: readonly Pick<StoredAlert, 'id' | 'state' | 'error'>[]): Promise<void>;
  /** Nobody hears any more of what has waited since before then. Returns how many. */
  expire(tx: Transaction, install: string, before: string, error: string): Promise<number>;
  /** The newest first. */
  list(install: string, limit: number): Promise<readonly ListedAlert[]>;
}
