/** One person in a HubSpot portal and in a Salesforce org: each score sees the other's facts while an admin wants it so, and only then. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Core, composeCore } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { connectInstall } from '../../src/jobs/connect-install.ts';
import { sweep } from '../../src/jobs/schedule.ts';
import { openLog } from '../../src/log.ts';
import { hubspotSeed } from '../../src/sandbox/hubspot/seed.ts';
import { type HubspotSandbox, startHubspotSandbox } from '../../src/sandbox/hubspot/start.ts';
import { salesforceSeed } from '../../src/sandbox/salesforce/seed.ts';
import { type SalesforceSandbox, startSalesforceSandbox } from '../../src/sandbox/salesforce/start.ts';
import { generateWorld } from '../../src/sandbox/world/generate.ts';
import { newHome } from './start-pulso.ts';

const NOW = '2026-11-20T12:00:00.000Z';
const TOKEN = 'sandbox-token';
const home = newHome();
const sizes = { contacts: 40, accounts: 12, tickets: 100, surveys: 60, engagements: 200 };
const world = generateWorld({ seed: 5, now: new Date(NOW), ...sizes });

let portal: HubspotSandbox;
let org: SalesforceSandbox;
beforeAll(async () => {
  portal = await startHubspotSandbox({ port: 0, seed: hubspotSeed(world), accessTokens: [TOKEN] });
  org = await startSalesforceSandbox({ port: 0, seed: salesforceSeed(world), accessTokens: [TOKEN] });
});
afterAll(async () => {
  await portal.close();
  await org.close();
});

/** A start of the program with this setting that evaluates everybody, worked until nothing is due. */
async function withLinking<Result>(linking: string, work: (core: Core) => Promise<Result>): Promise<Result> {
  const settings = { PULSO_HOME: home, PULSO_NOW: NOW, PULSO_LINK_CUSTOMERS: linking };
  const core = await composeCore(readConfig(settings), openLog('silent'));
  try {
    for (const [crm, { url }] of [['hubspot', portal] as const, ['salesforce', org] as const]) {
      const adapter = core.crms.get(crm);
      if (adapter === undefined) throw new Error(`the adapter of ${crm} is missing`);
      await connectInstall(core, adapter, { baseUrl: url, accessToken: TOKEN, sandbox: false });
    }
    const { store, queue, now, modelOf } = core;
    for (const { id } of await store.installs.list()) {
      await store.transaction((tx) => store.subjects.markAllDirty(tx, id), id);
    }
    const linkBy = core.taskDeps.linkBy;
    await sweep({ store, queue, now, modelOf, linkBy, pollEveryMs: 1e12, rescoreEveryMs: 1e12 });
    const runner = queue.run({ concurrency: 4, tasks: core.tasks });
    await queue.idle();
    await runner.stop(10_000);
    return await work(core);
  } finally {
    await core.close();
  }
}

/** What every customer's scorecard says, without what a new evaluation changes by itself. */
async function look(core: Core) {
  const found: Record<string, { signals: number; open: number; score: number | null }> = {};
  for (const { id: install } of await core.store.installs.list()) {
    for (const id of await core.store.subjects.ids(install, 'customer')) {
      const subject = { object: 'customer', id } as const;
      const scorecard = await core.store.scorecards.latest(install, subject);
      found[`${install} ${id}`] = {
        signals: (await core.store.signals.of(install, subject)).length,
        open: scorecard?.facts.openTickets ?? -1,
        score: scorecard?.score?.value ?? null,
      };
    }
  }
  return found;
}

it('is off unless asked for, sees both while it is on, and leaves nothing behind', async () => {
  // The first pass learns what score is usual; from then on only linking makes a difference.
  await withLinking('', async () => {});
  const apart = await withLinking('', look);
  const together = await withLinking('email', async (core) => {
    const { installs } = await core.status();
    expect(installs.map(({ linked }) => linked.map(({ customers }) => customers))).toEqual([
      [expect.any(Number)],
      [expect.any(Number)],
    ]);
    expect(installs[0]?.linked[0]?.customers).toBe(installs[1]?.linked[0]?.customers);
    return await look(core);
  });
  // The org holds the same company: whoever is known by e-mail now has everything twice.
  const linked = Object.entries(together).filter(([key, { signals }]) => signals > (apart[key]?.signals ?? 0));
  expect(linked.length).toBeGreaterThan(20);
  for (const [key, { open }] of linked) expect([key, open]).toEqual([key, 2 * (apart[key]?.open ?? 0)]);

  expect(await withLinking('', look)).toEqual(apart);
});
