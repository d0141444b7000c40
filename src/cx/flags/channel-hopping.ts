import { type Contact, NO_CHANNEL } from '../contacts.ts';
import { defineFrictionFlag } from '../friction-flag.ts';
import { DAY_MS } from '../stats/decay.ts';

/** Contacts on one topic that came through another channel than the one before, with that one, within the model's days. */
function hops(contacts: readonly Contact[], withinMs: number): Contact[] {
  const last = new Map<string, Contact>();
  const found = new Set<Contact>();
  for (const contact of contacts) {
    if (NO_CHANNEL.has(contact.touchpoint)) continue;
    const key = `${contact.topic} ${contact.dated.signal.customer}`;
    const before = last.get(key);
    if (before !== undefined && before.touchpoint !== contact.touchpoint && contact.atMs - before.atMs <= withinMs) {
      found.add(before);
      found.add(contact);
    }
    last.set(key, contact);
  }
  return [...found];
}

export default defineFrictionFlag({
  id: 'channel-hopping',
  title: { en: 'Sent from channel to channel', es: 'De un canal a otro' },
  describes: {
    en: 'They brought the same issue through two or more channels within 14 days, or say that they had to tell it again.',
    es: 'Plantearon lo mismo por dos o más canales en 14 días, o dicen que tuvieron que volver a contarlo.',
  },
  sentence: {
    en: 'Told the same story {signs} {signs|time|times} through different channels, the last on {lastAt}',
    es: 'Contó lo mismo {signs} {signs|vez|veces} por canales distintos, la última el {lastAt}',
  },
  advice: {
    en: 'Bring all threads into one case, and answer where the customer wrote last.',
    es: 'Reúne todos los hilos en un solo caso y responde por donde el cliente escribió por última vez.',
  },
  topics: ['repeating-oneself'],
  behaviour(context, fromMs) {
    const withinMs = context.model.flags.repeatedContact.withinDays * DAY_MS;
    return hops(
      context.contacts.filter(({ atMs }) => atMs >= fromMs),
      withinMs,
    ).map(({ dated }) => ({ dated, quote: dated.signal.text ?? dated.signal.subject }));
  },
});
