/** Whose card belongs on a record of HubSpot. */
import { z } from 'zod';
import type { Subject } from '../../cx/model/scorecard.ts';
import { RequestInvalid } from '../../errors.ts';
import type { Store } from '../../store/port.ts';

/** HubSpot's object types that carry a card. */
const OBJECTS = { '0-1': 'customer', '0-2': 'account', '0-3': 'deal', '0-5': 'ticket' } as const;
type Shown = (typeof OBJECTS)[keyof typeof OBJECTS];

export interface ShownRecord {
  readonly object: Shown;
  readonly id: string;
}

const querySchema = z.object({
  objectTypeId: z.enum(['0-1', '0-2', '0-3', '0-5']),
  objectId: z.string().regex(/^\d{1,20}$/),
});

/** The record that the call is about. Throws RequestInvalid. */
export function shownRecord(query: URLSearchParams): ShownRecord {
  const parsed = querySchema.safeParse(Object.fromEntries(query));
  if (!parsed.success) {
    throw new RequestInvalid(
      'The record is not named well:',
      parsed.error.issues.map((issue) => ({ key: issue.path.join('.'), message: issue.message })),
    );
  }
  return { object: OBJECTS[parsed.data.objectTypeId], id: parsed.data.objectId };
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
