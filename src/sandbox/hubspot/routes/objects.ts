import { z } from 'zod';
import {
  type Answer,
  type ApiCall,
  flagQuery,
  idSchema,
  intQuery,
  listQuery,
  originOf,
  param,
  propertiesSchema,
  type Route,
  readBody,
  versioned,
} from '../api-call.ts';
import { ApiError, notFound, validationError } from '../api-error.ts';
import { assertTypesAllowed, targetOfType, type WantedLink } from '../association-writes.ts';
import { inferObjectType, OBJECT_TYPES, type ObjectType } from '../object-types.ts';
import {
  applyWrite,
  archiveRecord,
  mergeRecords,
  prepareCreate,
  prepareUpdate,
  purgeRecord,
} from '../object-writes.ts';
import { renderRecord, type Shown } from '../render-object.ts';
import type { Portal } from '../state/portal.ts';
import type { StoredRecord } from '../state/records.ts';
import { renderInlineAssociations } from './inline-associations.ts';

/** A record to be created. */
export const objectCreateSchema = z.object({
  properties: propertiesSchema,
  associations: z
    .array(
      z.object({
        to: z.object({ id: idSchema }),
        types: z.array(z.object({ associationTypeId: z.number().int(), associationCategory: z.string().optional() })),
      }),
    )
    .nullish(),
});
const updateSchema = z.object({ properties: propertiesSchema });
const mergeSchema = z.object({ primaryObjectId: idSchema, objectIdToMerge: idSchema });
const purgeSchema = z.object({ objectId: idSchema, idProperty: z.string().nullish() });

export type CreateInput = z.infer<typeof objectCreateSchema>;

/** The object type of the path. Throws HubSpot's 400. */
export function typeOf(call: ApiCall): ObjectType {
  return inferObjectType(param(call, 'objectType'));
}

export const readScopes: Route['scopes'] = (call) => typeOf(call).readScopes;
export const writeScopes: Route['scopes'] = (call) => typeOf(call).writeScopes;

export function objectPaths(rest: string): string[] {
  return versioned('/crm/objects', ['/crm/v3/objects'], rest);
}

/** Refuses writes to types that the API only reads. */
export function assertWritable(type: ObjectType): void {
  if (type.readOnly) {
    throw new ApiError(405, `${type.singular.toUpperCase()} objects are read-only through the API.`, {
      category: 'METHOD_NOT_ALLOWED',
    });
  }
}

/** The property that identifies records in a call. Throws HubSpot's 400 unless its values are unique. */
export function assertIdProperty(
  portal: Portal,
  type: ObjectType,
  name: string | null | undefined,
): string | undefined {
  if (!name || name === 'hs_object_id') return undefined;
  const property = portal.schema.find(type.name, name);
  if (!property) throw validationError(`Property "${name}" does not exist`, { context: { propertyName: [name] } });
  if (property.hasUniqueValue) return name;
  throw validationError(`Property "${name}" is not a unique identifier property of ${type.singular} objects.`, {
    context: { propertyName: [name] },
  });
}

/** A record by id (merged ids lead to the survivor) or by a unique property. */
export function findRecord(
  portal: Portal,
  type: ObjectType,
  id: string,
  idProperty: string | undefined,
): StoredRecord | undefined {
  return idProperty ? portal.records.findByUnique(type.name, idProperty, id) : portal.records.resolve(type.name, id);
}

/** Checks the associations of a create. Throws HubSpot's 400. */
export function readLinks(portal: Portal, type: ObjectType, input: CreateInput): WantedLink[] {
  const everyType = OBJECT_TYPES.map((candidate) => candidate.name);
  return (input.associations ?? []).map(({ to, types }) => {
    const typeIds = types.map((entry) => entry.associationTypeId);
    const first = typeIds[0];
    if (first === undefined) throw validationError('Associations must have at least one type.');
    const target = targetOfType(portal, type.name, first, everyType);
    if (!target) throw validationError(`${first} is not a valid association type for ${type.singular} objects.`);
    assertTypesAllowed(portal, type.name, target, typeIds);
    const other = portal.records.resolve(target, to.id);
    if (!other || other.archivedAt !== undefined) {
      throw validationError(`One or more associations are not valid. ${target} ${to.id} does not exist.`, {
        subCategory: 'crm.associations.OBJECT_NOT_FOUND',
        context: { id: [to.id], objectType: [target] },
      });
    }
    return { to: { type: target, id: other.id }, typeIds };
  });
}

function shownBy(call: ApiCall): Shown {
  return { properties: listQuery(call, 'properties'), history: listQuery(call, 'propertiesWithHistory') };
}

