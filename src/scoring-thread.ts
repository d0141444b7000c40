/** A second thread for evaluating everybody, with a connection of its own: it begins at the other end and ends when all is done. */
import { parentPort, workerData } from 'node:worker_threads';
import { workBehindDoors } from './behind-doors.ts';
import { composeCore } from './compose.ts';
import { scoreDirty } from './jobs/tasks/score-dirty.ts';
import { openLog } from './log.ts';
import type { ScoringInput } from './score-beside.ts';

workBehindDoors();
const { config, install, modelVersion }: ScoringInput = workerData;
const stopped = new AbortController();
parentPort?.once('message', () => stopped.abort());
const core = await composeCore(config, openLog(config.logLevel).child({ thread: 'scoring' }));
try {
  await scoreDirty(core.taskDeps, install, modelVersion, 'last', stopped.signal);
} catch (error) {
  if (!stopped.signal.aborted) throw error;
} finally {
  await core.close();
  parentPort?.close();
}
