import { type ApiCall, param, type Route, versionPath } from '../api-call.ts';
import { notFound } from '../api-error.ts';
import type { Org } from '../state/org.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import type { Usage } from '../usage.ts';
import { recentOf } from './describe.ts';
import { objectNamed } from './find-object.ts';

const RESOURCES = [
  'sobjects',
  'query',
  'queryAll',
  'search',
  'recent',
  'limits',
  'composite',
  'jobs',
  'tooling',
  'metadata',
  'tabs',
  'theme',
];

/** Allocations that are not counted here, as an Enterprise org has them. */
const LIMITS: Readonly<Record<string, number>> = {
  DailyBulkApiBatches: 15_000,
  DailyBulkV2QueryFileStorageMB: 976_562,
  DailyBulkV2QueryJobs: 10_000,
  DailyDurableStreamingApiEvents: 200_000,
  DailyDurableGenericStreamingApiEvents: 200_000,
  DailyGenericStreamingApiEvents: 10_000,
  DailyStreamingApiEvents: 200_000,
  DailyWorkflowEmails: 100_000,
  DailyAsyncApexExecutions: 250_000,
  DataStorageMB: 1_024,
  FileStorageMB: 1_024,
  HourlyPublishedPlatformEvents: 50_000,
  HourlyPublishedStandardVolumePlatformEvents: 1_000,
  HourlySyncReportRuns: 500,
  MassEmail: 5_000,
  MonthlyPlatformEventsUsageEntitlement: 0,
  SingleEmail: 5_000,
};
const TABS = ['Account', 'Contact', 'Case', 'Lead', 'Opportunity', 'Task'];

/** How many records there are of some objects, or of all; what the caller may not see is left out (resources_record_count). */
function recordCounts(org: Org, call: ApiCall): { readonly count: number; readonly name: string }[] {
  const wanted = call.query.get('sObjects')?.toLowerCase().split(',');
  return org.schema
    .list()
    .filter(({ definition }) => definition.queryable && !definition.event)
    .filter(({ definition }) => wanted?.includes(definition.name.toLowerCase()) ?? true)
    .filter(({ definition }) => org.permissions.onObject(call.caller.userId, definition) !== 'none')
    .map(({ definition }) => ({ count: org.records.count(definition.name), name: definition.name }))
    .filter(({ count }) => wanted !== undefined || count > 0);
}

