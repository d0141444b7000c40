import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VENDOR_TYPES, type VendorObject } from '../../../../src/crm/hubspot/manifest.ts';
import { mapRecord } from '../../../../src/crm/hubspot/map.ts';
import { type Links, type MapContext, NO_LINKS } from '../../../../src/crm/hubspot/map-context.ts';
import { wantedProperties } from '../../../../src/crm/hubspot/properties.ts';
import { parseInstant } from '../../../../src/crm/hubspot/values.ts';

const CONTEXT: MapContext = {
  accountId: '4711',
  uiUrl: 'https://app.hubspot.com',
  hasSurveys: false,
  properties: { promised: 'promised_date', externalId: 'external_id', segments: [] },
  ticketStages: new Map([
    ['1', { label: 'Stage 1', closed: false, won: false }],
    ['4', { label: 'Stage 4', closed: true, won: false }],
  ]),
  dealStages: new Map([
    ['open', { label: 'Stage open', closed: false, won: false }],
    ['won', { label: 'Stage won', closed: true, won: true }],
    ['lost', { label: 'Stage lost', closed: true, won: false }],
  ]),
};
const AT = '2026-03-01T10:00:00.000Z';
const linked: Links = { contacts: ['1', '2'], companies: ['7'], tickets: [] };

function map(
  vendor: VendorObject,
  properties: Record<string, string | null>,
  links: Links = linked,
  more: object = {},
) {
  return mapIn(CONTEXT, vendor, properties, links, more);
}

function mapIn(
  context: MapContext,
  vendor: VendorObject,
  properties: Record<string, string | null>,
  links: Links = linked,
  more: object = {},
) {
  const source = { id: '9', properties: { [VENDOR_TYPES[vendor].modified]: AT, ...properties }, ...more };
  return mapRecord(vendor, source, links, context);
}

describe('a contact', () => {
  it('becomes a customer', () => {
    const { record, setAside } = map('contacts', {
      firstname: ' Ana ',
      lastname: 'Ruiz',
      email: 'ana@example.com',
      hs_language: 'es-mx',
      associatedcompanyid: '5',
      lifecyclestage: 'customer',
      hs_email_optout: 'true',
    });
    expect(setAside).toBeNull();
    expect(record).toEqual({
      object: 'customer',
      id: '9',
      modifiedAt: AT,
      href: 'https://app.hubspot.com/contacts/4711/record/0-1/9',
      name: 'Ana Ruiz',
      email: 'ana@example.com',
      language: 'es',
      account: '5',
      lifecycle: 'customer',
      optedOut: true,
      surveys: [],
    });
  });

  it('has a name even without one, and a company by its links', () => {
    expect(map('contacts', { email: 'x@example.com' }).record).toMatchObject({ name: 'x@example.com', account: '7' });
    expect(map('contacts', { firstname: null, lastname: '' }, NO_LINKS).record).toMatchObject({ name: '#9' });
  });

  it('stays known when a rolled-up answer is off its scale', () => {
    const { record, setAside } = map('contacts', {
      hs_feedback_last_nps_rating_number: '11',
      hs_feedback_last_survey_date: AT,
    });
    expect(record).toMatchObject({ surveys: [] });
    expect(setAside).toMatchObject({ object: 'customer', id: '9', reason: 'out_of_scale' });
    expect(setAside?.detail).toContain('hs_feedback_last_nps_rating_number');
  });
});

describe('what an admin wants contacts split by', () => {
  it('comes along under the names of the portal; what is empty does not', () => {
    const context = { ...CONTEXT, properties: { ...CONTEXT.properties, segments: ['plan', 'country'] } };
    const { record } = mapIn(context, 'contacts', { firstname: 'Ana', plan: 'pro', country: null });
    expect(record).toMatchObject({ segments: { plan: 'pro' } });
    expect(map('contacts', { firstname: 'Ana', plan: 'pro' }).record).not.toHaveProperty('segments');
    const known = new Set(['plan', 'firstname']);
    expect(wantedProperties('contacts', known, true, context.properties)).toEqual([
      'lastmodifieddate',
      'firstname',
      'plan',
    ]);
  });
});

