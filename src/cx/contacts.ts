/** The customer's contacts for help, and which of them are about the same thing. */
import type { Signal } from './model/signal.ts';
import type { Touchpoint } from './model/touchpoint.ts';
import { DAY_MS } from './stats/decay.ts';
import { sameTopicWords, topicKey, topicWords } from './text/topic-words.ts';
import type { Dated, DatedTicket, Timeline } from './timeline.ts';

/** One time that the customer asked for help. */
export interface Contact {
  readonly dated: Dated<'ticket'> | Dated<'message'>;
  readonly atMs: number;
  readonly touchpoint: Touchpoint;
  /** Contacts on the same topic carry the same number. */
  readonly topic: number;
}

/** Places that do not tell through which channel the customer came. */
export const NO_CHANNEL: ReadonlySet<Touchpoint> = new Set<Touchpoint>(['service_desk', 'other']);

/** Two contacts further apart are not joined by their words alone. */
const WORDS_JOIN_WITHIN_DAYS = 14;
/** So long after a ticket was solved a word through its channel (mostly thanks) still belongs to it. */
const AFTERWORD_DAYS = 3;
/** So long after we wrote, a message through the same channel is an answer to us. */
const REPLY_DAYS = 7;
/** How many earlier contacts are compared by words; keeps a customer with thousands of contacts linear. */
const COMPARED = 20;

/** Topics under which a CRM files everything; they do not say that two contacts are about the same thing. */
const GENERAL_TOPICS: ReadonlySet<string> = new Set([
  'general',
  'general inquiry',
  'general enquiry',
  'general question',
  'consulta general',
  'consulta',
  'question',
  'pregunta',
  'other',
  'others',
  'otro',
  'otros',
  'otra',
  'misc',
  'miscellaneous',
  'varios',
  'support',
  'soporte',
]);

interface Candidate {
  readonly dated: Dated<'ticket'> | Dated<'message'>;
  /** Without a stated purpose a message counts only when it is about something that help was asked for. */
  readonly certain: boolean;
}

const ANY_CHANNEL = '*';

interface Conversation {
  /** By channel: until when a ticket that came in there is talked about (ms). */
  readonly ticketUntil: Map<Touchpoint | typeof ANY_CHANNEL, number>;
  /** By channel: when a person of ours last wrote. */
  readonly wroteAt: Map<Touchpoint, number>;
}

/** What is being talked about with whom, while going through time. */
class Conversations {
  readonly #byCustomer = new Map<string, Conversation>();

  open({ signal: { customer, touchpoint }, resolvedMs }: DatedTicket): void {
    const until = resolvedMs === null ? Number.POSITIVE_INFINITY : resolvedMs + AFTERWORD_DAYS * DAY_MS;
    const { ticketUntil } = this.#with(customer);
    const channel = NO_CHANNEL.has(touchpoint) ? ANY_CHANNEL : touchpoint;
    ticketUntil.set(channel, Math.max(until, ticketUntil.get(channel) ?? until));
  }

  wrote({ signal: { customer, touchpoint }, atMs }: Dated<'message'>): void {
    this.#with(customer).wroteAt.set(touchpoint, atMs);
  }

  /** True for a message that belongs to a conversation we are already having, through the same channel. */
  goesOn({ signal: { customer, touchpoint }, atMs }: Dated<'message'>): boolean {
    const conversation = this.#byCustomer.get(customer);
    if (conversation === undefined) return false;
    const { ticketUntil, wroteAt } = conversation;
    const lastMs = wroteAt.get(touchpoint);
    return (
      (ticketUntil.get(touchpoint) ?? 0) >= atMs ||
      (ticketUntil.get(ANY_CHANNEL) ?? 0) >= atMs ||
      (lastMs !== undefined && atMs - lastMs <= REPLY_DAYS * DAY_MS)
    );
  }

