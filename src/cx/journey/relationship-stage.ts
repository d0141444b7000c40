/** Where a relationship stands now: what decides which weights apply. */
import type { Stage } from '../model/touchpoint.ts';
import { DAY_MS } from '../stats/decay.ts';
import type { Timeline } from '../timeline.ts';

/** What was bought is being delivered for so long. */
const DELIVERY_DAYS = 30;

/**
 * The stage by what is under way: an open renewal, else a purchase of the last 30 days, else the CRM's lifecycle; where that says
 * nothing, whether anything was bought or is being bought. Null where nothing tells.
 */
export function relationshipStage(
  { order }: Pick<Timeline, 'order'>,
  nowMs: number,
  lifecycleStage: Stage | null,
): Stage | null {
  if (order.some(({ signal }) => signal.outcome === 'open' && signal.stage === 'renew')) return 'renew';
  const won = order.filter(({ signal }) => signal.outcome === 'won');
  if (won.some(({ atMs }) => nowMs - atMs <= DELIVERY_DAYS * DAY_MS)) return 'deliver';
  if (lifecycleStage !== null) return lifecycleStage;
  if (won.length > 0) return 'use';
  return order.some(({ signal }) => signal.outcome === 'open') ? 'buy' : null;
}
