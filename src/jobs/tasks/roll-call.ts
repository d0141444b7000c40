/**
 * Who was erased in the CRM leaves no change behind that a poll could see, and a webhook may be lost or never have been set up. So
 * every customer is asked for by name once a day, a part of them each hour.
 */
import { z } from 'zod';
import type { TaskDeps } from './deps.ts';
import { storeRecords } from './store-records.ts';
import type { InstallWork } from './with-install.ts';

const ROUND_MS = 24 * 3_600_000;
const EVERY_MS = 3_600_000;
const PAGE = 100;
/** The stream that remembers who was asked for last. */
const ROLL_CALL = 'roll-call';

const checkpointSchema = z.object({ after: z.string() });

/** Does its part of the round when an hour has passed since the last part. The first round begins an hour after everything was read. */
export async function callRoll(deps: TaskDeps, { install, connection, context }: InstallWork): Promise<void> {
  const { store } = deps;
  const keep = (tx: Parameters<typeof store.streams.put>[0], after: string) =>
    store.streams.put(tx, install.id, {
      ...{ object: ROLL_CALL, phase: 'incremental', read: 0, total: null },
      checkpoint: { after },
      updatedAt: new Date(deps.now()).toISOString(),
    });
  const before = await store.streams.get(install.id, ROLL_CALL);
  if (before === null) return await store.transaction((tx) => keep(tx, ''), install.id);
  if (deps.now() - Date.parse(before.updatedAt) < EVERY_MS) return;
  const after = checkpointSchema.safeParse(before.checkpoint).data?.after ?? '';
  const everybody = await store.subjects.ids(install.id, 'customer');
  const following = everybody.filter((id) => id > after);
  const part = following.slice(0, Math.max(PAGE, Math.ceil((everybody.length * EVERY_MS) / ROUND_MS)));
  for (let start = 0; start < part.length; start += PAGE) {
    const ids = part.slice(start, start + PAGE);
    const page = await connection.fetch('customer', ids, context.signal);
    await store.transaction((tx) => storeRecords(deps, tx, install, page), install.id);
    context.signal.throwIfAborted();
  }
  const isOver = part.length === following.length;
  await store.transaction((tx) => keep(tx, isOver ? '' : (part.at(-1) ?? '')), install.id);
}
