import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Output } from '../../../src/cli/output.ts';
import { runUntilIdle } from '../../../src/cli/run-until-idle.ts';
import { composeCore } from '../../../src/compose.ts';
import { readConfig } from '../../../src/config.ts';
import { enqueueTask } from '../../../src/jobs/tasks/names.ts';
import { openLog } from '../../../src/log.ts';
import { RUNNING_FILE } from '../../../src/program.ts';
import { writeRunning } from '../../../src/running-file.ts';
import { install } from '../../contract/store/samples.ts';

const quiet: Output = { live: false, result: () => undefined, remark: () => undefined, progress: () => undefined };

test('what the running program leaves undone when it stops is done here', async () => {
  const home = mkdtempSync(join(tmpdir(), 'pulso-idle-'));
  const core = await composeCore(readConfig({ PULSO_HOME: home }, home), openLog('silent'));
  let asked = 0;
  const elsewhere = createServer((_, response) => {
    asked += 1;
    response.end(JSON.stringify({ run: 'other' }), () => {
      elsewhere.close();
      elsewhere.closeAllConnections();
    });
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = elsewhere.address() as AddressInfo;
    writeRunning(join(home, RUNNING_FILE), { pid: 1, url: `http://127.0.0.1:${port}`, jobs: true, run: 'other' });
    await core.store.transaction(async (tx) => {
      await core.store.installs.put(tx, install('i1'));
      await enqueueTask(core.queue, tx, 'score', 'i1');
    });
    await runUntilIdle(core, quiet);
    expect(asked).toBe(1);
    expect(await core.queue.counts()).toMatchObject({ waiting: 0, running: 0 });
  } finally {
    elsewhere.close();
    await core.close();
  }
});