/** Single-object endpoints: list, create, read, update, archive, merge, GDPR delete. `maxHistoryPage` caps a page with history. */
export function objectRoutes(portal: Portal, maxHistoryPage: number): Route[] {
  function list(call: ApiCall): Answer {
    const type = typeOf(call);
    const shown = shownBy(call);
    const limit = intQuery(call, 'limit', 10, 1, shown.history?.length ? maxHistoryPage : 100);
    const archived = flagQuery(call, 'archived');
    const afterText = call.query.get('after') ?? '';
    if (!/^\d*$/.test(afterText)) throw validationError(`The paging cursor "${afterText}" is not valid.`);
    const towards = listQuery(call, 'associations').map(inferObjectType);
    const page: StoredRecord[] = [];
    let more = false;
    for (const record of portal.records.list(type.name, archived, Number(afterText))) {
      if (page.length === limit) {
        more = true;
        break;
      }
      page.push(record);
    }
    const last = page.at(-1);
    return {
      status: 200,
      body: {
        results: page.map((record) => ({
          ...renderRecord(portal, record, shown),
          ...renderInlineAssociations(portal, record, towards),
        })),
        ...(more && last && { paging: { next: { after: last.id, link: pageLink(call, last.id) } } }),
      },
    };
  }

  function live(call: ApiCall): StoredRecord {
    const type = typeOf(call);
    const idProperty = assertIdProperty(portal, type, call.query.get('idProperty'));
    const record = findRecord(portal, type, param(call, 'objectId'), idProperty);
    if (!record || record.archivedAt !== undefined) throw notFound();
    return record;
  }

  function read(call: ApiCall): Answer {
    const type = typeOf(call);
    const idProperty = assertIdProperty(portal, type, call.query.get('idProperty'));
    const record = findRecord(portal, type, param(call, 'objectId'), idProperty);
    const archived = flagQuery(call, 'archived');
    if (!record || (record.archivedAt !== undefined) !== archived) throw notFound();
    const towards = listQuery(call, 'associations').map(inferObjectType);
    return {
      status: 200,
      body: { ...renderRecord(portal, record, shownBy(call)), ...renderInlineAssociations(portal, record, towards) },
    };
  }

  function create(call: ApiCall): Answer {
    const type = typeOf(call);
    assertWritable(type);
    const input = readBody(call, objectCreateSchema);
    const write = prepareCreate(portal, type, input.properties, readLinks(portal, type, input));
    const record = applyWrite(portal, write, originOf(call.caller));
    return { status: 201, body: renderRecord(portal, record, { properties: Object.keys(record.properties) }) };
  }

  function update(call: ApiCall): Answer {
    assertWritable(typeOf(call));
    const { properties } = readBody(call, updateSchema);
    const write = prepareUpdate(portal, live(call), properties);
    const record = applyWrite(portal, write, originOf(call.caller));
    return { status: 200, body: renderRecord(portal, record, { properties: Object.keys(properties) }) };
  }

  function archive(call: ApiCall): Answer {
    assertWritable(typeOf(call));
    const record = portal.records.find(typeOf(call).name, param(call, 'objectId'));
    if (record && record.archivedAt === undefined) archiveRecord(portal, record, originOf(call.caller));
    return { status: 204 };
  }

  function merge(call: ApiCall): Answer {
    const type = typeOf(call);
    assertWritable(type);
    const { primaryObjectId, objectIdToMerge } = readBody(call, mergeSchema);
    const record = mergeRecords(portal, type.name, primaryObjectId, objectIdToMerge, originOf(call.caller));
    return { status: 200, body: renderRecord(portal, record, { properties: Object.keys(record.properties) }) };
  }

  function purge(call: ApiCall): Answer {
    const type = typeOf(call);
    assertWritable(type);
    const { objectId, idProperty } = readBody(call, purgeSchema);
    const record = findRecord(portal, type, objectId, assertIdProperty(portal, type, idProperty));
    if (record) purgeRecord(portal, record, originOf(call.caller));
    return { status: 204 };
  }

  return [
    { method: 'get', paths: objectPaths('/:objectType'), scopes: readScopes, handle: list },
    { method: 'post', paths: objectPaths('/:objectType'), scopes: writeScopes, handle: create },
    { method: 'post', paths: objectPaths('/:objectType/merge'), scopes: writeScopes, handle: merge },
    { method: 'post', paths: objectPaths('/:objectType/gdpr-delete'), scopes: writeScopes, handle: purge },
    { method: 'get', paths: objectPaths('/:objectType/:objectId'), scopes: readScopes, handle: read },
    { method: 'patch', paths: objectPaths('/:objectType/:objectId'), scopes: writeScopes, handle: update },
    { method: 'delete', paths: objectPaths('/:objectType/:objectId'), scopes: writeScopes, handle: archive },
  ];
}

/** The address of the next page. */
export function pageLink(call: ApiCall, after: string): string {
  const query = new URLSearchParams(call.query);
  query.set('after', after);
  return `${call.baseUrl}${call.path}?${query.toString()}`;
}
