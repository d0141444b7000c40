import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Config } from './config.ts';
import type { TaskDeps } from './jobs/tasks/deps.ts';
import type { Install } from './store/port.ts';

/** What the thread is given. */
export interface ScoringInput {
  readonly config: Config;
  readonly install: Install;
  readonly modelVersion: number;
}

/**
 * What is made of a page is short-lived; without a limit the thread would keep hundreds of megabytes of it. An account that does not
 * fit ends this thread, and is left to the first one.
 */
const MEMORY = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 256 };

/** Evaluates in a thread that is started for one run and ends with it. Rejects when the thread fails or the run is stopped. */
export function createScoreBeside(config: Config): NonNullable<TaskDeps['scoreBeside']> {
  return async (install, modelVersion, signal) => {
    const workerData: ScoringInput = { config, install, modelVersion };
    const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
    const thread = new Worker(new URL(`./scoring-thread${extension}`, import.meta.url), {
      workerData,
      resourceLimits: MEMORY,
    });
    const stop = (): void => thread.postMessage('stop');
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      await once(thread, 'exit');
    } finally {
      signal.removeEventListener('abort', stop);
    }
    signal.throwIfAborted();
  };
}
