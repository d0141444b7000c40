import type { Migration } from './migration.ts';

/** The table behind jobs/sqlite.ts; an engine with a queue of its own does without. */
export const jobsTable: Migration = {
  name: '0002-jobs',
  statements: ({ text }) => [
    `create table jobs (
      id ${text} primary key, task ${text} not null, payload ${text} not null, key ${text}, lane ${text},
      run_at ${text} not null, attempt integer not null, max_attempts integer not null, state ${text} not null,
      claim ${text}, locked_until ${text}, failed_at ${text}, error ${text})`,
    `create unique index jobs_waiting_by_key on jobs (key) where state = 'waiting'`,
    `create index jobs_by_time on jobs (state, run_at, id)`,
    `create index jobs_by_lane on jobs (state, lane)`,
    `create index jobs_by_key on jobs (state, key)`,
    `create unique index jobs_by_claim on jobs (claim)`,
  ],
};
