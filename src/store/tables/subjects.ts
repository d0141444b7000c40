import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import { idBatches, lastOfEach, rowBatches } from '../batch.ts';
import type { Connection } from '../connection.ts';
import type { StoredSubject, Subjects } from '../port.ts';
import type { Tables } from '../schema.ts';
import { mark, markCustomers } from './dirty.ts';
import { forget } from './forget.ts';
import { leaveScoring } from './leave-scoring.ts';
import { moveOverrides } from './move-overrides.ts';
import { removeLinksOf } from './remove-links.ts';
import { SUBJECT_COLUMNS, toSubject } from './subject-row.ts';
import { moveTickets } from './ticket-rows.ts';

const identity = (subject: { install: string; object: string; id: string }) =>
  JSON.stringify([subject.install, subject.object, subject.id]);

/** As in the index of dirty subjects: whose signals are read together. */
const FAMILY = sql`(case when object = 'account' then id else coalesce(account, '') end)`;

interface Known {
  readonly account: string | null;
  readonly archived: number;
}

/** What is stored of these subjects already, by identity. */
async function known(db: Kysely<Tables>, subjects: readonly StoredSubject[]): Promise<Map<string, Known>> {
  const found = new Map<string, Known>();
  const groups = Map.groupBy(subjects, (subject) => JSON.stringify([subject.install, subject.object]));
  for (const group of groups.values()) {
    for (const batch of idBatches(group.map((subject) => subject.id))) {
      const rows = await db
        .selectFrom('subjects')
        .select(['install', 'object', 'id', 'account', 'archived'])
        .where('install', '=', group[0]?.install ?? '')
        .where('object', '=', group[0]?.object ?? '')
        .where('id', 'in', batch)
        .execute();
      for (const row of rows) found.set(identity(row), row);
    }
  }
  return found;
}

type ConflictBuilder = ExpressionBuilder<Tables & { excluded: Tables['subjects'] }, 'subjects' | 'excluded'>;

function differs(eb: ConflictBuilder) {
  const columns = ['name', 'href', 'language', 'account', 'revenue'] as const;
  return eb.or([
    eb('subjects.archived', '<>', 0),
    ...columns.map((column) => eb(`subjects.${column}`, 'is distinct from', eb.ref(`excluded.${column}`))),
  ]);
}

