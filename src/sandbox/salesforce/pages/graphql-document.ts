/** Reads the part of GraphQL that pages ask the org in: one query, fields with aliases, arguments, variables, directives. */
import { ApiError } from '../api-error.ts';

export type GraphqlValue = string | number | boolean | null | readonly GraphqlValue[] | GraphqlObject;
export interface GraphqlObject {
  readonly [name: string]: GraphqlValue;
}
export interface Selection {
  readonly name: string;
  /** What it is called in the answer. */
  readonly alias: string;
  readonly args: GraphqlObject;
  /** Names of its directives: `optional`. */
  readonly directives: readonly string[];
  readonly fields: readonly Selection[];
}

const TOKEN = /\s+|,|#[^\n]*|("(?:[^"\\\n]|\\.)*"|[$@]?[A-Za-z_]\w*|-?\d+(?:\.\d+)?|[{}()[\]:!=])/gy;

/** Words of the source without what GraphQL ignores. */
function tokensOf(source: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw invalidSyntax(source.slice(at, at + 10));
    if (match[1] !== undefined) tokens.push(match[1]);
  }
  return tokens;
}

const invalidSyntax = (near: string | undefined) =>
  new ApiError(400, 'INVALID_SYNTAX', `Invalid Syntax : offending token '${near ?? '<EOF>'}'`);

class Reader {
  private readonly tokens: readonly string[];
  private readonly variables: GraphqlObject;
  private at = 0;

  constructor(tokens: readonly string[], variables: GraphqlObject) {
    this.tokens = tokens;
    this.variables = variables;
  }

  document(): readonly Selection[] {
    if (this.tokens[this.at] === 'query') {
      this.at += 1;
      if (this.tokens[this.at] !== '{' && this.tokens[this.at] !== '(') this.name();
      // Their types are checked where they are used.
      if (this.skip('(')) while (!this.skip(')')) this.next();
    }
    const selections = this.selections();
    if (this.at < this.tokens.length) throw invalidSyntax(this.tokens[this.at]);
    return selections;
  }

  private next(): string {
    const token = this.tokens[this.at];
    if (token === undefined) throw invalidSyntax(token);
    this.at += 1;
    return token;
  }

  private skip(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at += 1;
    return true;
  }

  private expect(token: string): void {
    if (!this.skip(token)) throw invalidSyntax(this.tokens[this.at]);
  }

  private name(): string {
    const name = this.next();
    if (!/^[A-Za-z_]/.test(name)) throw invalidSyntax(name);
    return name;
  }

  private selections(): readonly Selection[] {
    const found: Selection[] = [];
    this.expect('{');
    while (!this.skip('}')) found.push(this.selection());
    return found;
  }

  private selection(): Selection {
    const alias = this.name();
    const name = this.skip(':') ? this.name() : alias;
    const args: Record<string, GraphqlValue> = {};
    if (this.skip('(')) {
      while (!this.skip(')')) {
        const key = this.name();
        this.expect(':');
        args[key] = this.value();
      }
    }
    const directives: string[] = [];
    while (this.tokens[this.at]?.startsWith('@')) directives.push(this.next().slice(1));
    const fields = this.tokens[this.at] === '{' ? this.selections() : [];
    return { name, alias, args, directives, fields };
  }

  private value(): GraphqlValue {
    const token = this.next();
    if (token === '[') {
      const items: GraphqlValue[] = [];
      while (!this.skip(']')) items.push(this.value());
      return items;
    }
    if (token === '{') {
      const entries: Record<string, GraphqlValue> = {};
      while (!this.skip('}')) {
        const key = this.name();
        this.expect(':');
        entries[key] = this.value();
      }
      return entries;
    }
    if (token.startsWith('$')) return this.variables[token.slice(1)] ?? null;
    if (token.startsWith('"')) return JSON.parse(token) as string;
    if (/^-?\d/.test(token)) return Number(token);
    const words: Readonly<Record<string, GraphqlValue>> = { true: true, false: false, null: null };
    return Object.hasOwn(words, token) ? (words[token] ?? null) : token;
  }
}

/** The selections of a query with its variables put in. Throws INVALID_SYNTAX. */
export function parseGraphql(source: string, variables: GraphqlObject): readonly Selection[] {
  return new Reader(tokensOf(source), variables).document();
}
