/** Our real package in the sandbox org, by plain jsforce: what it takes, what it refuses, what it tells, what it lets go of. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageZip as ourZip } from '../../../src/cli/salesforce-package/package-zip.ts';
import { type Member, type PackageUnit, readPackage } from '../../../src/cli/salesforce-package/read-package.ts';
import { packageZip } from './package-zip.ts';
import { type OpenOrg, openOrg, refusal } from './small-org.ts';

const SINGLE = { singlePackage: true, rollbackOnError: true };
const xml = (root: string, content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><${root} xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${root}>`;
const units = readPackage();
const members = units.flatMap((unit) => unit.members);
const isType = (type: string) => (unit: PackageUnit) => unit.members.some((member) => member.type === type);

/** The package with one text of it exchanged. */
function altered(path: string, from: string | RegExp, to: string): Buffer {
  let found = false;
  const changed = units.map((unit) => {
    const content = unit.files.get(path);
    if (content === undefined) return unit;
    found = true;
    return { ...unit, files: new Map([...unit.files, [path, Buffer.from(content.toString().replace(from, to))]]) };
  });
  if (!found) throw new Error(`the package has no ${path}`);
  return ourZip(changed);
}

const removal = (list: readonly Member[]): Buffer =>
  packageZip({
    'package.xml': xml('Package', '<version>67.0</version>'),
    'destructiveChanges.xml': xml(
      'Package',
      list.map(({ type, fullName }) => `<types><members>${fullName}</members><name>${type}</name></types>`).join(''),
    ),
  });

