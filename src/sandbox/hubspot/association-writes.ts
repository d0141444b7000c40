import { validationError } from './api-error.ts';
import { isPrimaryTypeId } from './association-types.ts';
import { objectType } from './object-types.ts';
import { changeProperties } from './property-changes.ts';
import type { HubspotObjectType } from './seed-format.ts';
import type { RecordRef } from './state/association-store.ts';
import type { Portal } from './state/portal.ts';
import type { Origin } from './state/records.ts';

/** Where HubSpot keeps the primary company of a record. */
const PRIMARY_COMPANY: Readonly<Partial<Record<HubspotObjectType, string>>> = {
  contacts: 'associatedcompanyid',
  tickets: 'hs_primary_company_id',
};

/** A link that a write asks for, its types already checked. */
export interface WantedLink {
  readonly to: RecordRef;
  readonly typeIds: readonly number[];
}

/** Checks that types may stand between two object types. Throws HubSpot's 400 naming the first that may not. */
export function assertTypesAllowed(
  portal: Portal,
  from: HubspotObjectType,
  to: HubspotObjectType,
  typeIds: readonly number[],
): void {
  const allowed = portal.associations.typesBetween(from, to);
  for (const typeId of typeIds) {
    if (allowed.some((type) => type.typeId === typeId)) continue;
    const names = `${objectType(from).typeId} to ${objectType(to).typeId}`;
    throw validationError(`${typeId} is not a valid association type between ${names}`, {
      subCategory: 'crm.associations.INVALID_ASSOCIATION_TYPE',
      context: {
        type: [String(typeId)],
        fromObjectType: [objectType(from).typeId],
        toObjectType: [objectType(to).typeId],
      },
    });
  }
}

/** The object type that an association type id leads to from a type, or undefined. */
export function targetOfType(
  portal: Portal,
  from: HubspotObjectType,
  typeId: number,
  candidates: readonly HubspotObjectType[],
): HubspotObjectType | undefined {
  return candidates.find((to) => portal.associations.typesBetween(from, to).some((type) => type.typeId === typeId));
}

/** Associates two live records and announces it from both ends. Only one link of a record is its primary one. */
export function linkRecords(portal: Portal, from: RecordRef, link: WantedLink, origin: Origin): void {
  if (link.typeIds.some(isPrimaryTypeId)) {
    if (link.to.type === 'companies') portal.associations.demotePrimary(from, 'companies', link.to.id);
    else if (from.type === 'companies') portal.associations.demotePrimary(link.to, 'companies', from.id);
  }
  const fresh = portal.associations.add(from, link.to, link.typeIds);
  announce(portal, from, link.to, fresh, origin, false);
  notePrimaryCompany(portal, from, link.to, origin);
}

/** Takes types (or all) off a pair of records and announces it. */
export function unlinkRecords(
  portal: Portal,
  from: RecordRef,
  to: RecordRef,
  origin: Origin,
  typeIds?: readonly number[],
): void {
  announce(portal, from, to, portal.associations.remove(from, to, typeIds), origin, true);
  notePrimaryCompany(portal, from, to, origin);
}

/** Keeps the property that names a contact's or ticket's primary company in step with its links. */
function notePrimaryCompany(portal: Portal, from: RecordRef, to: RecordRef, origin: Origin): void {
  const ref = from.type === 'companies' ? to : from;
  const property = PRIMARY_COMPANY[ref.type];
  const record = portal.records.find(ref.type, ref.id);
  if (!property || !record || (from.type !== 'companies' && to.type !== 'companies')) return;
  const value = primaryCompanyOf(portal, ref) ?? '';
  changeProperties(
    portal,
    record,
    { [property]: value },
    { ...origin, source: 'CALCULATED' },
    portal.clock().getTime(),
  );
}

/** The id of the company that a record's "Primary" link leads to. */
function primaryCompanyOf(portal: Portal, from: RecordRef): string | undefined {
  return portal.associations.of(from, 'companies').find((link) => link.typeIds.some(isPrimaryTypeId))?.toId;
}

/** Gives all links of one record to another (a merge). */
export function moveLinks(portal: Portal, from: RecordRef, to: RecordRef, origin: Origin): void {
  for (const type of portal.associations.typesLinked(from)) {
    for (const link of [...portal.associations.of(from, type)]) {
      const other = { type, id: link.toId };
      const held = [...link.typeIds];
      portal.associations.remove(from, other);
      if (other.type === to.type && other.id === to.id) continue;
      const member = from.type === 'companies' ? other : to;
      const taken = primaryCompanyOf(portal, member) !== undefined;
      const typeIds = held.filter((typeId) => !(taken && isPrimaryTypeId(typeId)));
      announce(portal, to, other, portal.associations.add(to, other, typeIds), origin, false);
      notePrimaryCompany(portal, to, other, origin);
    }
  }
}

function announce(
  portal: Portal,
  from: RecordRef,
  to: RecordRef,
  typeIds: readonly number[],
  origin: Origin,
  removed: boolean,
): void {
  const at = portal.clock().getTime();
  for (const typeId of typeIds) {
    portal.onChange({
      kind: 'associationChange',
      objectType: from.type,
      objectId: from.id,
      toType: to.type,
      toId: to.id,
      typeId,
      at,
      origin,
      removed,
      primary: isPrimaryTypeId(typeId),
    });
  }
}
