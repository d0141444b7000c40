export interface CsvRow {
  /** Line on which the row begins, from 1. */
  readonly line: number;
  readonly values: readonly string[];
}

export interface CsvRows {
  readonly rows: readonly CsvRow[];
  /** Line of a quote that is never closed, or null. */
  readonly unclosed: number | null;
}

/** Excel's way to name the separator: a first line `sep=;` that is no row. */
const NAMED = /^\uFEFF?sep=(.)\r?(?:\n|$)/i;

/** True for a first line that only names the separator. */
export function namesSeparator(line: string): boolean {
  return NAMED.test(line);
}

/** The separator that the first line names, or holds most often outside quotes; a comma when it holds none. */
export function separatorOf(text: string): string {
  const named = NAMED.exec(text)?.[1];
  if (named !== undefined) return named;
  const counts = new Map([
    [',', 0],
    [';', 0],
    ['\t', 0],
  ]);
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '\n' || character === '\r') break;
    else if (counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts].reduce((most, own) => (own[1] > most[1] ? own : most))[0];
}

/**
 * Rows of a CSV text: quoted values may hold separators, line ends and doubled quotes (RFC 4180,
 * https://www.rfc-editor.org/rfc/rfc4180); a quote inside an unquoted value is an ordinary character. Blank lines are skipped, and so is a first line that
 * only names the separator.
 */
export function splitCsv(text: string, separator: string = separatorOf(text)): CsvRows {
  const rows: CsvRow[] = [];
  let values: string[] = [];
  let value = '';
  const skipped = NAMED.exec(text)?.[0].length ?? 0;
  let line = skipped === 0 ? 1 : 2;
  let begun = line;
  let quotedSince: number | null = null;
  const endRow = (): void => {
    values.push(value);
    if (values.length > 1 || value !== '') rows.push({ line: begun, values });
    values = [];
    value = '';
  };
  for (let index = skipped; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (character === '\n') line += 1;
    if (quotedSince !== null) {
      if (character !== '"') value += character;
      else if (text[index + 1] === '"') {
        value += '"';
        index += 1;
      } else quotedSince = null;
    } else if (character === '"' && value.trim() === '') {
      value = '';
      quotedSince = line;
    } else if (character === separator) {
      values.push(value);
      value = '';
    } else if (character === '\n') {
      endRow();
      begun = line;
    } else if (character !== '\r' || text[index + 1] !== '\n') value += character;
  }
  endRow();
  return { rows, unclosed: quotedSince };
}
