import { addDeals } from './deals.ts';
import { addEngagements } from './engagements.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { addOddities } from './oddities.ts';
import { AGENTS, addAccounts, addPeople } from './people.ts';
import { createRandom } from './random.ts';
import { stage } from './stage.ts';
import { STORIES } from './stories.ts';
import { addSurveys } from './surveys.ts';
import { addTickets } from './tickets.ts';
import type { EpochMs, Oddity, World } from './world.ts';

export interface WorldOptions {
  readonly seed: number | string;
  /** The world's last instant: nothing in it happens later, except renewals to come. */
  readonly now: Date;
  /** Live contacts; the other sizes follow in proportion unless given. At least 60. */
  readonly contacts?: number;
  readonly accounts?: number;
  readonly tickets?: number;
  readonly surveys?: number;
  readonly engagements?: number;
}

/**
 * Returns two years of a small company that sells home climate devices with a subscription, ending at `now`.
 * The same seed, `now` and sizes give the same world. Sizes are exact; the planted stories and odd records count towards them.
 * @throws RangeError when a size is too small for the planted stories, or too large for the number of contacts.
 */
export function generateWorld(options: WorldOptions): World {
  const { contacts = 600 } = options;
  const {
    accounts = Math.round(contacts / 5),
    tickets = Math.round((contacts * 10) / 3),
    surveys = Math.round(contacts * 1.5),
    engagements = contacts * 10,
  } = options;
  const now = options.now.getTime();
  const random = createRandom(options.seed);
  const ledger = createLedger();
  for (const story of STORIES) stage(story, ledger, now);
  const oddities = addOddities(ledger, now);
  const planted = ledger.people.filter((person) => !person.archived).length;

  const newAccounts = room('accounts', accounts, ledger.accounts.length);
  const newPeople = room('contacts', contacts, planted);
  const newTickets = room('tickets', tickets, ledger.tickets.length);
  const newSurveys = room('surveys', surveys, ledger.surveys.length);
  const hosts = addAccounts(ledger, newAccounts, now, random.fork('accounts'));
  const characters = addPeople(ledger, newPeople, hosts, now, random.fork('people'));
  addTickets(ledger, newTickets, characters, now, random.fork('tickets'));
  addSurveys(ledger, newSurveys, characters, now, random.fork('surveys'));
  const newEngagements = room('engagements', engagements, ledger.engagements.length);
  addEngagements(ledger, newEngagements, characters, now, random.fork('engagements'));
  addDeals(ledger, characters, now, random.fork('deals'));
  return seal(ledger, oddities, String(options.seed), now);
}

/** How many ordinary records fit beside those that are planted or follow from others. */
function room(kind: string, size: number, taken: number): number {
  if (size >= taken) return size - taken;
  throw new RangeError(
    `A world needs at least ${taken} ${kind} for its stories and the records that follow from others; asked for: ${size}.`,
  );
}

/** A record is as new as the last thing that happened to it. */
function seal(ledger: Ledger, oddities: readonly Oddity[], seed: string, now: EpochMs): World {
  const lastOf = new Map<string, EpochMs>();
  const touch = (id: string | undefined, at: EpochMs) => {
    if (id !== undefined && at > (lastOf.get(id) ?? 0)) lastOf.set(id, at);
  };
  for (const entry of ledger.engagements) touch(entry.personId, entry.at);
  for (const ticket of ledger.tickets) touch(ticket.personId, ticket.updatedAt);
  for (const answer of ledger.surveys) touch(answer.personId, answer.answeredAt);
  return {
    seed,
    now,
    company: { name: 'Norte Hogar · Northside Home', domain: 'northside.example', timeZone: 'Europe/Madrid' },
    agents: AGENTS,
    accounts: ledger.accounts,
    people: ledger.people.map((person) => ({
      ...person,
      updatedAt: Math.max(person.updatedAt, lastOf.get(person.id) ?? 0),
    })),
    tickets: ledger.tickets,
    surveys: ledger.surveys,
    engagements: ledger.engagements,
    deals: ledger.deals,
    oddities,
  };
}
