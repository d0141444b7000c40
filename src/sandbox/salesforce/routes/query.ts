import { type Answer, type ApiCall, objectBody, param, type Route, versionPath } from '../api-call.ts';
import { ApiError, malformedQuery } from '../api-error.ts';
import { makeId } from '../ids.ts';
import { isToolingOnly } from '../schema/flows.ts';
import { execute, type QueryResult } from '../soql/execute.ts';
import { parseQuery } from '../soql/parser.ts';
import { search } from '../soql/sosl.ts';
import type { Org } from '../state/org.ts';
import { soslOfBody, soslOfQuery } from './parameterized-search.ts';
import { contextOf } from './query-context.ts';

const DEFAULT_BATCH = 2_000;
const MIN_BATCH = 200;
/** Open query locators of one user; the oldest ends when there are more. */
const MAX_CURSORS = 50;

interface Cursor {
  readonly result: QueryResult;
  readonly batch: number;
  readonly userId: string;
}

function batchSize(call: ApiCall): number {
  const asked = Number(/batchSize\s*=\s*(\d+)/i.exec(call.header('sforce-query-options') ?? '')?.[1] ?? DEFAULT_BATCH);
  return Math.min(DEFAULT_BATCH, Math.max(MIN_BATCH, asked));
}

export function queryRoutes(org: Org): Route[] {
  const cursors = new Map<string, Cursor>();
  let opened = 0;

  function page(call: ApiCall, cursor: Cursor, id: string, from: number, name: string): Answer {
    const { result, batch } = cursor;
    const to = Math.min(result.size, from + batch);
    const records = Array.from({ length: to - from }, (_, index) => result.render(from + index, call.version));
    const done = to >= result.size;
    const base = call.path.startsWith('/tooling') ? '/tooling' : '';
    return {
      status: 200,
      body: {
        totalSize: result.totalSize,
        done,
        ...(!done && { nextRecordsUrl: versionPath(call, `${base}/${name}/${id}-${to}`) }),
        records,
      },
    };
  }

  function open(call: ApiCall, result: QueryResult, name: string): Answer {
    const cursor = { result, batch: batchSize(call), userId: call.caller.userId };
    opened += 1;
    const id = makeId('01g', opened);
    if (result.size > cursor.batch) {
      cursors.set(id, cursor);
      const oldest = cursors.keys().next().value;
      if (cursors.size > MAX_CURSORS && oldest !== undefined) cursors.delete(oldest);
    }
    return page(call, cursor, id, 0, name);
  }

  function run(call: ApiCall, includeDeleted: boolean): Answer {
    const explained = call.query.get('explain');
    const soql = explained === null ? call.query.get('q') : explainedQuery(org, explained);
    if (soql === null || soql.trim() === '')
      throw soql === null
        ? new ApiError(400, 'MALFORMED_QUERY', 'A query string has to be specified')
        : malformedQuery('unexpected token: <EOF>');
    const query = parseQuery(soql);
    if (isToolingOnly(query.from) && !call.path.startsWith('/tooling'))
      throw new ApiError(400, 'INVALID_TYPE', `sObject type '${query.from}' is not supported.`);
    const result = execute(contextOf(org, call, includeDeleted), query);
    return explained === null
      ? open(call, result, includeDeleted ? 'queryAll' : 'query')
      : { status: 200, body: planOf(org, result, query.where !== undefined) };
  }

  function more(call: ApiCall, name: string): Answer {
    const [, id = '', from = ''] = /^(01g\w{12}(?:\w{3})?)-(\d+)$/.exec(param(call, 'locator')) ?? [];
    const cursor = cursors.get(id);
    if (!cursor || cursor.userId !== call.caller.userId || Number(from) > cursor.result.size)
      throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    return page(call, cursor, id, Number(from), name);
  }

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