  #with(customer: string): Conversation {
    let conversation = this.#byCustomer.get(customer);
    if (conversation === undefined) {
      conversation = { ticketUntil: new Map(), wroteAt: new Map() };
      this.#byCustomer.set(customer, conversation);
    }
    return conversation;
  }
}

function candidates(timeline: Pick<Timeline, 'ticket' | 'message'>): Candidate[] {
  const inOrder: (DatedTicket | Dated<'message'>)[] = [...timeline.ticket, ...timeline.message];
  if (timeline.ticket.length > 0) {
    inOrder.sort((a, b) => a.atMs - b.atMs || rank(a) - rank(b) || (a.signal.id < b.signal.id ? -1 : 1));
  }
  const conversations = new Conversations();
  const found: Candidate[] = [];
  for (const dated of inOrder) {
    if (isTicket(dated)) {
      conversations.open(dated);
      found.push({ dated, certain: true });
      continue;
    }
    const { direction, automated, purpose, topic } = dated.signal;
    if (direction === 'outbound') {
      if (!automated && purpose !== 'marketing') conversations.wrote(dated);
      continue;
    }
    if (automated || purpose === 'marketing' || purpose === 'sales' || conversations.goesOn(dated)) continue;
    found.push({ dated, certain: purpose === 'service' || topic !== undefined });
  }
  return found;
}

function isTicket(dated: DatedTicket | Dated<'message'>): dated is DatedTicket {
  return dated.signal.kind === 'ticket';
}

/** A ticket comes before a message of the same instant: the message opened it. */
function rank(dated: DatedTicket | Dated<'message'>): number {
  return isTicket(dated) ? 0 : 1;
}

function keyOf(topic: string | undefined): string | null {
  const key = topic === undefined ? null : topicKey(topic);
  return key === null || GENERAL_TOPICS.has(key) ? null : key;
}

/** Topic words by signal, shared by all instants of one evaluation. */
export type WordMemory = Map<Signal, ReadonlySet<string>>;

function wordsOf(signal: Candidate['dated']['signal'], key: string | null, memory: WordMemory): ReadonlySet<string> {
  let words = memory.get(signal);
  if (words === undefined) {
    words = topicWords([key ?? undefined, signal.subject, signal.text]);
    memory.set(signal, words);
  }
  return words;
}

/**
 * Tickets and inbound messages that ask for help, oldest first, each with the number of its topic. A message that goes on with a
 * conversation (through the channel of a ticket that is open or has just been solved, or answering what we wrote there) is no new contact. Contacts share a topic when the
 * CRM files them under the same one, or, where one of them has none, when they share half of their content words within 14 days.
 */
export function readContacts(
  timeline: Pick<Timeline, 'ticket' | 'message'>,
  memory: WordMemory = new Map(),
): Contact[] {
  const contacts: Contact[] = [];
  const byKey = new Map<string, number>();
  const recent: { topic: number; signal: Candidate['dated']['signal']; key: string | null; atMs: number }[] = [];
  let topics = 0;
  for (const { dated, certain } of candidates(timeline)) {
    const { signal, atMs } = dated;
    const key = keyOf(signal.topic);
    // Words are taken out of a text only where there is something to compare them with.
    let topic =
      (key === null ? undefined : byKey.get(key)) ??
      recent.findLast(
        (other) =>
          atMs - other.atMs <= WORDS_JOIN_WITHIN_DAYS * DAY_MS &&
          (key === null || other.key === null) &&
          sameTopicWords(wordsOf(signal, key, memory), wordsOf(other.signal, other.key, memory)),
      )?.topic;
    if (topic === undefined) {
      if (!certain) continue;
      topic = topics;
      topics += 1;
    }
    if (key !== null) byKey.set(key, topic);
    contacts.push({ dated, atMs, touchpoint: signal.touchpoint, topic });
    recent.push({ topic, signal, key, atMs });
    if (recent.length > COMPARED) recent.shift();
  }
  return contacts;
}
