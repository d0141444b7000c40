import { readConfig } from '../../config.ts';
import { startProgram } from '../../program.ts';
import type { AddCommand } from '../command.ts';
import { sandboxLines } from '../sandbox-lines.ts';
import { untilStopped } from '../until-stopped.ts';

/** `pulso serve`: webhooks, console, health; the jobs are left to `pulso worker`. */
export const addServe: AddCommand = (program, output) => {
  program
    .command('serve')
    .description('Only answer: webhooks, console, health. Jobs wait for "pulso worker".')
    .action(async () => {
      const config = readConfig();
      const running = await startProgram(config, (line) => output.remark(line), { jobs: false });
      output.result(`Pulso is at ${running.url}`);
      for (const line of sandboxLines(running.sandboxes)) output.result(line);
      await untilStopped();
      await running.stop();
    });
};
