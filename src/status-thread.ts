/** The status of an embedded store without a pause for whoever else is answered by this thread. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Config } from './config.ts';
import { StoreConflict } from './errors.ts';
import type { StatusReport } from './jobs/status.ts';

export interface StatusThread {
  /** Those who ask while one is being read share it. Throws StoreConflict where the thread cannot read. */
  status(): Promise<StatusReport>;
  stop(): Promise<void>;
}

type Answer = { readonly report: StatusReport } | { readonly reason: string };

/** Begins with the first question. */
export function createStatusThread(config: Config): StatusThread {
  let worker: Worker | null = null;
  let reading: Promise<StatusReport> | null = null;
  let answer: (answer: Answer) => void = () => {};

  function start(): Worker {
    const file = `./status-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`;
    const started = new Worker(new URL(file, import.meta.url), { workerData: config });
    started.on('message', (given: Answer) => answer(given));
    started.on('error', ({ message }) => answer({ reason: message }));
    started.on('exit', () => {
      if (worker === started) worker = null;
      answer({ reason: 'the thread that reads the status ended' });
    });
    return started;
  }

  async function read(): Promise<StatusReport> {
    worker ??= start();
    const asked = worker;
    const given = await new Promise<Answer>((resolve) => {
      answer = resolve;
      asked.postMessage('status');
    });
    if ('report' in given) return given.report;
    throw new StoreConflict(given.reason, true);
  }

  return {
    status() {
      reading ??= read().finally(() => {
        reading = null;
      });
      return reading;
    },
    async stop() {
      if (worker === null) return;
      const ended = once(worker, 'exit');
      worker.postMessage('stop');
      await ended;
    },
  };
}
