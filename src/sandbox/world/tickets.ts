import { allot } from './allot.ts';
import { addOfficeHours, DAY_MS, HOUR_MS, MINUTE_MS, nextOfficeTime, spokenDay } from './calendar.ts';
import type { Ledger } from './ledger.ts';
import { agentFor, type Character } from './people.ts';
import type { Random } from './random.ts';
import { fillText, TOPIC_GROUPS } from './texts/text-bank.ts';
import { textsOf } from './texts/texts.ts';
import type { Channel, EpochMs, Priority, StageEntry, Ticket, Topic } from './world.ts';
import { writeAs } from './writing.ts';

const TOPIC_WEIGHTS: Readonly<Record<Topic, number>> = {
  technical_fault: 20,
  late_delivery: 12,
  billing: 12,
  missing_info: 11,
  installation: 9,
  login: 8,
  returns: 6,
  surprise_charge: 5,
  damaged_delivery: 5,
  renewal: 5,
  feature_request: 5,
  price: 3,
  cancellation: 3,
  praise: 3,
  trust: 2,
};
const CHANNEL_WEIGHTS: Readonly<Record<Channel, number>> = { email: 42, phone: 22, chat: 17, form: 15, social: 4 };

/** Two ordinary tickets of one person lie at least this far apart; those who repeat themselves are made on purpose. */
const APART_DAYS = 16;

/** Adds `count` ordinary tickets, spread over the people by tenure and luck. */
export function addTickets(
  ledger: Ledger,
  count: number,
  characters: readonly Character[],
  now: EpochMs,
  random: Random,
): void {
  const spanDays = characters.map(({ activeFrom, activeUntil }) => Math.max(0, (activeUntil - activeFrom) / DAY_MS));
  const weights = characters.map(
    ({ isCustomer, mood }, index) =>
      (isCustomer ? 1 : 0.08) * random.logNormal(1, 0.7) * (1.35 - 0.5 * mood) * (spanDays[index] ?? 0),
  );
  const caps = spanDays.map((days) => Math.floor(days / (APART_DAYS + 4)));
  const shares = allot(count, weights, caps);
  for (const [index, character] of characters.entries()) {
    addTicketsOf(ledger, character, shares[index] ?? 0, now, random);
  }
}

function addTicketsOf(ledger: Ledger, character: Character, count: number, now: EpochMs, random: Random): void {
  const { activeFrom, activeUntil, mood } = character;
  const repeats = count >= 3 && random.chance(mood < 0.5 ? 0.3 : 0.08);
  const occasions = repeats ? count - 1 : count;
  const slotMs = (activeUntil - activeFrom) / Math.max(1, occasions);
  let last: Ticket | undefined;
  for (let slot = 0; slot < occasions; slot++) {
    const at = activeFrom + slot * slotMs + random.between(0, Math.max(HOUR_MS, slotMs - APART_DAYS * DAY_MS));
    last = addTicket(
      ledger,
      character,
      { at, topic: random.weighted(TOPIC_WEIGHTS), notChannel: undefined },
      now,
      random,
    );
  }
  if (repeats && last !== undefined) {
    const at = Math.min(last.openedAt + random.between(1, 5) * DAY_MS, now - 2 * HOUR_MS);
    addTicket(ledger, character, { at, topic: last.topic, notChannel: last.channel }, now, random);
  }
}

interface Occasion {
  readonly at: EpochMs;
  readonly topic: Topic;
  /** The channel that was tried before, when somebody repeats himself. */
  readonly notChannel: Channel | undefined;
}

function addTicket(ledger: Ledger, character: Character, occasion: Occasion, now: EpochMs, random: Random): Ticket {
  const { person, language, mood } = character;
  const { topic } = occasion;
  const upset = occasion.notChannel !== undefined || random.chance(mood < 0.5 ? 0.75 : 0.16);
  let channel = drawChannel(character, random);
  if (channel === occasion.notChannel) channel = channel === 'phone' ? 'email' : 'phone';
  const openedAt = timeOfContact(occasion.at, channel, now, random);
  const agent = agentFor('support', language, random);
  const texts = textsOf(language, person.country);
  const letter = random.pick(texts.tickets[topic][upset ? 'upset' : 'calm']);
  const slots = {
    name: person.firstName ?? '',
    agent: agent.firstName,
    product: random.pick(texts.products),
    order: `NH-${random.int(20_000, 89_999)}`,
    day: spokenDay(openedAt - random.int(2, 9) * DAY_MS, language),
    amount: amountText(random.int(9, 240), person.country === 'US', language),
    days: String(random.int(3, 12)),
    company: 'Norte Hogar',
  };
  const course = courseOf({ openedAt, channel, topic, mood }, now, random);
  return ledger.addTicket({
    personId: person.id,
    ...(person.accountId === undefined ? {} : { accountId: person.accountId }),
    agentId: agent.id,
    topic,
    channel,
    priority: drawPriority(topic, upset, random),
    language,
    subject: fillText(letter[0], slots),
    body: writeAs(fillText(letter[1], slots), { channel, language, firstName: person.firstName ?? '' }, random),
    ...course,
    ...(course.closedAt === undefined
      ? {}
      : { resolution: fillText(random.pick(texts.resolutions[TOPIC_GROUPS[topic]]), slots) }),
  });
}

