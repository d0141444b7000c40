import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Loose, type OpenOrg, openOrg, refusal, smallOrg } from './small-org.ts';

const NOW = new Date('2026-03-18T10:00:00.000Z');
const BASE = '/services/data/v67.0';

describe('what other clients may ask of an org, through jsforce', () => {
  let org: OpenOrg;
  let accountId: string;

  beforeAll(async () => {
    org = await openOrg({ seed: smallOrg(12), clock: () => NOW, multiCurrency: true });
    const { conn } = org;
    accountId = (await conn.sobject('Account').create({ Name: 'Root & Branch', Industry: 'Energy' })).id as string;
    await conn
      .sobject('Contact')
      .create([
        { LastName: 'Alba', FirstName: 'Ana', AccountId: accountId },
        { LastName: 'Bosch', FirstName: 'Berta', AccountId: accountId, Email: 'berta@example.com' },
        { LastName: 'Nobody' },
      ]);
    const deal = { StageName: 'Prospecting', CloseDate: '2026-04-05', AccountId: accountId };
    await conn.sobject('Opportunity').create([
      { ...deal, Name: 'Small', Amount: 1_234.5 },
      { ...deal, Name: 'Large', Amount: 9_000, CloseDate: '2026-12-31' },
    ]);
    await conn.sobject('Case').create([
      { Subject: 'Open', AccountId: accountId, Origin: 'Web' },
      { Subject: 'Done', Status: 'Closed', Origin: 'Web' },
      { Subject: 'Call', Status: 'Closed', Origin: 'Phone' },
    ]);
    await conn.sobject('Task').create({ Subject: 'Look', WhatId: accountId, Status: 'Not Started' });
  });
  afterAll(() => org.sandbox.close());

  const rows = async (soql: string): Promise<Loose[]> =>
    (await org.conn.query(soql)).records.map(({ attributes: _, ...row }) => row);

  it.each([
    [
      "SELECT c.LastName, a.Name FROM Contact c, c.Account a WHERE a.Industry = 'Energy' ORDER BY c.LastName LIMIT 1",
      [{ LastName: 'Alba', Account: { attributes: expect.anything(), Name: 'Root & Branch' } }],
    ],
    ["SELECT FORMAT(Amount) amt FROM Opportunity WHERE Name = 'Small'", [{ amt: '1,234.5' }]],
    [
      'SELECT FORMAT(MIN(CloseDate)) soon, FORMAT(MAX(CreatedDate)) made FROM Opportunity',
      [{ soon: '4/5/2026', made: '3/18/2026, 11:00 AM' }],
    ],
    ['SELECT convertCurrency(Amount) FROM Opportunity WHERE Amount > 5000', [{ Amount: 9_000 }]],
    ["SELECT toLabel(Status) FROM Case WHERE Subject = 'Done'", [{ Status: 'Closed' }]],
    ['SELECT COUNT(Id) n, COUNT_DISTINCT(Origin) origins FROM Case', [{ n: 3, origins: 2 }]],
    [
      'SELECT CALENDAR_MONTH(CloseDate) m, SUM(Amount) s FROM Opportunity GROUP BY CALENDAR_MONTH(CloseDate) HAVING SUM(Amount) > 5000',
      [{ m: 12, s: 9_000 }],
    ],
    [
      'SELECT Origin, COUNT(Id) n FROM Case GROUP BY ROLLUP(Origin) ORDER BY COUNT(Id) DESC, Origin',
      [
        { Origin: null, n: 3 },
        { Origin: 'Web', n: 2 },
        { Origin: 'Phone', n: 1 },
      ],
    ],
    [
      'SELECT TYPEOF What WHEN Account THEN Industry ELSE Name END FROM Task',
      [{ What: { attributes: expect.anything(), Industry: 'Energy' } }],
    ],
    [
      'SELECT What.Name, What.Type FROM Task',
      [{ What: { attributes: expect.anything(), Name: 'Root & Branch', Type: 'Account' } }],
    ],
    [
      "SELECT LastName FROM Contact WHERE NOT (AccountId != null AND (FirstName LIKE 'A%' OR Email != null))",
      [{ LastName: 'Nobody' }],
    ],
    [
      "SELECT Name FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact) AND Name LIKE '%12'",
      [{ Name: 'Company 00012' }],
    ],
    [
      'SELECT Name FROM Account WHERE Id IN (SELECT AccountId FROM Case WHERE IsClosed = false)',
      [{ Name: 'Root & Branch' }],
    ],
    [
      'SELECT LastName FROM Contact ORDER BY Account.Name DESC NULLS LAST, LastName DESC LIMIT 1 OFFSET 1',
      [{ LastName: 'Alba' }],
    ],
    ['SELECT IsoCode FROM CurrencyType WHERE IsCorporate = true', [{ IsoCode: 'EUR' }]],
    ['SELECT Name FROM Opportunity WHERE Amount > USD1500 ORDER BY Amount', [{ Name: 'Large' }]],
  ] as const)('%s', async (soql, expected) => {
    expect(await rows(soql)).toEqual(expected);
  });

  it('gives all standard fields, custom ones with a limit', async () => {
    const [standard] = await rows('SELECT FIELDS(STANDARD) FROM Account LIMIT 1');
    expect(standard).toMatchObject({ Name: 'Company 00001', Industry: null });
    expect(standard).not.toHaveProperty('Key__c');
    expect(await rows('SELECT Id, FIELDS(CUSTOM) FROM Account LIMIT 1')).toEqual([
      { Id: expect.any(String), Key__c: null, Loose_Key__c: null },
    ]);
  });

  it('answers jsforce’s query builder, with children, sorting, counting and streams', async () => {
    const accounts = org.conn.sobject('Account');
    const found = await accounts
      .find({ Name: { $like: 'Root%' } }, 'Id, Name')
      .include('Contacts')
      .select('LastName')
      .where({ Email: { $ne: null } })
      .orderby('LastName', 'DESC')
      .end()
      .sort({ Name: -1 })
      .limit(1);
    expect(found).toMatchObject([{ Name: 'Root & Branch', Contacts: { records: [{ LastName: 'Bosch' }] } }]);
    expect(await accounts.count({ Name: { $in: ['Company 00001', 'Company 00002'] } })).toBe(2);
    const some = await accounts.find({ $or: [{ Name: 'Company 00003' }, { Industry: { $exists: true } }] }, 'Name');
    expect(some.map(({ Name }) => Name)).toEqual(['Company 00003', 'Root & Branch']);
    let streamed = 0;
    await org.conn
      .query('SELECT Id FROM Account')
      .on('record', () => {
        streamed += 1;
      })
      .run({ autoFetch: true, maxFetch: 100_000 });
    expect(streamed).toBe(13);
  });

  it('queries and loads with jsforce’s own Bulk API 2.0 calls', async () => {
    const stream = await org.conn.bulk2.query('SELECT Id, Name FROM Account ORDER BY Name LIMIT 2', {
      pollInterval: 5,
    });
    expect(await stream.toArray()).toMatchObject([{ Name: 'Company 00001' }, { Name: 'Company 00002' }]);
    const made = await org.conn.bulk2.loadAndWaitForResults({
      ...{ object: 'Contact', operation: 'insert', pollInterval: 5 },
      input: [{ LastName: 'Loaded', 'Account.Key__c': 'none' }, { LastName: 'Loaded 2' }],
    });
    expect(made.failedResults).toHaveLength(1);
    expect(made.successfulResults).toMatchObject([{ LastName: 'Loaded 2' }]);
    const [row] = made.successfulResults as unknown as Loose[];
    await org.conn.sobject('Contact').destroy(row.sf__Id);
    const all = await org.conn.query("SELECT Id FROM Contact WHERE LastName = 'Loaded 2'", { scanAll: true });
    expect(all.totalSize).toBe(1);
  });

  it('searches with words in or out, and by parameters', async () => {
    const names = async (sosl: string) =>
      (await org.conn.search(sosl)).searchRecords.map((record) => record.LastName ?? record.Name);
    expect(await names('FIND {Alba OR Bosch} IN NAME FIELDS RETURNING Contact(LastName ORDER BY LastName)')).toEqual([
      'Alba',
      'Bosch',
    ]);
    expect(await names('FIND {Company AND NOT 00001} RETURNING Account(Name LIMIT 2)')).toEqual([
      'Company 00002',
      'Company 00003',
    ]);
    const asked = await org.call(
      'GET',
      `${BASE}/parameterizedSearch?q=Root&sobject=Account&Account.fields=id,name&in=NAME`,
    );
    expect(asked.body.searchRecords).toMatchObject([{ Id: accountId, Name: 'Root & Branch' }]);
    const posted = await org.call('POST', `${BASE}/parameterizedSearch`, {
      ...{ q: 'Company', fields: ['Name'], defaultLimit: 1 },
      sobjects: [{ name: 'Account', where: "Name != 'Company 00001'", orderBy: 'Name DESC' }, { name: 'Contact' }],
    });
    expect(posted.body.searchRecords).toMatchObject([{ Name: 'Company 00012' }]);
    expect(await refusal(org.conn.search('FIND {x} RETURNING Account'))).toMatchObject({
      errorCode: 'MALFORMED_SEARCH',
    });
  });

  it('runs each graph of a composite request whole or not at all', async () => {
    const add = (referenceId: string, type: string, body: object) => ({
      method: 'POST',
      url: `${BASE}/sobjects/${type}`,
      referenceId,
      body,
    });
    const { status, body } = await org.call('POST', `${BASE}/composite/graph`, {
      graphs: [
        {
          graphId: 'good',
          compositeRequest: [
            add('a', 'Account', { Name: 'Graph' }),
            add('c', 'Contact', { LastName: 'Node', AccountId: '@{a.id}' }),
          ],
        },
        { graphId: 'bad', compositeRequest: [add('a', 'Account', { Name: 'Undone' }), add('c', 'Contact', {})] },
      ],
    });
    expect(status).toBe(200);
    expect(body.graphs.map((each: Loose) => [each.graphId, each.isSuccessful])).toEqual([
      ['good', true],
      ['bad', false],
    ]);
    expect(body.graphs[1].graphResponse.compositeResponse.map((each: Loose) => each.body[0].errorCode)).toEqual([
      'PROCESSING_HALTED',
      'REQUIRED_FIELD_MISSING',
    ]);
    expect(await rows("SELECT Account.Name FROM Contact WHERE LastName = 'Node'")).toMatchObject([
      { Account: { Name: 'Graph' } },
    ]);
    expect(await rows("SELECT Id FROM Account WHERE Name = 'Undone'")).toEqual([]);
  });

  it('counts records, lists no actions, lets POST stand for PATCH, and refuses an Id where a record is made', async () => {
    const counts = await org.call('GET', `${BASE}/limits/recordCount?sObjects=Opportunity,Case,Nope`);
    expect(counts.body.sObjects).toEqual([
      { count: 3, name: 'Case' },
      { count: 2, name: 'Opportunity' },
    ]);
    expect(await org.conn.quickActions()).toEqual([]);
    expect(await org.conn.sobject('Account').quickActions()).toEqual([]);
    const path = `${BASE}/sobjects/Account/${accountId}`;
    expect((await org.call('POST', `${path}?_HttpMethod=PATCH`, { Site: 'here' })).status).toBe(204);
    expect((await org.conn.sobject('Account').retrieve(accountId)).Site).toBe('here');
    const single = await org.call('POST', `${BASE}/sobjects/Account`, { Id: accountId, Name: 'x' });
    expect(single).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_FIELD', message: 'The Id field should not be specified in the sobject data.' }],
    });
    const several = await org.call('POST', `${BASE}/composite/sobjects`, {
      records: [{ attributes: { type: 'Account' }, id: accountId, Name: 'x' }],
    });
    expect(several.body[0].errors[0]).toMatchObject({ statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', fields: ['Id'] });
  });
});

