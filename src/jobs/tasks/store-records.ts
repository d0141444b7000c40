/** Records → stored rows: what both the pull and the refresh do with a page that they have read. */
import type { ChangePage } from '../../crm/port.ts';
import type { CrmRecord, CrmRecordOf } from '../../crm/record.ts';
import { originOf, signalsOf } from '../../crm/signals.ts';
import { keepReading } from '../../cx/kept-readings.ts';
import type { Install, StoredSubject, Transaction } from '../../store/port.ts';
import type { TicketState } from '../../store/tickets.ts';
import type { TaskDeps } from './deps.ts';
import { askLinks, identityOf } from './link.ts';

type ReadPage = Pick<ChangePage, 'records' | 'setAside' | 'deleted' | 'merged'>;

function subjectOf(install: string, record: CrmRecordOf<'customer'> | CrmRecordOf<'account'>): StoredSubject {
  const common = { install, object: record.object, id: record.id, name: record.name, href: record.href ?? null };
  return record.object === 'customer'
    ? { ...common, language: record.language ?? null, account: record.account ?? null, revenue: null }
    : { ...common, language: null, account: null, revenue: record.revenue ?? null };
}

/** A ticket tells of its first customer; one that only a company stands behind, of that. */
function ticketOf({ id, open, customers: [customer], accounts: [account] }: CrmRecordOf<'ticket'>): TicketState {
  if (customer !== undefined) return { id, open, subject: { object: 'customer', id: customer } };
  return { id, open, subject: account === undefined ? null : { object: 'account', id: account } };
}

/**
 * Stores a page: records, the signals made of those that changed, what had to be set aside, and what is gone. Unchanged records
 * cost one comparison and mark nobody dirty. Returns how many records were new or different.
 */
export async function storeRecords(deps: TaskDeps, tx: Transaction, install: Install, page: ReadPage): Promise<number> {
  const { store } = deps;
  const at = new Date(deps.now()).toISOString();
  const rows = page.records.map((record) => ({ object: record.object, id: record.id, record }));
  const changed = (await store.records.upsert(tx, install.id, rows)).map((row): CrmRecord => row.record);

  const subjects = changed.filter((record) => record.object === 'customer' || record.object === 'account');
  if (subjects.length > 0) {
    await store.subjects.upsert(
      tx,
      subjects.map((record) => subjectOf(install.id, record)),
    );
  }
  const { linkBy } = deps;
  const people = linkBy === null ? [] : changed.filter((record) => record.object === 'customer');
  if (linkBy !== null && people.length > 0) {
    const identities = people.map((person) => ({ customer: person.id, value: identityOf(person, linkBy) }));
    await store.links.identify(tx, install.id, identities);
  }
  // A person's own record counts too: where a CRM cannot give the survey answers, it carries the last ones.
  const facts = changed.filter((record) => record.object !== 'account');
  const made = facts.map((record) => signalsOf(install.crm, record));
  if (made.length > 0) {
    const signals = made.flatMap((one) => one.signals);
    const origins = made.map((one) => one.origin);
    const reader = await deps.textReaderOf(install);
    await store.signals.upsert(tx, install.id, signals, origins, (signal) => keepReading(signal, reader));
  }

  const tickets = changed.filter((record) => record.object === 'ticket');
  if (tickets.length > 0) await store.tickets.put(tx, install.id, tickets.map(ticketOf));

  // A record can be read well but for one fault: what is still at fault stays set aside.
  const faulty = new Set(page.setAside.map(({ object, id }) => `${object} ${id}`));
  const sound = changed.filter(({ object, id }) => !faulty.has(`${object} ${id}`));
  for (const [object, records] of Map.groupBy(sound, (record) => record.object)) {
    await store.setAsides.clear(
      tx,
      install.id,
      object,
      records.map((record) => record.id),
    );
  }
  const aside = [...page.setAside, ...made.flatMap((one) => one.setAside)];
  if (aside.length > 0) {
    await store.setAsides.put(
      tx,
      install.id,
      aside.map(({ object, id, reason, detail }) => ({ object, record: id, reason, detail, at })),
    );
  }
  for (const { object, from, into } of page.merged) {
    if (object === 'customer') await store.subjects.merge(tx, install.id, from, into);
    if (object === 'ticket') await store.tickets.remove(tx, install.id, from);
  }
  await removeDeleted(deps, tx, install, page.deleted);
  if (changed.length + page.merged.length + page.deleted.length > 0) await askLinks(deps, tx);
  return changed.length;
}

async function removeDeleted(
  deps: TaskDeps,
  tx: Transaction,
  install: Install,
  deleted: ReadPage['deleted'],
): Promise<void> {
  for (const [object, gone] of Map.groupBy(deleted, (record) => record.object)) {
    const ids = gone.map((record) => record.id);
    await deps.store.records.remove(tx, install.id, object, ids);
    await deps.store.setAsides.clear(tx, install.id, object, ids);
    if (object === 'customer' || object === 'account') {
      await deps.store.subjects.archive(
        tx,
        install.id,
        ids.map((id) => ({ object, id })),
      );
    } else {
      if (object === 'ticket') await deps.store.tickets.remove(tx, install.id, ids);
      await deps.store.signals.removeByOrigin(
        tx,
        install.id,
        gone.map((record) => originOf(install.crm, object, record.id)),
      );
    }
    // An erasure request; the store joins the open transaction.
    const erased = object === 'customer' ? gone.filter((record) => record.forget) : [];
    for (const { id } of erased) await deps.store.subjects.forget(install.id, id);
  }
}
