import type { Comparison, Condition, Literal, Operator, Query } from './ast.ts';
import { isPeriod } from './date-literals.ts';
import type { TokenReader } from './token-reader.ts';

const SYMBOLS: Readonly<Record<string, Operator>> = {
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

type ParseQuery = (reader: TokenReader) => Query;

/** Reads a condition. AND and OR may not stand side by side without brackets, as in Salesforce. */
export function parseCondition(reader: TokenReader, parseQuery: ParseQuery): Condition {
  const first = parseTerm(reader, parseQuery);
  const joiner = reader.atWords('and') ? 'and' : reader.atWords('or') ? 'or' : undefined;
  if (!joiner) return first;
  const parts = [first];
  while (reader.takeWords(joiner)) parts.push(parseTerm(reader, parseQuery));
  if (reader.atWords('and') || reader.atWords('or')) throw reader.unexpected();
  return { kind: joiner, parts };
}

function parseTerm(reader: TokenReader, parseQuery: ParseQuery): Condition {
  if (reader.takeWords('not')) return { kind: 'not', part: reader.within(() => parseTerm(reader, parseQuery)) };
  if (reader.takeSymbol('(')) {
    const inner = reader.within(() => parseCondition(reader, parseQuery));
    reader.expectSymbol(')');
    return inner;
  }
  return parseComparison(reader, parseQuery);
}

function parseComparison(reader: TokenReader, parseQuery: ParseQuery): Comparison {
  const left = reader.expression();
  const { at } = left;
  const operator = parseOperator(reader);
  if (operator === 'in' || operator === 'not in' || operator === 'includes' || operator === 'excludes') {
    reader.expectSymbol('(');
    if (reader.atWords('select')) {
      const query = parseQuery(reader);
      reader.expectSymbol(')');
      return { kind: 'compare', left, operator, values: [], query, at };
    }
    const values: Literal[] = [];
    do values.push(parseLiteral(reader));
    while (reader.takeSymbol(','));
    reader.expectSymbol(')');
    return { kind: 'compare', left, operator, values, at };
  }
  return { kind: 'compare', left, operator, values: [parseLiteral(reader)], at };
}

function parseOperator(reader: TokenReader): Operator {
  if (reader.takeWords('not', 'in')) return 'not in';
  for (const word of ['like', 'in', 'includes', 'excludes'] as const) if (reader.takeWords(word)) return word;
  const token = reader.peek();
  const operator = token.kind === 'symbol' ? SYMBOLS[token.text] : undefined;
  if (!operator) throw reader.unexpected();
  reader.next();
  return operator;
}

function parseLiteral(reader: TokenReader): Literal {
  const token = reader.peek();
  switch (token.kind) {
    case 'string':
    case 'date':
    case 'datetime':
      reader.next();
      return { kind: token.kind, value: token.text };
    case 'number':
      reader.next();
      return { kind: 'number', value: Number(token.text) };
    case 'word':
      return parseWord(reader);
    default:
      throw reader.unexpected();
  }
}

function parseWord(reader: TokenReader): Literal {
  const token = reader.peek();
  const word = token.text.toLowerCase();
  if (word === 'null') {
    reader.next();
    return { kind: 'null' };
  }
  if (word === 'true' || word === 'false') {
    reader.next();
    return { kind: 'boolean', value: word === 'true' };
  }
  const money = readMoney(reader);
  if (money) return money;
  const wantsCount = isPeriod(word);
  if (wantsCount === undefined) throw reader.unexpected();
  reader.next();
  if (!wantsCount) return { kind: 'period', name: word, count: 0 };
  reader.expectSymbol(':');
  return { kind: 'period', name: word, count: reader.count() };
}

/** `USD5000`, `USD5000.50` or `USD-500`: an amount in one currency. */
function readMoney(reader: TokenReader): Literal | undefined {
  const [word, following] = [reader.peek(), reader.peek(1)];
  const [, currency, whole = ''] = /^([a-z]{3})(\d*)$/i.exec(word.text) ?? [];
  const isJoined = following.kind === 'number' && following.at === word.at + word.text.length;
  const rest = isJoined && /^(?:-\d|\.\d)/.test(following.text) ? following.text : '';
  if (currency === undefined || whole + rest === '') return undefined;
  reader.next();
  if (rest !== '') reader.next();
  return { kind: 'money', currency: currency.toUpperCase(), value: Number(whole + rest) };
}
