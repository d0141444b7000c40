import { createServer } from 'node:net';
import pg from 'pg';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ConfigInvalid } from '../../../src/errors.ts';
import { openStore } from '../../../src/store/open.ts';
import { openPostgres } from '../../../src/store/postgres.ts';
import { install } from '../../contract/store/samples.ts';
import { createDatabase, onServer, postgresMissing } from '../../fixtures/postgres.ts';

const secretKey = new Uint8Array(32).fill(9);
const clock = () => Date.parse('2026-11-23T12:00:00.000Z');

async function open(url: string) {
  const opened = await openStore({ url, secretKey, clock });
  onTestFinished(() => opened.store.close());
  return opened;
}

/** The fault that opening ends with: one line about DATABASE_URL. */
async function faultOf(url: string): Promise<string> {
  const error = await openStore({ url, secretKey, clock }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigInvalid);
  if (!(error instanceof ConfigInvalid)) return '';
  expect(error.faults).toHaveLength(1);
  expect(error.faults[0]?.key).toBe('DATABASE_URL');
  expect(error.faults[0]?.message).not.toContain('\n');
  expect(error.message).not.toContain('s3cret');
  return error.faults[0]?.message ?? '';
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function emptyDatabase() {
  const database = await createDatabase();
  onTestFinished(() => database.drop());
  return database;
}

/** A server that says its version and refuses everything else, in PostgreSQL's protocol. */
async function oldServer(version: string, number: string): Promise<string> {
  const text = (value: string) => Buffer.from(`${value}\0`);
  const message = (type: string, body: Buffer) => {
    const head = Buffer.alloc(5);
    head.write(type, 0, 'latin1');
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const int16 = (value: number) => Buffer.from([value >> 8, value & 0xff]);
  const int32 = (value: number) =>
    Buffer.from([value >> 24, value >> 16, value >> 8, value].map((byte) => byte & 0xff));
  const column = (name: string) =>
    Buffer.concat([text(name), int32(0), int16(0), int32(25), int16(-1), int32(-1), int16(0)]);
  const field = (value: string) => Buffer.concat([int32(value.length), Buffer.from(value)]);
  const ready = message('Z', Buffer.from('I'));
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', int32(0)), ready]));
      socket.on('data', (data) => {
        if (data.toString('latin1', 0, 1) !== 'Q') return socket.end();
        return socket.write(
          Buffer.concat([
            message('T', Buffer.concat([int16(2), column('number'), column('version')])),
            message('D', Buffer.concat([int16(2), field(number), field(version)])),
            message('C', text('SELECT 1')),
            ready,
          ]),
        );
      });
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `postgres://somebody@127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/pulso`;
}

describe('a PostgreSQL that cannot be used', () => {
  it('is told in one line when nothing answers', async () => {
    const port = await freePort();
    expect(await faultOf(`postgres://u:s3cret@127.0.0.1:${port}/pulso`)).toBe(
      `no PostgreSQL answers at 127.0.0.1:${port} (ECONNREFUSED); start the server or correct the address`,
    );
    expect(await faultOf('postgresql://u:s3cret@nowhere.invalid/pulso')).toMatch(
      /^no PostgreSQL answers at nowhere\.invalid/,
    );
  });

  it('is told in one line when the address cannot be read', async () => {
    expect(await faultOf('postgres://u:s3cret@:port/x')).toBe(
      'cannot be read; write it as postgres://user:password@host:5432/database',
    );
  });

  it('is told in one line when the server is too old', async () => {
    expect(await faultOf(await oldServer('12.22', '120022'))).toMatch(
      /^the server at 127\.0\.0\.1:\d+ is PostgreSQL 12\.22; Pulso needs 13 or newer$/,
    );
  });
});

describe.skipIf(postgresMissing !== null)(`PostgreSQL${postgresMissing === null ? '' : `: ${postgresMissing}`}`, () => {
  it('is told in one line when the database or the user does not exist', async () => {
    const { url, name } = await emptyDatabase();
    expect(await faultOf(url.replace(name, 'pulso_test_missing'))).toMatch(
      /^there is no database "pulso_test_missing"/,
    );
    const stranger = new URL(url);
    stranger.username = 'pulso_test_nobody';
    stranger.password = 's3cret';
    expect(await faultOf(stranger.href)).toMatch(/does not let the user "pulso_test_nobody" in/);
  });

  it('is told in one line when the user may not create tables', async () => {
    const { url, name } = await emptyDatabase();
    const role = `${name}_reader`;
    await onServer(`create role ${role} login password 's3cret'`);
    onTestFinished(() => onServer(`drop role ${role}`));
    const reader = new URL(url);
    reader.username = role;
    reader.password = 's3cret';
    expect(await faultOf(reader.href)).toMatch(
      new RegExp(`^the user "${role}" lacks a privilege in the database "${name}" \\(.*\\); let it create there`),
    );
  });

  it('refuses a database that a newer Pulso has migrated, and leaves it alone', async () => {
    const { url } = await emptyDatabase();
    await (await openStore({ url, secretKey, clock })).store.close();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    onTestFinished(() => client.end());
    await client.query("insert into migrations (name, at) values ('9999-from-the-future', '2030-01-01T00:00:00.000Z')");
    const rows = async () => (await client.query('select name, at from migrations order by name')).rows;
    const before = await rows();
    expect(await faultOf(url)).toMatch(/migrated by a newer Pulso \(9999-from-the-future\)/);
    expect(await rows()).toEqual(before);
  });

  it('plans anew what it keeps, so that plans for empty tables do not outlive them', async () => {
    const database = await emptyDatabase();
    const { pool } = await openPostgres(database.url, async () => {});
    onTestFinished(() => pool.end());
    expect((await pool.query('show plan_cache_mode')).rows).toEqual([{ plan_cache_mode: 'force_custom_plan' }]);
  });

  it('can be opened by many at once when it is new', async () => {
    const { url } = await emptyDatabase();
    const opened = await Promise.all(Array.from({ length: 6 }, () => open(url)));
    const [first] = opened;
    await first?.store.transaction((tx) => first.store.installs.put(tx, install('i1')));
    for (const { store } of opened) expect(await store.installs.list()).toHaveLength(1);
  });

  it('stores text that holds the character NUL without it', async () => {
    const { url } = await emptyDatabase();
    const { store } = await open(url);
    await store.transaction((tx) => store.installs.put(tx, { ...install('i1'), name: 'A\0B' }));
    expect((await store.installs.get('i1'))?.name).toBe('AB');
  });

  it.each([-600_000, 600_000])('goes by the server’s clock where this machine’s is off by %i ms', async (offMs) => {
    const { url } = await emptyDatabase();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + offMs });
    onTestFinished(() => void vi.useRealTimers());
    const { store, queue } = await openStore({ url, secretKey, clock: () => Date.now() });
    onTestFinished(() => store.close());
    await store.transaction((tx) => store.installs.put(tx, install('i1')));
    await store.transaction((tx) => queue.enqueue(tx, 'pull', { install: 'i1' }));
    const limit = { requests: 100, perMs: 10_000 };
    const request = { install: 'i1', bucket: 'general', holder: 'p', limit, learned: false, wants: 5 };
    await store.permits.exchange({ ...request, returns: 0, heldForMs: 30_000, leaseMs: 15_000 });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    onTestFinished(() => client.end());
    const { rows } = await client.query(
      `select (select until - 1000 * extract(epoch from clock_timestamp()) from permit_shares) as lease,
         (select held_until - 1000 * extract(epoch from clock_timestamp()) from permit_limits) as held,
         (select 1000 * extract(epoch from run_at - clock_timestamp()) from graphile_worker._private_jobs) as run`,
    );
    const inMs = Object.fromEntries(Object.entries(rows[0]).map(([name, ms]) => [name, Number(ms)]));
    for (const [name, ms] of Object.entries({ lease: 15_000, held: 30_000, run: 0 }))
      expect(Math.abs((inMs[name] ?? Number.NaN) - ms), name).toBeLessThan(20_000);
  });

  it('lets the transactions of different installs run side by side, and those of one in turns', async () => {
    const { url } = await emptyDatabase();
    const [{ store: one }, { store: two }] = await Promise.all([open(url), open(url)]);
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const holding = one.transaction(async () => {
      begun.resolve();
      await first.promise;
      order.push('i1 first');
    }, 'i1');
    await begun.promise;
    await two.transaction(async () => void order.push('i2'), 'i2');
    const waiting = two.transaction(async () => void order.push('i1 second'), 'i1');
    const everybody = two.transaction(async () => void order.push('all'));
    expect(order).toEqual(['i2']);
    first.resolve();
    await Promise.all([holding, waiting, everybody]);
    expect(order.indexOf('i1 first')).toBeLessThan(order.indexOf('i1 second'));
    expect(order.indexOf('i1 first')).toBeLessThan(order.indexOf('all'));
  });
});
