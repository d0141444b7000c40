import type { Engagement, World } from '../world/world.ts';
import type { HubspotObjectType, SeedAssociation } from './seed-format.ts';

export const ENGAGEMENT_TYPES: Readonly<Record<Engagement['kind'], HubspotObjectType>> = {
  email: 'emails',
  call: 'calls',
  meeting: 'meetings',
  note: 'notes',
};

/**
 * HubSpot-defined type ids, labelled "Primary" first where there is such a one
 * (https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide, "Association type ID values").
 */
const TO_CONTACT = {
  tickets: 16,
  feedback_submissions: 98,
  emails: 198,
  calls: 194,
  meetings: 200,
  notes: 202,
  deals: 3,
};
const TO_COMPANY = {
  contacts: [1, 279],
  tickets: [26, 339],
  feedback_submissions: [928],
  emails: [186],
  calls: [182],
  meetings: [188],
  notes: [190],
  deals: [5, 341],
};
const TO_TICKET = { feedback_submissions: 100, emails: 224, calls: 220, meetings: 226, notes: 228 };

interface Links {
  readonly personId?: string;
  readonly accountId?: string;
  readonly ticketId?: string;
}

/** Yields who belongs to what: contacts, companies and tickets of every record. */
export function* seedAssociations(world: World): Generator<SeedAssociation> {
  for (const person of world.people)
    yield* linksOf('contacts', person.id, {
      ...(person.accountId === undefined ? {} : { accountId: person.accountId }),
    });
  for (const ticket of world.tickets) yield* linksOf('tickets', ticket.id, ticket);
  for (const answer of world.surveys) yield* linksOf('feedback_submissions', answer.id, answer);
  for (const engagement of world.engagements)
    yield* linksOf(ENGAGEMENT_TYPES[engagement.kind], engagement.id, engagement);
  for (const deal of world.deals) yield* linksOf('deals', deal.id, deal);
}

function* linksOf(
  type: HubspotObjectType,
  id: string,
  { personId, accountId, ticketId }: Links,
): Generator<SeedAssociation> {
  const from = { type, id };
  if (personId !== undefined && type in TO_CONTACT) {
    yield { from, to: { type: 'contacts', id: personId }, typeIds: [TO_CONTACT[type as keyof typeof TO_CONTACT]] };
  }
  if (accountId !== undefined && type in TO_COMPANY) {
    yield { from, to: { type: 'companies', id: accountId }, typeIds: TO_COMPANY[type as keyof typeof TO_COMPANY] };
  }
  if (ticketId !== undefined && type in TO_TICKET) {
    yield { from, to: { type: 'tickets', id: ticketId }, typeIds: [TO_TICKET[type as keyof typeof TO_TICKET]] };
  }
}
