/** The data of a Salesforce org as its pages' components get it: the UI API's records, related lists and GraphQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenOrg, openOrg } from './small-org.ts';

describe('what components on the pages of an org get', () => {
  let org: OpenOrg;
  let accountId: string;
  let contactId: string;
  let caseId: string;
  const folder = import.meta.dirname;

  beforeAll(async () => {
    org = await openOrg({ components: { folder: () => folder } });
    const edit = async (objectType: string, fields: Record<string, unknown>): Promise<string> =>
      (await org.call('POST', '/_sandbox/edits', { objectType, fields })).body.id;
    accountId = await edit('Account', { Name: "Norte's \\ Hogar" });
    contactId = await edit('Contact', { LastName: 'Ruiz', AccountId: accountId, Score__c: 31.4 });
    await edit('Contact', { LastName: 'Vega', AccountId: accountId, Score__c: 80 });
    await edit('Contact', { LastName: 'Nadie', AccountId: accountId });
    caseId = await edit('Case', { Subject: 'Broken', ContactId: contactId });
    await org.call('POST', '/_sandbox/permissions', {
      user: 'integration@example.com',
      target: 'Contact.Score__c',
      access: 'none',
    });
  });
  afterAll(() => org.sandbox.close());

  async function ask(what: string, body: unknown, user = '') {
    const response = await fetch(`${org.sandbox.url}/_sandbox/lightning/data/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-sandbox-user': user },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }
  const graphql = (query: string, variables: Record<string, unknown> = {}, user = '') =>
    ask('graphql', { query, variables }, user);

  it('records: values with how they read, through relationships', async () => {
    const optionalFields = ['Case.Contact.Score__c', 'Case.ContactId', 'Case.Nonsense__c', 'Contact.Name'];
    const { status, body } = await ask('record', { recordId: caseId, fields: ['Case.Status'], optionalFields });
    expect(status).toBe(200);
    expect(body).toEqual({
      apiName: 'Case',
      id: caseId,
      fields: {
        Status: { displayValue: 'New', value: 'New' },
        ContactId: { displayValue: null, value: contactId },
        Contact: {
          displayValue: 'Ruiz',
          value: {
            apiName: 'Contact',
            id: contactId,
            fields: { Score__c: { displayValue: null, value: 31.4 } },
          },
        },
      },
    });
  });

  it('what a user may not read is missing where it is optional, and an error where it is not', async () => {
    const user = 'integration@example.com';
    const optional = await ask('record', { recordId: contactId, optionalFields: ['Contact.Score__c'] }, user);
    expect(optional.body.fields).toEqual({});
    const required = await ask('record', { recordId: contactId, fields: ['Contact.Score__c'] }, user);
    expect(required).toMatchObject({ status: 400, body: { errorCode: 'INVALID_FIELD' } });
    expect(await ask('record', { recordId: contactId, fields: ['Contact.Name'] }, 'nobody')).toMatchObject({
      status: 404,
    });
    expect(await ask('record', { recordId: '003000000000000AAA' })).toMatchObject({ status: 404 });
    expect(await ask('record', { recordId: 7 })).toMatchObject({ status: 400 });
  });

  it('related lists: a page of them, and that there are more', async () => {
    const wish = { parentRecordId: accountId, relatedListId: 'Contacts', fields: ['Contact.Name'] };
    const { body } = await ask('related-list', { ...wish, pageSize: 2 });
    expect(body.records.map(({ fields }: { fields: { Name: { value: string } } }) => fields.Name.value)).toEqual([
      'Ruiz',
      'Vega',
    ]);
    expect(body).toMatchObject({ count: 2, nextPageToken: '2' });
    expect((await ask('related-list', wish)).body).toMatchObject({ count: 3, nextPageToken: null });
    expect(await ask('related-list', { ...wish, relatedListId: 'Nothing' })).toMatchObject({ status: 404 });
  });

  it('GraphQL: conditions, order, counts, aliases, variables, relationships', async () => {
    const { body } = await graphql(
      `query worst($first: Int, $name: String) {
        uiapi {
          query {
            # Who has a score, the worst first.
            scored: Contact(first: $first, where: { Score__c: { ne: null } }, orderBy: { Score__c: { order: ASC, nulls: LAST } }) {
              totalCount
              edges { node { Id Name { value } score: Score__c { value } Account { Name { value } } } }
            }
            named: Account(where: { and: [{ Name: { eq: $name } }, { not: { Name: { like: "Z%" } } }] }) { totalCount }
            either: Contact(where: { or: [{ LastName: { in: ["Vega", "Nadie"] } }, { Score__c: { lt: 40 } }] }) { totalCount }
          }
        }
      }`,
      { first: 1, name: "Norte's \\ Hogar" },
    );
    expect(body.errors).toEqual([]);
    expect(body.data.uiapi.query).toEqual({
      scored: {
        totalCount: 2,
        edges: [
          {
            node: {
              Id: contactId,
              Name: { value: 'Ruiz' },
              score: { value: 31.4 },
              Account: { Name: { value: "Norte's \\ Hogar" } },
            },
          },
        ],
      },
      named: { totalCount: 1 },
      either: { totalCount: 3 },
    });
  });

  it('GraphQL: a hidden field does not exist, unless it is optional', async () => {
    const user = 'integration@example.com';
    const query = (field: string) =>
      graphql(`{ uiapi { query { Contact(first: 1) { edges { node { Id ${field} { value } } } } } } }`, {}, user);
    expect((await query('Score__c')).body).toMatchObject({
      data: null,
      errors: [{ message: expect.stringContaining("Field 'Score__c' in type 'Contact' is undefined") }],
    });
    const { body } = await query('Score__c @optional');
    expect(Object.keys(body.data.uiapi.query.Contact.edges[0].node)).toEqual(['Id']);
    const hidden = await graphql(
      '{ uiapi { query { Contact(where: { Score__c: { lt: 5 } }) { totalCount } } } }',
      {},
      user,
    );
    expect(hidden.body.errors[0].message).toContain("'Score__c'");
  });

  it.each([
    '{ uiapi { query {',
    '{ uiapi { query { Contact(first: ) { totalCount } } } }',
    '{ nonsense }',
    '{ uiapi & }',
  ])('GraphQL: says what is wrong with %s', async (query) => {
    const { status, body } = await graphql(query);
    expect(status).toBe(200);
    expect(body.data).toBeNull();
    expect(body.errors[0].message).not.toBe('');
  });
});
