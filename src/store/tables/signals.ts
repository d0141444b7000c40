import type { Kysely } from 'kysely';
import type { KeptReading } from '../../cx/kept-readings.ts';
import type { Subject } from '../../cx/model/scorecard.ts';
import type { Signal } from '../../cx/model/signal.ts';
import { idBatches, lastOfEach, rowBatches } from '../batch.ts';
import type { Connection } from '../connection.ts';
import type { Signals } from '../port.ts';
import type { Tables } from '../schema.ts';
import { markCustomers } from './dirty.ts';
import { readingsTable } from './readings.ts';
import { signalText, toSignal } from './signal-row.ts';

type Row = Tables['signals'];

function toRow(install: string, signal: Signal, kept: KeptReading | null): Row {
  const { id, customer, origin = null } = signal;
  const at = new Date(signal.at).toISOString();
  const { reader, reading } = kept ?? { reader: null, reading: null };
  return { install, id, customer, origin, at, signal: signalText(signal), reader, reading };
}

interface Owner {
  readonly id: string;
  readonly customer: string;
}

async function ownersById(db: Kysely<Tables>, install: string, ids: readonly string[]): Promise<Map<string, string>> {
  const owners = new Map<string, string>();
  for (const batch of idBatches(ids)) {
    const rows = await db
      .selectFrom('signals')
      // `origin` keeps SQLite from reading a whole index, which has all the other columns, instead of these ids.
      .select(['id', 'customer', 'origin'])
      .where('install', '=', install)
      .where('id', 'in', batch)
      .execute();
    for (const row of rows) owners.set(row.id, row.customer);
  }
  return owners;
}

async function ofOrigins(db: Kysely<Tables>, install: string, origins: readonly string[]): Promise<Owner[]> {
  const owners: Owner[] = [];
  for (const batch of idBatches(origins)) {
    const rows = await db
      .selectFrom('signals')
      .select(['id', 'customer'])
      .where('install', '=', install)
      .where('origin', 'in', batch)
      .execute();
    owners.push(...rows);
  }
  return owners;
}

/** Stores what is new or differs and returns the ids of that. */
async function store(db: Kysely<Tables>, rows: readonly Row[]): Promise<string[]> {
  const changed: string[] = [];
  for (const batch of rowBatches(rows)) {
    const returned = await db
      .insertInto('signals')
      .values(batch)
      .onConflict((conflict) =>
        conflict
          .columns(['install', 'id'])
          .doUpdateSet((eb) => ({
            customer: eb.ref('excluded.customer'),
            origin: eb.ref('excluded.origin'),
            at: eb.ref('excluded.at'),
            signal: eb.ref('excluded.signal'),
            reader: eb.ref('excluded.reader'),
            reading: eb.ref('excluded.reading'),
          }))
          .where((eb) =>
            eb.or([
              eb('signals.signal', '<>', eb.ref('excluded.signal')),
              eb('signals.customer', '<>', eb.ref('excluded.customer')),
            ]),
          ),
      )
      .returning('id')
      .execute();
    for (const row of returned) changed.push(row.id);
  }
  return changed;
}

async function remove(db: Kysely<Tables>, install: string, ids: readonly string[]): Promise<void> {
  for (const batch of idBatches(ids)) {
    await db.deleteFrom('signals').where('install', '=', install).where('id', 'in', batch).execute();
  }
}

/** Rows of many subjects, each with the subject that it belongs to. */
async function ownedBy(
  db: Kysely<Tables>,
  install: string,
  object: Subject['object'],
  ids: readonly string[],
): Promise<readonly { owner: string; customer: string; signal: string }[]> {
  if (object === 'customer') {
    const rows = await db
      .selectFrom('signals')
      .select(['customer', 'signal'])
      .where('install', '=', install)
      .where('customer', 'in', ids)
      .orderBy('customer')
      .orderBy('at')
      .orderBy('id')
      .execute();
    return rows.map((row) => ({ owner: row.customer, ...row }));
  }
  const rows = await db
    .selectFrom('subjects')
    .innerJoin('signals', (join) =>
      join.onRef('signals.install', '=', 'subjects.install').onRef('signals.customer', '=', 'subjects.id'),
    )
    .select(['subjects.account as owner', 'signals.customer', 'signals.signal'])
    .where('subjects.install', '=', install)
    .where('subjects.object', '=', 'customer')
    .where('subjects.account', 'in', ids)
    .where('subjects.archived', '=', 0)
    .orderBy('signals.at')
    .orderBy('signals.id')
    .execute();
  return rows.map((row) => ({ ...row, owner: row.owner ?? '' }));
}

/** Ids alone come out of the index: of the thousands of an account's signals only the wanted ones are read. */
function newestIds(
  db: Kysely<Tables>,
  install: string,
  { object, id }: Subject,
  { until, skip, limit }: Parameters<Signals['latest']>[2],
) {
  const at = new Date(until).toISOString();
  const upTo = db
    .selectFrom('signals as one')
    .select('one.id')
    .where('one.install', '=', install)
    .where('one.at', '<=', at)
    .orderBy('one.at', 'desc')
    .orderBy('one.id', 'desc')
    .limit(limit)
    .offset(skip);
  if (object === 'customer') return upTo.where('one.customer', '=', id);
  return upTo
    .innerJoin('subjects', (join) =>
      join.onRef('subjects.install', '=', 'one.install').onRef('subjects.id', '=', 'one.customer'),
    )
    .where('subjects.object', '=', 'customer')
    .where('subjects.account', '=', id)
    .where('subjects.archived', '=', 0);
}

export function signalsTable(connection: Connection): Signals {
  const signals: Signals = {
    ...readingsTable(connection),

    async upsert(tx, install, given, origins, readOf = () => null) {
      const db = connection.writer(tx);
      const rows = lastOfEach(given, (signal) => signal.id).map((signal) => toRow(install, signal, readOf(signal)));
      const kept = new Set(rows.map((row) => row.id));
      const formerOwners = await ownersById(db, install, [...kept]);
      const gone = (await ofOrigins(db, install, origins)).filter((owner) => !kept.has(owner.id));

      const changed = new Set(await store(db, rows));
      await remove(
        db,
        install,
        gone.map((owner) => owner.id),
      );

      const customers = new Set(gone.map((owner) => owner.customer));
      for (const row of rows) {
        if (!changed.has(row.id)) continue;
        customers.add(row.customer);
        customers.add(formerOwners.get(row.id) ?? row.customer);
      }
      await markCustomers(db, install, customers);
      return changed.size + gone.length;
    },

    async removeByOrigin(tx, install, origins) {
      return await signals.upsert(tx, install, [], origins);
    },

    async of(install, subject) {
      return (await signals.ofMany(install, subject.object, [subject.id])).get(subject.id) ?? [];
    },

    async ofMany(install, object, ids) {
      const found = new Map<string, Signal[]>(ids.map((id) => [id, []]));
      for (const batch of idBatches(ids)) {
        for (const row of await ownedBy(connection.reader, install, object, batch)) {
          found.get(row.owner)?.push(toSignal(row));
        }
      }
      return found;
    },

    async latest(install, subject, page) {
      const newest = newestIds(connection.reader, install, subject, page);
      const rows = await connection.reader
        .selectFrom('signals')
        .select(['customer', 'signal'])
        .where('install', '=', install)
        .where('id', 'in', newest)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(toSignal);
    },

    async count(install) {
      const row = await connection.reader
        .selectFrom('signals')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('install', '=', install)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
  };
  return signals;
}
