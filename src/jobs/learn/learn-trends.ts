/** Where the stored scores of everybody go, tested together. */
import type { Scorecard, StoredTrend, Subject } from '../../cx/model/scorecard.ts';
import { monthlyChanges } from '../../cx/monthly-changes.ts';
import { DAY_MS } from '../../cx/stats/decay.ts';
import { falseDiscovery } from '../../cx/stats/false-discovery.ts';
import { type Trend, trendOf } from '../../cx/trend.ts';
import type { ScorePoint } from '../../store/insights.ts';
import type { Install, Store } from '../../store/port.ts';

const PAGE = 500;
const ALPHA = 0.05;
const TREND_DAYS = 90;
/** Thirteen months and the one that is not over. */
const HISTORY_DAYS = 425;
/** A slope that nobody would act on is no arrow, however certain. */
const LEAST_SLOPE = 2;

interface Series {
  readonly subject: Subject;
  readonly trend: Trend;
  readonly monthOnMonth: number | null;
  readonly yearOnYear: number | null;
}

export interface LearnedTrends {
  readonly rows: readonly { readonly subject: Subject; readonly trend: StoredTrend }[];
  readonly counts: Readonly<Record<'up' | 'down' | 'none' | 'insufficient', number>>;
  /** The largest p of a 30-day change that is more than chance; 0 when none is. */
  readonly changeCutOff: number;
}

/** The last reading of each day: a day on which much happened counts once. */
function daily(points: readonly ScorePoint[]): ScorePoint[] {
  return [...new Map(points.map((point) => [point.at.slice(0, 10), point])).values()];
}

/** Of whole months by the install's clock: the last one against the one before, and against the same of the year before. */
function monthsOf(
  points: readonly ScorePoint[],
  timeZone: string,
  now: string,
): Pick<Series, 'monthOnMonth' | 'yearOnYear'> {
  const last = monthlyChanges(points, timeZone, now).months.findLast(({ complete }) => complete);
  return { monthOnMonth: last?.monthOnMonth?.points ?? null, yearOnYear: last?.yearOnYear?.points ?? null };
}

async function seriesOf(store: Store, install: Install, object: Subject['object'], nowMs: number): Promise<Series[]> {
  const now = new Date(nowMs).toISOString();
  const since = new Date(nowMs - HISTORY_DAYS * DAY_MS).toISOString();
  const recent = new Date(nowMs - TREND_DAYS * DAY_MS).toISOString();
  const found: Series[] = [];
  let after = '';
  for (;;) {
    const page = await store.insights.subjects(install.id, object, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return found;
    after = last.id;
    const ids = page.map(({ id }) => id);
    for (const [id, points] of await store.insights.scores(install.id, object, ids, since)) {
      const known = points.filter(({ at }) => at <= now);
      const trend = trendOf(daily(known.filter(({ at }) => at >= recent)), { leastSlopePer30d: LEAST_SLOPE });
      found.push({ subject: { object, id }, trend, ...monthsOf(known, install.timeZone, now) });
    }
  }
}

/** @param scorecards the latest ones of everybody who is looked at. */
export async function learnTrends(
  store: Store,
  install: Install,
  nowMs: number,
  scorecards: readonly Pick<Scorecard, 'change30d'>[],
): Promise<LearnedTrends> {
  const series = [
    ...(await seriesOf(store, install, 'customer', nowMs)),
    ...(await seriesOf(store, install, 'account', nowMs)),
  ];
  const tested = series.filter(({ trend }) => trend.p !== null);
  const adjusted = falseDiscovery(tested.map(({ trend }) => trend.p ?? 1));
  const adjustedOf = new Map(tested.map((one, index) => [one, adjusted[index] ?? 1]));
  const counts = { up: 0, down: 0, none: 0, insufficient: 0 };
  const rows = series.map((one) => {
    const { subject, trend, monthOnMonth, yearOnYear } = one;
    const p = adjustedOf.get(one) ?? null;
    const direction = p !== null && p <= ALPHA ? trend.direction : 'none';
    counts[trend.status === 'insufficient' ? 'insufficient' : direction] += 1;
    return {
      subject,
      trend: { direction, slopePer30d: trend.slopePer30d, p, readings: trend.points, monthOnMonth, yearOnYear },
    };
  });
  return { rows, counts, changeCutOff: cutOffOf(scorecards) };
}

function cutOffOf(scorecards: readonly Pick<Scorecard, 'change30d'>[]): number {
  const ps = scorecards.flatMap(({ change30d }) => (change30d?.p === undefined ? [] : [change30d.p]));
  const adjusted = falseDiscovery(ps);
  return ps.reduce((most, p, index) => ((adjusted[index] ?? 1) <= ALPHA ? Math.max(most, p) : most), 0);
}
