/** The telling of alerts: what becomes of each by what the CRM says, and that none waits for ever or without a job. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Announcement, AnnounceResult } from '../../../src/crm/port.ts';
import { RateLimited } from '../../../src/errors.ts';
import type { Queue } from '../../../src/jobs/queue.ts';
import { sweep } from '../../../src/jobs/schedule.ts';
import { readStatus } from '../../../src/jobs/status.ts';
import { createAlert } from '../../../src/jobs/tasks/alert.ts';
import type { TaskDeps } from '../../../src/jobs/tasks/deps.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/port.ts';
import { alert, customer, install, NOON, noonMs } from '../../contract/store/samples.ts';
import { model } from '../cx/signals.ts';

const DAY_MS = 86_400_000;
const refusal = (retry: boolean): AnnounceResult => ({ outcome: 'failed', retry, message: `retry: ${retry}` });
const missing: AnnounceResult = { outcome: 'unavailable', message: 'Run "pulso install salesforce".' };

let store: Store;
let queue: Queue;
let told: Announcement[];
let answer: (alert: Announcement) => AnnounceResult;
let nowMs: number;
beforeEach(async () => {
  ({ store, queue } = await openStore({ url: ':memory:', secretKey: new Uint8Array(32), clock: () => noonMs }));
  told = [];
  answer = () => ({ outcome: 'sent' });
  nowMs = noonMs;
  await store.transaction(async (tx) => {
    await store.installs.put(tx, install('i1'));
    await store.subjects.upsert(tx, [customer('c1'), customer('c2')]);
  });
});
afterEach(() => store.close());

const add = (...ids: string[]) =>
  store.transaction((tx) =>
    store.alerts.add(
      tx,
      'i1',
      ids.map((id) => alert(id, id.startsWith('gone') ? 'c9' : 'c1')),
      0,
    ),
  );
async function tell(): Promise<void> {
  const announce = async (alerts: readonly Announcement[]) => {
    told.push(...alerts);
    return alerts.map(answer);
  };
  const alertText = (_: unknown, { kind }: { kind: string }, name: string) => ({
    title: `${name} ${kind}`,
    detail: '',
  });
  const deps = { store, queue, now: () => nowMs, connect: () => ({ announce }), alertText };
  const context = { signal: new AbortController().signal } as never;
  await createAlert(deps as unknown as TaskDeps)({ install: 'i1' }, context);
}
const states = async () =>
  Object.fromEntries(
    (await store.alerts.list('i1', 500)).map(({ id, state, error }) => [id, error ? `${state}: ${error}` : state]),
  );

describe('telling alerts', () => {
  it('goes on until all are told, each once, with whom it is about', async () => {
    const ids = Array.from({ length: 230 }, (_, index) => `a${String(index).padStart(3, '0')}`);
    await add(...ids);
    await tell();
    await tell();
    expect(told.map(({ id }) => id)).toEqual(ids);
    expect(told[0]).toMatchObject({ record: 'c1', title: 'Customer c1 poor', url: expect.stringContaining('c1') });
    expect(new Set(Object.values(await states()))).toEqual(new Set(['sent']));
  });

  it('keeps what is refused for good apart from what passes, and gives that up after ten times', async () => {
    await add('good', 'never', 'busy', 'gone');
    answer = ({ id }) => (id === 'good' ? { outcome: 'sent' } : refusal(id === 'busy'));
    await expect(tell()).rejects.toThrow('1 alerts could not be told yet');
    expect(await states()).toEqual({
      ...{ good: 'sent', never: 'failed: retry: false', busy: 'waiting: retry: true' },
      gone: 'failed: the record is gone',
    });
    for (let time = 2; time < 10; time += 1) await expect(tell()).rejects.toThrow('could not be told yet');
    await tell();
    expect((await states()).busy).toBe('failed: retry: true');
  });

  it('waits where there is no place for alerts, says so once, and tells them when there is', async () => {
    await add('a', 'b');
    answer = () => missing;
    const notices = async () => (await readStatus(store, queue, noonMs)).installs[0]?.notices;
    for (const _ of [1, 2]) {
      const error = await tell().catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(RateLimited);
      expect((error as RateLimited).retryAfterMs).toBe(3_600_000);
    }
    expect(await notices()).toEqual([missing.outcome === 'unavailable' && missing.message]);
    expect(await states()).toEqual({ a: 'waiting', b: 'waiting' });
    answer = () => ({ outcome: 'sent' });
    await tell();
    expect(await notices()).toEqual([]);
    expect(await states()).toEqual({ a: 'sent', b: 'sent' });
  });

  it('gives up what has waited for a week', async () => {
    await add('a');
    nowMs += 7 * DAY_MS;
    answer = () => missing;
    await expect(tell()).rejects.toBeInstanceOf(RateLimited);
    nowMs += 1;
    await tell();
    expect(await states()).toEqual({ a: 'failed: nobody could be told within 7 days' });
    expect((await readStatus(store, queue, noonMs)).installs[0]?.notices).toEqual([]);
  });

  it('is asked for by the sweep where its job was lost', async () => {
    const look = () =>
      sweep({ store, queue, now: () => noonMs, modelOf: () => model, pollEveryMs: DAY_MS, rescoreEveryMs: DAY_MS });
    const state = { object: 'ticket', checkpoint: null, phase: 'incremental', read: 1, total: null } as const;
    await store.transaction((tx) => store.streams.put(tx, 'i1', { ...state, updatedAt: NOON }));
    await look();
    expect(await queue.waitsUntil('alert:i1')).toBeNull();
    await add('a');
    await look();
    expect(await queue.waitsUntil('alert:i1')).not.toBeNull();
  });
});
