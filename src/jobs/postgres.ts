/** The queue on graphile-worker's tables in the store's own database. */
import { EventEmitter } from 'node:events';
import { Logger, runMigrations } from 'graphile-worker';
import { type QueryExecutorProvider, sql } from 'kysely';
import type pg from 'pg';
import { waitUntilIdle } from './idle.ts';
import type { JobTableOptions } from './job-table-options.ts';
import { type Listener, listenForJobs } from './postgres-listener.ts';
import { giveAllBack, instant, postgresJobTable, toDeadJob } from './postgres-table.ts';
import type { EnqueueOptions, Queue } from './queue.ts';
import { DEFAULT_MAX_ATTEMPTS } from './retry.ts';
import { startRunner } from './runner.ts';

/** Brings graphile-worker's own tables to its version's form. */
export async function migrateGraphile(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) });
}

export function postgresQueue(
  options: JobTableOptions & { readonly pool: pg.Pool },
): Queue & { close(): Promise<void> } {
  const { connection, clock, pool } = options;
  const changes = new EventEmitter();
  changes.setMaxListeners(0);
  const table = postgresJobTable(options, changes);
  const now = () => new Date(clock()).toISOString();
  let listener: Listener | null = null;
  // Whoever only enqueues needs no connection for listening.
  const listen = () => {
    listener ??= listenForJobs(pool, table.changed);
  };

  async function addJob(
    db: QueryExecutorProvider,
    task: string,
    payload: unknown,
    { key, lane, runAt, maxAttempts }: EnqueueOptions,
  ): Promise<string> {
    const envelope = JSON.stringify({ payload: payload ?? null });
    const at = runAt === undefined ? now() : new Date(runAt).toISOString();
    for (;;) {
      // https://worker.graphile.org/docs/sql-add-job
      const { rows } = await sql<{ id: string | null }>`
        select id from graphile_worker.add_job(${task}::text, payload := ${envelope}::json, queue_name := ${lane ?? null}::text,
          run_at := ${at}::timestamptz, max_attempts := ${maxAttempts ?? DEFAULT_MAX_ATTEMPTS}::int,
          job_key := ${key ?? null}::text)`.execute(db);
      const id = rows[0]?.id ?? null;
      // Nothing was added where the waiting job of this key was claimed in this very moment: now it is seen to run.
      if (id !== null) return id;
    }
  }

  async function busy(): Promise<boolean> {
    const { rows } = await sql<{ busy: boolean }>`
      select exists (select 1 from job_claims) or exists (
        select 1 from graphile_worker._private_jobs where is_available and run_at <= ${now()}::timestamptz) as busy`.execute(
      connection.reader,
    );
    return rows[0]?.busy === true;
  }

  return {
    async enqueue(tx, task, payload, enqueueOptions = {}) {
      const id = await addJob(connection.writer(tx), task, payload, enqueueOptions);
      connection.afterCommit(tx, table.changed);
      return id;
    },

    run(runnerOptions) {
      listen();
      return startRunner(table, runnerOptions);
    },

    async counts() {
      const { rows } = await sql<{ waiting: number; running: number; dead: number; first: string | null }>`
        select
          (select count(*)::int from graphile_worker._private_jobs where is_available) as waiting,
          (select count(*)::int from job_claims) as running,
          (select count(*)::int from dead_jobs) as dead,
          (select ${instant('run_at')} from graphile_worker._private_jobs where is_available
            order by run_at limit 1) as first`.execute(connection.reader);
      const [row] = rows;
      const { waiting = 0, running = 0, dead = 0, first = null } = row ?? {};
      return { waiting, running, dead, nextRunAt: first };
    },

    async waitsUntil(key) {
      const { rows } = await sql<{ runAt: string }>`
        select ${instant('run_at')} as "runAt" from graphile_worker._private_jobs
        where key = ${key} and locked_at is null`.execute(connection.reader);
      return rows[0]?.runAt ?? null;
    },

    async dead(limit) {
      const rows = await connection.reader
        .selectFrom('dead_jobs')
        .selectAll()
        .orderBy('failed_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toDeadJob);
    },

    async retryDead(id) {
      if (!/^\d{1,18}$/.test(id)) return false;
      const found = await connection.apart(async (db) => {
        const row = await db.deleteFrom('dead_jobs').where('id', '=', id).returningAll().executeTakeFirst();
        if (row === undefined) return false;
        const newer = await sql`select 1 from graphile_worker._private_jobs
          where key = ${row.key} and locked_at is null`.execute(db);
        if (newer.rows.length > 0) return true;
        const { key, lane, max_attempts: maxAttempts } = row;
        await addJob(db, row.task, JSON.parse(row.payload), {
          maxAttempts,
          ...(key === null ? {} : { key }),
          ...(lane === null ? {} : { lane }),
        });
        return true;
      });
      if (found) table.changed();
      return found;
    },

    async recover() {
      const count = await giveAllBack(connection);
      if (count > 0) table.changed();
      return count;
    },

    async idle(signal) {
      listen();
      await waitUntilIdle(table, busy, signal);
    },

    async close() {
      await listener?.close();
    },
  };
}
