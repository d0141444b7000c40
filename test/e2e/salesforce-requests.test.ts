/** What people ask of Pulso in an org that cannot call it: from a record that the card or a flow made to what became of it. */
import jsforce from 'jsforce';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageZip } from '../../src/cli/salesforce-package/package-zip.ts';
import { readPackage } from '../../src/cli/salesforce-package/read-package.ts';
import { type Core, composeCore } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { readAcknowledgements } from '../../src/jobs/card-notes.ts';
import { connectInstall } from '../../src/jobs/connect-install.ts';
import { sweep } from '../../src/jobs/schedule.ts';
import { enqueueTask, type TaskName } from '../../src/jobs/tasks/names.ts';
import { openLog } from '../../src/log.ts';
import { salesforceSeed } from '../../src/sandbox/salesforce/seed.ts';
import { type SalesforceSandbox, startSalesforceSandbox } from '../../src/sandbox/salesforce/start.ts';
import { generateWorld } from '../../src/sandbox/world/generate.ts';
import { newHome } from './start-pulso.ts';

const ADMIN = 'admin-token';
const TOKEN = 'integration-token';
const NOW = '2026-11-20T12:00:00.000Z';
let now = Date.parse(NOW);
let org: SalesforceSandbox;
let admin: jsforce.Connection;
let core: Core;
let install: string;

beforeAll(async () => {
  const sizes = { contacts: 40, accounts: 12, tickets: 100, surveys: 60, engagements: 200 };
  org = await startSalesforceSandbox({
    port: 0,
    clock: () => new Date(now),
    seed: () => salesforceSeed(generateWorld({ seed: 5, now: new Date(NOW), ...sizes })),
    accessTokens: [ADMIN, { token: TOKEN, username: 'integration@northside.example' }],
  });
  admin = new jsforce.Connection({ instanceUrl: org.url, accessToken: ADMIN, version: '67.0' });
  admin.metadata.pollInterval = 5;
  const { success } = await admin.metadata.deploy(packageZip(readPackage()), { singlePackage: true }).complete();
  expect(success).toBe(true);
  // The admin asks as a person would, and looks at everything besides.
  await give('Pulso_Integration', 'integration@northside.example');
  for (const set of ['Pulso_Integration', 'Pulso_User']) await give(set, 'admin@northside.example');
  core = await composeCore(readConfig({ PULSO_HOME: newHome(), PULSO_NOW: NOW }), openLog('silent'));
  const crm = core.crms.get('salesforce')!;
  ({ id: install } = await connectInstall(core, crm, { baseUrl: org.url, accessToken: TOKEN, sandbox: false }));
  await run();
});
afterAll(async () => {
  await core.close();
  await org.close();
});

async function give(name: string, username: string): Promise<void> {
  const idIn = async (soql: string) => (await admin.query(soql)).records[0]?.Id ?? '';
  const PermissionSetId = await idIn(`SELECT Id FROM PermissionSet WHERE Name = '${name}'`);
  const AssigneeId = await idIn(`SELECT Id FROM User WHERE Username = '${username}'`);
  expect((await admin.create('PermissionSetAssignment', { PermissionSetId, AssigneeId })).success).toBe(true);
}

async function run(...tasks: TaskName[]): Promise<void> {
  await core.store.transaction(async (tx) => {
    for (const task of tasks) await enqueueTask(core.queue, tx, task, install);
  });
  const runner = core.queue.run({ concurrency: 4, tasks: core.tasks });
  await core.queue.idle();
  await runner.stop(10_000);
}

async function ask(fields: Readonly<Record<string, string>>): Promise<string> {
  const made = await admin.create('Pulso_Request__c', fields);
  expect(made.success, JSON.stringify(made)).toBe(true);
  return made.id ?? '';
}
const answerTo = async (id: string) => {
  const { Status__c: status, Result__c: result } = await admin.sobject('Pulso_Request__c').retrieve(id);
  return { status, result };
};
const customers = () => core.store.subjects.ids(install, 'customer');
const latest = (id: string) => core.store.scorecards.latest(install, { object: 'customer', id });

it('an observation becomes a signal with the name of who made it, and moves the score', async () => {
  const [id = ''] = await customers();
  const request = await ask({
    ...{ Kind__c: 'observation', Record_Id__c: id, Text__c: 'She is about to leave, very angry.' },
    ...{ Mood__c: 'bad', Touchpoint__c: 'phone' },
  });
  const before = await latest(id);
  now += 60_000;
  await run('hear');
  expect(await answerTo(request)).toEqual({ status: 'done', result: null });
  const seen = await core.store.signals.latest(install, { object: 'customer', id }, { until: NOW, skip: 0, limit: 50 });
  const observations = seen.filter(({ kind }) => kind === 'observation');
  expect(observations).toMatchObject([{ touchpoint: 'phone', value: 1, author: expect.stringMatching(/@/) }]);
  expect((await latest(id))?.score?.value).not.toBe(before?.score?.value);
});

