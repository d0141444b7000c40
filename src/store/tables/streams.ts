import type { Connection } from '../connection.ts';
import type { StreamState, Streams } from '../port.ts';
import type { Tables } from '../schema.ts';

function toState(row: Tables['streams']): StreamState {
  return {
    object: row.object,
    checkpoint: row.checkpoint === null ? null : JSON.parse(row.checkpoint),
    phase: row.phase === 'incremental' ? 'incremental' : 'backfill',
    read: row.read,
    total: row.total,
    updatedAt: row.updated_at,
  };
}

export function streamsTable(connection: Connection): Streams {
  return {
    async get(install, object) {
      const row = await connection.reader
        .selectFrom('streams')
        .selectAll()
        .where('install', '=', install)
        .where('object', '=', object)
        .executeTakeFirst();
      return row === undefined ? null : toState(row);
    },

    async put(tx, install, state) {
      const values = {
        checkpoint: state.checkpoint === null ? null : JSON.stringify(state.checkpoint),
        phase: state.phase,
        read: state.read,
        total: state.total,
        updated_at: state.updatedAt,
      };
      await connection
        .writer(tx)
        .insertInto('streams')
        .values({ install, object: state.object, ...values })
        .onConflict((conflict) => conflict.columns(['install', 'object']).doUpdateSet(values))
        .execute();
    },

    async list(install) {
      const rows = await connection.reader
        .selectFrom('streams')
        .selectAll()
        .where('install', '=', install)
        .orderBy('object')
        .execute();
      return rows.map(toState);
    },
  };
}
