import { idBatches, rowBatches } from '../batch.ts';
import type { Connection } from '../connection.ts';
import type { Insights, ScorePoint } from '../insights.ts';
import { SUBJECT_COLUMNS, toSubject } from './subject-row.ts';

/** Summaries are kept for so long: a year can be compared with the one before. */
const KEPT_DAYS = 400;
const DAY_MS = 86_400_000;

export function insightsTable(connection: Connection): Insights {
  return {
    async subjects(install, object, after, limit) {
      const rows = await connection.reader
        .selectFrom('subjects')
        .select(SUBJECT_COLUMNS)
        .where('install', '=', install)
        .where('object', '=', object)
        .where('archived', '=', 0)
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toSubject);
    },

    async scores(install, object, ids, since) {
      const found = new Map<string, ScorePoint[]>();
      for (const batch of idBatches(ids)) {
        const rows = await connection.reader
          .selectFrom('scorecard_history')
          .select(['id', 'at', 'score'])
          .where('install', '=', install)
          .where('object', '=', object)
          .where('id', 'in', batch)
          .where('at', '>=', new Date(since).toISOString())
          .where('score', 'is not', null)
          .orderBy('id')
          .orderBy('at')
          .execute();
        for (const { id, at, score } of rows) {
          const points = found.get(id) ?? [];
          if (score !== null) points.push({ at, value: score });
          found.set(id, points);
        }
      }
      return found;
    },

    async putTrends(tx, install, rows) {
      const db = connection.writer(tx);
      const known = await db
        .selectFrom('trends')
        .select(['object', 'id', 'trend'])
        .where('install', '=', install)
        .execute();
      const before = new Map(known.map((row) => [`${row.object} ${row.id}`, JSON.parse(row.trend).direction]));
      await db.deleteFrom('trends').where('install', '=', install).execute();
      for (const batch of rowBatches(rows)) {
        await db
          .insertInto('trends')
          .values(
            batch.map(({ subject: { object, id }, trend }) => ({ install, object, id, trend: JSON.stringify(trend) })),
          )
          .execute();
      }
      const now = new Map(rows.map(({ subject, trend }) => [`${subject.object} ${subject.id}`, trend.direction]));
      const changed = rows
        .filter(({ subject, trend }) => (before.get(`${subject.object} ${subject.id}`) ?? 'none') !== trend.direction)
        .map(({ subject }) => subject);
      const gone = known
        .filter((row) => !now.has(`${row.object} ${row.id}`) && before.get(`${row.object} ${row.id}`) !== 'none')
        .map((row) => ({
          object: row.object === 'account' ? ('account' as const) : ('customer' as const),
          id: row.id,
        }));
      return [...changed, ...gone];
    },

    async trendsOf(install, object, ids) {
      const found = new Map();
      for (const batch of idBatches(ids)) {
        const rows = await connection.reader
          .selectFrom('trends')
          .select(['id', 'trend'])
          .where('install', '=', install)
          .where('object', '=', object)
          .where('id', 'in', batch)
          .execute();
        for (const row of rows) found.set(row.id, JSON.parse(row.trend));
      }
      return found;
    },

    async putPortfolio(tx, install, { at, content }) {
      const db = connection.writer(tx);
      const instant = new Date(at).toISOString();
      const values = { content: JSON.stringify(content) };
      await db
        .insertInto('portfolios')
        .values({ install, at: instant, ...values })
        .onConflict((conflict) => conflict.columns(['install', 'at']).doUpdateSet(values))
        .execute();
      const oldest = new Date(Date.parse(instant) - KEPT_DAYS * DAY_MS).toISOString();
      await db.deleteFrom('portfolios').where('install', '=', install).where('at', '<', oldest).execute();
    },

    async portfolioAt(install) {
      const row = await connection.reader
        .selectFrom('portfolios')
        .select((eb) => eb.fn.max('at').as('at'))
        .where('install', '=', install)
        .executeTakeFirst();
      return row?.at ?? null;
    },

    async portfolio(install) {
      const row = await connection.reader
        .selectFrom('portfolios')
        .select(['at', 'content'])
        .where('install', '=', install)
        .orderBy('at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : { at: row.at, content: JSON.parse(row.content) };
    },
  };
}
