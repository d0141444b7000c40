import type { Table } from '../../cx/parse-table.ts';
import { examineSeries, type SeriesOptions, type SeriesReport } from '../../cx/series-report.ts';
import { DAY_MS } from '../../cx/stats/decay.ts';
import { type Fault, RequestInvalid } from '../../errors.ts';
import type { AddCommand } from '../command.ts';
import { table as alignedTable } from '../output.ts';
import { findColumn, readTable, refusing } from '../read-table.ts';

interface Options {
  readonly data: string;
  readonly value: string;
  readonly at?: string;
  readonly shareOf?: string;
  readonly rateOf?: string;
  readonly target?: string;
  readonly deviation?: string;
  readonly lambda?: string;
  readonly json?: boolean;
}

const DATE = /^\d{4}-\d{2}-\d{2}(T.*)?$/;
const SURE = 0.05;

/** `pulso trend`: does one series rise, fall or shift, or is it noise? Format and methods: docs/statistics.md. */
export const addTrend: AddCommand = (program, output) => {
  program
    .command('trend')
    .description(
      'Does a series rise, fall or shift, or is it noise? Tests and control charts. Format: docs/statistics.md.',
    )
    .requiredOption('--data <file>', 'CSV with a header, or JSON lines; - for standard input')
    .requiredOption('--value <column>', 'the number to look at; a count with --share-of or --rate-of')
    .option('--at <column>', 'its date (default: the order of the rows)')
    .option('--share-of <column>', 'out of how many it was counted (p-chart)')
    .option('--rate-of <column>', 'per how many it was counted, such as customers (u-chart)')
    .option('--target <number>', 'the level to hold (default: the mean)')
    .option('--deviation <number>', 'standard deviation of one value (default: from its moving range)')
    .option('--lambda <number>', 'weight of the newest value in the moving average (default: 0.2)')
    .option('--json', 'as JSON, with every point of the charts')
    .addHelpText('after', '\nExample:\n  pulso trend --data weeks.csv --value detractors --share-of answers --at week')
    .action((options: Options) => {
      const table = readTable(options.data);
      const faults: Fault[] = [];
      const series = readSeries(table, options, faults);
      if (faults.length > 0) throw new RequestInvalid('The series cannot be read:', faults);
      const report = refusing('The series cannot be looked at:', () => examineSeries(series));
      output.result(options.json ? JSON.stringify(report, null, 2) : describe(report, series.times !== undefined));
    });
};

function readSeries(table: Table, options: Options, faults: Fault[]): SeriesOptions {
  const sizeName = options.shareOf ?? options.rateOf;
  if (options.shareOf !== undefined && options.rateOf !== undefined) {
    faults.push({ key: '--rate-of', message: 'a count is a share or a rate; give one of --share-of and --rate-of' });
  }
  const value = numbersOf(table, options.value, '--value', faults);
  const sizes = sizeName === undefined ? null : numbersOf(table, sizeName, '--share-of or --rate-of', faults);
  const times = options.at === undefined ? null : daysOf(table, options.at, faults);
  const order = table.lines.map((_, row) => row).filter((row) => value[row] !== null);
  if (times !== null) order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
  const pick = (numbers: readonly (number | null)[]): number[] => order.map((row) => numbers[row] ?? Number.NaN);
  const number = (key: 'target' | 'deviation' | 'lambda'): Record<string, number> => {
    const given = options[key];
    if (given === undefined) return {};
    if (given.trim() === '' || !Number.isFinite(Number(given))) {
      faults.push({ key: `--${key}`, message: `"${given}" is not a number` });
    }
    return { [key]: Number(given) };
  };
  return {
    values: pick(value),
    ...(times === null ? {} : { times: pick(times) }),
    ...(sizes === null
      ? {}
      : { sizes: { kind: options.shareOf === undefined ? ('rate' as const) : ('share' as const), of: pick(sizes) } }),
    ...number('target'),
    ...number('deviation'),
    ...number('lambda'),
  };
}

function numbersOf(table: Table, name: string, option: string, faults: Fault[]): (number | null)[] {
  const column = findColumn(table, name, option, faults);
  if (column === null) return [];
  if (column.kind !== 'number') faults.push({ key: option, message: `"${name}" holds no numbers` });
  return column.values.map((value) => (typeof value === 'number' ? value : null));
}

/** Dates as days since 1970. */
function daysOf(table: Table, name: string, faults: Fault[]): number[] {
  const column = findColumn(table, name, '--at', faults);
  return (column?.values ?? []).map((value, row) => {
    const ms = typeof value === 'string' && DATE.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(ms) && faults.length < 20) {
      const message = 'is no date; write it like 2026-11-23 or 2026-11-23T12:00:00Z';
      faults.push({ key: `line ${table.lines[row]}, ${name}`, message });
    }
    return ms / DAY_MS;
  });
}

function describe(report: SeriesReport, isDated: boolean): string {
  const { mannKendall: plain, whitened, slope, changepoint, ewma, cusum, chart, target, deviation } = report;
  const fixed = (value: number): string => String(Number(value.toPrecision(6)));
  const isSure = Math.max(plain.p, whitened?.p ?? 0) <= SURE && slope !== 0;
  const verdict = isSure ? `It ${slope > 0 ? 'rises' : 'falls'}` : 'No trend that noise could not have made';
  const outside = (points: readonly { readonly outside: boolean }[]): string =>
    points.flatMap((point, index) => (point.outside ? [index + 1] : [])).join(' ') || 'none';
  const signals = cusum.flatMap(({ signal }, index) => (signal === null ? [] : [`${index + 1} ${signal}`])).join(', ');
  const lines = [
    `${verdict}: Sen's slope ${fixed(slope)} per ${isDated ? 'day' : 'row'}, Mann–Kendall S ${plain.s}, z ${fixed(plain.z)}, tau ${fixed(plain.tau)}, p ${fixed(plain.p)}${whitened === null ? '' : `, pre-whitened p ${fixed(whitened.p)}`}.`,
    changepoint === null
      ? ''
      : `Level ${changepoint.p <= SURE ? 'shifts' : 'may by chance shift'} at row ${changepoint.index + 1}: ${fixed(changepoint.meanBefore)} before, ${fixed(changepoint.meanAfter)} after, p ${fixed(changepoint.p)}.`,
    `Around ${fixed(target)} with deviation ${fixed(deviation)}: EWMA outside its limits at ${outside(ewma)}; CUSUM signals at ${signals || 'none'}.`,
    chart === null ? '' : `Counts against ${fixed(chart.centre)}: outside the limits at ${outside(chart.points)}.`,
  ].filter((line) => line !== '');
  const rows = ewma.map(({ value, low, high }, index) => [
    index + 1,
    fixed(value),
    fixed(low),
    fixed(high),
    fixed(cusum[index]?.high ?? 0),
    fixed(cusum[index]?.low ?? 0),
  ]);
  return [...lines, '', alignedTable(['row', 'EWMA', 'low', 'high', 'CUSUM up', 'CUSUM down'], rows.slice(-20))].join(
    '\n',
  );
}
