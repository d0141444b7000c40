/** The border of the analyst's commands: a table of CSV or JSON lines becomes typed columns, or faults that name line and column. */
import { isWrittenNumber, numberStyleOf, readWrittenNumber } from './number-style.ts';
import { type CsvRow, separatorOf, splitCsv } from './split-csv.ts';

/** One fault of a table: where (line, column) and what to do. */
export interface TableFault {
  readonly key: string;
  readonly message: string;
}

export type Cell = number | boolean | string | null;

export interface TableColumn {
  readonly name: string;
  readonly kind: 'number' | 'yes-no' | 'words' | 'empty';
  /** One per row; null where there is nothing. */
  readonly values: readonly Cell[];
}

export interface Table {
  readonly columns: readonly TableColumn[];
  /** Line of each row in the file, from 1. */
  readonly lines: readonly number[];
}

export type ParsedTable = { readonly table: Table } | { readonly faults: readonly TableFault[] };

interface RawColumn {
  readonly name: string;
  readonly values: Cell[];
}

const MISSING = new Set(['', 'na', 'n/a', 'null', 'none', '#n/a']);
const NOT_FINITE = /^[+-]?(nan|inf|infinity)$/i;
const LEADING_ZERO = /^[+-]?0\d/;
const YES_NO = new Map([
  ['yes', true],
  ['no', false],
  ['true', true],
  ['false', false],
  ['sí', true],
  ['si', true],
  ['y', true],
  ['n', false],
]);
/** A column with this share of numbers is meant to hold numbers; the rest are faults. */
const MEANT_AS_NUMBERS = 0.9;

/**
 * Reads a table with a header. CSV with commas, semicolons or tabs (found from the header), quotes as in RFC 4180; or JSON lines, one flat
 * object each. Empty, NA, N/A, null and None are "nothing"; numbers of a column have a decimal point, or all of them a decimal comma. A first column without a name (row names), and one
 * with neither name nor values, is passed over.
 * @returns typed columns, or every fault with its line and column.
 */
export function parseTable(text: string): ParsedTable {
  const clean = text.replace(/^\uFEFF/, '');
  if (clean.trim() === '')
    return { faults: [{ key: 'line 1', message: 'the file is empty; give a header and one row per customer' }] };
  const raw = clean.trimStart().startsWith('{') ? readJsonLines(clean) : readCsv(clean);
  if ('faults' in raw) return raw;
  if (raw.lines.length === 0) return { faults: [{ key: 'line 2', message: 'there is a header but no row' }] };
  const faults: TableFault[] = [];
  const columns = raw.columns.map((column) => typed(column, raw.lines, raw.separator, faults));
  return faults.length > 0 ? { faults } : { table: { columns, lines: raw.lines } };
}

interface RawTable {
  readonly columns: readonly RawColumn[];
  readonly lines: readonly number[];
  /** Between columns; null for JSON lines. */
  readonly separator: string | null;
}

function readCsv(text: string): RawTable | { faults: TableFault[] } {
  const separator = separatorOf(text);
  const { rows, unclosed } = splitCsv(text, separator);
  if (unclosed !== null) {
    return {
      faults: [
        {
          key: `line ${unclosed}`,
          message: 'a quote is opened and never closed; close it, or double it inside a value',
        },
      ],
    };
  }
  const [header, ...body] = rows;
  const names = header?.values.map((name) => name.trim()) ?? [];
  const faults: TableFault[] = [];
  const passedOver = new Set(names.flatMap((name, index) => (isPassedOver(name, index, body) ? [index] : [])));
  for (const [index, name] of names.entries()) {
    if (passedOver.has(index)) continue;
    if (name === '')
      faults.push({ key: `line 1, column ${index + 1}`, message: 'has no name; name every column in the header' });
    else if (names.indexOf(name) < index)
      faults.push({ key: `line 1, ${name}`, message: 'is named twice; give each column its own name' });
  }
  for (const { line, values } of body) {
    if (values.length !== names.length) {
      faults.push({
        key: `line ${line}`,
        message: `has ${values.length} values, the header names ${names.length}; put quotes around values that hold the separator; decimal commas need semicolons between the columns`,
      });
    }
  }
  if (faults.length > 0) return { faults };
  return {
    columns: names.flatMap((name, index) => {
      if (passedOver.has(index)) return [];
      const values = body.map((row) => {
        const value = (row.values[index] ?? '').trim();
        return MISSING.has(value.toLowerCase()) ? null : value;
      });
      return [{ name, values }];
    }),
    lines: body.map(({ line }) => line),
    separator,
  };
}

