import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, type Transaction as KyselyTransaction } from 'kysely';
import { Bug } from '../errors.ts';
import type { Engine } from './engine.ts';
import type { Transaction } from './port.ts';
import type { Tables } from './schema.ts';

class OpenTransaction implements Transaction {
  readonly transaction: KyselyTransaction<Tables>;
  readonly afterCommit: (() => void)[] = [];
  open = true;

  constructor(transaction: KyselyTransaction<Tables>) {
    this.transaction = transaction;
  }
}

/**
 * One connection to the database, and who is in which transaction. A read made inside a transaction's work sees that
 * transaction; elsewhere it sees what is committed.
 */
export class Connection {
  readonly #db: Kysely<Tables>;
  readonly #engine: Engine;
  readonly #scope = new AsyncLocalStorage<OpenTransaction>();

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#db = new Kysely<Tables>({ dialect: engine.dialect });
  }

  /** For reading: the caller's transaction, or the database outside of one. */
  get reader(): Kysely<Tables> {
    return this.#current()?.transaction ?? this.#db;
  }

  /** For writing in the given transaction. Throws Bug when that has ended. */
  writer(tx: Transaction): Kysely<Tables> {
    return this.#own(tx).transaction;
  }

  /**
   * All or nothing; waits for other transactions of the same install, or for all others where none is named. Throws Bug inside
   * another transaction, StoreConflict when the database stays locked.
   */
  async transaction<Result>(
    work: (tx: Transaction) => Promise<Result>,
    install: string | null = null,
  ): Promise<Result> {
    if (this.#current() !== undefined) throw new Bug('a transaction was begun inside another one');
    const callbacks: (() => void)[] = [];
    const result = await this.#db.transaction().execute(async (transaction) => {
      const tx = new OpenTransaction(transaction);
      try {
        await this.#engine.lockTransaction(transaction, install);
        return await this.#scope.run(tx, () => work(tx));
      } finally {
        tx.open = false;
        callbacks.push(...tx.afterCommit);
      }
    });
    for (const callback of callbacks) callback();
    return result;
  }

  /** Joins the caller's transaction, or makes one for this work alone. */
  async write<Result>(work: (db: Kysely<Tables>) => Promise<Result>, install: string | null = null): Promise<Result> {
    const current = this.#current();
    return current === undefined
      ? await this.transaction((tx) => work(this.writer(tx)), install)
      : await work(current.transaction);
  }

  /** The same for deleting what nobody may find any more: once it is committed, the engine's own copies of it go as well. */
  async erase<Result>(work: (db: Kysely<Tables>) => Promise<Result>, install: string | null = null): Promise<Result> {
    const current = this.#current();
    if (current === undefined) {
      const result = await this.transaction((tx) => work(this.writer(tx)), install);
      this.#engine.shred();
      return result;
    }
    current.afterCommit.push(() => this.#engine.shred());
    return await work(current.transaction);
  }

  /** A transaction of its own that waits for no other one: for rows of which others do not know. */
  async apart<Result>(work: (db: Kysely<Tables>) => Promise<Result>): Promise<Result> {
    return await this.#db.transaction().execute(work);
  }

  /** Calls back once the transaction is committed; never when it is rolled back. */
  afterCommit(tx: Transaction, callback: () => void): void {
    this.#own(tx).afterCommit.push(callback);
  }

  async close(): Promise<void> {
    await this.#db.destroy();
  }

  #current(): OpenTransaction | undefined {
    const current = this.#scope.getStore();
    return current?.open === true ? current : undefined;
  }

  #own(tx: Transaction): OpenTransaction {
    if (!(tx instanceof OpenTransaction)) throw new Bug('a transaction of another store was used');
    if (!tx.open) throw new Bug('a transaction was used after its end');
    return tx;
  }
}
