import { idBatches } from '../batch.ts';
import type { Connection } from '../connection.ts';
import type { WaitingStep, WaitingSteps } from '../port.ts';
import type { Tables } from '../schema.ts';

type Row = Tables['waiting_steps'];

const toStep = (row: Row): WaitingStep => ({
  callback: row.callback,
  subject: { object: row.object === 'account' ? 'account' : 'customer', id: row.id },
  ...{ revision: row.revision, askedAt: row.asked_at, until: row.until, done: row.done !== 0 },
});

export function waitingStepsTable(connection: Connection): WaitingSteps {
  return {
    async put(tx, install, { callback, subject, revision, askedAt, until }) {
      const result = await connection
        .writer(tx)
        .insertInto('waiting_steps')
        .values({
          ...{ install, callback, object: subject.object, id: subject.id, revision },
          ...{ asked_at: askedAt, until, done: 0 },
        })
        .onConflict((conflict) => conflict.columns(['install', 'callback']).doNothing())
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
    },

    async get(install, callback) {
      const row = await connection.reader
        .selectFrom('waiting_steps')
        .selectAll()
        .where('install', '=', install)
        .where('callback', '=', callback)
        .executeTakeFirst();
      return row === undefined ? null : toStep(row);
    },

    async ready(install, limit) {
      const rows = await connection.reader
        .selectFrom('waiting_steps as step')
        .leftJoin('subjects', (join) =>
          join
            .onRef('subjects.install', '=', 'step.install')
            .onRef('subjects.object', '=', 'step.object')
            .onRef('subjects.id', '=', 'step.id')
            .on('subjects.archived', '=', 0),
        )
        .leftJoin('writebacks', (join) =>
          join
            .onRef('writebacks.install', '=', 'step.install')
            .onRef('writebacks.object', '=', 'step.object')
            .onRef('writebacks.id', '=', 'step.id'),
        )
        .selectAll('step')
        .select('subjects.id as living')
        .where('step.install', '=', install)
        .where('step.done', '=', 0)
        .where((eb) =>
          eb.or([
            eb('subjects.id', 'is', null),
            eb.and([eb('writebacks.pending', '=', 0), eb(eb.ref('writebacks.revision'), '>', eb.ref('step.revision'))]),
          ]),
        )
        .orderBy('step.asked_at')
        .orderBy('step.callback')
        .limit(limit)
        .execute();
      return rows.map(({ living, ...row }) => ({ ...toStep(row), gone: living === null }));
    },

    async finish(tx, install, callbacks) {
      for (const batch of idBatches(callbacks)) {
        await connection
          .writer(tx)
          .updateTable('waiting_steps')
          .set({ done: 1 })
          .where('install', '=', install)
          .where('callback', 'in', batch)
          .execute();
      }
    },

    async expire(tx, install, at) {
      const result = await connection
        .writer(tx)
        .deleteFrom('waiting_steps')
        .where('install', '=', install)
        .where('until', '<=', at)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
