import type { ApiError } from '../api-error.ts';
import { normalizeId } from '../ids.ts';
import type { FieldType } from '../schema/field.ts';
import type { Value } from '../state/records.ts';
import { readDay, readInstant } from '../time.ts';
import type { Comparison, Condition, Expression, Literal, Query } from './ast.ts';
import type { Bound, QueryContext } from './bind.ts';
import { periodOf } from './date-literals.ts';
import { errorAt, likeTest, plainString } from './lexer.ts';

type Test<Row> = (row: Row) => boolean;

/** What conditions are compiled with. `subquery` gives the values that a semi-join's query finds. */
export interface ConditionParts<Row> {
  readonly context: QueryContext;
  readonly source: string;
  readonly bind: (expression: Expression) => Bound<Row>;
  readonly subquery: (query: Query, outer: Bound<Row>) => ReadonlySet<Value>;
}

const TEXT_TYPES: ReadonlySet<FieldType> = new Set([
  'string',
  'textarea',
  'email',
  'phone',
  'url',
  'picklist',
  'multipicklist',
  'combobox',
  'encryptedstring',
  'anyType',
]);
const NUMBER_TYPES: ReadonlySet<FieldType> = new Set(['int', 'double', 'currency', 'percent']);
const ID_TYPES: ReadonlySet<FieldType> = new Set(['id', 'reference']);
const WIRE_TYPE: Readonly<Partial<Record<FieldType, string>>> = { datetime: 'dateTime', id: 'ID', reference: 'ID' };

const collator = new Intl.Collator('en', { sensitivity: 'base' });

/** Orders two values that are not null; text without case. */
export function compareValues(left: Value, right: Value, type: FieldType): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  const [a, b] = [String(left), String(right)];
  if (TEXT_TYPES.has(type)) return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Turns a condition into a test of rows. Throws Salesforce's error for what does not fit the field. */
export function compileCondition<Row>(condition: Condition, parts: ConditionParts<Row>): Test<Row> {
  switch (condition.kind) {
    case 'and': {
      const tests = condition.parts.map((part) => compileCondition(part, parts));
      return (row) => tests.every((test) => test(row));
    }
    case 'or': {
      const tests = condition.parts.map((part) => compileCondition(part, parts));
      return (row) => tests.some((test) => test(row));
    }
    case 'not': {
      const test = compileCondition(condition.part, parts);
      return (row) => !test(row);
    }
    case 'compare':
      return compileComparison(condition, parts);
  }
}

function compileComparison<Row>(comparison: Comparison, parts: ConditionParts<Row>): Test<Row> {
  const bound = parts.bind(comparison.left);
  const { operator, values, query, at } = comparison;
  const { source } = parts;
  if (bound.field && !bound.field.filterable)
    throw errorAt('INVALID_FIELD', source, at, `field '${bound.name}' can not be filtered in a query call`);
  if (query) {
    const found = new Set([...parts.subquery(query, bound)].map(foldCase));
    return operator === 'not in'
      ? (row) => !found.has(foldCase(bound.read(row)))
      : (row) => found.has(foldCase(bound.read(row)));
  }
  if (operator === 'includes' || operator === 'excludes') return compileIncludes(comparison, bound, parts);
  if (operator === 'like') return compileLike(comparison, bound, parts);
  if (operator === 'in' || operator === 'not in') {
    const equal = values.map((value) => compileEqual(value, bound, parts, at));
    const simple = simpleSet(values, bound, parts, at);
    const isIn: Test<Row> = simple
      ? (row) => simple.has(foldCase(bound.read(row)))
      : (row) => equal.some((test) => test(row));
    return operator === 'in' ? isIn : (row) => !isIn(row);
  }
  const [literal] = values;
  if (!literal) throw errorAt('MALFORMED_QUERY', source, at, 'unexpected token');
  if (operator === '=') return compileEqual(literal, bound, parts, at);
  if (operator === '!=') {
    const equal = compileEqual(literal, bound, parts, at);
    return (row) => !equal(row);
  }
  return compileOrder(operator, literal, bound, parts, at);
}

/** A set of plain values, where no value is a period. */
function simpleSet<Row>(
  values: readonly Literal[],
  bound: Bound<Row>,
  parts: ConditionParts<Row>,
  at: number,
): ReadonlySet<Value> | undefined {
  if (values.some((value) => value.kind === 'period')) return undefined;
  return new Set(values.map((value) => foldCase(constant(value, bound, parts, at))));
}

