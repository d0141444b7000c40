import type { Migration } from './migration.ts';

/** Card templates that an install's admin wrote in place of the shipped ones. */
export const templates: Migration = {
  name: '0008-templates',
  statements: ({ text }) => [
    `create table templates (
      install ${text} not null references installs (id), name ${text} not null, source ${text} not null,
      changed_at ${text} not null, changed_by ${text} not null,
      primary key (install, name))`,
  ],
};
