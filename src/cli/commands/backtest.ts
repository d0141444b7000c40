import { type Contributions, loadContributions } from '../../contributions.ts';
import { type Backtest, backtest } from '../../cx/backtest.ts';
import { defaultModel } from '../../cx/default-model.ts';
import { createEvaluate } from '../../cx/evaluate.ts';
import type { Model } from '../../cx/model/model.ts';
import { type Robustness, robustness, type WhatIf, whatIf } from '../../cx/what-if.ts';
import { type Fault, RequestInvalid } from '../../errors.ts';
import type { AddCommand } from '../command.ts';
import { table } from '../output.ts';
import { readOutcomes } from '../read-outcomes.ts';
import { checkFile, groupSignals, readInstant, readModelFile, readSignalFile, remarkRefused } from '../read-signals.ts';
import { refusing, wholeNumber } from '../read-table.ts';
import { rememberTexts } from '../remember-texts.ts';

interface Options {
  readonly signals: string;
  readonly outcomes: string;
  readonly model: readonly string[];
  readonly until?: string;
  readonly horizon?: string;
  readonly every?: string;
  readonly top?: string;
  readonly shake?: boolean;
  readonly json?: boolean;
}

/** `pulso backtest`: how well models would have preceded what happened. Formats: docs/signals.md, docs/portfolio.md. */
export const addBacktest: AddCommand = (program, output) => {
  program
    .command('backtest')
    .description('Test models on the past: did low scores come before churn or bad answers? Format: docs/portfolio.md.')
    .requiredOption('--signals <file>', 'JSON lines or CSV, one signal each; - for standard input')
    .requiredOption('--outcomes <file>', 'CSV (customer, at, kind) or JSON lines; kind is churn or detractor')
    .option('--model <file>', 'a model as JSON; give it again for more (default: the shipped one)', collect, [])
    .option('--until <instant>', 'until when it is known what happened, ISO 8601 (default: the clock)')
    .option('--horizon <days>', 'an outcome counts within so many days after a score (default: 90)')
    .option('--every <days>', 'days between the days that are scored (default: 30)')
    .option('--top <customers>', 'how many customers somebody can look after at a time (default: 10)')
    .option('--shake', "also shake the first model's weights by ±25 % and say how much hangs on them")
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  pulso backtest --signals signals.jsonl --outcomes outcomes.csv --model today.json --model changed.json',
    )
    .action(async (options: Options) => {
      const contributions = await loadContributions();
      const { until, models, horizonDays, everyDays, k } = checkOptions(options, contributions.metrics);
      const outcomes = readOutcomes(options.outcomes);
      const { signals, refused } = await readSignalFile(options.signals);
      const evaluate = createEvaluate({ ...contributions, textReader: rememberTexts() });
      const customers = groupSignals(signals, (signal) => signal.customer).map(([id, own]) => ({
        subject: { object: 'customer' as const, id },
        signals: own,
      }));
      const results = refusing('That cannot be tested:', () =>
        backtest({ customers, outcomes: outcomes.outcomes, models, evaluate, until, horizonDays, everyDays, k }),
      );
      const [model = defaultModel, ...others] = models;
      const changes = others.map((changed) => whatIf({ customers, evaluate, model, changed, now: until }));
      const shaken = options.shake === true ? robustness({ customers, evaluate, model, now: until }) : null;
      const unknown = strangers(outcomes.outcomes, customers);
      remarkRefused(output, options.signals, refused, `${signals.length} signals`);
      remarkRefused(output, options.outcomes, outcomes.refused, `${outcomes.outcomes.length} outcomes`);
      if (unknown > 0) output.remark(`${unknown} outcomes are of customers without a signal.`);
      output.result(
        options.json
          ? JSON.stringify(
              { backtests: results, whatIf: changes, robustness: shaken, refused, refusedOutcomes: outcomes.refused },
              null,
              2,
            )
          : describe(results, changes, shaken),
      );
    });
};

function collect(path: string, paths: readonly string[]): string[] {
  return [...paths, path];
}

