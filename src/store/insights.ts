/** The part of the store that serves learning from an install's own history. */
import type { StoredTrend, Subject } from '../cx/model/scorecard.ts';
import type { StoredSubject } from './stored-subject.ts';
import type { Transaction } from './transaction.ts';

/** One number of a subject's past. */
export interface ScorePoint {
  readonly at: string;
  readonly value: number;
}

export interface StoredPortfolio {
  /** The instant that it was concluded for. */
  readonly at: string;
  readonly content: unknown;
}

export interface Insights {
  /** Living subjects of one kind by id, those after `after`. */
  subjects(install: string, object: Subject['object'], after: string, limit: number): Promise<readonly StoredSubject[]>;
  /** Scores of the history since an instant, oldest first; scorecards without a score are not among them. */
  scores(
    install: string,
    object: Subject['object'],
    ids: readonly string[],
    since: string,
  ): Promise<ReadonlyMap<string, readonly ScorePoint[]>>;
  /** Replaces the trends of all subjects of an install; returns those that differ in what they show (`direction`). */
  putTrends(
    tx: Transaction,
    install: string,
    rows: readonly { readonly subject: Subject; readonly trend: StoredTrend }[],
  ): Promise<readonly Subject[]>;
  trendsOf(
    install: string,
    object: Subject['object'],
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, StoredTrend>>;
  /** Keeps a summary; one of the same instant is replaced, those of more than `KEPT_DAYS` before it are removed. */
  putPortfolio(tx: Transaction, install: string, portfolio: StoredPortfolio): Promise<void>;
  /** When the latest one was concluded; null while there is none. */
  portfolioAt(install: string): Promise<string | null>;
  /** The latest one; null while there is none. */
  portfolio(install: string): Promise<StoredPortfolio | null>;
}
