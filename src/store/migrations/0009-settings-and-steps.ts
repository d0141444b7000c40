import type { Migration } from './migration.ts';

const install = (text: string) => `install ${text} not null references installs (id)`;

/** Who changed which setting, and the steps of workflows that wait for a score. */
export const settingsAndSteps: Migration = {
  name: '0009-settings-and-steps',
  statements: ({ text }) => [
    `create table settings_log (
      id ${text} primary key, ${install(text)}, at ${text} not null, changed_by ${text} not null,
      before ${text} not null, after ${text} not null)`,
    `create index settings_log_by_time on settings_log (install, id)`,
    `create table waiting_steps (
      ${install(text)}, callback ${text} not null, object ${text} not null, id ${text} not null,
      revision integer not null, asked_at ${text} not null, until ${text} not null, done integer not null,
      primary key (install, callback))`,
    `create index waiting_steps_of_subject on waiting_steps (install, done, object, id)`,
  ],
};
