/** The border of `pulso evaluate`: lines of JSON become signals, or refusals that say which field is wrong and what to do. */
import type { z } from 'zod';
import { SIGNAL_KINDS, type Signal, signalSchema } from './model/signal.ts';

/** One fault of an input: the field (dotted path, empty for the whole) and what to do. Never the customer's words. */
export interface SignalFault {
  readonly key: string;
  readonly message: string;
}

export type ParsedSignal = { readonly signal: Signal } | { readonly faults: readonly SignalFault[] };

export interface AcceptedLine {
  /** From 1. */
  readonly line: number;
  readonly signal: Signal;
}

export interface RefusedLine {
  readonly line: number;
  readonly faults: readonly SignalFault[];
}

type Issue = z.core.$ZodIssue;

function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'string') return value.length <= 40 ? `"${value}"` : `a text of ${value.length} characters`;
  return Array.isArray(value) ? 'a list' : 'an object';
}

const withArticle = (type: string): string => `${/^[aeiou]/u.test(type) ? 'an' : 'a'} ${type}`;

function remedy(issue: Issue): string {
  const { input } = issue;
  switch (issue.code) {
    case 'invalid_type':
      if (typeof input === 'number') return `is ${shown(input)}; give a finite ${issue.expected}`;
      return `is ${input === undefined ? 'missing' : shown(input)}; give ${withArticle(issue.expected)}`;
    case 'invalid_value':
      return `${input === undefined ? 'is missing' : `is ${shown(input)}`}; use one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return `is missing or unknown; use one of ${SIGNAL_KINDS.join(', ')}`;
    case 'invalid_format':
      if (issue.format === 'datetime') {
        return `is ${shown(input)}; write an existing date with time and offset, like 2026-11-23T09:30:00Z`;
      }
      return issue.format === 'url' ? 'is not an address; write it like https://example.com/ticket/1' : issue.message;
    case 'too_big':
      return issue.origin === 'number'
        ? `is ${shown(input)}; at most ${issue.maximum} is allowed`
        : `is too long; shorten it to ${issue.maximum} ${issue.origin === 'array' ? 'entries' : 'characters'}`;
    case 'too_small':
      return issue.origin === 'number'
        ? `is ${shown(input)}; at least ${issue.minimum} is allowed`
        : 'is empty; fill it or leave it out';
    default:
      return issue.message;
  }
}

function faultsOf(issue: Issue): SignalFault[] {
  const at = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => ({
      key: [...at, name].join('.'),
      message: 'is not a field of this kind of signal; remove it or correct its spelling',
    }));
  }
  return [{ key: at.join('.'), message: remedy(issue) }];
}

/** A signal, or every fault of it at once. Nothing is clamped or guessed. */
export function parseSignal(value: unknown): ParsedSignal {
  const parsed = signalSchema.safeParse(value, { reportInput: true });
  return parsed.success ? { signal: parsed.data } : { faults: parsed.error.issues.flatMap(faultsOf) };
}

function parseLine(line: string): ParsedSignal {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return {
      faults: [
        {
          key: '',
          message: 'is not JSON; write one object in one line, with quoted names and finite numbers (no NaN)',
        },
      ],
    };
  }
  return parseSignal(value);
}

/**
 * Reads signals from lines of JSON, one object each, as they come. Blank lines are skipped but counted as lines. Each other line
 * yields its signal or its faults; a bad line never stops the reading.
 */
export async function* parseSignalLines(
  lines: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<AcceptedLine | RefusedLine> {
  let line = 0;
  for await (const raw of lines) {
    line += 1;
    const text = (line === 1 ? raw.replace(/^\uFEFF/, '') : raw).trim();
    if (text !== '') yield { line, ...parseLine(text) };
  }
}
