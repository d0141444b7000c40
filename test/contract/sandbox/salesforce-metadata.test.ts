import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readZip } from '../../../src/sandbox/salesforce/metadata/zip.ts';
import { packageZip } from './package-zip.ts';
import { type Loose, type OpenOrg, openOrg, refusal } from './small-org.ts';

const xml = (root: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${root}>`;
const types = (name: string, ...members: string[]) =>
  `<types>${members.map((member) => `<members>${member}</members>`).join('')}<name>${name}</name></types>`;

/** What another project's test suite may bring along. */
const STRANGE_PACKAGE = {
  'Suite/package.xml': xml(
    'Package',
    `${types('ApexTrigger', 'OnTable')}${types('Workflow', '*')}${types('ApprovalProcess', 'Account.Big')}<version>58.0</version>`,
  ),
  'Suite/objects/Table__c.object': xml(
    'CustomObject',
    `<deploymentStatus>Deployed</deploymentStatus><label>Table</label><pluralLabel>Tables</pluralLabel>
     <nameField><displayFormat>{00000000}</displayFormat><label>#</label><type>AutoNumber</type></nameField>`,
  ),
  'Suite/objects/Setting__c.object': xml(
    'CustomObject',
    '<customSettingsType>Hierarchy</customSettingsType><label>Setting</label><visibility>Public</visibility>',
  ),
  'Suite/triggers/OnTable.trigger': 'trigger OnTable on Table__c (before insert) { }',
  'Suite/triggers/OnTable.trigger-meta.xml': xml('ApexTrigger', '<apiVersion>58.0</apiVersion>'),
  'Suite/workflows/Account.workflow': xml('Workflow', ''),
  'Suite/approvalProcesses/Account.Big.approvalProcess': xml('ApprovalProcess', '<active>false</active>'),
};

const custom = (name: string, facts: object = {}): Loose => ({
  fullName: name,
  label: 'Thing',
  pluralLabel: 'Things',
  deploymentStatus: 'Deployed',
  sharingModel: 'ReadWrite',
  nameField: { label: 'Name', type: 'Text' },
  ...facts,
});

