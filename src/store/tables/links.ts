import type { Kysely } from 'kysely';
import { idBatches, lastOfEach, rowBatches } from '../batch.ts';
import type { Connection } from '../connection.ts';
import type { Links } from '../links.ts';
import type { Tables } from '../schema.ts';
import { removeCopies } from './remove-links.ts';

/** Nothing was copied yet: no subject has such a mark. */
const NEVER = -1;

interface Pair {
  readonly customer: string;
  readonly other: string;
  readonly other_customer: string;
}
const keyOf = ({ customer, other, other_customer }: Pair): string => JSON.stringify([customer, other, other_customer]);

/** Customers who are in a CRM now, with their identity, and only where nobody else there has the same one. */
function known(db: Kysely<Tables>, installs: readonly string[]) {
  return db
    .selectFrom('identities')
    .innerJoin('subjects', (join) =>
      join
        .onRef('subjects.install', '=', 'identities.install')
        .onRef('subjects.id', '=', 'identities.customer')
        .on('subjects.object', '=', 'customer')
        .on('subjects.archived', '=', 0),
    )
    .where('identities.install', 'in', installs)
    .groupBy(['identities.install', 'identities.value'])
    .having((eb) => eb.fn.countAll(), '=', 1)
    .select(['identities.install', 'identities.value', (eb) => eb.fn.min('identities.customer').as('customer')]);
}

async function pairsOf(db: Kysely<Tables>, install: string, others: readonly string[]): Promise<Pair[]> {
  if (others.length === 0) return [];
  return await db
    .selectFrom(known(db, [install]).as('own'))
    .innerJoin(known(db, others).as('theirs'), 'theirs.value', 'own.value')
    .select(['own.customer', 'theirs.install as other', 'theirs.customer as other_customer'])
    .execute();
}

export function linksTable(connection: Connection): Links {
  return {
    async identify(tx, install, given) {
      const db = connection.writer(tx);
      const distinct = lastOfEach(given, ({ customer }) => customer);
      const named = distinct.flatMap(({ customer, value }) => (value === null ? [] : [{ install, customer, value }]));
      for (const rows of rowBatches(named)) {
        await db
          .insertInto('identities')
          .values(rows)
          .onConflict((conflict) =>
            conflict.columns(['install', 'customer']).doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })),
          )
          .execute();
      }
      for (const batch of idBatches(distinct.filter(({ value }) => value === null).map(({ customer }) => customer))) {
        await db.deleteFrom('identities').where('install', '=', install).where('customer', 'in', batch).execute();
      }
    },

    async clearIdentities(tx, install) {
      await connection.writer(tx).deleteFrom('identities').where('install', '=', install).execute();
    },

    async sync(tx, install, others) {
      const db = connection.writer(tx);
      const wanted = new Map((await pairsOf(db, install, others)).map((pair) => [keyOf(pair), pair]));
      const before = await db.selectFrom('links').selectAll().where('install', '=', install).execute();
      const gone = before.filter((row) => !wanted.delete(keyOf(row)));
      await removeCopies(db, gone);
      for (const rows of rowBatches([...wanted.values()])) {
        await db
          .insertInto('links')
          .values(rows.map((pair) => ({ install, ...pair, mark: NEVER, signals: '[]' })))
          .execute();
      }
    },

    async stale(install, limit) {
      const rows = await connection.reader
        .selectFrom('links')
        .innerJoin('subjects', (join) =>
          join
            .onRef('subjects.install', '=', 'links.other')
            .onRef('subjects.id', '=', 'links.other_customer')
            .on('subjects.object', '=', 'customer'),
        )
        .where('links.install', '=', install)
        .whereRef('links.mark', '<>', 'subjects.mark')
        .orderBy('links.customer')
        .orderBy('links.other')
        .limit(limit)
        .select(['links.customer', 'links.other', 'links.other_customer', 'subjects.mark'])
        .execute();
      return rows.map(({ other_customer, ...row }) => ({ ...row, otherCustomer: other_customer }));
    },

    async copied(tx, install, rows) {
      const db = connection.writer(tx);
      for (const { customer, other, mark, signals } of rows) {
        const before = await db
          .selectFrom('links')
          .selectAll()
          .where('install', '=', install)
          .where('customer', '=', customer)
          .where('other', '=', other)
          .executeTakeFirst();
        if (before === undefined) continue;
        const kept = new Set(signals);
        const gone = (JSON.parse(before.signals) as string[]).filter((id) => !kept.has(id));
        if (gone.length > 0) await removeCopies(db, [{ ...before, signals: JSON.stringify(gone) }], 'keep');
        await db
          .updateTable('links')
          .set({ mark, signals: JSON.stringify([...kept].sort()) })
          .where('install', '=', install)
          .where('customer', '=', customer)
          .where('other', '=', other)
          .execute();
      }
    },

    async counts(install) {
      const rows = await connection.reader
        .selectFrom('links')
        .where('install', '=', install)
        .groupBy('other')
        .orderBy('other')
        .select(['other', (eb) => eb.fn.countAll<number>().as('count')])
        .execute();
      return rows.map(({ other, count }) => ({ other, customers: Number(count) }));
    },
  };
}
