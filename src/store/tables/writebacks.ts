import type { Kysely } from 'kysely';
import { idBatches, lastOfEach, rowBatches } from '../batch.ts';
import type { Connection } from '../connection.ts';
import type { Writeback, Writebacks, WriteLogEntry, WrittenObject } from '../port.ts';
import type { Tables } from '../schema.ts';
import { sortableIds } from '../sortable-id.ts';
import { living } from './living.ts';
import { readScorecard } from './read-scorecard.ts';
import { SUBJECT_COLUMNS, toSubject } from './subject-row.ts';
import { markTickets, nobodysTickets } from './ticket-rows.ts';
import { writeLog, writtenObject } from './write-log.ts';

/** Outcomes after which the record has the values that were sent. */
const ARRIVED: ReadonlySet<WriteLogEntry['outcome']> = new Set(['written', 'undone']);

type Fields = Readonly<Record<string, unknown>>;
type Row = Tables['writebacks'];

function toWriteback(row: Pick<Row, 'install' | 'object' | 'id' | 'written' | 'sending' | 'revision'>): Writeback {
  return {
    install: row.install,
    object: writtenObject(row.object),
    id: row.id,
    written: JSON.parse(row.written),
    sending: row.sending === null ? null : JSON.parse(row.sending),
    revision: row.revision,
  };
}

async function byId(
  db: Kysely<Tables>,
  install: string,
  object: WrittenObject,
  ids: Iterable<string>,
): Promise<Map<string, Row>> {
  const found = new Map<string, Row>();
  for (const batch of idBatches(ids)) {
    const rows = await db
      .selectFrom('writebacks')
      .selectAll()
      .where('install', '=', install)
      .where('object', '=', object)
      .where('id', 'in', batch)
      .execute();
    for (const row of rows) found.set(row.id, row);
  }
  return found;
}

/** What the fields held before, as far as it is known; null where it is not. */
function formerValues(written: Fields, sent: Fields): Fields {
  return Object.fromEntries(Object.keys(sent).map((field) => [field, written[field] ?? null]));
}

/** Only where no newer scorecard came. Most subjects of a page have equally many, so that it costs few statements. */
async function clearPending(
  db: Kysely<Tables>,
  install: string,
  rows: readonly { object: WrittenObject; id: string; revision: number }[],
): Promise<void> {
  const groups = Map.groupBy(rows, (row) => JSON.stringify([row.object, row.revision]));
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    for (const batch of idBatches(group.map((row) => row.id))) {
      await db
        .updateTable('writebacks')
        .set({ pending: 0, tries: 0, sending: null })
        .where('install', '=', install)
        .where('object', '=', first.object)
        .where('revision', '=', first.revision)
        .where('id', 'in', batch)
        .execute();
    }
  }
}