describe('how a stranger sets up an org, through jsforce', () => {
  let org: OpenOrg;
  beforeEach(async () => {
    org = await openOrg({ openFields: true });
    org.conn.metadata.pollInterval = 5;
  });
  afterEach(() => org.sandbox.close());

  it('takes packages with components that it does nothing with', async () => {
    const result = await org.conn.metadata.deploy(packageZip(STRANGE_PACKAGE)).complete(true);
    expect(result).toMatchObject({ status: 'Succeeded', numberComponentsTotal: 5, numberComponentErrors: 0 });
    expect(await org.conn.metadata.list({ type: 'ApexTrigger' })).toMatchObject([{ fullName: 'OnTable' }]);
    const setting = await org.conn.describe('Setting__c');
    expect(setting).toMatchObject({ customSetting: true, createable: true });
    expect(setting.fields.map(({ name }) => name)).toContain('SetupOwnerId');
    expect(setting.fields.map(({ name }) => name)).not.toContain('OwnerId');
    expect((await org.conn.sobject('Table__c').create({})).success).toBe(true);
  });

  it('creates an object with its fields in one call', async () => {
    const fields = [
      { fullName: 'Key__c', label: 'Key', type: 'Text', length: 40, externalId: true, unique: true },
      { fullName: 'Account__c', label: 'Account', type: 'Lookup', referenceTo: 'Account', relationshipName: 'Things' },
    ];
    expect(await org.conn.metadata.create('CustomObject', custom('Thing__c', { fields }))).toMatchObject({
      success: true,
    });
    await org.conn.sobject('Thing__c').upsert({ Name: 'one', Key__c: 'k1' } as Loose, 'Key__c');
    const { records } = await org.conn.query("SELECT Name, Account__r.Name FROM Thing__c WHERE Key__c = 'K1'");
    expect(records).toMatchObject([{ Name: 'one', Account__r: null }]);
    const wrong = custom('Other__c', {
      fields: [{ fullName: 'To__c', label: 'To', type: 'Lookup', referenceTo: 'X__c' }],
    });
    expect(await org.conn.metadata.create('CustomObject', wrong)).toMatchObject({
      success: false,
      errors: [{ message: "referenceTo value of 'X__c' does not resolve to a valid sObject type" }],
    });
  });

  it('keeps components of other types under their own names, and refuses types that there are not', async () => {
    const site = { fullName: 'Docs', disableProtocolSecurity: false, isActive: true, url: 'https://docs.example' };
    expect(await org.conn.metadata.upsert('RemoteSiteSetting', site as Loose)).toMatchObject({ created: true });
    expect(await org.conn.metadata.read('RemoteSiteSetting', 'Docs')).toMatchObject({ url: 'https://docs.example' });
    expect((await org.conn.query("SELECT Id FROM PermissionSet WHERE Name = 'Docs'")).totalSize).toBe(0);
    expect(await org.conn.metadata.delete('RemoteSiteSetting', 'Docs')).toMatchObject({ success: true });
    expect(await org.conn.metadata.create('Nonsense' as Loose, { fullName: 'x' } as Loose)).toMatchObject({
      success: false,
      errors: [{ statusCode: 'INVALID_TYPE' }],
    });
  });

  it('renames an object with its records, fields and lookups', async () => {
    await org.conn.metadata.create(
      'CustomObject',
      custom('Old__c', { fields: [{ fullName: 'N__c', label: 'N', type: 'Number', precision: 5, scale: 0 }] }),
    );
    const lookup = { fullName: 'Contact.Old__c', label: 'Old', type: 'Lookup', referenceTo: 'Old__c' };
    await org.conn.metadata.create('CustomField', lookup as Loose);
    const { id } = await org.conn.sobject('Old__c').create({ Name: 'kept', N__c: 7 });
    await org.conn.sobject('Contact').create({ LastName: 'Ruiz', Old__c: id } as Loose);
    expect(await org.conn.metadata.rename('CustomObject', 'Old__c', 'New__c')).toMatchObject({ success: true });
    expect(await org.conn.sobject('New__c').retrieve(id as string)).toMatchObject({ Name: 'kept', N__c: 7 });
    expect(await refusal(org.conn.query('SELECT Id FROM Old__c'))).toMatchObject({ errorCode: 'INVALID_TYPE' });
    const { records } = await org.conn.query("SELECT Old__r.N__c FROM Contact WHERE LastName = 'Ruiz'");
    expect(records).toMatchObject([{ Old__r: { N__c: 7 } }]);
    expect(await org.conn.metadata.rename('CustomObject', 'Old__c', 'Newer__c')).toMatchObject({ success: false });
  });

  it('gives back what it holds as a package that can be deployed again', async () => {
    await org.conn.metadata.create(
      'CustomObject',
      custom('Thing__c', { fields: [{ fullName: 'N__c', label: 'N', type: 'Number', precision: 5, scale: 0 }] }),
    );
    const unpackaged = { types: [{ members: ['Thing__c', 'Gone__c'], name: 'CustomObject' }], version: '67.0' };
    const request = { apiVersion: '67.0', singlePackage: true, unpackaged };
    const result = (await org.conn.metadata.retrieve(request as Loose).complete()) as Loose;
    expect(result.messages).toMatchObject([
      { problem: "Entity of type 'CustomObject' named 'Gone__c' cannot be found" },
    ]);
    const archive = Buffer.from(result.zipFile, 'base64');
    expect([...readZip(archive).keys()]).toEqual(['objects/Thing__c.object', 'package.xml']);
    const other = await openOrg({ openFields: true });
    other.conn.metadata.pollInterval = 5;
    const deployed = await other.conn.metadata.deploy(archive, { singlePackage: true }).complete(true);
    expect(deployed.status).toBe('Succeeded');
    expect((await other.conn.sobject('Thing__c').create({ Name: 'a', N__c: 5 })).success).toBe(true);
    await other.sandbox.close();
  });

  it('deploys what was validated without sending it again, by SOAP and by REST', async () => {
    const { id } = await org.conn.metadata.deploy(packageZip(STRANGE_PACKAGE), { checkOnly: true }).complete();
    expect(await refusal(org.conn.describe('Table__c'))).toMatchObject({ errorCode: 'NOT_FOUND' });
    const bySoap = await org.conn.metadata.deployRecentValidation({ id, rest: false });
    expect(await org.conn.metadata.checkDeployStatus(bySoap)).toMatchObject({ status: 'Succeeded' });
    expect((await org.conn.describe('Table__c')).label).toBe('Table');
    const byRest = await org.conn.metadata.deployRecentValidation({ id, rest: true });
    expect(new Set([id, bySoap, byRest]).size).toBe(3);
    expect(await refusal(org.conn.metadata.deployRecentValidation({ id: byRest, rest: true }))).toMatchObject({
      errorCode: 'INVALID_ID_FIELD',
    });
  });
});
