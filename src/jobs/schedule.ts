import { CRM_OBJECTS } from '../crm/record.ts';
import type { Model } from '../cx/model/model.ts';
import type { Store, Transaction } from '../store/port.ts';
import { everythingRead } from './everything-read.ts';
import type { SettingsOwner } from './install-settings.ts';
import { keepModel } from './keep-model.ts';
import type { LinkBy } from './link-by.ts';
import type { Queue } from './queue.ts';
import { forgetOldEvents } from './set-events-aside.ts';
import { identifiedBy } from './tasks/link.ts';
import { enqueuePatiently, keyOf, type TaskName } from './tasks/names.ts';

/** More keys than that never fail at once. */
const MOST_LETTERS = 1_000;

export interface ScheduleOptions {
  readonly store: Store;
  readonly queue: Queue;
  readonly now: () => number;
  /** The model that an install is scored by: when it is another one than before, everybody is scored anew. */
  readonly modelOf: (install: SettingsOwner) => Model;
  /** By what customers of several CRMs are linked; each CRM stays by itself when absent. */
  readonly linkBy?: LinkBy | null;
  readonly pollEveryMs: number;
  /** A score also ages by itself; everything is evaluated anew so often. */
  readonly rescoreEveryMs: number;
  /** So often is learned from everything that is stored. Default: as often as everything is evaluated anew. */
  readonly learnEveryMs?: number;
  /** CRMs that keep what people ask of Pulso; looked at in every sweep that says so. */
  readonly hears?: ((crm: string) => boolean) | null;
}

/**
 * One look at every active install: a pull where the last one is old, everything marked where the last full pass is old, and a
 * job for every mark that has none (a lost job costs a delay, never a result).
 */
export async function sweep({
  store,
  queue,
  now,
  modelOf,
  linkBy = null,
  pollEveryMs,
  rescoreEveryMs,
  learnEveryMs = rescoreEveryMs,
  hears = null,
}: ScheduleOptions): Promise<void> {
  const failedAt = new Map((await queue.dead(MOST_LETTERS)).map(({ key, failedAt: at }) => [key, Date.parse(at)]));
  const ask = async (tx: Transaction, task: TaskName, install: string): Promise<void> => {
    // What failed for good is tried again, but no more often than the CRM is polled.
    const since = now() - (failedAt.get(keyOf(task, install)) ?? Number.NEGATIVE_INFINITY);
    if (since >= pollEveryMs) await enqueuePatiently(queue, tx, task, install, now());
  };
  for (const install of await store.installs.list()) {
    if (install.status !== 'active') continue;
    const streams = await store.streams.list(install.id);
    const pulledAt = Math.min(
      ...streams.filter(({ object }) => isCrmObject(object)).map((stream) => Date.parse(stream.updatedAt)),
    );
    if (streams.length === 0) {
      await store.transaction((tx) => ask(tx, 'provision', install.id), install.id);
      continue;
    }
    await store.transaction(async (tx) => {
      const runAt = new Date(now()).toISOString();
      if (!(now() - pulledAt < pollEveryMs)) await ask(tx, 'pull', install.id);
      // Read again under the lock: of several programs that sweep at once, one marks everything.
      const rescored = await store.streams.get(install.id, RESCORE);
      if (rescored === null || now() - Date.parse(rescored.updatedAt) >= rescoreEveryMs) {
        if (rescored !== null) await store.subjects.markAllDirty(tx, install.id);
        await forgetOldEvents(store, tx, install.id, now());
        await store.streams.put(tx, install.id, {
          object: RESCORE,
          checkpoint: null,
          phase: 'incremental',
          read: 0,
          total: null,
          updatedAt: runAt,
        });
      }
    }, install.id);
    await keepModel(store, install, modelOf(install), new Date(now()).toISOString());
    // Linking was turned on or off since.
    if (identifiedBy(install) !== linkBy) await store.transaction((tx) => ask(tx, 'link', install.id), install.id);
    const ended = await store.overrides.due(install.id, new Date(now()).toISOString());
    if (ended.length > 0) await store.transaction((tx) => store.subjects.markDirty(tx, install.id, ended), install.id);
    const dirty = await store.subjects.countDirty(install.id);
    const pending = await store.writebacks.countPending(install.id);
    const touched = await store.touched.list(install.id, 1);
    const alerts = await store.alerts.countWaiting(install.id);
    const steps = await store.waitingSteps.ready(install.id, 1);
    const learnedAt = await store.insights.portfolioAt(install.id);
    const isLearned = learnedAt !== null && now() - Date.parse(learnedAt) < learnEveryMs;
    await store.transaction(async (tx) => {
      if (touched.length > 0) await ask(tx, 'refresh', install.id);
      if (dirty > 0 && everythingRead(streams)) {
        await ask(tx, 'score', install.id);
      }
      if (dirty === 0 && everythingRead(streams) && !isLearned) await ask(tx, 'learn', install.id);
      if (dirty === 0 && pending > 0) await ask(tx, 'push', install.id);
      if (alerts > 0) await ask(tx, 'alert', install.id);
      if (steps.length > 0) await ask(tx, 'complete', install.id);
      if (hears?.(install.crm)) await ask(tx, 'hear', install.id);
    }, install.id);
  }
}

const isCrmObject = (object: string): boolean => (CRM_OBJECTS as readonly string[]).includes(object);

/** The stream that remembers when everything was last evaluated anew. */
const RESCORE = 'rescore';

/** In so many sweeps, one looks for what people ask: every look costs the CRM a request. */
const HEARD_IN_SWEEPS = 4;

/** Sweeps now and then every so often, until stopped. A sweep that fails is told and tried again. */
export function startSchedule(options: ScheduleOptions & { everyMs: number; onError: (error: unknown) => void }): {
  stop(): Promise<void>;
} {
  const { hears = null } = options;
  let sweeps = 0;
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    const isTime = sweeps % HEARD_IN_SWEEPS === 0;
    sweeps += 1;
    running = running.then(() => sweep({ ...options, hears: isTime ? hears : null })).catch(options.onError);
  };
  run();
  const timer = setInterval(run, options.everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
