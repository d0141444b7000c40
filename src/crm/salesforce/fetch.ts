/** Records by id, as they are now. */
import type { ChangePage } from '../port.ts';
import type { CrmObject } from '../record.ts';
import { goneIn } from './changes.ts';
import { type SalesforceSettings, type VendorObject, vendorsOf } from './manifest.ts';
import { isDeleted, type Reader } from './read.ts';

export type Fetched = Pick<ChangePage, 'records' | 'setAside' | 'deleted' | 'merged'>;

/** Ids that Salesforce does not know (any more), or that are no ids at all, come back as deleted. */
export async function fetchRecords(
  reader: Reader,
  settings: SalesforceSettings,
  object: CrmObject,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Fetched> {
  const parts: Fetched[] = [];
  for (const [vendor, vendorIds] of await byVendor(reader, vendorsOf(object, settings), ids)) {
    const { sources, setAside } = await reader.byId(vendor, vendorIds, signal);
    const mapped = await reader.map(
      vendor,
      sources.filter((source) => !isDeleted(source)),
      signal,
    );
    const found = new Set(sources.map(({ Id }) => Id));
    const missing = vendorIds.filter((id) => !found.has(id)).map((id) => ({ object, id, forget: false }));
    const gone = goneIn(vendor, sources);
    parts.push({
      records: mapped.records,
      setAside: [...setAside, ...mapped.setAside],
      deleted: [...gone.deleted, ...missing],
      merged: gone.merged,
    });
  }
  return {
    records: parts.flatMap((part) => part.records),
    setAside: parts.flatMap((part) => part.setAside),
    deleted: parts.flatMap((part) => part.deleted),
    merged: parts.flatMap((part) => part.merged),
  };
}

/** The prefix of an id tells its object. What is no id of any is asked for as one of the first: it will not be found. */
async function byVendor(
  reader: Reader,
  vendors: readonly VendorObject[],
  ids: readonly string[],
): Promise<ReadonlyMap<VendorObject, readonly string[]>> {
  const sorted = new Map<VendorObject, string[]>();
  for (const id of new Set(ids)) {
    const vendor = (await reader.vendorOf(id, vendors)) ?? vendors[0];
    if (vendor !== undefined) sorted.set(vendor, [...(sorted.get(vendor) ?? []), id]);
  }
  return sorted;
}
