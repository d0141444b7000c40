import type { ApiCall } from '../api-call.ts';
import { ApiError, notFound } from '../api-error.ts';
import { normalizeId } from '../ids.ts';
import { isToolingOnly } from '../schema/flows.ts';
import type { Org } from '../state/org.ts';
import type { StoredRecord } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';

/** The object of a path segment. Throws 404 where the user sees none of that name. */
export function objectNamed(org: Org, call: ApiCall, name: string): ObjectSchema {
  const schema = org.schema.find(name);
  const isHidden = isToolingOnly(name) && !call.path.startsWith('/tooling');
  if (!schema || isHidden || org.permissions.onObject(call.caller.userId, schema.definition) === 'none')
    throw notFound();
  return schema;
}

/** A record's id from a path. Throws as Salesforce does on ids that cannot be this object's. */
export function idOf(schema: ObjectSchema, given: string): string {
  const id = normalizeId(given);
  if (id === undefined) throw notFound(`Provided external ID field does not exist or is not accessible: ${given}`);
  if (!id.startsWith(schema.definition.keyPrefix))
    throw new ApiError(400, 'MALFORMED_ID', `${schema.definition.label} ID: id value of incorrect type: ${given}`, [
      'Id',
    ]);
  return id;
}

/** The live record of an id. Throws NOT_FOUND or ENTITY_IS_DELETED. */
export function liveRecord(org: Org, schema: ObjectSchema, given: string): StoredRecord {
  const id = normalizeId(given);
  const record = id === undefined ? undefined : org.records.find(schema.definition.name, id);
  if (!record) {
    if (id === undefined) throw notFound(`Provided external ID field does not exist or is not accessible: ${given}`);
    throw notFound();
  }
  if (record.fields.IsDeleted === true) throw new ApiError(404, 'ENTITY_IS_DELETED', 'entity is deleted', []);
  return record;
}
