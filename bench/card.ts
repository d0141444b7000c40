/**
 * The card endpoint as HubSpot calls it: signed, at 200 requests a second whether or not the last ones were answered, from another
 * process than the server's. Latency counts from the moment at which a call was due.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createDatabase, postgresMissing } from '../test/fixtures/postgres.ts';
import type { Bench, BenchRow } from './bench.ts';
import { NOW, numericId } from './people.ts';
import { PUBLIC, signedHeaders } from './portal.ts';
import { runChild } from './run-child.ts';

const PER_SECOND = 200;
const SIZES = {
  few: { customers: 8_000, seconds: 5, onPostgres: 0 },
  full: { customers: 100_000, seconds: 15, onPostgres: 20_000 },
} as const;
/** A program that has just started meets cold code, and loads the code of its other threads beside it. */
const WARM_UP_SECONDS = 8;
/** People who look at the same few records, as in a team's meeting. */
const WARM_CUSTOMERS = 50;
const WITHIN_MS = 50;
const AT_MOST_MS = 60_000;
const WATCH_EVERY_MS = 500;

interface Answer {
  readonly status: number;
  readonly ms: number;
  readonly text: string;
}

async function ask(agent: Agent, url: string, path: string, dueAt: number): Promise<Answer> {
  const call = get(`${url}${path}`, { agent, headers: signedHeaders(path, Date.now()) });
  const [response] = await once(call, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const ms = performance.now() - dueAt;
  return { status: response.statusCode, ms, text: Buffer.concat(chunks).toString() };
}

/** As somebody who watches over the program does, all the while. */
async function watch(url: string, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    await (await fetch(`${url}/readyz`)).text();
    await delay(WATCH_EVERY_MS);
  }
}

/** Milliseconds of every call, ascending. */
async function load(url: string, seconds: number, customerOf: (call: number) => number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const startedAt = performance.now();
  const answers: Promise<Answer>[] = [];
  const total = seconds * PER_SECOND;
  const run = Math.random();
  while (answers.length < total) {
    const dueAt = startedAt + (answers.length * 1_000) / PER_SECOND;
    const early = dueAt - performance.now();
    if (early > 0) await delay(early);
    const record = `objectTypeId=0-1&objectId=${numericId(customerOf(answers.length))}`;
    const viewer = 'userId=77&portalId=1001&userEmail=ana@example.com';
    const path = `/hubspot/card?${record}&language=en&call=${run}-${answers.length}&${viewer}`;
    answers.push(ask(agent, url, path, dueAt));
  }
  const done = await Promise.all(answers);
  agent.destroy();
  const wrong = done.find(({ status, text }) => status !== 200 || !text.startsWith('{"state":"card"'));
  if (wrong !== undefined) throw new Error(`a card was refused: ${wrong.status} ${wrong.text.slice(0, 200)}`);
  return done.map(({ ms }) => ms).sort((a, b) => a - b);
}

async function serve(environment: Readonly<Record<string, string>>): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/cli/pulso.mjs'), 'start'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const running = join(environment.PULSO_HOME ?? '', 'running.json');
  const startedAt = performance.now();
  while (!existsSync(running)) {
    if (performance.now() - startedAt > AT_MOST_MS || child.exitCode !== null)
      throw new Error('the server did not start');
    await delay(20);
  }
  return { child, url: (JSON.parse(readFileSync(running, 'utf8')) as { url: string }).url };
}

function rowsOf(name: string, sorted: readonly number[]): BenchRow[] {
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  const p99 = at(0.99);
  const verdict = { target: `≤ ${WITHIN_MS} ms`, met: p99 <= WITHIN_MS };
  return [
    { measure: `${name}, p50`, value: at(0.5), unit: 'ms' },
    { measure: `${name}, p99`, value: p99, unit: 'ms', ...verdict },
  ];
}

async function measure(
  name: string,
  customers: number,
  seconds: number,
  engine: Readonly<Record<string, string>>,
  say: (line: string) => void,
): Promise<BenchRow[]> {
  const environment = {
    ...{ PULSO_NOW: NOW, PULSO_PUBLIC_URL: PUBLIC, PORT: '0', PULSO_POLL_MINUTES: '1440', PULSO_LOG_LEVEL: 'error' },
    ...engine,
  };
  say(`${name}: ${customers} customers`);
  await runChild('cards-main', ['fill', String(customers)], environment);
  const { url, child } = await serve(environment);
  const watching = new AbortController();
  const watched = watch(url, watching.signal);
  try {
    // No customer is asked for twice, except where that is the point.
    let next = 0;
    const another = () => {
      next += 1;
      return next % customers;
    };
    await load(url, WARM_UP_SECONDS, another);
    const cold = await load(url, seconds, another);
    const warm = await load(url, seconds, (call) => call % WARM_CUSTOMERS);
    await runChild('cards-main', ['rescore'], environment);
    await delay(1_000);
    const busy = await load(url, seconds, another);
    return [
      ...rowsOf(`${name}, ${customers} customers, each another one`, cold),
      ...rowsOf(`${name}, the same ${WARM_CUSTOMERS} customers`, warm),
      ...rowsOf(`${name}, each another one, while everybody is scored anew`, busy),
    ];
  } finally {
    watching.abort();
    await watched;
    // In the middle of evaluating everybody; nothing of it is needed.
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

const bench: Bench = {
  id: 'card',
  title: `The card inside HubSpot, ${PER_SECOND} signed calls per second`,
  async run({ folder, full, say }) {
    const { customers, seconds, onPostgres } = full ? SIZES.full : SIZES.few;
    const rows = await measure('SQLite', customers, seconds, { PULSO_HOME: join(folder, 'sqlite') }, say);
    if (onPostgres === 0) return rows;
    if (postgresMissing !== null) {
      say(`PostgreSQL skipped: ${postgresMissing}`);
      return rows;
    }
    const database = await createDatabase();
    try {
      const engine = { PULSO_HOME: join(folder, 'postgres'), DATABASE_URL: database.url };
      rows.push(...(await measure('PostgreSQL', onPostgres, seconds, engine, say)));
    } finally {
      await database.drop();
    }
    return rows;
  },
};
export default bench;
