/** Week by week over everybody's tickets: do they take longer, do they become more, and where? */
import type { BusinessHours } from '../model/opening-hours.ts';
import type { Signal } from '../model/signal.ts';
import { calendarOf } from '../stats/business-hours.ts';
import { DAY_MS } from '../stats/decay.ts';
import { median } from '../stats/quantiles.ts';
import { type DatedTicket, readSignals, timelineAt } from '../timeline.ts';
import { type LevelShift, levelShift, type PortfolioTrend, portfolioTrends } from '../trend.ts';

const WEEK_MS = 7 * DAY_MS;
const WEEKS = 26;
/** Channels and topics that are looked at one by one: the busiest ones. */
const MOST_PARTS = 8;
/** With fewer tickets a part says nothing about weeks. */
const LEAST_TICKETS = 26;
const ALPHA = 0.05;

export interface ServiceWeek {
  /** When the week begins. */
  readonly from: string;
  /** Median working hours, or tickets. */
  readonly value: number;
  /** Tickets that it rests on. */
  readonly n: number;
}

export interface ServiceTrend {
  /** `first-response` and `resolution` in working hours (median), `tickets` a count. */
  readonly measure: 'first-response' | 'resolution' | 'tickets';
  /** What of the tickets: all of them, those of a channel, or of a topic in the CRM's words. */
  readonly part: { readonly by: 'all' | 'channel' | 'topic'; readonly value: string | null };
  /** Whole weeks, the oldest first; a week in which no ticket was answered or solved has no duration. */
  readonly weeks: readonly ServiceWeek[];
  /** An arrow only beyond chance, corrected for all series (Benjamini–Hochberg). More hours and more tickets are `up`. */
  readonly trend: Pick<PortfolioTrend, 'status' | 'direction' | 'slopePer30d' | 'adjustedP'>;
  /** Since when the level is another one, beyond chance over all series (Bonferroni); null where it is not, or weeks are too few. */
  readonly shift: LevelShift | null;
}

type Measured = Omit<ServiceTrend, 'trend' | 'shift'>;

/**
 * The last 26 whole weeks before `nowMs`: median working hours to the first answer (of tickets answered in the week) and to the resolution (of those
 * resolved in it), and tickets opened, in all, by channel and by topic. A record that several customers share counts once.
 * @param businessHours the calendar of working hours. @throws RangeError for a signal date that cannot be read.
 */
export function serviceTrends(
  signals: readonly Signal[],
  nowMs: number,
  businessHours: BusinessHours,
): readonly ServiceTrend[] {
  const { ticket: tickets } = timelineAt(readSignals(signals), nowMs, 'account');
  const calendar = calendarOf(businessHours);
  const durations = (measure: Measured['measure'], endOf: (ticket: DatedTicket) => number | null): Measured => ({
    measure,
    part: { by: 'all', value: null },
    weeks: weeksOf(
      tickets.flatMap((ticket) => {
        const endMs = endOf(ticket);
        return endMs === null ? [] : [{ atMs: endMs, value: calendar.hoursBetween(ticket.atMs, endMs) }];
      }),
      nowMs,
    ).flatMap(({ from, values }) => (values.length === 0 ? [] : [{ from, value: median(values), n: values.length }])),
  });
  const series = [
    durations('first-response', ({ firstResponseMs }) => firstResponseMs),
    durations('resolution', ({ resolvedMs }) => resolvedMs),
    ...volumes(tickets, nowMs),
  ].filter(({ weeks }) => weeks.length > 0);
  const trends = portfolioTrends(
    series.map(({ weeks }, index) => ({
      id: String(index),
      points: weeks.map(({ from, value }) => ({ at: from, value })),
    })),
    { alpha: ALPHA },
  );
  const tested = trends.filter(({ status }) => status === 'tested').length;
  return series.map((own, index) => {
    const { status = 'insufficient', direction = 'none', slopePer30d = null, adjustedP = null } = trends[index] ?? {};
    const points = own.weeks.map(({ from, value }) => ({ at: from, value }));
    return {
      ...own,
      trend: { status, direction, slopePer30d, adjustedP },
      shift: status === 'tested' ? levelShift(points, { alpha: ALPHA / tested }) : null,
    };
  });
}

/** Values by week; the running week, and what is older, are left out. Weeks before the first value are none. */
function weeksOf(
  values: readonly { readonly atMs: number; readonly value: number }[],
  nowMs: number,
): { readonly from: string; readonly values: number[] }[] {
  const weeks = Array.from({ length: WEEKS }, (_, index) => ({
    from: new Date(nowMs - (WEEKS - index) * WEEK_MS).toISOString(),
    values: [] as number[],
  }));
  for (const { atMs, value } of values) {
    const ago = Math.ceil((nowMs - atMs) / WEEK_MS);
    if (ago >= 1 && ago <= WEEKS) weeks[WEEKS - ago]?.values.push(value);
  }
  const first = weeks.findIndex((week) => week.values.length > 0);
  return first < 0 ? [] : weeks.slice(first);
}

function volumes(tickets: readonly DatedTicket[], nowMs: number): Measured[] {
  const recent = tickets.filter(({ atMs }) => nowMs - atMs <= WEEKS * WEEK_MS);
  const all = weeksOf(
    recent.map(({ atMs }) => ({ atMs, value: 1 })),
    nowMs,
  );
  const counted = (part: Measured['part'], own: readonly DatedTicket[]): Measured => {
    const weeks = new Map(all.map(({ from }) => [from, 0]));
    for (const { from, values } of weeksOf(
      own.map(({ atMs }) => ({ atMs, value: 1 })),
      nowMs,
    ))
      weeks.set(from, values.length);
    return { measure: 'tickets', part, weeks: [...weeks].map(([from, n]) => ({ from, value: n, n })) };
  };
  const parts = (by: 'channel' | 'topic', keyOf: (ticket: DatedTicket) => string | undefined): Measured[] =>
    [...Map.groupBy(recent, (ticket) => keyOf(ticket) ?? '')]
      .filter(([value, own]) => value !== '' && own.length >= LEAST_TICKETS && own.length < recent.length)
      .sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1))
      .slice(0, MOST_PARTS)
      .map(([value, own]) => counted({ by, value }, own));
  return [
    counted({ by: 'all', value: null }, recent),
    ...parts('channel', ({ signal }) => signal.touchpoint),
    ...parts('topic', ({ signal }) => signal.topic?.trim()),
  ];
}
