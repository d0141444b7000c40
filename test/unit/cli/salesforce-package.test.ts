/** Bringing the package to orgs that are not as one would like them, and taking it away where somebody uses it. */
import { afterEach, describe, expect, test } from 'vitest';
import { withClientApp } from '../../../src/cli/salesforce-package/client-app.ts';
import {
  changedNothing,
  type InstallOptions,
  installPackage,
} from '../../../src/cli/salesforce-package/install-package.ts';
import { type PackageUnit, readPackage } from '../../../src/cli/salesforce-package/read-package.ts';
import { sayInstall } from '../../../src/cli/salesforce-package/say-install.ts';
import { previewUninstall, uninstallPackage } from '../../../src/cli/salesforce-package/uninstall-package.ts';
import { zip } from '../../../src/cli/salesforce-package/zip.ts';
import { systemClock } from '../../../src/crm/clock.ts';
import { createPacer } from '../../../src/crm/pacer.ts';
import { manifest } from '../../../src/crm/salesforce/manifest.ts';
import { type OrgSetup, openSetup } from '../../../src/crm/salesforce/setup.ts';
import { openLog } from '../../../src/log.ts';
import { readZip } from '../../../src/sandbox/salesforce/metadata/zip.ts';
import type { SalesforceSandboxOptions } from '../../../src/sandbox/salesforce/options.ts';
import { ADMIN, INTEGRATION, type OpenOrg, openOrg } from '../../contract/sandbox/small-org.ts';

const opened: OpenOrg[] = [];
afterEach(async () => {
  for (const org of opened.splice(0)) await org.sandbox.close();
});

async function fresh(
  options: Partial<SalesforceSandboxOptions> = {},
  token = ADMIN,
): Promise<{ org: OpenOrg; setup: OrgSetup }> {
  const org = await openOrg(options);
  opened.push(org);
  const setup = openSetup({
    baseUrl: org.sandbox.url,
    tokens: { current: async () => token, renew: () => Promise.reject(new Error('no other token')) },
    pacer: createPacer(manifest.buckets, systemClock),
    clock: systemClock,
    log: openLog('silent'),
  });
  return { org, setup };
}

const UNITS = withClientApp(readPackage(), null);
const OPTIONS: InstallOptions = {
  checkOnly: false,
  overwrite: false,
  integrationUser: 'integration@example.com',
  users: [],
};
const typesOf = (keys: readonly string[]) => new Set(keys.map((key) => key.split(':', 1)[0]));

describe('installing', () => {
  test('only checks when asked to', async () => {
    const { org, setup } = await fresh();
    const report = await installPackage(setup, UNITS, { ...OPTIONS, checkOnly: true });
    expect(report).toMatchObject({ succeeded: true, checkOnly: true, assigned: [] });
    expect((await org.conn.describe('Contact')).fields.some(({ name }) => name.startsWith('Pulso_'))).toBe(false);
  });

  test('leaves out what the org has no feature for, and says what to turn on', async () => {
    const { setup } = await fresh({ languages: [] });
    const report = await installPackage(setup, UNITS, OPTIONS);
    expect(report).toMatchObject({ succeeded: true, unverified: [], refusals: [] });
    expect(report.leftOut.map(({ part }) => part)).toEqual(['the Spanish labels']);
    expect(sayInstall(report)).toContain('Translation Language Settings');
    expect(typesOf(report.created).has('Flow')).toBe(true);
    const again = await installPackage(setup, UNITS, OPTIONS);
    expect(changedNothing(again)).toBe(true);
  });

  test('changes nothing where the org has no room, and names each field with what to do', async () => {
    const { org, setup } = await fresh({ customFieldLimit: 5 });
    const report = await installPackage(setup, UNITS, OPTIONS);
    expect(report.succeeded).toBe(false);
    const said = sayInstall(report);
    expect(said).toContain('nothing was changed');
    expect(said).toContain('Maximum number of custom fields (5) reached for object Contact');
    expect(said).toContain('objects/Contact.object');
    expect(said).toContain('Delete custom fields that nobody uses');
    expect((await org.conn.metadata.list({ type: 'FlexiPage' })).length).toBe(0);
  });

  test('meets a field of its name that is of another type', async () => {
    const { org, setup } = await fresh();
    const foreign = { fullName: 'Contact.Pulso_Score__c', label: 'Ours', type: 'Text', length: 20 };
    await org.conn.metadata.create('CustomField', foreign as never);
    const report = await installPackage(setup, UNITS, OPTIONS);
    expect(report.refusals.find(({ component }) => component === 'CustomField:Contact.Pulso_Score__c')).toMatchObject({
      remedy: expect.stringContaining('Rename or delete it'),
    });
  });

  test('leaves alone what an admin made of a flow and a page, unless told to overwrite', async () => {
    const { setup } = await fresh();
    await installPackage(setup, UNITS, OPTIONS);
    const altered = UNITS.map((unit): PackageUnit => {
      if (unit.members[0]?.type !== 'FlexiPage') return unit;
      const files = [...unit.files].map(([path, text]): [string, Buffer] => [
        path,
        Buffer.from(text.toString().replace('<masterLabel>', '<masterLabel>New ')),
      ]);
      return { ...unit, files: new Map(files) };
    });
    const kept = await installPackage(setup, altered, OPTIONS);
    expect(changedNothing(kept)).toBe(true);
    expect(kept.kept).toContain('FlexiPage:Pulso_Case_Page');
    const over = await installPackage(setup, altered, { ...OPTIONS, overwrite: true });
    expect(typesOf(over.changed)).toEqual(new Set(['FlexiPage']));
  });

  test('names users that do not exist before anything is changed', async () => {
    const { org, setup } = await fresh();
    const users = ['nobody@example.com', 'ADMIN@example.com'];
    await expect(installPackage(setup, UNITS, { ...OPTIONS, users })).rejects.toThrow(
      /nobody@example\.com: is no active user/,
    );
    expect((await org.conn.metadata.list({ type: 'FlexiPage' })).length).toBe(0);
  });

  test('says to whom the rights belong when our user has not got them', async () => {
    const { setup } = await fresh({}, INTEGRATION);
    await expect(installPackage(setup, UNITS, OPTIONS)).rejects.toThrow(/Sign in as an admin/);
  });

  test('makes out a client app to this Pulso, once asked', async () => {
    const { org, setup } = await fresh();
    const units = withClientApp(readPackage(), {
      publicUrl: 'https://cx.example.org/',
      contactEmail: 'it@example.org',
      runAs: 'integration@example.com',
    });
    const report = await installPackage(setup, units, OPTIONS);
    expect(report.created).toContain('ExternalClientApplication:Pulso');
    const settings = await org.conn.metadata.read('ExtlClntAppGlobalOauthSettings' as never, 'Pulso_glbloauth');
    expect(settings).toMatchObject({
      callbackUrl: 'https://cx.example.org/oauth/salesforce/callback',
      isPkceRequired: 'true',
    });
    const policies = await org.conn.metadata.read('ExtlClntAppOauthConfigurablePolicies' as never, 'Pulso_oauthPlcy');
    expect(policies).toMatchObject({
      clientCredentialsFlowUser: 'integration@example.com',
      isClientCredentialsFlowEnabled: 'true',
    });
    expect(await org.conn.metadata.read('ExternalClientApplication' as never, 'Pulso')).toMatchObject({
      contactEmail: 'it@example.org',
    });
  });
});

