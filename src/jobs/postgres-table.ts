/**
 * The jobs in graphile-worker's tables: what a runner does with them. They come in through `graphile_worker.add_job`; a running
 * one is locked there in the way of graphile-worker's own workers, so that both may work side by side. Beside each running job
 * stands a claim with a lease of seconds: graphile-worker gives the jobs of a dead worker back after four hours only, and lets
 * one that was believed dead end a job that somebody else has by now.
 */
import { randomUUID } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { hostname } from 'node:os';
import { type Kysely, sql } from 'kysely';
import type { Connection } from '../store/connection.ts';
import type { DeadJobRow, JobClaimRow, Tables } from '../store/schema.ts';
import { waitForChange } from './changes.ts';
import type { JobTableOptions } from './job-table-options.ts';
import type { DeadJob, Job } from './queue.ts';
import { errorText, retryDecision } from './retry.ts';
import type { ClaimedJob, JobTable } from './runner.ts';

/** graphile-worker joins the payloads of one key where both are arrays; so ours is never one. */
interface Envelope {
  readonly payload: unknown;
}

interface ClaimedRow extends JobClaimRow {
  readonly envelope: Envelope;
}

function toJob({ job, task, envelope, key, lane, run_at, attempt, max_attempts }: ClaimedRow): Job {
  return {
    ...{ id: job, task, payload: envelope.payload, key, lane, runAt: run_at },
    ...{ attempt, maxAttempts: max_attempts },
  };
}

export function toDeadJob(row: DeadJobRow): DeadJob {
  return {
    ...{ id: row.id, task: row.task, payload: JSON.parse(row.payload), key: row.key, lane: row.lane },
    ...{ runAt: row.run_at, attempt: row.attempt, maxAttempts: row.max_attempts },
    ...{ failedAt: row.failed_at, error: row.error },
  };
}

/** Our form of an instant: ISO 8601 in UTC with milliseconds. */
export const instant = (column: string) =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * Due jobs whose lane is free and whose key does not run, at most so many and one of each lane, locked and claimed in one
 * statement. Only the lanes of the candidates are locked, and one that somebody else is locking is left to them. `seen` counts
 * the candidates: fewer than asked for means that there is nothing more.
 */
async function claimWaiting(
  db: Kysely<Tables>,
  tasks: readonly string[],
  limit: number,
  now: string,
  lockedUntil: string,
  worker: string,
): Promise<readonly (ClaimedRow & { seen: number })[]> {
  const { rows } = await sql<ClaimedRow & { seen: number }>`
    with candidates as (
      select jobs.id, jobs.job_queue_id, jobs.priority, jobs.run_at
      from graphile_worker._private_jobs as jobs
      where jobs.is_available
        and jobs.run_at <= ${now}::timestamptz
        and jobs.task_id in (select id from graphile_worker._private_tasks where identifier = any(${tasks}::text[]))
        and (jobs.job_queue_id is null or exists (
          select 1 from graphile_worker._private_job_queues as queues
          where queues.id = jobs.job_queue_id and queues.is_available))
        and not exists (select 1 from job_claims where job_claims.key = jobs.key)
      order by jobs.priority, jobs.run_at, jobs.id
      limit ${limit}
      for update of jobs skip locked
    ), first_of_lane as (
      select distinct on (job_queue_id, case when job_queue_id is null then id end) id, job_queue_id
      from candidates
      order by job_queue_id, case when job_queue_id is null then id end, priority, run_at, id
    ), free_lanes as (
      select id from graphile_worker._private_job_queues
      where id in (select job_queue_id from first_of_lane) and is_available
      for update skip locked
    ), chosen as materialized (
      select id, job_queue_id, ${`${worker}:`} || gen_random_uuid() as claim
      from first_of_lane
      where job_queue_id is null or job_queue_id in (select id from free_lanes)
    ), locked_queues as (
      update graphile_worker._private_job_queues as queues
      set locked_by = chosen.claim, locked_at = ${now}::timestamptz
      from chosen where queues.id = chosen.job_queue_id
    ), locked_jobs as (
      update graphile_worker._private_jobs as jobs
      set attempts = jobs.attempts + 1, locked_by = chosen.claim, locked_at = ${now}::timestamptz
      from chosen where jobs.id = chosen.id
      returning jobs.*, chosen.claim
    ), claimed as (
      insert into job_claims (job, claim, task, key, lane, run_at, attempt, max_attempts, locked_until)
      select jobs.id, jobs.claim, tasks.identifier, jobs.key, queues.queue_name, ${instant('jobs.run_at')},
        jobs.attempts, jobs.max_attempts, ${lockedUntil}
      from locked_jobs as jobs
      join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
      left join graphile_worker._private_job_queues as queues on queues.id = jobs.job_queue_id
      returning *
    )
    select claimed.*, locked_jobs.payload as envelope, (select count(*)::int from candidates) as seen
    from claimed join locked_jobs on locked_jobs.id = claimed.job
    order by claimed.run_at, claimed.job`.execute(db);
  return rows;
}

