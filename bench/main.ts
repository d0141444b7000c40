/**
 * `npm run bench`: runs every bench of this folder, prints a table and JSON, and keeps the result in bench/results.md.
 * `--only <id>` runs one; `--full` takes the sizes that the targets speak of; what a run did not measure is kept.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, BenchRow } from './bench.ts';

const RESULTS = join(import.meta.dirname, 'results.md');

interface Result {
  readonly id: string;
  readonly title: string;
  readonly at: string;
  readonly seconds: number;
  readonly full: boolean;
  readonly rows: readonly BenchRow[];
}

async function loadBenches(): Promise<Bench[]> {
  const benches: Bench[] = [];
  for (const name of readdirSync(import.meta.dirname).sort()) {
    if (!name.endsWith('.ts') || name === 'main.ts') continue;
    const module: { default?: Bench } = await import(join(import.meta.dirname, name));
    if (module.default !== undefined) benches.push(module.default);
  }
  return benches;
}

const rounded = (value: number): string =>
  value !== 0 && Math.abs(value) < 10 ? value.toPrecision(3) : String(Math.round(value));

function tableOf(rows: readonly BenchRow[]): string {
  const lines = rows.map(({ measure, value, unit, target, met }) => {
    const verdict = met === undefined ? '' : met ? 'yes' : 'no';
    return `| ${measure} | ${rounded(value)} ${unit} | ${target ?? ''} | ${verdict} |`;
  });
  return ['| measure | value | target | met |', '|---|---:|---:|---|', ...lines].join('\n');
}

/** The results of the last run, from the JSON at the end of its page. */
function formerResults(): Result[] {
  if (!existsSync(RESULTS)) return [];
  const json = /```json\n([\s\S]*?)\n```/.exec(readFileSync(RESULTS, 'utf8'))?.[1];
  return json === undefined ? [] : JSON.parse(json);
}

function pageOf(results: readonly Result[]): string {
  const parts = results.map(
    ({ id, title, at, seconds, full, rows }) =>
      `## ${title}\n\n\`${id}\`, ${at.slice(0, 10)}, ${Math.round(seconds)} s${full ? ', full size' : ''}\n\n${tableOf(rows)}\n`,
  );
  const head = `# Benchmarks\n\nThe last result of each, by \`npm run bench\` (Node ${process.versions.node}, ${cpus().length} cores). Ratios compare what one run measured; absolute figures depend on the machine.\n`;
  return `${[head, ...parts].join('\n')}\n\`\`\`json\n${JSON.stringify(results, null, 1)}\n\`\`\`\n`;
}

const { values } = parseArgs({ options: { only: { type: 'string' }, full: { type: 'boolean', default: false } } });
const benches = await loadBenches();
const chosen = benches.filter((bench) => values.only === undefined || bench.id === values.only);
if (chosen.length === 0) {
  console.error(`There is no bench "${values.only}"; known: ${benches.map(({ id }) => id).join(', ')}`);
  process.exit(2);
}
/** A run of either size leaves the last one of the other size standing. */
const placeOf = ({ id, full }: Pick<Result, 'id' | 'full'>): string => `${id} ${full ? 'full' : 'few'}`;
const results = new Map(formerResults().map((result) => [placeOf(result), result]));
for (const bench of chosen) {
  console.log(`\n${bench.title}`);
  const folder = await mkdtemp(join(tmpdir(), 'pulso-bench-'));
  const startedAt = performance.now();
  try {
    const rows = await bench.run({ folder, full: values.full, say: (line) => console.log(`  ${line}`) });
    const seconds = (performance.now() - startedAt) / 1000;
    const at = new Date().toISOString();
    const result = { id: bench.id, title: bench.title, at, seconds, full: values.full, rows };
    results.set(placeOf(result), result);
    console.log(tableOf(rows));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
const known = new Set(benches.map(({ id }) => id));
const kept = [...results.values()]
  .filter(({ id }) => known.has(id))
  .sort((one, two) => (placeOf(one) < placeOf(two) ? -1 : 1));
writeFileSync(RESULTS, pageOf(kept));
const measured = kept.filter(({ id, full }) => full === values.full && chosen.some((bench) => bench.id === id));
console.log(`\n${JSON.stringify(measured)}`);
