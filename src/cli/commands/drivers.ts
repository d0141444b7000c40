import { keyDrivers } from '../../cx/key-drivers.ts';
import type { Table, TableColumn } from '../../cx/parse-table.ts';
import type { DriverMethod } from '../../cx/stats/importance-resamples.ts';
import { type Fault, RequestInvalid } from '../../errors.ts';
import { NOTHING_LEARNED, readPortfolio } from '../../jobs/learn/read-portfolio.ts';
import { chooseInstalls } from '../choose-installs.ts';
import type { AddCommand } from '../command.ts';
import { describeDrivers } from '../describe-drivers.ts';
import { withCore } from '../open-core.ts';
import type { Output } from '../output.ts';
import { findColumn, looksLikeIdentifier, namesOf, readTable, refusing, wholeNumber } from '../read-table.ts';

interface Options {
  readonly install?: string;
  readonly data?: string;
  readonly target?: string;
  readonly predictors?: string;
  readonly method?: string;
  readonly scales?: string;
  readonly minRows?: string;
  readonly resamples?: string;
  readonly seed?: string;
  readonly json?: boolean;
}

const METHODS: readonly DriverMethod[] = ['shapley', 'relative-weights'];

/** `pulso drivers`: which columns of a table go with its target. Format and method: docs/statistics.md. */
export const addDrivers: AddCommand = (program, output) => {
  program
    .command('drivers')
    .description('Which answers go with the one that matters: key drivers of a table. Format: docs/statistics.md.')
    .option('--install <id>', 'of this install, as it was last learned from its own customers; nothing else is needed')
    .option('--data <file>', 'CSV with a header, or JSON lines; - for standard input')
    .option('--target <column>', 'the answer that matters')
    .option('--predictors <columns>', 'comma-separated (default: every column of numbers or yes/no)')
    .option('--method <method>', 'shapley or relative-weights (default: shapley up to 14 predictors)')
    .option('--scales <scales>', 'lowest and highest answer where scales differ: ease=1:7,recommend=0:10')
    .option('--min-rows <rows>', 'below it nothing is reported (default: 100, or 10 per predictor)')
    .option('--resamples <count>', 'of the bootstrap (default: 500)')
    .option('--seed <seed>', 'of the bootstrap (default: 1)')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  pulso drivers --data answers.csv --target overall --predictors ease,price,speed --scales ease=1:7',
    )
    .action(async (given: Options) => {
      if (given.install !== undefined) return await tellInstall(given.install, given, output);
      const { data, target, ...rest } = given;
      if (data === undefined || target === undefined) {
        const key = data === undefined ? '--data' : '--target';
        throw new RequestInvalid('The drivers cannot be computed:', [
          { key, message: 'say a file and the column that matters, or an install with --install' },
        ]);
      }
      const options = { ...rest, data, target };
      const table = readTable(data);
      const faults: Fault[] = [];
      const { predictors, leftOut } = choosePredictors(table, options, faults);
      const minimumRows = wholeNumber(options.minRows, '--min-rows', faults);
      const resamples = wholeNumber(options.resamples, '--resamples', faults);
      const seed = wholeNumber(options.seed, '--seed', faults);
      const scales = readScales(options.scales, predictors, faults);
      const method = METHODS.find((own) => own === options.method);
      if (options.method !== undefined && method === undefined) {
        faults.push({ key: '--method', message: `"${options.method}" is unknown; use one of ${METHODS.join(', ')}` });
      }
      if (faults.length > 0) throw new RequestInvalid('The drivers cannot be computed:', faults);
      const report = refusing('The drivers cannot be computed:', () =>
        keyDrivers({
          rows: numericRows(table, [options.target, ...predictors]),
          target: options.target,
          predictors,
          scales,
          ...(method === undefined ? {} : { method }),
          ...(minimumRows === undefined ? {} : { minimumRows }),
          ...(resamples === undefined ? {} : { resamples }),
          ...(seed === undefined ? {} : { seed }),
        }),
      );
      for (const warning of report.warnings) output.remark(warning);
      for (const { column, reason } of leftOut) output.remark(`"${column}" was left out: ${reason}.`);
      output.result(options.json ? JSON.stringify({ ...report, leftOut }, null, 2) : describeDrivers(report));
    });
};

