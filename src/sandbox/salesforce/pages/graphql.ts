/**
 * The GraphQL of the UI API as far as pages need it: records of any object with conditions, order, count and relationships.
 * https://developer.salesforce.com/docs/platform/graphql/guide/query-record-objects.html
 */
import { ApiError } from '../api-error.ts';
import { follow, type QueryContext, visibleField, visibleRelationship } from '../soql/bind.ts';
import { execute } from '../soql/execute.ts';
import { parseQuery } from '../soql/parser.ts';
import type { StoredRecord } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import { type GraphqlObject, type GraphqlValue, parseGraphql, type Selection } from './graphql-document.ts';
import { type FieldValue, fieldValue } from './ui-records.ts';

interface GraphqlAnswer {
  readonly data: unknown;
  readonly errors: readonly { readonly message: string }[];
}

const DEFAULT_FIRST = 10;
const MOST_ROWS = 2_000;
const OPERATORS: Readonly<Record<string, string>> = {
  ...{ eq: '=', ne: '!=', lt: '<', lte: '<=', gt: '>', gte: '>=' },
  ...{ like: 'LIKE', in: 'IN', nin: 'NOT IN', includes: 'INCLUDES', excludes: 'EXCLUDES' },
};

const invalid = (path: string, what: string) =>
  new ApiError(400, 'VALIDATION_ERROR', `Validation error (${path}) : ${what}`);

const isObject = (value: GraphqlValue | undefined): value is GraphqlObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Answers a query as a user; what the user may not see is not in the schema. Faults stand in `errors`, as GraphQL has it. */
export function answerGraphql(context: QueryContext, source: string, variables: GraphqlObject): GraphqlAnswer {
  try {
    const data = pick(parseGraphql(source, variables), 'uiapi', (uiapi) =>
      pick(uiapi.fields, 'query', (query) =>
        Object.fromEntries(query.fields.map((selection) => [selection.alias, records(context, selection)])),
      ),
    );
    return { data, errors: [] };
  } catch (fault) {
    if (!(fault instanceof ApiError)) throw fault;
    return { data: null, errors: [{ message: fault.message }] };
  }
}

function pick(selections: readonly Selection[], name: string, read: (selection: Selection) => unknown) {
  return Object.fromEntries(
    selections.map((selection) => {
      if (selection.name !== name) throw invalid('FieldUndefined', `Field '${selection.name}' is undefined`);
      return [selection.alias, read(selection)];
    }),
  );
}

function records(context: QueryContext, selection: Selection): unknown {
  const { name, args, fields } = selection;
  const schema = context.org.schema.find(name);
  if (!schema || context.org.permissions.onObject(context.userId, schema.definition) === 'none')
    throw invalid(`FieldUndefined@[uiapi/query/${name}]`, `Field '${name}' in type 'RecordQuery' is undefined`);
  const where = isObject(args.where) ? ` WHERE ${condition(context, schema, args.where)}` : '';
  const order = isObject(args.orderBy) ? ` ORDER BY ${orderOf(context, schema, args.orderBy)}` : '';
  const first = Math.min(MOST_ROWS, typeof args.first === 'number' ? args.first : DEFAULT_FIRST);
  const count = () => execute(context, parseQuery(`SELECT COUNT() FROM ${schema.definition.name}${where}`)).totalSize;
  const rows = () => {
    const soql = `SELECT Id FROM ${schema.definition.name}${where}${order} LIMIT ${first}`;
    const { ids } = execute(context, parseQuery(soql));
    return ids.flatMap((id) => context.org.records.find(schema.definition.name, id) ?? []);
  };
  return Object.fromEntries(
    fields.map((part): [string, unknown] => {
      if (part.name === 'totalCount') return [part.alias, count()];
      if (part.name === 'edges') {
        const [node] = part.fields;
        return [part.alias, rows().map((row) => ({ node: nodeOf(context, schema, node?.fields ?? [], row, name) }))];
      }
      throw invalid(`FieldUndefined@[uiapi/query/${name}/${part.name}]`, `Field '${part.name}' is undefined`);
    }),
  );
}

function nodeOf(
  context: QueryContext,
  schema: ObjectSchema,
  fields: readonly Selection[],
  record: StoredRecord,
  path: string,
): Record<string, unknown> {
  const node: Record<string, unknown> = {};
  for (const { name, alias, directives, fields: inner } of fields) {
    const field = visibleField(context, schema, name);
    const reference = visibleRelationship(context, schema, name);
    if (name === 'Id') node[alias] = record.id;
    else if (field) node[alias] = part(fieldValue(context.org, record, field), inner);
    else if (reference) {
      const target = follow(context.org, record, reference);
      const its = target && context.org.schema.find(target.type);
      node[alias] = target && its ? nodeOf(context, its, inner, target, `${path}/${name}`) : null;
    } else if (!directives.includes('optional')) {
      const where = `FieldUndefined@[uiapi/query/${path}/edges/node/${name}]`;
      throw invalid(where, `Field '${name}' in type '${schema.definition.name}' is undefined`);
    }
  }
  return node;
}

const part = (value: FieldValue, inner: readonly Selection[]) =>
  Object.fromEntries(
    inner.map(({ name, alias }) => [alias, name === 'displayValue' ? value.displayValue : value.value]),
  );

function column(context: QueryContext, schema: ObjectSchema, name: string): string {
  const field = visibleField(context, schema, name);
  if (field) return field.name;
  const type = `${schema.definition.name}_Filter`;
  throw invalid('WrongType', `argument 'where' or 'orderBy' contains a field not in '${type}': '${name}'`);
}

function condition(context: QueryContext, schema: ObjectSchema, where: GraphqlObject): string {
  const parts = Object.entries(where).map(([name, value]) => {
    if (name === 'and' || name === 'or') {
      const inner = (Array.isArray(value) ? value : [value]).filter(isObject);
      return `(${inner.map((each) => condition(context, schema, each)).join(` ${name.toUpperCase()} `)})`;
    }
    if (!isObject(value)) throw invalid('WrongType', `'${name}' must be an object`);
    if (name === 'not') return `(NOT ${condition(context, schema, value)})`;
    const field = column(context, schema, name);
    return Object.entries(value)
      .map(([operator, operand]) => {
        const known = OPERATORS[operator];
        if (known === undefined) throw invalid('WrongType', `'${operator}' is no operator`);
        return `${field} ${known} ${literal(operand)}`;
      })
      .join(' AND ');
  });
  return parts.join(' AND ');
}

function literal(value: GraphqlValue): string {
  if (Array.isArray(value)) return `(${value.map(literal).join(', ')})`;
  if (isObject(value)) return literal(value.value ?? null);
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, (sign) => `\\${sign}`)}'`;
  return String(value);
}

function orderOf(context: QueryContext, schema: ObjectSchema, orderBy: GraphqlObject): string {
  return Object.entries(orderBy)
    .map(([name, value]) => {
      const { order = 'ASC', nulls = 'FIRST' } = isObject(value) ? value : {};
      return `${column(context, schema, name)} ${order === 'DESC' ? 'DESC' : 'ASC'} NULLS ${nulls === 'LAST' ? 'LAST' : 'FIRST'}`;
    })
    .join(', ');
}
