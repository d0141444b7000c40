import type { Dialect, Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** Whatever differs between the database engines; everything else in the store is SQL that all of them speak. */
export interface Engine {
  readonly dialect: Dialect;
  /** The column type of text that is compared byte by byte, whatever the server's language. */
  readonly text: string;
  /** How far the database's clock is ahead of this machine's; all programs that share a database go by the former. */
  clockAheadMs(): number;
  /** Why a program cannot start on this database, where the error tells something that its admin can correct. */
  refusal(error: unknown): unknown;
  /**
   * Takes what was deleted for good out of the engine's own copies too, as far as that can be done at once. Called after the
   * transaction that deleted it.
   */
  shred(): void;
  /** Held until the end of the surrounding transaction: one program migrates, the others wait for it. */
  lockMigrations(db: Kysely<Tables>): Promise<void>;
  /**
   * Comes first in every transaction. Until its end no other transaction of the same install runs, and none at all where the
   * install is null: what a transaction reads stays true until it has written.
   */
  lockTransaction(db: Kysely<Tables>, install: string | null): Promise<void>;
}
