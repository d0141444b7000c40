import type { Migration } from './migration.ts';

const install = (text: string) => `install ${text} not null references installs (id)`;

/** What is learned from all customers together: the trend of each, and the summary of the whole portfolio. */
export const insights: Migration = {
  name: '0007-insights',
  statements: ({ text }) => [
    // Of older rows it stays unknown.
    `alter table scorecard_history add column score double precision`,
    `create table trends (
      ${install(text)}, object ${text} not null, id ${text} not null, trend ${text} not null,
      primary key (install, object, id))`,
    `create table portfolios (
      ${install(text)}, at ${text} not null, content ${text} not null,
      primary key (install, at))`,
  ],
};
