import { z } from 'zod';
import type { CrmConnection } from '../../crm/port.ts';
import type { Install } from '../../store/port.ts';
import { changeInstall } from '../change-install.ts';
import type { TaskDeps } from './deps.ts';
import { enqueueTask } from './names.ts';

const settingsSchema = z.object({ withheld: z.array(z.string()).default([]) });

/** `object.field` of the fields that must not be written: the CRM has no room for them, or they are somebody else's. */
export function withheldFields({ settings }: Pick<Install, 'settings'>): ReadonlySet<string> {
  return new Set(settingsSchema.parse(settings).withheld);
}

export interface EnsuredFields {
  /** Something was missing or different, and is right now. */
  readonly changed: boolean;
  readonly withheld: ReadonlySet<string>;
}

/**
 * Makes sure that our fields exist in the CRM, and keeps what an admin should know about those that cannot. Fields that are new
 * there are empty: whatever was written to them before is written again.
 */
export async function ensureFields(
  deps: TaskDeps,
  install: Install,
  connection: CrmConnection,
): Promise<EnsuredFields> {
  const { store } = deps;
  const { id } = install;
  const results = await connection.ensureFields(deps.fieldsOf(install));
  const nameOf = ({ object, field }: (typeof results)[number]): string => `${object}.${field}`;
  const refused = results.filter(({ outcome }) => outcome === 'conflict' || outcome === 'refused');
  // One reason often holds for many fields.
  const byReason = Map.groupBy(refused, (result) => `${result.object} ${result.message ?? result.outcome}`);
  const notices = [...byReason.values()].map(
    (same) => `${same.map(nameOf).join(', ')}: ${same[0]?.message ?? same[0]?.outcome}`,
  );
  const withheld = new Set(refused.map(nameOf));
  const created = results.filter(({ outcome }) => outcome === 'created');
  await store.transaction(async (tx) => {
    const before = await store.installs.get(id);
    const freed = before === null ? [] : [...withheldFields(before)].filter((name) => !withheld.has(name));
    await changeInstall(store, tx, id, (stored) => ({
      ...stored,
      settings: { ...stored.settings, notices, withheld: [...withheld] },
    }));
    const emptied = created.length === 0 ? 0 : await store.writebacks.undone(tx, id, created);
    if (emptied === 0 && freed.length === 0) return;
    await store.subjects.markAllDirty(tx, id);
    await enqueueTask(deps.queue, tx, 'score', id);
  }, id);
  return { changed: results.some(({ outcome }) => outcome === 'created' || outcome === 'updated'), withheld };
}
