import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TaskDeps } from '../../../src/jobs/tasks/deps.ts';
import { callRoll } from '../../../src/jobs/tasks/roll-call.ts';
import type { InstallWork } from '../../../src/jobs/tasks/with-install.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/port.ts';
import { customer, install, noonMs, signal } from '../../contract/store/samples.ts';

const HOUR_MS = 3_600_000;

let store: Store;
let nowMs: number;
/** The ids that each call to the CRM asked for. */
let asked: (readonly string[])[];
/** Whom the CRM does not know any more. */
let erased: Set<string>;

beforeEach(async () => {
  ({ store } = await openStore({ url: ':memory:', secretKey: new Uint8Array(32), clock: () => noonMs }));
  nowMs = noonMs;
  asked = [];
  erased = new Set();
});
afterEach(() => store.close());

/** `c0001` and so on, each with something said. */
async function fill(count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, index) => `c${String(index + 1).padStart(4, '0')}`);
  await store.transaction(async (tx) => {
    await store.installs.put(tx, install('i1'));
    await store.subjects.upsert(
      tx,
      ids.map((id) => customer(id)),
    );
    await store.signals.upsert(
      tx,
      'i1',
      ids.map((id) => signal(`s-${id}`, id, 1)),
      [],
    );
  });
}

async function call(afterMs: number): Promise<void> {
  nowMs += afterMs;
  const deps = { store, now: () => nowMs, linkBy: null } as unknown as TaskDeps;
  const connection = {
    async fetch(_: string, ids: readonly string[]) {
      asked.push(ids);
      const gone = ids.filter((id) => erased.has(id));
      const deleted = gone.map((id) => ({ object: 'customer', id, forget: true }));
      return { records: [], setAside: [], merged: [], deleted };
    },
  };
  const context = { signal: new AbortController().signal };
  await callRoll(deps, { install: install('i1'), connection, context } as unknown as InstallWork);
}

describe('the roll call', () => {
  it('asks for nobody in the hour after everything was read, nor twice in an hour', async () => {
    await fill(3);
    await call(0);
    await call(HOUR_MS - 1);
    expect(asked).toEqual([]);
    await call(1);
    await call(HOUR_MS - 1);
    expect(asked).toEqual([['c0001', 'c0002', 'c0003']]);
  });

  it('forgets who was erased without a word', async () => {
    await fill(3);
    await call(0);
    erased.add('c0002');
    await call(HOUR_MS);
    expect(await store.subjects.ids('i1', 'customer')).toEqual(['c0001', 'c0003']);
    expect(await store.signals.count('i1')).toBe(2);
  });

  it('goes through everybody once a day, an equal part each hour, and begins anew', async () => {
    await fill(3_600);
    await call(0);
    for (let hour = 0; hour < 24; hour += 1) await call(HOUR_MS);
    const first = asked.flat();
    expect(new Set(first).size).toBe(3_600);
    expect(first).toHaveLength(3_600);
    expect(Math.max(...asked.map((ids) => ids.length))).toBeLessThanOrEqual(100);
    await call(HOUR_MS);
    expect(asked.flat()[3_600]).toBe('c0001');
  });
});
