/** Texts from a file or from standard input: plain lines, JSON lines with `text`, or CSV with a column `text`. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { type Fault, RequestInvalid } from '../errors.ts';
import { readLines } from './read-lines.ts';
import { checkFile } from './read-signals.ts';

export const TEXT_FORMATS = ['lines', 'jsonl', 'csv'] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

const rowSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string().max(100_000),
  label: z.string().optional(),
  /** Ids with blanks between. */
  topics: z.string().optional(),
  /** Of a second person. */
  label2: z.string().optional(),
  topics2: z.string().optional(),
});

/** One text, or what is wrong with its line. `line` counts from 1. */
export type TextRow =
  | ({ readonly line: number } & z.infer<typeof rowSchema>)
  | { readonly line: number; readonly faults: readonly Fault[] };

const DELIMITERS = [',', ';', '\t'];

function headerOf(line: string): { delimiter: string } | undefined {
  const delimiter = DELIMITERS.find((one) =>
    line
      .split(one)
      .map((cell) =>
        cell
          .trim()
          .replace(/^"(.*)"$/u, '$1')
          .toLowerCase(),
      )
      .includes('text'),
  );
  const isNames = line.split(delimiter ?? ',').every((cell) => /^[\s"]*\p{L}[\p{L}\p{N}_ -]{0,40}[\s"]*$/u.test(cell));
  return delimiter !== undefined && isNames ? { delimiter } : undefined;
}

function formatOf(firstLine: string): TextFormat {
  if (firstLine.trimStart().startsWith('{')) return 'jsonl';
  return headerOf(firstLine) === undefined ? 'lines' : 'csv';
}

/** Counts lines, drops a byte order mark. */
async function* numbered(lines: AsyncIterable<string>): AsyncGenerator<{ line: number; raw: string }> {
  let line = 0;
  for await (const text of lines) {
    line += 1;
    yield { line, raw: line === 1 ? text.replace(/^\uFEFF/u, '') : text };
  }
}

function checked(line: number, value: unknown): TextRow {
  const parsed = rowSchema.safeParse(value);
  if (parsed.success) return { line, ...parsed.data };
  return {
    line,
    faults: parsed.error.issues.map((issue) => ({ key: issue.path.join('.') || 'line', message: messageOf(issue) })),
  };
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') return `is longer than ${issue.maximum} characters; shorten it`;
  return issue.path[0] === 'text' ? 'is missing or not a text; write {"text": "…"}' : issue.message;
}

function fromJson(line: number, raw: string): TextRow {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return {
      line,
      faults: [{ key: 'line', message: 'is not JSON; write one object in one line, like {"text": "…"}' }],
    };
  }
  return checked(line, value);
}

async function* fromCsv(first: string, rest: AsyncIterable<{ raw: string }>, skipped: number): AsyncGenerator<TextRow> {
  const faulty: TextRow[] = [];
  const parser = parse({
    bom: true,
    columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
    delimiter: headerOf(first)?.delimiter ?? ',',
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error: CsvError | undefined) => {
      const at = typeof error?.lines === 'number' ? error.lines : 0;
      faulty.push({ line: at + skipped, faults: [{ key: 'line', message: csvRemedy(error) }] });
    },
  });
  const lines = async function* (): AsyncGenerator<string> {
    yield `${first}\n`;
    for await (const { raw } of rest) yield `${raw}\n`;
  };
  const rowsSchema = z.object({ info: z.object({ lines: z.number() }), record: z.record(z.string(), z.string()) });
  for await (const row of Readable.from(lines()).pipe(parser)) {
    yield* faulty.splice(0);
    const { info, record } = rowsSchema.parse(row);
    yield checked(info.lines + skipped, record);
  }
  yield* faulty;
}

function csvRemedy(error: CsvError | undefined): string {
  return error?.code.includes('QUOTE')
    ? 'has a quotation mark out of place; double it inside a quoted text'
    : 'has another number of columns than the first line; quote texts that hold the separator';
}

/**
 * Reads texts as they come. Blank lines are skipped but counted; a bad line yields its faults and never stops the reading.
 * @param path `-` for standard input. @param format told by the first line when undefined.
 * @throws RequestInvalid when there is no such file, or a CSV file without a column `text`.
 */
export async function* readTexts(path: string, format: TextFormat | undefined): AsyncGenerator<TextRow> {
  const faults: Fault[] = [];
  checkFile(path, '--file', faults);
  if (faults.length > 0) throw new RequestInvalid('The texts cannot be read:', faults);
  const input = path === '-' ? process.stdin : createReadStream(path);
  const lines = numbered(readLines(input));
  let known = format;
  for await (const { line, raw } of { [Symbol.asyncIterator]: () => ({ next: () => lines.next() }) }) {
    if (raw.trim() === '') continue;
    known ??= formatOf(raw);
    if (known === 'csv') {
      if (headerOf(raw) === undefined) {
        throw new RequestInvalid('The texts cannot be read:', [
          { key: `line ${line}`, message: 'names no column "text"; the first line of a CSV file names the columns' },
        ]);
      }
      yield* fromCsv(raw, lines, line - 1);
      return;
    }
    yield known === 'jsonl' ? fromJson(line, raw) : checked(line, { text: raw });
  }
}
