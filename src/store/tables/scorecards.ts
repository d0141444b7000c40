import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { BANDS, type Scorecard, type Subject } from '../../cx/model/scorecard.ts';
import { idBatches, lastOfEach, rowBatches } from '../batch.ts';
import type { Connection } from '../connection.ts';
import type { BandCounts, Scorecards } from '../port.ts';
import type { Tables } from '../schema.ts';
import { living } from './living.ts';
import { readScorecard } from './read-scorecard.ts';
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

/** A scorecard as it is to be stored. */
interface Written {
  readonly latest: Omit<Tables['scorecards'], 'said_at'>;
  readonly text: string;
}

function write(install: string, scorecard: Scorecard): Written {
  const text = JSON.stringify(scorecard);
  const latest = {
    install,
    object: scorecard.subject.object,
    id: scorecard.subject.id,
    at: new Date(scorecard.at).toISOString(),
    status: scorecard.status,
    band: scorecard.band,
    score: scorecard.score?.value ?? null,
    fingerprint: fingerprint(text, scorecard.at),
  };
  return { latest, text };
}

type Said = Pick<Tables['scorecards'], 'fingerprint' | 'said_at'>;

async function saidBefore(
  db: Kysely<Tables>,
  install: string,
  object: Subject['object'],
  ids: readonly string[],
): Promise<ReadonlyMap<string, Said>> {
  const before = new Map<string, Said>();
  for (const batch of idBatches(ids)) {
    const known = await db
      .selectFrom('scorecards')
      .select(['id', 'fingerprint', 'said_at'])
      .where('install', '=', install)
      .where('object', '=', object)
      .where('id', 'in', batch)
      .execute();
    for (const row of known) before.set(row.id, row);
  }
  return before;
}

async function storeLatest(db: Kysely<Tables>, rows: readonly Tables['scorecards'][]): Promise<void> {
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
          said_at: eb.ref('excluded.said_at'),
        })),
      )
      .execute();
  }
}

async function storeHistory(db: Kysely<Tables>, news: readonly Written[]): Promise<void> {
  const rows = news.map(({ latest: { install, object, id, at, score }, text }) => ({
    ...{ install, object, id, at, score },
    scorecard: text,
  }));
  for (const batch of rowBatches(rows)) {
    await db
      .insertInto('scorecard_history')
      .values(batch)
      .onConflict((conflict) =>
        conflict
          .columns(['install', 'object', 'id', 'at'])
          .doUpdateSet((eb) => ({ scorecard: eb.ref('excluded.scorecard'), score: eb.ref('excluded.score') })),
      )
      .execute();
  }
}

async function notePending(db: Kysely<Tables>, rows: readonly Written['latest'][]): Promise<void> {
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
        const written = marked.map((row) => write(install, row.scorecard));
        const latest = written.map((one) => one.latest);
        const before = await saidBefore(
          db,
          install,
          object,
          latest.map((row) => row.id),
        );
        const isSaid = ({ id, fingerprint }: Written['latest']) => before.get(id)?.fingerprint === fingerprint;
        await storeHistory(
          db,
          written.filter((one) => !isSaid(one.latest)),
        );
        await storeLatest(
          db,
          latest.map((row) => ({ ...row, said_at: isSaid(row) ? (before.get(row.id)?.said_at ?? row.at) : row.at })),
        );
        await notePending(db, latest);
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
          .selectFrom('latest_scorecards')
          .select(['id', 'at', 'scorecard'])
          .where('install', '=', install)
          .where('object', '=', object)
          .where('id', 'in', batch)
          .execute();
        for (const row of rows) found.set(row.id, readScorecard(row));
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
        .selectFrom('latest_scorecards')
        .innerJoin('subjects', (join) =>
          join
            .onRef('subjects.install', '=', 'latest_scorecards.install')
            .onRef('subjects.object', '=', 'latest_scorecards.object')
            .onRef('subjects.id', '=', 'latest_scorecards.id'),
        )
        .select([...SUBJECT_COLUMNS, 'latest_scorecards.at', 'latest_scorecards.scorecard'])
        .where('latest_scorecards.install', '=', install)
        .where('latest_scorecards.object', '=', object)
        .where('latest_scorecards.status', '=', 'scored')
        .orderBy('latest_scorecards.score')
        .orderBy('latest_scorecards.id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...toSubject(row), scorecard: readScorecard(row) }));
    },
  };
  return scorecards;
}
