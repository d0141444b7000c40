/** Whose scorecard belongs on a record of a CRM. */
import { z } from 'zod';
import type { Subject } from '../cx/model/scorecard.ts';
import type { Store } from '../store/port.ts';

/** A record that shows a card. */
export interface ShownRecord {
  readonly object: 'customer' | 'account' | 'deal' | 'ticket';
  readonly id: string;
}

const linkedSchema = z.object({ customers: z.array(z.string()), accounts: z.array(z.string()) });

/** `unknown`: the record itself was never read. `unlinked`: it was, and belongs to nobody. */
export type Found = { readonly subject: Subject } | { readonly subject: null; readonly why: 'unknown' | 'unlinked' };

/** A contact and a company are their own subject; of the people behind a ticket or deal, the one who feels worst. */
export async function findSubject(store: Store, install: string, record: ShownRecord): Promise<Found> {
  const { object, id } = record;
  if (object === 'customer' || object === 'account') return { subject: { object, id } };
  const linked = linkedSchema.safeParse((await store.records.get(install, object, [id])).get(id));
  if (!linked.success) return { subject: null, why: 'unknown' };
  for (const [kind, ids] of [
    ['customer', linked.data.customers],
    ['account', linked.data.accounts],
  ] as const) {
    const subject = await worstOf(store, install, kind, ids);
    if (subject !== null) return { subject };
  }
  return { subject: null, why: 'unlinked' };
}

async function worstOf(
  store: Store,
  install: string,
  object: Subject['object'],
  ids: readonly string[],
): Promise<Subject | null> {
  const [first] = ids;
  if (first === undefined) return null;
  if (ids.length === 1) return { object, id: first };
  const scores = await store.scorecards.scores(install, object, ids);
  const score = (id: string) => scores.get(id) ?? Number.POSITIVE_INFINITY;
  const known = ids.filter((id) => scores.has(id));
  const worst = (known.length > 0 ? known : ids).reduce((a, b) => (score(b) < score(a) ? b : a));
  return { object, id: worst };
}
