import { malformedQuery } from '../api-error.ts';
import type { StoredRecord, Value } from '../state/records.ts';
import type { Call, Expression, Query } from './ast.ts';
import type { Binder, Bound } from './bind.ts';
import { compareValues } from './compile-condition.ts';
import { formatted } from './formatted.ts';
import { errorAt } from './lexer.ts';

/** Rows that agree in what they are grouped by; `keys` are null where a rollup left them out. */
export interface Group {
  readonly keys: readonly Value[];
  /** Places in `keys` that a rollup or cube left out. */
  readonly left: ReadonlySet<number>;
  readonly rows: StoredRecord[];
}

const AGGREGATES = ['count', 'count_distinct', 'sum', 'avg', 'min', 'max'];

export function isAggregate(expression: Expression): boolean {
  return expression.kind === 'call' && AGGREGATES.includes(expression.name);
}

const SHOWN = ['format', 'convertcurrency'];

/** `FORMAT(MIN(CloseDate))`: an aggregate as a person reads it. */
const shownAggregate = (expression: Expression): Expression | undefined =>
  expression.kind === 'call' && SHOWN.includes(expression.name) ? expression.args[0] : undefined;

function holdsAggregate(expression: Expression): boolean {
  const inner = shownAggregate(expression);
  return isAggregate(expression) || (inner !== undefined && holdsAggregate(inner));
}

/** Whether a query's result are groups and not records. */
export function hasGroups(query: Query): boolean {
  if (query.groupBy.length > 0) return true;
  return query.select.some((item) => item.kind === 'field' && holdsAggregate(item.expression));
}

/** What identifies an expression within one query. */
function textOf(expression: Expression): string {
  return expression.kind === 'path'
    ? expression.names.join('.').toLowerCase()
    : `${expression.name}(${expression.args.map(textOf).join(',')})`;
}

/** The groups of some rows, in the order of their first row. Without GROUP BY there is one, even over nothing. */
export function groupRows(query: Query, binder: Binder, rows: Iterable<StoredRecord>): Group[] {
  const keys = query.groupBy.map((expression) => {
    const bound = binder.bind(expression);
    if (bound.field && !bound.field.groupable)
      throw errorAt(
        'INVALID_FIELD',
        query.source,
        expression.at,
        `field '${bound.name}' can not be grouped in a query call`,
      );
    return bound;
  });
  const levels = levelsOf(query, keys.length);
  const groups = new Map<string, Group>();
  if (keys.length === 0) groups.set('', { keys: [], left: new Set(), rows: [] });
  for (const row of rows) {
    const values = keys.map((key) => key.read(row));
    for (const [level, left] of levels.entries()) {
      const held = values.map((value, index) => (left.has(index) ? null : value));
      const id =
        keys.length === 0
          ? ''
          : JSON.stringify([level, held.map((value) => (typeof value === 'string' ? value.toLowerCase() : value))]);
      const group = groups.get(id);
      if (group) group.rows.push(row);
      else groups.set(id, { keys: held, left, rows: [row] });
    }
  }
  return [...groups.values()];
}

/** Which keys each level of a ROLLUP or CUBE leaves out. */
function levelsOf(query: Query, count: number): ReadonlySet<number>[] {
  const all = Array.from({ length: count }, (_, index) => index);
  if (query.grouping === 'plain') return [new Set()];
  if (query.grouping === 'rollup')
    return Array.from({ length: count + 1 }, (_, out) => new Set(all.slice(count - out)));
  return Array.from({ length: 2 ** count }, (_, bits) => new Set(all.filter((index) => (bits >> index) & 1)));
}

