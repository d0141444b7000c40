import type { Account, Agent, Country, Deal, Engagement, EpochMs, Person, World } from '../world/world.ts';
import { makeId } from './ids.ts';
import { activityRecords } from './seed-activities.ts';
import { caseRecords, present } from './seed-cases.ts';
import type { SeedField, SeedOrg, SeedRecord, SeedUser } from './seed-format.ts';
import { seedId } from './seed-ids.ts';
import { surveyDefinitions, surveyRecords } from './seed-surveys.ts';

const ADMIN_ID = makeId('005', 1);
const INTEGRATION_ID = makeId('005', 2);
/** User name of whom integrations sign in as. */
export const INTEGRATION_USERNAME = 'integration@northside.example';
export const ADMIN_USERNAME = 'admin@northside.example';
const DAY_MS = 86_400_000;
const OPEN_DEAL_DAYS = 30;

/** Fields that the seeded company made for itself. */
const OWN_FIELDS: readonly SeedField[] = [
  { object: 'Contact', fullName: 'Language__c', type: 'Picklist', values: ['en', 'es'] },
  {
    object: 'Contact',
    fullName: 'Preferred_Channel__c',
    type: 'Picklist',
    values: ['email', 'phone', 'chat', 'form', 'social'],
  },
  { object: 'Contact', fullName: 'Privacy_Consent__c', type: 'Picklist', values: ['given', 'withdrawn'] },
  { object: 'Contact', fullName: 'Customer_Since__c', type: 'Text', length: 40 },
  {
    object: 'Contact',
    fullName: 'Lifecycle__c',
    type: 'Picklist',
    values: ['subscriber', 'lead', 'opportunity', 'customer', 'evangelist'],
  },
  { object: 'Account', fullName: 'Renewal_Date__c', type: 'Date' },
  { object: 'Account', fullName: 'Subscription_Amount__c', type: 'Currency', precision: 18, scale: 2 },
  { object: 'Case', fullName: 'Promised_Date__c', type: 'Date' },
  {
    object: 'Event',
    fullName: 'Outcome__c',
    type: 'Picklist',
    values: ['Completed', 'No show', 'Rescheduled', 'Canceled'],
  },
  { object: 'Opportunity', fullName: 'Loss_Reason__c', type: 'Text', length: 255 },
];

/** Returns the world as a Salesforce org would hold it. Records are made as they are read. */
export function salesforceSeed(world: World): SeedOrg {
  return {
    organizationId: makeId('00D', 147_258_369),
    name: world.company.name,
    timeZone: world.company.timeZone,
    users: usersOf(world),
    fields: OWN_FIELDS,
    records: { [Symbol.iterator]: () => recordsOf(world) },
  };
}

const iso = (at: EpochMs): string => new Date(at).toISOString();

function usersOf(world: World): SeedUser[] {
  const { domain } = world.company;
  return [
    {
      id: ADMIN_ID,
      username: ADMIN_USERNAME,
      email: `admin@${domain}`,
      firstName: 'Org',
      lastName: 'Admin',
      profile: 'System Administrator',
    },
    {
      id: INTEGRATION_ID,
      username: INTEGRATION_USERNAME,
      email: `integration@${domain}`,
      lastName: 'Integration',
      profile: 'Minimum Access - API Only Integrations',
    },
    ...world.agents.map(
      (agent): SeedUser => ({
        id: seedId('user', agent.id),
        username: agent.email,
        email: agent.email,
        firstName: agent.firstName,
        lastName: agent.lastName,
        profile: 'Standard User',
        title: TEAM_TITLES[agent.team],
      }),
    ),
  ];
}

const TEAM_TITLES: Readonly<Record<Agent['team'], string>> = {
  support: 'Support Agent',
  sales: 'Account Executive',
  success: 'Customer Success Manager',
};
const COUNTRY_NAMES: Readonly<Record<Country, string>> = {
  ES: 'Spain',
  MX: 'Mexico',
  AR: 'Argentina',
  CO: 'Colombia',
  GB: 'United Kingdom',
  IE: 'Ireland',
  US: 'United States',
};

function* recordsOf(world: World): Generator<SeedRecord> {
  const agents = new Map(world.agents.map((agent) => [agent.id, agent]));
  const people = new Map(world.people.map((person) => [person.id, person]));
  const mails = new Map<string, Engagement[]>();
  for (const engagement of world.engagements) {
    if (engagement.kind !== 'email' || engagement.ticketId === undefined) continue;
    const list = mails.get(engagement.ticketId);
    if (list) list.push(engagement);
    else mails.set(engagement.ticketId, [engagement]);
  }
  for (const account of world.accounts) yield accountOf(account);
  for (const person of world.people) yield* contactsOf(person);
  for (const [index, ticket] of world.tickets.entries())
    yield* caseRecords(ticket, index, mails.get(ticket.id) ?? [], ADMIN_ID);
  yield* surveyDefinitions(Math.min(world.now, ...world.surveys.map((answer) => answer.answeredAt)));
  for (const answer of world.surveys) yield* surveyRecords(answer);
  for (const engagement of world.engagements)
    yield* activityRecords(engagement, agents.get(engagement.agentId), people.get(engagement.personId));
  for (const deal of world.deals) yield* dealRecords(deal, world.now);
}

