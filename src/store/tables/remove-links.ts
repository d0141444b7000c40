/** What was copied from another CRM goes with the link that it was copied by. */
import type { Kysely, Selectable } from 'kysely';
import { idBatches } from '../batch.ts';
import type { Tables } from '../schema.ts';
import { markCustomers } from './dirty.ts';

type Link = Selectable<Tables['links']>;

/** Removes the copied signals and, unless they are to stay, the links; whoever lost a signal becomes dirty. */
export async function removeCopies(
  db: Kysely<Tables>,
  links: readonly Link[],
  rows: 'remove' | 'keep' = 'remove',
): Promise<void> {
  for (const [install, group] of Map.groupBy(links, (link) => link.install)) {
    for (const batch of idBatches(group.flatMap(({ signals }) => JSON.parse(signals) as string[]))) {
      await db.deleteFrom('signals').where('install', '=', install).where('id', 'in', batch).execute();
    }
    await markCustomers(db, install, new Set(group.map(({ customer }) => customer)));
    if (rows === 'keep') continue;
    for (const [other, linked] of Map.groupBy(group, (link) => link.other)) {
      for (const batch of idBatches(linked.map(({ customer }) => customer))) {
        await db
          .deleteFrom('links')
          .where('install', '=', install)
          .where('other', '=', other)
          .where('customer', 'in', batch)
          .execute();
      }
    }
  }
}

/** These customers are in no CRM any more, or belong to somebody who asked to be forgotten: nothing of them stays elsewhere. */
export async function removeLinksOf(db: Kysely<Tables>, install: string, customers: readonly string[]): Promise<void> {
  for (const batch of idBatches(customers)) {
    await removeCopies(
      db,
      await db
        .selectFrom('links')
        .selectAll()
        .where((eb) =>
          eb.or([
            eb.and([eb('install', '=', install), eb('customer', 'in', batch)]),
            eb.and([eb('other', '=', install), eb('other_customer', 'in', batch)]),
          ]),
        )
        .execute(),
    );
    await db.deleteFrom('identities').where('install', '=', install).where('customer', 'in', batch).execute();
  }
}

/** The whole install goes: what others copied from it goes too. */
export async function removeLinksWith(db: Kysely<Tables>, install: string): Promise<void> {
  await removeCopies(db, await db.selectFrom('links').selectAll().where('other', '=', install).execute());
}
