import { z } from 'zod';
import type { Crm } from '../crm/port.ts';
import { CRM_OBJECTS } from '../crm/record.ts';
import { Bug, RequestInvalid } from '../errors.ts';
import type { Install, Store } from '../store/port.ts';
import { changeInstall } from './change-install.ts';
import type { Queue } from './queue.ts';
import { enqueueTask } from './tasks/names.ts';

interface Parts {
  readonly store: Store;
  readonly queue: Queue;
  readonly crms: ReadonlyMap<string, Crm>;
}

const tableSchema = z.record(z.string(), z.unknown());
const tableOf = (given: unknown): Readonly<Record<string, unknown>> => tableSchema.safeParse(given).data ?? {};

/** How an install's CRM is read and written: all that can be set, with what holds where nothing is. */
export function crmSettingsOf({ crms }: Pick<Parts, 'crms'>, install: Install): unknown {
  return schemaOf(crms, install).parse(tableOf(install.settings.crm));
}

/**
 * From now on the install's CRM is read and written so; what is not given is as shipped, but for the segments, which are chosen by
 * themselves. Everything is read again, since it may now say something else.
 * @throws RequestInvalid naming every fault.
 */
export async function chooseCrmSettings(parts: Parts, install: Install, given: unknown): Promise<void> {
  const { store, queue, crms } = parts;
  const crm = withSegments(tableOf(given), tableOf(install.settings.crm));
  const checked = schemaOf(crms, install).safeParse(crm);
  if (!checked.success || !tableSchema.safeParse(given).success) {
    const faults = checked.success ? [] : checked.error.issues;
    throw new RequestInvalid(
      'The settings of the CRM cannot be kept:',
      faults.length === 0
        ? [{ key: 'file', message: 'give an object of settings' }]
        : faults.map((issue) => ({ key: issue.path.join('.') || 'file', message: issue.message })),
    );
  }
  await store.transaction(async (tx) => {
    await changeInstall(store, tx, install.id, (stored) => ({ ...stored, settings: { ...stored.settings, crm } }));
    for (const object of CRM_OBJECTS) {
      const read = await store.streams.get(install.id, object);
      if (read === null) continue;
      await store.streams.put(tx, install.id, { ...read, checkpoint: null, phase: 'backfill', read: 0 });
    }
    await enqueueTask(queue, tx, 'pull', install.id);
  }, install.id);
}

function schemaOf(crms: Parts['crms'], { id, crm }: Install): z.ZodType {
  const schema = crms.get(crm)?.manifest.settings;
  if (schema === undefined) throw new Bug(`the install ${id} belongs to the unknown CRM ${crm}`);
  return schema;
}

/** `pulso segments` keeps its choice in the same place. */
function withSegments(
  given: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const kept = Object.entries(before).flatMap(([place, held]) => {
    const { segments } = tableOf(held);
    return segments === undefined ? [] : [[place, { segments, ...tableOf(given[place]) }] as const];
  });
  return { ...given, ...Object.fromEntries(kept) };
}
