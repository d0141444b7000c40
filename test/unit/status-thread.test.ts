import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { composeCore } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { createStatusThread } from '../../src/status-thread.ts';
import { install } from '../contract/store/samples.ts';

const NOW = '2026-11-23T12:00:00.000Z';

test('the status from its thread is the one that the store gives, each time anew', async () => {
  const home = mkdtempSync(join(tmpdir(), 'pulso-status-'));
  const config = readConfig({ PULSO_HOME: home, PULSO_NOW: NOW });
  const core = await composeCore(config, openLog('silent'));
  const thread = createStatusThread(config);
  onTestFinished(async () => {
    await thread.stop();
    await core.close();
    rmSync(home, { recursive: true });
  });
  expect(await thread.status()).toEqual(await core.status());
  await core.store.transaction((tx) => core.store.installs.put(tx, install('i1')));
  const [one, two] = await Promise.all([thread.status(), thread.status()]);
  expect(one).toBe(two);
  expect(one).toEqual(await core.status());
  expect(one.installs.map(({ id }) => id)).toEqual(['i1']);
});

test('a store that cannot be opened there is told, not waited for', async () => {
  const home = mkdtempSync(join(tmpdir(), 'pulso-status-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const thread = createStatusThread({ ...readConfig({ PULSO_HOME: home }), key: 'short' });
  await expect(thread.status()).rejects.toMatchObject({ code: 'store_conflict', retry: true });
  await expect(thread.status()).rejects.toMatchObject({ code: 'store_conflict' });
  await thread.stop();
});
