import type { Kysely } from 'kysely';
import type { Subject } from '../../cx/model/scorecard.ts';
import { idBatches } from '../batch.ts';
import type { Tables } from '../schema.ts';

/** Of these subjects, the ones that are stored and not archived: one that was forgotten while it was scored stays so. */
export async function living(
  db: Kysely<Tables>,
  install: string,
  object: Subject['object'],
  ids: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const batch of idBatches(ids)) {
    const rows = await db
      .selectFrom('subjects')
      .select('id')
      .where('install', '=', install)
      .where('object', '=', object)
      .where('id', 'in', batch)
      .where('archived', '=', 0)
      .execute();
    for (const row of rows) found.add(row.id);
  }
  return found;
}