describe('our package in a Salesforce org', () => {
  let org: OpenOrg;
  beforeEach(async () => {
    org = await openOrg();
    org.conn.metadata.pollInterval = 5;
  });
  afterEach(() => org.sandbox.close());

  const deploy = (archive: Buffer, options = {}) =>
    org.conn.metadata.deploy(archive, { ...SINGLE, ...options }).complete(true);
  const failures = async (archive: Buffer, options = {}): Promise<{ fullName: string; problem: string }[]> =>
    [(await deploy(archive, options)).details?.componentFailures ?? []].flat() as never;

  it('is taken whole, by SOAP and by REST, and a second time changes nothing', async () => {
    const first = await deploy(ourZip(units));
    expect(first).toMatchObject({ success: true, status: 'Succeeded', numberComponentErrors: 0 });
    expect(first.numberComponentsDeployed).toBeGreaterThan(100);
    const request = await org.conn.metadata.deployRest(ourZip(units), SINGLE as never);
    const second = await org.conn.metadata.checkDeployStatus(request.id, true, true);
    const successes = [second.details?.componentSuccesses ?? []].flat();
    expect(successes.length).toBe(first.numberComponentsDeployed);
    expect(successes.filter(({ changed, created }) => changed || created)).toEqual([]);
    const changed = await deploy(altered('flexipages/Pulso_Case_Page.flexipage', 'Pulso case page', 'Cases'));
    const again = [changed.details?.componentSuccesses ?? []].flat() as unknown as {
      changed: string;
      fullName: string;
    }[];
    expect(again.filter((each) => String(each.changed) === 'true').map(({ fullName }) => fullName)).toEqual([
      'Pulso_Case_Page',
    ]);
  });

  it('opens the fields to whom the permission sets are given, and nothing to others', async () => {
    await deploy(ourZip(units));
    expect(await refusal(org.integration.query('SELECT Pulso_Score__c FROM Contact'))).toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    const give = async (set: string) => {
      const [found] = (await org.conn.query(`SELECT Id FROM PermissionSet WHERE Name = '${set}'`)).records;
      const [user] = (await org.conn.query("SELECT Id FROM User WHERE Username = 'integration@example.com'")).records;
      await org.conn
        .sobject('PermissionSetAssignment')
        .create({ PermissionSetId: String(found?.Id), AssigneeId: String(user?.Id) });
    };
    await give('Pulso_User');
    const seen = (await org.integration.describe('Contact')).fields.find(({ name }) => name === 'Pulso_Score__c');
    expect(seen).toMatchObject({ type: 'double', updateable: false });
    await give('Pulso_Integration');
    expect(
      await org.integration.sobject('Contact').create({ LastName: 'Ruiz', Pulso_Score__c: 41, Pulso_Band__c: 'poor' }),
    ).toMatchObject({ success: true });
    // An alert can be published, and has what every alert needs.
    const alert = { Alert_Id__c: 'a1', Record_Id__c: '003', Object__c: 'Contact', Kind__c: 'band', Title__c: 'Low' };
    expect(await refusal(org.integration.sobject('Pulso_Alert__e').create(alert))).toMatchObject({
      errorCode: 'REQUIRED_FIELD_MISSING',
    });
    expect(
      await org.integration.sobject('Pulso_Alert__e').create({ ...alert, Occurred_At__c: '2026-11-20T10:00:00.000Z' }),
    ).toMatchObject({ success: true });
  });

  it.each([
    [
      'a flow that filters by a field there is not',
      'flows/Pulso_Low_Score_Task.flow',
      /Pulso_Low_Since__c/,
      'Pulso_Nope__c',
      'The field "Pulso_Nope__c" for the object "Contact" doesn\'t exist.',
    ],
    [
      'a flow with a label there is not',
      'flows/Pulso_Low_Score_Task.flow',
      'Label.Pulso_Task_Subject',
      'Label.Nope',
      'The custom label "Nope" doesn\'t exist.',
    ],
    [
      'a flow with an unknown operator',
      'flows/Pulso_Alert_Case.flow',
      /(<field>Pulso_Alert_Id__c<\/field>\s*<operator>)EqualTo/,
      '$1SameAs',
      "'SameAs' is not a valid value for the enum 'FlowRecordFilterOperator'",
    ],
    [
      'a flow that leads nowhere',
      'flows/Pulso_Alert_Case.flow',
      '<targetReference>Is_It_New<',
      '<targetReference>Nowhere<',
      '"Nowhere"',
    ],
    [
      'a page with a component there is not',
      'flexipages/Pulso_Case_Page.flexipage',
      'c:pulsoCard',
      'c:other',
      'component c:other',
    ],
    [
      'a permission set with a field there is not',
      'permissionsets/Pulso_User.permissionset',
      'Case.Pulso_Band__c',
      'Case.Pulso_Nope__c',
      'no CustomField named Case.Pulso_Nope__c found',
    ],
    [
      'a tab whose page there is not',
      'tabs/Pulso_Portfolio.tab',
      '<flexiPage>Pulso_Portfolio',
      '<flexiPage>Nope',
      'no FlexiPage named Nope found',
    ],
    [
      'a report of a field there is not',
      'reports/Pulso/Pulso_Low_Accounts.report',
      'Account$Pulso_Top_Driver__c',
      'Account$Pulso_Nope__c',
      'Invalid field name: Account$Pulso_Nope__c',
    ],
    [
      'a dashboard of a report there is not',
      'dashboards/Pulso/Pulso_Overview.dashboard',
      'Pulso/Pulso_Low_Accounts',
      'Pulso/Nope',
      'no Report named Pulso/Nope found',
    ],
    [
      'a translation of a label there is not',
      'translations/es.translation',
      'Pulso_Task_Subject',
      'Nope',
      'no CustomLabel named Nope found',
    ],
    [
      'settings of a client app there is not',
      'extlClntAppOauthSettings/Pulso_oauth.ecaOauth',
      '<externalClientApplication>Pulso',
      '<externalClientApplication>Nope',
      'no ExternalClientApplication named Nope found',
    ],
    [
      'a field of a wrong type',
      'objects/Contact.object',
      '<type>Picklist</type>',
      '<type>Piclist</type>',
      'Invalid field type',
    ],
    [
      'a file that is of another type',
      'reportTypes/Pulso_Contacts.reportType',
      /ReportType/g,
      'Report',
      'expected ReportType',
    ],
  ])('refuses %s, and everything with it', async (_, path, from, to, problem) => {
    const found = await failures(altered(path, from, to));
    expect(found.map((failure) => failure.problem).join('\n')).toContain(problem);
    expect(await org.conn.metadata.list({ type: 'Flow' })).toEqual([]);
  });

  it('misses what package.xml names and the archive has not', async () => {
    const files = Object.fromEntries(
      [...units.find(isType('CustomTab'))!.files].map(([path, content]) => [path, content.toString()]),
    );
    const names = '<types><members>Pulso_Other</members><name>FlexiPage</name></types>';
    const found = await failures(packageZip({ ...files, 'package.xml': xml('Package', names) }));
    expect(found.map(({ problem }) => problem)).toContain(
      "An object 'Pulso_Other' of type FlexiPage was named in package.xml, but was not found in zipped directory",
    );
  });

  it('has no translations where the language is off', async () => {
    const english = await openOrg({ languages: [] });
    english.conn.metadata.pollInterval = 5;
    const result = await english.conn.metadata.deploy(ourZip(units), SINGLE).complete(true);
    const problems = [result.details?.componentFailures ?? []].flat() as { componentType: string; problem: string }[];
    expect(new Set(problems.map(({ componentType }) => componentType))).toEqual(
      new Set(['Translations', 'CustomObjectTranslation']),
    );
    expect(problems[0]?.problem).toBe('Not available for deploy for this organization');
    await english.sandbox.close();
  });

  it('lists, describes and reads what it holds', async () => {
    await deploy(ourZip(units));
    const names = async (query: { type: string; folder?: string }) =>
      (await org.conn.metadata.list(query)).map(({ fullName }) => fullName).sort();
    expect(await names({ type: 'FlexiPage' })).toEqual([
      'Pulso_Account_Page',
      'Pulso_Case_Page',
      'Pulso_Contact_Page',
      'Pulso_Portfolio',
    ]);
    expect(await names({ type: 'Report' })).toEqual([]);
    expect(await names({ type: 'ReportFolder' })).toEqual(['Pulso']);
    expect((await names({ type: 'Report', folder: 'Pulso' })).length).toBe(4);
    expect(await names({ type: 'PermissionSet' })).toEqual(expect.arrayContaining(['Pulso_Integration', 'Pulso_User']));
    const { metadataObjects } = await org.conn.metadata.describe();
    expect(metadataObjects.find(({ xmlName }) => xmlName === 'Dashboard')).toMatchObject({
      directoryName: 'dashboards',
      suffix: 'dashboard',
      inFolder: true,
    });
    const read = async (type: string, fullName: string): Promise<Record<string, unknown>> =>
      (await org.conn.metadata.read(type as never, fullName)) as never;
    expect(await read('CustomField', 'Contact.Pulso_Band__c')).toMatchObject({
      type: 'Picklist',
      label: 'CX band by Pulso',
    });
    expect(await read('CustomField', 'Case.Pulso_Card__c')).toMatchObject({ type: 'LongTextArea' });
    expect(await read('Flow', 'Pulso_Alert_Case')).toMatchObject({ fullName: 'Pulso_Alert_Case', status: 'Draft' });
    expect(await read('PermissionSet', 'Pulso_User')).toMatchObject({ label: 'Pulso: user' });
    expect(await read('FlexiPage', 'Pulso_Portfolio')).toMatchObject({ type: 'AppPage' });
    expect(await read('Report', 'Pulso/Pulso_Low_Contacts')).toMatchObject({ reportType: 'Pulso_Contacts__c' });
  });

  it('keeps versions of flows, which the Tooling API activates, deactivates and deletes', async () => {
    await deploy(ourZip(units));
    const flows = async () =>
      (
        await org.conn.tooling.query(
          "SELECT Id, VersionNumber, Status, DefinitionId FROM Flow WHERE MasterLabel = 'Pulso: case for an alert' ORDER BY VersionNumber",
        )
      ).records as unknown as { Id: string; VersionNumber: number; Status: string; DefinitionId: string }[];
    const [draft] = await flows();
    expect(draft).toMatchObject({ VersionNumber: 1, Status: 'Draft' });
    expect(await refusal(org.conn.query('SELECT Id FROM Flow'))).toMatchObject({ errorCode: 'INVALID_TYPE' });
    const activate = (activeVersionNumber: number) =>
      org.call('PATCH', `/services/data/v67.0/tooling/sobjects/FlowDefinition/${draft?.DefinitionId}`, {
        Metadata: { activeVersionNumber },
      });
    expect((await activate(1)).status).toBe(204);
    await deploy(altered('flows/Pulso_Alert_Case.flow', 'Is it new?', 'New?'));
    expect((await flows()).map(({ VersionNumber, Status }) => `${VersionNumber} ${Status}`)).toEqual([
      '1 Active',
      '2 Draft',
    ]);
    const remove = (id: string | undefined) => org.call('DELETE', `/services/data/v67.0/tooling/sobjects/Flow/${id}`);
    expect((await remove(draft?.Id)).body).toMatchObject([{ message: expect.stringContaining('cross-reference id') }]);
    expect(await failures(removal([{ type: 'Flow', fullName: 'Pulso_Alert_Case' }]))).toHaveLength(1);
    expect((await activate(7)).status).toBe(400);
    expect((await activate(0)).status).toBe(204);
    for (const { Id } of await flows()) expect((await remove(Id)).status).toBe(204);
    expect((await org.conn.metadata.list({ type: 'Flow' })).map(({ fullName }) => fullName)).not.toContain(
      'Pulso_Alert_Case',
    );
  });

  it('holds what is used, warns of what there is not, and lets the rest go', async () => {
    await deploy(ourZip(units));
    const field = { type: 'CustomField', fullName: 'Contact.Pulso_Low_Since__c' };
    expect(await failures(removal([field]))).toMatchObject([
      { problem: expect.stringContaining('referenced elsewhere in Salesforce') },
    ]);
    expect(await failures(removal([{ type: 'LightningComponentBundle', fullName: 'pulsoPortfolio' }]))).toHaveLength(1);
    // What uses it may go with it.
    const flow = { type: 'Flow', fullName: 'Pulso_Low_Score_Task-1' };
    expect(
      await failures(removal([{ type: 'Flow', fullName: 'Pulso_Low_Score_Task' }, flow]), { checkOnly: true }),
    ).toEqual([]);
    await deploy(removal([flow]));
    const missing = { type: 'CustomField', fullName: 'Contact.Pulso_Never__c' };
    expect(await failures(removal([field, missing]))).toMatchObject([
      { problem: 'No CustomField named: Contact.Pulso_Never__c found' },
    ]);
    expect(await deploy(removal([field, missing]), { ignoreWarnings: true })).toMatchObject({ success: true });
    expect(await refusal(org.conn.query('SELECT Pulso_Low_Since__c FROM Contact'))).toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    expect(members.length).toBeGreaterThan(100);
  });

  it('keeps to the number of fields when they are made one by one', async () => {
    const full = await openOrg({ customFieldLimit: 2 });
    const make = (name: string) =>
      full.conn.metadata.create('CustomField', {
        fullName: `Contact.${name}__c`,
        label: name,
        type: 'Checkbox',
        defaultValue: 'false',
      } as never);
    expect(await make('First')).toMatchObject({ success: true });
    expect(await make('Second')).toMatchObject({
      success: false,
      errors: [{ message: 'Maximum number of custom fields (2) reached for object Contact' }],
    });
    await full.sandbox.close();
  });
});