/** The running job, while the claim holds; no other program changes it until the end of the transaction. */
async function held(db: Kysely<Tables>, claim: string): Promise<(ClaimedRow & { superseded: boolean }) | undefined> {
  // A newer request of its key takes the key away from a running job.
  const { rows } = await sql<ClaimedRow & { superseded: boolean }>`
    select job_claims.*, jobs.payload as envelope, (job_claims.key is not null and jobs.key is null) as superseded
    from job_claims join graphile_worker._private_jobs as jobs on jobs.id = job_claims.job
    where job_claims.claim = ${claim}
    for update`.execute(db);
  return rows[0];
}

async function giveUpClaim(db: Kysely<Tables>, row: JobClaimRow): Promise<void> {
  await db.deleteFrom('job_claims').where('job', '=', row.job).execute();
  if (row.lane === null) return;
  await sql`update graphile_worker._private_job_queues set locked_by = null, locked_at = null
    where queue_name = ${row.lane} and locked_by = ${row.claim}`.execute(db);
}

async function removeJob(db: Kysely<Tables>, id: string): Promise<void> {
  await sql`delete from graphile_worker._private_jobs where id = ${id}::bigint`.execute(db);
}

/** Back among the waiting; where a newer request of the same key waits already, that one stands for both. */
async function putBack(
  db: Kysely<Tables>,
  row: JobClaimRow & { superseded: boolean },
  runAt: string,
  attempt: number,
): Promise<void> {
  await giveUpClaim(db, row);
  if (row.superseded) return await removeJob(db, row.job);
  await sql`update graphile_worker._private_jobs
    set locked_by = null, locked_at = null, run_at = ${runAt}::timestamptz, attempts = ${attempt}
    where id = ${row.job}::bigint`.execute(db);
}

async function bury(db: Kysely<Tables>, row: ClaimedRow, now: string, error: string): Promise<void> {
  await giveUpClaim(db, row);
  await removeJob(db, row.job);
  if (row.key !== null) await db.deleteFrom('dead_jobs').where('key', '=', row.key).execute();
  const { job, task, envelope, key, lane, run_at, attempt, max_attempts } = row;
  await db
    .insertInto('dead_jobs')
    .values({
      ...{ id: job, task, payload: JSON.stringify(envelope.payload), key, lane, run_at, attempt, max_attempts },
      ...{ failed_at: now, error },
    })
    .execute();
}

/** Takes over what the worker of a lost lease left: the job stays locked, under another name. */
async function takeOver(db: Kysely<Tables>, row: ClaimedRow, lockedUntil: string, worker: string): Promise<ClaimedJob> {
  const claim = `${worker}:${randomUUID()}`;
  const attempt = row.attempt + 1;
  await db
    .updateTable('job_claims')
    .set({ claim, attempt, locked_until: lockedUntil })
    .where('job', '=', row.job)
    .execute();
  await sql`update graphile_worker._private_jobs set locked_by = ${claim} where id = ${row.job}::bigint`.execute(db);
  await sql`update graphile_worker._private_job_queues set locked_by = ${claim} where locked_by = ${row.claim}`.execute(
    db,
  );
  return { job: toJob({ ...row, attempt }), claim };
}

