import { type ChurnModel, type ChurnOptions, trainChurn } from '../../cx/churn.ts';
import type { Table } from '../../cx/parse-table.ts';
import type { RiskDirection } from '../../cx/risk-index.ts';
import { columnsOf } from '../../cx/stats/encode-features.ts';
import { type Fault, RequestInvalid } from '../../errors.ts';
import { readChurnRows } from '../churn-table.ts';
import type { AddCommand } from '../command.ts';
import { table as alignedTable } from '../output.ts';
import { findColumn, namesOf, readTable, refusing, wholeNumber } from '../read-table.ts';

interface Options {
  readonly data: string;
  readonly target: string;
  readonly event?: string;
  readonly features?: string;
  readonly afterOutcome?: string;
  readonly recordedAt?: string;
  readonly outcomeAt?: string;
  readonly raises?: string;
  readonly lowers?: string;
  readonly lambda?: string;
  readonly folds?: string;
  readonly seed?: string;
  readonly json?: boolean;
}

/** `pulso churn`: trains on a table of past customers and tells how well it foretells. Format: docs/statistics.md. */
export const addChurn: AddCommand = (program, output) => {
  program
    .command('churn')
    .description('Train a churn model on a table of past customers and judge it. Format: docs/statistics.md.')
    .requiredOption('--data <file>', 'CSV with a header, or JSON lines; - for standard input')
    .requiredOption('--target <column>', 'whether the customer left: yes/no, 1/0, or words with --event')
    .option('--event <value>', 'the value of the target that means: left')
    .option('--features <columns>', 'comma-separated (default: every other column)')
    .option('--after-outcome <columns>', 'columns only known once a customer has left: never used')
    .option('--recorded-at <column>', 'when the features were read; must lie before --outcome-at')
    .option('--outcome-at <column>', 'when it was known whether the customer left')
    .option('--raises <columns>', 'columns known to raise the risk, for the risk index')
    .option('--lowers <columns>', 'columns known to lower it')
    .option('--lambda <number>', 'strength of the ridge (default: 5)')
    .option('--folds <count>', 'of the cross-validation (default: 5)')
    .option('--seed <seed>', 'of the folds (default: 1)')
    .option('--json', 'as JSON, with the trained model')
    .addHelpText(
      'after',
      '\nExample:\n  pulso churn --data customers.csv --target churned --after-outcome satisfaction',
    )
    .action((options: Options) => {
      const table = readTable(options.data);
      const faults: Fault[] = [];
      const { rows, withoutOutcome, identifiers } = readChurnRows(table, options, faults);
      const trainOptions = readOptions(table, options, faults);
      if (faults.length > 0) throw new RequestInvalid('The model cannot be trained:', faults);
      const model = refusing('The model cannot be trained:', () => trainChurn(rows, trainOptions));
      const warnings = [
        ...identifiers.map((name) => `"${name}" looks like an identifier and was left out.`),
        ...(withoutOutcome > 0 ? [`${withoutOutcome} rows have no outcome and were left out.`] : []),
        ...model.warnings,
      ];
      for (const warning of warnings) output.remark(warning);
      output.result(options.json ? JSON.stringify(asJson(model, rows.length, warnings), null, 2) : describe(model));
    });
};

