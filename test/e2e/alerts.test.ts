/** Somebody must hear of a customer who turns bad, once: from a change in the org to an event that its flows hear. */
import jsforce from 'jsforce';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Core, composeCore } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { CrmConnection } from '../../src/crm/port.ts';
import { connectInstall } from '../../src/jobs/connect-install.ts';
import { sweep } from '../../src/jobs/schedule.ts';
import { createTasks } from '../../src/jobs/tasks/create-tasks.ts';
import type { TaskDeps } from '../../src/jobs/tasks/deps.ts';
import { enqueueTask, type TaskName } from '../../src/jobs/tasks/names.ts';
import { openLog } from '../../src/log.ts';
import { salesforceSeed } from '../../src/sandbox/salesforce/seed.ts';
import { type SalesforceSandbox, startSalesforceSandbox } from '../../src/sandbox/salesforce/start.ts';
import { generateWorld } from '../../src/sandbox/world/generate.ts';
import type { ListedAlert } from '../../src/store/alerts.ts';
import { newHome, runPulso } from './start-pulso.ts';

const ADMIN = 'admin-token';
const TOKEN = 'integration-token';
const INTEGRATION = 'integration@northside.example';
const NOW = '2026-11-20T12:00:00.000Z';
const home = newHome();
let now = Date.parse(NOW);
const passed = (hours: number) => {
  now += hours * 3_600_000;
};

let org: SalesforceSandbox;
let person: jsforce.Connection;
beforeAll(async () => {
  const sizes = { contacts: 40, accounts: 12, tickets: 100, surveys: 60, engagements: 200 };
  org = await startSalesforceSandbox({
    port: 0,
    clock: () => new Date(now),
    seed: () => salesforceSeed(generateWorld({ seed: 5, now: new Date(NOW), ...sizes })),
    accessTokens: [ADMIN, { token: TOKEN, username: INTEGRATION }],
  });
  person = new jsforce.Connection({ instanceUrl: org.url, accessToken: ADMIN, version: '67.0' });
});
afterAll(() => org.close());

interface PublishedEvent {
  readonly fields: Readonly<Record<string, unknown>>;
}

