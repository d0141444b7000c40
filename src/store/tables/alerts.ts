import type { Selectable, SelectQueryBuilder } from 'kysely';
import { ALERT_STATES, type AlertState, type Alerts, type ListedAlert } from '../alerts.ts';
import type { Connection } from '../connection.ts';
import type { Tables } from '../schema.ts';

type Row = Selectable<Tables['alerts']>;
type Named = Row & { readonly name: string | null; readonly href: string | null };

const toState = (text: string): AlertState => ALERT_STATES.find((state) => state === text) ?? 'failed';

function toAlert({ install: _, object, record, reason, state, ...row }: Named): ListedAlert {
  return {
    ...row,
    subject: { object: object === 'account' ? 'account' : 'customer', id: record },
    band: row.band as ListedAlert['band'],
    reason: JSON.parse(reason),
    state: toState(state),
  };
}

export function alertsTable(connection: Connection): Alerts {
  const named = (install: string) =>
    connection.reader
      .selectFrom('alerts')
      .leftJoin('subjects', (join) =>
        join
          .onRef('subjects.install', '=', 'alerts.install')
          .onRef('subjects.object', '=', 'alerts.object')
          .onRef('subjects.id', '=', 'alerts.record')
          .on('subjects.archived', '=', 0),
      )
      .selectAll('alerts')
      .select(['subjects.name', 'subjects.href'])
      .where('alerts.install', '=', install);
  const read = async (query: SelectQueryBuilder<Tables, 'alerts', Named>): Promise<ListedAlert[]> =>
    (await query.execute()).map(toAlert);

  return {
    async add(tx, install, alerts, cooldownMs) {
      const db = connection.writer(tx);
      let added = 0;
      for (const { id, subject, kind, flag, since, at, band, score, reason, state } of alerts) {
        const heard = await db
          .selectFrom('alerts')
          .select('id')
          .where('install', '=', install)
          .where('object', '=', subject.object)
          .where('record', '=', subject.id)
          .where('kind', '=', kind)
          .where('at', '>', new Date(Date.parse(at) - cooldownMs).toISOString())
          .limit(1)
          .executeTakeFirst();
        if (heard !== undefined) continue;
        const result = await db
          .insertInto('alerts')
          .values({
            ...{ install, id, object: subject.object, record: subject.id, kind, flag, since, at, band, score, state },
            ...{ reason: JSON.stringify(reason), tries: 0, error: null },
          })
          .onConflict((conflict) => conflict.columns(['install', 'id']).doNothing())
          .executeTakeFirst();
        added += Number(result.numInsertedOrUpdatedRows ?? 0);
      }
      return added;
    },

    waiting: (install, limit) =>
      read(named(install).where('alerts.state', '=', 'waiting').orderBy('alerts.at').orderBy('alerts.id').limit(limit)),

    async countWaiting(install) {
      const row = await connection.reader
        .selectFrom('alerts')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('install', '=', install)
        .where('state', '=', 'waiting')
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },

    async finish(tx, install, rows) {
      const db = connection.writer(tx);
      for (const { id, state, error } of rows) {
        await db
          .updateTable('alerts')
          .set((eb) => ({ state, error, tries: eb('tries', '+', 1) }))
          .where('install', '=', install)
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .execute();
      }
    },

    async expire(tx, install, before, error) {
      const result = await connection
        .writer(tx)
        .updateTable('alerts')
        .set({ state: 'failed', error })
        .where('install', '=', install)
        .where('state', '=', 'waiting')
        .where('at', '<', before)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },

    list: (install, limit) =>
      read(named(install).orderBy('alerts.at', 'desc').orderBy('alerts.id', 'desc').limit(limit)),
  };
}
