/** Who left, and when: read from the decisions on renewals, and from a lifecycle that says so. */
import { readInteractions } from './interactions.ts';
import { DAY_MS } from './stats/decay.ts';
import type { Timeline } from './timeline.ts';

/** A renewal that is lost so soon before or after a purchase was a double of it, or was replaced by it. */
const REPLACED_DAYS = 90;
/** Who leaves still writes about the last invoice; who is in touch later than this has not gone. */
const FAREWELL_DAYS = 60;

export interface Leaving {
  /** When the renewal was lost, or the last exchange with somebody whose lifecycle says that they left; null while they stay. */
  readonly lostMs: number | null;
  /** The same, where nothing speaks against it: from then on the scorecard is frozen. */
  readonly leftMs: number | null;
}

const STAYS: Leaving = { lostMs: null, leftMs: null };

/**
 * A subject is lost when a renewal was, and no other order was won within 90 days before it or at any time after it, or is open. It
 * has left when there was no exchange later than 60 days after that. Where only the lifecycle says so, the date is that of the last
 * exchange: the CRM does not tell when the lifecycle changed.
 * @param isFormer the CRM's lifecycle says that this is a customer no more.
 */
export function leavingOf(timeline: Timeline, isFormer: boolean): Leaving {
  const lost = timeline.order.findLast(({ signal }) => signal.stage === 'renew' && signal.outcome === 'lost');
  const replaced =
    lost !== undefined &&
    timeline.order.some(
      ({ signal, atMs }) =>
        signal.outcome === 'open' || (signal.outcome === 'won' && atMs >= lost.atMs - REPLACED_DAYS * DAY_MS),
    );
  if ((lost === undefined || replaced) && !isFormer) return STAYS;
  const lastMs = readInteractions(timeline).at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
  if (lost !== undefined && !replaced) {
    const isGone = isFormer || lastMs <= lost.atMs + FAREWELL_DAYS * DAY_MS;
    return { lostMs: lost.atMs, leftMs: isGone ? lost.atMs : null };
  }
  if (!Number.isFinite(lastMs)) return STAYS;
  return { lostMs: lastMs, leftMs: lastMs };
}

const FORMER =
  /(?:^|[^a-z])(?:churned|(?:former|lost|ex|past)[ _-]?(?:customer|client)s?|(?:ex|antiguo|anterior)[ _-]?clientes?|cliente[ _-]?perdido|baja)(?:$|[^a-z])/i;

/** Does this lifecycle stage name customers who left? Both CRMs leave the word to the admin. */
export function isFormerCustomer(lifecycle: string | undefined): boolean {
  return lifecycle !== undefined && FORMER.test(lifecycle);
}
