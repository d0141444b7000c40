import { allot } from './allot.ts';
import { addOfficeHours, DAY_MS, HOUR_MS } from './calendar.ts';
import type { Ledger } from './ledger.ts';
import { agentFor, type Character } from './people.ts';
import type { Random } from './random.ts';
import { fillText } from './texts/text-bank.ts';
import { textsOf } from './texts/texts.ts';
import type { EpochMs, SurveyAnswer, SurveyKind, Ticket } from './world.ts';

/** Adds `count` ordinary answers: a good half ask for the relationship, the rest follow a closed ticket. */
export function addSurveys(
  ledger: Ledger,
  count: number,
  characters: readonly Character[],
  now: EpochMs,
  random: Random,
): void {
  const byPerson = new Map(characters.map((character) => [character.person.id, character]));
  const closed = ledger.tickets.filter(
    (ticket) =>
      ticket.closedAt !== undefined && ticket.closedAt < now - 2 * DAY_MS && byPerson.has(ticket.personId ?? ''),
  );
  const afterTicket = drawWithout(closed, Math.min(closed.length, Math.round(count * 0.46)), random);
  for (const ticket of afterTicket) {
    const character = byPerson.get(ticket.personId ?? '');
    if (character !== undefined) addTicketSurvey(ledger, character, ticket, now, random);
  }
  const weights = characters.map(({ isCustomer }) =>
    isCustomer && random.chance(0.72) ? random.between(0.4, 1.6) : 0.001,
  );
  const caps = characters.map(({ activeFrom, activeUntil }) =>
    Math.max(0, Math.floor((activeUntil - activeFrom) / (75 * DAY_MS))),
  );
  const shares = allot(count - afterTicket.length, weights, caps);
  for (const [index, character] of characters.entries()) addNps(ledger, character, shares[index] ?? 0, now, random);
}

/** Fisher–Yates, as far as needed. */
function drawWithout<T>(list: readonly T[], count: number, random: Random): T[] {
  const rest = [...list];
  for (let index = 0; index < count; index++) {
    const other = random.int(index, rest.length - 1);
    [rest[index], rest[other]] = [rest[other] as T, rest[index] as T];
  }
  return rest.slice(0, count);
}

function addNps(ledger: Ledger, character: Character, count: number, now: EpochMs, random: Random): void {
  const { activeFrom, activeUntil, mood } = character;
  const slotMs = (activeUntil - activeFrom) / Math.max(1, count);
  for (let slot = 0; slot < count; slot++) {
    const at = Math.min(activeFrom + (slot + random.between(0.15, 0.95)) * slotMs, now - HOUR_MS);
    const value = within(Math.round(mood * 10 + random.normal(0.2, 0.9)), 0, 10);
    addAnswer(ledger, character, { kind: 'nps', value, at, ticket: undefined }, now, random);
  }
}

function addTicketSurvey(ledger: Ledger, character: Character, ticket: Ticket, now: EpochMs, random: Random): void {
  const felt = character.mood - (ticket.reopenedAt === undefined ? 0 : 0.25) + random.normal(0.02, 0.08);
  const at = (ticket.closedAt ?? now) + random.between(0.5, 40) * HOUR_MS;
  if (random.chance(0.64)) {
    const value = felt > 0.74 ? 2 : felt > 0.55 ? 1 : 0;
    addAnswer(ledger, character, { kind: 'csat', value, at, ticket }, now, random);
  } else {
    addAnswer(ledger, character, { kind: 'ces', value: within(Math.round(felt * 7), 1, 7), at, ticket }, now, random);
  }
}

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

interface Answer {
  readonly kind: SurveyKind;
  readonly value: number;
  readonly at: EpochMs;
  readonly ticket: Ticket | undefined;
}

function levelOf(kind: SurveyKind, value: number): 'high' | 'middle' | 'low' {
  const [low, high] = { nps: [6, 9] as const, csat: [0, 2] as const, ces: [3, 6] as const }[kind];
  return value <= low ? 'low' : value >= high ? 'high' : 'middle';
}

/** A bad answer that somebody should call about: NPS 0–6, CSAT 0, CES 1–3. */
export function asksForCall({ kind, value }: Pick<SurveyAnswer, 'kind' | 'value'>): boolean {
  return value <= { nps: 6, csat: 0, ces: 3 }[kind];
}

function addAnswer(ledger: Ledger, character: Character, answer: Answer, now: EpochMs, random: Random): void {
  const { person, language } = character;
  const answeredAt = Math.round(Math.min(answer.at, now - 10 * 60_000));
  const level = levelOf(answer.kind, answer.value);
  const commented = random.chance(level === 'low' ? 0.7 : 0.4);
  const texts = textsOf(language, person.country);
  const slots = {
    product: random.pick(texts.products),
    agent: agentFor('support', language, random).firstName,
  };
  ledger.addSurvey({
    personId: person.id,
    ...(person.accountId === undefined ? {} : { accountId: person.accountId }),
    ...(answer.ticket === undefined ? {} : { ticketId: answer.ticket.id }),
    kind: answer.kind,
    value: answer.value,
    ...(commented ? { comment: fillText(random.pick(texts.comments[answer.kind][level]), slots) } : {}),
    language,
    channel: answer.ticket?.channel === 'chat' ? 'chat' : random.chance(0.85) ? 'email' : 'web',
    answeredAt,
  });
  if (asksForCall(answer) && random.chance(0.6)) followUp(ledger, character, answeredAt, answer.ticket, now, random);
}

/** Somebody rings or writes within a few office hours. */
function followUp(
  ledger: Ledger,
  character: Character,
  answeredAt: EpochMs,
  ticket: Ticket | undefined,
  now: EpochMs,
  random: Random,
): void {
  const { person, language } = character;
  const at = addOfficeHours(answeredAt, random.between(0.5, 6));
  if (at > now) return;
  const agent = agentFor('success', language, random);
  const texts = textsOf(language, person.country);
  const slots = {
    name: person.firstName ?? '',
    agent: agent.firstName,
    product: random.pick(texts.products),
    company: 'Norte Hogar',
  };
  const common = {
    personId: person.id,
    ...(person.accountId === undefined ? {} : { accountId: person.accountId }),
    ...(ticket === undefined ? {} : { ticketId: ticket.id }),
    agentId: agent.id,
    at,
  };
  if (random.chance(0.55)) {
    const [title, body] = random.pick(texts.recoveryCalls);
    const durationMs = random.int(180, 1500) * 1000;
    ledger.addEngagement({
      ...common,
      kind: 'call',
      direction: 'out',
      disposition: 'connected',
      durationMs,
      title: fillText(title, slots),
      body: fillText(body, slots),
    });
  } else {
    const [subject, body] = random.pick(texts.recoveries);
    ledger.addEngagement({
      ...common,
      kind: 'email',
      direction: 'out',
      purpose: 'support',
      subject: fillText(subject, slots),
      body: fillText(body, slots),
    });
  }
}