describe('a ticket', () => {
  const ticket = { createdate: AT, hs_pipeline_stage: '4', source_type: 'EMAIL' };

  it('becomes a ticket with its times', () => {
    const { record } = map('tickets', {
      ...ticket,
      subject: 'Hola',
      closed_date: '1772532000000',
      first_agent_reply_date: '2026-03-01T11:00:00Z',
      hs_ticket_priority: 'URGENT',
      hs_ticket_category: 'BILLING_ISSUE',
    });
    expect(record).toMatchObject({
      openedAt: AT,
      firstResponseAt: '2026-03-01T11:00:00.000Z',
      resolvedAt: '2026-03-03T10:00:00.000Z',
      open: false,
      touchpoint: 'email',
      priority: 'urgent',
      topic: 'BILLING_ISSUE',
      customers: ['1', '2'],
      accounts: ['7'],
      reopenedAt: [],
    });
  });

  it('is promised until the end of a bare day, and to the very instant of a time', () => {
    expect(map('tickets', { ...ticket, promised_date: '2026-03-04' }).record).toMatchObject({
      promisedAt: '2026-03-04T23:59:59.999Z',
    });
    expect(map('tickets', { ...ticket, promised_date: '2026-03-04T09:00:00Z' }).record).toMatchObject({
      promisedAt: '2026-03-04T09:00:00.000Z',
    });
    expect(map('tickets', { ...ticket, promised_date: 'soon' }).setAside?.reason).toBe('bad_date');
  });

  it('is open or closed by its stage where HubSpot does not say', () => {
    expect(map('tickets', { ...ticket, hs_pipeline_stage: '1', closed_date: AT }).record).toMatchObject({ open: true });
    expect(map('tickets', { ...ticket, hs_is_closed: 'false' }).record).toMatchObject({ open: true });
    expect(map('tickets', { ...ticket, hs_pipeline_stage: '77' }).setAside?.reason).toBe('missing_property');
  });

  it('takes the first answer from a duration where there is no date', () => {
    expect(map('tickets', { ...ticket, time_to_first_agent_reply: '60000' }).record).toMatchObject({
      firstResponseAt: '2026-03-01T10:01:00.000Z',
    });
  });

  it.each([
    ['CHAT', 'chat'],
    ['phone', 'phone'],
    ['FORM', 'form'],
    ['CARRIER_PIGEON', 'other'],
    ['', 'service_desk'],
  ])('from %s happened at %s', (source_type, touchpoint) => {
    expect(map('tickets', { ...ticket, source_type }).record).toMatchObject({ touchpoint });
  });

  it('tells how long it was in each open stage that it has left', () => {
    const times = { hs_v2_cumulative_time_in_1: '5400000', hs_v2_cumulative_time_in_4: '1000' };
    expect(map('tickets', { ...ticket, ...times }).record).toMatchObject({ steps: [{ name: 'Stage 1', hours: 1.5 }] });
    const still = map('tickets', { ...ticket, ...times, hs_pipeline_stage: '1' }).record;
    expect(still).not.toHaveProperty('steps');
  });

  it('counts in full from a channel that nobody knows, and says so', () => {
    const { record, setAside } = map('tickets', { ...ticket, source_type: 'CARRIER_PIGEON' });
    expect(record).toMatchObject({ openedAt: AT });
    expect(setAside).toMatchObject({ reason: 'unknown_channel', detail: expect.stringContaining('CARRIER_PIGEON') });
  });

  it('counts reopenings from its history, else knows the last one', () => {
    const at = (day: number): string => `2026-03-0${day}T10:00:00.000Z`;
    const history = [
      { value: '1', timestamp: at(6) },
      { value: '4', timestamp: at(5) },
      { value: '1', timestamp: at(3) },
      { value: '4', timestamp: at(2) },
      { value: 'gone', timestamp: at(2) },
      { value: '1', timestamp: at(1) },
    ];
    const properties = { ...ticket, hs_pipeline_stage: '1', hs_ticket_reopened_at: at(6) };
    expect(map('tickets', properties).record).toMatchObject({ reopenedAt: [at(6)] });
    const more = { propertiesWithHistory: { hs_pipeline_stage: history } };
    expect(map('tickets', properties, linked, more).record).toMatchObject({ reopenedAt: [at(3), at(6)] });
    const cutOff = { propertiesWithHistory: { hs_pipeline_stage: history.slice(0, 1) } };
    expect(map('tickets', properties, linked, cutOff).record).toMatchObject({ reopenedAt: [at(6)] });
  });

  it.each([
    [{ createdate: null }, 'missing_property', 'createdate'],
    [{ createdate: 'yesterday' }, 'bad_date', 'createdate'],
    [{ closed_date: '2026-02-30T00:00:00Z' }, 'bad_date', 'closed_date'],
    [{ closed_date: '2026-01-01T00:00:00Z' }, 'bad_order', 'closed_date'],
    [{ time_to_first_agent_reply: 'fast' }, 'bad_number', 'time_to_first_agent_reply'],
    [{ hs_is_closed: 'maybe' }, 'unknown_value', 'hs_is_closed'],
  ])('with %j is set aside', (properties, reason, name) => {
    const { record, setAside } = map('tickets', { ...ticket, ...properties });
    expect(record).toBeNull();
    expect(setAside).toMatchObject({ object: 'ticket', id: '9', reason });
    expect(setAside?.detail).toContain(name);
  });
});