/** A subject that is new begins with a mark of 1 and nothing clean: it is dirty until its first scorecard. */
async function store(db: Kysely<Tables>, subjects: readonly StoredSubject[]): Promise<void> {
  for (const batch of rowBatches(subjects)) {
    await db
      .insertInto('subjects')
      .values(
        batch.map(({ install, object, id, name, href, language, account, revenue }) => ({
          ...{ install, object, id, name, href, language, account, revenue },
          ...{ archived: 0, mark: 1, clean: 0 },
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['install', 'object', 'id'])
          .doUpdateSet((eb) => ({
            name: eb.ref('excluded.name'),
            href: eb.ref('excluded.href'),
            language: eb.ref('excluded.language'),
            account: eb.ref('excluded.account'),
            revenue: eb.ref('excluded.revenue'),
            archived: 0,
          }))
          .where(differs),
      )
      .execute();
  }
}

export function subjectsTable(connection: Connection): Subjects {
  return {
    async upsert(tx, subjects) {
      const db = connection.writer(tx);
      const distinct = lastOfEach(subjects, identity);
      const before = await known(db, distinct);
      await store(db, distinct);
      const touched = distinct.filter((subject) => {
        const old = before.get(identity(subject));
        return old === undefined || old.archived !== 0 || old.account !== subject.account;
      });
      for (const [install, group] of Map.groupBy(touched, (subject) => subject.install)) {
        const accounts = new Set<string>();
        for (const subject of group) {
          const old = before.get(identity(subject));
          if (old !== undefined) await mark(db, install, subject.object, [subject.id]);
          for (const account of [old?.account, subject.account]) {
            if (account !== null && account !== undefined) accounts.add(account);
          }
        }
        await mark(db, install, 'account', accounts);
      }
      return touched.map((subject) => subject.id);
    },

    async get(install, object, id) {
      const row = await connection.reader
        .selectFrom('subjects')
        .select(SUBJECT_COLUMNS)
        .where('install', '=', install)
        .where('object', '=', object)
        .where('id', '=', id)
        .where('archived', '=', 0)
        .executeTakeFirst();
      return row === undefined ? null : toSubject(row);
    },

    async markDirty(tx, install, subjects) {
      const db = connection.writer(tx);
      const ids = (object: string) => subjects.filter((subject) => subject.object === object).map(({ id }) => id);
      await markCustomers(db, install, new Set(ids('customer')));
      await mark(db, install, 'account', ids('account'));
    },

    async dirty(install, limit, from = 'first') {
      const [up, down] = from === 'first' ? (['asc', 'desc'] as const) : (['desc', 'asc'] as const);
      const rows = await connection.reader
        .selectFrom('subjects')
        .select([...SUBJECT_COLUMNS, 'mark'])
        .where('install', '=', install)
        .whereRef('mark', '<>', 'clean')
        .where('archived', '=', (eb) => eb.lit(0))
        .orderBy(FAMILY, up)
        .orderBy('object', down)
        .orderBy('id', up)
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...toSubject(row), mark: row.mark }));
    },

    async countDirty(install) {
      const row = await connection.reader
        .selectFrom('subjects')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('install', '=', install)
        .whereRef('mark', '<>', 'clean')
        .where('archived', '=', (eb) => eb.lit(0))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },

    async ids(install, object) {
      const rows = await connection.reader
        .selectFrom('subjects')
        .select('id')
        .where('install', '=', install)
        .where('object', '=', object)
        .where('archived', '=', 0)
        .orderBy('id')
        .execute();
      return rows.map((row) => row.id);
    },

    async customersOf(install, accounts) {
      const found = new Map<string, string[]>(accounts.map((id) => [id, []]));
      for (const batch of idBatches(accounts)) {
        const rows = await connection.reader
          .selectFrom('subjects')
          .select(['id', 'account'])
          .where('install', '=', install)
          .where('object', '=', 'customer')
          .where('account', 'in', batch)
          .where('archived', '=', 0)
          .orderBy('id')
          .execute();
        for (const row of rows) found.get(row.account ?? '')?.push(row.id);
      }
      return found;
    },

    async markAllDirty(tx, install) {
      const result = await connection
        .writer(tx)
        .updateTable('subjects')
        .set((eb) => ({ mark: eb('mark', '+', 1) }))
        .where('install', '=', install)
        .where('archived', '=', 0)
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },

    async merge(tx, install, from, into) {
      const db = connection.writer(tx);
      const gone = from.filter((id) => id !== into);
      await markCustomers(db, install, new Set([...gone, into]));
      await removeLinksOf(db, install, gone);
      for (const batch of idBatches(gone)) {
        await db
          .updateTable('signals')
          .set({ customer: into })
          .where('install', '=', install)
          .where('customer', 'in', batch)
          .execute();
        for (const table of ['write_log', 'alerts'] as const) {
          await db
            .updateTable(table)
            .set({ record: into })
            .where('install', '=', install)
            .where('object', '=', 'customer')
            .where('record', 'in', batch)
            .execute();
        }
        await moveTickets(db, install, batch, into);
        await moveOverrides(db, install, batch, into);
        // Whatever the survivor is written next is the answer.
        await db
          .updateTable('waiting_steps')
          .set({ id: into, revision: 0 })
          .where('install', '=', install)
          // Both: so that the index is used.
          .where('done', 'in', [0, 1])
          .where('object', '=', 'customer')
          .where('id', 'in', batch)
          .execute();
        await db
          .deleteFrom('set_asides')
          .where('install', '=', install)
          .where('object', '=', 'customer')
          .where('record', 'in', batch)
          .execute();
        for (const table of [
          'records',
          'subjects',
          'scorecards',
          'scorecard_history',
          'writebacks',
          'trends',
        ] as const) {
          await db
            .deleteFrom(table)
            .where('install', '=', install)
            .where('object', '=', 'customer')
            .where('id', 'in', batch)
            .execute();
        }
      }
    },

    async forget(install, customer) {
      return await connection.erase((db) => forget(db, install, customer), install);
    },

    async archive(tx, install, subjects) {
      const db = connection.writer(tx);
      for (const [object, group] of Map.groupBy(subjects, (subject) => subject.object)) {
        const ids = group.map((subject) => subject.id);
        if (object === 'customer') {
          await removeLinksOf(db, install, ids);
          await markCustomers(db, install, new Set(ids));
        }
        await leaveScoring(db, install, object, ids);
      }
    },
  };
}
