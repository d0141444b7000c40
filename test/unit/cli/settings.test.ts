import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runCli } from '../../../src/cli/main.ts';
import { composeCore } from '../../../src/compose.ts';
import { readConfig } from '../../../src/config.ts';
import { openLog } from '../../../src/log.ts';
import { install } from '../../contract/store/samples.ts';

const home = mkdtempSync(join(tmpdir(), 'pulso-settings-'));

beforeAll(async () => {
  vi.stubEnv('PULSO_HOME', home);
  const core = await composeCore(readConfig(), openLog('silent'));
  await core.store.transaction((tx) => core.store.installs.put(tx, install('i1')));
  await core.close();
});
afterAll(() => vi.unstubAllEnvs());

async function pulso(...words: string[]) {
  const results: string[] = [];
  const remarks: string[] = [];
  const output = { result: (text: string) => results.push(text), remark: (text: string) => remarks.push(text) };
  const code = await runCli(['settings', ...words], output as unknown as Parameters<typeof runCli>[1]);
  return { code, said: results.join('\n'), remarks: remarks.join('\n') };
}
const chosen = async () => JSON.parse((await pulso('list', '--json')).said)[0];

test('nothing is chosen, something is tried, kept, added to, and reset; each change is logged', async () => {
  expect(await chosen()).toMatchObject({ model: 'default', language: 'en', choice: { preset: null }, changes: [] });

  const tried = await pulso('set', '--preset', 'survey-heavy', '--dry-run');
  expect(tried).toMatchObject({ code: 0, said: expect.stringContaining('0 of the 0 customers') });
  expect((await chosen()).model).toBe('default');

  const kept = await pulso('set', '--preset', 'survey-heavy', '--threshold', 'band_good=80', '--by', 'ana');
  expect(kept.said).toContain('everybody is scored anew');
  await pulso('set', '--threshold', 'silent_days=60', '--fields', 'score, card', '--language', 'es');
  expect(await chosen()).toMatchObject({
    ...{ model: 'survey-heavy', fields: 2, language: 'es' },
    choice: { preset: 'survey-heavy', thresholds: { band_good: 80, silent_days: 60 }, fields: ['score', 'card'] },
  });
  expect((await pulso('set', '--preset', 'survey-heavy')).said).toContain('nothing differs');

  await pulso('set', '--preset', 'configured', '--fields', 'all');
  const file = join(home, 'choice.json');
  writeFileSync(file, JSON.stringify({ preset: 'service-heavy' }));
  await pulso('set', '--file', file);
  expect((await chosen()).choice).toEqual({ preset: 'service-heavy', thresholds: {}, fields: null, language: null });
  await pulso('reset');
  const { model, changes } = await chosen();
  expect(model).toBe('default');
  expect(changes.map(({ by }: { by: string }) => by)).toEqual([...Array(4).fill('the command line'), 'ana']);
  expect((await pulso('list')).said).toContain('survey-heavy');
});

test('all faults at once, each with its key and its remedy; nothing is kept', async () => {
  const wrong = await pulso('set', '--preset', 'x', '--threshold', 'band_good=500', '--fields', 'shoe_size');
  expect(wrong.code).toBe(2);
  for (const part of ['preset: is no preset', 'fields.shoe_size', 'thresholds.band_good: give a number from 1 to 100'])
    expect(wrong.remarks).toContain(part);
  expect((await pulso('set', '--threshold', 'good')).remarks).toContain('slow_answer_hours=8');
  expect(await pulso('set', '--file', join(home, 'none.json'))).toMatchObject({ code: 2 });
  expect((await chosen()).model).toBe('default');
});
