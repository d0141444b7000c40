import type { Migration } from './migration.ts';

const install = (text: string) => `install ${text} not null references installs (id)`;

/** One customer known in several CRMs: by what they are recognised, and what was copied from there. */
export const links: Migration = {
  name: '0011-links',
  statements: ({ text }) => [
    `create table identities (${install(text)}, customer ${text} not null, value ${text} not null, primary key (install, customer))`,
    `create index identities_by_value on identities (value, install)`,
    `create table links (
      ${install(text)}, customer ${text} not null, other ${text} not null, other_customer ${text} not null,
      mark integer not null, signals ${text} not null,
      primary key (install, customer, other))`,
    `create index links_from_other on links (other, other_customer)`,
  ],
};
