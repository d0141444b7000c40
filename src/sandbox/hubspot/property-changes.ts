import { objectType } from './object-types.ts';
import type { Portal } from './state/portal.ts';
import type { Origin, PropertyVersion, StoredRecord } from './state/records.ts';

const MAX_VERSIONS = 45;

/** Sets values, keeps their versions, moves the modified date, announces. Returns the names whose value differs now. */
export function changeProperties(
  portal: Portal,
  record: StoredRecord,
  values: Readonly<Record<string, string>>,
  origin: Origin,
  at: number,
): string[] {
  const type = objectType(record.type);
  const changed = Object.keys(values).filter((name) => (record.properties[name] ?? '') !== values[name]);
  if (changed.length === 0) return [];
  const before = { ...record.properties };
  portal.lag.remember(record.type, record.id, before);
  record.history ??= {};
  for (const name of changed) {
    const value = values[name] ?? '';
    record.history[name] = [{ ...origin, value, at }, ...versionsOf(record, name)].slice(0, MAX_VERSIONS);
    if (value === '') delete record.properties[name];
    else record.properties[name] = value;
  }
  record.updatedAt = at;
  record.properties[type.modifiedProperty] = new Date(at).toISOString();
  portal.records.save(record, before);
  for (const property of changed) {
    const value = values[property] ?? '';
    portal.onChange({
      kind: 'propertyChange',
      objectType: record.type,
      objectId: record.id,
      at,
      origin,
      property,
      value,
    });
  }
  return changed;
}

/** The versions of a property, newest first; one that never changed has its value since the record's creation. */
export function versionsOf(record: StoredRecord, name: string): readonly PropertyVersion[] {
  const kept = record.history?.[name];
  if (kept) return kept;
  const value = record.properties[name];
  if (value === undefined) return [];
  const at = name.endsWith('lastmodifieddate') ? record.updatedAt : record.createdAt;
  return [{ ...record.origin, value, at }];
}
