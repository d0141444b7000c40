/** (b) A re-score of everybody, against merely reading the same rows; and what memory it takes as the number grows. */
import { join } from 'node:path';
import type { Bench, BenchContext, BenchRow } from './bench.ts';
import { NOW, SIGNALS_PER_CUSTOMER } from './people.ts';
import { runChild } from './run-child.ts';

interface Pass {
  readonly rows: number;
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
}

const SIZES = { few: [5_000, 10_000], full: [100_000, 400_000] } as const;
const MEGABYTE = 1024 * 1024;
const NEXT_DAY = new Date(Date.parse(NOW) + 86_400_000).toISOString();
/** Without a limit V8 lets garbage lie for as long as the machine has memory, and nothing could be told from the peak. */
const HEAP = '--max-old-space-size=224 --max-semi-space-size=16';

function passes(customers: number, folder: string) {
  return (role: string, now: string): Promise<Pass> =>
    runChild<Pass>('store-main', [role, String(customers)], {
      PULSO_HOME: join(folder, String(customers)),
      PULSO_NOW: now,
      NODE_OPTIONS: HEAP,
    });
}

/** Everybody has a scorecard of the day before; a day later every one of them says something else and is written. */
async function measure(customers: number, { folder, say }: BenchContext) {
  const pass = passes(customers, folder);
  say(`${customers} customers, ${customers * SIGNALS_PER_CUSTOMER} signals`);
  await pass('fill', NOW);
  const first = await pass('score', NOW);
  const before = await pass('read', NEXT_DAY);
  const again = await pass('score', NEXT_DAY);
  const after = await pass('read', NEXT_DAY);
  say(`read ${Math.round(before.ms)} and ${Math.round(after.ms)} ms, re-score ${Math.round(again.ms)} ms`);
  return { again, first, readMs: (before.ms + after.ms) / 2, readCpuMs: (before.cpuMs + after.cpuMs) / 2 };
}

/** Only what memory it takes: the first scores of everybody. */
async function peakOf(customers: number, { folder, say }: BenchContext): Promise<number> {
  const pass = passes(customers, folder);
  say(`${customers} customers, ${customers * SIGNALS_PER_CUSTOMER} signals`);
  await pass('fill', NOW);
  return (await pass('score', NOW)).peakBytes;
}

const bench: Bench = {
  id: 'rescore',
  title: 'Evaluating everybody anew (SQLite)',
  async run(context) {
    const [few, many] = context.full ? SIZES.full : SIZES.few;
    const { again, first, readMs, readCpuMs } = await measure(few, context);
    const ratio = again.ms / readMs;
    const peak = Math.max(first.peakBytes, again.peakBytes) / MEGABYTE;
    const peakOfMany = (await peakOf(many, context)) / MEGABYTE;
    const growth = (peakOfMany * MEGABYTE) / first.peakBytes;
    const rows: BenchRow[] = [
      { measure: `${few} customers: re-score to reading`, value: ratio, unit: '×', target: '≤ 3', met: ratio <= 3 },
      { measure: `${few} customers: the same in processor time`, value: again.cpuMs / readCpuMs, unit: '×' },
      {
        measure: `${few} customers: subjects evaluated`,
        value: (again.rows / again.ms) * 1_000,
        unit: 'per s',
      },
      { measure: `${few} customers: peak memory`, value: peak, unit: 'MB', target: '≤ 400', met: peak <= 400 },
      { measure: `${many} customers: peak memory`, value: peakOfMany, unit: 'MB' },
      {
        measure: `peak memory at ${many} to ${few} customers`,
        value: growth,
        unit: '×',
        target: '≤ 1.2',
        met: growth <= 1.2,
      },
    ];
    return rows;
  },
};
export default bench;
