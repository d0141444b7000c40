import { DatabaseSync } from 'node:sqlite';

/** Rows of JSON by kind and id. Writes wait until `commit`, which makes them durable together. */
export interface Storage {
  put(kind: string, id: string, value: unknown): void;
  remove(kind: string, id: string): void;
  commit(): void;
  load(kind: string): Iterable<readonly [string, unknown]>;
  isEmpty(): boolean;
  clear(): void;
  close(): void;
}

/** Keeps nothing: the state lives in the process only. */
export function memoryStorage(): Storage {
  return {
    put: () => undefined,
    remove: () => undefined,
    commit: () => undefined,
    load: () => [],
    isEmpty: () => true,
    clear: () => undefined,
    close: () => undefined,
  };
}

const REMOVED = Symbol('removed');

/** One SQLite file. `commit` returns after the rows are in the write-ahead log, so they survive the process (`kill -9`). */
export function sqliteStorage(file: string): Storage {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
  database.exec(
    'CREATE TABLE IF NOT EXISTS rows (kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID',
  );
  const insert = database.prepare(
    'INSERT INTO rows (kind, id, body) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body',
  );
  const erase = database.prepare('DELETE FROM rows WHERE kind = ? AND id = ?');
  const select = database.prepare('SELECT id, body FROM rows WHERE kind = ?');
  const any = database.prepare('SELECT 1 AS found FROM rows LIMIT 1');
  const pending = new Map<string, { readonly kind: string; readonly id: string; readonly value: unknown }>();

  function commit(): void {
    if (pending.size === 0) return;
    database.exec('BEGIN IMMEDIATE');
    try {
      for (const { kind, id, value } of pending.values()) {
        if (value === REMOVED) erase.run(kind, id);
        else insert.run(kind, id, JSON.stringify(value));
      }
      database.exec('COMMIT');
    } catch (fault) {
      // On a full disk SQLite has done it already.
      if (database.isTransaction) database.exec('ROLLBACK');
      throw fault;
    }
    pending.clear();
  }

  return {
    put: (kind, id, value) => void pending.set(`${kind}\u0000${id}`, { kind, id, value }),
    remove: (kind, id) => void pending.set(`${kind}\u0000${id}`, { kind, id, value: REMOVED }),
    commit,
    *load(kind) {
      for (const row of select.iterate(kind)) yield [String(row.id), JSON.parse(String(row.body))] as const;
    },
    isEmpty: () => any.get() === undefined,
    clear: () => {
      pending.clear();
      database.exec('DELETE FROM rows');
    },
    close: () => {
      commit();
      database.close();
    },
  };
}
