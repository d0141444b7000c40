/** Against HubSpot's limits: calls per record of a first pass, and how much of the allowed rate is used without a 429. */
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../src/config.ts';
import { systemClock } from '../src/crm/clock.ts';
import { hubspot } from '../src/crm/hubspot/index.ts';
import { createPacer } from '../src/crm/pacer.ts';
import { staticTokens } from '../src/crm/tokens.ts';
import { startProgram } from '../src/program.ts';
import { hubspotSeed } from '../src/sandbox/hubspot/seed.ts';
import { startHubspotSandbox } from '../src/sandbox/hubspot/start.ts';
import { generateWorld } from '../src/sandbox/world/generate.ts';
import type { Bench, BenchContext, BenchRow } from './bench.ts';

const NOW = '2026-11-20T12:00:00.000Z';
const TOKEN = 'sandbox-hubspot-token';
/** Long enough for two full windows of HubSpot's ten seconds. */
const RATE_FOR_MS = 25_000;
/** What the sandbox enforces on a Professional account; Pulso learns it from the answers. */
const LIMIT = { requests: 190, perMs: 10_000 };

interface Route {
  readonly route: string;
  readonly count: number;
  readonly statuses: Readonly<Record<string, number>>;
}

async function routesOf(sandbox: string): Promise<readonly Route[]> {
  const response = await fetch(`${sandbox}/_sandbox/calls`);
  return ((await response.json()) as { byRoute: Route[] }).byRoute;
}

const sum = (routes: readonly Route[], pattern: RegExp): number =>
  routes.filter(({ route }) => pattern.test(route)).reduce((total, { count }) => total + count, 0);
const refused = (routes: readonly Route[]): number =>
  routes.reduce((total, { statuses }) => total + (statuses['429'] ?? 0), 0);

/** Calls of a first pass over the sandbox's company, as ratios to the fewest possible. */
async function firstPass({ folder }: BenchContext): Promise<BenchRow[]> {
  const config = readConfig(
    { PULSO_HOME: join(folder, 'first-pass'), PORT: '0', PULSO_NOW: NOW, PULSO_SANDBOX: 'hubspot' },
    folder,
  );
  const program = await startProgram(config, () => undefined);
  const startedAt = performance.now();
  while (!(await program.readiness()).ready) await new Promise((resolve) => setTimeout(resolve, 50));
  const seconds = (performance.now() - startedAt) / 1000;
  const routes = await routesOf(program.sandboxes.hubspot ?? '');
  const writes = (await (await fetch(`${program.sandboxes.hubspot}/_sandbox/writes`)).json()) as {
    records: { objectType: string }[];
  };
  await program.stop();

  const world = hubspotSeed(generateWorld({ seed: 2026, now: new Date(NOW) }));
  const perType = Map.groupBy(
    [...world.objects].filter((object) => object.type !== 'tasks'),
    (object) => object.type,
  );
  const pages = [...perType.values()].reduce((total, objects) => total + Math.ceil(objects.length / 100), 0);
  const written = Map.groupBy(writes.records, (record) => record.objectType);
  const batches = [...written.values()].reduce((total, records) => total + Math.ceil(records.length / 100), 0);
  const reads = sum(routes, /^GET \/crm\/v3\/objects\/:objectType$/) / pages;
  const updates = sum(routes, /batch\/update$/) / batches;
  return [
    {
      measure: 'first pass: list calls per needed page',
      value: reads,
      unit: '×',
      target: '≤ 1.05',
      met: reads <= 1.05,
    },
    {
      measure: 'first pass: update calls per needed batch',
      value: updates,
      unit: '×',
      target: '≤ 1.05',
      met: updates <= 1.05,
    },
    { measure: 'first pass: answers 429', value: refused(routes), unit: '', target: '0', met: refused(routes) === 0 },
    { measure: 'first pass: from start to ready', value: seconds, unit: 's' },
  ];
}

/** As many reads as the limit allows, against a sandbox that enforces it. */
async function rate(_context: BenchContext): Promise<BenchRow[]> {
  const sandbox = await startHubspotSandbox({
    port: 0,
    seed: () => hubspotSeed(generateWorld({ seed: 2026, now: new Date(NOW) })),
    accessTokens: [TOKEN],
    tier: 'pro',
  });
  const connection = hubspot.connect({
    installId: 'bench',
    baseUrl: sandbox.url,
    settings: {},
    tokens: staticTokens(TOKEN),
    pacer: createPacer(hubspot.manifest.buckets, systemClock),
    clock: systemClock,
    log: pino({ level: 'silent' }),
  });
  const startedAt = performance.now();
  let calls = 0;
  // readFields is one batch read a call: nothing but the limit holds it back.
  const caller = async (): Promise<void> => {
    while (performance.now() - startedAt < RATE_FOR_MS) {
      await connection.readFields('customer', ['70100000001'], ['score']);
      // The last answers come only when the next window opens.
      if (performance.now() - startedAt < RATE_FOR_MS) calls += 1;
    }
  };
  await Promise.all(Array.from({ length: 12 }, caller));
  const routes = await routesOf(sandbox.url);
  await sandbox.close();

  // A rolling window lets its whole amount through at once, then again at each full turn.
  const allowed = LIMIT.requests * Math.ceil(RATE_FOR_MS / LIMIT.perMs);
  const used = calls / allowed;
  return [
    {
      measure: `rate: share of ${LIMIT.requests} calls per ${LIMIT.perMs / 1000} s used`,
      value: used,
      unit: '',
      target: '≥ 0.9',
      met: used >= 0.9,
    },
    { measure: 'rate: answers 429', value: refused(routes), unit: '', target: '0', met: refused(routes) === 0 },
  ];
}

const bench: Bench = {
  id: 'hubspot-calls',
  title: 'HubSpot: calls of a first pass, and use of the rate limit',
  async run(context) {
    return [...(await firstPass(context)), ...(await rate(context))];
  },
};
export default bench;
