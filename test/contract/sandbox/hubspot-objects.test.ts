import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPortal, openPortal, refusal, smallPortal } from './small-portal.ts';

describe('the object API, with the official client', () => {
  let portal: OpenPortal;
  let now = Date.parse('2026-11-23T10:00:00Z');

  beforeAll(async () => {
    portal = await openPortal({ seed: smallPortal(25), clock: () => new Date(now) });
  });
  afterAll(() => portal.sandbox.close());

  it('lists in pages, once each, in id order', async () => {
    const { basicApi } = portal.client.crm.contacts;
    const ids: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await basicApi.getPage(10, after);
      ids.push(...page.results.map((contact) => contact.id));
      after = page.paging?.next?.after;
      pages += 1;
    } while (after);
    expect(pages).toBe(3);
    expect(ids).toEqual(Array.from({ length: 25 }, (_, index) => String(1001 + index)));
  });

  it('returns requested properties, null where empty, nothing for unknown names, the three system ones always', async () => {
    const contact = await portal.client.crm.contacts.basicApi.getById('1001', ['phone', 'nope']);
    expect(contact.properties).toEqual({
      createdate: '2025-01-10T09:00:00.000Z',
      hs_object_id: '1001',
      lastmodifieddate: '2025-03-10T09:00:00.000Z',
      phone: null,
    });
    const plain = await portal.client.crm.contacts.basicApi.getById('1001');
    expect(Object.keys(plain.properties)).toEqual([
      'createdate',
      'email',
      'firstname',
      'hs_object_id',
      'lastmodifieddate',
      'lastname',
    ]);
  });

  it('brings associations with a list, and history on request', async () => {
    const page = await portal.client.crm.contacts.basicApi.getPage(
      1,
      undefined,
      [],
      ['email'],
      ['companies', 'tickets'],
    );
    expect(page.results[0]?.associations?.companies?.results).toEqual([
      { id: '501', type: 'contact_to_company' },
      { id: '501', type: 'contact_to_company_unlabeled' },
    ]);
    expect(page.results[0]?.associations?.tickets?.results).toEqual([{ id: '701', type: 'contact_to_ticket' }]);
    expect(page.results[0]?.propertiesWithHistory?.email?.[0]?.value).toBe('person1@example.com');
  });

  it('answers the date-based paths, type ids and singular names alike', async () => {
    for (const path of ['/crm/objects/2026-09/contacts', '/crm/objects/2026-03/0-1', '/crm/v3/objects/contact']) {
      const { status, body } = await portal.call('GET', `${path}?limit=1`);
      expect([path, status, body.results[0].id]).toEqual([path, 200, '1001']);
      expect(body.paging.next).toEqual({ after: '1001', link: expect.stringContaining('after=1001') });
    }
    const unknown = await portal.call('GET', '/crm/objects/2026-09/widgets');
    expect([unknown.status, unknown.body.message]).toEqual([400, 'Unable to infer object type from: widgets']);
  });

  it('creates with associations, reads by email, updates, archives, and keeps the archived apart', async () => {
    const { basicApi } = portal.client.crm.contacts;
    const made = await basicApi.create({
      properties: { email: 'New@Example.com', firstname: 'New' },
      associations: [
        { to: { id: '502' }, types: [{ associationCategory: 'HUBSPOT_DEFINED' as never, associationTypeId: 279 }] },
      ],
    });
    expect(made.properties.email).toBe('new@example.com');
    const found = await basicApi.getById('NEW@example.com', ['email'], undefined, ['companies'], false, 'email');
    expect([found.id, found.associations?.companies?.results[0]?.id]).toEqual([made.id, '502']);
    now += 1_000;
    const changed = await basicApi.update(made.id, { properties: { firstname: 'Newer' } });
    expect(changed.properties.lastmodifieddate).toBe(new Date(now).toISOString());
    expect(changed.updatedAt.toISOString()).toBe(new Date(now).toISOString());
    await basicApi.archive(made.id);
    expect((await refusal(basicApi.getById(made.id))).code).toBe(404);
    expect((await basicApi.getPage(10, undefined, [], [], [], true)).results.map((each) => each.id)).toEqual([made.id]);
    expect((await portal.call('DELETE', `/crm/v3/objects/contacts/${made.id}`)).status).toBe(204);
  });

  it('names what is wrong with a write in HubSpot’s words', async () => {
    const { basicApi } = portal.client.crm.contacts;
    const cases: [Record<string, string>, number, string][] = [
      [{ nope: '1' }, 400, 'PROPERTY_DOESNT_EXIST'],
      [{ lifecyclestage: 'nah' }, 400, 'INVALID_OPTION'],
      [{ hs_object_id: '9' }, 400, 'READ_ONLY_VALUE'],
      [{ email: 'not an email' }, 400, 'INVALID_EMAIL'],
      [{ closedate: 'yesterday' }, 400, 'INVALID_LONG'],
      [{ hubspot_owner_id: '999' }, 400, 'INVALID_OWNER_ID'],
      [{ hs_email_optout: 'yes' }, 400, 'INVALID_OPTION'],
      [{ lifecyclestage: ' lead' }, 400, 'LEADING_TRAILING_WHITESPACE'],
    ];
    for (const [properties, code, error] of cases) {
      const fault = await refusal(basicApi.update('1002', { properties }));
      expect([fault.code, fault.body.category, fault.body.errors[0].code]).toEqual([code, 'VALIDATION_ERROR', error]);
      expect(fault.body.message).toContain('Property values were not valid: [{"isValid":false');
      expect(fault.body.errors[0].context.propertyName).toEqual(Object.keys(properties));
      expect(fault.body.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    }
    const taken = await refusal(basicApi.create({ properties: { email: 'person1@example.com' }, associations: [] }));
    expect([taken.code, taken.body.message, taken.body.category]).toEqual([
      409,
      'Contact already exists. Existing ID: 1001',
      'CONFLICT',
    ]);
    const bare = await refusal(
      portal.client.crm.tickets.basicApi.create({ properties: { subject: 'x' }, associations: [] }),
    );
    expect([bare.code, bare.body.context.properties]).toEqual([400, ['hs_pipeline_stage']]);
  });

  it('refuses a malformed body with 400 and says where', async () => {
    const broken = await portal.call('POST', '/crm/v3/objects/contacts', '{"properties": {');
    expect([broken.status, broken.body.message]).toEqual([
      400,
      expect.stringContaining('Invalid input JSON on line 1'),
    ]);
    const empty = await portal.call('POST', '/crm/v3/objects/contacts/batch/update', { inputs: [{ id: '1001' }] });
    expect([empty.status, empty.body.message]).toEqual([400, expect.stringContaining('[inputs.0.properties]')]);
    for (const body of [
      [],
      'null',
      { inputs: 'x' },
      { inputs: [null] },
      { inputs: [{ id: {}, properties: { email: {} } }] },
    ]) {
      expect((await portal.call('POST', '/crm/v3/objects/contacts/batch/update', body)).status).toBe(400);
    }
    expect((await portal.call('GET', '/crm/v3/objects/contacts?limit=101')).status).toBe(400);
    expect((await portal.call('GET', '/crm/v3/objects/contacts?limit=x')).status).toBe(400);
  });

  it('keeps the versions of a property and what follows from a ticket’s stage', async () => {
    const { basicApi } = portal.client.crm.tickets;
    const stages = ['4', '2', '4'];
    for (const stage of stages) {
      now += 3_600_000;
      await basicApi.update('701', { properties: { hs_pipeline_stage: stage } });
    }
    const names = [
      'hs_is_closed',
      'closed_date',
      'time_to_close',
      'hs_ticket_reopened_at',
      'hs_date_entered_4',
      'hs_time_in_2',
    ];
    const ticket = await basicApi.getById('701', names, ['hs_pipeline_stage']);
    const versions = ticket.propertiesWithHistory?.hs_pipeline_stage?.map((version) => version.value);
    expect(versions).toEqual(['4', '2', '4', '1']);
    expect(ticket.properties).toMatchObject({
      hs_is_closed: 'true',
      closed_date: new Date(now).toISOString(),
      time_to_close: String(now - Date.parse('2025-01-10T09:00:00.000Z')),
      hs_ticket_reopened_at: new Date(now - 3_600_000).toISOString(),
      hs_date_entered_4: new Date(now).toISOString(),
      hs_time_in_2: '3600000',
    });
    expect(ticket.propertiesWithHistory?.hs_pipeline_stage?.[0]).toMatchObject({ sourceType: 'INTEGRATION' });
  });

  it('does not touch a record when a write changes nothing', async () => {
    const before = await portal.client.crm.contacts.basicApi.getById('1005');
    now += 1_000;
    await portal.client.crm.contacts.basicApi.update('1005', { properties: { firstname: 'First5' } });
    expect((await portal.client.crm.contacts.basicApi.getById('1005')).updatedAt).toEqual(before.updatedAt);
  });

  it('merges: the primary stays, gaps are filled, the other id leads to it in single calls but not in a batch update', async () => {
    await portal.client.crm.contacts.basicApi.update('1011', { properties: { phone: '600' } });
    const merged = await portal.call('POST', '/crm/objects/2026-09/contacts/merge', {
      primaryObjectId: '1010',
      objectIdToMerge: '1011',
    });
    expect([merged.status, merged.body.id, merged.body.properties.phone]).toEqual([200, '1010', '600']);
    expect(merged.body.properties.hs_merged_object_ids).toBe('1011');
    expect((await portal.client.crm.contacts.basicApi.getById('1011')).id).toBe('1010');
    const batch = await portal.call('POST', '/crm/v3/objects/contacts/batch/update', {
      inputs: [{ id: '1011', properties: { phone: '1' } }],
    });
    expect([batch.status, batch.body.errors[0].context.ids]).toEqual([207, ['1011']]);
  });

  it('erases a contact for good', async () => {
    const path = '/crm/objects/2026-09/contacts/gdpr-delete';
    expect((await portal.call('POST', path, { objectId: 'person20@example.com', idProperty: 'email' })).status).toBe(
      204,
    );
    expect((await portal.call('GET', '/crm/v3/objects/contacts/1020')).status).toBe(404);
    expect((await portal.call('GET', '/crm/v3/objects/contacts/1020?archived=true')).status).toBe(404);
  });

  it('only reads feedback submissions', async () => {
    const { status, body } = await portal.call('GET', '/crm/v3/objects/feedback_submissions/801?properties=hs_content');
    expect([status, body.properties.hs_content]).toEqual([200, 'Great <b>help</b>']);
    const plain = await portal.call('GET', '/crm/v3/objects/0-19/801');
    expect(Object.keys(plain.body.properties)).toEqual(['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id']);
    expect((await portal.call('POST', '/crm/v3/objects/feedback_submissions', { properties: {} })).status).toBe(405);
  });
});
