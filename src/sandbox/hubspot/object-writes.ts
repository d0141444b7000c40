import { ApiError, notFound, validationError } from './api-error.ts';
import { linkRecords, moveLinks, type WantedLink } from './association-writes.ts';
import { stageFacts } from './lifecycle.ts';
import { type ObjectType, objectType } from './object-types.ts';
import { changeProperties } from './property-changes.ts';
import { checkValues, requiredMissing, valuesRefused } from './property-values.ts';
import type { HubspotObjectType } from './seed-format.ts';
import type { Portal } from './state/portal.ts';
import type { Origin, StoredRecord } from './state/records.ts';

/** A write that passed every check and only has to be applied. */
export interface PreparedWrite {
  readonly type: ObjectType;
  readonly record?: StoredRecord;
  readonly named: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  readonly links: readonly WantedLink[];
}

function assertUnique(
  portal: Portal,
  type: ObjectType,
  values: Readonly<Record<string, string>>,
  ownId?: string,
): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === '' || !portal.schema.find(type.name, name)?.hasUniqueValue) continue;
    const holder = portal.records.findByUnique(type.name, name, value);
    if (!holder || holder.id === ownId) continue;
    if (type.name === 'contacts' && name === 'email') {
      throw new ApiError(409, `Contact already exists. Existing ID: ${holder.id}`, { category: 'CONFLICT' });
    }
    throw validationError(
      `Cannot set PropertyValueCoordinates{propertyName=${name}, value=${value}} on ${type.singular}: ${holder.id} already has that value.`,
      {
        errors: [
          {
            message: `"${value}" is already the value of ${name} on record ${holder.id}`,
            code: 'CONFLICTING_UNIQUE_VALUE',
            context: { propertyName: [name], existingObjectId: [holder.id] },
          },
        ],
      },
    );
  }
}

/** Checks a create. Throws HubSpot's 400 or 409. */
export function prepareCreate(
  portal: Portal,
  type: ObjectType,
  input: Readonly<Record<string, string>>,
  links: readonly WantedLink[] = [],
  person = false,
): PreparedWrite {
  const { values, faults } = checkValues(portal, type, input, {}, person);
  if (faults.length > 0) throw valuesRefused(portal, faults);
  const missing = requiredMissing(type, values);
  if (missing) throw missing;
  assertUnique(portal, type, values);
  return { type, named: Object.keys(values), values, links };
}

/** Checks an update of a live record. Throws HubSpot's 400 or 409. */
export function prepareUpdate(
  portal: Portal,
  record: StoredRecord,
  input: Readonly<Record<string, string>>,
  person = false,
): PreparedWrite {
  const type = objectType(record.type);
  const { values, faults } = checkValues(portal, type, input, record.properties, person);
  if (faults.length > 0) throw valuesRefused(portal, faults);
  assertUnique(portal, type, values, record.id);
  return { type, record, named: Object.keys(values), values, links: [] };
}

/** Carries out a prepared write and returns the record. */
export function applyWrite(portal: Portal, write: PreparedWrite, origin: Origin): StoredRecord {
  return write.record ? update(portal, write.record, write, origin) : create(portal, write, origin);
}

function create(portal: Portal, write: PreparedWrite, origin: Origin): StoredRecord {
  const { type } = write;
  const at = portal.clock().getTime();
  const id = portal.records.nextId();
  const time = new Date(at).toISOString();
  const given = Object.entries(write.values).filter(([, value]) => value !== '');
  const values = Object.fromEntries(given);
  const derived = Object.entries(stageFacts(portal.pipelines, type, undefined, values, at)).filter(
    ([, value]) => value !== '',
  );
  const record: StoredRecord = {
    type: type.name,
    id,
    properties: {
      [type.createdProperty]: time,
      ...values,
      ...Object.fromEntries(derived),
      hs_object_id: id,
      [type.modifiedProperty]: time,
      hs_object_source: origin.source,
      hs_object_source_label: origin.source,
      ...(type.name === 'tickets' && { hs_ticket_id: id }),
    },
    createdAt: Date.parse(values[type.createdProperty] ?? '') || at,
    updatedAt: at,
    origin,
  };
  portal.lag.remember(type.name, id, undefined);
  portal.records.save(record);
  noteApiWrite(portal, record, origin, write.named, write.named);
  portal.onChange({ kind: 'creation', objectType: type.name, objectId: id, at, origin });
  for (const [property, value] of given) {
    portal.onChange({ kind: 'propertyChange', objectType: type.name, objectId: id, at, origin, property, value });
  }
  for (const link of write.links) linkRecords(portal, record, link, origin);
  return record;
}

