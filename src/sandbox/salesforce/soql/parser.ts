import { type ApiError, malformedQuery } from '../api-error.ts';
import type { Condition, Expression, Order, Path, Query, SelectItem, SelectTypeof } from './ast.ts';
import { parseCondition } from './parse-condition.ts';
import { TokenReader } from './token-reader.ts';

const AFTER_FROM = ['where', 'with', 'group', 'having', 'order', 'limit', 'offset', 'for', 'all', 'using', 'update'];
const WHICH = ['all', 'standard', 'custom'] as const;

/** Parses a SOQL query. Throws MALFORMED_QUERY with the place. */
export function parseQuery(source: string): Query {
  const reader = new TokenReader(source);
  const query = parseSelect(reader);
  reader.takeSymbol(';');
  if (reader.peek().kind !== 'end') throw reader.unexpected();
  return query;
}

/** Parses a condition that stands alone, as a rule has one. */
export function parseCriteria(source: string): Condition {
  const reader = new TokenReader(source);
  const condition = parseCondition(reader, parseSelect);
  if (reader.peek().kind !== 'end') throw reader.unexpected();
  return condition;
}

function parseSelect(reader: TokenReader): Query {
  reader.expectWord('select');
  const select = [parseItem(reader)];
  const isCount = select.some(isBareCount);
  // COUNT() stands alone.
  while (!isCount && reader.takeSymbol(',')) {
    const item = parseItem(reader);
    if (isBareCount(item)) throw reader.unexpected();
    select.push(item);
  }
  reader.expectWord('from');
  const query = parseAfterFrom(reader, select, isCount);
  if (isCount && (query.groupBy.length > 0 || query.orderBy.length > 0))
    throw malformedQuery(`COUNT() can not be used with ${query.groupBy.length > 0 ? 'GROUP BY' : 'ORDER BY'}`);
  return query;
}

const isBareCount = (item: SelectItem): boolean =>
  item.kind === 'field' &&
  item.expression.kind === 'call' &&
  item.expression.name === 'count' &&
  item.expression.args.length === 0;

/** What follows FROM: also how SOSL describes the records that it returns. */
function parseAfterFrom(reader: TokenReader, select: readonly SelectItem[], isCount: boolean): Query {
  const object = reader.word();
  let from = object.text;
  while (reader.takeSymbol('.')) from += `.${reader.word().text}`;
  reader.takeWords('as');
  const next = reader.peek();
  const alias = next.kind === 'word' && !AFTER_FROM.includes(next.text.toLowerCase()) ? reader.next().text : undefined;
  const joins = parseJoins(reader, alias);
  const scope = reader.takeWords('using', 'scope') ? reader.word().text : undefined;
  const where = reader.takeWords('where') ? parseCondition(reader, parseSelect) : undefined;
  if (reader.takeWords('with')) throw refuseWith(reader);
  const { groupBy, grouping } = parseGroupBy(reader);
  const having = reader.takeWords('having') ? parseCondition(reader, parseSelect) : undefined;
  const orderBy = reader.takeWords('order', 'by') ? parseOrder(reader) : [];
  const limit = reader.takeWords('limit') ? reader.count() : undefined;
  const offset = reader.takeWords('offset') ? reader.count() : 0;
  const { forView, allRows } = parseTail(reader);
  const query: Query = {
    source: reader.source,
    select,
    isCount,
    from,
    fromAt: object.at,
    alias,
    scope,
    where,
    groupBy,
    grouping,
    having,
    orderBy,
    limit,
    offset,
    forView,
    allRows,
  };
  return joins.size === 0 ? query : (withoutJoins(query, joins) as Query);
}

/** `FROM Case c, c.Account a`: other names of the object's parents. */
function parseJoins(reader: TokenReader, alias: string | undefined): ReadonlyMap<string, readonly string[]> {
  const joins = new Map<string, readonly string[]>();
  while (reader.takeSymbol(',')) {
    const [first = '', ...rest] = reader.path().names;
    reader.takeWords('as');
    const known = joins.get(first.toLowerCase());
    const names = first.toLowerCase() === alias?.toLowerCase() ? rest : [...(known ?? [first]), ...rest];
    joins.set(reader.word().text.toLowerCase(), names);
  }
  return joins;
}

