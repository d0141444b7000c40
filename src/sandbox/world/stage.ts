import { DAY_MS, HOUR_MS, MINUTE_MS } from './calendar.ts';
import type { StoryContact } from './cast.ts';
import type { Ledger } from './ledger.ts';
import { phoneOf } from './names.ts';
import { AGENTS } from './people.ts';
import type { By, Scene } from './scene.ts';
import type { Story } from './story.ts';
import { courseUntil } from './tickets.ts';
import type { Account, Agent, EmailEngagement, EpochMs, Person } from './world.ts';

/** Adds a story's people, company and records to the ledger. */
export function stage(story: Story, ledger: Ledger, now: EpochMs): void {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const { account, contact } = story.who;
  const cast = story.also === undefined ? [contact] : [contact, story.also.contact];
  if (account !== undefined) ledger.accounts.push(accountOf(story, today));
  for (const member of cast) ledger.people.push(personOf(member, account?.id, today));
  story.tell(createScene(ledger, contact, account?.id, today, now));
}

function accountOf(story: Story, today: EpochMs): Account {
  const { account, contact } = story.who;
  if (account === undefined) throw new RangeError(`The story ${story.id} has no account.`);
  const createdAt = today - (contact.joinedDaysAgo + 1) * DAY_MS + 9 * HOUR_MS;
  return {
    id: account.id,
    name: account.name,
    domain: account.domain,
    industry: account.industry,
    employees: account.employees,
    country: contact.country,
    city: contact.city,
    agentId: agentOf(contact, 'success').id,
    yearlyAmount: account.yearlyAmount,
    renewsAt: today + account.renewsInDays * DAY_MS,
    createdAt,
    updatedAt: createdAt,
  };
}

function personOf(contact: StoryContact, accountId: string | undefined, today: EpochMs): Person {
  const { joinedDaysAgo, ...named } = contact;
  const createdAt = today - joinedDaysAgo * DAY_MS + 10 * HOUR_MS;
  return {
    ...named,
    ...(accountId === undefined ? {} : { accountId }),
    phone: phoneOf(contact.country, contact.id.slice(-3)),
    agentId: agentOf(contact, 'success').id,
    optedOut: false,
    consent: 'given',
    customerSince: new Date(createdAt).toISOString().slice(0, 10),
    createdAt,
    updatedAt: createdAt,
    mergedIds: [],
    archived: false,
  };
}

const SPOKEN_BY: Readonly<Record<Agent['team'], Readonly<Record<StoryContact['language'], string>>>> = {
  support: { es: 'Leire', en: 'Aisling' },
  success: { es: 'Patricia', en: 'Naomi' },
  sales: { es: 'Gabriel', en: 'Rebecca' },
};

function agentNamed(firstName: string): Agent {
  const agent = AGENTS.find((candidate) => candidate.firstName === firstName);
  if (agent === undefined) throw new RangeError(`Nobody called ${firstName} works here.`);
  return agent;
}

function agentOf(contact: StoryContact, team: Agent['team']): Agent {
  return agentNamed(SPOKEN_BY[team][contact.language]);
}

function createScene(
  ledger: Ledger,
  main: StoryContact,
  accountId: string | undefined,
  today: EpochMs,
  now: EpochMs,
): Scene {
  const whose = ({ by = main }: { readonly by?: StoryContact }) => ({
    personId: by.id,
    ...(accountId === undefined ? {} : { accountId }),
  });
  const common = (entry: By, team: Agent['team'] = 'support') => ({
    ...whose(entry),
    ...(entry.ticket === undefined ? {} : { ticketId: entry.ticket }),
    agentId: entry.agent === undefined ? agentOf(entry.by ?? main, team).id : agentNamed(entry.agent).id,
    at: entry.at,
  });
  const mail = (
    entry: By & Pick<EmailEngagement, 'subject' | 'body'>,
    direction: 'in' | 'out',
    purpose: EmailEngagement['purpose'],
  ) =>
    ledger.addEngagement({
      ...common(entry, purpose === 'sales' || purpose === 'marketing' ? 'sales' : 'support'),
      kind: 'email',
      direction,
      purpose,
      subject: entry.subject,
      body: entry.body,
    });

  return {
    ago: (days, hour = 10) => {
      if (days < 1) throw new RangeError('Stories end yesterday: today may not have reached that hour yet.');
      return Math.round(today - days * DAY_MS + hour * HOUR_MS);
    },
    ticket: (entry) => {
      const {
        steps,
        by = main,
        agent,
        resolution,
        promisedFor,
        priority = 'medium',
        topic,
        channel,
        subject,
        body,
      } = entry;
      return ledger.addTicket({
        ...whose({ by }),
        agentId: agent === undefined ? agentOf(by, 'support').id : agentNamed(agent).id,
        topic,
        channel,
        priority,
        language: by.language,
        subject,
        body,
        ...(resolution === undefined ? {} : { resolution }),
        ...(promisedFor === undefined ? {} : { promisedFor }),
        ...courseUntil(
          steps.map(([step, at]) => ({ stage: step, at })),
          now,
        ),
      }).id;
    },
    survey: (answer) => {
      const { by = main, kind, value, comment, ticket, at } = answer;
      ledger.addSurvey({
        ...whose({ by }),
        ...(ticket === undefined ? {} : { ticketId: ticket }),
        kind,
        value,
        ...(comment === undefined ? {} : { comment }),
        language: by.language,
        channel: 'email',
        answeredAt: at,
      });
    },
    mailIn: (entry) => mail(entry, 'in', 'support'),
    mailOut: ({ purpose = 'support', ...entry }) => mail(entry, 'out', purpose),
    call: ({ minutes, direction, title, body, disposition = 'connected', ...entry }) =>
      ledger.addEngagement({
        ...common(entry),
        kind: 'call',
        direction,
        disposition,
        durationMs: minutes * MINUTE_MS,
        title,
        body,
      }),
    meeting: ({ title, body, outcome = 'completed', ...entry }) =>
      ledger.addEngagement({
        ...common(entry, 'success'),
        kind: 'meeting',
        title,
        body,
        durationMs: 45 * MINUTE_MS,
        outcome,
      }),
    note: ({ body, ...entry }) => ledger.addEngagement({ ...common(entry), kind: 'note', body }),
    deal: ({ name, kind, amount, stage: dealStage, closedAt, lostReason, ...entry }) =>
      ledger.addDeal({
        ...whose(entry),
        agentId: agentOf(entry.by ?? main, 'sales').id,
        name,
        kind,
        amount,
        stage: dealStage,
        createdAt: entry.at,
        ...(closedAt === undefined ? {} : { closedAt }),
        ...(lostReason === undefined ? {} : { lostReason }),
      }),
  };
}