/** The world's lines of business in Salesforce's words. */
const INDUSTRIES: Readonly<Record<string, string>> = {
  FOOD_PRODUCTION: 'Food & Beverage',
  HEALTH_WELLNESS_AND_FITNESS: 'Recreation',
  HOSPITALITY: 'Hospitality',
  HOSPITAL_HEALTH_CARE: 'Healthcare',
  LEISURE_TRAVEL_TOURISM: 'Hospitality',
  PRIMARY_SECONDARY_EDUCATION: 'Education',
  REAL_ESTATE: 'Construction',
  RESTAURANTS: 'Food & Beverage',
  ACCOUNTING: 'Finance',
  VETERINARY: 'Healthcare',
  AUTOMOTIVE: 'Transportation',
};

function accountOf(account: Account): SeedRecord {
  const ownerId = seedId('user', account.agentId);
  return {
    type: 'Account',
    id: seedId('account', account.id),
    fields: {
      Name: account.name,
      Type: 'Customer - Direct',
      Website: `https://${account.domain}`,
      Industry: INDUSTRIES[account.industry] ?? 'Other',
      NumberOfEmployees: account.employees,
      BillingCity: account.city,
      BillingCountry: COUNTRY_NAMES[account.country],
      Renewal_Date__c: iso(account.renewsAt).slice(0, 10),
      Subscription_Amount__c: account.yearlyAmount,
      OwnerId: ownerId,
      CreatedDate: iso(account.createdAt),
      CreatedById: ownerId,
      LastModifiedDate: iso(account.updatedAt),
    },
  };
}

/** A contact, and those that were merged into it. Salesforce wants a last name; it writes [not provided] where none is known. */
function* contactsOf(person: Person): Generator<SeedRecord> {
  const lastName = person.lastName ?? '[not provided]';
  const id = seedId('contact', person.id);
  const named = { LastName: lastName, Name: [person.firstName, lastName].filter(Boolean).join(' ') };
  yield {
    type: 'Contact',
    id,
    fields: present({
      ...named,
      FirstName: person.firstName,
      Email: person.email,
      Phone: person.phone,
      Title: person.jobTitle,
      MailingCity: person.city,
      MailingCountry: person.country === undefined ? undefined : COUNTRY_NAMES[person.country],
      AccountId: person.accountId === undefined ? undefined : seedId('account', person.accountId),
      HasOptedOutOfEmail: person.optedOut,
      Language__c: person.language,
      Preferred_Channel__c: person.preferredChannel,
      Privacy_Consent__c: person.consent === 'unknown' ? undefined : person.consent,
      Customer_Since__c: person.customerSince,
      Lifecycle__c: person.lifecycle,
      OwnerId: person.agentId === undefined ? ADMIN_ID : seedId('user', person.agentId),
      CreatedDate: iso(person.createdAt),
      LastModifiedDate: iso(person.updatedAt),
      IsDeleted: person.archived,
    }),
  };
  for (const mergedId of person.mergedIds)
    yield {
      type: 'Contact',
      id: seedId('contact', mergedId),
      fields: {
        ...named,
        MasterRecordId: id,
        IsDeleted: true,
        CreatedDate: iso(person.createdAt),
        LastModifiedDate: iso(person.createdAt),
      },
    };
}

const STAGES: Readonly<Record<Deal['stage'], { readonly name: string; readonly probability: number }>> = {
  qualified: { name: 'Qualification', probability: 10 },
  proposal: { name: 'Proposal/Price Quote', probability: 75 },
  contract: { name: 'Negotiation/Review', probability: 90 },
  won: { name: 'Closed Won', probability: 100 },
  lost: { name: 'Closed Lost', probability: 0 },
};

function* dealRecords(deal: Deal, now: EpochMs): Generator<SeedRecord> {
  const { name, probability } = STAGES[deal.stage];
  const id = seedId('opportunity', deal.id);
  const contactId = seedId('contact', deal.personId);
  const closes = deal.closedAt ?? deal.createdAt + OPEN_DEAL_DAYS * DAY_MS;
  const ownerId = seedId('user', deal.agentId);
  yield {
    type: 'Opportunity',
    id,
    fields: present({
      Name: deal.name.slice(0, 120),
      AccountId: deal.accountId === undefined ? undefined : seedId('account', deal.accountId),
      ContactId: contactId,
      Amount: deal.amount,
      StageName: name,
      Probability: probability,
      ExpectedRevenue: Math.round(deal.amount * probability) / 100,
      IsClosed: deal.closedAt !== undefined,
      IsWon: deal.stage === 'won',
      Type: deal.kind === 'new' ? 'New Customer' : 'Existing Customer - Upgrade',
      CloseDate: iso(closes).slice(0, 10),
      Loss_Reason__c: deal.lostReason,
      OwnerId: ownerId,
      CreatedDate: iso(deal.createdAt),
      CreatedById: ownerId,
      LastModifiedDate: iso(Math.min(now, deal.closedAt ?? deal.createdAt)),
    }),
  };
  yield {
    type: 'OpportunityContactRole',
    id: seedId('role', deal.id),
    fields: {
      OpportunityId: id,
      ContactId: contactId,
      IsPrimary: true,
      Role: 'Decision Maker',
      CreatedDate: iso(deal.createdAt),
    },
  };
}
