/** Scores of many days become a tested trend: on who really falls, and on nobody who only wavers. */
import { expect, it } from 'vitest';
import { type Core, composeCore } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { CRM_OBJECTS } from '../../src/crm/record.ts';
import { signalSchema } from '../../src/cx/model/signal.ts';
import type { TaskName } from '../../src/jobs/tasks/names.ts';
import { openLog } from '../../src/log.ts';
import { customer, install } from '../contract/store/samples.ts';
import { newHome } from './start-pulso.ts';

const FIRST_DAY = Date.parse('2026-11-01T12:00:00.000Z');
const DAY_MS = 86_400_000;
const DAYS = 10;
const STEADY = 12;
const falling = { object: 'customer', id: 'falling' } as const;

async function on<Result>(home: string, day: number, work: (core: Core) => Promise<Result>): Promise<Result> {
  const now = new Date(FIRST_DAY + day * DAY_MS).toISOString();
  const core = await composeCore(readConfig({ PULSO_HOME: home, PULSO_NOW: now }, home), openLog('silent'));
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}

async function run(core: Core, task: TaskName): Promise<void> {
  const job = { id: '1', task, payload: {}, key: null, lane: null, runAt: '', attempt: 1, maxAttempts: 1 };
  await core.tasks[task]?.({ install: 'i1' }, { job, signal: new AbortController().signal, hold: async () => {} });
}

it('an arrow stands where the stored history falls beyond chance, and nowhere else', async () => {
  const home = newHome();
  const steady = Array.from({ length: STEADY }, (_, index) => `steady-${index}`);
  await on(home, 0, async ({ store, now }) => {
    const at = new Date(now()).toISOString();
    await store.transaction(async (tx) => {
      await store.installs.put(tx, install('i1'));
      for (const object of CRM_OBJECTS) {
        const state = { object, checkpoint: null, phase: 'incremental', read: 1, total: 1, updatedAt: at } as const;
        await store.streams.put(tx, 'i1', state);
      }
      await store.subjects.upsert(
        tx,
        [falling.id, ...steady].map((id) => customer(id)),
      );
    });
  });
  for (let day = 0; day < DAYS; day += 1) {
    await on(home, day, async (core) => {
      const at = new Date(core.now()).toISOString();
      const answersOf = (id: string, value: number) =>
        (['nps', 'csat', 'ces'] as const).map((survey) =>
          signalSchema.parse({
            ...{ id: `${id}-${day}-${survey}`, kind: 'survey', survey, value, scale: { min: 0, max: 10 } },
            ...{ customer: id, touchpoint: 'survey', at, source: 'test' },
          }),
        );
      const answers = [
        ...answersOf(falling.id, 10 - day),
        ...steady.flatMap((id, index) => answersOf(id, 8 + ((day * 7 + index * 3) % 3))),
      ];
      await core.store.transaction((tx) => core.store.signals.upsert(tx, 'i1', answers, []));
      await run(core, 'score');
      await run(core, 'learn');
      await run(core, 'score');
    });
  }
  await on(home, DAYS - 1, async (core) => {
    const { store } = core;
    const scoreAll = async () => {
      await store.transaction((tx) => store.subjects.markAllDirty(tx, 'i1'));
      await run(core, 'score');
      return await store.scorecards.latestMany('i1', 'customer', [falling.id, ...steady]);
    };
    const cards = await scoreAll();
    const own = cards.get(falling.id);
    expect(own?.trend).toMatchObject({ direction: 'down', readings: DAYS });
    expect(own?.trend?.p).toBeLessThan(0.05);
    expect(own?.trend).toEqual((await store.insights.trendsOf('i1', 'customer', [falling.id])).get(falling.id));
    expect(steady.map((id) => cards.get(id)?.trend?.direction)).toEqual(steady.map(() => 'none'));

    await run(core, 'learn');
    expect(await store.subjects.countDirty('i1')).toBe(0);
    expect(JSON.stringify([...(await scoreAll())])).toBe(JSON.stringify([...cards]));
  });
});
