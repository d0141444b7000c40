import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPortal, openPortal, refusal } from './small-portal.ts';

describe('properties and groups, with the official client', () => {
  let portal: OpenPortal;

  beforeAll(async () => {
    portal = await openPortal({ tier: { burst: 10_000, customProperties: 6 } });
    await portal.client.crm.properties.groupsApi.create('contacts', { name: 'cx', label: 'CX', displayOrder: -1 });
  });
  afterAll(() => portal.sandbox.close());

  const definition = (name: string, more: object = {}) => ({
    name,
    label: name,
    type: 'number',
    fieldType: 'number',
    groupName: 'cx',
    ...more,
  });
  const create = (body: object, type = 'contacts') => portal.call('POST', `/crm/properties/2026-09/${type}`, body);

  it('knows HubSpot’s own properties with their types', async () => {
    const { results } = await portal.client.crm.properties.coreApi.getAll('tickets');
    const byName = new Map(results.map((property) => [property.name, property]));
    expect(byName.get('closed_date')).toMatchObject({ type: 'datetime', fieldType: 'date', hubspotDefined: true });
    expect(byName.get('hs_ticket_priority')?.options.map((option) => option.value)).toEqual([
      'LOW',
      'MEDIUM',
      'HIGH',
      'URGENT',
    ]);
    expect(byName.get('hs_object_id')?.modificationMetadata).toMatchObject({ readOnlyValue: true, archivable: false });
    expect(byName.has('hs_date_entered_4')).toBe(true);
    for (const [type, name] of [
      ['contacts', 'hs_feedback_last_nps_rating_number'],
      ['companies', 'hs_csm_sentiment'],
      ['feedback_submissions', 'hs_response_group'],
      ['emails', 'hs_email_direction'],
      ['deals', 'dealstage'],
    ]) {
      expect((await portal.call('GET', `/crm/properties/2026-09/${type}/${name}`)).body.name).toBe(name);
    }
  });

  it('creates, reads, changes, archives and creates again', async () => {
    const made = await create(definition('cx_score', { description: 'Score', displayOrder: 2 }));
    expect([made.status, made.body]).toMatchObject([
      201,
      { name: 'cx_score', hubspotDefined: false, archived: false, options: [] },
    ]);
    const again = await create(definition('cx_score'));
    expect([again.status, again.body.category]).toEqual([409, 'OBJECT_ALREADY_EXISTS']);
    const { coreApi } = portal.client.crm.properties;
    expect((await coreApi.update('contacts', 'cx_score', { label: 'CX score' })).label).toBe('CX score');
    await portal.client.crm.contacts.basicApi.update('1001', { properties: { cx_score: '42.5' } });
    await coreApi.archive('contacts', 'cx_score');
    expect((await refusal(coreApi.getByName('contacts', 'cx_score'))).code).toBe(404);
    const archived = await portal.call('GET', '/crm/v3/properties/contacts?archived=true');
    expect(archived.body.results.map((each: { name: string }) => each.name)).toEqual(['cx_score']);
    expect((await create(definition('cx_score'))).status).toBe(201);
    const contact = await portal.client.crm.contacts.basicApi.getById('1001', ['cx_score']);
    expect(contact.properties.cx_score).toBeNull();
  });

  it('refuses definitions that HubSpot refuses', async () => {
    const bool = { type: 'bool', fieldType: 'booleancheckbox' };
    const yes = { label: 'Yes', value: 'true', displayOrder: 0, hidden: false };
    const cases: [string, object][] = [
      ['a capital letter', definition('Cx')],
      ['a leading digit', definition('1cx')],
      ['the reserved prefix', definition('hs_cx')],
      ['an unknown type', definition('a', { type: 'float' })],
      ['a fieldType of another type', definition('a', { fieldType: 'select' })],
      ['an unknown group', definition('a', { groupName: 'none' })],
      ['an enumeration without options', definition('a', { type: 'enumeration', fieldType: 'select' })],
      ['a bool with one option', definition('a', { ...bool, options: [yes] })],
      ['an option twice', definition('a', { type: 'enumeration', fieldType: 'radio', options: [yes, yes] })],
      ['no label', { ...definition('a'), label: undefined }],
    ];
    for (const [name, body] of cases) {
      const reply = await create(body);
      expect([name, reply.status, reply.body.category]).toEqual([name, 400, 'VALIDATION_ERROR']);
    }
    expect((await create(definition('a'), 'feedback_submissions')).status).toBe(400);
    expect((await portal.call('DELETE', '/crm/v3/properties/contacts/email')).status).toBe(400);
  });

  it('checks values by the definition', async () => {
    const options = ['a', 'b', 'c'].map((value, displayOrder) => ({
      label: value,
      value,
      displayOrder,
      hidden: false,
    }));
    const bool = ['true', 'false'].map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false }));
    const inputs = [
      definition('cx_flags', { type: 'enumeration', fieldType: 'checkbox', options }),
      definition('cx_on', { type: 'date', fieldType: 'date' }),
      definition('cx_is', { type: 'bool', fieldType: 'booleancheckbox', options: bool }),
      definition('cx_key', { type: 'string', fieldType: 'text', hasUniqueValue: true }),
    ];
    const made = await portal.call('POST', '/crm/properties/2026-09/contacts/batch/create', {
      inputs: [...inputs, definition('cx_key')],
    });
    expect([made.status, made.body.results.length, made.body.errors[0].category]).toEqual([
      207,
      4,
      'OBJECT_ALREADY_EXISTS',
    ]);
    const write = (properties: object, id = '1002') =>
      portal.call('PATCH', `/crm/v3/objects/contacts/${id}`, { properties });
    expect((await write({ cx_flags: 'a;b' })).body.properties.cx_flags).toBe('a;b');
    expect((await write({ cx_flags: ';c' })).body.properties.cx_flags).toBe('a;b;c');
    expect((await write({ cx_flags: '' })).body.properties.cx_flags).toBeNull();
    expect((await write({ cx_flags: 'a;z' })).status).toBe(400);
    expect((await write({ cx_on: String(Date.UTC(2026, 0, 2)) })).body.properties.cx_on).toBe('2026-01-02');
    expect((await write({ cx_on: '1427997766000' })).body.message).toContain('is at 18:2:46.0 UTC, not midnight!');
    expect((await write({ cx_is: true })).body.properties.cx_is).toBe('true');
    expect((await write({ cx_is: 'TRUE' })).status).toBe(400);
    expect((await write({ cx_score: '1,000' })).body.errors[0].code).toBe('INVALID_DOUBLE');
    expect((await write({ cx_key: 'k1' })).status).toBe(200);
    expect((await write({ cx_key: 'K1' }, '1003')).body.errors[0].code).toBe('CONFLICTING_UNIQUE_VALUE');
    expect((await portal.call('GET', '/crm/objects/2026-09/contacts/k1?idProperty=cx_key')).body.id).toBe('1002');
  });

  it('holds to the plan’s limit and shows the quota', async () => {
    expect((await create(definition('cx_last'))).status).toBe(201);
    const over = await create(definition('cx_over'));
    expect([over.status, over.body.subCategory]).toEqual([400, 'PropertiesError.PROPERTY_LIMIT_REACHED']);
    const { body } = await portal.call('GET', '/crm/limits/2026-09/custom-properties');
    expect([body.overallUsage, body.byObjectType[0]]).toMatchObject([6, { objectTypeId: '0-1', limit: 6, usage: 6 }]);
    expect((await portal.call('GET', '/crm/limits/2026-09/records')).body.hubspotDefinedObjectTypes[0]).toMatchObject({
      usage: 3,
    });
  });

  it('lists, changes and deletes groups', async () => {
    const { groupsApi } = portal.client.crm.properties;
    expect((await groupsApi.getAll('contacts')).results.map((group) => group.name)).toContain('contactinformation');
    expect((await groupsApi.update('contacts', 'cx', { label: 'Experience' })).label).toBe('Experience');
    expect((await refusal(groupsApi.create('contacts', { name: 'cx', label: 'x', displayOrder: 0 }))).code).toBe(409);
    const used = await refusal(groupsApi.archive('contacts', 'cx'));
    expect([used.code, used.body.subCategory]).toEqual([400, 'PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES']);
    await groupsApi.create('contacts', { name: 'empty', label: 'Empty', displayOrder: 0 });
    await groupsApi.archive('contacts', 'empty');
    expect((await refusal(groupsApi.getByName('contacts', 'empty'))).code).toBe(404);
  });

  it('reads definitions in a batch and has no validation rules of its own', async () => {
    const read = await portal.call('POST', '/crm/v3/properties/contacts/batch/read', {
      archived: false,
      inputs: [{ name: 'email' }, { name: 'nope' }],
    });
    expect([read.status, read.body.results[0].name, read.body.errors[0].context.name]).toEqual([
      207,
      'email',
      ['nope'],
    ]);
    expect((await portal.call('GET', '/crm/property-validations/2026-09/0-1')).body).toEqual({ results: [] });
  });

  it('shows pipelines, owners and the account', async () => {
    const { results } = await portal.client.crm.pipelines.pipelinesApi.getAll('tickets');
    expect(results[0]?.stages.map((stage) => [stage.id, stage.metadata?.ticketState])).toEqual([
      ['1', 'OPEN'],
      ['2', 'OPEN'],
      ['3', 'OPEN'],
      ['4', 'CLOSED'],
    ]);
    const owners = await portal.client.crm.owners.ownersApi.getPage(undefined, undefined, 1);
    expect([owners.results[0]?.email, owners.paging?.next?.after]).toEqual(['ana@example.com', '11']);
    const details = await portal.client.apiRequest({ path: '/account-info/2026-09/details' });
    expect(await details.json()).toMatchObject({ portalId: 4242, timeZone: 'Europe/Madrid', accountType: 'STANDARD' });
    const usage = await portal.call('GET', '/account-info/2026-09/api-usage/daily/private-apps');
    expect(usage.body.results[0].currentUsage).toBeGreaterThan(10);
  });
});
