import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Loose, type OpenOrg, openOrg, refusal } from './small-org.ts';

describe('records of a Salesforce org, through jsforce', () => {
  let org: OpenOrg;
  beforeEach(async () => {
    org = await openOrg();
  });
  afterEach(() => org.sandbox.close());

  it('creates, reads, changes, deletes', async () => {
    const made = await org.conn.sobject('Account').create({ Name: 'Acme', NumberOfEmployees: 12 });
    expect(made).toMatchObject({ success: true, errors: [] });
    const id = made.id as string;
    expect(id).toMatch(/^001\w{15}$/);
    expect(await org.conn.sobject('Account').retrieve(id)).toMatchObject({
      attributes: { type: 'Account', url: `/services/data/v67.0/sobjects/Account/${id}` },
      Name: 'Acme',
      NumberOfEmployees: 12,
      Phone: null,
    });
    await org.conn.sobject('Account').update({ Id: id.slice(0, 15), Name: 'Acme 2' });
    expect((await org.conn.sobject('Account').retrieve(id)).Name).toBe('Acme 2');
    await org.conn.sobject('Account').destroy(id);
    expect(await refusal(org.conn.sobject('Account').retrieve(id))).toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
    expect(await refusal(org.conn.sobject('Account').destroy(id))).toMatchObject({ errorCode: 'ENTITY_IS_DELETED' });
    const all = await org.conn.query(`SELECT Id FROM Account WHERE Id = '${id}'`, { scanAll: true });
    expect(all.totalSize).toBe(1);
  });

  it.each([
    ['Contact', { FirstName: 'x' }, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [LastName]', ['LastName']],
    ['Account', { Name: 'a', Nope: 1 }, 'INVALID_FIELD', "No such column 'Nope' on sobject of type Account", undefined],
    [
      'Account',
      { Name: 'a'.repeat(256) },
      'STRING_TOO_LONG',
      `Account Name: data value too large: ${'a'.repeat(256)} (max length=255)`,
      ['Name'],
    ],
    [
      'Contact',
      { LastName: 'a', Email: 'not an address' },
      'INVALID_EMAIL_ADDRESS',
      'Email: invalid email address: not an address',
      ['Email'],
    ],
    [
      'Contact',
      { LastName: 'a', AccountId: 'x' },
      'MALFORMED_ID',
      'Account ID: id value of incorrect type: x',
      ['AccountId'],
    ],
    [
      'Contact',
      { LastName: 'a', AccountId: '001000000000000AAA' },
      'INVALID_CROSS_REFERENCE_KEY',
      'invalid cross reference id',
      ['AccountId'],
    ],
    [
      'Contact',
      { LastName: 'a', AccountId: '003000000000000AAA' },
      'FIELD_INTEGRITY_EXCEPTION',
      'Account ID: id value of incorrect type: 003000000000000AAA',
      ['AccountId'],
    ],
    [
      'Contact',
      { LastName: 'a', Score__c: 123_456 },
      'NUMBER_OUTSIDE_VALID_RANGE',
      'Score  c: value outside',
      ['Score__c'],
    ],
    [
      'EmailMessage',
      { Status: '9' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'Status: bad value for restricted picklist field: 9',
      ['Status'],
    ],
  ])('refuses a %s %j with %s', async (type, input, errorCode, message, fields) => {
    const fault = await refusal(org.conn.sobject(type).create(input));
    expect(fault.errorCode).toBe(errorCode);
    if (errorCode !== 'NUMBER_OUTSIDE_VALID_RANGE') expect(fault.message).toBe(message);
    expect(fault.data.fields).toEqual(fields);
  });

  it('answers 404 and 405 in Salesforce’s form', async () => {
    expect(await org.call('GET', '/services/data/v67.0/sobjects/Nope')).toMatchObject({
      status: 404,
      body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }],
    });
    expect(await org.call('PUT', '/services/data/v67.0/sobjects/Account')).toMatchObject({
      status: 405,
      body: [{ errorCode: 'METHOD_NOT_ALLOWED' }],
    });
    expect((await org.call('GET', '/services/data/v12.0/limits')).status).toBe(404);
    expect(await org.call('POST', '/services/data/v67.0/sobjects/Account', '{"Name": ')).toMatchObject({
      status: 400,
      body: [{ errorCode: 'JSON_PARSER_ERROR' }],
    });
  });

  it('upserts by external id: 201, 200, and 300 where several match', async () => {
    const accounts = org.conn.sobject('Account');
    expect(await accounts.upsert({ Loose_Key__c: 'k-1', Name: 'New' }, 'Loose_Key__c')).toMatchObject({
      created: true,
      success: true,
    });
    expect(await accounts.upsert({ Loose_Key__c: 'k-1', Name: 'Old' }, 'Loose_Key__c')).toMatchObject({
      created: false,
    });
    await accounts.create({ Name: 'Twin', Loose_Key__c: 'k-1' });
    const fault = await refusal(accounts.upsert({ Loose_Key__c: 'k-1', Name: 'x' }, 'Loose_Key__c'));
    expect(fault.name).toBe('MULTIPLE_CHOICES');
    expect(fault.data).toHaveLength(2);
    expect(await refusal(accounts.upsert({ Site: 'x', Name: 'x' }, 'Site'))).toMatchObject({ errorCode: 'NOT_FOUND' });
    await accounts.create({ Name: 'One', Key__c: 'A' });
    expect(await refusal(accounts.create({ Name: 'Two', Key__c: 'a' }))).toMatchObject({
      errorCode: 'DUPLICATE_VALUE',
    });
    const contact = await org.conn.sobject('Contact').create({ LastName: 'Linked', Account: { Key__c: 'A' } });
    const linked = await org.conn.query(`SELECT Account.Name FROM Contact WHERE Id = '${contact.id}'`);
    expect(linked.records[0]).toMatchObject({ Account: { Name: 'One' } });
  });

  it('takes records out of the recycle bin and merges them, by SOAP', async () => {
    const contacts = org.conn.sobject('Contact');
    const made = await contacts.create([{ LastName: 'One' }, { LastName: 'Two' }, { LastName: 'Three' }]);
    const [first = '', second = '', third = ''] = made.map(({ id }) => id as string);
    await contacts.destroy([first, second]);
    expect(await org.conn.soap.undelete([first, 'no id', third])).toMatchObject([
      { id: first, success: true, errors: [] },
      { success: false, errors: [{ statusCode: 'MALFORMED_ID' }] },
      { id: third, success: false, errors: [{ statusCode: 'UNDELETE_FAILED' }] },
    ]);
    const merged = await org.conn.soap.merge({
      masterRecord: { type: 'Contact', Id: first, LastName: 'Both' } as Loose,
      recordToMergeIds: [third],
    });
    expect(merged).toMatchObject({ id: first, success: true, mergedRecordIds: [third] });
    const { records } = await org.conn.query(
      `SELECT LastName, IsDeleted, MasterRecordId FROM Contact WHERE Id IN ('${first}', '${third}') ORDER BY IsDeleted`,
      { scanAll: true },
    );
    expect(records).toMatchObject([
      { LastName: 'Both', IsDeleted: false, MasterRecordId: null },
      { IsDeleted: true, MasterRecordId: first },
    ]);
  });

  it('keeps the history of a case and computes what Salesforce computes', async () => {
    const contact = await org.conn.sobject('Contact').create({ LastName: 'Ruiz', Email: 'ruiz@example.com' });
    const made = await org.conn.sobject('Case').create({ Subject: 'Broken', ContactId: contact.id as string });
    const id = made.id as string;
    await org.conn.sobject('Case').update({ Id: id, Status: 'Closed' });
    const closed = await org.conn.sobject('Case').retrieve(id);
    expect(closed).toMatchObject({ IsClosed: true, ContactEmail: 'ruiz@example.com' });
    expect(closed.CaseNumber).toMatch(/^\d{8}$/);
    expect(closed.ClosedDate).toMatch(/\+0000$/);
    await org.conn.sobject('Case').update({ Id: id, Status: 'New' });
    expect(await org.conn.sobject('Case').retrieve(id)).toMatchObject({ IsClosed: false, ClosedDate: null });
    const { records } = await org.conn.query(
      `SELECT Field, OldValue, NewValue FROM CaseHistory WHERE CaseId = '${id}'`,
    );
    expect(records.map(({ Field, OldValue, NewValue }) => [Field, OldValue, NewValue])).toEqual([
      ['created', null, null],
      ['Status', 'New', 'Closed'],
      ['Status', 'Closed', 'New'],
    ]);
    expect(await refusal(org.conn.sobject('Contact').destroy(contact.id as string))).toMatchObject({
      errorCode: 'DELETE_FAILED',
    });
  });

  it('tells what was updated and deleted, what is recent, and the limits', async () => {
    const made = await org.conn.sobject('Account').create({ Name: 'Short' });
    const kept = await org.conn.sobject('Account').create({ Name: 'Long' });
    await org.conn.sobject('Account').destroy(made.id as string);
    const from = new Date(Date.now() - 3_600_000);
    const to = new Date(Date.now() + 120_000);
    expect((await org.conn.sobject('Account').updated(from, to)).ids).toContain(kept.id);
    expect((await org.conn.sobject('Account').deleted(from, to)).deletedRecords.map((each) => each.id)).toEqual([
      made.id,
    ]);
    expect(await refusal(org.conn.sobject('Account').updated(new Date(0), to))).toMatchObject({
      errorCode: 'INVALID_REPLICATION_DATE',
    });
    expect((await org.conn.recent(1))[0]).toMatchObject({ Name: 'Long' });
    expect((await org.conn.limits()).DailyApiRequests?.Max).toBe(100_000);
    expect(org.conn.limitInfo.apiUsage?.used).toBeGreaterThan(3);
  });

  it('describes the org and its objects', async () => {
    const names = (await org.conn.describeGlobal()).sobjects.map((each) => each.name);
    expect(names).toEqual(
      expect.arrayContaining(['Account', 'Contact', 'Case', 'CaseHistory', 'SurveyResponse', 'User']),
    );
    const contact = await org.conn.describe('Contact');
    const field = (name: string) => contact.fields.find((each) => each.name === name);
    expect(field('LastName')).toMatchObject({ type: 'string', length: 80, nillable: false, createable: true });
    expect(field('AccountId')).toMatchObject({
      type: 'reference',
      referenceTo: ['Account'],
      relationshipName: 'Account',
    });
    expect(field('Score__c')).toMatchObject({ type: 'double', precision: 5, scale: 1, custom: true });
    expect(contact.childRelationships.map((each) => each.relationshipName)).toContain('Cases');
    expect((await openOrgWithoutSurveys()).includes('SurveyResponse')).toBe(false);
  });

  async function openOrgWithoutSurveys(): Promise<string[]> {
    const other = await openOrg({ surveys: false });
    const names = (await other.conn.describeGlobal()).sobjects.map((each) => each.name);
    await other.sandbox.close();
    return names;
  }
});
