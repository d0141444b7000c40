/** A person's judgement from the day it is set to the day it ends, and a change of model, over restarts of the program. */
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { type Core, composeCore } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { CRM_OBJECTS } from '../../src/crm/record.ts';
import { sweep } from '../../src/jobs/schedule.ts';
import { customer, install, signal } from '../contract/store/samples.ts';
import { newHome } from './start-pulso.ts';

const c1 = { object: 'customer', id: 'c1' } as const;
const every = { pollEveryMs: 1e12, rescoreEveryMs: 1e12 };

async function at<Result>(home: string, now: string, work: (core: Core) => Promise<Result>): Promise<Result> {
  const core = await composeCore(readConfig({ PULSO_HOME: home, PULSO_NOW: now }, home), pino({ level: 'silent' }));
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}

/** One look around and, where somebody is dirty, one run of the score task; how many were. */
async function pass(core: Core): Promise<number> {
  const { store, queue, now, modelOf } = core;
  await sweep({ store, queue, now, modelOf, ...every });
  const dirty = await store.subjects.countDirty('i1');
  const job = { id: '1', task: 'score', payload: {}, key: null, lane: null, runAt: '', attempt: 1, maxAttempts: 1 };
  await core.tasks.score?.({ install: 'i1' }, { job, signal: new AbortController().signal, hold: async () => {} });
  return dirty;
}

it('an override holds until its end, is noted once as ended, and never hides the computed score', async () => {
  const home = newHome();
  const override = { value: 20, reason: 'They told us that they leave.', by: 'Eva', until: '2026-12-01T00:00:00.000Z' };
  await at(home, '2026-11-23T12:00:00.000Z', async (core) => {
    const now = new Date(core.now()).toISOString();
    await core.store.transaction(async (tx) => {
      await core.store.installs.put(tx, install('i1'));
      for (const object of CRM_OBJECTS) {
        const state = { object, checkpoint: null, phase: 'incremental', read: 1, total: 1, updatedAt: now } as const;
        await core.store.streams.put(tx, 'i1', state);
      }
      await core.store.subjects.upsert(tx, [customer('c1')]);
      await core.store.signals.upsert(tx, 'i1', [signal('s1', 'c1', 20)], []);
      await core.store.overrides.set(tx, 'i1', { subject: c1, override, at: now, computed: null });
    });
    expect(await pass(core)).toBe(1);
    const scorecard = await core.store.scorecards.latest('i1', c1);
    expect(scorecard).toMatchObject({ override: { ...override, active: true }, model: { version: 1 } });
    expect(await pass(core)).toBe(0);
  });
  await at(home, '2026-12-01T00:00:00.000Z', async (core) => {
    expect(await pass(core)).toBe(1);
    expect((await core.store.scorecards.latest('i1', c1))?.override).toEqual({ ...override, active: false });
    expect(await pass(core)).toBe(0);
    const log = await core.store.overrides.log('i1', 10);
    expect(log.map(({ action, by }) => [action, by])).toEqual([
      ['expired', 'Eva'],
      ['set', 'Eva'],
    ]);
    const model = { ...core.modelOf({ timeZone: 'Europe/Madrid', settings: {} }), minCoverage: 0.5 };
    const { store, queue, now } = core;
    const look = () => sweep({ store, queue, now, modelOf: () => model, ...every });
    await look();
    expect(await store.subjects.countDirty('i1')).toBe(1);
    const scoredBy = (await store.models.list('i1')).filter(({ kind }) => kind === 'score');
    expect(scoredBy.map(({ version, used }) => [version, used])).toEqual([
      [2, true],
      [1, false],
    ]);
  });
});