/** The same with every path in full; queries within keep names of their own. */
function withoutJoins(part: unknown, joins: ReadonlyMap<string, readonly string[]>, isOuter = true): unknown {
  if (Array.isArray(part)) return part.map((each) => withoutJoins(each, joins, false));
  if (part === null || typeof part !== 'object' || ('source' in part && !isOuter)) return part;
  const entries = Object.entries(part).map(([key, each]) => [key, withoutJoins(each, joins, false)]);
  const made: Record<string, unknown> = Object.fromEntries(entries);
  if (made.kind !== 'path') return made;
  const [first = '', ...rest] = made.names as readonly string[];
  const names = rest.length > 0 ? joins.get(first.toLowerCase()) : undefined;
  return names ? { ...made, names: [...names, ...rest] } : made;
}

function parseItem(reader: TokenReader): SelectItem {
  if (reader.takeSymbol('(')) {
    const query = reader.within(() => parseSelect(reader));
    reader.expectSymbol(')');
    return { kind: 'children', query };
  }
  if (reader.atWords('typeof')) return parseTypeof(reader);
  if (reader.atWords('fields') && reader.peek(1).text === '(') {
    reader.next();
    reader.next();
    const word = reader.word();
    const which = WHICH.find((each) => each === word.text.toLowerCase());
    if (!which) throw reader.fault(word.at, `unexpected token: '${word.text}'`);
    reader.expectSymbol(')');
    return { kind: 'fields', which };
  }
  const expression = reader.expression();
  const next = reader.peek();
  const alias = next.kind === 'word' && next.text.toLowerCase() !== 'from' ? reader.next().text : undefined;
  return { kind: 'field', expression, alias };
}

function parseTypeof(reader: TokenReader): SelectTypeof {
  const { at } = reader.next();
  const relationship = reader.word().text;
  const whens: { readonly type: string; readonly fields: readonly Path[] }[] = [];
  while (reader.takeWords('when')) {
    const type = reader.word().text;
    reader.expectWord('then');
    whens.push({ type, fields: parsePaths(reader) });
  }
  const otherwise = reader.takeWords('else') ? parsePaths(reader) : [];
  reader.expectWord('end');
  return { kind: 'typeof', relationship, whens, otherwise, at };
}

function parsePaths(reader: TokenReader): Path[] {
  const paths: Path[] = [];
  do paths.push(reader.path());
  while (reader.takeSymbol(','));
  return paths;
}

/** `WITH SECURITY_ENFORCED` and `WITH USER_MODE` are for Apex alone; here nobody sees more than they may in any case. */
function refuseWith(reader: TokenReader): ApiError {
  const word = reader.word();
  const isApex = ['security_enforced', 'user_mode', 'system_mode'].includes(word.text.toLowerCase());
  return reader.fault(
    word.at,
    isApex ? `${word.text} not allowed in this context` : `unexpected token: '${word.text}'`,
  );
}

function parseGroupBy(reader: TokenReader): Pick<Query, 'groupBy' | 'grouping'> {
  if (!reader.takeWords('group', 'by')) return { groupBy: [], grouping: 'plain' };
  const groupBy: Expression[] = [];
  do groupBy.push(reader.expression());
  while (reader.takeSymbol(','));
  const [only] = groupBy;
  if (groupBy.length === 1 && only?.kind === 'call' && (only.name === 'rollup' || only.name === 'cube'))
    return { groupBy: only.args, grouping: only.name };
  return { groupBy, grouping: 'plain' };
}

function parseOrder(reader: TokenReader): Order[] {
  const orders: Order[] = [];
  do {
    const expression = reader.expression();
    const descending = reader.takeWords('desc');
    if (!descending) reader.takeWords('asc');
    const nullsLast = reader.takeWords('nulls', 'last');
    if (!nullsLast) reader.takeWords('nulls', 'first');
    orders.push({ expression, descending, nullsLast });
  } while (reader.takeSymbol(','));
  return orders;
}

function parseTail(reader: TokenReader): Pick<Query, 'forView' | 'allRows'> {
  let forView = false;
  let allRows = false;
  for (;;) {
    if (reader.takeWords('for', 'view') || reader.takeWords('for', 'reference')) forView = true;
    else if (reader.takeWords('for', 'update') || reader.takeWords('update', 'tracking')) continue;
    else if (reader.takeWords('update', 'viewstat')) forView = true;
    else if (reader.takeWords('all', 'rows')) allRows = true;
    else return { forView, allRows };
  }
}
