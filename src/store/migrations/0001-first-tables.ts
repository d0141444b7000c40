import type { Migration } from './migration.ts';

const install = (text: string) => `install ${text} not null references installs (id)`;

export const firstTables: Migration = {
  name: '0001-first-tables',
  statements: ({ text }) => [
    `create table installs (
      id ${text} primary key, crm ${text} not null, account_id ${text} not null, name ${text} not null,
      base_url ${text} not null, ui_url ${text} not null, time_zone ${text} not null, settings ${text} not null,
      status ${text} not null, status_reason ${text}, created_at ${text} not null,
      unique (crm, account_id))`,
    `create table secrets (
      ${install(text)}, name ${text} not null, sealed ${text} not null,
      primary key (install, name))`,
    `create table streams (
      ${install(text)}, object ${text} not null, checkpoint ${text}, phase ${text} not null,
      read integer not null, total integer, updated_at ${text} not null,
      primary key (install, object))`,
    `create table records (
      ${install(text)}, object ${text} not null, id ${text} not null, record ${text} not null,
      primary key (install, object, id))`,
    `create table subjects (
      ${install(text)}, object ${text} not null, id ${text} not null, name ${text} not null, href ${text},
      language ${text}, account ${text}, revenue double precision,
      archived integer not null, mark integer not null, clean integer not null,
      primary key (install, object, id))`,
    `create index subjects_of_account on subjects (install, object, account, id)`,
    // Customers come before accounts: an account's score is asked for after those of its people.
    `create index subjects_dirty on subjects (install, object desc, id) where mark <> clean and archived = 0`,
    `create table signals (
      ${install(text)}, id ${text} not null, customer ${text} not null, origin ${text}, at ${text} not null,
      signal ${text} not null,
      primary key (install, id))`,
    `create index signals_of_customer on signals (install, customer, at, id)`,
    `create index signals_of_origin on signals (install, origin)`,
    `create table scorecards (
      ${install(text)}, object ${text} not null, id ${text} not null, at ${text} not null, status ${text} not null,
      band ${text}, score double precision, fingerprint ${text} not null, scorecard ${text} not null,
      primary key (install, object, id))`,
    `create index scorecards_by_band on scorecards (install, object, status, band)`,
    `create index scorecards_by_score on scorecards (install, object, status, score, id)`,
    `create table scorecard_history (
      ${install(text)}, object ${text} not null, id ${text} not null, at ${text} not null, scorecard ${text} not null,
      primary key (install, object, id, at))`,
    `create table writebacks (
      ${install(text)}, object ${text} not null, id ${text} not null, written ${text} not null, sending ${text},
      revision integer not null, pending integer not null, tries integer not null,
      primary key (install, object, id))`,
    `create index writebacks_pending on writebacks (install, object, tries, id) where pending = 1`,
    `create table write_log (
      id ${text} primary key, ${install(text)}, object ${text} not null, record ${text} not null, at ${text} not null,
      outcome ${text} not null, before ${text} not null, after ${text} not null, error ${text})`,
    `create index write_log_by_time on write_log (install, id)`,
    `create index write_log_of_record on write_log (install, record, id)`,
    `create table set_asides (
      ${install(text)}, object ${text} not null, record ${text} not null, reason ${text} not null,
      detail ${text} not null, at ${text} not null,
      primary key (install, object, record, reason))`,
    `create index set_asides_by_reason on set_asides (install, object, reason, at)`,
    `create table touched (
      ${install(text)}, object ${text} not null, id ${text} not null, mark bigint not null, since ${text} not null,
      primary key (install, object, id))`,
    `create index touched_by_age on touched (install, since, object, id)`,
    `create table seen_events (
      ${install(text)}, id ${text} not null, at ${text} not null,
      primary key (install, id))`,
    `create index seen_events_by_age on seen_events (install, at)`,
  ],
};
