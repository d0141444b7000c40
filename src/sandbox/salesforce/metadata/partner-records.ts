import { ApiError } from '../api-error.ts';
import { normalizeId } from '../ids.ts';
import type { Org } from '../state/org.ts';
import { mergeRecords, undeleteRecord } from '../writes/remove.ts';
import { updateRecord } from '../writes/save.ts';
import { type Element, first, text, texts } from './xml.ts';

const MAX_MERGED = 2;

/** The records that the partner API's `undelete` takes out of the recycle bin, each with what became of it (api, undelete). */
export function undelete(org: Org, call: Element): Record<string, unknown>[] {
  return texts(call, 'ids').map((given) => {
    try {
      const { schema, id } = recordOf(org, given);
      undeleteRecord(org, schema, id);
      return { id, success: true };
    } catch (fault) {
      return failed(fault, normalizeId(given));
    }
  });
}

/** Merges up to two records into a third, which takes the given values first (api, merge). */
export function merge(org: Org, userId: string, request: Element): Record<string, unknown> {
  const master = first(request, 'masterRecord') ?? {};
  const losers = texts(request, 'recordToMergeIds');
  try {
    const { schema, id } = recordOf(org, text(master, 'Id') ?? text(master, 'id') ?? '');
    if (losers.length === 0 || losers.length > MAX_MERGED)
      throw new ApiError(400, 'INVALID_NUM_ITEMS', `${losers.length} records can not be merged at once`, []);
    const { type: _type, Id: _id, id: _other, ...values } = master;
    const mergedRecordIds = losers.map((loser) => recordOf(org, loser).id);
    org.records.atomically(() => {
      updateRecord(org, { userId }, schema, id, values, 'csv');
      for (const loser of mergedRecordIds) mergeRecords(org, { userId }, schema, id, loser);
    });
    return { id, mergedRecordIds, success: true, updatedRelatedIds: [] };
  } catch (fault) {
    return failed(fault, undefined);
  }
}

function recordOf(org: Org, given: string) {
  const id = normalizeId(given);
  const schema = id === undefined ? undefined : org.schema.ofId(id);
  if (id === undefined || !schema) throw new ApiError(400, 'MALFORMED_ID', `bad id ${given}`, []);
  return { schema, id };
}

function failed(fault: unknown, id: string | undefined): Record<string, unknown> {
  if (!(fault instanceof ApiError)) throw fault;
  return { errors: fault.results(), id, success: false };
}
