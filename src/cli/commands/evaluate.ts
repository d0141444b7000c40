import { type Contributions, loadContributions } from '../../contributions.ts';
import { defaultModel } from '../../cx/default-model.ts';
import { createEvaluate } from '../../cx/evaluate.ts';
import type { Model } from '../../cx/model/model.ts';
import type { Scorecard, Subject } from '../../cx/model/scorecard.ts';
import type { Signal } from '../../cx/model/signal.ts';
import { type Fault, RequestInvalid } from '../../errors.ts';
import type { AddCommand } from '../command.ts';
import { table } from '../output.ts';
import { checkFile, groupSignals, readInstant, readModelFile, readSignalFile, remarkRefused } from '../read-signals.ts';

interface Options {
  readonly signals: string;
  readonly now?: string;
  readonly model?: string;
  readonly json?: boolean;
}

/** `pulso evaluate`: scores signals from a file, with no CRM and no store. The format stands in docs/signals.md. */
export const addEvaluate: AddCommand = (program, output) => {
  program
    .command('evaluate')
    .description('Score signals from a file, with no CRM at all. Format: docs/signals.md.')
    .requiredOption('--signals <file>', 'JSON lines or CSV, one signal each; - for standard input')
    .option('--now <instant>', 'the instant to score for, ISO 8601 (default: the clock)')
    .option('--model <file>', 'a model as JSON (default: the shipped one; "pulso list" prints its weights)')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  pulso evaluate --signals signals.csv --now 2026-11-23T09:00:00Z --json')
    .action(async (options: Options) => {
      const contributions = await loadContributions();
      const { now, model } = checkOptions(options, contributions.metrics);
      const { signals, refused } = await readSignalFile(options.signals);
      const evaluate = createEvaluate(contributions);
      const score = (object: Subject['object'], id: string, own: readonly Signal[]): Scorecard =>
        evaluate({ subject: { object, id }, signals: own, model, now });
      const customers = [...groupSignals(signals, (signal) => signal.customer)].map(([id, own]) =>
        score('customer', id, own),
      );
      const accounts = [...groupSignals(signals, (signal) => signal.account)].map(([id, own]) =>
        score('account', id, own),
      );
      remarkRefused(output, options.signals, refused, `${signals.length} signals`);
      if (signals.length === 0) output.remark(`${options.signals} holds no signal; there is nothing to score.`);
      output.result(
        options.json
          ? JSON.stringify(
              { now, model: { id: model.id, version: model.version }, customers, accounts, refused },
              null,
              2,
            )
          : describe([...customers, ...accounts]),
      );
    });
};

function checkOptions(options: Options, metrics: Contributions['metrics']): { now: string; model: Model } {
  const faults: Fault[] = [];
  const now = readInstant(options.now, '--now', faults);
  checkFile(options.signals, '--signals', faults);
  const model = options.model === undefined ? defaultModel : readModelFile(options.model, metrics, faults);
  if (model === null || faults.length > 0) throw new RequestInvalid('That cannot be evaluated:', faults);
  return { now, model };
}

function describe(scorecards: readonly Scorecard[]): string {
  return table(
    ['subject', 'score', 'low', 'high', 'band', 'known %', 'strongest driver', 'flags'],
    scorecards.map(({ subject, score, band, status, coverage, drivers, flags }) => [
      `${subject.object} ${subject.id}`,
      rounded(score?.value),
      rounded(score?.low),
      rounded(score?.high),
      band ?? status,
      Math.round(coverage * 100),
      drivers[0] === undefined
        ? ''
        : `${drivers[0].metric} ${drivers[0].points > 0 ? '+' : ''}${rounded(drivers[0].points)}`,
      flags.map((flag) => flag.id).join(' '),
    ]),
  );
}

const rounded = (value: number | undefined): number | null =>
  value === undefined ? null : Math.round(value * 10) / 10;
