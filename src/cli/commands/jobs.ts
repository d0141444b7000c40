import { RequestInvalid } from '../../errors.ts';
import type { DeadJob } from '../../jobs/queue.ts';
import type { AddCommand } from '../command.ts';
import { withCore } from '../open-core.ts';
import { wholeNumber } from '../options.ts';
import { table } from '../output.ts';

const MOST = 10_000;

/** `pulso jobs`: the jobs that were given up; `pulso jobs retry`: has them tried again. */
export const addJobs: AddCommand = (program, output) => {
  const jobs = program
    .command('jobs')
    .description('The jobs that were given up, newest first, and why.')
    .option('--limit <count>', 'at most so many', wholeNumber(1, MOST), 50)
    .option('--json', 'as JSON')
    .action(async ({ limit, json }: { limit: number; json?: boolean }) => {
      const dead = await withCore((core) => core.queue.dead(limit));
      output.result(json ? JSON.stringify(dead, null, 2) : describe(dead));
    });
  jobs
    .command('retry')
    .description('Try jobs again that were given up; the running program, or "pulso sync", does them.')
    .argument('[id...]', 'the jobs, as "pulso jobs" names them')
    .option('--all', 'all of them')
    .action(async (ids: string[], { all }: { all?: boolean }) => {
      await withCore(async ({ queue }) => {
        const wanted = all ? (await queue.dead(MOST)).map(({ id }) => id) : ids;
        if (wanted.length === 0 && !all) {
          throw new RequestInvalid('That cannot be done:', [{ key: 'id', message: 'name the jobs, or give --all' }]);
        }
        const unknown: string[] = [];
        let retried = 0;
        for (const id of wanted) {
          if (await queue.retryDead(id)) retried += 1;
          else unknown.push(id);
        }
        output.result(`${retried} put back into the queue`);
        if (unknown.length === 0) return;
        throw new RequestInvalid(
          'Not all could be done:',
          unknown.map((id) => ({ key: 'id', message: `no job "${id}" was given up; "pulso jobs" lists them` })),
        );
      });
    });
};

function describe(dead: readonly DeadJob[]): string {
  if (dead.length === 0) return 'No job was given up.';
  return table(
    ['id', 'task', 'given up', 'tries', 'for', 'why'],
    dead.map((job) => [job.id, job.task, job.failedAt, job.attempt, job.lane, job.error]),
  );
}
