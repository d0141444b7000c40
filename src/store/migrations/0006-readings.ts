import type { Migration } from './migration.ts';

/** What was made of each signal's text, beside it; and who waits for a score, account by account. */
export const readings: Migration = {
  name: '0006-readings',
  statements: ({ text }) => [
    `alter table signals add column reader ${text}`,
    `alter table signals add column reading ${text}`,
    `drop index subjects_dirty`,
    // The people of an account and then itself, so that their signals are read once for all of them.
    `create index subjects_dirty on subjects
      (install, (case when object = 'account' then id else coalesce(account, '') end), object desc, id)
      where mark <> clean and archived = 0`,
  ],
};
