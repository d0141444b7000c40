import { DAY_MS } from './calendar.ts';
import { type Ledger, recordId } from './ledger.ts';
import {
  CITIES,
  COMPANY_NAMES,
  COUNTRY_WEIGHTS,
  FIRST_NAMES,
  INDUSTRY_OF_KIND,
  JOB_TITLES,
  LAST_NAMES,
  languageOf,
  phoneOf,
} from './names.ts';
import type { Random } from './random.ts';
import type { Account, Agent, Country, EpochMs, Language, Lifecycle, Person } from './world.ts';

/** An ordinary person with what the generator knows and no CRM would: the temper behind the records. */
export interface Character {
  readonly person: Person;
  readonly language: Language;
  /** 0 (everything goes wrong) to 1 (delighted). */
  readonly mood: number;
  readonly activeFrom: EpochMs;
  /** `now` for most; earlier for those who drifted away. */
  readonly activeUntil: EpochMs;
  readonly isCustomer: boolean;
}

export const AGENTS: readonly Agent[] = (
  [
    ['Leire', 'Zubiaur', 'support'],
    ['Marcos', 'Vidal', 'support'],
    ['Aisling', 'Kearney', 'support'],
    ['Tom', 'Ashworth', 'support'],
    ['Patricia', 'Lozano', 'success'],
    ['Naomi', 'Adeyemi', 'success'],
    ['Gabriel', 'Soto', 'sales'],
    ['Rebecca', 'Thorne', 'sales'],
  ] as const
).map(([firstName, lastName, team], index) => ({
  id: recordId('agent', index + 1),
  firstName,
  lastName,
  email: `${asciiSlug(firstName)}.${asciiSlug(lastName)}@northside.example`,
  team,
}));

const SPEAKERS: Readonly<Record<Agent['team'], Readonly<Record<Language, readonly number[]>>>> = {
  support: { es: [0, 1], en: [2, 3] },
  success: { es: [4], en: [5] },
  sales: { es: [6], en: [7] },
};

/** Returns a colleague of a team who speaks the customer's language. */
export function agentFor(team: Agent['team'], language: Language, random: Random): Agent {
  const agent = AGENTS[random.pick(SPEAKERS[team][language])];
  if (agent === undefined) throw new RangeError(`Nobody in ${team} speaks ${language}.`);
  return agent;
}

export function asciiSlug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Adds `count` companies to the ledger. Names and domains are unique: a number follows once all pairs are used up. */
export function addAccounts(ledger: Ledger, count: number, now: EpochMs, random: Random): readonly Account[] {
  const used = new Set(ledger.accounts.map((account) => account.domain));
  const added: Account[] = [];
  while (added.length < count) {
    const country = random.weighted(COUNTRY_WEIGHTS);
    const language = languageOf(country);
    const kind = random.pick(COMPANY_NAMES[language].kinds);
    const place = random.pick(COMPANY_NAMES[language].places);
    const base = language === 'es' ? `${kind} ${place}` : `${place} ${kind}`;
    let name = base;
    for (let n = 2; used.has(`${asciiSlug(name)}.example`); n += random.int(1, 1 + count)) name = `${base} ${n}`;
    const domain = `${asciiSlug(name)}.example`;
    used.add(domain);
    const createdAt = now - random.int(30, 720) * DAY_MS - random.int(0, DAY_MS - 1);
    const account: Account = {
      id: recordId('account', ledger.accounts.length + 1),
      name,
      domain,
      industry: INDUSTRY_OF_KIND[kind] ?? 'CONSUMER_SERVICES',
      employees: Math.max(2, Math.round(random.logNormal(18, 0.9))),
      country,
      city: random.pick(CITIES[country]),
      agentId: agentFor('success', language, random).id,
      yearlyAmount: Math.round(random.logNormal(2400, 0.8) / 10) * 10,
      renewsAt: now + random.int(5, 360) * DAY_MS,
      createdAt,
      updatedAt: Math.min(now - random.int(1, 20) * DAY_MS, now),
    };
    ledger.accounts.push(account.updatedAt < createdAt ? { ...account, updatedAt: createdAt } : account);
    added.push(account);
  }
  return added;
}

