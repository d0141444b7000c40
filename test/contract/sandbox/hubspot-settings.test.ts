import { Client } from '@hubspot/api-client';
import { AssociationSpecAssociationCategoryEnum } from '@hubspot/api-client/lib/codegen/crm/associations/v4/models/AssociationSpec.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPortal, openPortal, TOKEN } from './small-portal.ts';

describe('what an account is set up with', () => {
  let portal: OpenPortal;

  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.sandbox.close());

  it('tells its limits and how much of them is used', async () => {
    const limits = async (rest: string) => (await portal.call('GET', `/crm/limits/2026-09/${rest}`)).body;
    const pipelines = (await limits('pipelines')).hubspotDefinedObjectTypes;
    expect(
      pipelines.map((entry: { objectTypeId: string; usage: number }) => [entry.objectTypeId, entry.usage]),
    ).toEqual([
      ['0-3', 1],
      ['0-5', 1],
    ]);
    expect(await limits('custom-object-types')).toEqual({ limit: 0, usage: 0, percentage: 0 });
    const label = { name: 'champion', label: 'Champion' };
    await portal.call('POST', '/crm/associations/2026-09/contacts/companies/labels', label);
    expect((await limits('associations/labels?fromObjectTypeId=0-1')).results).toMatchObject([
      { toObjectType: { objectTypeId: '0-2' }, allLabels: ['Champion'], limit: 50, usage: 1, percentage: 2 },
    ]);
    expect((await limits('associations/records/0-1/0-2')).totalRecordsAtLimit).toBe(0);
    expect((await limits('calculated-properties')).overallUsage).toBe(0);
  });

  it('keeps rules for values and holds writes to those of length and size', async () => {
    const at = '/crm/property-validations/2026-09/0-1';
    expect((await portal.call('PUT', `${at}/jobtitle/rule-type/MAX_LENGTH`, { ruleArguments: ['5'] })).status).toBe(
      204,
    );
    expect((await portal.call('GET', at)).body.results).toEqual([
      { propertyName: 'jobtitle', propertyValidationRules: [{ ruleType: 'MAX_LENGTH', ruleArguments: ['5'] }] },
    ]);
    expect((await portal.call('GET', `${at}/jobtitle/rule-type/MIN_LENGTH`)).status).toBe(404);
    expect((await portal.call('PUT', `${at}/jobtitle/rule-type/NONE`, { ruleArguments: [] })).status).toBe(400);
    const long = await portal.call('PATCH', '/crm/v3/objects/contacts/1001', { properties: { jobtitle: 'Engineer' } });
    expect([long.status, long.body.errors[0].code]).toEqual([400, 'INVALID_MAX_LENGTH']);
    const short = await portal.call('PATCH', '/crm/v3/objects/contacts/1001', { properties: { jobtitle: 'Boss' } });
    expect(short.status).toBe(200);
  });

  it('describes its object types to the official client', async () => {
    expect((await portal.client.crm.schemas.coreApi.getAll()).results).toEqual([]);
    const schema = await portal.client.crm.schemas.coreApi.getById('tickets');
    expect([schema.objectTypeId, schema.requiredProperties]).toEqual(['0-5', ['subject', 'hs_pipeline_stage']]);
    expect(schema.properties.some(({ name }) => name === 'hs_pipeline_stage')).toBe(true);
    expect(schema.associations.some(({ id, toObjectTypeId }) => id === '16' && toObjectTypeId === '0-1')).toBe(true);
    const { body } = await portal.call('GET', '/crm/object-library/2026-09/enablement');
    expect(body.enablementByObjectTypeId['0-19']).toBe(true);
  });

  it('limits how many records one may be associated with', async () => {
    const at = '/crm/associations/2026-09/definitions/configurations/tickets/contacts';
    const limit = { category: 'HUBSPOT_DEFINED', typeId: 16, maxToObjectIds: 1 };
    await portal.call('POST', `${at}/batch/create`, { inputs: [limit] });
    expect((await portal.call('GET', at)).body.results).toEqual([
      { category: 'HUBSPOT_DEFINED', typeId: 16, userEnforcedMaxToObjectIds: 1 },
    ]);
    const link = () =>
      portal.client.crm.associations.v4.basicApi.create('tickets', '701', 'contacts', '1002', [
        { associationCategory: AssociationSpecAssociationCategoryEnum.HubspotDefined, associationTypeId: 16 },
      ]);
    await expect(link()).rejects.toMatchObject({ code: 400 });
    await portal.call('POST', `${at}/batch/purge`, { inputs: [limit] });
    expect((await link()).toObjectId).toBe(1002);
  });

  it('lets the management API say where webhooks go and what is subscribed to', async () => {
    const client = new Client({ developerApiKey: TOKEN, basePath: portal.sandbox.url });
    const { settingsApi, subscriptionsApi } = client.webhooks;
    const app = 1_234_567;
    // What is queued waits for a minute, so that it can be counted.
    const waiting = { targetUrl: 'http://127.0.0.1:9/', clientSecret: 's', subscriptions: [], gatherMs: 60_000 };
    await portal.call('PUT', '/_sandbox/webhooks', waiting);
    await settingsApi.configure(app, {
      targetUrl: 'http://127.0.0.1:9/hook',
      throttling: { maxConcurrentRequests: 10 },
    });
    const base = `/webhooks/v3/${app}/subscriptions`;
    const made = await portal.call('POST', base, { eventType: 'contact.propertyChange', propertyName: 'phone' });
    expect(made).toMatchObject({ status: 201, body: { id: '1', active: false, propertyName: 'phone' } });
    expect((await portal.call('POST', base, { eventType: 'contact.propertyChange' })).status).toBe(400);
    expect((await portal.call('POST', base, { eventType: 'object.creation', objectTypeId: '0-5' })).body.id).toBe('2');
    const change = () =>
      portal.call('POST', '/_sandbox/edits', {
        objectType: 'contacts',
        id: '1001',
        properties: { phone: String(Math.random()) },
      });
    const queued = async () => (await portal.call('GET', '/_sandbox/webhooks')).body.queued;
    await change();
    expect(await queued()).toBe(0);
    expect((await subscriptionsApi.update(1, app, { active: true })).active).toBe(true);
    await change();
    expect(await queued()).toBe(1);
    await subscriptionsApi.archive(1, app);
    expect((await subscriptionsApi.getAll(app)).results.map(({ id, eventType }) => [id, eventType])).toEqual([
      ['2', 'object.creation'],
    ]);
    await settingsApi.clear(app);
    expect((await portal.call('GET', `/app-webhooks/2026-09/${app}/settings`)).status).toBe(404);
  });
});
