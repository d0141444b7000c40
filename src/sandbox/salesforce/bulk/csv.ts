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

/** Rows of a CSV text. A quoted value keeps its line breaks; empty lines are skipped. */
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

function quoted(text: string, start: number): { readonly value: string; readonly next: number } {
  let value = '';
  let at = start + 1;
  for (;;) {
    const end = text.indexOf('"', at);
    if (end < 0) return { value: value + text.slice(at), next: text.length };
    value += text.slice(at, end);
    if (text[end + 1] !== '"') return { value, next: end + 1 };
    value += '"';
    at = end + 2;
  }
}

function plain(text: string, start: number, delimiter: string): { readonly value: string; readonly next: number } {
  let at = start;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return { value: text.slice(start, at), next: at };
}

/** One line, every value in quotes as Salesforce writes them. */
export function csvLine(values: readonly string[], delimiter: string, lineEnd: string): string {
  return values.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter) + lineEnd;
}
