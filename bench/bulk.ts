/** A first pass over very many Salesforce cases through Bulk API 2.0: how fast, and that its memory does not grow with them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Bench, BenchRow } from './bench.ts';
import { NOW } from './people.ts';
import { runChild } from './run-child.ts';

const TOKEN = 'sandbox-salesforce-token';
const SIZES = { small: [2_000, 10_000], full: [20_000, 100_000] } as const;
const MOST_GROWTH = 1.2;
/** A small heap: collected often, so that the peak is what is in use, and too small to hold what is read. */
const HEAP = '--max-old-space-size=64 --max-semi-space-size=4';

interface Read {
  readonly records: number;
  readonly pages: number;
  readonly answered: number;
  readonly seconds: number;
  readonly peakMb: number;
}

async function readOrg(cases: number): Promise<Read> {
  const org = spawn(
    process.execPath,
    [join(import.meta.dirname, 'child', 'salesforce-org-main.ts'), String(cases), TOKEN, NOW],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  try {
    const [said] = (await once(org.stdout, 'data')) as [Buffer];
    const { url } = JSON.parse(said.toString()) as { url: string };
    const read = await runChild<Read>('bulk-main', [url, TOKEN], { NODE_OPTIONS: HEAP });
    if (read.records !== cases) throw new Error(`${read.records} of ${cases} cases were read`);
    return read;
  } finally {
    org.stdin.end();
    await once(org, 'close');
  }
}

const bench: Bench = {
  id: 'bulk',
  title: 'Salesforce: a first pass over very many cases through Bulk API 2.0',
  async run({ full, say }) {
    const [few, many] = full ? SIZES.full : SIZES.small;
    const fewRead = await readOrg(few);
    say(`${few} cases: ${Math.round(fewRead.peakMb)} MB at most, ${Math.round(fewRead.seconds)} s`);
    const manyRead = await readOrg(many);
    const growth = manyRead.peakMb / fewRead.peakMb;
    const rows: BenchRow[] = [
      { measure: `peak memory, ${few} cases`, value: fewRead.peakMb, unit: 'MB' },
      { measure: `peak memory, ${many} cases`, value: manyRead.peakMb, unit: 'MB' },
      {
        measure: 'growth for five times the cases',
        value: growth,
        unit: '×',
        target: '≤ 1.2',
        met: growth <= MOST_GROWTH,
      },
      { measure: `cases with what hangs on them`, value: many / manyRead.seconds, unit: 'per s' },
    ];
    return rows;
  },
};
export default bench;