describe('person accounts, through jsforce', () => {
  it('are one person in two records, whose custom fields are kept alike', async () => {
    const org = await openOrg({ personAccounts: true });
    const { conn } = org;
    const id = (
      await conn
        .sobject('Account')
        .create({ FirstName: 'Inés', LastName: 'Vidal', PersonEmail: 'ines@example.com', Score__pc: 4 })
    ).id as string;
    const account = await conn.sobject('Account').retrieve(id);
    expect(account).toMatchObject({ IsPersonAccount: true, Name: 'Inés Vidal', Score__pc: 4 });
    const contact = await conn.sobject('Contact').retrieve(String(account.PersonContactId));
    expect(contact).toMatchObject({
      AccountId: id,
      IsPersonAccount: true,
      Name: 'Inés Vidal',
      Email: 'ines@example.com',
      Score__c: 4,
    });
    await conn.sobject('Account').update({ Id: id, Score__pc: 9, LastName: 'Vila' });
    expect(await conn.sobject('Contact').retrieve(String(contact.Id))).toMatchObject({
      Score__c: 9,
      Name: 'Inés Vila',
    });
    await conn.sobject('Contact').update({ Id: String(contact.Id), Score__c: 2 });
    expect((await conn.sobject('Account').retrieve(id)).Score__pc).toBe(2);
    expect((await conn.query('SELECT Id FROM Contact')).totalSize).toBe(1);
    await org.sandbox.close();
  });
});
