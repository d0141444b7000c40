/** The jobs as rows: what a runner does with them. One writer at a time, so a claim needs no row locks. */
import { randomUUID } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import type { Kysely } from 'kysely';
import type { JobRow, Tables } from '../store/schema.ts';
import { waitForChange } from './changes.ts';
import type { JobTableOptions } from './job-table-options.ts';
import type { DeadJob, Job } from './queue.ts';
import { errorText, retryDecision } from './retry.ts';
import type { ClaimedJob, JobTable } from './runner.ts';

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    task: row.task,
    payload: JSON.parse(row.payload),
    key: row.key,
    lane: row.lane,
    runAt: row.run_at,
    attempt: row.attempt,
    maxAttempts: row.max_attempts,
  };
}

export function toDeadJob(row: JobRow): DeadJob {
  return { ...toJob(row), failedAt: row.failed_at ?? row.run_at, error: row.error ?? '' };
}

/** What a worker looks for: the kinds of jobs that it can do, and the claims that it holds. */
interface Search {
  readonly tasks: readonly string[];
  readonly held: readonly string[];
  readonly now: string;
}

/** The first job whose worker did not renew its lease. */
async function nextAbandoned(db: Kysely<Tables>, { tasks, held, now }: Search): Promise<JobRow | undefined> {
  return await db
    .selectFrom('jobs')
    .selectAll()
    .where('state', '=', 'running')
    .where('locked_until', '<=', now)
    .where('task', 'in', tasks)
    .where('claim', 'not in', held)
    .orderBy('run_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** The first due job whose lane is free and whose key does not run. */
async function nextWaiting(db: Kysely<Tables>, { tasks, now }: Search): Promise<JobRow | undefined> {
  return await db
    .selectFrom('jobs')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('run_at', '<=', now)
    .where('task', 'in', tasks)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('jobs as other')
            .select('other.id')
            .where('other.state', '=', 'running')
            .whereRef('other.lane', '=', 'jobs.lane'),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('jobs as other')
            .select('other.id')
            .where('other.state', '=', 'running')
            .whereRef('other.key', '=', 'jobs.key'),
        ),
      ),
    )
    .orderBy('run_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

async function bury(db: Kysely<Tables>, row: JobRow, now: string, error: string): Promise<void> {
  if (row.key !== null) await db.deleteFrom('jobs').where('state', '=', 'dead').where('key', '=', row.key).execute();
  await db
    .updateTable('jobs')
    .set({ state: 'dead', claim: null, locked_until: null, failed_at: now, error })
    .where('id', '=', row.id)
    .execute();
}

/** Back among the waiting; where a newer request of the same key waits already, that one stands for both. */
export async function putBack(
  db: Kysely<Tables>,
  row: JobRow,
  changes: Pick<JobRow, 'run_at' | 'attempt'>,
): Promise<void> {
  const newer =
    row.key === null
      ? undefined
      : await db
          .selectFrom('jobs')
          .select('id')
          .where('state', '=', 'waiting')
          .where('key', '=', row.key)
          .executeTakeFirst();
  if (newer !== undefined) {
    await db.deleteFrom('jobs').where('id', '=', row.id).execute();
    return;
  }
  await db
    .updateTable('jobs')
    .set({ state: 'waiting', claim: null, locked_until: null, failed_at: null, ...changes })
    .where('id', '=', row.id)
    .execute();
}

/** The next job, claimed; undefined when there is none. */
async function claimNext(db: Kysely<Tables>, search: Search, lockedUntil: string): Promise<ClaimedJob | undefined> {
  for (;;) {
    const row = (await nextAbandoned(db, search)) ?? (await nextWaiting(db, search));
    if (row === undefined) return undefined;
    if (row.state === 'running' && row.attempt >= row.max_attempts) {
      await bury(db, row, search.now, 'its worker ended without an answer, in the last attempt that it had');
      continue;
    }
    const claim = randomUUID();
    const attempt = row.attempt + 1;
    await db
      .updateTable('jobs')
      .set({ state: 'running', claim, locked_until: lockedUntil, attempt })
      .where('id', '=', row.id)
      .execute();
    return { job: toJob({ ...row, attempt }), claim };
  }
}

export function sqliteJobTable({ connection, clock, random }: JobTableOptions, changes: EventEmitter): JobTable {
  const now = () => new Date(clock()).toISOString();
  const leaseEnd = (leaseMs: number) => new Date(clock() + leaseMs).toISOString();
  const held = (db: Kysely<Tables>, claim: string) =>
    db.selectFrom('jobs').selectAll().where('claim', '=', claim).executeTakeFirst();

  return {
    async claim(tasks, limit, leaseMs, held) {
      const search = { tasks, held, now: now() };
      const reader = connection.reader;
      // A look costs readers and writers nothing; the transaction is for when there is something to claim.
      const any = (await nextAbandoned(reader, search)) ?? (await nextWaiting(reader, search));
      if (any === undefined) return [];
      return await connection.write(async (db) => {
        const claimed: ClaimedJob[] = [];
        while (claimed.length < limit) {
          const next = await claimNext(db, search, leaseEnd(leaseMs));
          if (next === undefined) break;
          claimed.push(next);
        }
        return claimed;
      });
    },

    async renew(claims, leaseMs) {
      return await connection.write(async (db) => {
        const rows = await db
          .updateTable('jobs')
          .set({ locked_until: leaseEnd(leaseMs) })
          .where('claim', 'in', claims)
          .returning('claim')
          .execute();
        return new Set(rows.map((row) => row.claim ?? ''));
      });
    },

    async done(claim) {
      await connection.write(async (db) => {
        const row = await db.deleteFrom('jobs').where('claim', '=', claim).returning('key').executeTakeFirst();
        // What had failed before is made good.
        if (row?.key) await db.deleteFrom('jobs').where('state', '=', 'dead').where('key', '=', row.key).execute();
      });
    },

    async failed(claim, job, error) {
      return await connection.write(async (db) => {
        const row = await held(db, claim);
        if (row === undefined) return null;
        const { outcome, runAt } = retryDecision(error, job, clock(), random);
        if (runAt === null) await bury(db, row, now(), errorText(error));
        else await putBack(db, row, { run_at: runAt, attempt: outcome === 'later' ? row.attempt - 1 : row.attempt });
        return { job, error, outcome, runAt };
      });
    },

    async release(claim) {
      await connection.write(async (db) => {
        const row = await held(db, claim);
        if (row !== undefined) await putBack(db, row, { run_at: row.run_at, attempt: row.attempt - 1 });
      });
    },

    change: (withinMs, signal) => waitForChange(changes, withinMs, signal),

    changed() {
      changes.emit('change');
    },
  };
}
