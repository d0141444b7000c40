import type { Kysely } from 'kysely';
import type { Subject } from '../../cx/model/scorecard.ts';
import { idBatches } from '../batch.ts';
import type { Tables } from '../schema.ts';
import { restTickets } from './ticket-rows.ts';

/** These subjects have no present any more: no latest scorecard, nothing to write. Their history stays. */
export async function leaveScoring(
  db: Kysely<Tables>,
  install: string,
  object: Subject['object'],
  ids: readonly string[],
): Promise<void> {
  await restTickets(db, install, object, ids);
  for (const batch of idBatches(ids)) {
    await db
      .updateTable('subjects')
      .set({ archived: 1 })
      .where('install', '=', install)
      .where('object', '=', object)
      .where('id', 'in', batch)
      .execute();
    await db
      .deleteFrom('scorecards')
      .where('install', '=', install)
      .where('object', '=', object)
      .where('id', 'in', batch)
      .execute();
    await db
      .updateTable('writebacks')
      .set({ pending: 0, tries: 0 })
      .where('install', '=', install)
      .where('object', '=', object)
      .where('id', 'in', batch)
      .execute();
  }
}