async function tellInstall(id: string, { json }: Options, output: Output): Promise<void> {
  await withCore(async (core) => {
    await chooseInstalls(core, id);
    const portfolio = await readPortfolio(core.store, id);
    if (portfolio === null) {
      throw new RequestInvalid('There are no drivers yet:', [{ key: '--install', message: NOTHING_LEARNED }]);
    }
    const { drivers } = portfolio;
    if ('warnings' in drivers) for (const warning of drivers.warnings) output.remark(warning);
    output.result(json ? JSON.stringify({ at: portfolio.at, ...drivers }, null, 2) : describeDrivers(drivers));
  });
}

interface LeftOut {
  readonly column: string;
  readonly reason: string;
}

function choosePredictors(
  table: Table,
  options: Options & { readonly target: string },
  faults: Fault[],
): { predictors: string[]; leftOut: LeftOut[] } {
  const target = findColumn(table, options.target, '--target', faults);
  if (target !== null) requireWeighable(target, '--target', faults);
  const asked = namesOf(options.predictors);
  if (asked === undefined) return usablePredictors(table, options.target, faults);
  if (asked.length === 0) faults.push({ key: '--predictors', message: 'names no column' });
  for (const name of asked) {
    const column = findColumn(table, name, '--predictors', faults);
    if (name === options.target) faults.push({ key: '--predictors', message: `"${name}" is the target; leave it out` });
    else if (column !== null) requireWeighable(column, '--predictors', faults);
  }
  return { predictors: [...new Set(asked)], leftOut: [] };
}

function requireWeighable({ name, kind }: TableColumn, option: string, faults: Fault[]): void {
  if (kind === 'number' || kind === 'yes-no') return;
  const holds = kind === 'empty' ? 'nothing' : 'words';
  faults.push({ key: option, message: `"${name}" holds ${holds}; choose columns of numbers or yes/no` });
}

function usablePredictors(table: Table, target: string, faults: Fault[]): { predictors: string[]; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const predictors: string[] = [];
  for (const column of table.columns) {
    if (column.name === target) continue;
    if (column.kind === 'words') leftOut.push({ column: column.name, reason: 'it holds words' });
    else if (column.kind === 'empty') leftOut.push({ column: column.name, reason: 'it is empty' });
    else if (looksLikeIdentifier(column)) leftOut.push({ column: column.name, reason: 'it looks like an identifier' });
    else predictors.push(column.name);
  }
  if (predictors.length === 0) {
    faults.push({ key: '--data', message: 'no column besides the target holds numbers or yes/no' });
  }
  return { predictors, leftOut };
}

function numericRows(table: Table, names: readonly string[]): Record<string, number | null>[] {
  const columns = table.columns.filter(({ name }) => names.includes(name));
  return table.lines.map((_, row) =>
    Object.fromEntries(
      columns.map(({ name, values }) => {
        const value = values[row] ?? null;
        return [name, value === null ? null : Number(value)];
      }),
    ),
  );
}

function readScales(
  option: string | undefined,
  predictors: readonly string[],
  faults: Fault[],
): Record<string, readonly [number, number]> {
  const scales: Record<string, readonly [number, number]> = {};
  for (const part of namesOf(option) ?? []) {
    const match = /^(.+)=(-?[\d.]+):(-?[\d.]+)$/.exec(part);
    const [name = '', low, high] = [match?.[1], Number(match?.[2]), Number(match?.[3])];
    if (match === null || !(low < high)) {
      faults.push({ key: '--scales', message: `"${part}" is not a scale; write it like ease=1:7` });
    } else if (!predictors.includes(name)) {
      faults.push({ key: '--scales', message: `"${name}" is not among the predictors: ${predictors.join(', ')}` });
    } else scales[name] = [low, high];
  }
  return scales;
}
