import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runCli } from '../../../src/cli/main.ts';
import { type Core, composeCore } from '../../../src/compose.ts';
import { readConfig } from '../../../src/config.ts';
import { openLog } from '../../../src/log.ts';
import { install } from '../../contract/store/samples.ts';

const home = mkdtempSync(join(tmpdir(), 'pulso-crm-settings-'));
const file = join(home, 'salesforce.json');

async function withCore<Result>(work: (core: Core) => Promise<Result>): Promise<Result> {
  const core = await composeCore(readConfig(), openLog('silent'));
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}
const stream = { object: 'survey', checkpoint: { version: 1 }, phase: 'incremental', read: 9, total: 9 } as const;

beforeAll(async () => {
  vi.stubEnv('PULSO_HOME', home);
  await withCore(({ store }) =>
    store.transaction(async (tx) => {
      await store.installs.put(tx, { ...install('org'), crm: 'salesforce' });
      await store.streams.put(tx, 'org', { ...stream, updatedAt: '2026-11-20T12:00:00.000Z' });
    }, 'org'),
  );
});
afterAll(() => vi.unstubAllEnvs());

async function pulso(...words: string[]) {
  const results: string[] = [];
  const remarks: string[] = [];
  const output = { result: (text: string) => results.push(text), remark: (text: string) => remarks.push(text) };
  const code = await runCli(words, output as unknown as Parameters<typeof runCli>[1]);
  return { code, said: results.join('\n'), remarks: remarks.join('\n') };
}
const inForce = async () => JSON.parse((await pulso('crm-settings')).said)[0].settings;
async function given(settings: unknown) {
  writeFileSync(file, JSON.stringify(settings));
  return await pulso('crm-settings', '--file', file);
}
const survey = { object: 'Answer__c', survey: 'nps', value: 'Score__c', scale: [0, 10], contact: 'Contact__c' };

test('what is shipped holds until a file says otherwise; then everything is read again, and segments stay', async () => {
  expect(await inForce()).toMatchObject({ apiShare: 0.8, surveyObjects: [], fields: { language: 'Language__c' } });
  await pulso('segments', '--by', 'Plan__c');
  const { code, remarks } = await given({ apiShare: 0.5, fields: { language: 'Idioma__c' }, surveyObjects: [survey] });
  expect([code, remarks]).toEqual([0, expect.stringContaining('read again')]);
  expect(await inForce()).toMatchObject({
    ...{ apiShare: 0.5, fields: { language: 'Idioma__c', segments: ['Plan__c'], lifecycle: 'Lifecycle__c' } },
    surveyObjects: [{ ...survey, reversed: false, answeredAt: 'CreatedDate' }],
  });
  const [read, waits] = await withCore(async ({ store, queue }) => [
    await store.streams.get('org', 'survey'),
    await queue.waitsUntil('pull:org'),
  ]);
  expect(read).toMatchObject({ checkpoint: null, phase: 'backfill', read: 0 });
  expect(waits).not.toBeNull();
  await pulso('crm-settings', '--reset');
  expect(await inForce()).toMatchObject({ apiShare: 0.8, surveyObjects: [], fields: { segments: ['Plan__c'] } });
});

test('all faults at once, each with its place, and nothing is kept', async () => {
  const { code, remarks } = await given({
    apiShare: 3,
    fields: { language: 'no name' },
    surveyObjects: [{ object: 'x' }],
  });
  expect(code).toBe(2);
  for (const key of ['apiShare', 'fields.language', 'surveyObjects.0.object', 'surveyObjects.0.value'])
    expect(remarks).toContain(key);
  expect((await given([1])).remarks).toContain('give an object');
  expect((await inForce()).apiShare).toBe(0.8);
});
