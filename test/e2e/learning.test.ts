/** What is learned from the install's own history reaches the scorecards and the CRM, and then stands still. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { runCli } from '../../src/cli/main.ts';
import { type Core, composeCore } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { Scorecard } from '../../src/cx/model/scorecard.ts';
import { chooseSegments } from '../../src/jobs/choose-segments.ts';
import { connectInstall } from '../../src/jobs/connect-install.ts';
import { readPortfolio } from '../../src/jobs/learn/read-portfolio.ts';
import { sweep } from '../../src/jobs/schedule.ts';
import { openLog } from '../../src/log.ts';
import { hubspotSeed } from '../../src/sandbox/hubspot/seed.ts';
import { type HubspotSandbox, startHubspotSandbox } from '../../src/sandbox/hubspot/start.ts';
import { generateWorld } from '../../src/sandbox/world/generate.ts';
import { newHome } from './start-pulso.ts';

const TOKEN = 'sandbox-hubspot-token';
const FIRST_DAY = '2026-11-20T12:00:00.000Z';
const DAY_MS = 86_400_000;
const every = { pollEveryMs: 1e12, rescoreEveryMs: DAY_MS };

let sandbox: HubspotSandbox;
const home = newHome();
const dayOf = (day: number): string => new Date(Date.parse(FIRST_DAY) + day * DAY_MS).toISOString();

/** The program on one day. */
async function on<Result>(day: number, work: (core: Core, id: string) => Promise<Result>): Promise<Result> {
  const config = readConfig({ PULSO_HOME: home, PULSO_LOG_LEVEL: 'silent', PULSO_NOW: dayOf(day) });
  const core = await composeCore(config, openLog('silent'));
  try {
    const [install] = await core.store.installs.list();
    return await work(core, install?.id ?? '');
  } finally {
    await core.close();
  }
}

async function untilIdle(core: Core): Promise<void> {
  const runner = core.queue.run({ concurrency: 4, tasks: core.tasks });
  await core.queue.idle();
  await runner.stop(10_000);
}

/** Looks around until nothing is asked for any more, as the schedule does. */
async function pass({ store, queue, now, modelOf, ...core }: Core): Promise<void> {
  for (let look = 0; look < 3; look += 1) {
    await sweep({ store, queue, now, modelOf, ...every });
    await untilIdle({ store, queue, now, modelOf, ...core });
  }
}

async function scorecards(core: Core, id: string): Promise<readonly Scorecard[]> {
  const subjects = await core.store.insights.subjects(id, 'customer', '', 1_000);
  const ids = subjects.map((subject) => subject.id);
  return [...(await core.store.scorecards.latestMany(id, 'customer', ids)).values()];
}

async function writes(): Promise<number> {
  const response = await fetch(`${sandbox.url}/_sandbox/writes`, { headers: { authorization: `Bearer ${TOKEN}` } });
  return ((await response.json()) as { total: number }).total;
}

async function contact(id: string, properties: readonly string[]): Promise<Record<string, string | null>> {
  const path = `/crm/v3/objects/contacts/${id}?properties=${properties.join(',')}`;
  const response = await fetch(sandbox.url + path, { headers: { authorization: `Bearer ${TOKEN}` } });
  return ((await response.json()) as { properties: Record<string, string | null> }).properties;
}

beforeAll(async () => {
  const world = generateWorld({
    ...{ seed: 5, now: new Date(FIRST_DAY), contacts: 150, accounts: 40 },
    ...{ tickets: 300, surveys: 180, engagements: 500 },
  });
  sandbox = await startHubspotSandbox({ port: 0, seed: () => hubspotSeed(world) });
  await on(0, async (core) => {
    const crm = core.crms.get('hubspot');
    if (crm === undefined) throw new Error('the HubSpot adapter is missing');
    await connectInstall(core, crm, { baseUrl: sandbox.url, accessToken: TOKEN, sandbox: false });
    await untilIdle(core);
  });
}, 60_000);
afterAll(async () => sandbox.close());

