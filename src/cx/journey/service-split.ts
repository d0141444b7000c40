/** Who solved it: a person, a machine, or the customer alone. */
import type { Context } from '../context.ts';
import { firstFrom } from '../first-from.ts';
import type { Touchpoint } from '../model/touchpoint.ts';
import { DAY_MS } from '../stats/decay.ts';
import { type Interval, wilsonInterval } from '../stats/intervals.ts';
import { median } from '../stats/quantiles.ts';
import type { DatedTicket, Timeline } from '../timeline.ts';
import type { JourneySettings } from './settings.ts';

/** Pages on which customers help themselves. */
const SELF_SERVICE: ReadonlySet<Touchpoint> = new Set<Touchpoint>(['portal', 'forum']);

export interface SolvedBy {
  readonly tickets: number;
  /** Calendar hours, median; null without a ticket. */
  readonly medianHours: number | null;
  readonly reopened: number;
}

export interface ServiceSplit {
  readonly human: SolvedBy;
  /** Nobody of ours answered, a machine did. */
  readonly automated: SolvedBy;
  /** Solved, and no answer of anybody is on record. */
  readonly unknown: SolvedBy;
  /** Share of the tickets whose solver is known that a machine solved alone, with Wilson's interval, 0..1; null when none is known. */
  readonly automatedShare: { readonly share: number; readonly interval: Interval } | null;
  readonly selfService: {
    /** Visits to help pages that can be judged: the days in which a contact could follow have passed. */
    readonly visits: number;
    readonly followedByContact: number;
    /** Share not followed by a contact, with Wilson's interval, 0..1; null without a visit. */
    readonly deflected: { readonly share: number; readonly interval: Interval } | null;
  };
}

function describe(tickets: readonly DatedTicket[]): SolvedBy {
  const hours = tickets.map(({ atMs, resolvedMs }) => ((resolvedMs ?? atMs) - atMs) / 3_600_000);
  return {
    tickets: tickets.length,
    medianHours: hours.length === 0 ? null : median(hours),
    reopened: tickets.filter(({ reopenedMs }) => reopenedMs.length > 0).length,
  };
}

function shareOf(positives: number, n: number): { share: number; interval: Interval } | null {
  return n === 0 ? null : { share: positives / n, interval: wilsonInterval(positives, n) };
}

/** Tells whether something with this key happened between two instants (ms, both inclusive). */
function instantsBy(
  dated: readonly { readonly key: string; readonly atMs: number }[],
): (key: string, fromMs: number, toMs: number) => boolean {
  const byKey = new Map<string, number[]>();
  for (const { key, atMs } of dated) {
    const instants = byKey.get(key);
    if (instants === undefined) byKey.set(key, [atMs]);
    else instants.push(atMs);
  }
  for (const instants of byKey.values()) instants.sort((a, b) => a - b);
  return (key, fromMs, toMs) => {
    const first = firstFrom(byKey.get(key) ?? [], fromMs);
    return first !== null && first <= toMs;
  };
}

/**
 * Tickets by who solved them, and help pages by whether a contact followed within `selfServiceDays` (the visits of the last days are
 * left out: they cannot be judged yet).
 */
export function serviceSplit(timeline: Timeline, context: Context, settings: JourneySettings): ServiceSplit {
  const ours = timeline.message.filter(
    ({ signal }) => signal.direction === 'outbound' && signal.purpose !== 'marketing',
  );
  const wroteBetween = instantsBy(
    ours.map(({ signal, atMs }) => ({ key: `${signal.automated} ${signal.customer}`, atMs })),
  );
  const human: DatedTicket[] = [];
  const automated: DatedTicket[] = [];
  const unknown: DatedTicket[] = [];
  for (const ticket of timeline.ticket) {
    const { signal, atMs, resolvedMs, firstResponseMs } = ticket;
    if (resolvedMs === null) continue;
    if (firstResponseMs !== null || wroteBetween(`false ${signal.customer}`, atMs, resolvedMs)) human.push(ticket);
    else if (wroteBetween(`true ${signal.customer}`, atMs, resolvedMs)) automated.push(ticket);
    else unknown.push(ticket);
  }

  const spanMs = settings.selfServiceDays * DAY_MS;
  const visits = timeline.visit.filter(
    ({ signal, atMs }) =>
      (SELF_SERVICE.has(signal.touchpoint) || signal.stage === 'support') && atMs <= context.now - spanMs,
  );
  const contactedBetween = instantsBy(
    context.contacts.map(({ dated, atMs }) => ({ key: dated.signal.customer, atMs })),
  );
  const followed = visits.filter(({ signal, atMs }) => contactedBetween(signal.customer, atMs, atMs + spanMs)).length;
  return {
    human: describe(human),
    automated: describe(automated),
    unknown: describe(unknown),
    automatedShare: shareOf(automated.length, human.length + automated.length),
    selfService: {
      visits: visits.length,
      followedByContact: followed,
      deflected: shareOf(visits.length - followed, visits.length),
    },
  };
}
