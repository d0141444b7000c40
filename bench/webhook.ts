/** (c) From a change in the CRM, by its webhook, to the property written there. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readConfig } from '../src/config.ts';
import { startProgram } from '../src/program.ts';
import { createDatabase, postgresMissing } from '../test/fixtures/postgres.ts';
import type { Bench, BenchRow } from './bench.ts';

const ROUNDS = 20;
const LOOK_EVERY_MS = 4;
const AT_MOST_MS = 20_000;
const TICKETS = 'tickets';
const TOKEN = 'sandbox-hubspot-token';

interface Writes {
  readonly records: readonly { readonly writes: number }[];
}

const writesOf = async (sandbox: string): Promise<number> => {
  const answer = (await (await fetch(`${sandbox}/_sandbox/writes`)).json()) as Writes;
  return answer.records.reduce((sum, record) => sum + record.writes, 0);
};

async function post(url: string, body: unknown): Promise<{ id: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { id: string };
}

/** Milliseconds of each round, ascending. */
async function latencies(environment: Readonly<Record<string, string>>, folder: string): Promise<number[]> {
  const config = readConfig(
    { PORT: '0', PULSO_POLL_MINUTES: '1440', PULSO_SANDBOX: 'hubspot', ...environment },
    folder,
  );
  const program = await startProgram(config, () => undefined);
  try {
    while (!(await program.readiness()).ready) await delay(50);
    const sandbox = program.sandboxes.hubspot ?? '';
    const { results } = (await (
      await fetch(`${sandbox}/crm/v3/objects/contacts?limit=1`, { headers: { authorization: `Bearer ${TOKEN}` } })
    ).json()) as { results: { id: string }[] };
    const ticket = await post(`${sandbox}/crm/v3/objects/${TICKETS}`, {
      properties: { subject: 'Bench', hs_pipeline: '0', hs_pipeline_stage: '1' },
      associations: [
        { to: { id: results[0]?.id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 16 }] },
      ],
    });
    const taken: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const before = await writesOf(sandbox);
      const startedAt = performance.now();
      // Closed and opened again in turn: the number of open tickets changes each time.
      const stage = round % 2 === 0 ? '4' : '1';
      await post(`${sandbox}/_sandbox/edits`, {
        ...{ objectType: TICKETS, id: ticket.id, properties: { hs_pipeline_stage: stage } },
      });
      while ((await writesOf(sandbox)) === before) {
        if (performance.now() - startedAt > AT_MOST_MS) throw new Error(`nothing was written in ${AT_MOST_MS} ms`);
        await delay(LOOK_EVERY_MS);
      }
      // The first one meets cold code.
      if (round > 0) taken.push(performance.now() - startedAt);
      // The company follows its person; the next round starts when all is quiet.
      for (let quiet = await writesOf(sandbox); ; ) {
        await delay(250);
        const now = await writesOf(sandbox);
        if (now === quiet) break;
        quiet = now;
      }
    }
    return taken.sort((a, b) => a - b);
  } finally {
    await program.stop();
  }
}

function rowsOf(engine: string, sorted: readonly number[]): BenchRow[] {
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return [
    { measure: `${engine}: change to property, p50`, value: at(0.5), unit: 'ms' },
    { measure: `${engine}: change to property, p99`, value: at(0.99), unit: 'ms' },
  ];
}

const bench: Bench = {
  id: 'webhook',
  title: 'From a webhook to the written property',
  async run({ folder, say }) {
    const rows = rowsOf('SQLite', await latencies({ PULSO_HOME: join(folder, 'sqlite') }, folder));
    if (postgresMissing !== null) {
      say(`PostgreSQL skipped: ${postgresMissing}`);
      return rows;
    }
    const database = await createDatabase();
    try {
      const environment = { PULSO_HOME: join(folder, 'postgres'), DATABASE_URL: database.url };
      rows.push(...rowsOf('PostgreSQL', await latencies(environment, folder)));
    } finally {
      await database.drop();
    }
    return rows;
  },
};
export default bench;
