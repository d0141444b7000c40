import type { UnreadEvent } from '../crm/port.ts';
import type { Store, Transaction } from '../store/port.ts';

/** Under which events of unknown form are shown. */
const WEBHOOK = 'webhook';
const UNKNOWN_FORM = 'unknown_form';
/** What arrived longer ago says nothing of how things stand. */
const SHOWN_MS = 30 * 24 * 3_600_000;

/** Notes events of unknown form for the admin, each once however often it is delivered. Returns how many have an install. */
export async function setEventsAside(
  store: Store,
  crm: string,
  unread: readonly UnreadEvent[],
  nowMs: number,
): Promise<number> {
  const at = new Date(nowMs).toISOString();
  let noted = 0;
  for (const [accountId, events] of Map.groupBy(unread, (event) => event.accountId)) {
    const install = accountId === null ? null : await store.installs.byAccount(crm, accountId);
    if (install === null) continue;
    const rows = events.map(({ id, detail }) => ({ object: WEBHOOK, record: id, reason: UNKNOWN_FORM, detail, at }));
    await store.transaction((tx) => store.setAsides.put(tx, install.id, rows), install.id);
    noted += events.length;
  }
  return noted;
}

/** Forgets events of unknown form after a month: no later event says that they are well. */
export async function forgetOldEvents(store: Store, tx: Transaction, install: string, nowMs: number): Promise<void> {
  await store.setAsides.expire(tx, install, WEBHOOK, new Date(nowMs - SHOWN_MS).toISOString());
}
