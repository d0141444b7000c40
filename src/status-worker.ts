/** Reads the status in a thread of its own: its counts run over everything that an embedded store holds. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { workBehindDoors } from './behind-doors.ts';
import type { Config } from './config.ts';
import { readStatus } from './jobs/status.ts';
import { readKeyFile } from './key-file.ts';
import { openStore } from './store/open.ts';

workBehindDoors();
const config: Config = workerData;
const fixedNow = config.now === undefined ? null : Date.parse(config.now);
const { store, queue } = await openStore({
  url: join(config.home, 'pulso.db'),
  secretKey: config.key === undefined ? readKeyFile(join(config.home, 'key')) : Buffer.from(config.key, 'base64'),
  clock: () => Date.now(),
});
parentPort?.on('message', async (ask: 'status' | 'stop') => {
  if (ask === 'stop') {
    await store.close();
    parentPort?.close();
    return;
  }
  try {
    parentPort?.postMessage({ report: await readStatus(store, queue, fixedNow ?? Date.now()) });
  } catch (error) {
    parentPort?.postMessage({ reason: error instanceof Error ? error.message : String(error) });
  }
});
