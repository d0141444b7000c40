import { readFileSync } from 'node:fs';
import { parseTable, type Table, type TableColumn } from '../cx/parse-table.ts';
import { type Fault, RequestInvalid } from '../errors.ts';
import { textOf } from './read-lines.ts';

const SHOWN_FAULTS = 20;

/**
 * Reads a table from a file, or from standard input for `-`. The format stands in docs/statistics.md.
 * @throws RequestInvalid when the file cannot be read, or with its faults by line and column.
 */
export function readTable(path: string): Table {
  let text: string;
  try {
    text = textOf(readFileSync(path === '-' ? 0 : path));
  } catch (error) {
    if (error instanceof RequestInvalid) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new RequestInvalid('The table cannot be read:', [{ key: '--data', message: `${path}: ${reason}` }]);
  }
  const parsed = parseTable(text);
  if ('table' in parsed) return parsed.table;
  const more = parsed.faults.length - SHOWN_FAULTS;
  throw new RequestInvalid(`${path} cannot be used (docs/statistics.md tells the format):`, [
    ...parsed.faults.slice(0, SHOWN_FAULTS),
    ...(more > 0 ? [{ key: 'and', message: `${more} more` }] : []),
  ]);
}

/** The column of this name; otherwise a fault that tells the names there are. */
export function findColumn(table: Table, name: string, option: string, faults: Fault[]): TableColumn | null {
  const column = table.columns.find((own) => own.name === name);
  if (column !== undefined) return column;
  const names = table.columns.map((own) => own.name).join(', ');
  faults.push({ key: option, message: `there is no column "${name}"; the table has ${names}` });
  return null;
}

/** A column of whole numbers that are all different and that is called an id. */
export function looksLikeIdentifier({ name, kind, values }: TableColumn): boolean {
  if (kind !== 'number' || !/(^|[_\s-])id$|[a-z]I[dD]$/i.test(name)) return false;
  const known = values.filter((value) => value !== null);
  return known.every(Number.isInteger) && new Set(known).size === known.length;
}

/** Names of a comma-separated option. */
export function namesOf(option: string | undefined): string[] | undefined {
  return option
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** A whole number from an option. */
export function wholeNumber(option: string | undefined, name: string, faults: Fault[]): number | undefined {
  if (option === undefined) return undefined;
  const value = Number(option);
  if (option.trim() !== '' && Number.isSafeInteger(value) && value >= 0) return value;
  faults.push({ key: name, message: `"${option}" is not a whole number` });
  return undefined;
}

/** Runs a computation; what the engine refuses becomes a fault of the request. */
export function refusing<Result>(title: string, compute: () => Result): Result {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) throw new RequestInvalid(title, [{ key: '--data', message: error.message }]);
    throw error;
  }
}
