import { z } from 'zod';
import { type Answer, type ApiCall, type Route, readBody } from '../api-call.ts';
import { validationError } from '../api-error.ts';
import type { ObjectType } from '../object-types.ts';
import { renderRecord, shownValue } from '../render-object.ts';
import { comparable, compileFilter, type Lookup, OPERATORS, queryTest } from '../search-filters.ts';
import type { Portal } from '../state/portal.ts';
import type { StoredRecord } from '../state/records.ts';
import { objectPaths, readScopes, typeOf } from './objects.ts';

/** Limits of search (developers.hubspot.com/docs/api-reference/search/guide#limitations). */
const MAX_PAGE = 200;
const MAX_RESULTS = 10_000;
const MAX_BODY = 3_000;
const MAX_GROUPS = 5;
const MAX_FILTERS_PER_GROUP = 6;
const MAX_FILTERS = 18;
const DEFAULT_PAGE = 10;

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const filterSchema = z.object({
  propertyName: z.string().min(1),
  operator: z.enum(OPERATORS),
  value: text.nullish().transform((value) => value ?? undefined),
  highValue: text.nullish().transform((value) => value ?? undefined),
  values: z
    .array(text)
    .nullish()
    .transform((value) => value ?? undefined),
});
const sortSchema = z.object({ propertyName: z.string(), direction: z.string().nullish() });
const searchSchema = z.object({
  filterGroups: z.array(z.object({ filters: z.array(filterSchema) })).nullish(),
  filters: z.array(filterSchema).nullish(),
  sorts: z.array(z.union([z.string(), sortSchema])).nullish(),
  query: z.string().nullish(),
  properties: z.array(z.string()).nullish(),
  limit: z.coerce.number().int().nullish(),
  after: z.union([z.string(), z.number()]).nullish(),
});
type SearchRequest = z.infer<typeof searchSchema>;

interface Hit {
  readonly record: StoredRecord;
  readonly lookup: Lookup;
}

function assertLimits(call: ApiCall, request: SearchRequest): void {
  if (call.bodyLength > MAX_BODY) {
    throw validationError(`Request body size exceeds the maximum of ${MAX_BODY} characters (was ${call.bodyLength}).`);
  }
  const groups = request.filterGroups ?? [];
  if (groups.length > MAX_GROUPS) {
    throw validationError(`There was a problem with the request. At most ${MAX_GROUPS} filterGroups are allowed.`);
  }
  if (groups.some((group) => group.filters.length > MAX_FILTERS_PER_GROUP)) {
    throw validationError(
      `There was a problem with the request. At most ${MAX_FILTERS_PER_GROUP} filters are allowed in a filterGroup.`,
    );
  }
  if (groups.reduce((sum, group) => sum + group.filters.length, 0) > MAX_FILTERS) {
    throw validationError(`There was a problem with the request. At most ${MAX_FILTERS} filters are allowed in total.`);
  }
  if ((request.sorts?.length ?? 0) > 1) {
    throw validationError('There was a problem with the request. Only one sort is allowed.');
  }
}

function pageOf(request: SearchRequest): { readonly limit: number; readonly offset: number } {
  const limit = request.limit ?? DEFAULT_PAGE;
  if (limit < 0 || limit > MAX_PAGE) {
    throw validationError(
      `There was a problem with the request. limit must be between 0 and ${MAX_PAGE}, but was ${limit}.`,
    );
  }
  const afterText = String(request.after ?? '');
  if (!/^\d*$/.test(afterText)) {
    throw validationError(`There was a problem with the request. The paging cursor "${afterText}" is not valid.`);
  }
  const offset = Number(afterText);
  if (offset + limit > MAX_RESULTS) {
    throw validationError(
      `There was a problem with the request. Paging beyond ${MAX_RESULTS} results is not supported (after ${offset}, limit ${limit}).`,
    );
  }
  return { limit, offset };
}

