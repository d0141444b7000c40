import { sql } from 'kysely';
import type { Connection } from '../connection.ts';
import type { Cards } from '../port.ts';
import { SUBJECT_COLUMNS, toSubject } from './subject-row.ts';

const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

export function cardsTable(connection: Connection): Cards {
  return {
    async head(install, { object, id }, [first, second]) {
      const row = await connection.reader
        .selectFrom('subjects')
        .leftJoin('scorecards', (join) =>
          join
            .onRef('scorecards.install', '=', 'subjects.install')
            .onRef('scorecards.object', '=', 'subjects.object')
            .onRef('scorecards.id', '=', 'subjects.id'),
        )
        .leftJoin('writebacks', (join) =>
          join
            .onRef('writebacks.install', '=', 'subjects.install')
            .onRef('writebacks.object', '=', 'subjects.object')
            .onRef('writebacks.id', '=', 'subjects.id'),
        )
        .leftJoin('records as first', (join) =>
          join
            .onRef('first.install', '=', 'subjects.install')
            .on('first.object', '=', first.object)
            .on('first.id', '=', first.id),
        )
        .leftJoin('records as second', (join) =>
          join
            .onRef('second.install', '=', 'subjects.install')
            .on('second.object', '=', second.object)
            .on('second.id', '=', second.id),
        )
        .select([
          ...SUBJECT_COLUMNS,
          'scorecards.at',
          'scorecards.fingerprint',
          'writebacks.revision',
          sql<string | null>`first.record`.as('first'),
          sql<string | null>`second.record`.as('second'),
        ])
        .where('subjects.install', '=', install)
        .where('subjects.object', '=', object)
        .where('subjects.id', '=', id)
        .where('subjects.archived', '=', 0)
        .executeTakeFirst();
      if (row === undefined) return null;
      return {
        subject: toSubject(row),
        scorecard: row.at === null || row.fingerprint === null ? null : `${row.at} ${row.fingerprint}`,
        revision: row.revision ?? 0,
        notes: [parsed(row.first), parsed(row.second)],
      };
    },
  };
}
