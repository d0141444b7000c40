import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { OUTCOME_KINDS, type Outcome } from '../cx/backtest.ts';
import { idSchema, instantSchema } from '../cx/model/signal.ts';
import type { RefusedLine, SignalFault } from '../cx/parse-signals.ts';
import { splitCsv } from '../cx/split-csv.ts';
import { RequestInvalid } from '../errors.ts';
import { textOf } from './read-lines.ts';
import { faultsOfLine } from './read-signals.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

const outcomeSchema = z.strictObject({
  customer: idSchema,
  at: z.preprocess(
    // A bare date is its beginning in UTC: nothing of that day is known yet.
    (at) => (typeof at === 'string' && DATE.test(at) ? `${at}T00:00:00Z` : at),
    instantSchema,
  ),
  kind: z.enum(OUTCOME_KINDS),
});

const REMEDIES: Readonly<Record<string, string>> = {
  customer: 'is missing; give the customer as the signals name them',
  at: 'is no date; write it like 2026-11-23 or 2026-11-23T12:00:00Z',
  kind: `is none of ${OUTCOME_KINDS.join(', ')}`,
};

function faultsOf(value: unknown): SignalFault[] | Outcome {
  const parsed = outcomeSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.flatMap((issue): SignalFault[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ key, message: 'is not a field of an outcome; remove it' }));
    }
    const key = issue.path.map(String).join('.');
    return [{ key, message: REMEDIES[key] ?? 'is not an object with customer, at and kind' }];
  });
}

interface Line {
  readonly line: number;
  readonly value: unknown;
}

function csvLines(path: string, text: string): Line[] {
  const { rows, unclosed } = splitCsv(text);
  if (unclosed !== null) {
    throw new RequestInvalid(`${path} cannot be read:`, [
      { key: `line ${unclosed}`, message: 'a quote is opened and never closed; close it, or double it inside a value' },
    ]);
  }
  const [header, ...body] = rows;
  const names = header?.values.map((name) => name.trim()) ?? [];
  const places = ['customer', 'at', 'kind'].map((name) => [name, names.indexOf(name)] as const);
  const missing = places.filter(([, index]) => index < 0).map(([name]) => name);
  if (missing.length > 0) {
    throw new RequestInvalid(
      `${path} cannot be read:`,
      missing.map((name) => ({ key: 'line 1', message: `the header names no column "${name}"` })),
    );
  }
  return body.map(({ line, values }) => ({
    line,
    value: Object.fromEntries(places.map(([name, index]) => [name, (values[index] ?? '').trim()])),
  }));
}

function jsonLines(text: string): Line[] {
  return text.split(/\r?\n/).flatMap((raw, index): Line[] => {
    if (raw.trim() === '') return [];
    try {
      return [{ line: index + 1, value: JSON.parse(raw) }];
    } catch {
      return [{ line: index + 1, value: undefined }];
    }
  });
}

/**
 * What became of customers: CSV with the columns customer, at, kind (others are passed over), or JSON lines. Format: docs/portfolio.md.
 * @throws RequestInvalid when the file cannot be read, or when not one of its lines is an outcome.
 */
export function readOutcomes(path: string): { outcomes: Outcome[]; refused: RefusedLine[] } {
  const text = textOf(readFileSync(path === '-' ? 0 : path)).replace(/^\uFEFF/, '');
  const lines = text.trimStart().startsWith('{') ? jsonLines(text) : csvLines(path, text);
  const outcomes: Outcome[] = [];
  const refused: RefusedLine[] = [];
  for (const { line, value } of lines) {
    const read = faultsOf(value);
    if (Array.isArray(read)) refused.push({ line, faults: read });
    else outcomes.push(read);
  }
  if (outcomes.length === 0) {
    throw new RequestInvalid(
      `No line of ${path} is an outcome:`,
      refused.length === 0
        ? [{ key: 'line 2', message: 'there is none; give one line per outcome' }]
        : refused.slice(0, 20).flatMap(faultsOfLine),
    );
  }
  return { outcomes, refused };
}
