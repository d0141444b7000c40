import { idBatches, lastOfEach, rowBatches } from '../batch.ts';
import type { Connection } from '../connection.ts';
import type { Touched } from '../port.ts';

export function touchedTable(connection: Connection, clock: () => number): Touched {
  return {
    async put(tx, install, records) {
      const nowMs = Math.trunc(clock());
      const since = new Date(nowMs).toISOString();
      const distinct = lastOfEach(records, (record) => JSON.stringify([record.object, record.id]));
      for (const batch of rowBatches(distinct)) {
        await connection
          .writer(tx)
          .insertInto('touched')
          .values(batch.map(({ object, id }) => ({ install, object, id, mark: nowMs, since })))
          .onConflict((conflict) =>
            conflict.columns(['install', 'object', 'id']).doUpdateSet((eb) => ({ mark: eb('touched.mark', '+', 1) })),
          )
          .execute();
      }
    },

    async list(install, limit) {
      const rows = await connection.reader
        .selectFrom('touched')
        .select(['object', 'id', 'mark'])
        .where('install', '=', install)
        .orderBy('since')
        .orderBy('object')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row, mark: Number(row.mark) }));
    },

    async clear(tx, install, records) {
      const groups = Map.groupBy(records, (record) => JSON.stringify([record.object, record.mark]));
      for (const group of groups.values()) {
        const [first] = group;
        if (first === undefined) continue;
        for (const batch of idBatches(group.map((record) => record.id))) {
          await connection
            .writer(tx)
            .deleteFrom('touched')
            .where('install', '=', install)
            .where('object', '=', first.object)
            .where('mark', '=', first.mark)
            .where('id', 'in', batch)
            .execute();
        }
      }
    },
  };
}
