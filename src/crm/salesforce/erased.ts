/**
 * Records that never lay in the recycle bin, or were emptied out of it before we looked: `queryAll` does not show them any more, the
 * log of deletions does for some days.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_getdeleted.htm
 */
import { NOTHING, serverTime } from '../change-stream.ts';
import { dataPath, get } from './account.ts';
import type { IncrementsPosition } from './checkpoint.ts';
import { typeOf, type VendorObject } from './manifest.ts';
import type { ChangesOptions, Part } from './part.ts';
import { bodyOf, complaintOf, deletedSchema } from './payload.ts';
import { isDeleted } from './read.ts';
import { parseInstant } from './values.ts';

/** Most deletions are told at once by the changes themselves; the log is looked into this seldom, for it costs a request. */
const EVERY_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** The log reaches no further back. */
const LOG_MS = 15 * DAY_MS - 60 * 60_000;
/** Salesforce cuts seconds off, and a span must have a minute. */
const MINUTE_MS = 60_000;
const SHORTEST_MS = 2 * MINUTE_MS;
const wholeMinute = (ms: number): number => Math.floor(ms / MINUTE_MS) * MINUTE_MS;
/** Records that are told of in one page. */
const PAGE = 2_000;

/** What was deleted since the place that the position names. Nothing where less than an hour has passed, or the org keeps no log of it. */
export async function* erased(
  { account, reader, transport, clock, log }: ChangesOptions,
  vendor: VendorObject,
  resumed: IncrementsPosition,
  signal: AbortSignal,
): AsyncGenerator<Part> {
  const now = wholeMinute(clock.now());
  let from = wholeMinute(Math.max(resumed.deletedTo ?? 0, now - LOG_MS));
  if (now - from < EVERY_MS || (await account.describe(vendor))?.replicateable === false) return;
  if (resumed.deletedTo !== null && resumed.deletedTo < now - LOG_MS)
    log.warn({ vendor }, 'Pulso was away for longer than Salesforce keeps its log of deletions');
  let spanMs = DAY_MS;
  while (now - from >= SHORTEST_MS) {
    signal.throwIfAborted();
    const to = Math.min(from + wholeMinute(spanMs), now);
    const span = `start=${encodeURIComponent(new Date(from).toISOString())}&end=${encodeURIComponent(new Date(to).toISOString())}`;
    const response = await transport.send(get(dataPath(`/sobjects/${vendor}/deleted/?${span}`), signal));
    if (response.status >= 400) {
      const { code, message } = complaintOf(response.body);
      if (code === 'EXCEEDED_ID_LIMIT' && spanMs > SHORTEST_MS) {
        spanMs = Math.max(SHORTEST_MS, spanMs / 2);
        continue;
      }
      log.info({ vendor, code, message }, 'Salesforce does not tell what was deleted of these records');
      yield { ...NOTHING, position: { ...resumed, deletedTo: now } };
      return;
    }
    const body = bodyOf(response, deletedSchema, `the deletions of ${vendor}`);
    const covered = Date.parse(parseInstant(body.latestDateCovered ?? '') ?? '') || serverTime(response, to);
    // A log that stands still must not be asked for ever.
    const reached = Math.min(to, Math.max(covered, from));
    const ids = [...new Set(body.deletedRecords.map(({ id }) => id))];
    const gone = await stillGone(reader, vendor, ids, signal);
    for (let start = 0; start === 0 || start < gone.length; start += PAGE) {
      const deleted = gone
        .slice(start, start + PAGE)
        .map((id) => ({ object: typeOf(vendor).object, id, forget: false }));
      const isLast = start + PAGE >= gone.length;
      yield { ...NOTHING, deleted, position: isLast ? { ...resumed, deletedTo: reached } : resumed };
    }
    if (reached < to) return;
    from = to;
  }
}

/** Those that were not taken out of the recycle bin again, nor merged into another record: that was told as a merge. */
async function stillGone(
  reader: ChangesOptions['reader'],
  vendor: VendorObject,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const { sources } = await reader.byId(vendor, ids, signal);
  const known = new Set(
    sources
      .filter((source) => !isDeleted(source) || typeof source.MasterRecordId === 'string')
      .map((source) => source.Id),
  );
  return ids.filter((id) => !known.has(id));
}
