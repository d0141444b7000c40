import { CompiledQuery, sql } from 'kysely';
import { ConfigInvalid } from '../errors.ts';
import type { Connection } from './connection.ts';
import type { Engine } from './engine.ts';
import type { Migration } from './migrations/migration.ts';

/**
 * Brings the database to this version's form, in one transaction and under a lock: of two programs that start at once, one
 * migrates and the other finds it done. Throws ConfigInvalid when a newer Pulso has migrated it already.
 */
export async function migrate(
  connection: Connection,
  engine: Engine,
  migrations: readonly Migration[],
  clock: () => number,
): Promise<void> {
  await connection.transaction(async (tx) => {
    const db = connection.writer(tx);
    await engine.lockMigrations(db);
    await sql`create table if not exists migrations (name ${sql.raw(engine.text)} primary key, at ${sql.raw(engine.text)} not null)`.execute(
      db,
    );
    const done = new Set((await db.selectFrom('migrations').select('name').execute()).map((row) => row.name));
    const known = new Set(migrations.map((migration) => migration.name));
    const unknown = [...done].filter((name) => !known.has(name)).sort();
    if (unknown.length > 0) {
      throw new ConfigInvalid([
        {
          key: 'DATABASE_URL',
          message: `the database was migrated by a newer Pulso (${unknown.join(', ')}); start that version or a newer one`,
        },
      ]);
    }
    for (const migration of migrations) {
      if (done.has(migration.name)) continue;
      for (const statement of migration.statements(engine)) await db.executeQuery(CompiledQuery.raw(statement));
      const at = new Date(clock()).toISOString();
      await db.insertInto('migrations').values({ name: migration.name, at }).execute();
    }
  });
}
