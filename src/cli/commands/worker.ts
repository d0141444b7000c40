import { readConfig } from '../../config.ts';
import { openLog } from '../../log.ts';
import { startWorker } from '../../start-worker.ts';
import type { AddCommand } from '../command.ts';
import { untilStopped } from '../until-stopped.ts';

/** `pulso worker`: jobs only; run as many as you like beside one `pulso serve`. */
export const addWorker: AddCommand = (program, output) => {
  program
    .command('worker')
    .description('Only do jobs: reading, scoring, writing. Any number of workers may share one database.')
    .action(async () => {
      const config = readConfig();
      const worker = await startWorker(config, openLog(config.logLevel).child({ worker: process.pid }));
      output.result('Pulso works on jobs.');
      await untilStopped();
      await worker.stop();
    });
};
