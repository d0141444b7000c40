import { afterEach, describe, expect, it } from 'vitest';
import type { FieldSpec } from '../../../src/crm/port.ts';
import { connectTo, idsOf, lastCheckpoint, pass, recordsOf } from './bench.ts';
import { type SalesforceBench, type SalesforceBenchOptions, salesforceBench } from './salesforce-bench.ts';
import { idOf, seedOrg } from './salesforce-org.ts';

const FIELDS: readonly FieldSpec[] = [
  { object: 'customer', name: 'score', label: 'CX score', description: 'From 0 to 100', type: 'number' },
  { object: 'account', name: 'score', label: 'CX score', description: 'From 0 to 100', type: 'number' },
];
const ids = [1, 2, 3].map((number) => idOf('Contact', number));
const scores = ids.map((id, index) => ({ object: 'customer' as const, id, values: { score: index } }));

describe('Salesforce orgs that refuse', () => {
  let bench: SalesforceBench;
  const open = async (options: Omit<SalesforceBenchOptions, 'customers'> = {}): Promise<SalesforceBench> => {
    bench = await salesforceBench({ customers: 20, ...options });
    return bench;
  };
  afterEach(() => bench.close());

  it.each([
    ['validation', 'FIELD_CUSTOM_VALIDATION_EXCEPTION', /exempt the integration user/],
    ['flow', 'CANNOT_EXECUTE_FLOW_TRIGGER', /flow of the org failed/],
  ] as const)(
    'names the record that a %s refused, with the remedy, and writes the others',
    async (kind, code, remedy) => {
      await open();
      const connection = connectTo(bench);
      await connection.ensureFields(FIELDS);
      await bench.control('POST', '/rules', {
        kind,
        objectType: 'Contact',
        when: "LastName = 'Ruiz 2'",
        message: 'Not now',
      });
      const results = await connection.write(scores);
      expect(results.map(({ outcome }) => outcome)).toEqual(['written', 'failed', 'written']);
      expect(results[1]?.error).toMatchObject({ code, retry: false });
      expect(results[1]?.error?.message).toMatch(remedy);
    },
  );

  it('tries a record that was locked once more, after the others', async () => {
    await open();
    const connection = connectTo(bench);
    await connection.ensureFields(FIELDS);
    await bench.control('POST', '/faults', { kind: 'row-lock', failures: 2, path: 'composite/sobjects', count: 1 });
    const before = await bench.calls('batch/update');
    const startedAt = bench.clock.now();
    expect((await connection.write(scores)).map(({ outcome }) => outcome)).toEqual(['written', 'written', 'written']);
    expect((await bench.calls('batch/update')) - before).toBe(2);
    // Whoever held it needs a moment.
    expect(bench.clock.now() - startedAt).toBeGreaterThanOrEqual(1_000);
    await bench.control('POST', '/faults', { kind: 'row-lock', failures: 1, path: 'composite/sobjects' });
    const [locked] = await connection.write(scores);
    expect(locked?.error).toMatchObject({ code: 'UNABLE_TO_LOCK_ROW', retry: true });
  });

  it('says which field our user may not edit', async () => {
    await open();
    const connection = connectTo(bench);
    await connection.ensureFields(FIELDS);
    await bench.control('POST', '/permissions', { target: 'Contact.Pulso_Score__c', access: 'read' });
    expect((await connection.health()).missingScopes).toEqual(['edit Contact.Pulso_Score__c']);
    const results = await connection.write(scores);
    expect(results.every(({ outcome, error }) => outcome === 'failed' && error?.retry === false)).toBe(true);
    expect(results[0]?.error?.message).toMatch(/edit access/);
  });

  it('names the fields of Salesforce that our user may not read, and reads on without them', async () => {
    await open();
    expect((await connectTo(bench).health()).missingScopes).toEqual([]);
    for (const target of ['Case.ContactId', 'Contact.AccountId', 'Opportunity.Amount'])
      await bench.control('POST', '/permissions', { target, access: 'none' });
    const connection = connectTo(bench);
    expect((await connection.health()).missingScopes).toEqual([
      'read Case.ContactId',
      'read Contact.AccountId',
      'read Opportunity.Amount',
    ]);
    // E-mails and surveys ask for these fields of their case and their contact.
    for (const object of ['ticket', 'engagement', 'survey', 'deal'] as const)
      expect(recordsOf(await pass(connection, object, null)).length, object).toBeGreaterThan(0);
  });

  it('leaves surveys out, and says so, where their answers are not to be seen', async () => {
    await open();
    await bench.control('POST', '/permissions', { target: 'SurveyQuestionResponse', access: 'none' });
    const [page] = await pass(connectTo(bench), 'survey', null);
    expect(page?.records).toEqual([]);
    expect(page?.unavailable[0]).toMatch(/SurveyQuestionResponse/);
  });

  it('goes without surveys where the org has none, and says so', async () => {
    const { records, ...seed } = seedOrg(20);
    const rest = [...records].filter(({ type }) => !type.startsWith('Survey'));
    await open({ seed: { ...seed, records: rest }, sandbox: { surveys: false } });
    const pages = await pass(connectTo(bench), 'survey', null);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toMatchObject({ records: [], phase: 'incremental' });
    expect(pages[0]?.unavailable[0]).toMatch(/^SurveyResponse:/);
    const { unavailable, missingScopes } = await connectTo(bench).health();
    expect(unavailable.map(({ object }) => object)).toEqual(['survey']);
    expect(missingScopes).toEqual([]);
  });

  it('goes on without a field that was hidden while it read', async () => {
    await open({ pageSize: 5 });
    const seen: (string | undefined)[] = [];
    for await (const page of connectTo(bench).changes('customer', null, new AbortController().signal)) {
      for (const record of page.records) seen.push(record.object === 'customer' ? record.language : undefined);
      if (seen.length === 5)
        await bench.control('POST', '/permissions', { target: 'Contact.Language__c', access: 'none' });
    }
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => (index < 5 ? 'es' : undefined)));
  });

  it('reads a case again when only an answer was sent', async () => {
    await open();
    const connection = connectTo(bench);
    const backfill = await pass(connection, 'ticket', null);
    bench.clock.advance(3_600_000);
    const quiet = await pass(connection, 'ticket', lastCheckpoint(backfill));
    bench.clock.advance(60_000);
    const sentAt = new Date(bench.clock.now()).toISOString();
    const mail = { ParentId: idOf('Case', 6), Incoming: false, Status: '3', Subject: 'Re', MessageDate: sentAt };
    expect((await bench.api('POST', '/sobjects/EmailMessage', mail)).status).toBe(201);
    const pages = await pass(connection, 'ticket', lastCheckpoint(quiet));
    expect(recordsOf(pages)).toMatchObject([{ id: idOf('Case', 6), firstResponseAt: sentAt }]);
    expect(idsOf(await pass(connection, 'ticket', lastCheckpoint(pages)))).toEqual([]);
  });

  it('sees a second change within the second that Salesforce dates the first one to', async () => {
    await open();
    const connection = connectTo(bench);
    const backfill = await pass(connection, 'ticket', null);
    bench.clock.advance(3_600_000);
    const change = (Subject: string) => bench.api('PATCH', `/sobjects/Case/${idOf('Case', 5)}`, { Subject });
    await change('First');
    const first = await pass(connection, 'ticket', lastCheckpoint(backfill));
    await change('Second');
    const second = await pass(connection, 'ticket', lastCheckpoint(first));
    expect(recordsOf(second)).toMatchObject([{ id: idOf('Case', 5), subject: 'Second' }]);
    await bench.api('DELETE', `/sobjects/Case/${idOf('Case', 5)}`);
    const third = await pass(connection, 'ticket', lastCheckpoint(second));
    expect(third.flatMap(({ deleted }) => deleted.map(({ id }) => id))).toEqual([idOf('Case', 5)]);
    expect(idsOf(await pass(connection, 'ticket', lastCheckpoint(third)))).toEqual([]);
  });

  it('follows a case whose contact changed', async () => {
    await open();
    const connection = connectTo(bench);
    const backfill = await pass(connection, 'ticket', null);
    bench.clock.advance(3_600_000);
    const changed = await bench.api('PATCH', `/sobjects/Case/${idOf('Case', 5)}`, { ContactId: idOf('Contact', 9) });
    expect(changed.status).toBe(204);
    const [record] = recordsOf(await pass(connection, 'ticket', lastCheckpoint(backfill)));
    expect(record).toMatchObject({ id: idOf('Case', 5), customers: [idOf('Contact', 9)] });
  });

  it('reads a person account as one customer, and writes its fields where Salesforce takes them', async () => {
    await open({ sandbox: { personAccounts: true } });
    const connection = connectTo(bench);
    const person = { FirstName: 'Inés', LastName: 'Vidal', PersonEmail: 'ines@example.com' };
    const made = await bench.api('POST', '/sobjects/Account', person);
    const accountId = (made.body as { id: string }).id;
    const customers = recordsOf(await pass(connection, 'customer', null));
    const ines = customers.find((record) => record.object === 'customer' && record.email === 'ines@example.com');
    expect(ines).toMatchObject({ name: 'Inés Vidal' });
    expect(ines).not.toHaveProperty('account');
    expect(idsOf(await pass(connection, 'account', null))).not.toContain(accountId);
    await connection.ensureFields(FIELDS);
    const updates = [...scores, { object: 'customer' as const, id: ines?.id ?? '', values: { score: 77 } }];
    expect((await connection.write(updates)).map(({ outcome }) => outcome)).toEqual(updates.map(() => 'written'));
    expect(await bench.readField('customer', ines?.id ?? '', 'score')).toBe('77');
    const { records } = (await bench.control('GET', '/writes?field=Pulso_Score__pc')) as { records: { id: string }[] };
    expect(records.map(({ id }) => id)).toEqual([accountId]);
    const bulk = connectTo(bench, { settings: { bulk: { writeAbove: 1 } } });
    const again = updates.map((update) => ({ ...update, values: { score: 12 } }));
    expect((await bulk.write(again)).map(({ outcome }) => outcome)).toEqual(again.map(() => 'written'));
    expect(await bench.readField('customer', ines?.id ?? '', 'score')).toBe('12');
  });

  it('brings amounts into the corporate currency, and says which one has no rate', async () => {
    const { records, ...seed } = seedOrg(20);
    const amounts = { Account: { AnnualRevenue: 2_500 }, Opportunity: { Amount: 250 } } as const;
    const priced = [...records].map((record) => ({
      ...record,
      fields: { ...record.fields, ...amounts[record.type as keyof typeof amounts] },
    }));
    await open({ seed: { ...seed, records: priced }, sandbox: { multiCurrency: true } });
    const set = (type: string, id: string, CurrencyIsoCode: string) =>
      bench.api('PATCH', `/sobjects/${type}/${id}`, { CurrencyIsoCode });
    await set('Account', idOf('Account', 1), 'USD');
    await set('Account', idOf('Account', 2), 'MXN');
    await set('Opportunity', idOf('Opportunity', 1), 'MXN');
    const { body } = await bench.api('GET', "/query?q=SELECT+Id+FROM+CurrencyType+WHERE+IsoCode='MXN'");
    const [peso] = (body as { records: { Id: string }[] }).records;
    await bench.api('PATCH', `/sobjects/CurrencyType/${peso?.Id}`, { IsActive: false });

    const pages = await pass(connectTo(bench), 'account', null);
    const revenues = recordsOf(pages).map((record) => record.object === 'account' && record.revenue);
    expect(revenues.slice(0, 3)).toEqual([2_000, undefined, 2_500]);
    const [fault] = pages.flatMap(({ setAside }) => setAside);
    expect(fault).toMatchObject({ id: idOf('Account', 2), reason: 'unknown_currency' });
    expect(fault?.detail).toMatch(/AnnualRevenue is in MXN.*activate it/);
    const [deal] = recordsOf(await pass(connectTo(bench), 'deal', null));
    expect(deal).toMatchObject({ object: 'deal', outcome: 'won' });
    expect(deal).not.toHaveProperty('amount');
  });

  it('makes the fields that still fit where the quota of custom fields is full', async () => {
    // One custom field of the contact is there already.
    await open({ sandbox: { customFieldLimit: 2 } });
    const connection = connectTo(bench);
    const band = { object: 'customer', name: 'band', label: 'Band', description: 'Word', type: 'string' } as const;
    const results = await connection.ensureFields([...FIELDS, band]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'refused']);
    expect(results[2]?.message).toMatch(/Maximum number of custom fields.*delete custom fields/);
    expect((await connection.write(scores)).map(({ outcome }) => outcome)).toEqual(['written', 'written', 'written']);
  });

  it('follows a merged contact and passes over a deleted one while the others are written', async () => {
    await open();
    const connection = connectTo(bench);
    await connection.ensureFields(FIELDS);
    await bench.merge('customer', idOf('Contact', 1), idOf('Contact', 2));
    await bench.archive('customer', idOf('Contact', 3));
    const results = await connection.write(scores);
    expect(results.map(({ outcome }) => outcome)).toEqual(['written', 'moved', 'gone']);
    expect(results[1]?.movedTo).toBe(idOf('Contact', 1));
  });

  it('keeps a case without a contact for its account', async () => {
    await open();
    const orphan = recordsOf(await pass(connectTo(bench), 'ticket', null)).find(
      ({ id }) => id === bench.special.orphan,
    );
    expect(orphan).toMatchObject({ customers: [], accounts: [idOf('Account', 5)] });
  });
});
