/** The jobs' own thread, with a connection of its own: a re-score of everyone never delays a webhook or a page. */
import { parentPort, workerData } from 'node:worker_threads';
import { workBehindDoors } from './behind-doors.ts';
import { composeCore } from './compose.ts';
import type { Config } from './config.ts';
import { runnerLog } from './jobs/runner-log.ts';
import { startSchedule } from './jobs/schedule.ts';
import { openLog } from './log.ts';
import { JOBS_AT_ONCE, scheduleOptions } from './start-worker.ts';

interface WorkerInput {
  readonly config: Config;
  readonly stopWithinMs: number;
}

workBehindDoors();
const { config, stopWithinMs }: WorkerInput = workerData;
const core = await composeCore(config, openLog(config.logLevel).child({ thread: 'jobs' }));
const runner = core.queue.run({ concurrency: JOBS_AT_ONCE, tasks: core.tasks, ...runnerLog(core.log) });
const { store, queue, now, modelOf } = core;
const { hears } = core.taskDeps;
const schedule = startSchedule({ store, queue, now, modelOf, hears, ...scheduleOptions(config, core.log) });
parentPort?.postMessage('ready');
parentPort?.once('message', async () => {
  await schedule.stop();
  await runner.stop(stopWithinMs);
  await core.close();
  parentPort?.close();
});
