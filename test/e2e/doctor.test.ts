/** What an admin learns of trouble, and how jobs that were given up are tried again. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, expect, it } from 'vitest';
import { examine } from '../../src/cli/examine.ts';
import { composeCore } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { CrmRejected } from '../../src/errors.ts';
import { openLog } from '../../src/log.ts';
import { type Connected, openConnected } from './connected.ts';
import { environment, newHome } from './start-pulso.ts';

const PULSO = join(import.meta.dirname, '../../src/cli/pulso.mjs');

let connected: Connected | null = null;
afterEach(async () => {
  await connected?.close();
  connected = null;
});

it('a healthy account is told from one whose access is gone', async () => {
  connected = await openConnected();
  await connected.connect();
  const { core, sandbox } = connected;
  const well = await examine(core);
  expect(well.filter(({ verdict }) => verdict === 'wrong')).toEqual([]);
  expect(well.map(({ says }) => says).join('\n')).toMatch(/answers as .+calls left today/s);

  await sandbox.close();
  const ill = await examine(core);
  expect(ill.filter(({ verdict }) => verdict === 'wrong').map(({ about }) => about)).toEqual([
    (await core.store.installs.list())[0]?.id,
  ]);
});

it('a job that was given up is listed with its reason, and done when it is tried again', async () => {
  const home = newHome();
  const run = (...words: string[]) =>
    promisify(execFile)(process.execPath, [PULSO, ...words], { env: environment({ PULSO_HOME: home }), cwd: home });
  const core = await composeCore(readConfig({ PULSO_HOME: home }), openLog('silent'));
  try {
    let broken = true;
    const tasks = {
      pull: async () => {
        if (broken) throw new CrmRejected('no such thing');
      },
    };
    await core.store.transaction((tx) => core.queue.enqueue(tx, 'pull', {}, { key: 'pull:i1', lane: 'i1' }));
    const runner = core.queue.run({ concurrency: 1, tasks });
    await core.queue.idle();
    await runner.stop(1_000);
    expect((await run('jobs')).stdout).toMatch(/pull .+no such thing/);

    await expect(run('jobs', 'retry')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('--all') });
    await expect(run('jobs', 'retry', '99999')).rejects.toMatchObject({ stderr: expect.stringContaining('99999') });
    expect((await run('jobs', 'retry', '--all')).stdout).toContain('1 put back');
    broken = false;
    const again = core.queue.run({ concurrency: 1, tasks });
    await core.queue.idle();
    await again.stop(1_000);
    expect(JSON.parse((await run('jobs', '--json')).stdout)).toEqual([]);
  } finally {
    await core.close();
  }
});
