import { isDeepStrictEqual } from 'node:util';
import type { ChangePage } from '../../crm/port.ts';
import type { CrmObject } from '../../crm/record.ts';
import type { Install, StreamState } from '../../store/port.ts';
import { changeInstall } from '../change-install.ts';
import type { Task } from '../queue.ts';
import type { TaskDeps } from './deps.ts';
import { hear } from './hear.ts';
import { enqueueTask } from './names.ts';
import { callRoll } from './roll-call.ts';
import { storeRecords } from './store-records.ts';
import { type InstallWork, withInstall } from './with-install.ts';

/** Companies before people before what happened to them, so that every fact finds its subject. */
const ORDER: readonly CrmObject[] = ['account', 'customer', 'ticket', 'survey', 'engagement', 'deal'];

/** Does what people asked for, then reads whatever changed in the CRM since the last checkpoint, object by object, page by page. */
export function createPull(deps: TaskDeps): Task {
  return withInstall(deps, async (work) => {
    await hear(deps, work, false);
    const unavailable: Record<string, readonly string[]> = {};
    for (const object of ORDER) {
      unavailable[object] = await pullObject(deps, work, object);
      work.context.signal.throwIfAborted();
    }
    await keepUnavailable(deps, work.install, unavailable);
    await callRoll(deps, work);
    if ((await deps.store.subjects.countDirty(work.install.id)) === 0) return;
    await deps.store.transaction((tx) => enqueueTask(deps.queue, tx, 'score', work.install.id), work.install.id);
  });
}

async function pullObject(
  deps: TaskDeps,
  { install, connection, context }: InstallWork,
  object: CrmObject,
): Promise<readonly string[]> {
  const { store } = deps;
  const before = await store.streams.get(install.id, object);
  let read = before?.read ?? 0;
  let unavailable: readonly string[] = [];
  for await (const page of connection.changes(object, before?.checkpoint ?? null, context.signal)) {
    const known = page.total ?? before?.total ?? null;
    const isFirstPass = before?.phase !== 'incremental';
    if (isFirstPass) read += idsOf(page).size + (page.passedOver ?? 0);
    // A record may come twice in one pass; progress never runs past its end.
    if (known !== null) read = Math.min(read, known);
    // What the CRM counted before may be gone since, or was counted late: when all was read, all is what was read.
    const total = isFirstPass && page.phase === 'incremental' && known !== null ? read : known;
    const state: StreamState = {
      object,
      checkpoint: page.checkpoint,
      phase: page.phase,
      read,
      total,
      updatedAt: new Date(deps.now()).toISOString(),
    };
    await store.transaction(async (tx) => {
      await storeRecords(deps, tx, install, page);
      await store.streams.put(tx, install.id, state);
    }, install.id);
    unavailable = page.unavailable;
    context.signal.throwIfAborted();
  }
  return unavailable;
}

/** What the account does not give is kept for the admin to see. */
async function keepUnavailable(
  deps: TaskDeps,
  { id }: Install,
  unavailable: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const install = await deps.store.installs.get(id);
  if (install === null || isDeepStrictEqual(install.settings.unavailable, unavailable)) return;
  await deps.store.transaction(
    (tx) =>
      changeInstall(deps.store, tx, id, (stored) => ({ ...stored, settings: { ...stored.settings, unavailable } })),
    id,
  );
}

/** A record that is kept in spite of a fault stands in both lists. */
const idsOf = ({ records, setAside }: Pick<ChangePage, 'records' | 'setAside'>): ReadonlySet<string> =>
  new Set([...records, ...setAside].map(({ id }) => id));
