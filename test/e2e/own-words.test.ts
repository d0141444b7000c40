/** An install whose customers write in words of their own: its text model is adopted once it beats the lexicons, and everybody is read anew once. */
import { expect, it } from 'vitest';
import { type Core, composeCore } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { CRM_OBJECTS } from '../../src/crm/record.ts';
import { signalSchema } from '../../src/cx/model/signal.ts';
import { learnedQuality } from '../../src/jobs/learn/learned-quality.ts';
import type { TaskName } from '../../src/jobs/tasks/names.ts';
import { openLog } from '../../src/log.ts';
import { customer, install } from '../contract/store/samples.ts';
import { newHome } from './start-pulso.ts';

const NOW = '2026-11-20T12:00:00.000Z';
const CUSTOMERS = 30;
/** No lexicon knows these; who works there does. */
const WORDS = {
  5: ['the brevik purred', 'brevik all lumen', 'purred and lumen today'],
  3: ['the tarn again', 'tarn as usual', 'one tarn, one slate'],
  1: ['the brevik quorled', 'quorled and hexed', 'all hexed, quorled twice'],
} as const;

async function run(core: Core, task: TaskName): Promise<void> {
  const job = { id: '1', task, payload: {}, key: null, lane: null, runAt: '', attempt: 1, maxAttempts: 1 };
  await core.tasks[task]?.({ install: 'i1' }, { job, signal: new AbortController().signal, hold: async () => {} });
}

/** One rated comment of each customer, of that many days ago. */
function comments(day: number) {
  return Array.from({ length: CUSTOMERS }, (_, index) => {
    const value = ([5, 3, 1] as const)[index % 3] ?? 5;
    const words = WORDS[value];
    return signalSchema.parse({
      ...{ id: `c${index}-${day}`, customer: `c${index}`, kind: 'survey', survey: 'csat', value, touchpoint: 'survey' },
      ...{ at: new Date(Date.parse(NOW) - day * 86_400_000).toISOString(), source: 'test', language: 'en' },
      text: `${words[(index + day) % words.length]}, number ${index * 100 + day}`,
    });
  });
}

it('adopts the model when there are enough rated texts and it wins, and scores everybody anew once', async () => {
  const home = newHome();
  const core = await composeCore(readConfig({ PULSO_HOME: home, PULSO_NOW: NOW }, home), openLog('silent'));
  const { store } = core;
  const add = async (days: readonly number[]) => {
    await store.transaction((tx) => store.signals.upsert(tx, 'i1', days.flatMap(comments), []));
  };
  const quality = async () => {
    const stored = await store.models.inUse('i1', 'text');
    return stored && learnedQuality(stored);
  };
  try {
    await store.transaction(async (tx) => {
      await store.installs.put(tx, install('i1'));
      for (const object of CRM_OBJECTS) {
        const state = { object, checkpoint: null, phase: 'incremental', read: 1, total: 1, updatedAt: NOW } as const;
        await store.streams.put(tx, 'i1', state);
      }
      const people = Array.from({ length: CUSTOMERS }, (_, index) => customer(`c${index}`));
      await store.subjects.upsert(tx, people);
    });
    await add([1, 2]);
    await run(core, 'score');
    await run(core, 'learn');
    expect(await quality()).toMatchObject({ adopted: false, reason: 'too-few-labels', labels: 60 });
    const angry = { object: 'customer', id: 'c2' } as const;
    const before = await store.scorecards.latest('i1', angry);
    expect(before).toMatchObject({ learned: {}, facts: { sentiment: 0 } });

    await add([3, 4, 5, 6, 7, 8]);
    await run(core, 'score');
    expect(await store.subjects.countDirty('i1')).toBe(0);
    await run(core, 'learn');
    expect(await quality()).toMatchObject({ adopted: true, reason: null, labels: 240 });
    expect(await store.subjects.countDirty('i1')).toBe(CUSTOMERS);
    await run(core, 'score');
    const after = await store.scorecards.latest('i1', angry);
    expect(after?.learned?.text).toBe(2);
    expect(after?.facts.sentiment).toBeLessThan(-50);
    expect((await store.scorecards.latest('i1', { object: 'customer', id: 'c0' }))?.facts.sentiment).toBeGreaterThan(
      50,
    );

    await run(core, 'learn');
    expect(await store.subjects.countDirty('i1')).toBe(0);
    expect((await store.models.list('i1')).filter(({ kind }) => kind === 'text').map(({ used }) => used)).toEqual([
      true,
      false,
    ]);
  } finally {
    await core.close();
  }
});
