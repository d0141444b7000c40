import { z } from 'zod';
import type { Crm } from '../crm/port.ts';
import { RequestInvalid } from '../errors.ts';
import type { Install, Store } from '../store/port.ts';
import { changeInstall } from './change-install.ts';
import type { Queue } from './queue.ts';
import { enqueueTask } from './tasks/names.ts';

interface Parts {
  readonly store: Store;
  readonly queue: Queue;
  readonly crms: ReadonlyMap<string, Crm>;
}

/** Where a CRM's settings name what an install's own properties are called. */
const PLACES = ['properties', 'fields'] as const;
const tableSchema = z.record(z.string(), z.unknown());

/**
 * From now on the install's customers are split by these properties of the CRM, besides lifecycle and language. All customers are read
 * again, so that everybody has them.
 * @throws RequestInvalid where the CRM can have no property of such a name, or there are too many.
 */
export async function chooseSegments(parts: Parts, install: Install, names: readonly string[]): Promise<void> {
  const { store, queue, crms } = parts;
  const before = tableSchema.safeParse(install.settings.crm).data ?? {};
  const schema = crms.get(install.crm)?.manifest.settings;
  const candidates = PLACES.map((place) => ({
    ...before,
    [place]: { ...tableSchema.safeParse(before[place]).data, segments: [...names] },
  }));
  const crm = candidates.find((candidate) => schema?.safeParse(candidate).success === true);
  if (crm === undefined) {
    const message = `${names.join(', ')}: give at most eight internal names of properties of a contact, such as plan or Plan__c`;
    throw new RequestInvalid('That cannot be split by:', [{ key: 'by', message }]);
  }
  await store.transaction(async (tx) => {
    await changeInstall(store, tx, install.id, (stored) => ({ ...stored, settings: { ...stored.settings, crm } }));
    const read = await store.streams.get(install.id, 'customer');
    if (read !== null)
      await store.streams.put(tx, install.id, { ...read, checkpoint: null, phase: 'backfill', read: 0 });
    await enqueueTask(queue, tx, 'pull', install.id);
  }, install.id);
}
