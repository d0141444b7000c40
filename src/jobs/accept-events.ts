import type { ChangeEvent } from '../crm/port.ts';
import type { Store, Transaction } from '../store/port.ts';
import type { Queue } from './queue.ts';
import { enqueuePatiently } from './tasks/names.ts';

/**
 * Marks a customer who was erased: a page that was read before, and is stored after, brings them back until the refresh, which comes
 * after it in the lane of reading, erases them again.
 */
export const ERASED = 'erased';

const isErasure = (kind: ChangeEvent['kind'], object: ChangeEvent['object']): boolean =>
  kind === 'forgotten' && object === 'customer';

export interface Accepted {
  /** Events that lead to a read. */
  readonly accepted: number;
  /** Our own changes, repetitions, and accounts that are not connected. */
  readonly ignored: number;
}

/**
 * Takes change events from a CRM: marks the records in one transaction with the job that will read them again. Events that our
 * own app caused are dropped (they would make a circle), and so is everything seen before.
 */
export async function acceptEvents(
  { store, queue, now }: { readonly store: Store; readonly queue: Queue; readonly now: () => number },
  crm: string,
  events: readonly ChangeEvent[],
): Promise<Accepted> {
  let accepted = 0;
  for (const [accountId, ofAccount] of Map.groupBy(events, (event) => event.accountId)) {
    const install = await store.installs.byAccount(crm, accountId);
    if (install === null) continue;
    const foreign = ofAccount.filter((event) => !event.own);
    accepted += await store.transaction(async (tx) => {
      const fresh: ChangeEvent[] = [];
      for (const event of foreign) {
        if (await store.remember(tx, install.id, event.eventId)) fresh.push(event);
      }
      for (const event of fresh) {
        if (isErasure(event.kind, event.object)) await store.subjects.forget(install.id, event.id);
        if (event.kind === 'merged') await merge(store, tx, install.id, event);
      }
      if (fresh.length > 0) {
        await store.touched.put(
          tx,
          install.id,
          fresh.map(({ object, id, kind }) => ({ object: isErasure(kind, object) ? ERASED : object, id })),
        );
        await enqueuePatiently(queue, tx, 'refresh', install.id, now());
      }
      return fresh.length;
    }, install.id);
  }
  return { accepted, ignored: events.length - accepted };
}

async function merge(store: Store, tx: Transaction, install: string, event: ChangeEvent): Promise<void> {
  if (event.object === 'customer') await store.subjects.merge(tx, install, event.mergedIds, event.id);
  await store.touched.put(
    tx,
    install,
    event.mergedIds.map((id) => ({ object: event.object, id })),
  );
}
