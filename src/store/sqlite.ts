/** The SQLite engine: the only file of the store that knows `node:sqlite`. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';
import { StoreConflict } from '../errors.ts';
import type { Engine } from './engine.ts';

/** How long a read may wait, blocking its thread, for the rare moments in which WAL mode locks readers out. */
const READ_WAIT_MS = 5_000;
/** How long a transaction waits, without blocking its thread, for the one writer that SQLite allows. */
const BEGIN_WAIT_MS = 15_000;
const BEGIN_PAUSE_MS = 2;
const CACHED_STATEMENTS = 256;

/** Result codes: https://www.sqlite.org/rescode.html */
const BUSY = 5;
const LOCKED = 6;
const FULL = 13;
const CONSTRAINT_FOREIGN_KEY = 787;
const CONSTRAINT_UNIQUE = 2067;

function resultCode(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null;
}

function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  return code !== null && (code & 0xff) === BUSY;
}

function translate(error: unknown): unknown {
  const code = resultCode(error);
  if (isBusy(error)) {
    return new StoreConflict('the database file is locked by another program; it is tried again', true, {
      cause: error,
    });
  }
  if (code === FULL) {
    return new StoreConflict('the disk is full; make room, work resumes by itself', true, { cause: error });
  }
  if (code === CONSTRAINT_FOREIGN_KEY) {
    return new StoreConflict('the install of these rows does not exist (any more); nothing was stored', false, {
      cause: error,
    });
  }
  if (code === CONSTRAINT_UNIQUE) {
    return new StoreConflict('another row with this identity exists already; nothing was stored', false, {
      cause: error,
    });
  }
  return error;
}

/** Runs a step and names its errors in our words. */
function guarded<Result>(step: () => Result): Result {
  try {
    return step();
  } catch (error) {
    throw translate(error);
  }
}

class Statement implements SqliteStatement {
  readonly reader: boolean;
  readonly #statement: StatementSync;

  constructor(statement: StatementSync) {
    this.#statement = statement;
    this.reader = statement.columns().length > 0;
  }

  all(parameters: readonly unknown[]): unknown[] {
    return guarded(() => this.#statement.all(...(parameters as SQLInputValue[])));
  }

  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return guarded(() => this.#statement.run(...(parameters as SQLInputValue[])));
  }

  iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    return this.#statement.iterate(...(parameters as SQLInputValue[]));
  }
}

/** `node:sqlite` in the form that Kysely expects, with its prepared statements kept. */
class Connection implements SqliteDatabase {
  readonly #database: DatabaseSync;
  /** In order of use: the first is the one not used for the longest time. */
  readonly #statements = new Map<string, Statement>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  prepare(sql: string): SqliteStatement {
    const statement = this.#statements.get(sql) ?? guarded(() => new Statement(this.#database.prepare(sql)));
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    const oldest = this.#statements.keys().next();
    if (this.#statements.size > CACHED_STATEMENTS && oldest.done === false) this.#statements.delete(oldest.value);
    return statement;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}

/**
 * Begins every transaction as a writer, so that two connections never wait for each other half-way
 * (https://www.sqlite.org/lang_transaction.html, BEGIN IMMEDIATE). It waits in the event loop and not inside SQLite: the
 * transaction that it waits for may belong to the same thread.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    super({ database: new Connection(database) });
    this.#database = database;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    for (let waitedMs = 0; !(await this.#tryBegin(connection, waitedMs)); waitedMs += BEGIN_PAUSE_MS) {
      await delay(BEGIN_PAUSE_MS);
    }
  }

  /** Where the disk is full, SQLite itself has rolled back: asked to do it again it would fail, and hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }

  async #tryBegin(connection: DatabaseConnection, waitedMs: number): Promise<boolean> {
    this.#database.exec('pragma busy_timeout = 0');
    try {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'));
      return true;
    } catch (error) {
      if (waitedMs < BEGIN_WAIT_MS && error instanceof Error && isBusy(error.cause)) return false;
      throw error;
    } finally {
      this.#database.exec(`pragma busy_timeout = ${READ_WAIT_MS}`);
    }
  }
}

/**
 * Brings the write-ahead log into the database and cuts it to nothing: it holds former pages until it is written over. Waits for
 * nobody; where another connection is reading, the log is emptied with the next erasure, the next start, or the end of the last program.
 */
function emptyLog(database: DatabaseSync): void {
  try {
    database.exec('pragma busy_timeout = 0');
    database.exec('pragma wal_checkpoint(truncate)');
  } catch (error) {
    // Locked: this thread itself is in the middle of a read.
    if (!isBusy(error) && resultCode(error) !== LOCKED) throw translate(error);
  } finally {
    database.exec(`pragma busy_timeout = ${READ_WAIT_MS}`);
  }
}

/**
 * Opens the database file, readable by its owner only, and creates it where it does not exist. `:memory:` is a database of
 * its own that ends with the program.
 */
export function openSqlite(path: string): Engine {
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
  }
  const database = new DatabaseSync(path, { timeout: READ_WAIT_MS });
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = normal');
  database.exec('pragma foreign_keys = on');
  // Pages of 4 kB: a page of scorecards alone would otherwise fill the log, and have the disk waited for each time.
  database.exec('pragma wal_autocheckpoint = 8000');
  database.exec('pragma journal_size_limit = 67108864');
  // What is deleted is overwritten with zeros: "fast" would leave it in pages that became free (https://www.sqlite.org/pragma.html#pragma_secure_delete).
  database.exec('pragma secure_delete = on');
  const shred = (): void => emptyLog(database);
  // A program may have died before its log was emptied.
  shred();
  return {
    dialect: {
      createDriver: () => new ImmediateDriver(database),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (db) => new SqliteIntrospector(db),
    },
    text: 'text',
    clockAheadMs: () => 0,
    refusal: (error) => error,
    shred,
    // Every transaction is the only writer already.
    lockMigrations: async () => {},
    lockTransaction: async () => {},
  };
}
