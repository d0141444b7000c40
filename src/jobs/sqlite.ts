/** The queue on a table of the store's own database. */
import { EventEmitter } from 'node:events';
import { sql } from 'kysely';
import { sortableIds } from '../store/sortable-id.ts';
import { waitUntilIdle } from './idle.ts';
import type { JobTableOptions } from './job-table-options.ts';
import type { Queue } from './queue.ts';
import { DEFAULT_MAX_ATTEMPTS } from './retry.ts';
import { startRunner } from './runner.ts';
import { putBack, sqliteJobTable, toDeadJob } from './sqlite-table.ts';

export function sqliteQueue(options: JobTableOptions): Queue {
  const { connection, clock } = options;
  const changes = new EventEmitter();
  changes.setMaxListeners(0);
  const table = sqliteJobTable(options, changes);
  const nextId = sortableIds(clock);
  const now = () => new Date(clock()).toISOString();

  async function busy(): Promise<boolean> {
    const row = await connection.reader
      .selectFrom('jobs')
      .select('id')
      .where((eb) =>
        eb.or([eb('state', '=', 'running'), eb.and([eb('state', '=', 'waiting'), eb('run_at', '<=', now())])]),
      )
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  return {
    async enqueue(tx, task, payload, { key, lane, runAt, maxAttempts } = {}) {
      const values = {
        task,
        payload: JSON.stringify(payload ?? null),
        lane: lane ?? null,
        run_at: runAt === undefined ? now() : new Date(runAt).toISOString(),
        attempt: 0,
        max_attempts: maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
      };
      const row = await connection
        .writer(tx)
        .insertInto('jobs')
        .values({ id: nextId(), key: key ?? null, state: 'waiting', ...values })
        .onConflict((conflict) => conflict.column('key').where('state', '=', sql.lit('waiting')).doUpdateSet(values))
        .returning('id')
        .executeTakeFirstOrThrow();
      connection.afterCommit(tx, table.changed);
      return row.id;
    },

    run: (runnerOptions) => startRunner(table, runnerOptions),

    async counts() {
      const groups = await connection.reader
        .selectFrom('jobs')
        .select((eb) => ['state', eb.fn.countAll<number>().as('count'), eb.fn.min('run_at').as('first')])
        .groupBy('state')
        .execute();
      const count = (state: string) => Number(groups.find((group) => group.state === state)?.count ?? 0);
      return {
        waiting: count('waiting'),
        running: count('running'),
        dead: count('dead'),
        nextRunAt: groups.find((group) => group.state === 'waiting')?.first ?? null,
      };
    },

    async waitsUntil(key) {
      const row = await connection.reader
        .selectFrom('jobs')
        .select('run_at')
        .where('key', '=', key)
        .where('state', '=', 'waiting')
        .executeTakeFirst();
      return row?.run_at ?? null;
    },

    async dead(limit) {
      const rows = await connection.reader
        .selectFrom('jobs')
        .selectAll()
        .where('state', '=', 'dead')
        .orderBy('failed_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toDeadJob);
    },

    async retryDead(id) {
      const found = await connection.write(async (db) => {
        const row = await db
          .selectFrom('jobs')
          .selectAll()
          .where('id', '=', id)
          .where('state', '=', 'dead')
          .executeTakeFirst();
        if (row !== undefined) await putBack(db, row, { run_at: now(), attempt: 0 });
        return row !== undefined;
      });
      if (found) table.changed();
      return found;
    },

    async recover() {
      const count = await connection.write(async (db) => {
        const rows = await db.selectFrom('jobs').selectAll().where('state', '=', 'running').execute();
        for (const row of rows) await putBack(db, row, { run_at: row.run_at, attempt: row.attempt - 1 });
        return rows.length;
      });
      if (count > 0) table.changed();
      return count;
    },

    idle: (signal) => waitUntilIdle(table, busy, signal),
  };
}
