import type { Migration } from './migration.ts';

/** The tables behind jobs/postgres.ts, beside those of graphile-worker, which migrates its own. */
export const jobClaims: Migration = {
  name: '0002-job-claims',
  statements: ({ text }) => [
    `create table job_claims (
      job bigint primary key, claim ${text} not null unique, task ${text} not null, key ${text}, lane ${text},
      run_at ${text} not null, attempt integer not null, max_attempts integer not null, locked_until ${text} not null)`,
    `create index job_claims_by_key on job_claims (key)`,
    `create index job_claims_by_end on job_claims (locked_until)`,
    `create table dead_jobs (
      id bigint primary key, task ${text} not null, payload ${text} not null, key ${text} unique, lane ${text},
      run_at ${text} not null, attempt integer not null, max_attempts integer not null, failed_at ${text} not null,
      error ${text} not null)`,
    `create index dead_jobs_by_time on dead_jobs (failed_at, id)`,
  ],
};
