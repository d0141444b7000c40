/**
 * Bulk API 2.0 speaks CSV: rows are parsed while they arrive, so that an answer's text is never held whole; what is sent is quoted
 * by ourselves (jsforce writes a Date as 0).
 * https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_prepare_csv.htm
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import type { CrmRequest } from '../port.ts';

export type CsvRow = Readonly<Record<string, string>>;

const BATCHES = /\/jobs\/ingest\/\w+\/batches$/;
const INGEST_RESULTS = /\/jobs\/ingest\/\w+\/(?:successfulResults|failedResults|unprocessedrecords)$/;
const QUERY_RESULTS = /\/jobs\/query\/\w+\/results$/;

const pathOf = (request: CrmRequest): string => request.path.split('?', 1)[0] ?? '';

/** The body of this request is CSV text. */
export const sendsCsv = (request: CrmRequest): boolean => BATCHES.test(pathOf(request));

/** The good answer to this request is CSV; its body becomes an array of CsvRow. */
export const answersCsv = (request: CrmRequest): boolean =>
  QUERY_RESULTS.test(pathOf(request)) || INGEST_RESULTS.test(pathOf(request));

/** What is read of the results of a write: they repeat everything that was sent. */
const OUTCOME = new Set(['sf__Id', 'sf__Error', 'Id']);

/** Throws what the stream throws, or csv-parse's error when it is no CSV. */
export async function readCsv(request: CrmRequest, body: Response['body']): Promise<CsvRow[]> {
  if (body === null) return [];
  const wanted = (name: string): string | null =>
    INGEST_RESULTS.test(pathOf(request)) && !OUTCOME.has(name) ? null : name;
  const parser = parse({ bom: true, columns: (header: string[]) => header.map(wanted), skip_empty_lines: true });
  const rows: CsvRow[] = [];
  await pipeline(
    Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]),
    parser,
    async (parsed: AsyncIterable<CsvRow>) => {
      for await (const row of parsed) rows.push(row);
    },
  );
  return rows;
}

/** Clears a field. An empty value leaves it as it is. */
export const CLEARED = '#N/A';

const cell = (value: string): string => `"${value.replaceAll('"', '""')}"`;

/** One line with its end; undefined becomes an empty value. */
export function csvLine(values: readonly (string | undefined)[]): string {
  return `${values.map((value) => (value === undefined ? '' : cell(value))).join(',')}\n`;
}
