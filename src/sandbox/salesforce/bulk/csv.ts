/** Bulk API's CSV: any of its delimiters and line ends (api_asynch, datafiles_prepare_csv). */

export const DELIMITERS = {
  BACKQUOTE: '`',
  CARET: '^',
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
} as const;
export type DelimiterName = keyof typeof DELIMITERS;

export const LINE_ENDS = { LF: '\n', CRLF: '\r\n' } as const;
export type LineEndName = keyof typeof LINE_ENDS;

/** What makes a CSV text unreadable, in Bulk API's words. */
export class CsvFault extends Error {}

/**
 * Rows of a CSV text. A quoted value keeps its line breaks; empty lines are skipped. Throws CsvFault on a quote that is
 * not closed or stands within a plain value.
 */
export function parseCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const endRow = () => {
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  };
  while (at < text.length) {
    const { value, next } = text[at] === '"' ? quoted(text, at) : plain(text, at, delimiter);
    row.push(value);
    at = next;
    if (at < text.length && ![delimiter, '\n', '\r'].includes(text.charAt(at)))
      throw new CsvFault('Found unescaped quote. A value with quote should be within a quote');
    if (text[at] === delimiter) {
      at += 1;
      if (at >= text.length) row.push('');
      if (at < text.length) continue;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    endRow();
  }
  return rows;
}

/** The header and the rows of a CSV text. Throws CsvFault, also on a row with another number of values than the header. */
export function parseTable(text: string, delimiter: string): { header: string[]; rows: string[][] } {
  const [header = [], ...rows] = parseCsv(text, delimiter);
  const odd = rows.findIndex((row) => row.length !== header.length);
  if (odd >= 0)
    throw new CsvFault(`Row ${odd + 2} has ${rows[odd]?.length} values where the header has ${header.length}`);
  return { header, rows };
}

function quoted(text: string, start: number): { readonly value: string; readonly next: number } {
  let value = '';
  let at = start + 1;
  for (;;) {
    const end = text.indexOf('"', at);
    if (end < 0) throw new CsvFault('EOF reached before closing an opened quote');
    value += text.slice(at, end);
    if (text[end + 1] !== '"') return { value, next: end + 1 };
    value += '"';
    at = end + 2;
  }
}

function plain(text: string, start: number, delimiter: string): { readonly value: string; readonly next: number } {
  let at = start;
  while (at < text.length && text[at] !== delimiter && !['\n', '\r', '"'].includes(text.charAt(at))) at += 1;
  return { value: text.slice(start, at), next: at };
}

/** One line, every value in quotes as Salesforce writes them. */
export function csvLine(values: readonly string[], delimiter: string, lineEnd: string): string {
  return values.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter) + lineEnd;
}
