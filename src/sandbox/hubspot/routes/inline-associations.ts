import { type ObjectType, objectType } from '../object-types.ts';
import type { HubspotObjectType } from '../seed-format.ts';
import type { RecordRef } from '../state/association-store.ts';
import type { Portal } from '../state/portal.ts';

/** At most this many links of one type come with a record; the rest is read through the associations API. */
const INLINE_MAX = 500;

/** A link with both ends alive. */
export interface LiveLink {
  readonly toId: string;
  readonly typeIds: readonly number[];
}

/** Links of a record to live records of a type. */
export function liveLinks(portal: Portal, from: RecordRef, to: HubspotObjectType): LiveLink[] {
  return portal.associations
    .of(from, to)
    .filter(
      (link) => portal.records.find(to, link.toId)?.archivedAt === undefined && portal.records.find(to, link.toId),
    )
    .toSorted((left, right) => Number(left.toId) - Number(right.toId));
}

/** The `associations` of a record in a list or a single read; nothing if none were asked for or none exist. */
export function renderInlineAssociations(
  portal: Portal,
  record: RecordRef,
  towards: readonly ObjectType[],
): Record<string, unknown> {
  const associations: Record<string, unknown> = {};
  for (const type of towards) {
    const names = new Map(
      portal.associations.typesBetween(record.type, type.name).map((each) => [each.typeId, each.name]),
    );
    const results = liveLinks(portal, record, type.name).flatMap((link) =>
      link.typeIds.map((typeId) => ({ id: link.toId, type: names.get(typeId) ?? defaultName(record, type) })),
    );
    if (results.length > 0) associations[type.name] = { results: results.slice(0, INLINE_MAX) };
  }
  return Object.keys(associations).length > 0 ? { associations } : {};
}

function defaultName(from: RecordRef, to: ObjectType): string {
  return `${objectType(from.type).singular}_to_${to.singular}`;
}
