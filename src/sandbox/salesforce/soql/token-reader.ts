import type { ApiError } from '../api-error.ts';
import type { Call, Expression, Path } from './ast.ts';
import { errorAt, type Token, tokenize } from './lexer.ts';

const MAX_DEPTH = 200;

/** Words that are no names of fields (soql_sosl, reserved keywords), but for those that relationships are called by. */
const RESERVED: ReadonlySet<string> = new Set(
  'and asc desc excludes from having in includes like limit not null nulls or select where with'.split(' '),
);

/** Walks over the tokens of a query. */
export class TokenReader {
  readonly source: string;
  private readonly tokens: readonly Token[];
  private position = 0;
  private depth = 0;

  constructor(source: string) {
    this.source = source;
    this.tokens = tokenize(source);
  }

  /** Reads what stands within brackets, a NOT or a function. Throws QUERY_TOO_COMPLICATED where that nests too deep. */
  within<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > MAX_DEPTH)
      throw this.fault(
        this.peek().at,
        'Query is either selecting too many fields or the filter conditions are too complicated.',
        'QUERY_TOO_COMPLICATED',
      );
    const result = read();
    this.depth -= 1;
    return result;
  }

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.position + ahead, this.tokens.length - 1)] as Token;
  }

  next(): Token {
    const token = this.peek();
    this.position += 1;
    return token;
  }

  /** Whether the words stand here (in any case). */
  atWords(...words: readonly string[]): boolean {
    return words.every((word, ahead) => {
      const token = this.peek(ahead);
      return token.kind === 'word' && token.text.toLowerCase() === word;
    });
  }

  takeWords(...words: readonly string[]): boolean {
    if (!this.atWords(...words)) return false;
    this.position += words.length;
    return true;
  }

  atSymbol(symbol: string): boolean {
    const token = this.peek();
    return token.kind === 'symbol' && token.text === symbol;
  }

  takeSymbol(symbol: string): boolean {
    if (!this.atSymbol(symbol)) return false;
    this.position += 1;
    return true;
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.unexpected(`expecting '${symbol}'`);
  }

  expectWord(word: string): void {
    if (!this.takeWords(word)) throw this.unexpected();
  }

  word(): Token {
    if (this.peek().kind !== 'word') throw this.unexpected();
    return this.next();
  }

  /** A whole number, as LIMIT and OFFSET take. */
  count(): number {
    const token = this.peek();
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw this.unexpected();
    this.next();
    return Number(token.text);
  }

  unexpected(hint?: string): ApiError {
    const token = this.peek();
    return this.fault(token.at, `unexpected token: '${token.text}'${hint ? ` ${hint}` : ''}`);
  }

  fault(at: number, message: string, code = 'MALFORMED_QUERY'): ApiError {
    return errorAt(code, this.source, at, message);
  }

  /** `Account.Name` or `COUNT(Id)`. */
  expression(): Expression {
    if (RESERVED.has(this.peek().text.toLowerCase())) throw this.unexpected();
    const first = this.word();
    if (this.takeSymbol('(')) return this.within(() => this.call(first));
    const names = [first.text];
    while (this.takeSymbol('.')) names.push(this.word().text);
    return { kind: 'path', names, at: first.at };
  }

  path(): Path {
    const expression = this.expression();
    if (expression.kind === 'path') return expression;
    throw this.fault(expression.at, `unexpected token: '('`);
  }

  private call(name: Token): Call {
    const args: Expression[] = [];
    if (!this.atSymbol(')')) {
      do args.push(this.expression());
      while (this.takeSymbol(','));
    }
    this.expectSymbol(')');
    return { kind: 'call', name: name.text.toLowerCase(), args, at: name.at };
  }
}
