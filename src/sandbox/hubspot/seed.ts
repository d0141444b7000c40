import type {
  Account,
  Agent,
  Channel,
  Deal,
  Engagement,
  EpochMs,
  Person,
  Stage,
  SurveyAnswer,
  Ticket,
  Topic,
  World,
} from '../world/world.ts';
import { ENGAGEMENT_TYPES, seedAssociations } from './seed-associations.ts';
import { engagementProperties } from './seed-engagement.ts';
import type { SeedObject, SeedPortal } from './seed-format.ts';

const PORTAL_ID = 147_258_369;

/** Returns the world as a HubSpot portal would hold it, under HubSpot's own property names. Objects are made as they are read. */
export function hubspotSeed(world: World): SeedPortal {
  const agents = new Map(world.agents.map((agent) => [agent.id, agent]));
  const people = new Map(world.people.map((person) => [person.id, person]));
  return {
    portalId: PORTAL_ID,
    name: world.company.name,
    timeZone: world.company.timeZone,
    owners: world.agents.map(({ id, email, firstName, lastName }) => ({ id, email, firstName, lastName })),
    objects: { [Symbol.iterator]: () => objectsOf(world, agents, people) },
    associations: { [Symbol.iterator]: () => seedAssociations(world) },
  };
}

const iso = (at: EpochMs): string => new Date(at).toISOString();

/** HubSpot has no empty properties: what is unknown is absent. */
function present(properties: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(properties))
    if (value !== undefined && value !== '') kept[name] = String(value);
  return kept;
}

function* objectsOf(
  world: World,
  agents: ReadonlyMap<string, Agent>,
  people: ReadonlyMap<string, Person>,
): Generator<SeedObject> {
  const accountNames = new Map(world.accounts.map((account) => [account.id, account.name]));
  for (const account of world.accounts) yield companyOf(account);
  for (const person of world.people) yield contactOf(person, accountNames.get(person.accountId ?? ''));
  for (const ticket of world.tickets) yield ticketOf(ticket);
  for (const answer of world.surveys) yield feedbackOf(answer, people.get(answer.personId));
  for (const engagement of world.engagements) yield engagementOf(engagement, agents, people);
  for (const deal of world.deals) yield dealOf(deal, world.now);
}

function companyOf(account: Account): SeedObject {
  return {
    type: 'companies',
    id: account.id,
    properties: present({
      name: account.name,
      domain: account.domain,
      website: `https://${account.domain}`,
      industry: account.industry,
      numberofemployees: account.employees,
      city: account.city,
      country: COUNTRY_NAMES[account.country],
      lifecyclestage: 'customer',
      type: 'CUSTOMER',
      hubspot_owner_id: account.agentId,
      hs_next_renewal_date: iso(account.renewsAt).slice(0, 10),
      subscription_amount: account.yearlyAmount,
      createdate: iso(account.createdAt),
    }),
    createdAt: iso(account.createdAt),
    updatedAt: iso(account.updatedAt),
  };
}

const COUNTRY_NAMES: Readonly<Record<Account['country'], string>> = {
  ES: 'Spain',
  MX: 'Mexico',
  AR: 'Argentina',
  CO: 'Colombia',
  GB: 'United Kingdom',
  IE: 'Ireland',
  US: 'United States',
};

function contactOf(person: Person, company: string | undefined): SeedObject {
  return {
    type: 'contacts',
    id: person.id,
    properties: present({
      firstname: person.firstName,
      lastname: person.lastName,
      email: person.email,
      phone: person.phone,
      hs_language: person.language,
      city: person.city,
      country: person.country === undefined ? undefined : COUNTRY_NAMES[person.country],
      jobtitle: person.jobTitle,
      company,
      lifecyclestage: person.lifecycle,
      hubspot_owner_id: person.agentId,
      hs_email_optout: person.optedOut ? 'true' : undefined,
      hs_merged_object_ids: person.mergedIds.join(';'),
      associatedcompanyid: person.accountId,
      preferred_channel: person.preferredChannel,
      privacy_consent: person.consent === 'unknown' ? undefined : person.consent,
      customer_since: person.customerSince,
      createdate: iso(person.createdAt),
    }),
    createdAt: iso(person.createdAt),
    updatedAt: iso(person.updatedAt),
    ...(person.archived ? { archivedAt: iso(person.updatedAt) } : {}),
  };
}

/** Stage ids of the default ticket pipeline. */
const STAGES: Readonly<Record<Stage, string>> = { new: '1', waiting_on_customer: '2', waiting_on_us: '3', closed: '4' };
const SOURCES: Readonly<Record<Channel, string>> = {
  email: 'EMAIL',
  phone: 'PHONE',
  chat: 'CHAT',
  form: 'FORM',
  social: 'FB_MESSENGER',
};
const CATEGORIES: Readonly<Record<Topic, string>> = {
  late_delivery: 'GENERAL_INQUIRY',
  damaged_delivery: 'PRODUCT_ISSUE',
  returns: 'GENERAL_INQUIRY',
  surprise_charge: 'BILLING_ISSUE',
  billing: 'BILLING_ISSUE',
  price: 'BILLING_ISSUE',
  technical_fault: 'PRODUCT_ISSUE',
  login: 'PRODUCT_ISSUE',
  installation: 'PRODUCT_ISSUE',
  missing_info: 'GENERAL_INQUIRY',
  trust: 'GENERAL_INQUIRY',
  renewal: 'BILLING_ISSUE',
  cancellation: 'GENERAL_INQUIRY',
  praise: 'GENERAL_INQUIRY',
  feature_request: 'FEATURE_REQUEST',
};