function checkOptions(
  options: Options,
  metrics: Contributions['metrics'],
): { until: string; models: Model[]; horizonDays: number; everyDays: number; k: number } {
  const faults: Fault[] = [];
  const until = readInstant(options.until, '--until', faults);
  checkFile(options.signals, '--signals', faults);
  checkFile(options.outcomes, '--outcomes', faults);
  if (options.signals === '-' && options.outcomes === '-') {
    faults.push({ key: '--outcomes', message: 'cannot be standard input too; give a file' });
  }
  const horizonDays = wholeNumber(options.horizon, '--horizon', faults) ?? 90;
  const everyDays = wholeNumber(options.every, '--every', faults) ?? 30;
  const k = wholeNumber(options.top, '--top', faults) ?? 10;
  const read = options.model.map((path) => readModelFile(path, metrics, faults)).filter((model) => model !== null);
  const models = options.model.length === 0 ? [defaultModel] : read;
  for (const [index, { id, version }] of models.entries()) {
    if (models.findIndex((other) => other.id === id && other.version === version) < index) {
      faults.push({
        key: '--model',
        message: `two models are "${id}" version ${version}; give each its own "version"`,
      });
    }
  }
  if (faults.length > 0) throw new RequestInvalid('That cannot be tested:', faults);
  return { until, models, horizonDays, everyDays, k };
}

function strangers(
  outcomes: readonly { readonly customer: string }[],
  customers: readonly { readonly subject: { readonly id: string } }[],
): number {
  const known = new Set(customers.map(({ subject }) => subject.id));
  return outcomes.filter(({ customer }) => !known.has(customer)).length;
}

function fixed(value: number | null | undefined, digits: number): string {
  return value === null || value === undefined ? '–' : value.toFixed(digits);
}

function range(interval: { readonly low: number; readonly high: number } | null | undefined, digits: number): string {
  return interval === null || interval === undefined
    ? '–'
    : `${interval.low.toFixed(digits)}–${interval.high.toFixed(digits)}`;
}

function describe(results: readonly Backtest[], changes: readonly WhatIf[], shaken: Robustness | null): string {
  return [
    ...results.map(describeOne),
    ...changes.map(describeChange),
    ...(shaken === null ? [] : [describeShaken(shaken)]),
  ].join('\n\n');
}

function describeOne(result: Backtest): string {
  const lines = [
    `${result.kind}: ${result.outcomes} outcomes, ${result.outcomesCovered} of them within ${result.horizonDays} days of one of ${result.cuts} scored days.`,
    table(
      [
        'model',
        'rows',
        'events',
        'silent',
        'AUC',
        '95 %',
        'lift 10 %',
        `top ${result.k}`,
        'low band',
        'warned',
        'days before',
      ],
      result.models.map((own) => [
        `${own.model.id} v${own.model.version}`,
        own.rows,
        own.events,
        own.unscored,
        fixed(own.auc?.auc, 3),
        range(own.auc?.interval, 3),
        fixed(own.lift10, 2),
        fixed(own.precisionAtK, 2),
        fixed(own.lowBand?.precision, 2),
        fixed(own.leadTimes.warnedShare?.share, 2),
        fixed(own.leadTimes.days?.median, 0),
      ]),
    ),
    ...result.comparisons.map(
      ({ model, against, difference, interval, isCertain }) =>
        `${model.id} v${model.version} − ${against.id} v${against.version}: AUC ${difference > 0 ? '+' : ''}${difference.toFixed(3)} (${range(interval, 3)})${isCertain ? '' : ', may be chance'}.`,
    ),
    ...result.models.flatMap(({ model, warnings }) =>
      warnings.map((warning) => `${model.id} v${model.version}: ${warning}`),
    ),
  ];
  return lines.join('\n');
}

function describeChange({ model, changed, customers, moves, agreement }: WhatIf): string {
  return [
    `${changed.id} v${changed.version} instead of ${model.id} v${model.version}: ${moves.length} of ${customers} customers change band (Kendall ${fixed(agreement.kendall, 3)}, Spearman ${fixed(agreement.spearman, 3)}).`,
    table(
      ['customer', 'from', 'to', 'points'],
      moves.slice(0, 20).map(({ subject, from, to, points }) => [subject.id, from, to, fixed(points, 1)]),
    ),
  ].join('\n');
}

function describeShaken({ shake, bandChanges, kendall }: Robustness): string {
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
  return `Weights shaken by ±${percent(shake)}: ${percent(bandChanges.median)} of customers change band (at worst ${percent(bandChanges.worst)}), Kendall ${fixed(kendall?.median, 3)} (at worst ${fixed(kendall?.worst, 3)}).`;
}
