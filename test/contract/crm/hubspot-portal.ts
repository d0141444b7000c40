/** A small portal for the contract tests: every kind of record, and some odd ones. */
import type { SeedAssociation, SeedObject, SeedPortal } from '../../../src/sandbox/hubspot/seed-format.ts';

export const PORTAL = 4711;
export const NOW = '2026-11-20T10:00:00.000Z';
const DAY_MS = 86_400_000;

export const REOPENED_AT = ['2026-05-03T10:00:00.000Z', '2026-05-06T10:00:00.000Z'];

/** What HubSpot keeps of a contact's last answer. */
const ROLLED_UP = { hs_feedback_last_nps_rating_number: '9', hs_feedback_last_survey_date: '2026-09-01' };

type Type = SeedObject['type'];
const daysAgo = (days: number): string => new Date(Date.parse(NOW) - days * DAY_MS).toISOString();

function object(
  type: Type,
  id: number,
  properties: Record<string, string>,
  days: number,
  more: object = {},
): SeedObject {
  const at = daysAgo(days);
  return { type, id: String(id), properties, createdAt: at, updatedAt: at, ...more };
}

function link(from: Type, id: number, to: Type, toId: number, typeId: number): SeedAssociation {
  return { from: { type: from, id: String(id) }, to: { type: to, id: String(toId) }, typeIds: [typeId] };
}

/** Ids: contacts 1…, companies 100001…, tickets 200001…, answers 300001…, engagements 400001… (one per type each), deals 500001…. */
export function seedPortal(customers: number): SeedPortal {
  const objects: SeedObject[] = [];
  const associations: SeedAssociation[] = [];
  const small = Math.min(customers, 250);
  for (let id = 1; id <= customers; id += 1) {
    objects.push(
      object(
        'contacts',
        id,
        {
          firstname: 'Ana',
          lastname: `Ruiz ${id}`,
          email: `ana.${id}@example.com`,
          hs_language: 'es-mx',
          ...(id === 1 && ROLLED_UP),
        },
        30,
      ),
    );
  }
  for (let index = 1; index <= 5; index += 1) {
    objects.push(object('companies', 100_000 + index, { name: `Acme ${index}`, annualrevenue: '1200.5' }, 40));
  }
  for (let index = 1; index <= small; index += 1) {
    const days = 5 + (index % 300);
    const ticket = 200_000 + index;
    const created = daysAgo(days + 3);
    objects.push(ticketObject(index, ticket, created, days));
    if (index !== 4) associations.push(link('tickets', ticket, 'contacts', index, 16));
    if (index % 7 === 0) associations.push(link('tickets', ticket, 'contacts', (index % small) + 1, 16));
    const answer = { hs_survey_type: 'CSAT', hs_value: index === 3 ? '9' : String(index % 3), hs_content: 'bien' };
    objects.push(
      object('feedback_submissions', 300_000 + index, { ...answer, hs_submission_timestamp: created }, days),
    );
    associations.push(link('feedback_submissions', 300_000 + index, 'contacts', index, 98));
    const [type, typeId] = ENGAGEMENTS[index % ENGAGEMENTS.length]!;
    objects.push(object(type, 400_000 + index, { ...ENGAGEMENT_PROPERTIES[type], hs_timestamp: created }, days));
    associations.push(link(type, 400_000 + index, 'contacts', index, typeId));
  }
  const deal = {
    dealname: 'Renewal',
    dealstage: 'closedwon',
    amount: '99.90',
    closedate: daysAgo(9),
    createdate: daysAgo(50),
  };
  objects.push(object('deals', 500_001, deal, 9));
  associations.push(link('deals', 500_001, 'contacts', 1, 3));
  return { portalId: PORTAL, name: 'Contract', timeZone: 'Europe/Madrid', owners: [], objects, associations };
}

const ENGAGEMENTS = [
  ['emails', 198],
  ['calls', 194],
  ['meetings', 200],
  ['notes', 202],
] as const;
const ENGAGEMENT_PROPERTIES: Readonly<Record<string, Record<string, string>>> = {
  emails: { hs_email_direction: 'INCOMING_EMAIL', hs_email_subject: 'Hola', hs_email_text: 'No funciona' },
  calls: { hs_call_direction: 'OUTBOUND', hs_call_status: 'COMPLETED' },
  meetings: { hs_meeting_outcome: 'COMPLETED' },
  notes: { hs_note_body: '<p>Called</p>' },
};

function ticketObject(index: number, id: number, created: string, days: number): SeedObject {
  const base = {
    subject: `Ticket ${index}`,
    content: 'No llega',
    source_type: 'EMAIL',
    hs_pipeline: '0',
    createdate: created,
  };
  if (index === 1) {
    const history = [
      { value: '4', timestamp: '2026-05-08T10:00:00.000Z' },
      { value: '2', timestamp: REOPENED_AT[1]! },
      { value: '4', timestamp: '2026-05-05T10:00:00.000Z' },
      { value: '2', timestamp: REOPENED_AT[0]! },
      { value: '4', timestamp: '2026-05-02T10:00:00.000Z' },
      { value: '1', timestamp: '2026-05-01T10:00:00.000Z' },
    ];
    const properties = {
      ...base,
      createdate: '2026-05-01T10:00:00.000Z',
      hs_pipeline_stage: '4',
      hs_ticket_reopened_at: REOPENED_AT[1]!,
      closed_date: '2026-05-08T10:00:00.000Z',
    };
    return object('tickets', id, properties, days, { history: { hs_pipeline_stage: history } });
  }
  if (index === 2) return object('tickets', id, { ...base, hs_pipeline_stage: '4', closed_date: 'next tuesday' }, days);
  return object('tickets', id, { ...base, hs_pipeline_stage: index % 2 === 0 ? '1' : '4' }, days);
}
