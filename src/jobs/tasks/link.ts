import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CrmRecordOf } from '../../crm/record.ts';
import { keepReading } from '../../cx/kept-readings.ts';
import type { Signal } from '../../cx/model/signal.ts';
import type { Link } from '../../store/links.ts';
import type { Install, Transaction } from '../../store/port.ts';
import { changeInstall } from '../change-install.ts';
import { everythingRead } from '../everything-read.ts';
import { LINK_BY, type LinkBy } from '../link-by.ts';
import type { Task } from '../queue.ts';
import type { TaskDeps } from './deps.ts';
import { enqueueTask } from './names.ts';
import { withInstall } from './with-install.ts';

const PAGE = 200;
const CUSTOMERS_PER_PAGE = 500;
const settingsSchema = z.object({ identifiedBy: z.enum(LINK_BY).nullish() });

/** A digest: two customers can be compared, and nobody's address stands in one more place. Null where nothing is known. */
export function identityOf(record: Pick<CrmRecordOf<'customer'>, 'email' | 'externalId'>, by: LinkBy): string | null {
  const word = (by === 'email' ? record.email : record.externalId)?.trim().toLowerCase() ?? '';
  return word === '' ? null : createHash('sha256').update(`${by} ${word}`).digest('hex');
}

/**
 * Has an install's customers see what the same people did in the other CRMs, by copies of those signals. Where linking is off, or
 * was turned off, everything that was copied is removed again.
 */
export function createLink(deps: TaskDeps): Task {
  return withInstall(deps, async ({ install, context }) => {
    const { store, linkBy } = deps;
    if (!everythingRead(await store.streams.list(install.id))) return;
    await identifyAll(deps, install, context.signal);
    const others = linkBy === null ? [] : (await store.installs.list()).filter((other) => other.crm !== install.crm);
    await store.transaction(
      (tx) =>
        store.links.sync(
          tx,
          install.id,
          others.map(({ id }) => id),
        ),
      install.id,
    );
    for (;;) {
      const stale = await store.links.stale(install.id, PAGE);
      if (stale.length === 0) break;
      await copy(deps, install, others, stale);
      context.signal.throwIfAborted();
    }
    if ((await store.subjects.countDirty(install.id)) === 0) return;
    await store.transaction((tx) => enqueueTask(deps.queue, tx, 'score', install.id), install.id);
  });
}

/** Something was read: whoever it was about may be linked with somebody, here or elsewhere. */
export async function askLinks({ store, queue, linkBy }: TaskDeps, tx: Transaction): Promise<void> {
  const installs = linkBy === null ? [] : await store.installs.list();
  if (installs.length < 2) return;
  for (const { id } of installs) await enqueueTask(queue, tx, 'link', id);
}

/** By what an install's customers are recognised now; null while linking is off. */
export function identifiedBy({ settings }: Pick<Install, 'settings'>): LinkBy | null {
  return settingsSchema.safeParse(settings).data?.identifiedBy ?? null;
}

/** Those who were stored before linking was turned on, or while it went by something else. */
async function identifyAll({ store, linkBy }: TaskDeps, install: Install, signal: AbortSignal): Promise<void> {
  if (identifiedBy(install) === linkBy) return;
  const customers = linkBy === null ? [] : await store.subjects.ids(install.id, 'customer');
  await store.transaction((tx) => store.links.clearIdentities(tx, install.id), install.id);
  for (let from = 0; linkBy !== null && from < customers.length; from += CUSTOMERS_PER_PAGE) {
    const ids = customers.slice(from, from + CUSTOMERS_PER_PAGE);
    const records = await store.records.get(install.id, 'customer', ids);
    const identities = [...records].map(([customer, record]) => ({
      customer,
      value: identityOf(record as CrmRecordOf<'customer'>, linkBy),
    }));
    await store.transaction((tx) => store.links.identify(tx, install.id, identities), install.id);
    signal.throwIfAborted();
  }
  await store.transaction(
    (tx) =>
      changeInstall(store, tx, install.id, (stored) => ({
        ...stored,
        settings: { ...stored.settings, identifiedBy: linkBy },
      })),
    install.id,
  );
}

/** Only what the other CRM itself says: what was copied there from here, or noted by a person in Pulso, stays where it is. */
async function copy(
  deps: TaskDeps,
  install: Install,
  others: readonly Install[],
  stale: readonly Link[],
): Promise<void> {
  const { store } = deps;
  const copies: Signal[] = [];
  const links: (Link & { signals: string[] })[] = [];
  for (const [other, group] of Map.groupBy(stale, (link) => link.other)) {
    const crm = others.find(({ id }) => id === other)?.crm;
    const theirs = await store.signals.ofMany(
      other,
      'customer',
      group.map(({ otherCustomer }) => otherCustomer),
    );
    for (const link of group) {
      const own = (theirs.get(link.otherCustomer) ?? []).filter(({ source }) => source === crm);
      for (const { account: _, ...signal } of own) copies.push({ ...signal, customer: link.customer } as Signal);
      links.push({ ...link, signals: own.map(({ id }) => id) });
    }
  }
  const reader = await deps.textReaderOf(install);
  await store.transaction(async (tx) => {
    await store.signals.upsert(tx, install.id, copies, [], (signal) => keepReading(signal, reader));
    await store.links.copied(tx, install.id, links);
  }, install.id);
}
