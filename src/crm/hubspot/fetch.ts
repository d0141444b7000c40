/** Records by id, as they are now: what a webhook asks for. */
import type { ChangePage, Transport } from '../port.ts';
import type { CrmObject } from '../record.ts';
import { VENDOR_TYPES, type VendorObject, vendorsOf } from './manifest.ts';
import { recordId } from './map.ts';
import { mergesIn } from './merges.ts';
import { type Missing, missingPeople } from './missing.ts';
import type { Reader } from './read.ts';

export type Fetched = Pick<ChangePage, 'records' | 'setAside' | 'deleted' | 'merged'>;

/** Ids that HubSpot does not know (any more) come back as deleted; people who were erased there are to be forgotten. */
export async function fetchRecords(
  transport: Transport,
  reader: Reader,
  object: CrmObject,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Fetched> {
  const parts: Fetched[] = [];
  for (const [vendor, vendorIds] of byVendor(object, ids)) {
    const { sources, setAside } = await reader.byId(vendor, vendorIds, { signal });
    const links = await reader.links(vendor, sources, signal);
    const mapped = await reader.map(vendor, await reader.withHistory(vendor, sources, signal), links);
    const found = new Set([...sources.map(({ id }) => recordId(vendor, id)), ...setAside.map(({ id }) => id)]);
    const missing = vendorIds.filter((id) => !found.has(recordId(vendor, id)));
    const known = mergesIn(vendor, sources);
    const { deleted, merged } =
      vendor === 'contacts'
        ? await missingPeople(transport, vendor, without(missing, known), signal)
        : gone(vendor, missing);
    parts.push({
      records: mapped.records,
      setAside: [...setAside, ...mapped.setAside],
      deleted,
      merged: [...known, ...merged],
    });
  }
  return {
    records: parts.flatMap((part) => part.records),
    setAside: parts.flatMap((part) => part.setAside),
    deleted: parts.flatMap((part) => part.deleted),
    merged: parts.flatMap((part) => part.merged),
  };
}

/** Those who do not live on in somebody that was given. */
function without(ids: readonly string[], merged: Fetched['merged']): readonly string[] {
  const away = new Set(merged.flatMap(({ from }) => from));
  return ids.filter((id) => !away.has(id));
}

function gone(vendor: VendorObject, ids: readonly string[]): Missing {
  const { object } = VENDOR_TYPES[vendor];
  return { deleted: ids.map((id) => ({ object, id: recordId(vendor, id), forget: false })), merged: [] };
}

/** Our id → HubSpot's type and id; engagements carry their type in the id. */
function byVendor(object: CrmObject, ids: readonly string[]): ReadonlyMap<VendorObject, readonly string[]> {
  const vendors = vendorsOf(object);
  const sorted = new Map<VendorObject, string[]>();
  for (const id of new Set(ids)) {
    const [prefix = '', rest] = id.split(':', 2);
    const typed = vendors.find((vendor) => vendor === prefix);
    const vendor = typed ?? vendors[0];
    if (vendor === undefined) continue;
    sorted.set(vendor, [...(sorted.get(vendor) ?? []), typed && rest ? rest : id]);
  }
  return sorted;
}
