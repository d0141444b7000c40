import type { ApiCall } from '../api-call.ts';
import type { QueryContext } from '../soql/bind.ts';
import type { Org } from '../state/org.ts';

/** A query's context: the caller, and the present in the caller's time zone. */
export function contextOf(org: Org, call: Pick<ApiCall, 'caller'>, includeDeleted: boolean): QueryContext {
  const { userId } = call.caller;
  const zone = org.records.find('User', userId)?.fields.TimeZoneSidKey;
  return {
    org,
    userId,
    includeDeleted,
    now: org.now(),
    timeZone: typeof zone === 'string' ? zone : org.facts.timeZone,
  };
}
