import type { ApiError } from '../api-error.ts';
import type { Call, Expression, Path } from './ast.ts';
import { errorAt, type Token, tokenize } from './lexer.ts';

/** Walks over the tokens of a query. */
export class TokenReader {
  readonly source: string;
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(source: string) {
    this.source = source;
    this.tokens = tokenize(source);
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
    const shown = token.kind === 'end' ? '<EOF>' : `'${token.text}'`;
    return this.fault(token.at, `unexpected token: ${shown}${hint ? ` ${hint}` : ''}`);
  }

  fault(at: number, message: string, code = 'MALFORMED_QUERY'): ApiError {
    return errorAt(code, this.source, at, message);
  }

  /** `Account.Name` or `COUNT(Id)`. */
  expression(): Expression {
    const first = this.word();
    if (this.takeSymbol('(')) return this.call(first);
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
