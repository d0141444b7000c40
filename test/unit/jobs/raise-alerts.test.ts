/** Alerts as scoring raises them: with the scorecard, once, whatever comes and goes, and whoever else scores at the same time. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultModel } from '../../../src/cx/default-model.ts';
import type { Scorecard } from '../../../src/cx/model/scorecard.ts';
import { lexiconReader } from '../../../src/cx/text/text-reader.ts';
import type { Queue } from '../../../src/jobs/queue.ts';
import type { TaskDeps } from '../../../src/jobs/tasks/deps.ts';
import { scoreDirty } from '../../../src/jobs/tasks/score-dirty.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/port.ts';
import { customer, install, noonMs, scorecard } from '../../contract/store/samples.ts';

const DAY_MS = 86_400_000;
const GOOD = 90;
const POOR = 40;

let store: Store;
let queue: Queue;
let nowMs: number;
beforeEach(async () => {
  ({ store, queue } = await openStore({ url: ':memory:', secretKey: new Uint8Array(32), clock: () => noonMs }));
  nowMs = noonMs;
  await store.transaction(async (tx) => {
    await store.installs.put(tx, install('i1'));
    await store.subjects.upsert(tx, [customer('c1')]);
  });
});
afterEach(() => store.close());

/** Everybody is evaluated to this score; `changed` puts something between the tasks and the store. */
async function score(value: number, changed: (deps: TaskDeps) => TaskDeps = (deps) => deps): Promise<void> {
  await store.transaction((tx) => store.subjects.markAllDirty(tx, 'i1'));
  const evaluate: TaskDeps['evaluate'] = ({ subject, now, lowSince }): Scorecard => ({
    ...scorecard(subject.id, { at: now, score: value }),
    lowSince: value < 50 ? (lowSince ?? now) : null,
  });
  const deps = {
    ...{
      store,
      queue,
      now: () => nowMs,
      evaluate,
      lifecycleStage: () => null,
      announces: () => true,
      modelOf: () => defaultModel,
    },
    ...{ textReaderOf: async () => lexiconReader, alertCooldownMs: 7 * DAY_MS },
  } as unknown as TaskDeps;
  await scoreDirty(changed(deps), install('i1'), 1, 'first', new AbortController().signal);
}
const raised = async () => (await store.alerts.list('i1', 10)).map(({ at }) => (Date.parse(at) - noonMs) / DAY_MS);
const isAsked = async () => (await queue.waitsUntil('alert:i1')) !== null;

it('are raised with the second scorecard at the soonest, once, and again only after things were calm for a while', async () => {
  await score(POOR);
  await score(GOOD);
  expect([await raised(), await isAsked()]).toEqual([[], false]);
  await score(POOR);
  expect([await raised(), await isAsked()]).toEqual([[0], true]);
  // It stays poor; it trembles for a week; it comes back after two.
  for (const [days, value] of [
    ...[[1, POOR] as const, [2, GOOD] as const, [3, POOR] as const, [5, GOOD] as const, [6.9, POOR] as const],
    ...[[8, POOR] as const, [9, GOOD] as const],
  ]) {
    nowMs = noonMs + days * DAY_MS;
    await score(value);
    expect(await raised()).toEqual([0]);
  }
  nowMs = noonMs + 14 * DAY_MS;
  await score(POOR);
  expect(await raised()).toEqual([14, 0]);
});

it('are not raised by who comes second, from what was stored before the first', async () => {
  await score(GOOD);
  const stale = await store.scorecards.latestMany('i1', 'customer', ['c1']);
  await score(POOR);
  nowMs += 1_000;
  let asked = 0;
  const late = (deps: TaskDeps): TaskDeps => ({
    ...deps,
    // So that nothing but what is stored can hold it back.
    alertCooldownMs: 0,
    store: {
      ...store,
      scorecards: {
        ...store.scorecards,
        async latestMany(...given) {
          asked += 1;
          return asked === 1 ? stale : await store.scorecards.latestMany(...given);
        },
      },
    },
  });
  await score(POOR, late);
  expect([asked, await raised()]).toEqual([2, [0]]);
});

it('are not there without their scorecard, nor it without them', async () => {
  await score(GOOD);
  const broken = (deps: TaskDeps): TaskDeps => ({
    ...deps,
    store: { ...store, scorecards: { ...store.scorecards, put: () => Promise.reject(new Error('the disk is full')) } },
  });
  await expect(score(POOR, broken)).rejects.toThrow('the disk is full');
  expect([await raised(), await isAsked()]).toEqual([[], false]);
  expect((await store.scorecards.latest('i1', { object: 'customer', id: 'c1' }))?.band).toBe('good');
  await score(POOR);
  expect(await raised()).toEqual([0]);
});
