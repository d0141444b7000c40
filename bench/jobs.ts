/** (d) Jobs per second on PostgreSQL with one, two and four workers. */
import { openStore } from '../src/store/open.ts';
import { createDatabase, postgresMissing } from '../test/fixtures/postgres.ts';
import type { Bench, BenchRow } from './bench.ts';
import { INSTALL } from './people.ts';
import { runChild } from './run-child.ts';

const JOBS = 2_000;
/** As many as so many installs would have. */
const LANES = 200;

async function jobsPerSecond(workers: number): Promise<number> {
  const database = await createDatabase();
  try {
    const { store, queue } = await openStore({
      url: database.url,
      secretKey: new Uint8Array(32),
      clock: () => Date.now(),
    });
    await store.transaction(async (tx) => {
      await store.installs.put(tx, INSTALL);
      for (let index = 0; index < JOBS; index += 1) {
        await queue.enqueue(tx, 'nothing', { index }, { lane: `lane-${index % LANES}` });
      }
    });
    await store.close();
    const passes = await Promise.all(
      Array.from({ length: workers }, () =>
        runChild<{ began: number; ended: number; done: number }>('jobs-main', [database.url]),
      ),
    );
    const done = passes.reduce((sum, pass) => sum + pass.done, 0);
    if (done !== JOBS) throw new Error(`${done} of ${JOBS} jobs were done`);
    const ms = Math.max(...passes.map((pass) => pass.ended)) - Math.min(...passes.map((pass) => pass.began));
    return (JOBS / ms) * 1_000;
  } finally {
    await database.drop();
  }
}

const bench: Bench = {
  id: 'jobs',
  title: 'Jobs on PostgreSQL',
  async run({ say }) {
    if (postgresMissing !== null) {
      say(`skipped: ${postgresMissing}`);
      return [];
    }
    const rows: BenchRow[] = [];
    let alone = 0;
    for (const workers of [1, 2, 4]) {
      const rate = await jobsPerSecond(workers);
      if (workers === 1) alone = rate;
      rows.push({ measure: `${workers} ${workers === 1 ? 'worker' : 'workers'}`, value: rate, unit: 'jobs/s' });
      if (workers > 1) rows.push({ measure: `${workers} workers to one`, value: rate / alone, unit: '×' });
    }
    return rows;
  },
};
export default bench;
