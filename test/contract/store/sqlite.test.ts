import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../../src/store/open.ts';
import { storeContract } from './battery.ts';

const secretKey = new Uint8Array(32).fill(7);

function countRows(path: string, install: string): Record<string, number> {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = database
      .prepare(
        `select distinct tables.name from sqlite_schema as tables, pragma_table_info(tables.name) as columns
         where tables.type = 'table' and columns.name = 'install' order by tables.name`,
      )
      .all();
    return Object.fromEntries(
      tables.map(({ name }) => {
        const row = database.prepare(`select count(*) as count from "${name}" where install = ?`).get(install);
        return [String(name), Number(row?.count)];
      }),
    );
  } finally {
    database.close();
  }
}

storeContract('SQLite file', async (clock) => {
  const folder = await mkdtemp(join(tmpdir(), 'pulso-store-'));
  const path = join(folder, 'pulso.db');
  const { store } = await openStore({ url: path, secretKey, clock });
  return {
    store,
    countRows: async (install) => countRows(path, install),
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});

storeContract('SQLite in memory', async (clock) => {
  const { store } = await openStore({ url: ':memory:', secretKey, clock });
  return { store, close: () => store.close() };
});
