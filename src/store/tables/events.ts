import type { Connection } from '../connection.ts';
import type { Store } from '../port.ts';

/**
 * HubSpot repeats a refused webhook for 24 hours, Salesforce keeps its events for 72: after that nothing comes twice.
 */
const KEPT_MS = 3 * 24 * 3_600_000;
const PRUNED_EVERY_MS = 3_600_000;

/** Which events were seen. Old ones are forgotten about once an hour per install. */
export function eventsTable(connection: Connection, clock: () => number): Pick<Store, 'remember'> {
  const prunedAt = new Map<string, number>();
  return {
    async remember(tx, install, eventId) {
      const db = connection.writer(tx);
      const nowMs = clock();
      if (nowMs - (prunedAt.get(install) ?? 0) >= PRUNED_EVERY_MS) {
        prunedAt.set(install, nowMs);
        const oldest = new Date(nowMs - KEPT_MS).toISOString();
        await db.deleteFrom('seen_events').where('install', '=', install).where('at', '<', oldest).execute();
      }
      const row = await db
        .insertInto('seen_events')
        .values({ install, id: eventId, at: new Date(nowMs).toISOString() })
        .onConflict((conflict) => conflict.columns(['install', 'id']).doNothing())
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
