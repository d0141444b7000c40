import { type Answer, type ApiCall, objectBody, param, type Route } from '../api-call.ts';
import { ApiError, malformedQuery } from '../api-error.ts';
import { isToolingOnly } from '../schema/flows.ts';
import { execute, type QueryResult } from '../soql/execute.ts';
import { parseQuery } from '../soql/parser.ts';
import { search } from '../soql/sosl.ts';
import type { Org } from '../state/org.ts';
import type { Cursors } from './cursors.ts';
import { soslOfBody, soslOfQuery } from './parameterized-search.ts';
import { contextOf } from './query-context.ts';

export function queryRoutes(org: Org, cursors: Cursors): Route[] {
  function run(call: ApiCall, includeDeleted: boolean): Answer {
    const explained = call.query.get('explain');
    const soql = explained === null ? call.query.get('q') : explainedQuery(org, explained);
    if (soql === null || soql.trim() === '')
      throw soql === null
        ? new ApiError(400, 'MALFORMED_QUERY', 'A query string has to be specified')
        : malformedQuery("unexpected token: '<EOF>'");
    const query = parseQuery(soql);
    if (isToolingOnly(query.from) && !call.path.startsWith('/tooling'))
      throw new ApiError(400, 'INVALID_TYPE', `sObject type '${query.from}' is not supported.`);
    const result = execute(contextOf(org, call, includeDeleted), query);
    return explained === null
      ? { status: 200, body: cursors.begin(call, result, includeDeleted ? 'queryAll' : 'query') }
      : { status: 200, body: planOf(org, result, query.where !== undefined) };
  }

  const more = (call: ApiCall, name: string): Answer => ({
    status: 200,
    body: cursors.resume(call, param(call, 'locator'), name),
  });

  const searched = (call: ApiCall): Answer => {
    const sosl = call.query.get('q');
    if (sosl === null) throw new ApiError(400, 'MALFORMED_SEARCH', 'A search string has to be specified');
    return { status: 200, body: { searchRecords: search(contextOf(org, call, false), sosl, call.version) } };
  };

  const parameterized = (call: ApiCall): Answer => {
    const sosl = call.method === 'POST' ? soslOfBody(objectBody(call)) : soslOfQuery(call.query);
    return { status: 200, body: { searchRecords: search(contextOf(org, call, false), sosl, call.version) } };
  };

  const names = ['query', 'queryAll'] as const;
  return [
    ...names.flatMap((name): Route[] => [
      { method: 'GET', path: `/${name}`, handle: (call) => run(call, name === 'queryAll') },
      { method: 'GET', path: `/${name}/:locator`, handle: (call) => more(call, name) },
    ]),
    { method: 'GET', path: '/search', handle: searched },
    { method: 'GET', path: '/parameterizedSearch', handle: parameterized },
    { method: 'POST', path: '/parameterizedSearch', handle: parameterized },
    { method: 'GET', path: '/tooling/query', handle: (call) => run(call, false) },
    { method: 'GET', path: '/tooling/query/:locator', handle: (call) => more(call, 'query') },
  ];
}

/** What is explained: a query, or the list view of an object (its id carries the object's prefix). */
function explainedQuery(org: Org, text: string): string {
  const view = /^00B(\w{3})\w{12}$/.exec(text);
  const schema = view ? org.schema.ofId(view[1] ?? '') : undefined;
  return schema ? `SELECT Id FROM ${schema.definition.name}` : text;
}

/** The query plan: every record is looked at, unless the filter can use an index. */
function planOf(org: Org, result: QueryResult, hasFilter: boolean): Record<string, unknown> {
  const sobjectCardinality = org.records.count(result.object);
  const plan = {
    cardinality: result.totalSize,
    fields: [],
    leadingOperationType: 'TableScan',
    notes: hasFilter
      ? [
          {
            description: 'Not considering filter for optimization because unindexed',
            fields: [],
            tableEnumOrId: result.object,
          },
        ]
      : [],
    relativeCost: sobjectCardinality === 0 ? 0 : 1,
    sobjectCardinality,
    sobjectType: result.object,
  };
  return { plans: [plan], sourceQuery: null };
}
