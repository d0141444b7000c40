import { idBatches, lastOfEach, rowBatches } from '../batch.ts';
import type { Connection } from '../connection.ts';
import type { SetAsideRow, SetAsides } from '../port.ts';

export function setAsidesTable(connection: Connection): SetAsides {
  return {
    async put(tx, install, rows) {
      const distinct = lastOfEach(rows, (row) => JSON.stringify([row.object, row.record, row.reason]));
      for (const batch of rowBatches(distinct)) {
        await connection
          .writer(tx)
          .insertInto('set_asides')
          .values(
            batch.map(({ object, record, reason, detail, at }) => ({ install, object, record, reason, detail, at })),
          )
          .onConflict((conflict) =>
            conflict
              .columns(['install', 'object', 'record', 'reason'])
              .doUpdateSet((eb) => ({ detail: eb.ref('excluded.detail'), at: eb.ref('excluded.at') })),
          )
          .execute();
      }
    },

    async clear(tx, install, object, records, reason) {
      for (const batch of idBatches(records)) {
        await connection
          .writer(tx)
          .deleteFrom('set_asides')
          .where('install', '=', install)
          .where('object', '=', object)
          .where('record', 'in', batch)
          .$if(reason !== undefined, (query) => query.where('reason', '=', reason ?? ''))
          .execute();
      }
    },

    async expire(tx, install, object, before) {
      await connection
        .writer(tx)
        .deleteFrom('set_asides')
        .where('install', '=', install)
        .where('object', '=', object)
        .where('at', '<', before)
        .execute();
    },

    async of(install, object, records) {
      const rows: SetAsideRow[] = [];
      for (const batch of idBatches(records)) {
        rows.push(
          ...(await connection.reader
            .selectFrom('set_asides')
            .select(['object', 'record', 'reason', 'detail', 'at'])
            .where('install', '=', install)
            .where('object', '=', object)
            .where('record', 'in', batch)
            .orderBy('record')
            .orderBy('reason')
            .execute()),
        );
      }
      return rows;
    },

    async counts(install) {
      const groups = await connection.reader
        .selectFrom('set_asides')
        .select((eb) => ['object', 'reason', eb.fn.countAll<number>().as('count')])
        .where('install', '=', install)
        .groupBy(['object', 'reason'])
        .orderBy('object')
        .orderBy('reason')
        .execute();
      const counts = [];
      for (const { object, reason, count } of groups) {
        const example = await connection.reader
          .selectFrom('set_asides')
          .select(['object', 'record', 'reason', 'detail', 'at'])
          .where('install', '=', install)
          .where('object', '=', object)
          .where('reason', '=', reason)
          .orderBy('at', 'desc')
          .orderBy('record')
          .limit(1)
          .executeTakeFirst();
        if (example !== undefined) counts.push({ object, reason, count: Number(count), example });
      }
      return counts;
    },
  };
}
