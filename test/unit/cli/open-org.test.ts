/** Whom the command line asks for what, before it reaches any org. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openOrg } from '../../../src/cli/salesforce-package/open-org.ts';
import { type Core, composeCore } from '../../../src/compose.ts';
import { readConfig } from '../../../src/config.ts';
import { AccessRevoked } from '../../../src/errors.ts';
import { openLog } from '../../../src/log.ts';
import { type OpenOrg, openOrg as startOrg } from '../../contract/sandbox/small-org.ts';

let core: Core;
let org: OpenOrg | null = null;
const compose = (environment: Record<string, string> = {}) =>
  composeCore(
    readConfig({ PULSO_HOME: mkdtempSync(join(tmpdir(), 'pulso-org-')), PULSO_LOG_LEVEL: 'silent', ...environment }),
    openLog('silent'),
  );
beforeEach(async () => {
  core = await compose();
});
afterEach(async () => {
  await core.close();
  await org?.sandbox.close();
  org = null;
});

test.each([
  ['no org at all', {}, /--instance-url: no org is connected; give --instance-url/],
  ['an org, but as nobody', { instanceUrl: 'acme.my.salesforce.com' }, /SALESFORCE_ADMIN_TOKEN: is missing/],
  ['a page instead of the API', { instanceUrl: 'https://acme.lightning.force.com' }, /has no API; give the My Domain/],
  ['the door instead of the house', { instanceUrl: 'login.salesforce.com' }, /has no API; give the My Domain/],
  ['no address', { instanceUrl: 'https://' }, /is no address/],
  ['an install that there is not', { install: 'salesforce-x' }, /there is no such Salesforce install/],
])('is given %s', async (_, choice, message) => {
  await expect(openOrg(core, choice)).rejects.toThrow(message);
});

test('says which token was refused', async () => {
  org = await startOrg();
  await core.close();
  core = await compose({ SALESFORCE_ADMIN_TOKEN: 'stale' });
  const { setup, install } = await openOrg(core, { instanceUrl: org.sandbox.url });
  expect(install).toBeNull();
  const refused = setup.identity();
  await expect(refused).rejects.toThrow(AccessRevoked);
  await expect(refused).rejects.toThrow(/SALESFORCE_ADMIN_TOKEN was refused/);
  await expect(refused).rejects.not.toThrow(/stale/);
});
