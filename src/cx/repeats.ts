import type { Contact } from './contacts.ts';
import type { Context } from './context.ts';
import { DAY_MS } from './stats/decay.ts';

/** A contact of which it is known whether another one followed. */
export interface JudgedContact {
  readonly contact: Contact;
  readonly isRepeated: boolean;
}

/**
 * Contacts with whether another one on the same topic followed within the model's days. Those of the last days are left out: what
 * will follow is not known yet (right-censoring).
 */
export function judgeContacts(context: Pick<Context, 'contacts' | 'model' | 'now'>): JudgedContact[] {
  const { contacts, now, model } = context;
  const withinMs = model.metrics.repeatContact.withinDays * DAY_MS;
  const nextOnTopic = new Map<number, number>();
  const repeated = new Array<boolean>(contacts.length).fill(false);
  for (let index = contacts.length - 1; index >= 0; index -= 1) {
    const contact = contacts[index];
    if (contact === undefined) continue;
    const next = nextOnTopic.get(contact.topic);
    repeated[index] = next !== undefined && next - contact.atMs <= withinMs;
    nextOnTopic.set(contact.topic, contact.atMs);
  }
  return contacts.flatMap((contact, index) =>
    contact.atMs + withinMs <= now ? [{ contact, isRepeated: repeated[index] ?? false }] : [],
  );
}
