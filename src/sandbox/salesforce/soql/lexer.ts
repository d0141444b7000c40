import { ApiError } from '../api-error.ts';

export type TokenKind = 'word' | 'string' | 'number' | 'date' | 'datetime' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written; of a string, its value without quotes and escapes. */
  readonly text: string;
  readonly at: number;
}

const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['datetime', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?/y],
  ['date', /\d{4}-\d{2}-\d{2}/y],
  ['number', /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![A-Za-z_])/y],
  ['word', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['symbol', /<=|>=|!=|<>|[=<>(),.:;]/y],
];
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** An error with the place it was found at, in Salesforce's form: the line, a caret, row and column, the message. */
export function errorAt(errorCode: string, source: string, at: number, message: string): ApiError {
  const lines = source.slice(0, at).split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  const line = source.split('\n')[lines.length - 1] ?? '';
  return new ApiError(
    400,
    errorCode,
    `\n${line}\n${' '.repeat(column - 1)}^\nERROR at Row:${lines.length}:Column:${column}\n${message}`,
  );
}

/** Reads a quoted string that starts at `start`. LIKE patterns keep the backslash before `%` and `_`. */
function readString(source: string, start: number): { readonly value: string; readonly next: number } {
  let value = '';
  let at = start + 1;
  while (at < source.length && source[at] !== "'") {
    const letter = source.charAt(at);
    if (letter !== '\\') {
      value += letter;
      at += 1;
      continue;
    }
    const escaped = source.charAt(at + 1);
    if (escaped === 'u' && /^[0-9a-fA-F]{4}$/.test(source.slice(at + 2, at + 6))) {
      value += String.fromCharCode(Number.parseInt(source.slice(at + 2, at + 6), 16));
      at += 6;
      continue;
    }
    const plain = ESCAPES[escaped.toLowerCase()];
    if (plain !== undefined) value += plain;
    else if (escaped === '%' || escaped === '_') value += `\\${escaped}`;
    else if (escaped === "'" || escaped === '"' || escaped === '\\') value += escaped === '\\' ? '\\\\' : escaped;
    else throw errorAt('MALFORMED_QUERY', source, at, `Illegal escape sequence in string: \\${escaped}`);
    at += 2;
  }
  if (at >= source.length)
    throw errorAt('MALFORMED_QUERY', source, start, 'line 1:' + start + " mismatched character '<EOF>' expecting '''");
  return { value, next: at + 1 };
}

/** Splits SOQL into tokens. Throws MALFORMED_QUERY on letters that mean nothing. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    if (/\s/.test(source.charAt(at))) {
      at += 1;
      continue;
    }
    if (source[at] === "'") {
      const { value, next } = readString(source, at);
      tokens.push({ kind: 'string', text: value, at });
      at = next;
      continue;
    }
    const found = matchAt(source, at);
    if (!found) throw errorAt('MALFORMED_QUERY', source, at, `unexpected token: '${source.charAt(at)}'`);
    tokens.push(found);
    at += found.text.length;
  }
  tokens.push({ kind: 'end', text: '<EOF>', at: source.length });
  return tokens;
}

function matchAt(source: string, at: number): Token | undefined {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (match) return { kind, text: match[0], at };
  }
  return undefined;
}

/** A string token's value where it is no LIKE pattern: escapes that were kept for LIKE are undone. */
export function plainString(value: string): string {
  return value.replace(/\\([\\%_])/g, '$1');
}

/** A LIKE pattern as a regular expression: `%` any letters, `_` one, both plain after a backslash; case is ignored. */
export function likePattern(value: string): RegExp {
  let source = '';
  for (let at = 0; at < value.length; at += 1) {
    const letter = value.charAt(at);
    if (letter === '\\' && at + 1 < value.length) {
      at += 1;
      source += value.charAt(at).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    } else if (letter === '%') source += '[\\s\\S]*';
    else if (letter === '_') source += '[\\s\\S]';
    else source += letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
  return new RegExp(`^${source}$`, 'i');
}
