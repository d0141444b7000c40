import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/main.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pulso-evaluate-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function evaluate(name: string, text: string): Promise<{ exit: number; out: string; said: string }> {
  const path = join(folder, name);
  writeFileSync(path, text);
  const out: string[] = [];
  const said: string[] = [];
  const exit = await runCli(['evaluate', '--signals', path, '--now', '2026-11-23T09:00:00Z', '--json'], {
    live: false,
    result: (line) => void out.push(line),
    remark: (line) => void said.push(line),
    progress: () => undefined,
  });
  return { exit, out: out.join('\n'), said: said.join('\n') };
}

const answers = ['2026-11-02T10:00:00Z', '2026-11-03T10:00:00Z'].map((at, index) => ({
  ...{ id: `csv:${index}`, kind: 'survey', customer: 'ana', touchpoint: 'survey', at, source: 'csv' },
  ...{ survey: index === 0 ? 'nps' : 'csat', value: 4 + index },
}));
const jsonLines = answers.map((answer) => JSON.stringify(answer)).join('\n');
const csv = [Object.keys(answers[0] ?? {}).join(','), ...answers.map((answer) => Object.values(answer).join(','))];

test('CSV and JSON lines of the same signals give the same scorecards, also after blank lines and a byte order mark', async () => {
  const fromJson = await evaluate('signals.jsonl', jsonLines);
  const fromCsv = await evaluate('signals.csv', `\uFEFF\n${csv.join('\r\n')}\r\n`);
  expect(fromJson.exit).toBe(0);
  expect(JSON.parse(fromJson.out).customers).toHaveLength(1);
  expect(fromCsv).toEqual(fromJson);
});

test('a broken line is named by its number and the others are used', async () => {
  const { exit, out, said } = await evaluate('broken.jsonl', `${jsonLines}\n\n{"id":`);
  expect(exit).toBe(0);
  expect(said).toContain('line 4: is not JSON');
  expect(JSON.parse(out).customers).toHaveLength(1);
  const table = await evaluate('broken.csv', [...csv, 'only,three,cells'].join('\n'));
  expect(table.said).toContain('line 4: has 3 values');
});

test('a JSON array is refused as a whole, with the remedy', async () => {
  const { exit, said } = await evaluate('array.json', JSON.stringify(answers, null, 2));
  expect(exit).toBe(2);
  expect(said).toContain('begins a JSON array; write one object in each line');
});

test('an empty file scores nobody, and says so', async () => {
  const { exit, out, said } = await evaluate('empty.jsonl', '\n');
  expect(exit).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ customers: [], accounts: [], refused: [] });
  expect(said).toContain('holds no signal');
});