function update(portal: Portal, record: StoredRecord, write: PreparedWrite, origin: Origin): StoredRecord {
  const at = portal.clock().getTime();
  const derived = stageFacts(portal.pipelines, write.type, record, write.values, at);
  const changed = changeProperties(portal, record, { ...derived, ...write.values }, origin, at);
  noteApiWrite(portal, record, origin, write.named, changed);
  return record;
}

function noteApiWrite(
  portal: Portal,
  record: StoredRecord,
  origin: Origin,
  named: readonly string[],
  changed: readonly string[],
): void {
  if (origin.source === 'INTEGRATION') portal.ledger.note(record.type, record.id, named, changed);
}

/** Moves a record to the recycle bin. */
export function archiveRecord(portal: Portal, record: StoredRecord, origin: Origin): void {
  const at = portal.clock().getTime();
  portal.lag.remember(record.type, record.id, record.properties);
  record.archivedAt = at;
  record.updatedAt = at;
  portal.records.save(record, record.properties);
  portal.onChange({ kind: 'deletion', objectType: record.type, objectId: record.id, at, origin });
}

/** Brings a record back from the recycle bin. */
export function restoreRecord(portal: Portal, record: StoredRecord, origin: Origin): void {
  const at = portal.clock().getTime();
  portal.lag.remember(record.type, record.id, undefined);
  delete record.archivedAt;
  record.updatedAt = at;
  record.properties[objectType(record.type).modifiedProperty] = new Date(at).toISOString();
  portal.records.save(record);
  portal.onChange({ kind: 'restore', objectType: record.type, objectId: record.id, at, origin });
}

/** Erases a contact and everything that points to it (developers.hubspot.com/docs/guides/api/crm/objects/contacts, GDPR delete). */
export function purgeRecord(portal: Portal, record: StoredRecord, origin: Origin): void {
  const at = portal.clock().getTime();
  for (const type of portal.associations.typesLinked(record)) {
    for (const link of [...portal.associations.of(record, type)]) {
      portal.associations.remove(record, { type, id: link.toId });
    }
  }
  portal.records.erase(record);
  const happening = { objectType: record.type, objectId: record.id, at, origin };
  if (record.archivedAt === undefined) portal.onChange({ kind: 'deletion', ...happening });
  portal.onChange({ kind: 'privacyDeletion', ...happening });
}

/** The addresses of both contacts but the one that the survivor goes by. */
function additionalEmails(primary: StoredRecord, secondary: StoredRecord): string {
  const main = primary.properties.email || secondary.properties.email;
  const all = [primary, secondary].flatMap(({ properties }) => [
    ...(properties.hs_additional_emails ?? '').split(';'),
    properties.email ?? '',
  ]);
  return [...new Set(all)].filter((email) => email && email !== main).join(';');
}

/** Merges `secondary` into `primary`: the primary keeps its id and values, gaps are filled, the other id points to it. */
export function mergeRecords(
  portal: Portal,
  type: HubspotObjectType,
  primaryId: string,
  secondaryId: string,
  origin: Origin,
): StoredRecord {
  const primary = portal.records.resolve(type, primaryId);
  const secondary = portal.records.resolve(type, secondaryId);
  if (!primary || primary.archivedAt !== undefined) throw notFound(`Object with id ${primaryId} does not exist.`);
  if (!secondary || secondary.archivedAt !== undefined) throw notFound(`Object with id ${secondaryId} does not exist.`);
  if (primary === secondary) throw validationError('Cannot merge an object with itself.');
  const at = portal.clock().getTime();
  const merging: Origin = { ...origin, source: origin.source === 'CRM_UI' ? 'CRM_UI' : 'MERGE_OBJECTS' };
  const filled = Object.entries(secondary.properties).filter(([name, value]) => !primary.properties[name] && value);
  const emails = type === 'contacts' ? additionalEmails(primary, secondary) : '';
  const ids = [primary.properties.hs_merged_object_ids, secondary.properties.hs_merged_object_ids, secondary.id];
  portal.lag.remember(type, secondary.id, secondary.properties);
  portal.records.erase(secondary);
  portal.records.redirect(type, secondary.id, primary.id);
  const moved = Object.fromEntries(filled);
  changeProperties(
    portal,
    primary,
    {
      ...moved,
      ...(emails && { hs_additional_emails: emails }),
      hs_merged_object_ids: ids.filter((entry) => entry).join(';'),
    },
    merging,
    at,
  );
  moveLinks(portal, secondary, primary, origin);
  noteApiWrite(portal, primary, origin, ['hs_merged_object_ids'], ['hs_merged_object_ids']);
  portal.onChange({
    kind: 'merge',
    objectType: type,
    objectId: primary.id,
    at,
    origin,
    primaryId: primary.id,
    mergedIds: [secondary.id],
    movedProperties: filled.length,
  });
  return primary;
}
