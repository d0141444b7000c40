import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import { ConfigInvalid, PulsoError, RequestInvalid } from '../errors.ts';
import { systemTrouble } from '../system-trouble.ts';
import type { AddCommand } from './command.ts';
import { type Output, terminalOutput } from './output.ts';

const { version } = z.object({ version: z.string() }).parse(createRequire(import.meta.url)('../../package.json'));

/** Each verb's file, loaded when it is asked for: most need neither a CRM's client nor a web server. */
const COMMANDS: ReadonlyMap<string, () => Promise<AddCommand>> = new Map(
  Object.entries({
    start: async () => (await import('./commands/start.ts')).addStart,
    serve: async () => (await import('./commands/serve.ts')).addServe,
    worker: async () => (await import('./commands/worker.ts')).addWorker,
    sync: async () => (await import('./commands/sync.ts')).addSync,
    score: async () => (await import('./commands/score.ts')).addScore,
    status: async () => (await import('./commands/status.ts')).addStatus,
    doctor: async () => (await import('./commands/doctor.ts')).addDoctor,
    jobs: async () => (await import('./commands/jobs.ts')).addJobs,
    list: async () => (await import('./commands/list.ts')).addList,
    evaluate: async () => (await import('./commands/evaluate.ts')).addEvaluate,
    text: async () => (await import('./commands/text.ts')).addText,
    drivers: async () => (await import('./commands/drivers.ts')).addDrivers,
    survey: async () => (await import('./commands/survey.ts')).addSurvey,
    churn: async () => (await import('./commands/churn.ts')).addChurn,
    repurchase: async () => (await import('./commands/repurchase.ts')).addRepurchase,
    trend: async () => (await import('./commands/trend.ts')).addTrend,
    portfolio: async () => (await import('./commands/portfolio.ts')).addPortfolio,
    'crm-settings': async () => (await import('./commands/crm-settings.ts')).addCrmSettings,
    segments: async () => (await import('./commands/segments.ts')).addSegments,
    backtest: async () => (await import('./commands/backtest.ts')).addBacktest,
    models: async () => (await import('./commands/models.ts')).addModels,
    settings: async () => (await import('./commands/settings.ts')).addSettings,
    override: async () => (await import('./commands/override.ts')).addOverride,
    alerts: async () => (await import('./commands/alerts.ts')).addAlerts,
    writes: async () => (await import('./commands/writes.ts')).addWrites,
    pause: async () => (await import('./commands/pause.ts')).addPause,
    undo: async () => (await import('./commands/undo.ts')).addUndo,
    sandbox: async () => (await import('./commands/sandbox.ts')).addSandbox,
    hubspot: async () => (await import('./commands/hubspot.ts')).addHubspot,
    install: async () => (await import('./commands/install.ts')).addInstall,
    uninstall: async () => (await import('./commands/uninstall.ts')).addUninstall,
  }),
);

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
  const asked = COMMANDS.get(words[0] ?? '');
  // Help, and whatever is no verb, needs to know them all.
  for (const load of asked === undefined ? COMMANDS.values() : [asked]) {
    (await load())(program, output, (code) => {
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
