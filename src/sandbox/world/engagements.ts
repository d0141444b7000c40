import { allot } from './allot.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, nextOfficeTime } from './calendar.ts';
import type { Ledger } from './ledger.ts';
import { agentFor, type Character } from './people.ts';
import type { Random } from './random.ts';
import { fillText, type Letter, TOPIC_GROUPS } from './texts/text-bank.ts';
import { textsOf } from './texts/texts.ts';
import type { Agent, EmailEngagement, EpochMs, Ticket } from './world.ts';
import { writeAs } from './writing.ts';

const TOUCH_WEIGHTS = {
  newsletter: 20,
  service: 18,
  sales: 6,
  inquiry: 17,
  callIn: 7,
  callOut: 17,
  meeting: 7,
  note: 8,
} as const;
type Touch = keyof typeof TOUCH_WEIGHTS;

/** What a customer starts himself keeps this distance from his tickets and from his other questions: else he would repeat himself. */
const APART_MS = 16 * DAY_MS;

/** Adds `count` ordinary engagements: answers to tickets first, then the contacts that keep a relationship going. */
export function addEngagements(
  ledger: Ledger,
  count: number,
  characters: readonly Character[],
  now: EpochMs,
  random: Random,
): void {
  const ticketsOf = Map.groupBy(ledger.tickets, (ticket) => ticket.personId);
  const weights = characters.map(
    ({ isCustomer, activeFrom, activeUntil }) =>
      (isCustomer ? 1 : 0.25) * random.logNormal(1, 0.45) * (40 * DAY_MS + activeUntil - activeFrom),
  );
  const shares = allot(
    count,
    weights,
    characters.map(() => count),
  );
  for (const [index, character] of characters.entries()) {
    addEngagementsOf(ledger, character, ticketsOf.get(character.person.id) ?? [], shares[index] ?? 0, now, random);
  }
}

function addEngagementsOf(
  ledger: Ledger,
  character: Character,
  tickets: readonly Ticket[],
  count: number,
  now: EpochMs,
  random: Random,
): void {
  let left = count;
  for (const ticket of tickets) {
    if (left > 2 && ticket.channel !== 'phone' && random.chance(0.55) && addReply(ledger, character, ticket, random))
      left--;
    if (
      left > 2 &&
      ticket.channel === 'email' &&
      random.chance(0.2) &&
      addThanks(ledger, character, ticket, now, random)
    )
      left--;
  }
  const diary = createDiary(tickets);
  const { activeFrom, activeUntil } = character;
  const slotMs = (activeUntil - activeFrom) / Math.max(1, left);
  for (let slot = 0; slot < left; slot++) {
    const isLast = slot === left - 1;
    const recent = activeUntil - random.between(2, 70) * DAY_MS;
    const at = isLast && recent > activeFrom ? recent : activeFrom + (slot + random.next()) * slotMs;
    const wished = isLast ? random.weighted({ inquiry: 3, callIn: 2, meeting: 1 }) : random.weighted(TOUCH_WEIGHTS);
    addTouch(ledger, character, { wished, at, isSure: isLast }, diary, now, random);
  }
}

interface Diary {
  /** True when the customer may start something new at that time without seeming to repeat himself. */
  isQuiet(at: EpochMs): boolean;
  isOpen(at: EpochMs): boolean;
  noteInbound(at: EpochMs): void;
}

function createDiary(tickets: readonly Ticket[]): Diary {
  const started = tickets.map((ticket) => ticket.openedAt);
  return {
    isQuiet: (at) => started.every((other) => Math.abs(other - at) > APART_MS),
    isOpen: (at) =>
      tickets.some((ticket) => ticket.openedAt <= at && at <= (ticket.closedAt ?? Number.POSITIVE_INFINITY) + DAY_MS),
    noteInbound: (at) => started.push(at),
  };
}

function common(character: Character, agent: Agent, at: EpochMs, ticket?: Ticket) {
  const { person } = character;
  return {
    personId: person.id,
    ...(person.accountId === undefined ? {} : { accountId: person.accountId }),
    ...(ticket === undefined ? {} : { ticketId: ticket.id }),
    agentId: agent.id,
    at: Math.round(at),
  };
}

function slotsOf(character: Character, agent: Agent, random: Random): Record<string, string> {
  return {
    name: character.person.firstName ?? '',
    agent: agent.firstName,
    product: random.pick(textsOf(character.language, character.person.country).products),
    company: 'Norte Hogar',
  };
}

function addEmail(
  ledger: Ledger,
  character: Character,
  mail: Pick<EmailEngagement, 'direction' | 'purpose' | 'at'> & {
    readonly letters: readonly Letter[];
    readonly ticket?: Ticket;
  },
  agent: Agent,
  random: Random,
): void {
  const { language, person } = character;
  const slots = slotsOf(character, agent, random);
  const [subject, text] = random.pick(mail.letters);
  const body = fillText(text, slots);
  const writer = { channel: 'email', language, firstName: person.firstName ?? '' } as const;
  ledger.addEngagement({
    ...common(character, agent, mail.at, mail.ticket),
    kind: 'email',
    direction: mail.direction,
    purpose: mail.purpose,
    subject: mail.ticket === undefined ? fillText(subject, slots) : `Re: ${mail.ticket.subject}`,
    body: mail.direction === 'in' ? writeAs(body, writer, random) : body,
  });
}

