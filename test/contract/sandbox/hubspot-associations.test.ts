import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPortal, openPortal, smallPortal } from './small-portal.ts';

describe('associations', () => {
  let portal: OpenPortal;

  beforeAll(async () => {
    portal = await openPortal({ seed: smallPortal(10), tier: { burst: 10_000, associationBurst: 10_000 } });
  });
  afterAll(() => portal.sandbox.close());

  const post = (rest: string, body: unknown, version = '2026-09') =>
    portal.call('POST', `/crm/associations/${version}/${rest}`, body);

  it('reads in batches: ids as strings in dated versions, as numbers in v4, the lonely ones as errors', async () => {
    const inputs = [{ id: '1001' }, { id: '1002' }, { id: '424242' }];
    const { status, body } = await post('contacts/companies/batch/read', { inputs });
    expect([status, body.numErrors]).toEqual([207, 2]);
    expect(body.results).toEqual([
      {
        from: { id: '1001' },
        to: [
          {
            toObjectId: '501',
            associationTypes: [
              { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
              { category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
            ],
          },
        ],
      },
    ]);
    expect(body.errors[0]).toMatchObject({
      category: 'OBJECT_NOT_FOUND',
      subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
      message: 'No company is associated with contact 1002.',
      context: { fromObjectId: ['1002'] },
    });
    const v4 = await portal.client.crm.associations.v4.batchApi.getPage('tickets', 'contacts', {
      inputs: [{ id: '701' }],
    });
    expect(v4.results[0]?.to[0]?.toObjectId).toBe(1001);
    const tooMany = Array.from({ length: 1_001 }, (_, index) => ({ id: String(index) }));
    expect((await post('contacts/companies/batch/read', { inputs: tooMany })).status).toBe(400);
  });

  it('creates, shows both directions, archives', async () => {
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 16 }];
    const made = await post('tickets/contacts/batch/create', {
      inputs: [
        { from: { id: '702' }, to: { id: '1002' }, types },
        { from: { id: '702' }, to: { id: '5' }, types },
      ],
    });
    expect([made.status, made.body.results.length, made.body.errors[0].context.toObjectId]).toEqual([207, 1, ['5']]);
    expect(made.body.results[0]).toMatchObject({
      fromObjectTypeId: '0-5',
      fromObjectId: '702',
      toObjectTypeId: '0-1',
      toObjectId: '1002',
    });
    const back = await portal.client.crm.associations.v4.basicApi.getPage('contacts', '1002', 'tickets');
    expect(back.results.map((each) => [each.toObjectId, each.associationTypes[0]?.typeId])).toEqual([[702, 15]]);
    expect(
      (await post('tickets/contacts/batch/archive', { inputs: [{ from: { id: '702' }, to: [{ id: '1002' }] }] }))
        .status,
    ).toBe(200);
    expect((await post('contacts/tickets/batch/read', { inputs: [{ id: '1002' }] })).body.results).toEqual([]);
  });

  it('refuses a type that cannot stand between two object types', async () => {
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }];
    const { status, body } = await post('tickets/contacts/batch/create', {
      inputs: [{ from: { id: '702' }, to: { id: '1002' }, types }],
    });
    expect([status, body.subCategory]).toEqual([400, 'crm.associations.INVALID_ASSOCIATION_TYPE']);
  });

  it('associates by default and keeps one primary company', async () => {
    const made = await portal.client.crm.associations.v4.basicApi.createDefault('contacts', '1003', 'companies', '501');
    expect(made.results.map((each) => each.associationSpec.associationTypeId)).toEqual([279, 280]);
    const primary = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }];
    for (const id of ['501', '502']) {
      expect(
        (await portal.call('PUT', `/crm/v4/objects/contacts/1003/associations/companies/${id}`, primary)).status,
      ).toBe(201);
    }
    const { body } = await portal.call('GET', '/crm/v4/objects/contacts/1003/associations/companies');
    const typeIds = body.results.map((each: { associationTypes: { typeId: number }[] }) =>
      each.associationTypes.map((type) => type.typeId),
    );
    expect(typeIds).toEqual([[279], [1, 279]]);
    const contact = await portal.client.crm.contacts.basicApi.getById('1003', ['associatedcompanyid']);
    expect(contact.properties.associatedcompanyid).toBe('502');
  });

  it('hands a merged record’s links, and its primary company, to the one that stays', async () => {
    await portal.call('POST', '/crm/v3/objects/contacts/merge', { primaryObjectId: '1008', objectIdToMerge: '1003' });
    const { body } = await portal.call(
      'GET',
      '/crm/v3/objects/contacts/1008?associations=companies&properties=associatedcompanyid',
    );
    expect(body.associations.companies.results).toEqual([
      { id: '501', type: 'contact_to_company_unlabeled' },
      { id: '502', type: 'contact_to_company' },
      { id: '502', type: 'contact_to_company_unlabeled' },
    ]);
    expect(body.properties.associatedcompanyid).toBe('502');
  });

  it('lists labels and adds the portal’s own', async () => {
    const made = await portal.call('POST', '/crm/v4/associations/contacts/companies/labels', {
      name: 'buyer',
      label: 'Buyer',
    });
    const typeId = made.body.results[0].typeId;
    const { body } = await portal.call('GET', '/crm/associations/2026-09/contacts/companies/labels');
    expect(body.results).toContainEqual({ category: 'USER_DEFINED', typeId, label: 'Buyer' });
    expect(body.results).toContainEqual({ category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' });
    const types = [{ associationCategory: 'USER_DEFINED', associationTypeId: typeId }];
    await post('contacts/companies/batch/create', { inputs: [{ from: { id: '1004' }, to: { id: '501' }, types }] });
    const read = await post('contacts/companies/batch/read', { inputs: [{ id: '1004' }] });
    expect(read.body.results[0].to[0].associationTypes.map((type: { label: string | null }) => type.label)).toEqual([
      'Buyer',
      null,
    ]);
    expect((await portal.call('DELETE', `/crm/v4/associations/contacts/companies/labels/${typeId}`)).status).toBe(204);
  });

  it('serves the older v3 names', async () => {
    const { body } = await portal.call('POST', '/crm/v3/associations/tickets/contacts/batch/read', {
      inputs: [{ id: '701' }],
    });
    expect(body.results).toEqual([{ from: { id: '701' }, to: [{ id: '1001', type: 'ticket_to_contact' }] }]);
    const put = await portal.call('PUT', '/crm/v3/objects/tickets/702/associations/contacts/1005/ticket_to_contact');
    expect(put.status).toBe(200);
    const list = await portal.call('GET', '/crm/v3/objects/tickets/702/associations/contacts');
    expect(list.body.results).toEqual([{ id: '1005', type: 'ticket_to_contact' }]);
  });

  it('hides links to archived records and forgets those of erased ones', async () => {
    await portal.client.crm.contacts.basicApi.archive('1005');
    expect((await portal.call('GET', '/crm/v4/objects/tickets/702/associations/contacts')).body.results).toEqual([]);
  });
});
