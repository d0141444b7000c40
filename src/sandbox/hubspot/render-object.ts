import { objectType } from './object-types.ts';
import { versionsOf } from './property-changes.ts';
import type { Portal } from './state/portal.ts';
import type { PropertyVersion, StoredRecord } from './state/records.ts';

export interface Shown {
  /** Requested names; none means the type's defaults. */
  readonly properties: readonly string[];
  readonly history?: readonly string[];
}

/** The wire form of a property version. */
function renderVersion(version: PropertyVersion): Record<string, unknown> {
  return {
    value: version.value,
    timestamp: new Date(version.at).toISOString(),
    sourceType: version.source,
    ...(version.sourceId !== undefined && { sourceId: version.sourceId }),
    ...(version.userId !== undefined && { updatedByUserId: version.userId }),
  };
}

/**
 * The wire form of a record: the requested properties (null where empty; names the portal does not know are left out),
 * always with id, creation and modification date.
 */
export function renderRecord(portal: Portal, record: StoredRecord, shown: Shown): Record<string, unknown> {
  const type = objectType(record.type);
  const requested = shown.properties.length > 0 ? shown.properties : type.defaultProperties;
  const names = new Set([
    type.createdProperty,
    'hs_object_id',
    type.modifiedProperty,
    ...requested.map((name) => name.toLowerCase()),
  ]);
  const properties: Record<string, string | null> = {};
  for (const name of [...names].toSorted()) {
    if (portal.schema.find(record.type, name)) properties[name] = shownValue(record, name);
  }
  const history = shown.history ?? [];
  return {
    id: record.id,
    properties,
    ...(history.length > 0 && { propertiesWithHistory: historyOf(portal, record, history) }),
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt !== undefined && { archivedAt: new Date(record.archivedAt).toISOString() }),
    url: `https://app.hubspot.com/contacts/${portal.facts.portalId}/record/${type.typeId}/${record.id}`,
  };
}

function historyOf(portal: Portal, record: StoredRecord, names: readonly string[]): Record<string, unknown> {
  const known = names.map((name) => name.toLowerCase()).filter((name) => portal.schema.find(record.type, name));
  return Object.fromEntries(known.map((name) => [name, versionsOf(record, name).map(renderVersion)]));
}

/** A property as every read shows it; the system dates come from the record itself. */
export function shownValue(record: StoredRecord, name: string): string | null {
  const type = objectType(record.type);
  if (name === 'hs_object_id') return record.id;
  if (name === type.modifiedProperty) return new Date(record.updatedAt).toISOString();
  const value = record.properties[name];
  if (value !== undefined) return value;
  if (name === type.createdProperty || name === 'hs_createdate') return new Date(record.createdAt).toISOString();
  return null;
}
