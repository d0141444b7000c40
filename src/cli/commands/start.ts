import { setTimeout as delay } from 'node:timers/promises';
import { readConfig } from '../../config.ts';
import { type Program, startProgram } from '../../program.ts';
import type { AddCommand } from '../command.ts';
import type { Output } from '../output.ts';
import { progressLine } from '../progress.ts';
import { sandboxLines } from '../sandbox-lines.ts';
import { untilStopped } from '../until-stopped.ts';

const LOOK_EVERY_MS = 300;

/** `pulso start`: sandbox or connected accounts, doors and jobs in one program, until it is stopped. */
export const addStart: AddCommand = (program, output, exit) => {
  program
    .command('start')
    .description('Start everything; with nothing configured, on two sandbox CRMs with a made-up company.')
    .option('--json', 'addresses as one line of JSON; everything else goes to standard error')
    .action(async (options: { json?: boolean }) => {
      const config = readConfig();
      const tell = options.json ? output.remark : output.result;
      const stopped = untilStopped();
      const running = await startProgram(config, (line) => output.remark(line));
      if (options.json)
        output.result(JSON.stringify({ url: running.url, sandboxes: running.sandboxes, home: config.home }));
      else {
        output.result(`Pulso is at ${running.url}`);
        const sandboxes = sandboxLines(running.sandboxes);
        for (const line of sandboxes) output.result(line);
        if (sandboxes.length === 0 && config.consoleKey === undefined)
          output.result(`The console's key is in ${config.home}/console-key`);
      }
      const watching = new AbortController();
      const watched = watchFirstPass(running, output, tell, watching.signal);
      try {
        await Promise.race([stopped, running.ended]);
      } catch (error) {
        output.remark(`The jobs' thread ended: ${error instanceof Error ? error.message : String(error)}`);
        exit(1);
      }
      watching.abort();
      await watched;
      await running.stop();
    });
};

/** Shows the first pass, and says when it is done. */
async function watchFirstPass(
  running: Program,
  output: Output,
  tell: Output['result'],
  signal: AbortSignal,
): Promise<void> {
  const startedAt = Date.now();
  let last = '';
  while (!signal.aborted) {
    const report = await running.status().catch(() => null);
    if (report === null) {
      await pause(signal);
      continue;
    }
    const line = progressLine(report, startedAt, Date.now());
    // Where nobody watches, only changes of the step are worth a line.
    const step = output.live ? line : line.replace(/\d+/g, '#').replace(/\[[#.]*\]/g, '');
    if (step !== last) output.progress(line);
    last = step;
    if ((await running.readiness()).ready) {
      output.progress('');
      tell(`First pass done in ${Math.round((Date.now() - startedAt) / 1000)} s. Open ${running.url}`);
      return;
    }
    await pause(signal);
  }
}

async function pause(signal: AbortSignal): Promise<void> {
  await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
}
