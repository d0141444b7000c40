import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from '../connection.ts';
import type { Store } from '../port.ts';

/** A turn whose program died is over after this time. */
const TURN_MS = 60_000;
const LOOK_AGAIN_MS = 50;

/** Turns: of all programs on this store, one at a time does the named work for an install. */
export function turnsTable(connection: Connection, clock: () => number): Pick<Store, 'inTurn'> {
  async function take(install: string, name: string, holder: string): Promise<boolean> {
    const nowMs = Math.trunc(clock());
    const values = { holder, until: nowMs + TURN_MS };
    const row = await connection.apart((db) =>
      db
        .insertInto('turns')
        .values({ install, name, ...values })
        .onConflict((conflict) =>
          conflict.columns(['install', 'name']).doUpdateSet(values).where('turns.until', '<=', nowMs),
        )
        .returning('holder')
        .executeTakeFirst(),
    );
    return row !== undefined;
  }

  return {
    async inTurn(install, name, work) {
      const holder = randomUUID();
      while (!(await take(install, name, holder))) await delay(LOOK_AGAIN_MS);
      try {
        return await work();
      } finally {
        await connection.apart((db) =>
          db
            .deleteFrom('turns')
            .where('install', '=', install)
            .where('name', '=', name)
            .where('holder', '=', holder)
            .execute(),
        );
      }
    },
  };
}
