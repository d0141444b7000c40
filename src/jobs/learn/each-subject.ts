/** Walks through the stored subjects of an install, page by page, with what is known of them. */
import type { CrmRecordOf } from '../../crm/record.ts';
import type { KeptReading } from '../../cx/kept-readings.ts';
import type { Subject } from '../../cx/model/scorecard.ts';
import type { Signal } from '../../cx/model/signal.ts';
import type { Store, StoredSubject } from '../../store/port.ts';

const PAGE = 200;

export interface KnownSubject {
  readonly subject: StoredSubject;
  /** Ordered by time for a customer, by customer and time for an account. */
  readonly signals: readonly Signal[];
  readonly kept: readonly (KeptReading | null)[];
  /** The customer's record as the CRM gave it; null for an account, or where it is not there. */
  readonly record: CrmRecordOf<'customer'> | null;
}

/**
 * Pages of subjects with their signals, by id. Of more than `atMost` every k-th is taken, so that the memory stays bounded and the
 * same ones are taken every day.
 */
export async function* eachSubject(
  store: Store,
  install: string,
  object: Subject['object'],
  atMost: number,
): AsyncGenerator<readonly KnownSubject[]> {
  const every = Math.max(1, Math.ceil((await store.records.count(install, object)) / atMost));
  let place = 0;
  let after = '';
  for (;;) {
    const page = await store.insights.subjects(install, object, after, PAGE * every);
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.id;
    const taken = page.filter(() => place++ % every === 0);
    if (taken.length > 0) yield await withSignals(store, install, object, taken);
  }
}

/** A stored record as the CRM's adapter made it; null where it is none of a customer. The store wrote it from a parsed one. */
export function customerRecord(record: unknown): CrmRecordOf<'customer'> | null {
  const known = record as CrmRecordOf<'customer'> | undefined;
  return known?.object === 'customer' ? known : null;
}

async function withSignals(
  store: Store,
  install: string,
  object: Subject['object'],
  subjects: readonly StoredSubject[],
): Promise<readonly KnownSubject[]> {
  const ids = subjects.map(({ id }) => id);
  const people = object === 'account' ? await store.subjects.customersOf(install, ids) : null;
  const customers = people === null ? ids : [...new Set([...people.values()].flat())].sort();
  const known = await store.signals.known(install, customers, Number.MAX_SAFE_INTEGER);
  const records = object === 'customer' ? await store.records.get(install, object, ids) : new Map<string, unknown>();
  return subjects.map((subject) => {
    const own = people === null ? [subject.id] : (people.get(subject.id) ?? []);
    const rows = own.flatMap((customer) => known?.get(customer) ?? []);
    return {
      subject,
      signals: rows.map(({ signal }) => signal),
      kept: rows.map(({ kept }) => kept),
      record: customerRecord(records.get(subject.id)),
    };
  });
}