it('the first pass learns before it scores: the churn index stands on the card and in the CRM, written once', async () => {
  await on(0, async (core, id) => {
    const known = await scorecards(core, id);
    const rated = known.filter(({ churnRisk }) => churnRisk != null);
    expect(rated.length).toBeGreaterThan(100);
    expect(new Set(rated.map(({ churnRisk }) => churnRisk?.kind))).toEqual(new Set(['risk-index']));
    expect(rated.every(({ learned }) => learned?.churn === 1)).toBe(true);
    // Of whom too little is known for a score, nothing is said of leaving either.
    expect(known.length).toBeGreaterThan(rated.length);
    expect(rated.every(({ status }) => status === 'scored')).toBe(true);
    const [one] = rated;
    const { pulso_churn_risk: risk, pulso_card: card } = await contact(one?.subject.id ?? '', [
      ...['pulso_churn_risk', 'pulso_card'],
    ]);
    expect(Number(risk)).toBe(Math.round(one?.churnRisk?.value ?? Number.NaN));
    expect(card).toContain('Churn risk index');

    const before = await writes();
    await pass(core);
    expect(await writes()).toBe(before);
    expect((await scorecards(core, id)).map(({ at: _, ...rest }) => rest)).toEqual(
      known.map(({ at: _, ...rest }) => rest),
    );
  });
});

it('the summary is stored, and the next day the segment’s usual score is what is assumed of its customers', async () => {
  const usual = await on(0, async (core, id) => {
    const portfolio = await readPortfolio(core.store, id);
    expect(portfolio).toMatchObject({ at: dayOf(0), looked: { customers: 150, of: 150 } });
    expect(portfolio?.friction[0]?.paretos.at(-1)?.bars.length).toBeGreaterThan(3);
    return portfolio?.usual.customer.segments.customer?.score ?? Number.NaN;
  });
  await on(1, async (core, id) => {
    expect(usual).not.toBe(core.modelOf({ timeZone: 'Europe/Madrid', settings: {} }).prior.score);
    await pass(core);
    const customers = (await scorecards(core, id)).filter(({ stage, prior }) => stage === 'use' && prior != null);
    expect(customers.length).toBeGreaterThan(50);
    expect(new Set(customers.map(({ prior }) => prior?.score))).toEqual(new Set([usual]));
  });
});

it('customers are split by any property that an admin names, once they were read again', async () => {
  await on(1, async (core, id) => {
    const install = await core.store.installs.get(id);
    if (install === null) throw new Error('nothing is connected');
    await expect(chooseSegments(core, install, ['no such name'])).rejects.toThrow('internal names');
    await chooseSegments(core, install, ['country']);
    await untilIdle(core);
  });
  await on(2, async (core, id) => {
    await pass(core);
    const segments = (await readPortfolio(core.store, id))?.segments ?? [];
    const countries = segments.filter(({ property, value }) => property === 'country' && value !== '(none)');
    expect(countries.length).toBeGreaterThan(2);
    const all = countries.reduce((sum, { summary }) => sum + summary.customers, 0);
    expect(all).toBeGreaterThan(100);
  });
}, 30_000);

it('the command line and the console tell what was learned', async () => {
  vi.stubEnv('PULSO_HOME', home);
  const results: string[] = [];
  const output = { live: false, result: (text: string) => results.push(text), remark: () => {}, progress: () => {} };
  const run = async (...words: string[]): Promise<string> => {
    results.length = 0;
    expect(await runCli(words, output)).toBe(0);
    return results.join('\n');
  };
  const id = await on(2, async (_core, install) => install);
  expect(await run('models')).toMatch(/churn-customer .* risk index; \d+ left in \d+ periods; AUC /);
  const told = await run('portfolio', '--install', id);
  for (const part of [
    'lifecycle = customer',
    'country = ',
    'Frictions of 2026-11',
    'Largest drop',
    'Key drivers of nps',
  ]) {
    expect(told).toContain(part);
  }
  const { portfolio } = JSON.parse(await run('portfolio', '--install', id, '--json'));
  expect(portfolio).toMatchObject({ form: 1, timeZone: 'Europe/Madrid' });
  expect(JSON.parse(await run('drivers', '--install', id, '--json'))).toMatchObject({ target: 'nps' });
  vi.unstubAllEnvs();
  expect(await runCli(['portfolio'], output)).toBe(2);
});
