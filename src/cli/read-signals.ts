/** What the analyst's commands read: a file of signals, a model, an instant. */
import { accessSync, constants, createReadStream, readFileSync, statSync } from 'node:fs';
import { checkModel } from '../cx/check-model.ts';
import type { MetricDefinition } from '../cx/define-metric.ts';
import type { Model } from '../cx/model/model.ts';
import { instantSchema, type Signal } from '../cx/model/signal.ts';
import { isSignalHeader, parseSignalCsv } from '../cx/parse-signal-csv.ts';
import { type AcceptedLine, parseSignalLines, type RefusedLine } from '../cx/parse-signals.ts';
import { namesSeparator } from '../cx/split-csv.ts';
import { type Fault, RequestInvalid } from '../errors.ts';
import { modelFileSchema } from '../model-file.ts';
import type { Output } from './output.ts';
import { readLines } from './read-lines.ts';

const SHOWN_LINES = 20;

/** The faults of a refused line, each with its number. */
export function faultsOfLine(refused: RefusedLine): Fault[] {
  return refused.faults.map((fault) => ({
    key: `line ${refused.line}${fault.key === '' ? '' : `, ${fault.key}`}`,
    message: fault.message,
  }));
}

/** Says on standard error which lines of a file were refused and why: the first twenty, and how many there are. */
export function remarkRefused(output: Output, path: string, refused: readonly RefusedLine[], used: string): void {
  for (const line of refused.slice(0, SHOWN_LINES)) {
    for (const fault of faultsOfLine(line)) output.remark(`${path}: ${fault.key}: ${fault.message}`);
  }
  if (refused.length > 0) {
    output.remark(`${refused.length} ${refused.length === 1 ? 'line was' : 'lines were'} refused, ${used} were used.`);
  }
}

/** A fault when the option's file is not there or cannot be read; `-` is standard input. */
export function checkFile(path: string, option: string, faults: Fault[]): void {
  if (path === '-') return;
  const message = whyUnreadable(path);
  if (message !== null) faults.push({ key: option, message });
}

/** Why a file cannot be read, or null where it can. */
function whyUnreadable(path: string): string | null {
  try {
    accessSync(path, constants.R_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return code === 'ENOENT' ? `there is no file ${path}` : `${path} cannot be read (${code})`;
  }
  return statSync(path).isDirectory() ? `${path} is a folder; give a file` : null;
}

/** The instant of an option, or the clock. */
export function readInstant(given: string | undefined, option: string, faults: Fault[]): string {
  const instant = given ?? new Date().toISOString();
  if (instantSchema.safeParse(instant).success) return new Date(instant).toISOString();
  faults.push({ key: option, message: `"${instant}" is not an instant; write it like 2026-11-23T12:00:00Z` });
  return instant;
}

/** A model that says what differs from the shipped one; null with its faults. */
export function readModelFile(path: string, metrics: readonly MetricDefinition[], faults: Fault[]): Model | null {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    faults.push({ key: '--model', message: `${path} cannot be read as JSON (${reason})` });
    return null;
  }
  const parsed = modelFileSchema.safeParse(given);
  const found = parsed.success
    ? checkModel(parsed.data, metrics)
    : parsed.error.issues.map((issue) => ({ key: issue.path.join('.'), message: issue.message }));
  if (parsed.success && found.length === 0) return parsed.data;
  for (const { key, message } of found) faults.push({ key: key === '' ? '--model' : `--model ${key}`, message });
  return null;
}

async function* linesFrom(input: AsyncGenerator<string>, first: readonly string[]): AsyncGenerator<string> {
  yield* first;
  yield* input;
}

/** Reads JSON lines as they come; a table, whose quoted values may run over lines, at once. */
async function* readRows(path: string): AsyncGenerator<AcceptedLine | RefusedLine> {
  const lines = readLines(path === '-' ? process.stdin : createReadStream(path));
  const blank: string[] = [];
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    const line = next.value.replace(/^\uFEFF/, '');
    if (line.trim() === '') {
      blank.push('');
      continue;
    }
    if (line.trimStart().startsWith('[')) {
      const message =
        'begins a JSON array; write one object in each line instead, without brackets and commas around them';
      throw new RequestInvalid(`${path} cannot be read:`, [{ key: `line ${blank.length + 1}`, message }]);
    }
    if (isSignalHeader(line) || namesSeparator(line)) {
      const rest = [line];
      for await (const row of lines) rest.push(row);
      yield* parseSignalCsv(rest.join('\n'), blank.length + 1);
    } else yield* parseSignalLines(linesFrom(lines, [...blank, line]));
    return;
  }
}

/**
 * The signals of a file (`-` for standard input) of JSON lines or CSV, and the lines that are none. Format: docs/signals.md.
 * @throws RequestInvalid for a JSON array, and when there are lines and not one of them is a signal.
 */
export async function readSignalFile(path: string): Promise<{ signals: Signal[]; refused: RefusedLine[] }> {
  const signals: Signal[] = [];
  const refused: RefusedLine[] = [];
  for await (const line of readRows(path)) {
    if ('signal' in line) signals.push(line.signal);
    else refused.push(line);
  }
  if (signals.length === 0 && refused.length > 0) {
    throw new RequestInvalid(
      `No line of ${path} is a valid signal:`,
      refused.slice(0, SHOWN_LINES).flatMap(faultsOfLine),
    );
  }
  return { signals, refused };
}

/** Groups in the order of their keys, so that the output does not depend on the order of the lines. */
export function groupSignals(
  signals: readonly Signal[],
  keyOf: (signal: Signal) => string | undefined,
): [string, Signal[]][] {
  const groups = Map.groupBy(
    signals.filter((signal) => keyOf(signal) !== undefined),
    (signal) => keyOf(signal) ?? '',
  );
  return [...groups].sort(([left], [right]) => (left < right ? -1 : 1));
}