async function claimAbandoned(
  db: Kysely<Tables>,
  tasks: readonly string[],
  own: readonly string[],
  limit: number,
  now: string,
  lockedUntil: string,
  worker: string,
): Promise<ClaimedJob[]> {
  const { rows } = await sql<ClaimedRow>`
    select job_claims.*, jobs.payload as envelope
    from job_claims join graphile_worker._private_jobs as jobs on jobs.id = job_claims.job
    where job_claims.locked_until <= ${now} and job_claims.task = any(${tasks}::text[])
      and job_claims.claim <> all(${own}::text[])
    order by job_claims.run_at, job_claims.job limit ${limit}
    for update of job_claims skip locked`.execute(db);
  const claimed: ClaimedJob[] = [];
  for (const row of rows) {
    if (row.attempt < row.max_attempts) claimed.push(await takeOver(db, row, lockedUntil, worker));
    else await bury(db, row, now, 'its worker ended without an answer, in the last attempt that it had');
  }
  return claimed;
}

/** Gives every running job back as if it had not been begun; returns how many. */
export async function giveAllBack(connection: Connection): Promise<number> {
  return await connection.apart(async (db) => {
    const claims = await db.selectFrom('job_claims').select('claim').execute();
    let count = 0;
    for (const { claim } of claims) {
      const row = await held(db, claim);
      if (row === undefined) continue;
      await putBack(db, row, row.run_at, row.attempt - 1);
      count += 1;
    }
    return count;
  });
}

export function postgresJobTable(options: JobTableOptions, changes: EventEmitter): JobTable {
  const { connection, clock, random } = options;
  // Claims say who holds them: an admin finds the machine and the process.
  const worker = `${hostname()}:${process.pid}`;
  const now = () => new Date(clock()).toISOString();
  const leaseEnd = (leaseMs: number) => new Date(clock() + leaseMs).toISOString();

  async function abandoned(
    tasks: readonly string[],
    own: readonly string[],
    limit: number,
    leaseMs: number,
  ): Promise<ClaimedJob[]> {
    const any = await connection.reader
      .selectFrom('job_claims')
      .select('job')
      .where('locked_until', '<=', now())
      .limit(1)
      .executeTakeFirst();
    if (any === undefined) return [];
    return await connection.apart((db) => claimAbandoned(db, tasks, own, limit, now(), leaseEnd(leaseMs), worker));
  }

  return {
    async claim(tasks, limit, leaseMs, own) {
      const claimed = await abandoned(tasks, own, limit, leaseMs);
      while (claimed.length < limit) {
        const free = limit - claimed.length;
        const rows = await claimWaiting(connection.reader, tasks, free, now(), leaseEnd(leaseMs), worker);
        claimed.push(...rows.map((row) => ({ job: toJob(row), claim: row.claim })));
        if ((rows[0]?.seen ?? 0) < free) break;
      }
      return claimed;
    },

    async renew(claims, leaseMs) {
      const rows = await connection.reader
        .updateTable('job_claims')
        .set({ locked_until: leaseEnd(leaseMs) })
        .where('claim', 'in', claims)
        .returning('claim')
        .execute();
      return new Set(rows.map((row) => row.claim));
    },

    async done(claim) {
      await sql`
        with ended as (delete from job_claims where claim = ${claim} returning job, lane, key),
        made_good as (delete from dead_jobs using ended where dead_jobs.key = ended.key),
        removed as (delete from graphile_worker._private_jobs as jobs using ended where jobs.id = ended.job)
        update graphile_worker._private_job_queues as queues set locked_by = null, locked_at = null
        from ended where queues.queue_name = ended.lane and queues.locked_by = ${claim}`.execute(connection.reader);
    },

    async failed(claim, job, error) {
      return await connection.apart(async (db) => {
        const row = await held(db, claim);
        if (row === undefined) return null;
        const { outcome, runAt } = retryDecision(error, job, clock(), random);
        if (runAt === null) await bury(db, row, now(), errorText(error));
        else await putBack(db, row, runAt, outcome === 'later' ? row.attempt - 1 : row.attempt);
        return { job, error, outcome, runAt };
      });
    },

    async release(claim) {
      await connection.apart(async (db) => {
        const row = await held(db, claim);
        if (row !== undefined) await putBack(db, row, row.run_at, row.attempt - 1);
      });
    },

    change: (withinMs, signal) => waitForChange(changes, withinMs, signal),

    changed() {
      changes.emit('change');
    },
  };
}
