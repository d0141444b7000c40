import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { BANDS, type Scorecard, type Subject } from '../../cx/model/scorecard.ts';
import { idBatches, lastOfEach, rowBatches } from '../batch.ts';
import type { Connection } from '../connection.ts';
import type { BandCounts, Scorecards } from '../port.ts';
import type { Tables } from '../schema.ts';
import { living } from './living.ts';
import { SUBJECT_COLUMNS, toSubject } from './subject-row.ts';

interface Marked {
  readonly scorecard: Scorecard;
  readonly mark: number;
}

/** The same for two scorecards that differ in nothing but their instant. */
function fingerprint(text: string, at: string): string {
  // The scorecard's own instant stands before all others in it.
  return hash('sha256', text.replace(`"at":${JSON.stringify(at)}`, '"at":null'), 'base64');
}

function toRow(install: string, scorecard: Scorecard): Tables['scorecards'] {
  const text = JSON.stringify(scorecard);
  return {
    install,
    object: scorecard.subject.object,
    id: scorecard.subject.id,
    at: new Date(scorecard.at).toISOString(),
    status: scorecard.status,
    band: scorecard.band,
    score: scorecard.score?.value ?? null,
    fingerprint: fingerprint(text, scorecard.at),
    scorecard: text,
  };
}

/** Stores them as the latest and returns those that say something new. */
async function storeLatest(
  db: Kysely<Tables>,
  install: string,
  object: Subject['object'],
  rows: readonly Tables['scorecards'][],
): Promise<Tables['scorecards'][]> {
  const before = new Map<string, string>();
  for (const batch of idBatches(rows.map((row) => row.id))) {
    const known = await db
      .selectFrom('scorecards')
      .select(['id', 'fingerprint'])
      .where('install', '=', install)
      .where('object', '=', object)
      .where('id', 'in', batch)
      .execute();
    for (const row of known) before.set(row.id, row.fingerprint);
  }
  for (const batch of rowBatches(rows)) {
    await db
      .insertInto('scorecards')
      .values(batch)
      .onConflict((conflict) =>
        conflict.columns(['install', 'object', 'id']).doUpdateSet((eb) => ({
          at: eb.ref('excluded.at'),
          status: eb.ref('excluded.status'),
          band: eb.ref('excluded.band'),
          score: eb.ref('excluded.score'),
          fingerprint: eb.ref('excluded.fingerprint'),
          scorecard: eb.ref('excluded.scorecard'),
        })),
      )
      .execute();
  }
  return rows.filter((row) => before.get(row.id) !== row.fingerprint);
}

/** Takes them from the latest ones, where they stand already. */
async function storeHistory(
  db: Kysely<Tables>,
  install: string,
  object: Subject['object'],
  ids: readonly string[],
): Promise<void> {
  for (const batch of idBatches(ids)) {
    await db
      .insertInto('scorecard_history')
      .columns(['install', 'object', 'id', 'at', 'scorecard', 'score'])
      .expression((eb) =>
        eb
          .selectFrom('scorecards')
          .select(['install', 'object', 'id', 'at', 'scorecard', 'score'])
          .where('install', '=', install)
          .where('object', '=', object)
          .where('id', 'in', batch),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['install', 'object', 'id', 'at'])
          .doUpdateSet((eb) => ({ scorecard: eb.ref('excluded.scorecard'), score: eb.ref('excluded.score') })),
      )
      .execute();
  }
}

