import type { Kysely } from 'kysely';
import { rowBatches } from '../batch.ts';
import type { Connection } from '../connection.ts';
import type { Writebacks, WriteLogEntry, WrittenObject } from '../port.ts';
import type { Tables } from '../schema.ts';

const OUTCOMES: readonly WriteLogEntry['outcome'][] = ['written', 'gone', 'moved', 'failed', 'undone'];

export const writtenObject = (object: string): WrittenObject =>
  object === 'account' || object === 'ticket' ? object : 'customer';

function toEntry(row: Tables['write_log']): WriteLogEntry {
  return {
    id: row.id,
    install: row.install,
    object: writtenObject(row.object),
    record: row.record,
    at: row.at,
    outcome: OUTCOMES.find((outcome) => outcome === row.outcome) ?? 'failed',
    before: JSON.parse(row.before),
    after: JSON.parse(row.after),
    error: row.error,
  };
}

interface WriteLog {
  append(db: Kysely<Tables>, entries: readonly WriteLogEntry[]): Promise<void>;
  /** The newest first. */
  readonly read: Writebacks['log'];
  readonly count: Writebacks['countLog'];
}

export function writeLog(connection: Connection): WriteLog {
  return {
    async append(db, entries) {
      for (const batch of rowBatches(entries)) {
        await db
          .insertInto('write_log')
          .values(
            batch.map((entry) => ({
              ...entry,
              before: JSON.stringify(entry.before),
              after: JSON.stringify(entry.after),
            })),
          )
          .execute();
      }
    },

    async read(install, limit, record) {
      const newest = connection.reader
        .selectFrom('write_log')
        .selectAll()
        .where('install', '=', install)
        .orderBy('id', 'desc')
        .limit(limit);
      const rows = await (record === undefined ? newest : newest.where('record', '=', record)).execute();
      return rows.map(toEntry);
    },

    async count(install) {
      const row = await connection.reader
        .selectFrom('write_log')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('install', '=', install)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
  };
}
