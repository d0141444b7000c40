import { ApiError, malformedQuery } from '../api-error.ts';
import { normalizeId } from '../ids.ts';
import type { StoredRecord, Value } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import type { Condition, Query } from './ast.ts';
import { Binder, type Bound, type QueryContext } from './bind.ts';
import { compareValues, compileCondition } from './compile-condition.ts';
import { errorAt, plainString } from './lexer.ts';
import { checkSemiJoins, checkSides } from './semi-joins.ts';

const MAX_OFFSET = 2_000;
const MAX_FIELDS_LIMIT = 200;
const MAX_QUERY_LENGTH = 100_000;
const INDEXED = new Set(['id', 'reference']);

export function objectOf(context: QueryContext, query: Query): ObjectSchema {
  const schema = context.org.schema.find(query.from);
  const isVisible = schema && context.org.permissions.onObject(context.userId, schema.definition) !== 'none';
  if (!isVisible)
    throw errorAt(
      'INVALID_TYPE',
      query.source,
      query.fromAt,
      `sObject type '${query.from}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  if (!schema.definition.queryable)
    throw errorAt(
      'INVALID_TYPE_FOR_OPERATION',
      query.source,
      query.fromAt,
      `entity type ${schema.definition.name} does not support query`,
    );
  return schema;
}

export function checkLimits(query: Query): void {
  if (query.source.length > MAX_QUERY_LENGTH)
    throw malformedQuery(`SOQL statements cannot be longer than ${MAX_QUERY_LENGTH} characters.`);
  if (query.offset > MAX_OFFSET)
    throw new ApiError(400, 'NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
  const wide = query.select.some((item) => item.kind === 'fields' && item.which !== 'standard');
  if (wide && (query.limit === undefined || query.limit > MAX_FIELDS_LIMIT))
    throw malformedQuery('The SOQL FIELDS function must have a LIMIT of at most 200');
}

/** The test that WHERE stands for. */
export function testOf(
  context: QueryContext,
  binder: Binder,
  where: Condition | undefined,
): (row: StoredRecord) => boolean {
  if (!where) return () => true;
  checkSemiJoins(where);
  return compileCondition<StoredRecord>(where, {
    context,
    source: binder.source,
    bind: (expression) => binder.bind(expression),
    subquery: (query, outer) => valuesOf(context, query, outer),
  });
}

/** The values of a semi-join's one column. */
export function valuesOf(context: QueryContext, query: Query, outer: Bound<never>): ReadonlySet<Value> {
  const schema = objectOf(context, query);
  const binder = new Binder(context, schema, query.source, query.alias);
  const [item] = query.select;
  if (query.select.length !== 1 || item?.kind !== 'field')
    throw malformedQuery('Semi join sub-selects can only have one field');
  const bound = binder.bind(item.expression);
  checkSides(query, outer, bound);
  const rows = page(
    query,
    sorted(
      query,
      matching(context, binder, query),
      (order) => binder.bind(order),
      (row) => row.id,
    ),
  );
  return new Set(rows.map((row) => bound.read(row)).filter((value) => value !== null));
}

export function matching(context: QueryContext, binder: Binder, query: Query): StoredRecord[] {
  const test = testOf(context, binder, query.where);
  const candidates = indexedCandidates(binder, query.where) ?? context.org.records.list(binder.schema.definition.name);
  const withDeleted = context.includeDeleted || query.allRows;
  const inScope = scopeOf(context, binder.schema, query);
  const found: StoredRecord[] = [];
  for (const row of candidates)
    if ((withDeleted || row.fields.IsDeleted !== true) && inScope(row) && test(row)) found.push(row);
  return found;
}

/** Scopes of USING SCOPE that are no more than everything here: nobody delegates, and there are no territories. */
const WIDE_SCOPES = ['everything', 'delegated', 'allprivate', 'scopingrule', 'my_territory', 'my_team_territory'];
const OWN_SCOPES = ['mine', 'mine_and_my_groups', 'team'];

/** Whether a row is in the query's scope (soql_sosl, USING SCOPE). Throws INVALID_QUERY_SCOPE. */
function scopeOf(
  { userId }: QueryContext,
  { definition, fields }: ObjectSchema,
  { scope }: Query,
): (row: StoredRecord) => boolean {
  const wanted = scope?.toLowerCase();
  if (wanted === undefined || WIDE_SCOPES.includes(wanted)) return () => true;
  if (OWN_SCOPES.includes(wanted) && fields.has('ownerid')) return (row) => row.fields.OwnerId === userId;
  throw new ApiError(400, 'INVALID_QUERY_SCOPE', `Scope ${scope} is not supported for ${definition.name}`);
}

/** Rows that an equality on an indexed field leaves; undefined if every record must be looked at. */
function indexedCandidates(binder: Binder, where: Condition | undefined): readonly StoredRecord[] | undefined {
  const parts = where?.kind === 'and' ? where.parts : where ? [where] : [];
  for (const part of parts) {
    if (part.kind !== 'compare' || part.query || part.left.kind !== 'path') continue;
    if (part.operator !== '=' && part.operator !== 'in') continue;
    const { field, own } = binder.path(part.left);
    if (!own || !field || !(INDEXED.has(field.type) || field.idLookup || field.externalId || field.unique)) continue;
    const values: string[] = [];
    for (const literal of part.values)
      if (literal.kind === 'string' && literal.value !== '') values.push(literal.value);
    if (values.length !== part.values.length) continue;
    const keys = values.map((value) => (INDEXED.has(field.type) ? (normalizeId(value) ?? value) : plainString(value)));
    const { records } = binder.context.org;
    const type = binder.schema.definition.name;
    const found =
      field.type === 'id'
        ? [...new Set(keys)].flatMap((id) => records.find(type, id) ?? [])
        : records.byValue(type, field.name, keys);
    return found.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  }
  return undefined;
}

/** Rows in the order asked for; nulls first unless NULLS LAST is said. */
export function sorted<Row>(
  query: Query,
  rows: Row[],
  bind: (expression: Query['orderBy'][number]['expression']) => Bound<Row>,
  id: ((row: Row) => string) | undefined,
): Row[] {
  if (query.orderBy.length === 0) return rows;
  const keys = query.orderBy.map((order) => {
    const bound = bind(order.expression);
    if (bound.field && !bound.field.sortable)
      throw errorAt(
        'INVALID_FIELD',
        query.source,
        order.expression.at,
        `field '${bound.name}' can not be sorted in a query call`,
      );
    return { bound, sign: order.descending ? -1 : 1, nulls: order.nullsLast ? 1 : -1 };
  });
  const read = rows.map((row) => ({ row, values: keys.map(({ bound }) => bound.read(row)) }));
  read.sort((left, right) => {
    for (const [index, { bound, sign, nulls }] of keys.entries()) {
      const [a = null, b = null] = [left.values[index], right.values[index]];
      if (a === null && b === null) continue;
      if (a === null) return nulls;
      if (b === null) return -nulls;
      const order = compareValues(a, b, bound.type) * sign;
      if (order !== 0) return order;
    }
    return id ? (id(left.row) < id(right.row) ? -1 : 1) : 0;
  });
  return read.map(({ row }) => row);
}

export function page<Row>(query: Query, rows: readonly Row[]): readonly Row[] {
  if (query.offset === 0 && query.limit === undefined) return rows;
  return rows.slice(query.offset, query.limit === undefined ? undefined : query.offset + query.limit);
}