describe('a survey answer', () => {
  const answer = { hs_survey_type: 'NPS', hs_value: '9', hs_submission_timestamp: AT };

  it.each([
    ['NPS', '0', { min: 0, max: 10, reversed: false }, 'relational'],
    ['CSAT', '2', { min: 0, max: 2, reversed: false }, undefined],
    ['CES', '7', { min: 1, max: 7, reversed: false }, 'transactional'],
  ])('of %s has its own scale', (hs_survey_type, hs_value, scale, scope) => {
    const { record } = map('feedback_submissions', { ...answer, hs_survey_type, hs_value });
    expect(record).toMatchObject({ survey: hs_survey_type.toLowerCase(), value: Number(hs_value), scale });
    expect(record).toHaveProperty('object', 'survey');
    expect(record && 'scope' in record ? record.scope : undefined).toBe(scope);
  });

  it('is about an interaction when it belongs to a ticket', () => {
    const { record } = map(
      'feedback_submissions',
      { ...answer, hs_survey_type: 'CSAT', hs_value: '1' },
      { ...linked, tickets: ['5'] },
    );
    expect(record).toMatchObject({ scope: 'transactional' });
  });

  it.each([
    [{ hs_value: '11' }, 'out_of_scale'],
    [{ hs_survey_type: 'CSAT', hs_value: '5' }, 'out_of_scale'],
    [{ hs_survey_type: 'CES', hs_value: '0' }, 'out_of_scale'],
    [{ hs_survey_type: 'CUSTOM' }, 'unknown_scale'],
    [{ hs_survey_type: null }, 'missing_property'],
    [{ hs_value: '' }, 'missing_property'],
    [{ hs_value: '1,5' }, 'bad_number'],
    [{ hs_submission_timestamp: 'soon' }, 'bad_date'],
    [{ hs_submission_timestamp: null }, 'missing_property'],
  ])('with %j is set aside', (properties, reason) => {
    const { record, setAside } = map('feedback_submissions', { ...answer, ...properties });
    expect(record).toBeNull();
    expect(setAside?.reason).toBe(reason);
  });
});

