import type { Model } from '../cx/model/model.ts';
import type { Install, Store } from '../store/port.ts';

/**
 * Keeps the model that an install is scored by, and marks everybody once when it is another one than before.
 * @param at ISO 8601.
 * @returns the version under which it is kept, which scorecards name: a new one where the content of a version was changed.
 */
export async function keepModel(store: Store, install: Install, model: Model, at: string): Promise<number> {
  const { id, version, ...content } = model;
  return await store.transaction(async (tx) => {
    const used = await store.models.use(tx, install.id, { kind: 'score', id, version, content, at });
    if (used.replaced) await store.subjects.markAllDirty(tx, install.id);
    return used.version;
  }, install.id);
}
