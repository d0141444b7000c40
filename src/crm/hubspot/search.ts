/**
 * Increments by search. Each page is anchored at the last modified time of the one before instead of walking on by offset:
 * so the cap of 10,000 results is never met, and a record that is modified meanwhile cannot push another over a page's edge.
 * Where one instant has more records than a page, they are walked through by id.
 * https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm
 */
import type { CrmResponse, Transport } from '../port.ts';
import type { SetAside } from '../record.ts';
import type { IncrementsPosition } from './checkpoint.ts';
import { VENDOR_TYPES, type VendorObject } from './manifest.ts';
import { bodyOf, listSchema, type VendorRecord } from './payload.ts';
import { objectsPath, query, readSources } from './read.ts';
import { parseInstant } from './values.ts';

export const SEARCH_LIMIT = 200;

export type Scan = NonNullable<IncrementsPosition['scan']>;

export interface SearchPage {
  readonly sources: readonly VendorRecord[];
  readonly setAside: readonly SetAside[];
  /** Where to go on; null at the end of the pass. */
  readonly next: Scan | null;
  readonly response: CrmResponse;
}

/** Milliseconds; the property that the search sorts by, else what HubSpot says beside it. */
export function modifiedOf(vendor: VendorObject, source: VendorRecord): number {
  const value = source.properties[VENDOR_TYPES[vendor].modified] ?? source.updatedAt;
  const instant = value ? parseInstant(value) : null;
  return instant === null ? 0 : Date.parse(instant);
}

export async function searchModified(
  transport: Transport,
  vendor: VendorObject,
  properties: readonly string[],
  scan: Scan,
  settledBefore: number,
  signal?: AbortSignal,
): Promise<SearchPage> {
  const { modified } = VENDOR_TYPES[vendor];
  const at = String(scan.at);
  const filters =
    scan.tie === null
      ? [{ propertyName: modified, operator: 'GTE', value: at }]
      : [
          { propertyName: modified, operator: 'EQ', value: at },
          { propertyName: 'hs_object_id', operator: 'GT', value: scan.tie },
        ];
  const body = {
    filterGroups: [{ filters }],
    sorts: [{ propertyName: scan.tie === null ? modified : 'hs_object_id', direction: 'ASCENDING' }],
    properties,
    limit: SEARCH_LIMIT,
    after: '0',
  };
  const response = await transport.send(query(objectsPath(vendor, '/search'), body, 'search', signal));
  const { results } = bodyOf(response, listSchema, `the search for ${vendor}`);
  const { sources, setAside } = readSources(vendor, results);
  const full = results.length >= SEARCH_LIMIT;
  const read = sources.map((source) => ({ id: source.id, at: modifiedOf(vendor, source) }));
  return { sources, setAside, next: nextScan(scan, full, read, settledBefore), response };
}

/**
 * Pure: where the pass goes on after a page. A record that was modified just now may show its new time in its old place, so the
 * anchor is the last time before `settledBefore`, unless all are later; what is later the next pass reads again anyway.
 */
export function nextScan(
  scan: Scan,
  full: boolean,
  read: readonly { readonly id: string; readonly at: number }[],
  settledBefore: number,
): Scan | null {
  const last = read.at(-1);
  if (scan.tie !== null) {
    return full && last ? { ...scan, tie: last.id } : { ...scan, at: scan.at + 1, tie: null };
  }
  if (!full || !last) return null;
  const anchor = read.findLast(({ at }) => at < settledBefore) ?? last;
  return anchor.at > scan.at ? { ...scan, at: anchor.at } : { ...scan, tie: '0' };
}
