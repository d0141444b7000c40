import type { SignalOf } from '../../cx/model/signal.ts';
import { parseSignal } from '../../cx/parse-signals.ts';
import type { Table } from '../../cx/parse-table.ts';
import { type SurveyKind, type SurveyMeasure, type SurveyReport, surveyReport } from '../../cx/survey-report.ts';
import { type Fault, RequestInvalid } from '../../errors.ts';
import type { AddCommand } from '../command.ts';
import { table as alignedTable } from '../output.ts';
import { findColumn, readTable, refusing } from '../read-table.ts';

interface Options {
  readonly data: string;
  readonly value: string;
  readonly survey: string;
  readonly scale?: string;
  readonly reversed?: boolean;
  readonly by?: string;
  readonly json?: boolean;
}

const KINDS: readonly SurveyKind[] = ['nps', 'csat', 'ces'];
const SHOWN_FAULTS = 20;

/** `pulso survey`: NPS, CSAT or CES of a table of answers, together and by group. Format: docs/statistics.md. */
export const addSurvey: AddCommand = (program, output) => {
  program
    .command('survey')
    .description('NPS, CSAT or CES of a table of answers, with intervals, by group. Format: docs/statistics.md.')
    .requiredOption('--data <file>', 'CSV with a header, or JSON lines; one row per answer')
    .requiredOption('--value <column>', 'the answer')
    .requiredOption('--survey <kind>', 'nps (0–10), csat (1–5) or ces (1–7, 7 = easy)')
    .option('--scale <min:max>', 'another scale, such as 1:7')
    .option('--reversed', 'a low answer is the good one')
    .option('--by <column>', 'also by the values of this column: a product, a team, a company')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  pulso survey --data answers.csv --value score --survey csat --scale 1:7 --by team',
    )
    .action((options: Options) => {
      const table = readTable(options.data);
      const faults: Fault[] = [];
      const kind = KINDS.find((own) => own === options.survey);
      if (kind === undefined) {
        faults.push({ key: '--survey', message: `"${options.survey}" is unknown; use one of ${KINDS.join(', ')}` });
      }
      const scale = readScale(options, faults);
      const value = findColumn(table, options.value, '--value', faults);
      const by = options.by === undefined ? null : findColumn(table, options.by, '--by', faults);
      if (faults.length > 0 || kind === undefined || value === null) {
        throw new RequestInvalid('The answers cannot be read:', faults);
      }
      const { answers, empty, refused } = readAnswers(table, value.values, by?.values ?? null, {
        survey: kind,
        ...scale,
      });
      for (const { key, message } of refused.slice(0, SHOWN_FAULTS)) output.remark(`${key}: ${message}`);
      if (refused.length > 0) output.remark(`${refused.length} answers were refused, ${answers.length} were used.`);
      if (empty > 0) output.remark(`${empty} rows hold no answer.`);
      if (answers.length === 0) {
        throw new RequestInvalid('There is nothing to measure:', [
          { key: '--value', message: 'holds no valid answer' },
        ]);
      }
      const report = refusing('The answers cannot be measured:', () => surveyReport(kind, answers));
      output.result(options.json ? JSON.stringify({ ...report, empty, refused }, null, 2) : describe(report));
    });
};

function readScale({ scale, reversed, survey }: Options, faults: Fault[]): { scale?: object } {
  if (scale === undefined && reversed !== true) return {};
  const usual = { nps: '0:10', csat: '1:5', ces: '1:7' }[survey] ?? '';
  const [, min, max] = /^(-?[\d.]+):(-?[\d.]+)$/.exec(scale ?? usual) ?? [];
  if (!(Number(min) < Number(max))) {
    faults.push({ key: '--scale', message: `"${scale}" is not a scale; write it like 1:7` });
  }
  return { scale: { min: Number(min), max: Number(max), reversed: reversed === true } };
}

interface Answers {
  readonly answers: { answer: SignalOf<'survey'>; group: string | null }[];
  readonly empty: number;
  readonly refused: Fault[];
}

/** Each answer as the signal that it would be, so that a table and a CRM are held to the same rules. */
function readAnswers(
  table: Table,
  values: readonly unknown[],
  groups: readonly unknown[] | null,
  asked: { readonly survey: SurveyKind; readonly scale?: object },
): Answers {
  const read: Answers = { answers: [], empty: 0, refused: [] };
  let empty = 0;
  for (const [row, line] of table.lines.entries()) {
    const value = values[row] ?? null;
    if (value === null) {
      empty += 1;
      continue;
    }
    const parsed = parseSignal({
      ...{ id: `line ${line}`, kind: 'survey', customer: `line ${line}`, touchpoint: 'survey', source: 'table' },
      ...{ at: '1970-01-01T00:00:00Z', value: typeof value === 'boolean' ? Number(value) : value, ...asked },
    });
    if ('faults' in parsed) {
      read.refused.push({ key: `line ${line}`, message: parsed.faults.map(({ message }) => message).join('; ') });
    } else if (parsed.signal.kind === 'survey') {
      const group = groups === null ? null : String(groups[row] ?? '(none)');
      read.answers.push({ answer: parsed.signal, group });
    }
  }
  return { ...read, empty };
}

function describe({ survey, all, groups }: SurveyReport): string {
  const number = (value: number): string =>
    survey === 'csat' ? `${(100 * value).toFixed(1)} %` : value.toFixed(survey === 'nps' ? 1 : 2);
  const range = ({ interval }: Pick<SurveyMeasure, 'interval'>): string =>
    interval === null ? '–' : `${number(interval.low)} to ${number(interval.high)}`;
  const counts = Object.entries(all.counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
  const name = { nps: 'NPS', csat: 'Satisfied', ces: 'Ease' }[survey];
  const head = `${name} ${number(all.value)}${all.interval === null ? '' : ` (${range(all)})`} of ${all.n} ${all.n === 1 ? 'answer' : 'answers'}: ${counts}; mean ${all.mean.toFixed(1)} of 100.`;
  if (groups.length === 0) return head;
  return [
    head,
    '',
    alignedTable(
      ['group', 'answers', name, '95 %', 'shrunk', 'prior weighs', 'against the others', 'p corrected'],
      groups.map((own) => [
        own.group,
        own.n,
        number(own.value),
        range(own),
        own.shrunk === null ? '–' : number(own.shrunk),
        own.priorWeight === null ? '–' : own.priorWeight.toFixed(1),
        own.againstOthers === null ? '–' : number(own.againstOthers.difference),
        own.againstOthers === null ? '–' : own.againstOthers.adjustedP.toPrecision(2),
      ]),
    ),
  ].join('\n');
}