/** A sort: a property's name (with `-` in front for descending), an object, or that object as a string of JSON. */
function readSort(sort: NonNullable<SearchRequest['sorts']>[number]): {
  readonly name: string;
  readonly descending: boolean;
} {
  if (typeof sort !== 'string') {
    return { name: sort.propertyName, descending: sort.direction?.toUpperCase().startsWith('DESC') ?? false };
  }
  if (!sort.startsWith('{')) return { name: sort.replace(/^-/, ''), descending: sort.startsWith('-') };
  const parsed = sortSchema.safeParse(parseOrNothing(sort));
  if (parsed.success) return readSort(parsed.data);
  throw validationError(`There was a problem with the request. The sort ${sort} could not be read.`);
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sortHits(portal: Portal, type: ObjectType, hits: Hit[], request: SearchRequest): void {
  const sort = request.sorts?.[0];
  if (sort === undefined) {
    hits.sort(
      (left, right) =>
        left.record.createdAt - right.record.createdAt || Number(left.record.id) - Number(right.record.id),
    );
    return;
  }
  const { name, descending } = readSort(sort);
  const property = portal.schema.find(type.name, name);
  if (!property) {
    throw validationError(`There was a problem with the request. Property "${name}" does not exist`, {
      context: { propertyName: [name] },
    });
  }
  const ordered = property.type === 'number' || property.type === 'date' || property.type === 'datetime';
  const keyed = hits.map((hit) => {
    const held = hit.lookup(name);
    return {
      hit,
      empty: held === null || held === '',
      key: ordered ? comparable(held ?? '') : (held ?? '').toLowerCase(),
    };
  });
  keyed.sort((left, right) => {
    if (left.empty !== right.empty) return left.empty ? 1 : -1;
    const order = left.key < right.key ? -1 : left.key > right.key ? 1 : 0;
    return (descending ? -order : order) || Number(left.hit.record.id) - Number(right.hit.record.id);
  });
  keyed.forEach((entry, index) => {
    hits[index] = entry.hit;
  });
}

/** `POST …/{objectType}/search`. The index shows changes only after its lag; archived records never. */
export function searchRoutes(portal: Portal): Route[] {
  /** A record as the index knows it, or nothing. */
  function indexed(type: ObjectType, record: StoredRecord): Hit | undefined {
    const view = portal.lag.view(type.name, record.id);
    if (view === 'absent') return undefined;
    if (view === 'current') return { record, lookup: (name) => shownValue(record, name) };
    const older = {
      ...record,
      properties: { ...view },
      updatedAt: Date.parse(view[type.modifiedProperty] ?? '') || record.createdAt,
    };
    return { record: older, lookup: (name) => shownValue(older, name) };
  }

  function search(call: ApiCall): Answer {
    const type = typeOf(call);
    const request = readBody(call, searchSchema);
    assertLimits(call, request);
    const { limit, offset } = pageOf(request);
    const groups = request.filterGroups?.map((group) => group.filters) ?? (request.filters ? [request.filters] : []);
    const tests = groups.map((filters) => filters.map((filter) => compileFilter(portal, type, filter)));
    const query = request.query ? queryTest(type, request.query) : undefined;
    const hits: Hit[] = [];
    for (const record of portal.records.list(type.name)) {
      const hit = indexed(type, record);
      if (!hit) continue;
      if (query && !query(record.id, hit.lookup)) continue;
      if (tests.length > 0 && !tests.some((group) => group.every((test) => test(record.id, hit.lookup)))) continue;
      hits.push(hit);
    }
    sortHits(portal, type, hits, request);
    const results = hits
      .slice(offset, offset + limit)
      .map((hit) => renderRecord(portal, hit.record, { properties: request.properties ?? [] }));
    const next = offset + limit;
    return {
      status: 200,
      body: {
        total: hits.length,
        results,
        ...(limit > 0 && next < hits.length && { paging: { next: { after: String(next) } } }),
      },
    };
  }

  return [
    { method: 'post', paths: objectPaths('/:objectType/search'), scopes: readScopes, bucket: 'search', handle: search },
  ];
}