export function writebacksTable(connection: Connection, clock: () => number): Writebacks {
  const nextId = sortableIds(clock);
  const log = writeLog(connection);

  return {
    async pending(install, object, limit) {
      const rows = await connection.reader
        .selectFrom('writebacks')
        .innerJoin('subjects', (join) =>
          join
            .onRef('subjects.install', '=', 'writebacks.install')
            .onRef('subjects.object', '=', 'writebacks.object')
            .onRef('subjects.id', '=', 'writebacks.id'),
        )
        .innerJoin('latest_scorecards', (join) =>
          join
            .onRef('latest_scorecards.install', '=', 'writebacks.install')
            .onRef('latest_scorecards.object', '=', 'writebacks.object')
            .onRef('latest_scorecards.id', '=', 'writebacks.id'),
        )
        .select([
          ...SUBJECT_COLUMNS,
          'latest_scorecards.at',
          'latest_scorecards.scorecard',
          'writebacks.written',
          'writebacks.sending',
          'writebacks.revision',
        ])
        .where('writebacks.install', '=', install)
        .where('writebacks.object', '=', object)
        .where('writebacks.pending', '=', (eb) => eb.lit(1))
        .orderBy('writebacks.tries')
        .orderBy('writebacks.id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        ...toSubject(row),
        scorecard: readScorecard(row),
        writeback: toWriteback(row),
      }));
    },

    async countPending(install) {
      const row = await connection.reader
        .selectFrom('writebacks')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('install', '=', install)
        .where('pending', '=', (eb) => eb.lit(1))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },

    async begin(tx, install, rows) {
      const db = connection.writer(tx);
      for (const [object, group] of Map.groupBy(rows, (row) => row.object)) {
        const distinct = lastOfEach(group, (row) => row.id);
        const ids = distinct.map((row) => row.id);
        const alive = object === 'ticket' ? new Set(ids) : await living(db, install, object, ids);
        if (object !== 'ticket') await markTickets(db, install, object, [...alive]);
        for (const batch of rowBatches(distinct.filter((row) => alive.has(row.id)))) {
          await db
            .insertInto('writebacks')
            .values(
              batch.map(({ id, sending }) => ({
                ...{ install, object, id, written: '{}', sending: JSON.stringify(sending) },
                ...{ revision: 0, pending: 0, tries: 1 },
              })),
            )
            .onConflict((conflict) =>
              conflict.columns(['install', 'object', 'id']).doUpdateSet((eb) => ({
                sending: eb.ref('excluded.sending'),
                tries: eb('writebacks.tries', '+', 1),
                pending: eb.case().when('writebacks.revision', '=', 0).then(0).else(1).end(),
              })),
            )
            .execute();
        }
      }
    },

    async finish(tx, install, rows) {
      const db = connection.writer(tx);
      const at = new Date(clock()).toISOString();
      for (const [object, group] of Map.groupBy(rows, (row) => row.object)) {
        const distinct = lastOfEach(group, (row) => row.id);
        const ids = distinct.map((row) => row.id);
        const before = await byId(db, install, object, ids);
        const nobodys = object === 'ticket' ? await nobodysTickets(db, install, ids) : new Set();
        const known: Row[] = [];
        const entries: WriteLogEntry[] = [];
        for (const { id, outcome, written, error } of distinct) {
          const row = before.get(id);
          if (row === undefined) continue;
          // Somebody was forgotten while their card was on its way: it is not kept here, and emptied there next.
          if (nobodys.has(id) && Object.values(written).some((value) => value !== null)) {
            known.push({ ...row, written: '{}', sending: null });
            entries.push({ id: nextId(), install, object, record: id, at, outcome, before: {}, after: {}, error });
            continue;
          }
          const former: Fields = JSON.parse(row.written);
          const now = ARRIVED.has(outcome) ? JSON.stringify({ ...former, ...written }) : row.written;
          known.push({ ...row, written: now, sending: null });
          const values = { before: formerValues(former, written), after: written };
          entries.push({ id: nextId(), install, object, record: id, at, outcome, ...values, error });
        }
        for (const batch of rowBatches(known)) {
          await db
            .insertInto('writebacks')
            .values(batch)
            .onConflict((conflict) =>
              conflict
                .columns(['install', 'object', 'id'])
                .doUpdateSet((eb) => ({ written: eb.ref('excluded.written'), sending: null })),
            )
            .execute();
        }
        await log.append(db, entries);
      }
      await clearPending(
        db,
        install,
        rows.filter((row) => !row.retry),
      );
    },

    async settle(tx, install, rows) {
      const db = connection.writer(tx);
      for (const [object, group] of Map.groupBy(rows, (row) => row.object)) {
        if (object === 'ticket') continue;
        await markTickets(
          db,
          install,
          object,
          group.map((row) => row.id),
        );
      }
      await clearPending(db, install, rows);
    },

    async undone(tx, install, fields) {
      const db = connection.writer(tx);
      const at = new Date(clock()).toISOString();
      const rows = await db
        .selectFrom('writebacks')
        .selectAll()
        .where('install', '=', install)
        .where('written', '<>', '{}')
        .execute();
      const isGone = (object: string, name: string) =>
        fields === undefined || fields.some((field) => field.object === object && field.field === name);
      const emptied: Row[] = [];
      const entries: WriteLogEntry[] = [];
      for (const row of rows) {
        const written = Object.entries(JSON.parse(row.written) as Fields);
        const gone = written.filter(([name]) => isGone(row.object, name));
        if (gone.length === 0) continue;
        const left = Object.fromEntries(written.filter(([name]) => !isGone(row.object, name)));
        // What is under way is still to be found out where other fields are left.
        const sending = fields === undefined ? null : row.sending;
        // A ticket's fields are written after those of its subject, which waits here as well; what was closed long ago is left alone.
        const pending = row.object === 'ticket' ? row.pending : 1;
        emptied.push({ ...row, written: JSON.stringify(left), sending, pending, tries: 0 });
        const after = Object.fromEntries(gone.map(([name]) => [name, null]));
        const { object, id } = toWriteback(row);
        const before = Object.fromEntries(gone);
        entries.push({ id: nextId(), install, object, record: id, at, outcome: 'undone', before, after, error: null });
      }
      for (const batch of rowBatches(emptied)) {
        await db
          .insertInto('writebacks')
          .values(batch)
          .onConflict((conflict) =>
            conflict.columns(['install', 'object', 'id']).doUpdateSet((eb) => ({
              written: eb.ref('excluded.written'),
              sending: eb.ref('excluded.sending'),
              pending: eb.ref('excluded.pending'),
              tries: 0,
            })),
          )
          .execute();
      }
      await log.append(db, entries);
      return emptied.length;
    },

    log: log.read,
    countLog: log.count,

    async get(install, object, id) {
      const row = (await byId(connection.reader, install, object, [id])).get(id);
      return row === undefined ? null : toWriteback(row);
    },
  };
}
