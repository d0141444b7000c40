import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenOrg, openOrg, refusal, smallOrg } from './small-org.ts';

const NOW = new Date('2026-03-18T10:00:00.000Z');
const DAY_MS = 86_400_000;

describe('SOQL and SOSL, through jsforce', () => {
  let org: OpenOrg;
  let accountId: string;

  beforeAll(async () => {
    org = await openOrg({ seed: smallOrg(4_500), clock: () => NOW });
    accountId = (await org.conn.sobject('Account').create({ Name: 'Root & Branch', Industry: 'Energy' })).id as string;
    const at = (days: number) => new Date(NOW.getTime() - days * DAY_MS).toISOString();
    const add = (fields: object) => org.call('POST', '/_sandbox/edits', { objectType: 'Contact', fields });
    await add({ LastName: "O'Hara", FirstName: 'Zoe', AccountId: accountId, CreatedDate: at(0), Score__c: 10 });
    await add({ LastName: 'Núñez 100%', FirstName: 'Ana', AccountId: accountId, CreatedDate: at(3), Score__c: 30 });
    await add({ LastName: 'back\\slash', CreatedDate: at(40), Birthdate: '1990-05-01' });
    await add({ LastName: 'Old', CreatedDate: at(400), Score__c: 20, Email: 'old@example.com' });
  });
  afterAll(() => org.sandbox.close());

  const names = async (where: string): Promise<string[]> => {
    const { records } = await org.conn.query(`SELECT LastName FROM Contact ${where}`);
    return records.map((record) => String(record.LastName));
  };

  it.each([
    ["WHERE LastName = 'o\\'hara'", ["O'Hara"]],
    ["WHERE LastName = 'back\\\\slash'", ['back\\slash']],
    ["WHERE LastName LIKE '%100\\%'", ['Núñez 100%']],
    ["WHERE LastName LIKE '_ld'", ['Old']],
    ['WHERE Score__c = null', ['back\\slash']],
    ['WHERE Score__c != 10 ORDER BY LastName', ['back\\slash', 'Núñez 100%', 'Old']],
    ['WHERE Score__c > 10 AND Score__c <= 30 ORDER BY Score__c DESC', ['Núñez 100%', 'Old']],
    ["WHERE (FirstName = 'Zoe' OR FirstName = 'Ana') AND (NOT LastName LIKE 'O%')", ['Núñez 100%']],
    ["WHERE FirstName NOT IN ('Zoe', 'Ana') ORDER BY LastName", ['back\\slash', 'Old']],
    ['WHERE CreatedDate = TODAY', ["O'Hara"]],
    ['WHERE CreatedDate = LAST_N_DAYS:7 ORDER BY CreatedDate', ['Núñez 100%', "O'Hara"]],
    ['WHERE CreatedDate < LAST_YEAR', []],
    ['WHERE CreatedDate = LAST_MONTH', ['back\\slash']],
    ['WHERE CreatedDate >= 2026-03-15T10:00:00Z AND CreatedDate < 2026-03-18T10:00:00+00:00', ['Núñez 100%']],
    ['WHERE Birthdate < 1991-01-01', ['back\\slash']],
    ["WHERE Account.Industry = 'Energy' ORDER BY FirstName", ['Núñez 100%', "O'Hara"]],
    [
      "WHERE AccountId IN (SELECT Id FROM Account WHERE Name LIKE 'Root%') ORDER BY FirstName DESC",
      ["O'Hara", 'Núñez 100%'],
    ],
    ['ORDER BY Score__c ASC NULLS LAST LIMIT 2 OFFSET 2', ['Núñez 100%', 'back\\slash']],
    ['ORDER BY Score__c LIMIT 1', ['back\\slash']],
    ['ORDER BY Score__c DESC NULLS LAST LIMIT 1', ['Núñez 100%']],
  ])('%s', async (where, expected) => {
    expect(await names(where)).toEqual(expected);
  });

  it('walks relationships up and down', async () => {
    const { records } = await org.conn.query(
      `SELECT Name, Owner.Name, (SELECT LastName, Account.Name FROM Contacts WHERE Score__c > 5 ORDER BY Score__c DESC LIMIT 1), (SELECT Id FROM Cases) FROM Account WHERE Id = '${accountId}'`,
    );
    expect(records[0]).toMatchObject({
      Owner: { attributes: { type: 'User' }, Name: 'Ana Admin' },
      Contacts: { totalSize: 1, done: true, records: [{ LastName: 'Núñez 100%', Account: { Name: 'Root & Branch' } }] },
      Cases: null,
    });
  });

  it('counts and aggregates', async () => {
    expect((await org.conn.query('SELECT COUNT() FROM Contact')).totalSize).toBe(4);
    const { records } = await org.conn.query(
      'SELECT Account.Name, COUNT(Id) n, AVG(Score__c), MAX(CreatedDate) last FROM Contact GROUP BY Account.Name HAVING COUNT(Id) > 1 ORDER BY Account.Name NULLS LAST',
    );
    expect(records).toHaveLength(2);
    expect(records[0]).toMatchObject({
      attributes: { type: 'AggregateResult' },
      Name: 'Root & Branch',
      n: 2,
      expr0: 20,
    });
    const years = await org.conn.query(
      'SELECT CALENDAR_YEAR(CreatedDate) y, COUNT(Id) c FROM Contact GROUP BY CALENDAR_YEAR(CreatedDate) ORDER BY CALENDAR_YEAR(CreatedDate)',
    );
    expect(years.records).toMatchObject([
      { y: 2025, c: 1 },
      { y: 2026, c: 3 },
    ]);
  });

  it('pages by 2,000 with nextRecordsUrl', async () => {
    const sizes: number[] = [];
    const seen = new Set<unknown>();
    let page = await org.conn.query('SELECT Id FROM Account ORDER BY Id');
    for (;;) {
      sizes.push(page.records.length);
      for (const record of page.records) seen.add(record.Id);
      if (page.done || page.nextRecordsUrl === undefined) break;
      page = await org.conn.queryMore(page.nextRecordsUrl);
    }
    expect(sizes).toEqual([2_000, 2_000, 501]);
    expect(seen.size).toBe(4_501);
    expect(page.totalSize).toBe(4_501);
    expect(await refusal(org.conn.queryMore('/services/data/v67.0/query/01g000000000000AAA-2000'))).toMatchObject({
      errorCode: 'INVALID_QUERY_LOCATOR',
    });
  });

  it.each([
    ['SELECT Nope FROM Account', 'INVALID_FIELD', "No such column 'Nope' on entity 'Account'"],
    ['SELECT Id FROM Nope', 'INVALID_TYPE', "sObject type 'Nope' is not supported."],
    ['SELECT Id FROM Account WHERE', 'MALFORMED_QUERY', "unexpected token: '<EOF>'"],
    [
      "SELECT Id FROM Account WHERE Name = 'a' OR Name = 'b' AND Name = 'c'",
      'MALFORMED_QUERY',
      "unexpected token: 'AND'",
    ],
    ["SELECT Id FROM Account WHERE Name = 'a", 'MALFORMED_QUERY', 'mismatched character'],
    ['SELECT Nope.Name FROM Account', 'INVALID_FIELD', "Didn't understand relationship 'Nope' in field path"],
    ['SELECT Id, (SELECT Id FROM Nopes) FROM Account', 'INVALID_TYPE', "Didn't understand relationship 'Nopes'"],
    [
      "SELECT Id FROM Account WHERE CreatedDate > '2026-01-01'",
      'INVALID_FIELD',
      'must be of type dateTime and should not be enclosed in quotes',
    ],
    ["SELECT Id FROM Account WHERE Id = 'x'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field: x'],
    [
      "SELECT Id FROM Account WHERE Description = 'x'",
      'INVALID_FIELD',
      "field 'Description' can not be filtered in a query call",
    ],
    ['SELECT Name, COUNT(Id) FROM Account', 'MALFORMED_QUERY', 'Field must be grouped or aggregated: Name'],
    ['SELECT Id FROM Account LIMIT 1 OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000'],
    ['SELECT FIELDS(ALL) FROM Account', 'MALFORMED_QUERY', 'must have a LIMIT of at most 200'],
  ])('refuses %s', async (soql, errorCode, message) => {
    const fault = await refusal(org.conn.query(soql));
    expect(fault.errorCode).toBe(errorCode);
    expect(fault.message).toContain(message);
  });

  it('searches', async () => {
    const { searchRecords } = await org.conn.search(
      "FIND {root} IN NAME FIELDS RETURNING Account(Id, Name WHERE Industry = 'Energy' LIMIT 5), Contact",
    );
    expect(searchRecords).toMatchObject([{ attributes: { type: 'Account' }, Id: accountId, Name: 'Root & Branch' }]);
    expect(await refusal(org.conn.search('LOOK {x}'))).toMatchObject({ errorCode: 'MALFORMED_SEARCH' });
  });
});
