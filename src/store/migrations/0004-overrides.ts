import type { Migration } from './migration.ts';

const install = (text: string) => `install ${text} not null references installs (id)`;

/** What people decided about scores, and the log of it. */
export const overrides: Migration = {
  name: '0004-overrides',
  statements: ({ text }) => [
    `create table overrides (
      ${install(text)}, object ${text} not null, id ${text} not null, value double precision not null,
      reason ${text} not null, decided_by ${text} not null, ends_at ${text} not null, set_at ${text} not null,
      expired integer not null,
      primary key (install, object, id))`,
    `create index overrides_by_end on overrides (install, expired, ends_at)`,
    `create table override_log (
      id ${text} primary key, ${install(text)}, object ${text} not null, record ${text} not null, at ${text} not null,
      action ${text} not null, value double precision not null, reason ${text} not null, decided_by ${text} not null,
      ends_at ${text} not null, computed double precision)`,
    `create index override_log_by_time on override_log (install, id)`,
    `create index override_log_of_record on override_log (install, object, record, id)`,
  ],
};
