import type { Kysely } from 'kysely';
import type { Tables } from '../schema.ts';

/**
 * Of merged customers: their log goes to the survivor, and so does the override that was set last where the survivor has none of its own.
 */
export async function moveOverrides(
  db: Kysely<Tables>,
  install: string,
  gone: readonly string[],
  into: string,
): Promise<void> {
  await db
    .updateTable('override_log')
    .set({ record: into })
    .where('install', '=', install)
    .where('object', '=', 'customer')
    .where('record', 'in', gone)
    .execute();
  const rows = await db
    .deleteFrom('overrides')
    .where('install', '=', install)
    .where('object', '=', 'customer')
    .where('id', 'in', gone)
    .returningAll()
    .execute();
  const last = rows.toSorted((a, b) => (a.set_at < b.set_at ? 1 : -1))[0];
  if (last === undefined) return;
  await db
    .insertInto('overrides')
    .values({ ...last, id: into })
    .onConflict((conflict) => conflict.columns(['install', 'object', 'id']).doNothing())
    .execute();
}
