import { ApiError } from '../api-error.ts';

export type TokenKind = 'word' | 'string' | 'number' | 'date' | 'datetime' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written; of a string, its value without quotes and escapes. */
  readonly text: string;
  readonly at: number;
}

const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['datetime', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})/iy],
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

const ANY = Symbol('any letters');
const ONE = Symbol('one letter');

/** A LIKE pattern as a test: `%` any letters, `_` one, both plain after a backslash; case is ignored. Never slower than letters × pattern. */
export function likeTest(pattern: string): (value: string) => boolean {
  const parts: (string | symbol)[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern.charAt(at);
    if (letter === '\\' && at + 1 < pattern.length) {
      at += 1;
      parts.push(pattern.charAt(at).toLowerCase());
    } else parts.push(letter === '%' ? ANY : letter === '_' ? ONE : letter.toLowerCase());
  }
  return (value) => isLike(value, parts);
}

/** Goes back to the last `%` alone where letters differ: what an earlier one took need not change. */
function isLike(value: string, parts: readonly (string | symbol)[]): boolean {
  let [at, part, lastAny, taken] = [0, 0, -1, 0];
  while (at < value.length) {
    const wanted = parts[part];
    if (wanted === ANY) {
      lastAny = part;
      taken = at;
      part += 1;
    } else if (wanted === ONE || wanted === value.charAt(at).toLowerCase()) {
      at += 1;
      part += 1;
    } else if (lastAny >= 0) {
      part = lastAny + 1;
      taken += 1;
      at = taken;
    } else return false;
  }
  return parts.slice(part).every((rest) => rest === ANY);
}