/** Binds an expression to groups: an aggregate, or one of the grouped expressions. */
export function bindToGroup(query: Query, binder: Binder, expression: Expression): Bound<Group> {
  const text = textOf(expression);
  const at = query.groupBy.findIndex((each) => textOf(each) === text);
  if (at >= 0) {
    const bound = binder.bind(expression);
    return { ...bound, read: (group) => group.keys[at] ?? null };
  }
  if (expression.kind === 'call' && expression.name === 'grouping') {
    const index = query.groupBy.findIndex((each) => textOf(each) === textOf(expression.args[0] as Expression));
    return { type: 'int', name: text, field: undefined, own: false, read: (group) => (group.left.has(index) ? 1 : 0) };
  }
  if (expression.kind === 'call' && isAggregate(expression)) return bindAggregate(binder, expression);
  const shown = shownAggregate(expression);
  if (expression.kind === 'call' && shown !== undefined) {
    const inner = bindToGroup(query, binder, shown);
    if (expression.name !== 'format') return inner;
    return {
      ...inner,
      type: 'string',
      read: (group) => formatted(inner.read(group), inner.type, binder.context.timeZone),
    };
  }
  const aliased = query.select.find(
    (item) => item.kind === 'field' && item.alias !== undefined && item.alias.toLowerCase() === text,
  );
  if (aliased?.kind === 'field') return bindToGroup(query, binder, aliased.expression);
  binder.bind(expression);
  const name = expression.kind === 'path' ? expression.names.join('.') : text;
  throw errorAt('MALFORMED_QUERY', query.source, expression.at, `Field must be grouped or aggregated: ${name}`);
}

function bindAggregate(binder: Binder, call: Call): Bound<Group> {
  const [argument] = call.args;
  const base = {
    name: `${call.name.toUpperCase()}(${argument ? textOf(argument) : ''})`,
    field: undefined,
    own: false,
  };
  if (!argument) {
    if (call.name !== 'count') throw errorAt('MALFORMED_QUERY', binder.source, call.at, `unexpected token: ')'`);
    return { ...base, type: 'int', read: ({ rows }) => rows.length };
  }
  const bound = binder.bind(argument);
  if (call.name.startsWith('count')) {
    const read = ({ rows }: Group): Value => {
      const values = rows.map((row) => bound.read(row)).filter((value) => value !== null);
      return call.name === 'count' ? values.length : new Set(values.map((value) => String(value).toLowerCase())).size;
    };
    return { ...base, type: 'int', read };
  }
  const isNumber = ['int', 'double', 'currency', 'percent'].includes(bound.type);
  const needsNumber = call.name === 'sum' || call.name === 'avg';
  if ((needsNumber && !isNumber) || ['boolean', 'id'].includes(bound.type) || bound.field?.filterable === false)
    throw malformedQuery(`field ${bound.name} does not support aggregate operator ${call.name.toUpperCase()}`);
  return {
    ...base,
    type: bound.type,
    read: ({ rows }) =>
      fold(
        call.name,
        rows.map((row) => bound.read(row)),
        bound.type,
      ),
  };
}

function fold(name: string, held: readonly Value[], type: Bound['type']): Value {
  const values = held.filter((value) => value !== null);
  if (values.length === 0) return null;
  if (name === 'sum' || name === 'avg') {
    const sum = values.reduce<number>((total, value) => total + Number(value), 0);
    return name === 'sum' ? sum : sum / values.length;
  }
  const sign = name === 'min' ? 1 : -1;
  return values.reduce((best, value) => (compareValues(value, best, type) * sign < 0 ? value : best));
}

/** The keys under which an aggregate's columns are returned: alias, the field's name, or `expr0`, `expr1` … */
export function groupColumns(query: Query, binder: Binder): readonly (readonly [string, Bound<Group>])[] {
  let unnamed = 0;
  const seen = new Set<string>();
  return query.select.map((item) => {
    if (item.kind !== 'field') throw malformedQuery('Grouped queries can not contain subqueries or FIELDS()');
    const bound = bindToGroup(query, binder, item.expression);
    const key =
      item.alias ?? (item.expression.kind === 'path' ? (bound.field?.name ?? bound.name) : `expr${unnamed++}`);
    if (seen.has(key.toLowerCase())) throw malformedQuery(`duplicate alias: ${key}`);
    seen.add(key.toLowerCase());
    return [key, bound] as const;
  });
}