function readOptions(table: Table, options: Options, faults: Fault[]): ChurnOptions {
  const features = namesOf(options.features);
  const recordedAfterOutcome = namesOf(options.afterOutcome) ?? [];
  for (const name of features ?? []) findColumn(table, name, '--features', faults);
  for (const name of recordedAfterOutcome) findColumn(table, name, '--after-outcome', faults);
  const late = features?.filter((name) => recordedAfterOutcome.includes(name)) ?? [];
  for (const name of late)
    faults.push({ key: '--features', message: `"${name}" is only known after the outcome; leave it out` });
  if (features?.includes(options.target)) {
    faults.push({ key: '--features', message: `"${options.target}" is the target; leave it out` });
  }
  const directions: Record<string, RiskDirection> = {};
  for (const direction of ['raises', 'lowers'] as const) {
    for (const name of namesOf(options[direction]) ?? []) {
      const column = findColumn(table, name, `--${direction}`, faults);
      if (column !== null && column.kind !== 'number' && column.kind !== 'yes-no') {
        faults.push({
          key: `--${direction}`,
          message: `"${name}" holds words; only numbers and yes/no have a direction`,
        });
      }
      directions[name] = direction;
    }
  }
  const folds = wholeNumber(options.folds, '--folds', faults);
  if (folds !== undefined && folds < 2) faults.push({ key: '--folds', message: 'must be at least 2' });
  const seed = wholeNumber(options.seed, '--seed', faults);
  const lambda = options.lambda === undefined ? undefined : Number(options.lambda);
  if (lambda !== undefined && !(lambda > 0 && Number.isFinite(lambda))) {
    faults.push({ key: '--lambda', message: `"${options.lambda}" is not a number above 0` });
  }
  return {
    recordedAfterOutcome,
    directions,
    ...(features === undefined ? {} : { features }),
    ...(folds === undefined ? {} : { folds }),
    ...(seed === undefined ? {} : { seed }),
    ...(lambda === undefined ? {} : { lambda }),
  };
}

interface Weight {
  readonly feature: string;
  readonly level: string | null;
  /** Log-odds per standard deviation, and per unit (or for having the level). */
  readonly standardised: number;
  readonly perUnit: number;
}

function weightsOf(model: Extract<ChurnModel, { kind: 'probability' }>): Weight[] {
  return columnsOf(model.encodings)
    .map(({ feature, level }, index) => ({
      feature,
      level,
      standardised: model.logistic.weights[index] ?? 0,
      perUnit: model.logistic.original.weights[index] ?? 0,
    }))
    .sort((a, b) => Math.abs(b.standardised) - Math.abs(a.standardised));
}

function asJson(model: ChurnModel, rows: number, warnings: readonly string[]): object {
  const { kind, events, predictors, leaks } = model;
  return {
    kind,
    reason: model.kind === 'probability' ? null : model.reason,
    rows,
    events,
    predictors,
    evaluation: model.kind === 'insufficient' ? null : model.evaluation,
    leaks,
    warnings,
    weights: model.kind === 'probability' ? weightsOf(model) : null,
    model,
  };
}

function describe(model: ChurnModel): string {
  if (model.kind === 'insufficient') return `No model: ${model.reason}`;
  const { evaluation } = model;
  const ranking =
    evaluation === null
      ? ['Not judged: there are no outcomes of both kinds.']
      : [
          `${evaluation.events} of ${evaluation.rows} left (${(100 * evaluation.baseRate).toFixed(1)} %); judged on ${evaluation.folds} folds, each unseen.`,
          `AUC ${evaluation.auc.toFixed(3)} (${evaluation.aucInterval.low.toFixed(3)}–${evaluation.aucInterval.high.toFixed(3)}), lift ${evaluation.lift.at10.toFixed(2)} at 10 %, ${evaluation.lift.at20.toFixed(2)} at 20 %.`,
        ];
  if (model.kind === 'risk-index') {
    const rules = model.rules.map(({ feature, level, direction, source }) => [
      level === null ? feature : `${feature} = ${level}`,
      direction,
      source,
    ]);
    return [
      `Risk index, not a probability: ${model.reason}`,
      ...ranking,
      '',
      alignedTable(['rule', 'direction', 'source'], rules),
    ].join('\n');
  }
  const own = model.evaluation;
  return [
    'Churn probability.',
    ...ranking,
    `Brier ${own.brier.toFixed(4)} (base rate alone ${own.baseBrier.toFixed(4)}), log-loss ${own.logLoss.toFixed(4)}, calibration error ${own.ece.equalFrequency.toFixed(4)}${model.calibrator === null ? '' : `, calibrated (${model.calibrator.kind})`}.`,
    '',
    alignedTable(
      ['strongest', 'log-odds per standard deviation'],
      weightsOf(model)
        .slice(0, 10)
        .map(({ feature, level, standardised }) => [
          level === null ? feature : `${feature} = ${level}`,
          standardised.toFixed(3),
        ]),
    ),
  ].join('\n');
}
