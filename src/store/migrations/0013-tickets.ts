import type { Migration } from './migration.ts';

const install = (text: string) => `install ${text} not null references installs (id)`;

/** Whose score stands on which ticket, and whether it is still kept up to date there. */
export const tickets: Migration = {
  name: '0013-tickets',
  statements: ({ text }) => [
    `create table tickets (
      ${install(text)}, id ${text} not null, object ${text}, subject ${text},
      open integer not null, live integer not null,
      primary key (install, id))`,
    `create index tickets_of_subject on tickets (install, object, subject)`,
  ],
};
