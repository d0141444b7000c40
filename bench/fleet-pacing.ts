/** (e) Four programs on one account that allows 190 calls per 10 s: how much of that they use, and how often they are refused. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hubspotSeed } from '../src/sandbox/hubspot/seed.ts';
import { startHubspotSandbox } from '../src/sandbox/hubspot/start.ts';
import { generateWorld } from '../src/sandbox/world/generate.ts';
import { openStore } from '../src/store/open.ts';
import { createDatabase, postgresMissing } from '../test/fixtures/postgres.ts';
import type { Bench } from './bench.ts';
import { INSTALL, NOW } from './people.ts';
import { runChild } from './run-child.ts';

const PROGRAMS = 4;
const LIMIT = { requests: 190, perMs: 10_000 };
const TOKEN = 'sandbox-hubspot-token';
/** Until the limit is learned and the places are divided. */
const RAMP_MS = 12_000;
const MEASURED_MS = 30_000;

interface Calls {
  readonly byRoute: readonly { readonly statuses: Readonly<Record<string, number>> }[];
}

async function countCalls(sandbox: string): Promise<{ answered: number; refused: number }> {
  const { byRoute } = (await (await fetch(`${sandbox}/_sandbox/calls`)).json()) as Calls;
  let answered = 0;
  let refused = 0;
  for (const { statuses } of byRoute) {
    for (const [status, count] of Object.entries(statuses)) {
      if (status === '429') refused += count;
      else answered += count;
    }
  }
  return { answered, refused };
}

const bench: Bench = {
  id: 'fleet-pacing',
  title: 'Four programs on one account',
  async run({ folder, say }) {
    const database = postgresMissing === null ? await createDatabase() : null;
    if (database === null) say(`on SQLite: ${postgresMissing}`);
    const url = database?.url ?? join(folder, 'pulso.db');
    const { store } = await openStore({ url, secretKey: new Uint8Array(32), clock: () => Date.now() });
    await store.transaction((tx) => store.installs.put(tx, INSTALL));
    await store.close();
    const sandbox = await startHubspotSandbox({
      port: 0,
      seed: () => hubspotSeed(generateWorld({ seed: 2026, now: new Date(NOW) })),
      accessTokens: [TOKEN],
      tier: 'pro',
    });
    try {
      const words = [url, sandbox.url, TOKEN, String(RAMP_MS + MEASURED_MS + 3_000)];
      const fleet = Promise.all(Array.from({ length: PROGRAMS }, () => runChild<unknown>('pacing-main', words)));
      await delay(RAMP_MS);
      const before = await countCalls(sandbox.url);
      await delay(MEASURED_MS);
      const after = await countCalls(sandbox.url);
      await fleet;
      const { refused } = await countCalls(sandbox.url);
      const used = (after.answered - before.answered) / ((LIMIT.requests * MEASURED_MS) / LIMIT.perMs);
      const share = `share of ${LIMIT.requests} calls per ${LIMIT.perMs / 1_000} s used`;
      return [
        { measure: `${PROGRAMS} programs: ${share}`, value: used, unit: '', target: '≥ 0.9', met: used >= 0.9 },
        { measure: `${PROGRAMS} programs: answers 429`, value: refused, unit: '', target: '0', met: refused === 0 },
      ];
    } finally {
      await sandbox.close();
      await database?.drop();
    }
  },
};
export default bench;
