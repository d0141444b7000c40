import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { StoreConflict } from '../../../src/errors.ts';
import { Connection } from '../../../src/store/connection.ts';
import { openSqlite } from '../../../src/store/sqlite.ts';

it('says that the disk is full, and goes on once there is room', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-sqlite-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const connection = new Connection(openSqlite(join(folder, 'pulso.db')));
  onTestFinished(() => connection.close());
  const fill = (length: number) =>
    connection.transaction(async (tx) => {
      await sql`create table if not exists texts (text text)`.execute(connection.writer(tx));
      await sql`insert into texts values (${'x'.repeat(length)})`.execute(connection.writer(tx));
    });
  await sql`pragma max_page_count = 8`.execute(connection.reader);
  await fill(10);
  const error = await fill(1_000_000).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StoreConflict);
  expect(error).toMatchObject({ retry: true, message: expect.stringContaining('the disk is full') });
  await sql`pragma max_page_count = 100000`.execute(connection.reader);
  await fill(1_000_000);
  const { rows } = await sql<{ count: number }>`select count(*) as count from texts`.execute(connection.reader);
  expect(rows).toEqual([{ count: 2 }]);
});
