import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Loose, type OpenOrg, openOrg, refusal } from './small-org.ts';

const NOW = new Date('2026-03-18T10:00:00.000Z');

describe('what SOQL allows and refuses, through jsforce', () => {
  let org: OpenOrg;
  let accountId: string;

  beforeAll(async () => {
    org = await openOrg({ clock: () => NOW });
    accountId = (await org.conn.sobject('Account').create({ Name: 'a'.repeat(200) })).id as string;
    const rows = Array.from({ length: 450 }, (_, index) => ({ LastName: `Kid ${index}`, AccountId: accountId }));
    await org.conn.sobject('Contact').create(rows, { allowRecursive: true });
  });
  afterAll(() => org.sandbox.close());

  it.each([
    ['SELECT FROM Account', "unexpected token: 'FROM'"],
    ['SELECT Id, FROM Account', "unexpected token: 'FROM'"],
    ['SELECT COUNT(), Id FROM Account', "unexpected token: ','"],
    ['SELECT COUNT() FROM Account GROUP BY Name', 'GROUP BY'],
    ['SELECT COUNT(Id) FROM Account LIMIT 5', 'overall aggregate functions cannot also use LIMIT'],
    ['SELECT Id FROM Account WHERE CreatedDate > 2020-01-01T00:00:00', 'unexpected token'],
    ['SELECT Id FROM Account WHERE CreatedDate > 2020-52-12T12:12:00Z', 'Invalid datetime: 2020-52-12T12:12:00Z'],
    ['SELECT Id FROM Contact WHERE Birthdate = 2021-02-30', 'Invalid date: 2021-02-30'],
    ['SELECT Id FROM Account WITH SECURITY_ENFORCED', 'SECURITY_ENFORCED not allowed in this context'],
    [
      "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact) OR Name = 'a'",
      "not allowed with the 'OR' operator",
    ],
    [
      "SELECT Id FROM Account WHERE Name = 'a' AND (Id IN (SELECT AccountId FROM Contact) OR Name = 'b')",
      'only allowed at the top level',
    ],
    [
      'SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Id IN (SELECT ContactId FROM Case))',
      'Nesting of semi join sub-selects is not supported',
    ],
    ['SELECT Id FROM Account WHERE Id IN (SELECT Id FROM Contact)', 'should point to the same object type'],
    ['SELECT Id FROM Account WHERE Name IN (SELECT LastName FROM Contact)', 'should be an id field'],
    ['SELECT Id, (SELECT Id FROM Contacts), (SELECT Name FROM Contacts) FROM Account', 'same child relationship twice'],
  ])('refuses %s', async (soql, message) => {
    expect(await refusal(org.conn.query(soql))).toMatchObject({
      errorCode: 'MALFORMED_QUERY',
      message: expect.stringContaining(message),
    });
  });

  it.each([
    ['SELECT Id FROM Account USING SCOPE Bogus', 'INVALID_QUERY_SCOPE'],
    ['SELECT What.Amount FROM Task', 'INVALID_FIELD'],
    ['SELECT Id FROM Task WHERE What.Amount > 1', 'INVALID_FIELD'],
    ['SELECT TYPEOF What WHEN User THEN Id END FROM Task', 'INVALID_TYPE'],
    [
      `SELECT Id FROM Account WHERE ${['Id', 'Id', 'Id'].map((name) => `${name} IN (SELECT AccountId FROM Contact)`).join(' AND ')}`,
      'EXCEEDED_MAX_SEMIJOIN_SUBSELECTS',
    ],
    [`SELECT Id FROM Account WHERE ${'('.repeat(3_000)}Name = 'a'${')'.repeat(3_000)}`, 'QUERY_TOO_COMPLICATED'],
    [`SELECT Id FROM Account WHERE ${'NOT '.repeat(3_000)}Name = 'a'`, 'QUERY_TOO_COMPLICATED'],
    [`SELECT ${'MAX('.repeat(3_000)}Id${')'.repeat(3_000)} FROM Account`, 'QUERY_TOO_COMPLICATED'],
    [`SELECT Id FROM Account WHERE ${"Name = 'aaaaaaaaaa' OR ".repeat(5_000)}Name = 'b'`, 'MALFORMED_QUERY'],
  ])('refuses %.80s with %s', async (soql, errorCode) => {
    expect(await refusal(org.conn.query(soql))).toMatchObject({ errorCode });
  });

  it.each([
    ['SELECT COUNT() FROM Account USING SCOPE Mine', 4],
    ['SELECT COUNT() FROM Contact WHERE CreatedDate > 2020-12-12t12:12:00-05:00', 450],
    ['SELECT COUNT() FROM Contact WHERE CreatedDate > LAST_N_YEARS:99999', 450],
    ['SELECT COUNT() FROM Contact WHERE CreatedDate < NEXT_N_DAYS:99999999999', 450],
    ['SELECT COUNT() FROM Opportunity WHERE Amount > USD-500 AND Amount < USD5000.50', 0],
    [`SELECT COUNT() FROM Account WHERE Name LIKE '${'%a'.repeat(40)}b'`, 0],
    [`SELECT COUNT() FROM Account WHERE Name LIKE '${'%A'.repeat(40)}_%'`, 1],
  ])('counts %.80s', async (soql, totalSize) => {
    expect((await org.conn.query(soql)).totalSize).toBe(totalSize);
  });

  it('pages the children of a record with a locator of their own', async () => {
    const soql = `SELECT Id, (SELECT LastName FROM Contacts) FROM Account WHERE Id = '${accountId}'`;
    const { records } = await org.conn.query(soql, { headers: { 'Sforce-Query-Options': 'batchSize=200' } });
    const first = (records as Loose)[0].Contacts;
    expect(first).toMatchObject({ totalSize: 450, done: false, records: { length: 200 } });
    const second = await org.conn.queryMore(first.nextRecordsUrl);
    const third = await org.conn.queryMore(second.nextRecordsUrl as string);
    expect([second.records.length, third.records.length, third.done]).toEqual([200, 50, true]);
    const names = [...first.records, ...second.records, ...third.records].map(({ LastName }) => LastName);
    expect(new Set(names).size).toBe(450);
  });

  it('pages what a relationship of a record leads to', async () => {
    const path = `/services/data/v67.0/sobjects/Account/${accountId}/Contacts?fields=LastName`;
    const page = await org.conn.request<Loose>({
      method: 'GET',
      url: path,
      headers: { 'Sforce-Query-Options': 'batchSize=400' },
    });
    expect(page).toMatchObject({ totalSize: 450, done: false, records: { length: 400 } });
    expect((await org.conn.queryMore(page.nextRecordsUrl)).records).toHaveLength(50);
  });
});
