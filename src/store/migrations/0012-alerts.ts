import type { Migration } from './migration.ts';

/** Crossings that someone must hear of once. */
export const alerts: Migration = {
  name: '0012-alerts',
  statements: ({ text }) => [
    `create table alerts (
      install ${text} not null references installs (id), id ${text} not null, object ${text} not null, record ${text} not null,
      kind ${text} not null, flag ${text}, since ${text} not null, at ${text} not null, band ${text}, score double precision,
      reason ${text} not null, state ${text} not null, tries integer not null, error ${text},
      primary key (install, id))`,
    `create index alerts_by_time on alerts (install, at, id)`,
    `create index alerts_by_state on alerts (install, state, at, id)`,
    `create index alerts_of_subject on alerts (install, object, record, kind, at)`,
  ],
};