function foldCase(value: Value): Value {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function compileEqual<Row>(literal: Literal, bound: Bound<Row>, parts: ConditionParts<Row>, at: number): Test<Row> {
  if (literal.kind === 'period') {
    const { from, to } = period(literal, bound, parts, at);
    return (row) => {
      const value = bound.read(row);
      return typeof value === 'string' && value >= from && value < to;
    };
  }
  const wanted = foldCase(constant(literal, bound, parts, at));
  return (row) => foldCase(bound.read(row)) === wanted;
}

function compileOrder<Row>(
  operator: '<' | '<=' | '>' | '>=',
  literal: Literal,
  bound: Bound<Row>,
  parts: ConditionParts<Row>,
  at: number,
): Test<Row> {
  if (bound.type === 'boolean' || ID_TYPES.has(bound.type)) {
    if (bound.type !== 'id')
      throw errorAt('INVALID_QUERY_FILTER_OPERATOR', parts.source, at, `Invalid operator on ${bound.type} field`);
  }
  let wanted: Value;
  if (literal.kind === 'period') {
    const { from, to } = period(literal, bound, parts, at);
    // Before a period is before its start; up to a period includes its end.
    if (operator === '<' || operator === '>=') wanted = from;
    else
      return compileOrder(
        operator === '<=' ? '<' : '>=',
        { kind: bound.type === 'date' ? 'date' : 'datetime', value: to },
        bound,
        parts,
        at,
      );
  } else wanted = constant(literal, bound, parts, at);
  if (wanted === null) return () => false;
  const accept = {
    '<': (n: number) => n < 0,
    '<=': (n: number) => n <= 0,
    '>': (n: number) => n > 0,
    '>=': (n: number) => n >= 0,
  }[operator];
  return (row) => {
    const value = bound.read(row);
    return value !== null && accept(compareValues(value, wanted, bound.type));
  };
}

function compileLike<Row>(comparison: Comparison, bound: Bound<Row>, parts: ConditionParts<Row>): Test<Row> {
  const [literal] = comparison.values;
  if (!TEXT_TYPES.has(bound.type) || bound.type === 'multipicklist')
    throw errorAt('INVALID_QUERY_FILTER_OPERATOR', parts.source, comparison.at, 'invalid operator on field: LIKE');
  if (literal?.kind !== 'string') throw mismatch(bound, parts, comparison.at);
  const isLike = likeTest(literal.value);
  return (row) => {
    const value = bound.read(row);
    return typeof value === 'string' && isLike(value);
  };
}

function compileIncludes<Row>(comparison: Comparison, bound: Bound<Row>, parts: ConditionParts<Row>): Test<Row> {
  if (bound.type !== 'multipicklist') {
    const word = comparison.operator;
    throw errorAt(
      'INVALID_QUERY_FILTER_OPERATOR',
      parts.source,
      comparison.at,
      `${word} operator only valid on multipicklist fields`,
    );
  }
  const wanted = comparison.values.map((literal) => {
    if (literal.kind !== 'string') throw mismatch(bound, parts, comparison.at);
    return plainString(literal.value).toLowerCase().split(';');
  });
  const includes: Test<Row> = (row) => {
    const value = bound.read(row);
    const held = typeof value === 'string' ? value.toLowerCase().split(';') : [];
    return wanted.some((all) => all.every((each) => held.includes(each)));
  };
  return comparison.operator === 'includes' ? includes : (row) => !includes(row);
}

function period<Row>(
  literal: Extract<Literal, { kind: 'period' }>,
  bound: Bound<Row>,
  parts: ConditionParts<Row>,
  at: number,
) {
  if (bound.type !== 'date' && bound.type !== 'datetime') throw mismatch(bound, parts, at);
  const { now, timeZone } = parts.context;
  return periodOf(literal.name, literal.count, bound.type, now, timeZone);
}

/** Throws MALFORMED_QUERY on days and times that there are not. */
function moment<Row>(
  { kind, value }: Extract<Literal, { kind: 'date' | 'datetime' }>,
  parts: ConditionParts<Row>,
  at: number,
): Value {
  const read = kind === 'date' ? readDay(value) : readInstant(value.toUpperCase());
  if (read !== undefined) return read;
  throw errorAt('MALFORMED_QUERY', parts.source, at, `Invalid ${kind}: ${value}`);
}

/** A literal as the field holds it. */
function constant<Row>(literal: Literal, bound: Bound<Row>, parts: ConditionParts<Row>, at: number): Value {
  if (literal.kind === 'null') return bound.type === 'boolean' ? false : null;
  const { type } = bound;
  if (literal.kind === 'boolean' && type === 'boolean') return literal.value;
  if (literal.kind === 'number' && NUMBER_TYPES.has(type)) return literal.value;
  if (literal.kind === 'money' && type === 'currency') return literal.value;
  if ((literal.kind === 'date' || literal.kind === 'datetime') && literal.kind === type)
    return moment(literal, parts, at);
  if (literal.kind === 'string' && TEXT_TYPES.has(type)) return plainString(literal.value) || null;
  if (literal.kind === 'string' && ID_TYPES.has(type)) {
    if (literal.value === '') return null;
    const id = normalizeId(literal.value);
    if (id !== undefined) return id;
    throw errorAt('INVALID_QUERY_FILTER_OPERATOR', parts.source, at, `invalid ID field: ${literal.value}`);
  }
  throw mismatch(bound, parts, at);
}

function mismatch<Row>(bound: Bound<Row>, parts: ConditionParts<Row>, at: number): ApiError {
  const isQuoted = TEXT_TYPES.has(bound.type) || ID_TYPES.has(bound.type);
  const type = WIRE_TYPE[bound.type] ?? (isQuoted ? 'string' : bound.type);
  return errorAt(
    'INVALID_FIELD',
    parts.source,
    at,
    `value of filter criterion for field '${bound.name}' must be of type ${type} and should ${isQuoted ? '' : 'not '}be enclosed in quotes`,
  );
}
