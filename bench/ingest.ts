/** (a) How fast customers with their signals are stored, per engine. */
import { join } from 'node:path';
import { createDatabase, postgresMissing } from '../test/fixtures/postgres.ts';
import type { Bench, BenchRow } from './bench.ts';
import { NOW } from './people.ts';
import { runChild } from './run-child.ts';

const CUSTOMERS = 4_000;

interface Pass {
  readonly rows: number;
  readonly ms: number;
}

async function rowsPerSecond(environment: Readonly<Record<string, string>>): Promise<{ first: number; again: number }> {
  const rate = async () => {
    const { rows, ms } = await runChild<Pass>('store-main', ['fill', String(CUSTOMERS)], {
      ...environment,
      PULSO_NOW: NOW,
    });
    return (rows / ms) * 1_000;
  };
  return { first: await rate(), again: await rate() };
}

const bench: Bench = {
  id: 'ingest',
  title: 'Storing customers and signals',
  async run({ folder, say }) {
    const sqlite = await rowsPerSecond({ PULSO_HOME: join(folder, 'sqlite') });
    const rows: BenchRow[] = [
      { measure: 'SQLite: new signals', value: sqlite.first, unit: 'rows/s' },
      { measure: 'SQLite: the same again (nothing changed)', value: sqlite.again, unit: 'rows/s' },
    ];
    if (postgresMissing !== null) {
      say(`PostgreSQL skipped: ${postgresMissing}`);
      return rows;
    }
    const database = await createDatabase();
    try {
      const postgres = await rowsPerSecond({ PULSO_HOME: join(folder, 'postgres'), DATABASE_URL: database.url });
      rows.push(
        { measure: 'PostgreSQL: new signals', value: postgres.first, unit: 'rows/s' },
        { measure: 'PostgreSQL: the same again (nothing changed)', value: postgres.again, unit: 'rows/s' },
        { measure: 'PostgreSQL to SQLite: new signals', value: postgres.first / sqlite.first, unit: '×' },
      );
    } finally {
      await database.drop();
    }
    return rows;
  },
};
export default bench;