async function notePending(db: Kysely<Tables>, rows: readonly Tables['scorecards'][]): Promise<void> {
  for (const batch of rowBatches(rows)) {
    await db
      .insertInto('writebacks')
      .values(
        batch.map(({ install, object, id }) => ({
          ...{ install, object, id },
          ...{ written: '{}', sending: null, revision: 1, pending: 1, tries: 0 },
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['install', 'object', 'id'])
          .doUpdateSet((eb) => ({ revision: eb('writebacks.revision', '+', 1), pending: 1, tries: 0 })),
      )
      .execute();
  }
}

/** Most subjects of a page have been changed equally often, so that a page costs a few statements. */
async function clearMarks(
  db: Kysely<Tables>,
  install: string,
  object: Subject['object'],
  rows: readonly Marked[],
): Promise<void> {
  for (const [mark, group] of Map.groupBy(rows, (row) => row.mark)) {
    for (const batch of idBatches(group.map((row) => row.scorecard.subject.id))) {
      await db
        .updateTable('subjects')
        .set({ clean: mark })
        .where('install', '=', install)
        .where('object', '=', object)
        .where('mark', '=', mark)
        .where('id', 'in', batch)
        .execute();
    }
  }
}

export function scorecardsTable(connection: Connection): Scorecards {
  const scorecards: Scorecards = {
    async put(tx, install, rows) {
      const db = connection.writer(tx);
      const byObject = Map.groupBy(rows, (row) => row.scorecard.subject.object);
      for (const [object, group] of byObject) {
        const distinct = lastOfEach(group, (row) => row.scorecard.subject.id);
        const alive = await living(
          db,
          install,
          object,
          distinct.map((row) => row.scorecard.subject.id),
        );
        const marked = distinct.filter((row) => alive.has(row.scorecard.subject.id));
        const stored = marked.map((row) => toRow(install, row.scorecard));
        const news = await storeLatest(db, install, object, stored);
        await storeHistory(
          db,
          install,
          object,
          news.map((row) => row.id),
        );
        await notePending(db, stored);
        await clearMarks(db, install, object, marked);
      }
    },

    async latest(install, subject) {
      return (await scorecards.latestMany(install, subject.object, [subject.id])).get(subject.id) ?? null;
    },

    async latestMany(install, object, ids) {
      const found = new Map<string, Scorecard>();
      for (const batch of idBatches(ids)) {
        const rows = await connection.reader
          .selectFrom('scorecards')
          .select(['id', 'scorecard'])
          .where('install', '=', install)
          .where('object', '=', object)
          .where('id', 'in', batch)
          .execute();
        for (const row of rows) found.set(row.id, JSON.parse(row.scorecard));
      }
      return found;
    },

    async scores(install, object, ids) {
      const found = new Map<string, number | null>();
      for (const batch of idBatches(ids)) {
        const rows = await connection.reader
          .selectFrom('scorecards')
          // `at` keeps SQLite from reading a whole index, which has all the other columns, instead of these ids.
          .select(['id', 'score', 'at'])
          .where('install', '=', install)
          .where('object', '=', object)
          .where('id', 'in', batch)
          .execute();
        for (const row of rows) found.set(row.id, row.score);
      }
      return found;
    },

    async history(install, subject, limit) {
      const rows = await connection.reader
        .selectFrom('scorecard_history')
        .select('scorecard')
        .where('install', '=', install)
        .where('object', '=', subject.object)
        .where('id', '=', subject.id)
        .orderBy('at', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => JSON.parse(row.scorecard));
    },

    async bands(install, object) {
      const rows = await connection.reader
        .selectFrom('scorecards')
        .select((eb) => ['status', 'band', eb.fn.countAll<number>().as('count')])
        .where('install', '=', install)
        .where('object', '=', object)
        .groupBy(['status', 'band'])
        .execute();
      const counts = { good: 0, fair: 0, poor: 0, critical: 0, insufficient: 0 } satisfies BandCounts;
      for (const row of rows) {
        const band = row.status === 'insufficient' ? 'insufficient' : BANDS.find((name) => name === row.band);
        if (band !== undefined) counts[band] += Number(row.count);
      }
      return counts;
    },

    async worst(install, object, limit) {
      const rows = await connection.reader
        .selectFrom('scorecards')
        .innerJoin('subjects', (join) =>
          join
            .onRef('subjects.install', '=', 'scorecards.install')
            .onRef('subjects.object', '=', 'scorecards.object')
            .onRef('subjects.id', '=', 'scorecards.id'),
        )
        .select([...SUBJECT_COLUMNS, 'scorecards.scorecard'])
        .where('scorecards.install', '=', install)
        .where('scorecards.object', '=', object)
        .where('scorecards.status', '=', 'scored')
        .orderBy('scorecards.score')
        .orderBy('scorecards.id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...toSubject(row), scorecard: JSON.parse(row.scorecard) }));
    },
  };
  return scorecards;
}
