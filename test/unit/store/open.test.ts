import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConfigInvalid } from '../../../src/errors.ts';
import { openStore } from '../../../src/store/open.ts';
import { install } from '../../contract/store/samples.ts';

const secretKey = new Uint8Array(32).fill(9);
const clock = () => Date.parse('2026-11-23T12:00:00.000Z');

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'pulso-open-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

async function open(url: string) {
  const opened = await openStore({ url, secretKey, clock });
  onTestFinished(() => opened.store.close());
  return opened;
}

describe('openStore', () => {
  it('refuses what it does not know, with one clear line', async () => {
    for (const url of ['mysql://ana:hush@localhost/pulso', 'https://db.example', 'sqlite:', '']) {
      const error = await open(url).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ConfigInvalid);
      const { message } = error as ConfigInvalid;
      expect(message).toMatch(/postgres:\/\/.*sqlite:.*leave it empty/);
      expect(message).not.toContain('hush');
    }
  });

  it('makes the folder and a file that only its owner reads', async () => {
    const path = join(folder(), 'data', 'pulso.db');
    await open(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600);
  });

  it('keeps what was stored for the next program', async () => {
    const path = join(folder(), 'pulso.db');
    const first = await openStore({ url: path, secretKey, clock });
    await first.store.transaction((tx) => first.store.installs.put(tx, install('i1')));
    await first.store.close();
    const second = await open(`sqlite:${path}`);
    expect(await second.store.installs.get('i1')).toEqual(install('i1'));
  });

  it('can be done by many at once on a new file', async () => {
    const path = join(folder(), 'pulso.db');
    const opened = await Promise.all(Array.from({ length: 8 }, () => open(path)));
    const [first] = opened;
    await first?.store.transaction((tx) => first.store.installs.put(tx, install('i1')));
    for (const { store } of opened) expect(await store.installs.list()).toHaveLength(1);
  });

  it('refuses a database that a newer Pulso has migrated, and leaves it alone', async () => {
    const path = join(folder(), 'pulso.db');
    await (await openStore({ url: path, secretKey, clock })).store.close();
    const database = new DatabaseSync(path);
    database.exec("insert into migrations (name, at) values ('9999-from-the-future', '2030-01-01T00:00:00.000Z')");
    const rows = () => database.prepare('select name, at from migrations order by name').all();
    const before = rows();
    const refused = open(path);
    await expect(refused).rejects.toBeInstanceOf(ConfigInvalid);
    await expect(refused).rejects.toThrow(/migrated by a newer Pulso \(9999-from-the-future\)/);
    expect(rows()).toEqual(before);
    database.close();
  });

  it('lets the connections of one thread write in turns, without blocking it', async () => {
    const path = join(folder(), 'pulso.db');
    const [one, two] = await Promise.all([open(path), open(path)]);
    await one.store.transaction((tx) => one.store.installs.put(tx, install('i1')));
    const add = ({ store }: typeof one) =>
      store.transaction(async (tx) => {
        const read = (await store.streams.get('i1', 'ticket'))?.read ?? 0;
        await new Promise(setImmediate);
        const state = { object: 'ticket', checkpoint: null, phase: 'backfill', total: null, updatedAt: '' } as const;
        await store.streams.put(tx, 'i1', { ...state, read: read + 1 });
      });
    await Promise.all(Array.from({ length: 20 }, (_, index) => add(index % 2 === 0 ? one : two)));
    expect((await two.store.streams.get('i1', 'ticket'))?.read).toBe(20);
  });

  it('cannot read a secret that was sealed with another key', async () => {
    const path = join(folder(), 'pulso.db');
    const first = await open(path);
    await first.store.transaction(async (tx) => {
      await first.store.installs.put(tx, install('i1'));
      await first.store.secrets.put(tx, 'i1', 'token', 'pat-eu1-secret');
    });
    const { store } = await openStore({ url: path, secretKey: new Uint8Array(32).fill(8), clock });
    onTestFinished(() => store.close());
    await expect(store.secrets.get('i1', 'token')).rejects.toThrow(/the secret "token" of install "i1"/);
  });
});
