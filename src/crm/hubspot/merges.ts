import type { ChangePage } from '../port.ts';
import { VENDOR_TYPES, type VendorObject } from './manifest.ts';
import { recordId } from './map.ts';
import type { VendorRecord } from './payload.ts';

/** `hs_merged_object_ids` of a survivor: the ids that live on in it. */
export function mergesIn(vendor: VendorObject, sources: readonly VendorRecord[]): ChangePage['merged'] {
  const { object } = VENDOR_TYPES[vendor];
  return sources.flatMap((source) => {
    const from = (source.properties.hs_merged_object_ids ?? '')
      .split(';')
      .filter((id) => id !== '' && id !== source.id);
    return from.length === 0
      ? []
      : [{ object, from: from.map((id) => recordId(vendor, id)), into: recordId(vendor, source.id) }];
  });
}
