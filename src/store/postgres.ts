/** The PostgreSQL engine: connections, errors in our words, locks. */
import { userInfo } from 'node:os';
import {
  type DatabaseConnection,
  type Kysely,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import pg from 'pg';
import { StoreConflict } from '../errors.ts';
import type { Engine } from './engine.ts';
import { type Address, refusalOf, serverTooOld, translatePostgres, unreadableAddress } from './postgres-errors.ts';
import { createPreparer } from './prepare-often.ts';
import type { Tables } from './schema.ts';
import { ServerClock } from './server-clock.ts';

const CONNECTIONS = 12;
const CONNECT_WITHIN_MS = 10_000;
/** A program that vanished in the middle of a transaction must not keep the others waiting for longer. */
const IDLE_IN_TRANSACTION_MS = 60_000;
const OLDEST_SERVER = 130_000;

/** The first half of our advisory locks' keys, so that they meet nobody else's: "puls" and its neighbours. */
const LOCK = { migrations: 0x70756c73, everybody: 0x70756c74, install: 0x70756c75 } as const;

/**
 * What every new connection is told and asked. A kept statement is planned anew for its values: a plan that was made while the tables were empty reads them from end to end when
 * they are full (https://www.postgresql.org/docs/current/runtime-config-query.html#GUC-PLAN-CACHE-MODE).
 */
const GREETING = `select set_config('plan_cache_mode', 'force_custom_plan', false),
  1000 * extract(epoch from clock_timestamp()) as now`;

/** Text in PostgreSQL cannot hold the character NUL. */
function storable(parameter: unknown): unknown {
  return typeof parameter === 'string' && parameter.includes('\0') ? parameter.replaceAll('\0', '') : parameter;
}

/** Kysely's driver, with errors in our words. */
class GuardedDriver extends PostgresDriver {
  readonly #guarded = new WeakSet<DatabaseConnection>();

  override async acquireConnection(): ReturnType<PostgresDriver['acquireConnection']> {
    const connection = await super.acquireConnection().catch((error: unknown) => {
      throw translatePostgres(error);
    });
    if (!this.#guarded.has(connection)) {
      this.#guarded.add(connection);
      const execute = connection.executeQuery.bind(connection);
      connection.executeQuery = async (query) => {
        try {
          return await execute({ ...query, parameters: query.parameters.map(storable) });
        } catch (error) {
          throw translatePostgres(error);
        }
      };
    }
    return connection;
  }
}

export interface PostgresEngine extends Engine {
  readonly pool: pg.Pool;
}

/** Who does not name a user is the one who is logged in, as with PostgreSQL's own programs. */
function readAddress(given: string): Address & { readonly url: string } {
  try {
    const url = new URL(given);
    if (url.username === '') url.username = userInfo().username;
    const user = decodeURIComponent(url.username);
    const database = decodeURIComponent(url.pathname.slice(1));
    return {
      url: url.href,
      host: url.host === '' ? 'localhost' : url.host,
      database: database === '' ? user : database,
      user,
    };
  } catch {
    throw unreadableAddress();
  }
}

async function checkServer(pool: pg.Pool, host: string): Promise<void> {
  const { rows } = await pool.query<{ number: string; version: string }>(
    "select current_setting('server_version_num') as number, current_setting('server_version') as version",
  );
  const [server] = rows;
  if (server === undefined || Number(server.number) < OLDEST_SERVER) throw serverTooOld(server?.version ?? '?', host);
}

/** Does the work while no other program migrates this database. */
async function alone(pool: pg.Pool, work: (pool: pg.Pool) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1, 0)', [LOCK.migrations]);
    await work(pool);
  } finally {
    // The lock ends with its connection.
    client.release(true);
  }
}

/**
 * Connects to a database of PostgreSQL 13 or newer. `prepare` migrates what belongs to another library.
 * @throws ConfigInvalid with one line that says what is wrong with the address, the server or the privileges.
 */
export async function openPostgres(url: string, prepare: (pool: pg.Pool) => Promise<void>): Promise<PostgresEngine> {
  const address = readAddress(url);
  const serverClock = new ServerClock();
  const pool = new pg.Pool({
    connectionString: address.url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    application_name: 'pulso',
    async onConnect(client) {
      const askedMs = Date.now();
      const { rows } = await client.query<{ now: string }>(GREETING);
      serverClock.note(askedMs, Number(rows[0]?.now), Date.now());
    },
  });
  // A connection that breaks while it has nothing to do; whoever asks it, or the pool, next is told.
  pool.on('error', () => {});
  const preparer = createPreparer();
  pool.on('connect', (client) => {
    client.on('error', () => {});
    preparer.attend(client);
  });
  try {
    await checkServer(pool, address.host);
    await alone(pool, prepare);
  } catch (error) {
    await pool.end();
    throw refusalOf(error, address);
  }
  return {
    pool,
    clockAheadMs: () => serverClock.aheadMs,
    dialect: {
      createDriver: () => new GuardedDriver({ pool }),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
    // Compared byte by byte as in SQLite, whatever the database's language.
    text: 'text collate "C"',
    // Row versions and its log are the server's own: vacuum and the log's retention there.
    shred() {},
    refusal: (error) => refusalOf(error instanceof StoreConflict ? (error.cause ?? error) : error, address),
    async lockMigrations(db: Kysely<Tables>) {
      await sql`select pg_advisory_xact_lock(${LOCK.migrations}::int, 1)`.execute(db);
    },
    async lockTransaction(db: Kysely<Tables>, install: string | null) {
      if (install === null) await sql`select pg_advisory_xact_lock(${LOCK.everybody}::int, 0)`.execute(db);
      else {
        await sql`select pg_advisory_xact_lock_shared(${LOCK.everybody}::int, 0),
          pg_advisory_xact_lock(${LOCK.install}::int, hashtext(${install}))`.execute(db);
      }
    },
  };
}
