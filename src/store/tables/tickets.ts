import type { Kysely } from 'kysely';
import type { Subject } from '../../cx/model/scorecard.ts';
import { idBatches, lastOfEach, rowBatches } from '../batch.ts';
import type { Connection } from '../connection.ts';
import type { Tables } from '../schema.ts';
import type { TicketState, Tickets } from '../tickets.ts';
import { mark } from './dirty.ts';
import { readScorecard } from './read-scorecard.ts';
import { SUBJECT_COLUMNS, toSubject } from './subject-row.ts';
import { disownTickets, emptyTicketLog } from './ticket-rows.ts';

type Row = Tables['tickets'];

async function byId(db: Kysely<Tables>, install: string, ids: Iterable<string>): Promise<Map<string, Row>> {
  const found = new Map<string, Row>();
  for (const batch of idBatches(ids)) {
    const rows = await db
      .selectFrom('tickets')
      .selectAll()
      .where('install', '=', install)
      .where('id', 'in', batch)
      .execute();
    for (const row of rows) found.set(row.id, row);
  }
  return found;
}

const isOf = (row: Row, subject: Subject | null): boolean =>
  row.object === (subject?.object ?? null) && row.subject === (subject?.id ?? null);

/** The row as it is now; null where there is nothing to change. */
function next(install: string, ticket: TicketState, before: Row | undefined): Row | null {
  const { id, subject, open } = ticket;
  if (before === undefined && (!open || subject === null)) return null;
  if (before !== undefined && !open) return before.open === 0 ? null : { ...before, open: 0 };
  if (before !== undefined && before.open === 1 && isOf(before, subject)) return null;
  const whose = { object: subject?.object ?? null, subject: subject?.id ?? null };
  return { install, id, ...whose, open: 1, live: subject === null ? 0 : 1 };
}

async function store(db: Kysely<Tables>, rows: readonly Row[]): Promise<void> {
  for (const batch of rowBatches(rows)) {
    await db
      .insertInto('tickets')
      .values(batch)
      .onConflict((conflict) =>
        conflict.columns(['install', 'id']).doUpdateSet((eb) => ({
          object: eb.ref('excluded.object'),
          subject: eb.ref('excluded.subject'),
          open: eb.ref('excluded.open'),
          live: eb.ref('excluded.live'),
        })),
      )
      .execute();
  }
}

export function ticketsTable(connection: Connection): Tickets {
  return {
    async put(tx, install, given) {
      const db = connection.writer(tx);
      const tickets = lastOfEach(given, (ticket) => ticket.id);
      const before = await byId(
        db,
        install,
        tickets.map((ticket) => ticket.id),
      );
      const rows = tickets.flatMap((ticket) => next(install, ticket, before.get(ticket.id)) ?? []);
      await store(db, rows);
      const passedOn = rows.filter((row) => {
        const old = before.get(row.id);
        return old !== undefined && !(old.object === row.object && old.subject === row.subject);
      });
      await disownTickets(
        db,
        install,
        passedOn.map((row) => row.id),
      );
      // A customer's ticket is a signal, which has it scored anew; an account's alone is none.
      const waiting = new Set([...passedOn, ...rows.filter((row) => row.object === 'account')]);
      for (const [object, group] of Map.groupBy(waiting, (row) => row.object)) {
        if (object !== 'customer' && object !== 'account') continue;
        await mark(
          db,
          install,
          object,
          group.flatMap((row) => row.subject ?? []),
        );
      }
    },

    async remove(tx, install, ids) {
      const db = connection.writer(tx);
      for (const batch of idBatches(ids)) {
        await db.deleteFrom('tickets').where('install', '=', install).where('id', 'in', batch).execute();
        await db
          .deleteFrom('writebacks')
          .where('install', '=', install)
          .where('object', '=', 'ticket')
          .where('id', 'in', batch)
          .execute();
      }
      await emptyTicketLog(db, install, ids);
    },

    async pending(install, limit) {
      const rows = await connection.reader
        .selectFrom('writebacks')
        .innerJoin('tickets', (join) =>
          join.onRef('tickets.install', '=', 'writebacks.install').onRef('tickets.id', '=', 'writebacks.id'),
        )
        .leftJoin('subjects', (join) =>
          join
            .onRef('subjects.install', '=', 'tickets.install')
            .onRef('subjects.object', '=', 'tickets.object')
            .onRef('subjects.id', '=', 'tickets.subject'),
        )
        .leftJoin('scorecards', (join) =>
          join
            .onRef('scorecards.install', '=', 'tickets.install')
            .onRef('scorecards.object', '=', 'tickets.object')
            .onRef('scorecards.id', '=', 'tickets.subject'),
        )
        .leftJoin('scorecard_history', (join) =>
          join
            .onRef('scorecard_history.install', '=', 'scorecards.install')
            .onRef('scorecard_history.object', '=', 'scorecards.object')
            .onRef('scorecard_history.id', '=', 'scorecards.id')
            .onRef('scorecard_history.at', '=', 'scorecards.said_at'),
        )
        .select([
          ...SUBJECT_COLUMNS,
          'writebacks.id as ticket',
          'writebacks.written',
          'writebacks.sending',
          'writebacks.revision',
          'scorecards.at',
          'scorecard_history.scorecard',
        ])
        .where('writebacks.install', '=', install)
        .where('writebacks.object', '=', 'ticket')
        .where('writebacks.pending', '=', (eb) => eb.lit(1))
        .orderBy('writebacks.tries')
        .orderBy('writebacks.id')
        .limit(limit)
        .execute();
      return rows.map(({ ticket, written, sending, revision, at, scorecard, ...subject }) => ({
        writeback: {
          ...{ install, object: 'ticket' as const, id: ticket, revision },
          written: JSON.parse(written),
          sending: sending === null ? null : JSON.parse(sending),
        },
        scored:
          at === null || scorecard === null || subject.id === null
            ? null
            : {
                ...toSubject(subject as Parameters<typeof toSubject>[0]),
                scorecard: readScorecard({ at, scorecard }),
              },
      }));
    },
  };
}
