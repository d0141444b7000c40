/** The same work on PostgreSQL: by one program, by a fleet of which one is killed, and with the database away for a while. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCuttableProxy } from '../fixtures/cuttable-proxy.ts';
import { createDatabase, postgresMissing, type TestDatabase } from '../fixtures/postgres.ts';
import { finalState, finish, NOW, startSandbox, TOKEN, writesPerRecord } from './sandbox.ts';
import { newHome, type Running, startPulso, until } from './start-pulso.ts';

const SCORECARDS = 'select object, id, scorecard from latest_scorecards order by object, id';
const KEY = Buffer.alloc(32, 5).toString('base64');

const running: Running[] = [];
const databases: TestDatabase[] = [];
afterAll(async () => {
  for (const program of running) await program.end('SIGKILL');
  for (const database of databases) await database.drop();
});

function start(words: readonly string[], sandbox: string, extra: Readonly<Record<string, string>>): Running {
  const program = startPulso(words, extra.PULSO_HOME ?? newHome(), {
    ...{ PULSO_NOW: NOW, HUBSPOT_ACCESS_TOKEN: TOKEN, HUBSPOT_BASE_URL: sandbox, PULSO_KEY: KEY },
    ...extra,
  });
  running.push(program);
  return program;
}

async function newDatabase(): Promise<TestDatabase> {
  const database = await createDatabase();
  databases.push(database);
  return database;
}

/** Rows, as the database itself tells. */
async function ask<Row extends pg.QueryResultRow>({ url }: TestDatabase, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Links to records hold the port of the sandbox, which is another one each time. */
const withoutPort = (text: string): string => text.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1');

/** Records whose texts are not the same; short, where a comparison of everything would print megabytes. */
function differing(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((key) => one.get(key) !== other.get(key));
}

function scorecardsOfFile(home: string): Map<string, string> {
  const file = new DatabaseSync(join(home, 'pulso.db'), { readOnly: true });
  const rows = file.prepare(SCORECARDS).all();
  file.close();
  return new Map(rows.map((row) => [`${row.object} ${row.id}`, withoutPort(String(row.scorecard))]));
}

async function scorecardsOf(database: TestDatabase): Promise<Map<string, string>> {
  const rows = await ask<{ object: string; id: string; scorecard: string }>(database, SCORECARDS);
  return new Map(rows.map((row) => [`${row.object} ${row.id}`, withoutPort(row.scorecard)]));
}

async function fieldsOf(sandbox: string): Promise<Map<string, string>> {
  const state = await finalState(sandbox);
  return new Map(Object.entries(state).map(([record, values]) => [record, withoutPort(JSON.stringify(values))]));
}

async function expectWrittenOnce(sandbox: string): Promise<void> {
  expect([...(await writesPerRecord(sandbox))].filter(([, count]) => count > 1)).toEqual([]);
}

async function limitHits(sandbox: string): Promise<number> {
  const { byRoute } = (await (await fetch(`${sandbox}/_sandbox/calls`)).json()) as {
    byRoute: { statuses: Record<string, number> }[];
  };
  return byRoute.reduce((sum, { statuses }) => sum + (statuses['429'] ?? 0), 0);
}

describe.skipIf(postgresMissing !== null)(
  `on PostgreSQL${postgresMissing === null ? '' : `: ${postgresMissing}`}`,
  () => {
    let scorecards: Map<string, string>;
    let fields: Map<string, string>;

    beforeAll(async () => {
      const sandbox = await startSandbox(running, 1, 200);
      const home = newHome();
      const program = start(['start'], sandbox, { PULSO_HOME: home });
      await finish(program);
      await program.end();
      scorecards = scorecardsOfFile(home);
      fields = await fieldsOf(sandbox);
      expect(scorecards.size).toBeGreaterThanOrEqual(240);
    });

    it('one program ends with the same scorecards as on SQLite, byte for byte', async () => {
      const sandbox = await startSandbox(running, 1, 200);
      const database = await newDatabase();
      const program = start(['start'], sandbox, { DATABASE_URL: database.url });
      await finish(program);
      await program.end();
      expect(differing(await scorecardsOf(database), scorecards)).toEqual([]);
      expect(differing(await fieldsOf(sandbox), fields)).toEqual([]);
      await expectWrittenOnce(sandbox);
    });

    it('three workers beside one that serves do it together, though two of them are killed', async () => {
      const sandbox = await startSandbox(running, 15, 200);
      const database = await newDatabase();
      const extra = { DATABASE_URL: database.url };
      const serving = start(['serve'], sandbox, extra);
      await serving.printed(/^Pulso is at (\S+)/);
      const workers = [1, 2, 3].map(() => start(['worker'], sandbox, extra));
      await Promise.all(workers.map((worker) => worker.printed(/^Pulso works on jobs/)));

      // Kills whoever holds the job, once while it reads and once while it writes.
      for (const task of ['pull', 'push']) {
        const [held] = await until(
          () => ask<{ claim: string }>(database, `select claim from job_claims where task = '${task}'`),
          (rows) => rows.length > 0,
          { everyMs: 20 },
        );
        const victim = workers.find(({ child }) => held?.claim.includes(`:${child.pid}:`));
        expect(victim).toBeDefined();
        await victim?.end('SIGKILL');
        workers.splice(workers.indexOf(victim!), 1, start(['worker'], sandbox, extra));
      }
      await finish(serving);
      expect(differing(await scorecardsOf(database), scorecards)).toEqual([]);
      expect(differing(await fieldsOf(sandbox), fields)).toEqual([]);
      await expectWrittenOnce(sandbox);
      expect(await limitHits(sandbox)).toBe(0);
      for (const worker of workers) await worker.end();
      await serving.end();
    }, 600_000);

    it('work pauses while the database is away, readiness is red, and everything goes on after', async () => {
      const sandbox = await startSandbox(running, 15, 200);
      const database = await newDatabase();
      const address = new URL(database.url);
      const proxy = await startCuttableProxy(address.hostname, Number(address.port || 5432));
      address.port = String(proxy.port);
      address.hostname = '127.0.0.1';
      const program = start(['start'], sandbox, { DATABASE_URL: address.href });
      const url = await program.printed(/^Pulso is at (\S+)/);
      const readiness = async () => {
        const response = await fetch(`${url}/readyz`);
        return { status: response.status, body: (await response.json()) as { waitingFor: string[] } };
      };
      for (const task of ['pull', 'score', 'push']) {
        await until(
          () => ask<{ task: string }>(database, 'select task from job_claims'),
          (rows) => rows.some((row) => row.task === task),
          { everyMs: 20 },
        );
        proxy.cut();
        const red = await until(readiness, ({ body }) => body.waitingFor.some((line) => /PostgreSQL/.test(line)));
        expect(red.status).toBe(503);
        // Long enough for the program to try again and fail.
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        proxy.heal();
      }
      await finish(program);
      await program.end();
      await proxy.close();
      expect(differing(await scorecardsOf(database), scorecards)).toEqual([]);
      expect(differing(await fieldsOf(sandbox), fields)).toEqual([]);
      await expectWrittenOnce(sandbox);
    }, 600_000);
  },
);
