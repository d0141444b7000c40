import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageZip } from './package-zip.ts';
import { type OpenOrg, openOrg, refusal } from './small-org.ts';

const xml = (root: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${root}>`;
const MANIFEST = xml('Package', '<types><members>*</members><name>CustomField</name></types><version>67.0</version>');
const field = (name: string, facts: string) =>
  `<fields><fullName>${name}</fullName><label>${name}</label>${facts}</fields>`;
const NUMBER = '<type>Number</type><precision>5</precision><scale>1</scale>';
const grant = (path: string, editable: boolean) =>
  `<fieldPermissions><editable>${editable}</editable><field>${path}</field><readable>true</readable></fieldPermissions>`;

const PACKAGE = {
  'package.xml': MANIFEST,
  'objects/Contact.object': xml(
    'CustomObject',
    field('Health__c', NUMBER) +
      field('Card__c', '<type>LongTextArea</type><length>32000</length><visibleLines>5</visibleLines>'),
  ),
  'objects/Alert__e.object': xml(
    'CustomObject',
    `<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>Alert</label><pluralLabel>Alerts</pluralLabel>${field('Reason__c', '<type>Text</type><length>80</length><required>true</required>')}`,
  ),
  'permissionsets/Health_User.permissionset': xml(
    'PermissionSet',
    `<label>Health</label>${grant('Contact.Health__c', true)}${grant('Contact.Card__c', false)}`,
  ),
  'lwc/card/card.js': 'export default class {}',
  'lwc/card/card.js-meta.xml': xml('LightningComponentBundle', '<apiVersion>67.0</apiVersion>'),
  'flows/Follow_Up.flow': xml('Flow', '<label>Follow up</label><status>Draft</status>'),
};

describe('deploying to a Salesforce org, through jsforce', () => {
  let org: OpenOrg;
  beforeEach(async () => {
    org = await openOrg();
    org.conn.metadata.pollInterval = 5;
  });
  afterEach(() => org.sandbox.close());

  async function assign(user: string): Promise<void> {
    const set = await org.conn.query("SELECT Id FROM PermissionSet WHERE Name = 'Health_User'");
    const found = await org.conn.query(`SELECT Id FROM User WHERE Username = '${user}'`);
    await org.conn
      .sobject('PermissionSetAssignment')
      .create({ PermissionSetId: set.records[0]?.Id as string, AssigneeId: found.records[0]?.Id as string });
  }

  it('takes a package by SOAP; fields show once a permission set is assigned', async () => {
    const result = await org.conn.metadata
      .deploy(packageZip(PACKAGE), { rollbackOnError: true, singlePackage: true })
      .complete(true);
    expect(result).toMatchObject({
      success: true,
      status: 'Succeeded',
      numberComponentErrors: 0,
      numberComponentsDeployed: 8,
    });
    expect(await refusal(org.integration.query('SELECT Health__c FROM Contact'))).toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    await assign('integration@example.com');
    const made = await org.integration.sobject('Contact').create({ LastName: 'Ruiz', Health__c: 81.25 });
    const { records } = await org.integration.query(`SELECT Health__c, Card__c FROM Contact WHERE Id = '${made.id}'`);
    expect(records[0]).toMatchObject({ Health__c: 81.3, Card__c: null });
    expect(
      await refusal(org.integration.sobject('Contact').update({ Id: made.id as string, Card__c: 'x' })),
    ).toMatchObject({
      errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
      data: { fields: ['Card__c'] },
    });
    const described = await org.integration.describe('Contact');
    expect(described.fields.find((each) => each.name === 'Card__c')).toMatchObject({
      updateable: false,
      type: 'textarea',
      length: 32_000,
    });
    const again = await org.conn.metadata.deploy(packageZip(PACKAGE), { singlePackage: true }).complete(true);
    expect(again.success).toBe(true);
  });

  it('publishes platform events', async () => {
    await org.conn.metadata.deploy(packageZip(PACKAGE), { singlePackage: true }).complete();
    expect(await org.conn.sobject('Alert__e').create({ Reason__c: 'low score' })).toMatchObject({ success: true });
    expect(await refusal(org.conn.sobject('Alert__e').create({}))).toMatchObject({
      errorCode: 'REQUIRED_FIELD_MISSING',
    });
    const { body } = await org.call('GET', '/_sandbox/events?type=Alert__e');
    expect(body).toMatchObject({ total: 1, events: [{ replayId: 1, fields: { Reason__c: 'low score' } }] });
  });

  it('takes a package by REST, refuses wrong ones whole, and removes again', async () => {
    const wrong = {
      ...PACKAGE,
      'permissionsets/Health_User.permissionset': xml(
        'PermissionSet',
        `<label>Health</label>${grant('Contact.Nope__c', true)}`,
      ),
    };
    const refused = await org.conn.metadata.deployRest(packageZip(wrong), { singlePackage: true } as never);
    const status = await org.conn.metadata.checkDeployStatus(refused.id, true, true);
    expect(status).toMatchObject({ success: false, status: 'Failed', numberComponentsDeployed: 0 });
    expect(status.details?.componentFailures).toMatchObject([
      {
        fullName: 'Health_User',
        problem: 'In field: field - no CustomField named Contact.Nope__c found',
        success: false,
      },
    ]);
    await org.conn.metadata.deploy(packageZip(PACKAGE), { singlePackage: true }).complete();
    const removal = packageZip({
      'package.xml': MANIFEST,
      'destructiveChanges.xml': xml(
        'Package',
        '<types><members>Health_User</members><name>PermissionSet</name></types><types><members>Contact.Health__c</members><members>Contact.Card__c</members><name>CustomField</name></types>',
      ),
    });
    const removed = await org.conn.metadata.deploy(removal, { singlePackage: true }).complete(true);
    expect(removed.success).toBe(true);
    await org.conn.metadata.deploy(packageZip(PACKAGE), { checkOnly: true, singlePackage: true }).complete();
    expect(await refusal(org.conn.query('SELECT Health__c FROM Contact'))).toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
  });

  it('lets only admins deploy, and keeps to the number of fields', async () => {
    const message = (await refusal(org.integration.metadata.deploy(packageZip(PACKAGE)).complete())).message;
    expect(message).toContain('INSUFFICIENT_ACCESS');
    const small = await openOrg({ customFieldLimit: 2 });
    small.conn.metadata.pollInterval = 5;
    const result = await small.conn.metadata.deploy(packageZip(PACKAGE), { singlePackage: true }).complete(true);
    expect(result.success).toBe(false);
    await small.sandbox.close();
  });
});