function drawMood(random: Random): number {
  const group = random.weighted({ content: 64, tepid: 20, sour: 16 });
  const [mean, deviation] = { content: [0.9, 0.06] as const, tepid: [0.7, 0.07] as const, sour: [0.29, 0.12] as const }[
    group
  ];
  return Math.min(1, Math.max(0.05, random.normal(mean, deviation)));
}

function drawLifecycle(mood: number, random: Random): Lifecycle {
  const drawn = random.weighted({ subscriber: 3, lead: 4, opportunity: 4, customer: 89 });
  return drawn === 'customer' && mood > 0.94 && random.chance(0.2) ? 'evangelist' : drawn;
}

/** How many local-parts one domain has seen, so that two Lucía Garcías have two addresses. */
function uniqueEmail(local: string, domain: string, used: Set<string>): string {
  let email = `${local}@${domain}`;
  for (let n = 2; used.has(email); n++) email = `${local}${n}@${domain}`;
  used.add(email);
  return email;
}

interface Home {
  readonly country: Country;
  readonly city: string;
  readonly account?: Account;
}

/** Adds `count` ordinary people to the ledger: four in five work for one of the accounts, the others are households. */
export function addPeople(
  ledger: Ledger,
  count: number,
  accounts: readonly Account[],
  now: EpochMs,
  random: Random,
): readonly Character[] {
  const used = new Set(ledger.people.map((person) => person.email ?? ''));
  const characters: Character[] = [];
  for (let n = 0; n < count; n++) {
    const country = random.weighted(COUNTRY_WEIGHTS);
    const household: Home = { country, city: random.pick(CITIES[country]) };
    const account = accounts[n] ?? (accounts.length > 0 && random.chance(0.78) ? random.pick(accounts) : undefined);
    const home: Home = account === undefined ? household : { country: account.country, city: account.city, account };
    characters.push(createCharacter(recordId('person', ledger.people.length + 1), home, used, now, random));
    ledger.people.push((characters[n] as Character).person);
  }
  return characters;
}

function createCharacter(id: string, home: Home, used: Set<string>, now: EpochMs, random: Random): Character {
  const language = languageOf(home.country);
  const mood = drawMood(random);
  const lifecycle = drawLifecycle(mood, random);
  const isCustomer = lifecycle === 'customer' || lifecycle === 'evangelist';
  const firstName = random.pick(FIRST_NAMES[language]);
  const lastName = random.pick(LAST_NAMES[language]) + (language === 'es' ? ` ${random.pick(LAST_NAMES.es)}` : '');
  const local = `${asciiSlug(firstName)}.${asciiSlug(lastName.split(' ')[0] ?? lastName)}`;
  const domain = home.account?.domain ?? random.pick(['mail.example.com', 'correo.example.org', 'post.example.net']);
  const lapsed = isCustomer && random.chance(0.035);
  const tenureDays = lapsed ? random.int(520, 720) : Math.round(12 + 712 * (1 - random.next() ** 2));
  const createdAt = now - tenureDays * DAY_MS + random.int(0, DAY_MS - 1);
  const optedOut = random.chance(0.06);
  const person: Person = {
    id,
    firstName,
    lastName,
    email: uniqueEmail(local, domain, used),
    phone: phoneOf(home.country, String(random.int(100, 999))),
    language,
    country: home.country,
    city: home.city,
    ...(home.account === undefined ? {} : { accountId: home.account.id, jobTitle: random.pick(JOB_TITLES[language]) }),
    agentId: agentFor(isCustomer ? 'success' : 'sales', language, random).id,
    lifecycle,
    preferredChannel: random.weighted({ email: 46, phone: 26, chat: 18, form: 7, social: 3 }),
    optedOut,
    consent: optedOut ? 'withdrawn' : random.chance(0.9) ? 'given' : 'unknown',
    customerSince: new Date(createdAt).toISOString().slice(0, 10),
    createdAt,
    updatedAt: createdAt,
    mergedIds: [],
    archived: false,
  };
  return {
    person,
    language,
    mood,
    activeFrom: createdAt + 2 * DAY_MS,
    activeUntil: lapsed ? now - random.int(150, 300) * DAY_MS : now,
    isCustomer,
  };
}
