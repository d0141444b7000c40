/** A program that does jobs and nothing else; any number of them may share one store. */
import { composeCore } from './compose.ts';
import type { Config } from './config.ts';
import { runnerLog } from './jobs/runner-log.ts';
import { startSchedule } from './jobs/schedule.ts';
import type { Log } from './log.ts';

export const JOBS_AT_ONCE = 4;
/** Running jobs have so long to end when the program is stopped; the rest is given back. */
export const STOP_WITHIN_MS = 10_000;
const RESCORE_EVERY_MS = 24 * 60 * 60 * 1000;
const SWEEP_EVERY_MS = 15_000;

/** What a schedule needs to know beside the store and the queue. */
export function scheduleOptions(config: Config, log: Log) {
  return {
    linkBy: config.linkCustomers ?? null,
    pollEveryMs: config.pollMinutes * 60_000,
    rescoreEveryMs: RESCORE_EVERY_MS,
    everyMs: SWEEP_EVERY_MS,
    onError: (error: unknown) =>
      log.error({ reason: error instanceof Error ? error.message : String(error) }, 'sweep failed'),
  };
}

/** Begins to work on the store's jobs. @throws ConfigInvalid when the store cannot be opened. */
export async function startWorker(config: Config, log: Log): Promise<{ stop(): Promise<void> }> {
  const core = await composeCore(config, log);
  const runner = core.queue.run({ concurrency: JOBS_AT_ONCE, tasks: core.tasks, ...runnerLog(log) });
  const schedule = startSchedule({
    store: core.store,
    queue: core.queue,
    now: core.now,
    modelOf: core.modelOf,
    hears: core.taskDeps.hears,
    ...scheduleOptions(config, log),
  });
  return {
    async stop() {
      await schedule.stop();
      await runner.stop(STOP_WITHIN_MS);
      await core.close();
    },
  };
}