function addReply(ledger: Ledger, character: Character, ticket: Ticket, random: Random): boolean {
  if (ticket.firstReplyAt === undefined) return false;
  const letters = textsOf(character.language, character.person.country).replies[TOPIC_GROUPS[ticket.topic]];
  const agent = agentFor('support', character.language, random);
  addEmail(
    ledger,
    character,
    { direction: 'out', purpose: 'support', at: ticket.firstReplyAt, letters, ticket },
    agent,
    random,
  );
  return true;
}

function addThanks(ledger: Ledger, character: Character, ticket: Ticket, now: EpochMs, random: Random): boolean {
  if (ticket.closedAt === undefined || ticket.reopenedAt !== undefined || character.mood < 0.6) return false;
  const at = ticket.closedAt + random.between(0.3, 5) * HOUR_MS;
  if (at > now) return false;
  const letters = textsOf(character.language, character.person.country).thanks;
  const agent = agentFor('support', character.language, random);
  addEmail(ledger, character, { direction: 'in', purpose: 'support', at, letters, ticket }, agent, random);
  return true;
}

/** What stands in for a contact that does not fit: nothing inbound near a ticket, nothing sold while one is open. */
function fitting(wished: Touch, at: EpochMs, character: Character, diary: Diary): Touch {
  if ((wished === 'inquiry' || wished === 'callIn') && !diary.isQuiet(at)) return 'callOut';
  if ((wished === 'newsletter' || wished === 'sales') && (character.person.optedOut || diary.isOpen(at))) return 'note';
  if (wished === 'meeting' && character.person.accountId === undefined) return 'callOut';
  return wished;
}

interface Plan {
  readonly wished: Touch;
  readonly at: EpochMs;
  /** A meeting in this place is kept: it is the last that we know of the customer. */
  readonly isSure: boolean;
}

function addTouch(ledger: Ledger, character: Character, plan: Plan, diary: Diary, now: EpochMs, random: Random): void {
  const office = nextOfficeTime(plan.at) + random.int(0, 50) * MINUTE_MS;
  const at = office <= now - HOUR_MS ? office : Math.min(now - HOUR_MS, Math.round(plan.at));
  const touch = fitting(plan.wished, at, character, diary);
  const texts = textsOf(character.language, character.person.country);
  const { language } = character;
  const mail = (direction: 'in' | 'out', purpose: EmailEngagement['purpose'], letters: readonly Letter[]) => {
    const team = purpose === 'service' ? 'success' : 'sales';
    addEmail(ledger, character, { direction, purpose, at, letters }, agentFor(team, language, random), random);
  };
  if (touch === 'inquiry' || touch === 'callIn') diary.noteInbound(at);
  switch (touch) {
    case 'newsletter':
      mail('out', 'marketing', texts.newsletters);
      break;
    case 'sales':
      mail('out', 'sales', texts.sales);
      break;
    case 'service':
      mail('out', 'service', texts.services);
      break;
    case 'inquiry':
      mail('in', 'service', texts.inquiries);
      break;
    case 'callIn':
      addCall(ledger, character, { at, direction: 'in' }, random);
      break;
    case 'callOut':
      addCall(ledger, character, { at, direction: 'out' }, random);
      break;
    case 'meeting':
      addMeeting(ledger, character, { at, isSure: plan.isSure }, random);
      break;
    case 'note': {
      const agent = agentFor('success', language, random);
      const body = fillText(random.pick(texts.notes), slotsOf(character, agent, random));
      ledger.addEngagement({ ...common(character, agent, at), kind: 'note', body });
    }
  }
}

function addCall(
  ledger: Ledger,
  character: Character,
  call: { readonly at: EpochMs; readonly direction: 'in' | 'out' },
  random: Random,
): void {
  const texts = textsOf(character.language, character.person.country);
  const agent = agentFor('success', character.language, random);
  const disposition =
    call.direction === 'in'
      ? 'connected'
      : random.weighted({ connected: 68, no_answer: 18, voicemail: 10, busy: 3, wrong_number: 1 });
  const connected = disposition === 'connected';
  const letters = !connected ? texts.callsMissed : call.direction === 'in' ? texts.callsIn : texts.callsOut;
  const [title, body] = random.pick(letters);
  const slots = slotsOf(character, agent, random);
  ledger.addEngagement({
    ...common(character, agent, call.at),
    kind: 'call',
    direction: call.direction,
    disposition,
    durationMs: (connected ? random.int(90, 1400) : random.int(0, 40)) * 1000,
    title: fillText(title, slots),
    body: fillText(body, slots),
  });
}

function addMeeting(
  ledger: Ledger,
  character: Character,
  { at, isSure }: Pick<Plan, 'at' | 'isSure'>,
  random: Random,
): void {
  const agent = agentFor('success', character.language, random);
  const slots = slotsOf(character, agent, random);
  const [title, body] = random.pick(textsOf(character.language, character.person.country).meetings);
  ledger.addEngagement({
    ...common(character, agent, at),
    kind: 'meeting',
    title: fillText(title, slots),
    body: fillText(body, slots),
    durationMs: random.pick([30, 45, 60]) * MINUTE_MS,
    outcome: isSure ? 'completed' : random.weighted({ completed: 82, rescheduled: 8, canceled: 6, no_show: 4 }),
  });
}
