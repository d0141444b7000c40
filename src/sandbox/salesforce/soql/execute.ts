import { ApiError, malformedQuery } from '../api-error.ts';
import type { StoredRecord } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import { bindToGroup, groupColumns, groupRows, hasGroups } from './aggregate.ts';
import type { Query } from './ast.ts';
import { Binder, type Bound, type QueryContext } from './bind.ts';
import { compileCondition } from './compile-condition.ts';
import { errorAt } from './lexer.ts';
import { checkLimits, matching, objectOf, page, sorted, testOf, valuesOf } from './rows.ts';
import { type ChildReader, type Drawing, type Rendered, shapeOf } from './shape.ts';

/** What a query found. `render` draws one row. */
export interface QueryResult {
  readonly object: string;
  readonly totalSize: number;
  /** Rows, not yet drawn; none for `COUNT()`. */
  readonly size: number;
  readonly render: (index: number, drawing: Drawing) => Rendered;
  readonly ids: readonly string[];
  /** COUNT() has no records. */
  readonly isCount: boolean;
}

/** Runs a query (over some records `only`, if given). Throws Salesforce's errors: INVALID_TYPE, INVALID_FIELD, MALFORMED_QUERY … */
export function execute(context: QueryContext, query: Query, only?: ReadonlySet<string>): QueryResult {
  const schema = objectOf(context, query);
  checkLimits(query);
  const binder = new Binder(context, schema, query.source, query.alias);
  if (query.isCount) return countOf(context, binder, query);
  if (hasGroups(query)) return grouped(context, binder, query);
  if (query.having) throw malformedQuery('Having clause is only allowed with GROUP BY');
  const shape = shapeOf(binder, query, (child) => childReader(context, schema, child));
  const found = matching(context, binder, query).filter((row) => only?.has(row.id) ?? true);
  const rows = page(
    query,
    sorted(
      query,
      found,
      (order) => binder.bind(order),
      (row) => row.id,
    ),
  );
  return {
    object: schema.definition.name,
    totalSize: rows.length,
    size: rows.length,
    render: (index, drawing) => shape.render(rows[index] as StoredRecord, drawing),
    ids: rows.map((row) => row.id),
    isCount: false,
  };
}

function countOf(context: QueryContext, binder: Binder, query: Query): QueryResult {
  const count = page(query, matching(context, binder, query)).length;
  return {
    object: binder.schema.definition.name,
    totalSize: count,
    size: 0,
    render: () => ({}),
    ids: [],
    isCount: true,
  };
}

function grouped(context: QueryContext, binder: Binder, query: Query): QueryResult {
  if (query.groupBy.length === 0 && query.limit !== undefined)
    throw malformedQuery('Non-grouped query that uses overall aggregate functions cannot also use LIMIT');
  const columns = groupColumns(query, binder);
  const groups = groupRows(query, binder, matching(context, binder, query));
  const { having } = query;
  const kept = having
    ? groups.filter(
        compileCondition(having, {
          context,
          source: query.source,
          bind: (expression) => bindToGroup(query, binder, expression),
          subquery: (inner, outer) => valuesOf(context, inner, outer),
        }),
      )
    : groups;
  const rows = page(
    query,
    sorted(query, kept, (expression) => bindToGroup(query, binder, expression), undefined),
  );
  return {
    object: binder.schema.definition.name,
    totalSize: rows.length,
    size: rows.length,
    render: (index) => {
      const rendered: Record<string, unknown> = { attributes: { type: 'AggregateResult' } };
      const group = rows[index];
      if (group) for (const [key, bound] of columns) rendered[key] = bound.read(group);
      return rendered;
    },
    ids: [],
    isCount: false,
  };
}

/** `(SELECT … FROM Contacts)`: the key it is returned under, and how it is read for one parent. */
function childReader(context: QueryContext, parent: ObjectSchema, query: Query): readonly [string, ChildReader] {
  const wanted = query.from.replace(/^.*\./, '').toLowerCase();
  const relationship = context.org.schema
    .childrenOf(parent.definition.name)
    .find((each) => each.name?.toLowerCase() === wanted);
  const schema = relationship && context.org.schema.find(relationship.child);
  if (!relationship || !schema || context.org.permissions.onObject(context.userId, schema.definition) === 'none')
    throw errorAt(
      'INVALID_TYPE',
      query.source,
      query.fromAt,
      `Didn't understand relationship '${query.from}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  if (hasGroups(query)) throw malformedQuery('Only root queries support aggregate expressions');
  const binder = new Binder(context, schema, query.source, query.alias);
  const shape = shapeOf(binder, query, (child) => childReader(context, schema, child));
  const test = testOf(context, binder, query.where);
  const read: ChildReader = (record, drawing) => {
    const withDeleted = context.includeDeleted || query.allRows;
    const found = context.org.records
      .byValue(schema.definition.name, relationship.field.name, [record.id])
      .filter((row) => (withDeleted || row.fields.IsDeleted !== true) && test(row));
    const rows = page(
      query,
      sorted(
        query,
        found,
        (order) => binder.bind(order),
        (row) => row.id,
      ),
    );
    if (rows.length === 0) return null;
    return drawing.begin({
      totalSize: rows.length,
      size: rows.length,
      render: (index, inner) => shape.render(rows[index] as StoredRecord, inner),
    });
  };
  // Bound once here, so that faults in the order show even where no parent has children.
  sorted(query, [], (order) => binder.bind(order), undefined);
  return [relationship.name ?? query.from, read];
}

/** A query's rows as a table, as Bulk API delivers them. */
export interface Table {
  readonly object: string;
  readonly columns: readonly Bound[];
  readonly rows: readonly StoredRecord[];
}

/** Runs a query whose result is a table of plain fields. Throws on what Bulk API does not support. */
export function executeTable(context: QueryContext, query: Query): Table {
  const schema = objectOf(context, query);
  checkLimits(query);
  const unsupported = (what: string) => new ApiError(400, 'API_ERROR', `${what} not supported in Bulk Query`);
  if (query.isCount || hasGroups(query)) throw unsupported('Aggregate Relationships');
  if (query.offset > 0) throw unsupported('OFFSET clause');
  const binder = new Binder(context, schema, query.source, query.alias);
  const columns = query.select.map((item): Bound => {
    if (item.kind === 'children') throw unsupported('Aggregate Relationships');
    if (item.kind !== 'field') throw unsupported(item.kind === 'fields' ? 'FIELDS function' : 'TYPEOF');
    const bound = binder.bind(item.expression);
    if (bound.type === 'address') throw unsupported('Selecting compound data');
    const name = bound.field ? bound.name.replace(/[^.]+$/, bound.field.name) : bound.name;
    return { ...bound, name };
  });
  const rows = sorted(
    query,
    matching(context, binder, query),
    (order) => binder.bind(order),
    (row) => row.id,
  );
  return { object: schema.definition.name, columns, rows: page(query, rows) };
}
