import { PulsoError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { RunnerOptions } from './queue.ts';

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Tells of jobs that failed, and of a queue that could not work, with the ids that help to find them. */
export function runnerLog(log: Log): Required<Pick<RunnerOptions, 'onFailure' | 'onTrouble'>> {
  return {
    onFailure: ({ job, error, outcome, runAt }) => {
      const level = outcome === 'dead' ? 'error' : 'warn';
      const code = error instanceof PulsoError ? error.code : 'unexpected';
      log[level](
        { job: job.id, task: job.task, attempt: job.attempt, outcome, runAt, code, reason: reasonOf(error) },
        'job failed',
      );
    },
    onTrouble: (error) => log.error({ reason: reasonOf(error) }, 'the queue cannot work'),
  };
}