describe('an engagement', () => {
  it('keeps its type in its id and only the customer’s words', () => {
    const email = { hs_timestamp: AT, hs_email_text: 'Hola', hs_email_subject: 'Re' };
    expect(map('emails', { ...email, hs_email_direction: 'INCOMING_EMAIL' }).record).toMatchObject({
      id: 'emails:9',
      type: 'email',
      direction: 'inbound',
      text: 'Hola',
      automated: false,
    });
    const outbound = map('emails', { ...email, hs_email_direction: 'EMAIL', hs_sequence_id: '3' }).record;
    expect(outbound).toMatchObject({ direction: 'outbound', automated: true, purpose: 'sales' });
    expect(outbound).not.toHaveProperty('text');
    expect(map('emails', { ...email, hs_email_direction: 'FORWARDED_EMAIL' }).record).not.toHaveProperty('direction');
    expect(map('emails', { ...email, hs_email_direction: 'DRAFT_EMAIL' }).record).toMatchObject({ outcome: 'draft' });
  });

  it('belongs to service when it belongs to a ticket', () => {
    expect(map('calls', { hs_timestamp: AT }, { ...linked, tickets: ['5'] }).record).toMatchObject({
      type: 'call',
      purpose: 'service',
    });
  });

  it('takes a meeting when it began', () => {
    const meeting = { hs_timestamp: AT, hs_meeting_start_time: '2026-03-02T10:00:00Z', hs_meeting_outcome: 'NO_SHOW' };
    expect(map('meetings', meeting).record).toMatchObject({ at: '2026-03-02T10:00:00.000Z', outcome: 'no_show' });
    expect(map('notes', { hs_timestamp: null }).setAside?.reason).toBe('missing_property');
  });
});

describe('a deal', () => {
  it.each([
    ['open', 'open', AT],
    ['won', 'won', '2026-03-05T00:00:00.000Z'],
    ['lost', 'lost', '2026-03-05T00:00:00.000Z'],
  ])('in stage %s is %s', (dealstage, outcome, at) => {
    const { record } = map('deals', {
      dealname: 'D',
      dealstage,
      createdate: AT,
      closedate: '2026-03-05',
      amount: '10.5',
    });
    expect(record).toMatchObject({ object: 'deal', outcome, at, openedAt: AT, amount: 10.5, renewal: false });
  });

  it('is a renewal by its name or its type', () => {
    const deal = { dealstage: 'lost', createdate: AT, closedate: '2026-02-01' };
    expect(map('deals', { ...deal, dealname: 'Acme - renovación' }).record).toMatchObject({ renewal: true });
    expect(map('deals', { ...deal, dealname: 'Acme', dealtype: 'Renewal' }).record).toMatchObject({ renewal: true });
    expect(map('deals', { ...deal, dealname: 'Renewed offices' }).record).toMatchObject({ renewal: false });
  });

  it('was opened when it was created, unless it was closed before that', () => {
    const deal = { dealname: 'D', dealstage: 'lost', createdate: AT, closedate: '2026-02-01' };
    expect(map('deals', deal).record).not.toHaveProperty('openedAt');
  });
});

describe('an instant', () => {
  it('is read from what HubSpot gives, and from nothing else', () => {
    expect(parseInstant('1772532000000')).toBe('2026-03-03T10:00:00.000Z');
    expect(parseInstant('2026-03-05')).toBe('2026-03-05T00:00:00.000Z');
    expect(parseInstant('2026-03-05T01:00:00+01:00')).toBe('2026-03-05T00:00:00.000Z');
    for (const text of ['2026-13-01', '2026-02-29', '05/03/2026', 'March 5', '2026-03-05T10:00', '12', '2026']) {
      expect(parseInstant(text)).toBeNull();
    }
  });

  it('never makes a record fail in another way than by being set aside', () => {
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('', '-1', '1e309', '2026-03-05', 'true', '4', 'NPS', 'CSAT'),
      fc.constant(null),
    );
    const names = [
      'createdate',
      'hs_pipeline_stage',
      'closed_date',
      'hs_value',
      'hs_survey_type',
      'hs_timestamp',
      'amount',
      'dealstage',
      'email',
      'annualrevenue',
      'hs_ticket_reopened_at',
      'hs_feedback_last_nps_rating_number',
      VENDOR_TYPES.tickets.modified,
    ];
    const properties = fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(VENDOR_TYPES) as VendorObject[])), properties, (vendor, given) => {
        const { record, setAside } = map(vendor, given as Record<string, string | null>);
        expect(record !== null || setAside !== null).toBe(true);
        if (setAside) expect(setAside.detail).not.toBe('');
      }),
    );
  });
});
