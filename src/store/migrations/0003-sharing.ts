import type { Migration } from './migration.ts';

const install = (text: string) => `install ${text} not null references installs (id)`;

/** What the programs of a fleet share beside the work: the CRM's limits, and turns. */
export const sharing: Migration = {
  name: '0003-sharing',
  statements: ({ text }) => [
    `create table permit_limits (
      ${install(text)}, bucket ${text} not null, requests integer not null, per_ms integer not null,
      held_until bigint not null,
      primary key (install, bucket))`,
    `create table permit_shares (
      ${install(text)}, bucket ${text} not null, holder ${text} not null, places integer not null,
      wants integer not null, until bigint not null,
      primary key (install, bucket, holder))`,
    `create table turns (
      ${install(text)}, name ${text} not null, holder ${text} not null, until bigint not null,
      primary key (install, name))`,
  ],
};
