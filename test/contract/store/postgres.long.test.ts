import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { createDatabase, emptyOut, postgresMissing, type TestDatabase } from '../../fixtures/postgres.ts';
import { storeContract } from './battery.ts';

const secretKey = new Uint8Array(32).fill(7);

async function countRows(url: string, install: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query(
      `select table_name from information_schema.columns
       where table_schema = 'public' and column_name = 'install'
         and table_name not in (select table_name from information_schema.views where table_schema = 'public')
       order by table_name`,
    );
    const counts: Record<string, number> = {};
    for (const { table_name: name } of tables) {
      const { rows } = await client.query(`select count(*)::int as count from "${name}" where install = $1`, [install]);
      counts[name] = rows[0].count;
    }
    return counts;
  } finally {
    await client.end();
  }
}

describe.skipIf(postgresMissing !== null)(
  `on PostgreSQL${postgresMissing === null ? '' : `: ${postgresMissing}`}`,
  () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createDatabase();
    });
    afterAll(() => database.drop());

    storeContract('PostgreSQL', async (clock) => {
      const { store } = await openStore({ url: database.url, secretKey, clock });
      return {
        store,
        countRows: (install) => countRows(database.url, install),
        close: async () => {
          await store.close();
          await emptyOut(database.url);
        },
      };
    });
  },
);
