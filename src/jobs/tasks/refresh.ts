import { CRM_OBJECTS, type CrmObject } from '../../crm/record.ts';
import type { TouchedRecord } from '../../store/port.ts';
import { ERASED } from '../accept-events.ts';
import type { Task } from '../queue.ts';
import type { TaskDeps } from './deps.ts';
import { enqueueTask } from './names.ts';
import { storeRecords } from './store-records.ts';
import { withInstall } from './with-install.ts';

const PAGE = 300;
const NOTHING = { records: [], setAside: [], merged: [] };

const erased = (id: string) => ({ object: 'customer' as const, id, forget: true });

function isCrmObject(object: string): object is CrmObject {
  return (CRM_OBJECTS as readonly string[]).includes(object);
}

/** Reads again the records that the CRM said have changed; a burst of events about one record costs one read. */
export function createRefresh(deps: TaskDeps): Task {
  return withInstall(deps, async ({ install, connection, context }) => {
    for (;;) {
      const touched = await deps.store.touched.list(install.id, PAGE);
      if (touched.length === 0) break;
      for (const [object, records] of Map.groupBy(touched, (record) => record.object)) {
        await refreshObject(object, records);
        context.signal.throwIfAborted();
      }
    }
    if ((await deps.store.subjects.countDirty(install.id)) === 0) return;
    await deps.store.transaction((tx) => enqueueTask(deps.queue, tx, 'score', install.id), install.id);

    async function refreshObject(object: string, records: readonly TouchedRecord[]): Promise<void> {
      const ids = records.map((record) => record.id);
      const page = isCrmObject(object)
        ? await connection.fetch(object, ids, context.signal)
        : { ...NOTHING, deleted: object === ERASED ? ids.map(erased) : [] };
      await deps.store.transaction(async (tx) => {
        await storeRecords(deps, tx, install, page);
        await deps.store.touched.clear(tx, install.id, records);
      }, install.id);
    }
  });
}
