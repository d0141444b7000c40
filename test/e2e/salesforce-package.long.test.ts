/** A fresh org gets the package from the command line, is read and written by its integration user, and is left as it was. */
import jsforce from 'jsforce';
import { afterEach, expect, test } from 'vitest';
import { type Core, composeCore } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { CLIENT_CREDENTIALS } from '../../src/crm/salesforce/auth.ts';
import { connectInstall } from '../../src/jobs/connect-install.ts';
import { openLog } from '../../src/log.ts';
import { salesforceSeed } from '../../src/sandbox/salesforce/seed.ts';
import { type SalesforceSandbox, startSalesforceSandbox } from '../../src/sandbox/salesforce/start.ts';
import { generateWorld } from '../../src/sandbox/world/generate.ts';
import { newHome, runPulso } from './start-pulso.ts';

const NOW = '2026-11-20T12:00:00.000Z';
const ADMIN = 'admin-token';
const INTEGRATION = 'integration@northside.example';
const APP = { clientId: 'key', clientSecret: 'secret', redirectUri: '' };

let sandbox: SalesforceSandbox | null = null;
let core: Core | null = null;
afterEach(async () => {
  await core?.close();
  await sandbox?.close();
});

async function fieldsOf(conn: jsforce.Connection, object: string): Promise<string[]> {
  const { fields } = await conn.sobject(object).describe();
  return fields.map(({ name }) => name).filter((name) => name.startsWith('Pulso_'));
}

test('install, install again, synchronise, uninstall', async () => {
  const home = newHome();
  const org = await startSalesforceSandbox({
    port: 0,
    clock: () => new Date(NOW),
    seed: () =>
      salesforceSeed(
        generateWorld({
          seed: 5,
          now: new Date(NOW),
          contacts: 60,
          accounts: 12,
          tickets: 120,
          surveys: 60,
          engagements: 200,
        }),
      ),
    accessTokens: [ADMIN, { token: 'integration-token', username: INTEGRATION }],
    oauthApp: { ...APP, redirectUris: [], clientCredentialsUser: INTEGRATION },
  });
  sandbox = org;
  const connect = (accessToken: string) =>
    new jsforce.Connection({ instanceUrl: org.url, accessToken, version: '67.0' });
  const conn = connect('integration-token');
  const pulso = (...words: string[]) =>
    runPulso([...words, '--instance-url', org.url], home, { SALESFORCE_ADMIN_TOKEN: ADMIN });

  const first = await pulso('install', 'salesforce', '--integration-user', INTEGRATION, '--all-users');
  expect(first.stdout).toContain('has Pulso');
  expect(first.code).toBe(0);
  for (const object of ['Contact', 'Account', 'Case']) expect(await fieldsOf(conn, object)).toContain('Pulso_Score__c');
  const assigned = await connect(ADMIN).query(
    "SELECT Assignee.Username, PermissionSet.Name FROM PermissionSetAssignment WHERE PermissionSet.Name LIKE 'Pulso%'",
  );
  const pairs = assigned.records.map(({ Assignee, PermissionSet }) => `${PermissionSet.Name} ${Assignee.Username}`);
  expect(pairs).toContain(`Pulso_Integration ${INTEGRATION}`);
  expect(pairs.filter((pair) => pair.startsWith('Pulso_User')).length).toBeGreaterThan(2);

  const second = await pulso('install', 'salesforce', '--integration-user', INTEGRATION, '--all-users', '--json');
  expect(JSON.parse(second.stdout)).toMatchObject({ succeeded: true, created: [], changed: [], unverified: [] });

  core = await composeCore(
    readConfig({ PULSO_HOME: home, PULSO_LOG_LEVEL: 'silent', PULSO_NOW: NOW }),
    openLog('silent'),
  );
  const crm = core.crms.get('salesforce')!;
  await connectInstall(core, crm, { baseUrl: org.url, app: APP, grant: CLIENT_CREDENTIALS, sandbox: false });
  const runner = core.queue.run({ concurrency: 4, tasks: core.tasks });
  await core.queue.idle();
  await runner.stop(10_000);
  const [install] = (await core.status()).installs;
  // The package has every field as Pulso wants it: none is missing, closed or different.
  expect(install).toMatchObject({ status: 'active', notices: [], toWrite: 0 });
  const [kept] = await core.store.installs.list();
  expect((await core.taskDeps.connect(kept!).health()).missingScopes).toEqual([]);
  const scored = await conn.query('SELECT Id, Pulso_Score__c, Pulso_Card__c FROM Contact WHERE Pulso_Score__c >= 0');
  expect(scored.totalSize).toBeGreaterThan(3);
  expect(JSON.parse(String(scored.records[0]?.Pulso_Card__c))).toHaveProperty('title');

  const preview = await pulso('uninstall', 'salesforce');
  expect(preview.stdout).toContain('would go');
  expect(await fieldsOf(conn, 'Contact')).toContain('Pulso_Score__c');
  const gone = await pulso('uninstall', 'salesforce', '--yes');
  expect([gone.code, gone.stdout]).toEqual([0, expect.stringContaining('Removed from')]);
  for (const object of ['Contact', 'Account', 'Case']) expect(await fieldsOf(connect(ADMIN), object)).toEqual([]);
  const sets = await connect(ADMIN).query("SELECT Name FROM PermissionSet WHERE Name LIKE 'Pulso%'");
  expect(sets.records).toEqual([]);
  expect(await core.store.installs.list()).toEqual([]);
  expect((await pulso('uninstall', 'salesforce')).stdout).toContain('has nothing of Pulso');
}, 180_000);
