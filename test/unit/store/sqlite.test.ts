import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StoreConflict } from '../../../src/errors.ts';
import { Connection } from '../../../src/store/connection.ts';
import { openStore } from '../../../src/store/open.ts';
import { openSqlite } from '../../../src/store/sqlite.ts';
import { account, customer, install, scorecard, signal } from '../../contract/store/samples.ts';

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

describe('a person who was forgotten', () => {
  const folderOf = (): string => {
    const folder = mkdtempSync(join(tmpdir(), 'pulso-forget-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return folder;
  };
  const open = async (folder: string) =>
    (await openStore({ url: join(folder, 'pulso.db'), secretKey: new Uint8Array(32), clock: Date.now })).store;
  /** All bytes of the database and of its log. */
  const bytesIn = (folder: string): string =>
    ['pulso.db', 'pulso.db-wal']
      .map((name) => join(folder, name))
      .map((path) => (existsSync(path) ? readFileSync(path, 'latin1') : ''))
      .join();
  const NAME = 'Iphigenia Quetzal';
  const WORDS = 'the humidifier sings at night';

  /** Ann among forty others, with texts short and long; her words stand in her account's scorecard as well. */
  async function fill(store: Awaited<ReturnType<typeof open>>): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      await store.transaction(async (tx) => {
        await store.installs.put(tx, install('i1'));
        await store.subjects.upsert(tx, [account('a1', 'i1')]);
        for (let index = 0; index < 41; index += 1) {
          const id = `c${index}`;
          const isAnn = index === 20;
          const text = isAnn ? WORDS : 'something else';
          const long = `${text} ${(isAnn ? `${WORDS} ` : 'x'.repeat(30)).repeat(400)}`;
          await store.subjects.upsert(tx, [{ ...customer(id, 'a1', 'i1'), name: isAnn ? NAME : `Person ${index}` }]);
          await store.records.upsert(tx, 'i1', [
            { object: 'customer', id, record: { id, name: isAnn ? NAME : id, round } },
            { object: 'ticket', id: `t${index}`, record: { id: `t${index}`, customers: [id], text: long, round } },
          ]);
          await store.signals.upsert(tx, 'i1', [{ ...signal(`s${index}`, id, 1 + round), text: long }], []);
          await store.scorecards.put(tx, 'i1', [{ scorecard: scorecard(id, { quotes: [`s${index}`] }), mark: 1 }]);
        }
      });
    }
  }

  it('leaves no byte of name or words in the database file and its log', async () => {
    const folder = folderOf();
    const store = await open(folder);
    onTestFinished(() => store.close());
    await fill(store);
    expect(bytesIn(folder)).toContain(NAME);
    expect(bytesIn(folder)).toContain(WORDS);
    await store.subjects.forget('i1', 'c20');
    const left = bytesIn(folder);
    expect(left).not.toContain(NAME);
    expect(left).not.toContain(WORDS);
    expect(left).toContain('Person 19');
  });

  it('leaves none where the erasure is part of a larger transaction, and none of a whole account', async () => {
    const folder = folderOf();
    const store = await open(folder);
    onTestFinished(() => store.close());
    await fill(store);
    await store.transaction(() => store.subjects.forget('i1', 'c20'), 'i1');
    expect(bytesIn(folder)).not.toContain(WORDS);
    await store.installs.purge('i1');
    expect(bytesIn(folder)).not.toContain('Person 1');
  });

  it('leaves none once another program, which was reading meanwhile, is done', async () => {
    const folder = folderOf();
    const store = await open(folder);
    await fill(store);
    const reader = new DatabaseSync(join(folder, 'pulso.db'), { readOnly: true });
    reader.exec('begin');
    reader.prepare('select count(*) from signals').get();
    await store.subjects.forget('i1', 'c20');
    reader.exec('commit');
    reader.close();
    await store.close();
    await (await open(folder)).close();
    expect(bytesIn(folder)).not.toContain(WORDS);
  });
});