it('a request that was done before a program died is done once more, which changes nothing', async () => {
  const [, id = ''] = await customers();
  const request = await ask({
    Kind__c: 'observation',
    Record_Id__c: id,
    Text__c: 'Heard at the fair.',
    Mood__c: 'good',
  });
  await run('hear');
  // The org never heard that it was done.
  await admin.update('Pulso_Request__c', { Id: request, Status__c: 'open' });
  await run('hear');
  expect(await answerTo(request)).toMatchObject({ status: 'done' });
  const seen = await core.store.signals.latest(install, { object: 'customer', id }, { until: NOW, skip: 0, limit: 50 });
  expect(seen.filter(({ kind }) => kind === 'observation')).toHaveLength(1);
});

it('a recalculation reads what the org has by now, within a pull as well', async () => {
  const [, , id = ''] = await customers();
  await admin.update('Contact', { Id: id, LastName: 'Renamed' });
  const request = await ask({ Kind__c: 'recalculate', Record_Id__c: id });
  await run('pull');
  expect(await answerTo(request)).toMatchObject({ status: 'done' });
  expect((await core.store.subjects.get(install, 'customer', id))?.name).toMatch(/Renamed$/);
});

it('an acknowledged flag is named as the card does, in either language, and a verdict is kept with its score', async () => {
  const cards = await core.store.scorecards.latestMany(install, 'customer', await customers());
  const flagged = [...cards.values()].find(({ flags }) => flags.length > 0)!;
  const [flag] = flagged.flags;
  const { subject } = flagged;
  const { title } = core.wording.flags[flag!.id]!;
  const requests = [
    await ask({ Kind__c: 'acknowledge', Record_Id__c: subject.id, Flag__c: title.es, Flag_Since__c: flag!.since }),
    await ask({ Kind__c: 'wrong', Record_Id__c: subject.id, Text__c: 'They love us.' }),
  ];
  await run('hear');
  for (const request of requests) expect(await answerTo(request)).toEqual({ status: 'done', result: null });
  const name = `customer/${subject.id}`;
  const notes = await core.store.records.get(install, 'card-acknowledgements', [name]);
  expect(readAcknowledgements(notes.get(name))).toMatchObject([{ flag: flag!.id, by: expect.stringMatching(/@/) }]);
  const [user] = (await admin.query('SELECT CreatedById FROM Pulso_Request__c LIMIT 1')).records;
  const said = `${name}/${user!.CreatedById}`;
  const feedback = (await core.store.records.get(install, 'card-feedback', [said])).get(said);
  expect(feedback).toMatchObject({ verdict: 'wrong', comment: 'They love us.', scorecardAt: flagged.at });
});

it('the schedule looks for them where the CRM keeps them, and only when it is time to', async () => {
  const { store, queue, modelOf } = core;
  const waiting = () => queue.waitsUntil(`hear:${install}`);
  const every = { pollEveryMs: 1e12, rescoreEveryMs: 1e12 };
  await sweep({ store, queue, now: core.now, modelOf, ...every });
  expect(await waiting()).toBeNull();
  await sweep({ store, queue, now: core.now, modelOf, hears: core.taskDeps.hears, ...every });
  expect(await waiting()).not.toBeNull();
  await run();
});

it.each([
  [{ Kind__c: 'recalculate', Record_Id__c: '005000000000001AAA' }, /contact, an account, a case/],
  [{ Kind__c: 'observation', Text__c: 'x' }, /contact, an account, a case/],
  [{ Kind__c: 'observation', Record_Id__c: '003000000000001AAA', Text__c: 'x' }, /does not know this record/],
  [
    { Kind__c: 'acknowledge', Record_Id__c: 'KNOWN', Flag__c: 'Never raised', Flag_Since__c: NOW },
    /not raised any more/,
  ],
  [{ Kind__c: 'observation', Record_Id__c: 'KNOWN' }, /text/],
] as const)('%j is refused, with the reason where whoever asked reads it', async (given, reason) => {
  const [known = ''] = await customers();
  const id = await ask({
    ...given,
    ...('Record_Id__c' in given && given.Record_Id__c === 'KNOWN' && { Record_Id__c: known }),
  });
  await run('hear');
  const { status, result } = await answerTo(id);
  expect(status).toBe('refused');
  expect(result).toMatch(reason);
});

it('an org without the package has none', async () => {
  const connection = core.taskDeps.connect((await core.store.installs.get(install))!);
  await admin.metadata.delete('CustomObject', 'Pulso_Request__c');
  await connection.ensureFields([]);
  expect(await connection.requests(new AbortController().signal)).toEqual([]);
});
