/** What became of people whom a batch does not give: in the recycle bin, merged into somebody, or erased. */
import type { ChangePage, Transport } from '../port.ts';
import { get } from './account.ts';
import { manifest, VENDOR_TYPES, type VendorObject } from './manifest.ts';
import { recordId } from './map.ts';
import { batchSchema, bodyOf, objectSchema } from './payload.ts';
import { objectsPath, query } from './read.ts';

export type Missing = Pick<ChangePage, 'deleted' | 'merged'>;

/**
 * Whom HubSpot knows neither under this id nor in its recycle bin was erased for good, on their own request or after 90 days in the
 * bin, and is to be forgotten here as well: there may have been no webhook that said so.
 * https://developers.hubspot.com/docs/api-reference/latest/crm/objects/contacts/guide#delete-contacts
 */
export async function missingPeople(
  transport: Transport,
  vendor: VendorObject,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Missing> {
  const { object } = VENDOR_TYPES[vendor];
  const deleted: { object: typeof object; id: string; forget: boolean }[] = [];
  const merged: { object: typeof object; from: readonly string[]; into: string }[] = [];
  for (let start = 0; start < ids.length; start += manifest.batch.read) {
    const asked = ids.slice(start, start + manifest.batch.read);
    const binned = await inTheBin(transport, vendor, asked, signal);
    for (const id of asked) {
      if (binned.has(id)) {
        deleted.push({ object, id: recordId(vendor, id), forget: false });
        continue;
      }
      const survivor = await survivorOf(transport, vendor, id, signal);
      if (survivor === null) deleted.push({ object, id: recordId(vendor, id), forget: true });
      else if (survivor !== id) merged.push({ object, from: [recordId(vendor, id)], into: recordId(vendor, survivor) });
    }
  }
  return { deleted, merged };
}

async function inTheBin(
  transport: Transport,
  vendor: VendorObject,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const body = { inputs: ids.map((id) => ({ id })), properties: [], propertiesWithHistory: [] };
  const path = objectsPath(vendor, '/batch/read?archived=true');
  const response = await transport.send(query(path, body, 'general', signal));
  if (response.status === 404) return new Set();
  const { results } = bodyOf(response, batchSchema, `the recycle bin of ${vendor}`);
  return new Set(results.flatMap((result) => objectSchema.pick({ id: true }).safeParse(result).data?.id ?? []));
}

/** A single GET follows merges, a batch does not. */
async function survivorOf(
  transport: Transport,
  vendor: VendorObject,
  id: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const path = objectsPath(vendor, `/${encodeURIComponent(id)}?properties=hs_merged_object_ids`);
  const response = await transport.send(get(path, signal));
  if (response.status === 404) return null;
  return bodyOf(response, objectSchema.pick({ id: true }), `one of ${vendor}`).id;
}