describe('uninstalling', () => {
  test('stops running flows, takes permissions back, and leaves nothing', async () => {
    const { org, setup } = await fresh();
    await installPackage(setup, UNITS, { ...OPTIONS, users: 'all' });
    const [flow] = await setup.flowVersions(['Pulso_Alert_Case']);
    await org.call('PATCH', `/services/data/v67.0/tooling/sobjects/FlowDefinition/${flow?.definitionId}`, {
      Metadata: { activeVersionNumber: 1 },
    });
    const report = await uninstallPackage(setup, UNITS);
    expect(report.refusals).toEqual([]);
    expect(report.unassigned).toBeGreaterThan(1);
    expect(report.removed).toContain('Flow:Pulso_Alert_Case');
    expect((await previewUninstall(setup, UNITS)).removed).toEqual([]);
    // And it can come back.
    expect((await installPackage(setup, UNITS, OPTIONS)).succeeded).toBe(true);
  });

  test('takes along the permission set that Pulso made for itself before', async () => {
    const { org, setup } = await fresh();
    const self = await setup.self();
    const made = await org.conn.sobject('PermissionSet').create({ Name: 'Pulso_Fields', Label: 'Pulso: fields' });
    await org.conn.sobject('PermissionSetAssignment').create({ PermissionSetId: made.id ?? '', AssigneeId: self.id });
    const report = await uninstallPackage(setup, UNITS);
    expect(report).toMatchObject({ removed: ['PermissionSet:Pulso_Fields'], unassigned: 1, refusals: [] });
  });

  test('leaves what somebody uses, with who uses it, and removes the rest', async () => {
    const { org, setup } = await fresh();
    await installPackage(setup, UNITS, OPTIONS);
    const flow = readPackage().find(({ members: [first] }) => first?.fullName === 'Pulso_Low_Score_Task');
    const [content = Buffer.alloc(0)] = flow?.files.values() ?? [];
    const manifestXml =
      '<Package xmlns="http://soap.sforce.com/2006/04/metadata"><types><members>Their_Flow</members><name>Flow</name></types></Package>';
    const archive = zip(
      new Map([
        ['package.xml', Buffer.from(manifestXml)],
        ['flows/Their_Flow.flow', content],
      ]),
    );
    expect((await setup.deploy(archive, { checkOnly: false })).succeeded).toBe(true);
    const report = await uninstallPackage(setup, UNITS);
    const stuck = report.refusals.map(({ component }) => component);
    expect(stuck).toContain('CustomField:Contact.Pulso_Low_Since__c');
    expect(report.refusals[0]).toMatchObject({
      problem: expect.stringContaining('Their_Flow'),
      remedy: expect.stringContaining('Take it out there first'),
    });
    const left = (await org.conn.metadata.list({ type: 'CustomField' })).map(({ fullName }) => fullName);
    expect(left.filter((name) => name.includes('.Pulso_')).sort()).toEqual([
      'Contact.Pulso_Low_Since__c',
      'Contact.Pulso_Score__c',
    ]);
  });
});

test('an archive holds what was put into it, and is the same every time', () => {
  const files = new Map([
    ['a/ñ.txt', Buffer.from('sí')],
    ['empty', Buffer.alloc(0)],
    ['long', Buffer.from('x'.repeat(100_000))],
  ]);
  expect(readZip(zip(files))).toEqual(files);
  expect(zip(files)).toEqual(zip(files));
});