/** Columns that nobody meant: the row names that R and pandas write first, and what a separator at the end of each line makes. */
function isPassedOver(name: string, index: number, rows: readonly CsvRow[]): boolean {
  return name === '' && (index === 0 || rows.every(({ values }) => (values[index] ?? '').trim() === ''));
}

function readJsonLines(text: string): RawTable | { faults: TableFault[] } {
  const faults: TableFault[] = [];
  const objects: { line: number; entries: Map<string, Cell> }[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const key = `line ${index + 1}`;
    const value = parseJson(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      faults.push({ key, message: 'is not one JSON object; write one per line, like {"ease": 4, "overall": 5}' });
      continue;
    }
    const entries = new Map<string, Cell>();
    for (const [name, cell] of Object.entries(value)) {
      if (isCell(cell)) entries.set(name, cell);
      else {
        const what = typeof cell === 'number' ? 'a number too large' : Array.isArray(cell) ? 'a list' : 'an object';
        faults.push({ key: `${key}, ${name}`, message: `is ${what}; give a number, a word, true, false or null` });
      }
    }
    objects.push({ line: index + 1, entries });
  }
  if (faults.length > 0) return { faults };
  const names = [...new Set(objects.flatMap(({ entries }) => [...entries.keys()]))];
  return {
    columns: names.map((name) => ({ name, values: objects.map(({ entries }) => entries.get(name) ?? null) })),
    lines: objects.map(({ line }) => line),
    separator: null,
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isCell(value: unknown): value is Cell {
  return (
    value === null ||
    ['string', 'boolean'].includes(typeof value) ||
    (typeof value === 'number' && Number.isFinite(value))
  );
}

function typed(
  { name, values }: RawColumn,
  lines: readonly number[],
  separator: string | null,
  faults: TableFault[],
): TableColumn {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { name, kind: 'empty', values };
  if (separator === null) return typedJson({ name, values }, lines, faults);
  const words = known.filter((value) => typeof value === 'string');
  if (words.every((word) => YES_NO.has(word.toLowerCase()))) {
    return { name, kind: 'yes-no', values: values.map((value) => YES_NO.get(String(value).toLowerCase()) ?? null) };
  }
  const numeric = words.filter(looksNumeric).length;
  if (numeric < MEANT_AS_NUMBERS * words.length || words.some((word) => LEADING_ZERO.test(word))) {
    return { name, kind: 'words', values };
  }
  const style = numberStyleOf(words, separator);
  const numbers = values.map((value, row) => {
    if (typeof value !== 'string') return null;
    const read = readWrittenNumber(value, style);
    if (read !== null && 'number' in read) return read.number;
    faults.push({ key: `line ${lines[row]}, ${name}`, message: read?.remedy ?? remedyOf(value) });
    return null;
  });
  return { name, kind: 'number', values: numbers };
}

function looksNumeric(word: string): boolean {
  return isWrittenNumber(word) || NOT_FINITE.test(word);
}

function remedyOf(value: string): string {
  if (NOT_FINITE.test(value)) return `is ${value}; give a finite number, or leave it empty if it is not known`;
  const shown = value.length <= 40 ? `"${value}"` : `a text of ${value.length} characters`;
  return `is ${shown} among numbers; give a number, or leave it empty if it is not known`;
}

function typedJson({ name, values }: RawColumn, lines: readonly number[], faults: TableFault[]): TableColumn {
  const kindOf = (value: Cell): 'number' | 'yes-no' | 'words' =>
    typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'yes-no' : 'words';
  const first = values.findIndex((value) => value !== null);
  const kind = kindOf(values[first] ?? null);
  for (const [row, value] of values.entries()) {
    if (value !== null && kindOf(value) !== kind) {
      faults.push({
        key: `line ${lines[row]}, ${name}`,
        message: `is not of the same kind as on line ${lines[first]}; give the same kind throughout, or null if it is not known`,
      });
    }
  }
  return { name, kind, values };
}
