import { idBatches, lastOfEach, rowBatches } from '../batch.ts';
import type { Connection } from '../connection.ts';
import type { Records, StoredRecord } from '../port.ts';

const identity = (row: { object: string; id: string }) => JSON.stringify([row.object, row.id]);

export function recordsTable(connection: Connection): Records {
  return {
    async upsert<Row extends StoredRecord>(
      tx: Parameters<Records['upsert']>[0],
      install: string,
      records: readonly Row[],
    ) {
      const distinct = lastOfEach(records, identity);
      const changed = new Set<string>();
      for (const batch of rowBatches(distinct)) {
        const rows = await connection
          .writer(tx)
          .insertInto('records')
          .values(batch.map(({ object, id, record }) => ({ install, object, id, record: JSON.stringify(record) })))
          .onConflict((conflict) =>
            conflict
              .columns(['install', 'object', 'id'])
              .doUpdateSet((eb) => ({ record: eb.ref('excluded.record') }))
              .where((eb) => eb('records.record', '<>', eb.ref('excluded.record'))),
          )
          .returning(['object', 'id'])
          .execute();
        for (const row of rows) changed.add(identity(row));
      }
      return distinct.filter((row) => changed.has(identity(row)));
    },

    async get(install, object, ids) {
      const found = new Map<string, unknown>();
      for (const batch of idBatches(ids)) {
        const rows = await connection.reader
          .selectFrom('records')
          .select(['id', 'record'])
          .where('install', '=', install)
          .where('object', '=', object)
          .where('id', 'in', batch)
          .execute();
        for (const row of rows) found.set(row.id, JSON.parse(row.record));
      }
      return found;
    },

    async remove(tx, install, object, ids) {
      for (const batch of idBatches(ids)) {
        await connection
          .writer(tx)
          .deleteFrom('records')
          .where('install', '=', install)
          .where('object', '=', object)
          .where('id', 'in', batch)
          .execute();
      }
    },

    async count(install, object) {
      const row = await connection.reader
        .selectFrom('records')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('install', '=', install)
        .where('object', '=', object)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
  };
}