/** The org as a whole: resources, limits, recent items, tabs, list views. */
export function accountRoutes(org: Org, usage: Usage): Route[] {
  function listView(call: ApiCall): { readonly schema: ObjectSchema; readonly id: string } {
    const schema = objectNamed(org, call, param(call, 'type'));
    const id = `00B${schema.definition.keyPrefix}000000000AAA`.slice(0, 18);
    if (param(call, 'id') !== '' && param(call, 'id') !== id) throw notFound();
    return { schema, id };
  }

  /** Nobody has made an action. */
  const noActions = (call: ApiCall) => {
    objectNamed(org, call, param(call, 'type'));
    return { status: 200, body: [] };
  };

  const nameOf = (schema: ObjectSchema) => schema.definition.fields.find((field) => field.nameField)?.name ?? 'Id';
  const viewQuery = (schema: ObjectSchema) =>
    [...new Set([nameOf(schema), 'Id', 'CreatedDate', 'LastModifiedDate', 'SystemModstamp'])].join(', ');

  function column(schema: ObjectSchema, name: string): Record<string, unknown> {
    const field = schema.fields.get(name.toLowerCase());
    return {
      ascendingLabel: 'Z-A',
      descendingLabel: 'A-Z',
      fieldNameOrPath: name,
      hidden: name !== nameOf(schema),
      label: field?.label ?? name,
      selectListItem: name,
      sortDirection: name === nameOf(schema) ? 'ascending' : null,
      sortIndex: name === nameOf(schema) ? 0 : null,
      sortable: field?.sortable ?? true,
      type: field?.type ?? 'string',
    };
  }

  const columns = (schema: ObjectSchema) =>
    viewQuery(schema)
      .split(', ')
      .map((name) => column(schema, name));

  function tabs(call: ApiCall): unknown[] {
    return TABS.flatMap((name) => {
      const schema = org.schema.find(name);
      if (!schema) return [];
      const { label, labelPlural } = schema.definition;
      return [
        {
          colors: [],
          custom: false,
          iconUrl: `${call.baseUrl}/img/icon/${name.toLowerCase()}32.png`,
          icons: [],
          label: labelPlural,
          miniIconUrl: `${call.baseUrl}/img/icon/${name.toLowerCase()}16.png`,
          name: `standard-${name}`,
          sobjectName: name,
          url: `${call.baseUrl}/lightning/o/${name}/home`,
          description: label,
        },
      ];
    });
  }

  return [
    {
      method: 'GET',
      path: '/',
      handle: (call) => ({
        status: 200,
        body: {
          ...Object.fromEntries(RESOURCES.map((name) => [name, versionPath(call, `/${name}`)])),
          identity: `${call.baseUrl}/id/${org.facts.organizationId}/${call.caller.userId}`,
        },
      }),
    },
    {
      method: 'GET',
      path: '/limits',
      handle: () => ({
        status: 200,
        body: {
          DailyApiRequests: { Max: usage.limit, Remaining: Math.max(0, usage.limit - usage.used()) },
          ...Object.fromEntries(Object.entries(LIMITS).map(([name, max]) => [name, { Max: max, Remaining: max }])),
        },
      }),
    },
    { method: 'GET', path: '/quickActions', handle: () => ({ status: 200, body: [] }) },
    { method: 'GET', path: '/sobjects/:type/quickActions', handle: noActions },
    {
      method: 'GET',
      path: '/limits/recordCount',
      handle: (call) => ({ status: 200, body: { sObjects: recordCounts(org, call) } }),
    },
    {
      method: 'GET',
      path: '/recent',
      handle: (call) => {
        const limit = Math.min(200, Math.max(1, Number(call.query.get('limit') ?? 200) || 200));
        const items = TABS.flatMap((name) => {
          const schema = org.schema.find(name);
          return schema && org.permissions.onObject(call.caller.userId, schema.definition) !== 'none'
            ? recentOf(org, call, schema, limit)
            : [];
        });
        const stamp = (item: Record<string, unknown>): string => {
          const { type } = item.attributes as { readonly type: string };
          return String(org.records.find(type, String(item.Id))?.fields.SystemModstamp ?? '');
        };
        const body = items
          .map((item) => ({ item, at: stamp(item) }))
          .toSorted((left, right) => (left.at < right.at ? 1 : -1))
          .slice(0, limit)
          .map(({ item: { attributes, Id, ...names } }) => ({ attributes, Id, Name: Object.values(names)[0] ?? null }));
        return { status: 200, body };
      },
    },
    { method: 'GET', path: '/tabs', handle: (call) => ({ status: 200, body: tabs(call) }) },
    {
      method: 'GET',
      path: '/theme',
      handle: () => ({ status: 200, body: { themeItems: TABS.map((name) => ({ name, colors: [], icons: [] })) } }),
    },
    {
      method: 'GET',
      path: '/sobjects/:type/listviews',
      handle: (call) => {
        const { schema, id } = listView(call);
        const base = versionPath(call, `/sobjects/${schema.definition.name}/listviews/${id}`);
        const view = {
          describeUrl: `${base}/describe`,
          developerName: 'AllRecords',
          id,
          label: `All ${schema.definition.labelPlural}`,
          resultsUrl: `${base}/results`,
          soqlCompatible: true,
          url: base,
        };
        return {
          status: 200,
          body: { done: true, listviews: [view], nextRecordsUrl: null, size: 1, sobjectType: schema.definition.name },
        };
      },
    },
    {
      method: 'GET',
      path: '/sobjects/:type/listviews/:id/describe',
      handle: (call) => {
        const { schema, id } = listView(call);
        const { name } = schema.definition;
        return {
          status: 200,
          body: {
            columns: columns(schema),
            id,
            orderBy: [{ fieldNameOrPath: nameOf(schema), nullsPosition: 'first', sortDirection: 'ascending' }],
            query: `SELECT ${viewQuery(schema)} FROM ${name} ORDER BY ${nameOf(schema)} ASC NULLS FIRST`,
            relatedEntityId: null,
            scope: 'everything',
            scopeEntityId: null,
            sobjectType: name,
            whereCondition: null,
          },
        };
      },
    },
    {
      method: 'GET',
      path: '/sobjects/:type/listviews/:id/results',
      handle: (call) => {
        const { schema, id } = listView(call);
        const rows = [...org.records.list(schema.definition.name)]
          .filter((record) => record.fields.IsDeleted !== true)
          .slice(0, 25);
        const shown = columns(schema);
        const records = rows.map((record) => ({
          columns: shown.map((each) => ({
            fieldNameOrPath: each.fieldNameOrPath,
            value: record.fields[String(each.fieldNameOrPath)] ?? null,
          })),
        }));
        return {
          status: 200,
          body: {
            columns: shown,
            developerName: 'AllRecords',
            done: true,
            id,
            label: `All ${schema.definition.labelPlural}`,
            records,
            size: records.length,
          },
        };
      },
    },
  ];
}
