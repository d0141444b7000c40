import type { Kysely } from 'kysely';
import type { Subject } from '../../cx/model/scorecard.ts';
import { idBatches } from '../batch.ts';
import type { Tables } from '../schema.ts';

/** Counts one change for each of these subjects. One that is not stored yet is dirty from the start once it is. */
export async function mark(
  db: Kysely<Tables>,
  install: string,
  object: Subject['object'],
  ids: Iterable<string>,
): Promise<void> {
  for (const batch of idBatches(ids)) {
    await db
      .updateTable('subjects')
      .set((eb) => ({ mark: eb('mark', '+', 1) }))
      .where('install', '=', install)
      .where('object', '=', object)
      .where('id', 'in', batch)
      .execute();
  }
}

/** The accounts that these customers belong to now. */
export async function accountsOf(
  db: Kysely<Tables>,
  install: string,
  customers: Iterable<string>,
): Promise<Set<string>> {
  const accounts = new Set<string>();
  for (const batch of idBatches(customers)) {
    const rows = await db
      .selectFrom('subjects')
      // `archived` keeps SQLite from reading a whole index, which has all the other columns, instead of these ids.
      .select(['account', 'archived'])
      .where('install', '=', install)
      .where('object', '=', 'customer')
      .where('id', 'in', batch)
      .execute();
    for (const row of rows) if (row.account !== null) accounts.add(row.account);
  }
  return accounts;
}

/** Counts one change for each of these customers and for their accounts. */
export async function markCustomers(
  db: Kysely<Tables>,
  install: string,
  customers: ReadonlySet<string>,
): Promise<void> {
  await mark(db, install, 'customer', customers);
  await mark(db, install, 'account', await accountsOf(db, install, customers));
}
