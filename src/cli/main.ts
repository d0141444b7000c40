import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import { ConfigInvalid, PulsoError, RequestInvalid } from '../errors.ts';
import { systemTrouble } from '../system-trouble.ts';
import { addAlerts } from './commands/alerts.ts';
import { addBacktest } from './commands/backtest.ts';
import { addChurn } from './commands/churn.ts';
import { addCrmSettings } from './commands/crm-settings.ts';
import { addDoctor } from './commands/doctor.ts';
import { addDrivers } from './commands/drivers.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addHubspot } from './commands/hubspot.ts';
import { addInstall } from './commands/install.ts';
import { addJobs } from './commands/jobs.ts';
import { addList } from './commands/list.ts';
import { addModels } from './commands/models.ts';
import { addOverride } from './commands/override.ts';
import { addPause } from './commands/pause.ts';
import { addPortfolio } from './commands/portfolio.ts';
import { addRepurchase } from './commands/repurchase.ts';
import { addSandbox } from './commands/sandbox.ts';
import { addScore } from './commands/score.ts';
import { addSegments } from './commands/segments.ts';
import { addServe } from './commands/serve.ts';
import { addSettings } from './commands/settings.ts';
import { addStart } from './commands/start.ts';
import { addStatus } from './commands/status.ts';
import { addSurvey } from './commands/survey.ts';
import { addSync } from './commands/sync.ts';
import { addText } from './commands/text.ts';
import { addTrend } from './commands/trend.ts';
import { addUndo } from './commands/undo.ts';
import { addUninstall } from './commands/uninstall.ts';
import { addWorker } from './commands/worker.ts';
import { addWrites } from './commands/writes.ts';
import { type Output, terminalOutput } from './output.ts';

const { version } = z.object({ version: z.string() }).parse(createRequire(import.meta.url)('../../package.json'));

const COMMANDS = [
  addStart,
  addServe,
  addWorker,
  addSync,
  addScore,
  addStatus,
  addDoctor,
  addJobs,
  addList,
  addEvaluate,
  addText,
  addDrivers,
  addSurvey,
  addChurn,
  addRepurchase,
  addTrend,
  addPortfolio,
  addCrmSettings,
  addSegments,
  addBacktest,
  addModels,
  addSettings,
  addOverride,
  addAlerts,
  addWrites,
  addPause,
  addUndo,
  addSandbox,
  addHubspot,
  addInstall,
  addUninstall,
];

/**
 * Runs one command line.
 * @returns the exit code: 0 done, 1 failed, 2 invalid input or configuration (every fault is listed on standard error).
 */
export async function runCli(words: readonly string[], output: Output = terminalOutput()): Promise<number> {
  let exitCode = 0;
  const program = new Command('pulso')
    .description('Customer experience for the CRM you already have.')
    .version(version, '-V, --version')
    .showHelpAfterError('Run "pulso help" for the commands.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => output.result(text), writeErr: (text) => output.remark(text.trimEnd()) });
  for (const add of COMMANDS) {
    add(program, output, (code) => {
      exitCode = code;
    });
  }
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof PulsoError)) {
      const trouble = systemTrouble(error);
      if (trouble === null) throw error;
      output.remark(trouble);
      return 1;
    }
    output.remark(error.message);
    return error instanceof ConfigInvalid || error instanceof RequestInvalid ? 2 : 1;
  }
  return exitCode;
}