function ticketOf(ticket: Ticket): SeedObject {
  const { openedAt, firstReplyAt, closedAt, reopenedAt } = ticket;
  const stages = ticket.stages.map(({ stage, at }) => ({ value: STAGES[stage], timestamp: iso(at) })).reverse();
  return {
    type: 'tickets',
    id: ticket.id,
    properties: present({
      subject: ticket.subject,
      content: ticket.body,
      hs_pipeline: '0',
      hs_pipeline_stage: stages[0]?.value,
      hs_ticket_category: CATEGORIES[ticket.topic],
      hs_ticket_priority: ticket.priority.toUpperCase(),
      source_type: SOURCES[ticket.channel],
      hubspot_owner_id: ticket.agentId,
      hs_primary_company_id: ticket.accountId,
      createdate: iso(openedAt),
      first_agent_reply_date: firstReplyAt === undefined ? undefined : iso(firstReplyAt),
      time_to_first_agent_reply: firstReplyAt === undefined ? undefined : firstReplyAt - openedAt,
      closed_date: closedAt === undefined ? undefined : iso(closedAt),
      time_to_close: closedAt === undefined ? undefined : closedAt - openedAt,
      hs_is_closed: String(closedAt !== undefined),
      hs_resolution: closedAt === undefined ? undefined : 'ISSUE_FIXED',
      hs_ticket_reopened_at: reopenedAt === undefined ? undefined : iso(reopenedAt),
      hs_num_times_contacted: ticket.timesContacted,
      ...timesInStages(ticket),
      promised_date: ticket.promisedFor === undefined ? undefined : iso(ticket.promisedFor).slice(0, 10),
    }),
    createdAt: iso(openedAt),
    updatedAt: iso(ticket.updatedAt),
    history: { hs_pipeline_stage: stages },
  };
}

/** HubSpot adds up the time in each stage that a ticket has left. */
function timesInStages({ stages }: Ticket): Record<string, string> {
  const times = new Map<string, number>();
  for (const [index, { stage, at }] of stages.entries()) {
    const next = stages[index + 1];
    if (next !== undefined) times.set(STAGES[stage], (times.get(STAGES[stage]) ?? 0) + (next.at - at));
  }
  return Object.fromEntries(
    [...times].flatMap(([id, ms]) => [
      [`hs_v2_cumulative_time_in_${id}`, String(ms)],
      [`hs_time_in_${id}`, String(ms)],
    ]),
  );
}

const SURVEYS: Readonly<Record<SurveyAnswer['kind'], { readonly id: string; readonly name: string }>> = {
  nps: { id: '41001', name: 'Would you recommend us? · ¿Nos recomendarías?' },
  csat: { id: '41002', name: 'How was our help? · ¿Qué tal te atendimos?' },
  ces: { id: '41003', name: 'How easy was it? · ¿Fue fácil?' },
};

/** HubSpot's groups: NPS 0–6/7–8/9–10, CSAT 0/1/2, CES 1–3/4–5/6–7; none for a value that is off the scale. */
function responseGroup({ kind, value }: SurveyAnswer): string | undefined {
  const [low, middle, top] = { nps: [6, 8, 10] as const, csat: [0, 1, 2] as const, ces: [3, 5, 7] as const }[kind];
  if (value > top) return undefined;
  return value <= low ? 'DETRACTOR' : value <= middle ? 'PASSIVE' : 'PROMOTER';
}

function feedbackOf(answer: SurveyAnswer, person: Person | undefined): SeedObject {
  const survey = SURVEYS[answer.kind];
  return {
    type: 'feedback_submissions',
    id: answer.id,
    properties: present({
      hs_survey_type: answer.kind.toUpperCase(),
      hs_survey_id: survey.id,
      hs_survey_name: survey.name,
      hs_survey_channel: answer.channel.toUpperCase(),
      hs_submission_name: `${survey.name} · ${iso(answer.answeredAt).slice(0, 10)}`,
      hs_submission_timestamp: iso(answer.answeredAt),
      hs_value: answer.value,
      hs_response_group: responseGroup(answer),
      hs_content: answer.comment,
      hs_contact_email_rollup: person?.email,
      hs_contact_id: answer.personId,
    }),
    createdAt: iso(answer.answeredAt),
    updatedAt: iso(answer.answeredAt),
  };
}

function engagementOf(
  engagement: Engagement,
  agents: ReadonlyMap<string, Agent>,
  people: ReadonlyMap<string, Person>,
): SeedObject {
  const { kind, id, at, agentId, personId } = engagement;
  return {
    type: ENGAGEMENT_TYPES[kind],
    id,
    properties: present({
      hs_timestamp: iso(at),
      hubspot_owner_id: agentId,
      ...engagementProperties(engagement, agents.get(agentId), people.get(personId)),
    }),
    createdAt: iso(at),
    updatedAt: iso(at),
  };
}

const DEAL_STAGES: Readonly<Record<Deal['stage'], string>> = {
  qualified: 'qualifiedtobuy',
  proposal: 'presentationscheduled',
  contract: 'contractsent',
  won: 'closedwon',
  lost: 'closedlost',
};

function dealOf(deal: Deal, now: EpochMs): SeedObject {
  return {
    type: 'deals',
    id: deal.id,
    properties: present({
      dealname: deal.name,
      amount: deal.amount,
      dealtype: deal.kind === 'new' ? 'newbusiness' : 'existingbusiness',
      pipeline: 'default',
      dealstage: DEAL_STAGES[deal.stage],
      closedate: deal.closedAt === undefined ? undefined : iso(deal.closedAt),
      closed_lost_reason: deal.lostReason,
      hubspot_owner_id: deal.agentId,
      createdate: iso(deal.createdAt),
    }),
    createdAt: iso(deal.createdAt),
    updatedAt: iso(Math.min(now, deal.closedAt ?? deal.createdAt)),
  };
}