export function amountText(amount: number, dollars: boolean, language: 'en' | 'es'): string {
  if (dollars) return `$${amount}.00`;
  return language === 'es' ? `${amount},90 €` : `£${amount}.90`;
}

function drawChannel(character: Character, random: Random): Channel {
  const preferred = character.person.preferredChannel;
  return preferred !== undefined && random.chance(0.7) ? preferred : random.weighted(CHANNEL_WEIGHTS);
}

function drawPriority(topic: Topic, upset: boolean, random: Random): Priority {
  if (topic === 'praise' || topic === 'feature_request') return 'low';
  return upset
    ? random.weighted({ low: 0, medium: 35, high: 50, urgent: 15 })
    : random.weighted({ low: 38, medium: 50, high: 12, urgent: 0 });
}

/** People write at any waking hour but call and chat while the office is open. Never later than `now`. */
function timeOfContact(at: EpochMs, channel: Channel, now: EpochMs, random: Random): EpochMs {
  const waking = Math.floor(at / DAY_MS) * DAY_MS + Math.round(random.between(6.5, 22) * HOUR_MS);
  const wished = channel === 'phone' || channel === 'chat' ? nextOfficeTime(waking) : waking;
  if (wished <= now - HOUR_MS) return wished;
  const earlier = nextOfficeTime(wished - 5 * DAY_MS) + random.int(0, 40) * MINUTE_MS;
  return Math.min(earlier, now - HOUR_MS);
}

/** How a ticket usually goes for someone of that temper: median office hours to the answer and from there to the close. */
const PATIENCE = {
  content: { replyHours: 2.2, spread: 0.9, closeHours: 5, reopening: 0.02 },
  tepid: { replyHours: 5, spread: 1, closeHours: 12, reopening: 0.05 },
  sour: { replyHours: 15, spread: 1.1, closeHours: 34, reopening: 0.13 },
} as const;

type Course = Pick<
  Ticket,
  'openedAt' | 'firstReplyAt' | 'closedAt' | 'stages' | 'reopenedAt' | 'timesContacted' | 'updatedAt'
>;

/** What happens to a ticket: the answer, some waiting to and fro, the close, now and then a return. Cut at `now`. */
function courseOf(
  start: { readonly openedAt: EpochMs; readonly channel: Channel; readonly topic: Topic; readonly mood: number },
  now: EpochMs,
  random: Random,
): Course {
  const { openedAt, channel, mood } = start;
  const live = channel === 'phone' || channel === 'chat';
  const patience = PATIENCE[mood < 0.5 ? 'sour' : mood < 0.78 ? 'tepid' : 'content'];
  const replyHours = random.logNormal(patience.replyHours, patience.spread);
  const firstReplyAt = live ? openedAt + random.int(1, 6) * MINUTE_MS : addOfficeHours(openedAt, replyHours);
  const entries: StageEntry[] = [
    { stage: 'new', at: openedAt },
    { stage: 'waiting_on_customer', at: firstReplyAt },
  ];
  let at = firstReplyAt;
  if (live && random.chance(0.45)) {
    at += random.int(4, 25) * MINUTE_MS;
  } else {
    at = addOfficeHours(at, random.logNormal(3, 0.8));
    entries.push({ stage: 'waiting_on_us', at });
    at = addOfficeHours(at, random.logNormal(patience.closeHours, 0.9));
  }
  entries.push({ stage: 'closed', at });
  if (random.chance(patience.reopening)) {
    at = addOfficeHours(at, random.between(4, 30));
    entries.push({ stage: 'waiting_on_us', at });
    at = addOfficeHours(at, random.logNormal(8, 0.7));
    entries.push({ stage: 'closed', at });
  }
  return courseUntil(entries, now);
}

/** Returns the course of a ticket as far as it has come at `now`. */
export function courseUntil(entries: readonly StageEntry[], now: EpochMs): Course {
  const stages = entries.filter((entry) => entry.at <= now);
  const [first] = stages;
  const last = stages.at(-1);
  if (first === undefined || last === undefined)
    throw new RangeError('A ticket needs a first stage that is not in the future.');
  const firstReply = stages.find((entry) => entry.stage !== 'new');
  const returns = stages.filter((_, index) => index > 0 && stages[index - 1]?.stage === 'closed');
  const reopened = returns.at(-1);
  return {
    openedAt: first.at,
    ...(firstReply === undefined ? {} : { firstReplyAt: firstReply.at }),
    ...(last.stage === 'closed' ? { closedAt: last.at } : {}),
    stages,
    ...(reopened === undefined ? {} : { reopenedAt: reopened.at }),
    timesContacted: stages.filter((entry) => entry.stage === 'waiting_on_customer' || entry.stage === 'closed').length,
    updatedAt: last.at,
  };
}
