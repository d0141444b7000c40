import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Connection } from '../connection.ts';
import type { Models, StoredModel } from '../port.ts';
import type { Tables } from '../schema.ts';

/** The same text for the same content, in whatever order its keys were written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');

function toModel(row: Tables['models']): StoredModel {
  return {
    ...{ kind: row.kind, id: row.id, version: row.version, hash: row.hash, since: row.since },
    ...{ content: JSON.parse(row.content), used: row.used !== 0 },
  };
}

/**
 * The version under which this content is kept: the wanted one where it is free or has this content; where its content was another one,
 * the latest version after it that has this content, or the next one.
 */
function versionOf(known: readonly Tables['models'][], wanted: number, hash: string): number {
  const own = known.find((row) => row.version === wanted);
  if (own === undefined || own.hash === hash) return wanted;
  const later = known.filter((row) => row.version > wanted && row.hash === hash).map((row) => row.version);
  return later.length > 0 ? Math.max(...later) : Math.max(...known.map((row) => row.version)) + 1;
}

export function modelsTable(connection: Connection): Models {
  const ofKind = async (db: Kysely<Tables>, install: string, kind: string): Promise<Tables['models'][]> =>
    await db.selectFrom('models').selectAll().where('install', '=', install).where('kind', '=', kind).execute();

  return {
    async use(tx, install, { kind, id, version: wanted, content: given, at }) {
      const db = connection.writer(tx);
      const content = canonical(given);
      const hash = hashOf(content);
      const rows = await ofKind(db, install, kind);
      const before = rows.find((row) => row.used !== 0);
      const version = versionOf(
        rows.filter((row) => row.id === id),
        wanted,
        hash,
      );
      if (before?.id === id && before.version === version) return { version, replaced: false };
      await db
        .updateTable('models')
        .set({ used: 0 })
        .where('install', '=', install)
        .where('kind', '=', kind)
        .where('used', '=', 1)
        .execute();
      await db
        .insertInto('models')
        .values({ install, kind, id, version, hash, content, since: at, used: 1 })
        .onConflict((conflict) =>
          conflict.columns(['install', 'kind', 'id', 'version']).doUpdateSet({ used: 1, since: at }),
        )
        .execute();
      return { version, replaced: before !== undefined };
    },

    async inUse(install, kind) {
      const row = await connection.reader
        .selectFrom('models')
        .selectAll()
        .where('install', '=', install)
        .where('kind', '=', kind)
        .where('used', '=', 1)
        .executeTakeFirst();
      return row === undefined ? null : toModel(row);
    },

    async list(install) {
      const rows = await connection.reader
        .selectFrom('models')
        .selectAll()
        .where('install', '=', install)
        .orderBy('kind')
        .orderBy('used', 'desc')
        .orderBy('id')
        .orderBy('version', 'desc')
        .execute();
      return rows.map(toModel);
    },
  };
}
