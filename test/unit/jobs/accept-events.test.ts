import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeEvent } from '../../../src/crm/port.ts';
import { acceptEvents } from '../../../src/jobs/accept-events.ts';
import type { Queue } from '../../../src/jobs/queue.ts';
import type { TaskDeps } from '../../../src/jobs/tasks/deps.ts';
import { createRefresh } from '../../../src/jobs/tasks/refresh.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/port.ts';
import { customer, install, noonMs, signal } from '../../contract/store/samples.ts';

let store: Store;
let queue: Queue;
beforeEach(async () => {
  ({ store, queue } = await openStore({ url: ':memory:', secretKey: new Uint8Array(32), clock: () => noonMs }));
  await store.transaction((tx) => store.installs.put(tx, install('i1')));
});
afterEach(() => store.close());

const accountId = () => install('i1').accountId;
const storeAnn = () =>
  store.transaction(async (tx) => {
    await store.subjects.upsert(tx, [customer('7')]);
    await store.signals.upsert(tx, 'i1', [signal('s1', '7', 1)], []);
  });
const event = (kind: ChangeEvent['kind'], eventId: string): ChangeEvent => ({
  ...{ accountId: accountId(), object: 'customer', id: '7', kind, mergedIds: [], eventId, own: false },
  occurredAt: new Date(noonMs).toISOString(),
});

/** Runs the refresh against a CRM that does not know the customer any more. */
async function refresh(): Promise<void> {
  const gone = { records: [], setAside: [], merged: [], deleted: [{ object: 'customer', id: '7', forget: false }] };
  const connect = () => ({ fetch: async () => gone });
  const deps = { store, queue, now: () => noonMs, connect, linkBy: null } as unknown as TaskDeps;
  const context = { signal: new AbortController().signal } as Parameters<ReturnType<typeof createRefresh>>[1];
  await createRefresh(deps)({ install: 'i1' }, context);
}

describe('a person who is to be forgotten', () => {
  it('is forgotten at once', async () => {
    await storeAnn();
    await acceptEvents({ store, queue, now: () => noonMs }, 'hubspot', [event('forgotten', 'e1')]);
    expect(await store.signals.count('i1')).toBe(0);
  });

  it('is forgotten again where a page that was read before is stored after', async () => {
    await storeAnn();
    const events = [event('forgotten', 'e1'), event('deleted', 'e2')];
    await acceptEvents({ store, queue, now: () => noonMs }, 'hubspot', events);
    await storeAnn();
    await refresh();
    expect(await store.signals.count('i1')).toBe(0);
    expect(await store.touched.list('i1', 10)).toEqual([]);
  });

  it('only rests in the archive where the record was merely deleted', async () => {
    await storeAnn();
    await acceptEvents({ store, queue, now: () => noonMs }, 'hubspot', [event('deleted', 'e1')]);
    await refresh();
    expect(await store.signals.count('i1')).toBe(1);
  });
});