async function control(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${org.url}/_sandbox${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return response.status === 204 ? null : await response.json();
}

async function events(): Promise<readonly PublishedEvent['fields'][]> {
  const { events: found } = (await control('GET', '/events?type=Pulso_Alert__e')) as { events: PublishedEvent[] };
  return found.map(({ fields }) => fields);
}

/** A start of the program, worked until nothing is due. */
async function run<Result>(
  work: (core: Core, install: string) => Promise<Result>,
  tasks: readonly TaskName[] = [],
  changed: (deps: TaskDeps) => TaskDeps = (deps) => deps,
): Promise<Result> {
  const settings = { PULSO_HOME: home, PULSO_ALERT_COOLDOWN_DAYS: '7', PULSO_NOW: new Date(now).toISOString() };
  const core = await composeCore(readConfig(settings), openLog('silent'));
  try {
    const crm = core.crms.get('salesforce')!;
    const [known] = await core.store.installs.list();
    const { id } = known ?? (await connectInstall(core, crm, { baseUrl: org.url, accessToken: TOKEN, sandbox: false }));
    await core.store.transaction(async (tx) => {
      for (const task of tasks) await enqueueTask(core.queue, tx, task, id);
    });
    const { store, queue, modelOf } = core;
    await sweep({ store, queue, now: core.now, modelOf, pollEveryMs: 1e12, rescoreEveryMs: 1e12 });
    const runner = queue.run({ concurrency: 4, tasks: createTasks(changed(core.taskDeps)) });
    await queue.idle();
    await runner.stop(10_000);
    return await work(core, id);
  } finally {
    await core.close();
  }
}

const stored = (core: Core, install: string) => core.store.alerts.list(install, 100);
const publishedIds = async () => (await events()).map(({ Alert_Id__c: id }) => id);

/** Two angry cases of the customer who is the nearest to a poor score without any severe friction, and what our program then reads. */
async function turnSomebodyBad(core: Core, install: string): Promise<string> {
  const { subjects, scorecards, touched } = core.store;
  const latest = await scorecards.latestMany(install, 'customer', await subjects.ids(install, 'customer'));
  const [victim] = [...latest.values()]
    .filter(({ band, flags }) => band === 'fair' && flags.every(({ severity }) => severity !== 'high'))
    .toSorted((a, b) => (a.score?.value ?? 0) - (b.score?.value ?? 0));
  const ContactId = victim?.subject.id ?? '';
  const Description = 'This is the worst service ever. Nothing works, I am furious and I want to cancel.';
  const made = await Promise.all(
    ['Still broken', 'Broken again'].map((Subject) =>
      person.sobject('Case').create({ ContactId, Subject, Description, Status: 'New', Origin: 'Email' }),
    ),
  );
  const records = made.map(({ id }) => ({ object: 'ticket', id: id ?? '' }));
  await core.store.transaction((tx) => touched.put(tx, install, records));
  passed(30);
  return ContactId;
}

const about = (alerts: readonly ListedAlert[], id: string) =>
  alerts
    .filter(({ subject }) => subject.id === id)
    .map(({ kind, state }) => `${kind}: ${state}`)
    .toSorted();

it('tells nobody of a first pass, and of each crossing once: without the event, over a fault, a crash and again', async () => {
  const first = await run(async (core, install) => {
    expect((await core.status()).installs[0]?.customers.poor).toBeGreaterThan(2);
    expect(await stored(core, install)).toEqual([]);
    return await turnSomebodyBad(core, install);
  });

  // The org has no such event yet: they wait, and the admin is told once.
  const notices = async (core: Core) =>
    (await core.status()).installs[0]?.notices.filter((notice) =>
      notice.includes('pulso install salesforce" to bring'),
    );
  for (const tasks of [['refresh'], ['pull', 'alert']] as const) {
    await run(async (core, install) => {
      expect(about(await stored(core, install), first)).toEqual(['angry-customer: waiting', 'poor: waiting']);
      expect(await notices(core)).toHaveLength(1);
      expect(await core.queue.dead(10)).toEqual([]);
    }, tasks);
  }
  const admin = { SALESFORCE_ADMIN_TOKEN: ADMIN };
  const words = ['install', 'salesforce', '--integration-user', INTEGRATION, '--instance-url', org.url];
  expect((await runPulso(words, home, admin)).code).toBe(0);

  // One of the two meets a fault that passes.
  const fault = { kind: 'row-error', errorCode: 'SERVER_UNAVAILABLE', failures: 1, path: 'composite$', count: 1 };
  await control('POST', '/faults', fault);
  await run(
    async (core, install) => {
      // The other one follows at once, or with the next look, as the retry falls due.
      expect(about(await stored(core, install), first).some((alert) => alert.endsWith('sent'))).toBe(true);
      expect(await notices(core)).toEqual([]);
    },
    ['provision'],
  );
  await control('POST', '/faults', { kind: 'server-unavailable', path: 'composite$', count: 1 });
  const all = await run(
    async (core, install) => {
      const alerts = await stored(core, install);
      expect(about(alerts, first)).toEqual(['angry-customer: sent', 'poor: sent']);
      return alerts;
    },
    ['alert'],
  );
  const once = await publishedIds();
  expect(once.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
  const [event] = (await events()).filter(({ Kind__c: kind }) => kind === 'poor');
  expect(event).toMatchObject({ Record_Id__c: first, Object__c: 'Contact', Band__c: 'poor' });
  expect(event?.Title__c).toMatch(/: Poor, score \d+$/);
  expect(event?.Detail__c).toMatch(/^Before: Fair\.\nWhat weighs most: /);
  expect(event?.Url__c).toContain(first);

  // A day later everybody is scored anew, and everything is read again.
  passed(24);
  await run(async (core, install) => {
    await core.store.transaction((tx) => core.store.subjects.markAllDirty(tx, install));
  });
  await run(async () => {}, ['score', 'pull']);
  expect(await publishedIds()).toEqual(once);

  // A program that dies between the telling and the note of it tells again, under the same id.
  const second = await run(turnSomebodyBad);
  expect(second).not.toBe(first);
  await run(
    async () => {},
    ['refresh'],
    (deps) => ({ ...deps, connect: (install) => dying(deps.connect(install)) }),
  );
  const before = await publishedIds();
  expect(before.length).toBeGreaterThan(once.length);
  await run(
    async (core, install) => {
      expect(about(await stored(core, install), second)).toContain('angry-customer: sent');
    },
    ['alert'],
  );
  expect(await publishedIds()).toEqual([...before, ...before.slice(once.length)]);

  // A CRM that is not told has them as history.
  const third = await run(turnSomebodyBad);
  await run(
    async (core, install) => {
      expect(about(await stored(core, install), third)).toContain('angry-customer: kept');
      expect(await core.queue.dead(10)).toEqual([]);
    },
    ['refresh'],
    (deps) => ({ ...deps, announces: () => false }),
  );
  expect(await publishedIds()).toHaveLength(before.length * 2 - once.length);

  const { stdout, code } = await runPulso(['alerts', '--json', '--limit', '2'], home, {});
  const told = JSON.parse(stdout) as ListedAlert[];
  expect([code, told.length]).toEqual([0, 2]);
  expect(told.map(({ subject, state }) => `${subject.id}: ${state}`)).toContain(`${third}: kept`);
}, 90_000);

/** Tells, and dies before anybody knows. */
const dying = (connection: CrmConnection): CrmConnection => ({
  ...connection,
  async announce(alerts) {
    await connection.announce(alerts);
    throw new Error('the program died');
  },
});
