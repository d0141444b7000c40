import { signalSchema } from './model/signal.ts';
import { type NumberStyle, numberStyleOf, readWrittenNumber } from './number-style.ts';
import {
  type AcceptedLine,
  type ParsedSignal,
  parseSignal,
  type RefusedLine,
  type SignalFault,
} from './parse-signals.ts';
import { separatorOf, splitCsv } from './split-csv.ts';

/** Fields that hold more than one value cannot stand in a cell; a scale has a column for each of its parts. */
const NESTED = new Set(['scale', 'steps']);
const SCALE_COLUMNS = ['scale.min', 'scale.max', 'scale.reversed'];
const NUMBERS = new Set(['value', 'amount', 'scale.min', 'scale.max']);
const YES_NO = new Set(['open', 'automated', 'scale.reversed']);
const LISTS = new Set(['reopenedAt', 'reassignedAt']);
const SAYS_YES = new Set(['true', 'yes', 'sí', 'si', '1']);
const SAYS_NO = new Set(['false', 'no', '0']);

/** The columns that a table of signals may have. */
export const SIGNAL_COLUMNS: ReadonlySet<string> = new Set([
  ...signalSchema.options.flatMap(({ shape }) => Object.keys(shape)).filter((name) => !NESTED.has(name)),
  ...SCALE_COLUMNS,
]);

/** True for a line that names columns of signals; a signal itself is a JSON object. */
export function isSignalHeader(line: string): boolean {
  const names = splitCsv(line).rows[0]?.values.map((name) => name.trim()) ?? [];
  return ['id', 'kind', 'customer'].filter((name) => names.includes(name)).length >= 2;
}

function cellValue(name: string, cell: string, style: NumberStyle): unknown {
  if (NUMBERS.has(name)) {
    const read = readWrittenNumber(cell, style);
    return read !== null && 'number' in read ? read.number : cell;
  }
  if (LISTS.has(name)) return cell.split(/\s+/);
  if (!YES_NO.has(name)) return cell;
  const word = cell.toLowerCase();
  return SAYS_YES.has(word) ? true : SAYS_NO.has(word) ? false : cell;
}

/** The object that a row stands for; an empty cell leaves its field out. */
function objectOf(
  names: readonly string[],
  values: readonly string[],
  styles: ReadonlyMap<string, NumberStyle>,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const scale: Record<string, unknown> = {};
  for (const [index, name] of names.entries()) {
    const cell = (values[index] ?? '').trim();
    if (cell === '') continue;
    const value = cellValue(name, cell, styles.get(name) ?? 'plain');
    if (SCALE_COLUMNS.includes(name)) scale[name.slice('scale.'.length)] = value;
    else fields[name] = value;
  }
  return Object.keys(scale).length > 0 ? { ...fields, scale } : fields;
}

function headerFaults(names: readonly string[]): SignalFault[] {
  return names.flatMap((name, index) => {
    if (name === '') return [{ key: `column ${index + 1}`, message: 'has no name; name every column, or remove it' }];
    if (names.indexOf(name) < index) return [{ key: name, message: 'is named twice; keep one of them' }];
    if (SIGNAL_COLUMNS.has(name)) return [];
    return [{ key: name, message: 'is not a field of a signal; remove the column or correct its spelling' }];
  });
}

/** How the numbers of each column are written. */
function stylesOf(
  names: readonly string[],
  rows: readonly { readonly values: readonly string[] }[],
  separator: string,
): ReadonlyMap<string, NumberStyle> {
  return new Map(
    names.flatMap((name, index) =>
      NUMBERS.has(name)
        ? [
            [
              name,
              numberStyleOf(
                rows.map(({ values }) => (values[index] ?? '').trim()),
                separator,
              ),
            ] as const,
          ]
        : [],
    ),
  );
}

/** Where a number could not be read for how it is written, what to do about that, in place of "give a number". */
function withRemedies(
  parsed: ParsedSignal,
  names: readonly string[],
  values: readonly string[],
  styles: ReadonlyMap<string, NumberStyle>,
): ParsedSignal {
  if ('signal' in parsed) return parsed;
  const remedies = new Map(
    [...styles].flatMap(([name, style]) => {
      const read = readWrittenNumber((values[names.indexOf(name)] ?? '').trim(), style);
      return read !== null && 'remedy' in read ? [[name, read.remedy] as const] : [];
    }),
  );
  return { faults: parsed.faults.map(({ key, message }) => ({ key, message: remedies.get(key) ?? message })) };
}

/**
 * Signals of a CSV text whose header names their fields (`scale.min`, `scale.max`, `scale.reversed` for a scale). Separator comma,
 * semicolon or tab, or the one that a first line `sep=;` names; quotes as in RFC 4180; numbers of a column with a decimal point, or all of
 * them with a decimal comma. Where the header is not right, its line alone is refused and no row is read.
 * @param firstLine number of the first line in the file.
 */
export function parseSignalCsv(text: string, firstLine: number = 1): (AcceptedLine | RefusedLine)[] {
  const clean = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(clean);
  const { rows, unclosed } = splitCsv(clean, separator);
  const [header, ...body] = rows;
  const names = header?.values.map((name) => name.trim()) ?? [];
  const faults = headerFaults(names);
  if (faults.length > 0) return [{ line: firstLine + (header?.line ?? 1) - 1, faults }];
  const styles = stylesOf(names, body, separator);
  return body.map(({ line, values }, index) => {
    const refuse = (message: string): RefusedLine => ({ line: line + firstLine - 1, faults: [{ key: '', message }] });
    if (unclosed !== null && index === body.length - 1) {
      return refuse('opens a quote that is never closed; close it, or double it inside a value');
    }
    if (values.length !== names.length) {
      return refuse(
        `has ${values.length} values, the header names ${names.length}; put quotes around values that hold the separator; decimal commas need semicolons between the columns`,
      );
    }
    const parsed = parseSignal(objectOf(names, values, styles));
    return { line: line + firstLine - 1, ...withRemedies(parsed, names, values, styles) };
  });
}
