import { type Answer, type ApiCall, param, type Route } from '../api-call.ts';
import { ApiError } from '../api-error.ts';
import type { Org } from '../state/org.ts';
import type { StoredRecord } from '../state/records.ts';
import { formatInstant, instantMs, readInstant } from '../time.ts';
import { objectNamed } from './find-object.ts';

const MAX_DAYS = 30;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MAX_IDS = 600_000;

/** A bound of the span, cut to the minute. Also reads dates as JavaScript prints them. */
function bound(call: ApiCall, name: string): number {
  const text = call.query.get(name);
  if (text === null) throw new ApiError(400, 'MISSING_ARGUMENT', `Missing required parameter: ${name}`);
  // A plus sign that was not encoded arrives as a blank.
  const instant = readInstant(text) ?? readInstant(text.replace(/ (\d{2}:?\d{2})$/, '+$1'));
  if (instant === undefined)
    throw new ApiError(400, 'INVALID_REPLICATION_DATE', `${name}: the date ${text} is not a valid ISO 8601 dateTime`);
  return Math.floor(instantMs(instant) / MINUTE_MS) * MINUTE_MS;
}

/** The span that is asked for. Throws INVALID_REPLICATION_DATE. */
function spanOf(org: Org, call: ApiCall): { readonly from: string; readonly to: string; readonly covered: string } {
  const [start, end] = [bound(call, 'start'), bound(call, 'end')];
  if (end <= start)
    throw new ApiError(
      400,
      'INVALID_REPLICATION_DATE',
      'endDate must be at least one minute greater than the startDate',
    );
  if (start < org.now() - MAX_DAYS * DAY_MS - MINUTE_MS)
    throw new ApiError(400, 'INVALID_REPLICATION_DATE', 'startDate cannot be more than 30 days ago');
  return { from: formatInstant(start), to: formatInstant(end), covered: formatInstant(Math.min(end, org.now())) };
}

function changedIn(org: Org, type: string, from: string, to: string): StoredRecord[] {
  const found = [...org.records.list(type)].filter((record) => {
    const at = String(record.fields.SystemModstamp ?? record.fields.CreatedDate ?? '');
    return at >= from && at < to;
  });
  if (found.length > MAX_IDS)
    throw new ApiError(400, 'EXCEEDED_ID_LIMIT', 'The number of ids exceeds the limit of 600,000');
  return found;
}

/** `updated` and `deleted`: what changed in a span of time (api_rest, resources_getupdated). */
export function changeRoutes(org: Org): Route[] {
  function updated(call: ApiCall): Answer {
    const schema = objectNamed(org, call, param(call, 'type'));
    const { from, to, covered } = spanOf(org, call);
    const ids = changedIn(org, schema.definition.name, from, to)
      .filter((record) => record.fields.IsDeleted !== true)
      .map((record) => record.id);
    return { status: 200, body: { ids, latestDateCovered: covered } };
  }

  function deleted(call: ApiCall): Answer {
    const schema = objectNamed(org, call, param(call, 'type'));
    const { from, to, covered } = spanOf(org, call);
    const { name } = schema.definition;
    const inBin = changedIn(org, name, from, to)
      .filter((record) => record.fields.IsDeleted === true)
      .map((record) => ({
        id: record.id,
        deletedDate: record.fields.LastModifiedDate ?? record.fields.SystemModstamp,
      }));
    const purged = org.records
      .purged(name)
      .filter(({ deletedDate }) => deletedDate >= from && deletedDate < to)
      .map(({ id, deletedDate }) => ({ id, deletedDate }));
    const deletedRecords = [...inBin, ...purged];
    return {
      status: 200,
      body: {
        deletedRecords,
        earliestDateAvailable: formatInstant(org.now() - MAX_DAYS * DAY_MS),
        latestDateCovered: covered,
      },
    };
  }

  return [
    { method: 'GET', path: '/sobjects/:type/updated', handle: updated },
    { method: 'GET', path: '/sobjects/:type/deleted', handle: deleted },
  ];
}
