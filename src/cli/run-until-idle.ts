import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Core } from '../compose.ts';
import type { Runner } from '../jobs/queue.ts';
import { runnerLog } from '../jobs/runner-log.ts';
import { RUNNING_FILE } from '../program.ts';
import { findRunning } from '../running-file.ts';
import type { Output } from './output.ts';
import { progressLine } from './progress.ts';

const LOOK_EVERY_MS = 250;
const STOP_WITHIN_MS = 10_000;
/** How soon is seen that the other program was stopped. */
const CHECK_EVERY_MS = 1_000;

/** Whether a program that does jobs works in this folder now. */
export async function isWorkedElsewhere(core: Core): Promise<boolean> {
  return (await findRunning(join(core.config.home, RUNNING_FILE)))?.jobs === true;
}

/**
 * Does what is due, here or in the program that already works in this folder, until nothing is left; shows how far it is. Should that
 * program stop before, the rest is done here.
 */
export async function runUntilIdle(core: Core, output: Output): Promise<void> {
  const startedAt = Date.now();
  const timer = setInterval(async () => {
    if (!output.live) return;
    const report = await core.status().catch(() => null);
    if (report !== null) output.progress(progressLine(report, startedAt, Date.now()));
  }, LOOK_EVERY_MS);
  const over = new AbortController();
  const working = workWhereNobodyDoes(core, over.signal);
  try {
    await core.queue.idle();
  } finally {
    clearInterval(timer);
    over.abort();
    await (await working)?.stop(STOP_WITHIN_MS);
    output.progress('');
  }
}

/** Starts to do jobs as soon as no other program does; null where it was over before that. */
async function workWhereNobodyDoes(core: Core, over: AbortSignal): Promise<Runner | null> {
  while (await isWorkedElsewhere(core)) {
    await delay(CHECK_EVERY_MS, undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) return null;
  }
  return core.queue.run({ concurrency: 4, tasks: core.tasks, ...runnerLog(core.log) });
}
