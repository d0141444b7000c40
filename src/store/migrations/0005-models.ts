import type { Migration } from './migration.ts';

/** Under which models was concluded what is stored. */
export const models: Migration = {
  name: '0005-models',
  statements: ({ text }) => [
    `create table models (
      install ${text} not null references installs (id), kind ${text} not null, id ${text} not null,
      version integer not null, hash ${text} not null, content ${text} not null, since ${text} not null,
      used integer not null,
      primary key (install, kind, id, version))`,
  ],
};
