import { type Contact, NO_CHANNEL } from '../contacts.ts';
import { defineFlag } from '../define-flag.ts';
import { evidenceOf, FLAG_EVIDENCE, wordsOf } from '../evidence.ts';
import type { Touchpoint } from '../model/touchpoint.ts';
import { DAY_MS } from '../stats/decay.ts';
import { shortQuote } from '../text/quote.ts';

interface Run {
  readonly contacts: readonly Contact[];
  readonly channels: number;
}

/** The busiest stretch of `withinMs` among contacts on one topic (most contacts and channels together); the later one of equals. */
function busiestRun(contacts: readonly Contact[], withinMs: number): Run {
  const inside = new Map<Touchpoint, number>();
  let best = { start: 0, end: 0, channels: 0 };
  let start = 0;
  for (const [index, { touchpoint, atMs }] of contacts.entries()) {
    if (!NO_CHANNEL.has(touchpoint)) inside.set(touchpoint, (inside.get(touchpoint) ?? 0) + 1);
    for (let first = contacts[start]; first !== undefined && atMs - first.atMs > withinMs; first = contacts[start]) {
      const left = (inside.get(first.touchpoint) ?? 0) - 1;
      if (left > 0) inside.set(first.touchpoint, left);
      else inside.delete(first.touchpoint);
      start += 1;
    }
    const end = index + 1;
    if (end - start + inside.size >= best.end - best.start + best.channels)
      best = { start, end, channels: inside.size };
  }
  return { contacts: contacts.slice(best.start, best.end), channels: best.channels };
}

export default defineFlag({
  id: 'repeated-contact',
  title: { en: 'Has to repeat themselves', es: 'Tiene que repetirse' },
  describes: {
    en: 'Three or more contacts about the same thing within 14 days, or the same thing through two or more channels.',
    es: 'Tres o más contactos por lo mismo en 14 días, o lo mismo por dos o más canales.',
  },
  sentence: {
    en: 'Asked {contacts} times in {days} {days|day|days} about “{topic}” ({channels} {channels|channel|channels})',
    es: 'Preguntó {contacts} veces en {days} {days|día|días} por «{topic}» ({channels} {channels|canal|canales})',
  },
  advice: {
    en: '{#open}Give the case one owner who reads everything so far and calls with the whole answer.{/open}{^open}Let one person read everything so far, then ask whether it is solved for good.{/open}',
    es: '{#open}Asigna el caso a una sola persona que lea todo lo anterior y llame con la respuesta completa.{/open}{^open}Que una sola persona lea todo lo anterior y pregunte si ha quedado resuelto del todo.{/open}',
  },
  facts: ['contacts', 'channels', 'days', 'topic', 'open'],
  needs: ['ticket', 'message'],
  detect(_signals, context) {
    const limits = context.model.flags.repeatedContact;
    const from = context.now - limits.windowDays * DAY_MS;
    const topics = new Map<string, Contact[]>();
    for (const contact of context.contacts) {
      if (contact.atMs < from) continue;
      const key = `${contact.topic} ${contact.dated.signal.customer}`;
      const list = topics.get(key);
      if (list === undefined) topics.set(key, [contact]);
      else list.push(contact);
    }
    let worst: Run = { contacts: [], channels: 0 };
    for (const contacts of topics.values()) {
      const run = busiestRun(contacts, limits.withinDays * DAY_MS);
      if (run.contacts.length < limits.contacts && run.channels < limits.channels) continue;
      const heavier = run.contacts.length + run.channels - worst.contacts.length - worst.channels;
      if (heavier > 0 || (heavier === 0 && (run.contacts.at(-1)?.atMs ?? 0) > (worst.contacts.at(-1)?.atMs ?? 0)))
        worst = run;
    }
    const first = worst.contacts[0];
    const last = worst.contacts.at(-1);
    if (first === undefined || last === undefined) return null;
    const topic = worst.contacts
      .map(({ dated }) => dated.signal.topic ?? dated.signal.subject)
      .find((name) => name !== undefined);
    const severe = worst.contacts.length > limits.contacts || worst.channels > limits.channels;
    return {
      severity: severe ? 'high' : 'medium',
      since: first.dated.signal.at,
      evidence: worst.contacts
        .slice(-FLAG_EVIDENCE)
        .reverse()
        .map(({ dated }) => evidenceOf(dated, { quote: wordsOf(dated.signal) })),
      facts: {
        contacts: worst.contacts.length,
        channels: Math.max(1, worst.channels),
        days: Math.max(1, Math.ceil((last.atMs - first.atMs) / DAY_MS)),
        topic: topic ?? shortQuote(first.dated.signal.text) ?? '…',
        open: worst.contacts.filter(({ dated }) => 'open' in dated && dated.open).length,
      },
    };
  },
});
