import { isDeepStrictEqual } from 'node:util';
import type { Store } from '../store/port.ts';
import { CHOICE_KEYS, type Choice, choiceOf } from './install-settings.ts';
import type { Queue } from './queue.ts';
import { enqueueTask } from './tasks/names.ts';

export interface ChangeSettingsDeps {
  readonly store: Store;
  readonly queue: Queue;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The keys in which two choices differ. */
const differing = (before: Choice, after: Choice): (typeof CHOICE_KEYS)[number][] =>
  CHOICE_KEYS.filter((key) => !isDeepStrictEqual(before[key], after[key]));

/**
 * Keeps what an admin chose for an install, and who did; the choice must have been checked. Everybody is scored and written anew
 * where it matters: another model becomes a version of its own, a field that was added is provisioned and filled, one that was
 * taken out is not written any more and keeps its last values. False where nothing differs.
 */
export async function changeSettings(
  { store, queue, now }: ChangeSettingsDeps,
  install: string,
  after: Choice,
  by: string,
): Promise<boolean> {
  return await store.transaction(async (tx) => {
    const stored = await store.installs.get(install);
    if (stored === null) return false;
    const before = choiceOf(stored);
    const keys = differing(before, after);
    if (keys.length === 0) return false;
    const values = (choice: Choice) => Object.fromEntries(keys.map((key) => [key, choice[key]]));
    await store.installs.put(tx, { ...stored, settings: { ...stored.settings, ...after } });
    await store.settingsLog.add(tx, install, {
      ...{ at: new Date(now()).toISOString(), by },
      ...{ before: values(before), after: values(after) },
    });
    if (keys.includes('fields') || keys.includes('language')) await store.subjects.markAllDirty(tx, install);
    if (keys.includes('fields')) await enqueueTask(queue, tx, 'provision', install);
    await enqueueTask(queue, tx, 'score', install);
    return true;
  }, install);
}
