/** What we said would be done by a date: deliveries of orders, and tickets with a promised date. */
import type { Model } from './model/model.ts';
import type { Dated, DatedTicket, Timeline } from './timeline.ts';

const HOUR_MS = 3_600_000;

export interface Pledge {
  readonly dated: Dated<'order'> | DatedTicket;
  readonly promisedMs: number;
  /** When it was kept; null while it is not. */
  readonly keptMs: number | null;
  /** Hours beyond the promise, by the calendar; 0 when it was kept in time, counted until now while it is not kept. */
  readonly lateHours: number;
  /** Late by more than the model's grace. */
  readonly isBroken: boolean;
}

/**
 * Promises whose date has passed or that were kept, by their dates. A ticket keeps its promise by being solved, an order by being
 * delivered; a lost order promises nothing any more.
 */
export function readPromises(timeline: Pick<Timeline, 'order' | 'ticket'>, model: Model, nowMs: number): Pledge[] {
  const graceHours = model.flags.brokenPromise.graceHours;
  const found: Pledge[] = [];
  const add = (dated: Pledge['dated'], promisedMs: number, keptMs: number | null): void => {
    if (keptMs === null && promisedMs > nowMs) return;
    const lateHours = Math.max(0, ((keptMs ?? nowMs) - promisedMs) / HOUR_MS);
    found.push({ dated, promisedMs, keptMs, lateHours, isBroken: lateHours > graceHours });
  };
  for (const ticket of timeline.ticket) {
    if (ticket.promisedMs !== null && (ticket.open || ticket.resolvedMs !== null)) {
      add(ticket, ticket.promisedMs, ticket.resolvedMs);
    }
  }
  for (const order of timeline.order) {
    const { promisedAt, deliveredAt, outcome } = order.signal;
    if (promisedAt === undefined || outcome === 'lost') continue;
    const deliveredMs = deliveredAt === undefined ? null : Date.parse(deliveredAt);
    add(order, Date.parse(promisedAt), deliveredMs !== null && deliveredMs <= nowMs ? deliveredMs : null);
  }
  return found.sort((a, b) => a.promisedMs - b.promisedMs || (a.dated.signal.id < b.dated.signal.id ? -1 : 1));
}
