import type { KeyDriverReport } from '../../cx/key-drivers.ts';
import type { Subject } from '../../cx/model/scorecard.ts';
import type { Bottlenecks } from '../../cx/portfolio/bottlenecks.ts';
import type { Buying } from '../../cx/portfolio/buying.ts';
import type { ClosedLoop } from '../../cx/portfolio/closed-loop.ts';
import type { FrictionPareto } from '../../cx/portfolio/friction-pareto.ts';
import type { Comparison, MonthValue } from '../../cx/portfolio/history.ts';
import type { JourneyOverview } from '../../cx/portfolio/journeys.ts';
import type { RevenueAtRisk } from '../../cx/portfolio/revenue-at-risk.ts';
import type { ServiceTrend } from '../../cx/portfolio/service-trends.ts';
import type { StayCurve } from '../../cx/portfolio/stay-curve.ts';
import type { Portfolio, Segment } from '../../cx/portfolio.ts';
import type { Store } from '../../store/port.ts';

/** What scores usually are: what is assumed of somebody of whom little is known. */
export interface UsualScore {
  /** In whole points, so that it stands still from day to day. */
  readonly score: number;
  readonly n: number;
}

export interface Usual {
  /** The property that segments are made by; null where everybody is one. */
  readonly property: string | null;
  readonly segments: Readonly<Record<string, UsualScore>>;
  /** Null with too few scores. */
  readonly all: UsualScore | null;
}

/** All customers of an install together, as it is stored; nobody's words. */
export interface PortfolioContent {
  readonly form: 1;
  readonly at: string;
  readonly timeZone: string;
  /** Customers that were looked at, of all: above some thousands every k-th. */
  readonly looked: { readonly customers: number; readonly of: number };
  readonly left: number;
  readonly summary: Portfolio['summary'];
  readonly segments: readonly Segment[];
  /** Of the present month: everybody (`(all)`) first, then the segments of each property. */
  readonly friction: readonly { readonly property: string; readonly paretos: readonly FrictionPareto[] }[];
  /** Of accounts, and of customers without one: what the CRM says, else what they are buying, or bought within a year. The ten to call first. */
  readonly revenue: RevenueAtRisk;
  /** `stays` is missing in older summaries. */
  readonly retention:
    | (Omit<NonNullable<Portfolio['retention']>, 'stays'> & { readonly stays?: StayCurve | null })
    | null;
  readonly repurchase: Portfolio['repurchase'];
  /** Missing in older summaries. */
  readonly buying?: Buying | null;
  readonly drivers:
    | KeyDriverReport
    | { readonly status: 'insufficient'; readonly target: string; readonly reason: string };
  /** The mean score by calendar month, from the stored history. */
  readonly months: {
    readonly values: readonly MonthValue[];
    readonly monthOnMonth: Comparison | null;
    readonly yearOnYear: Comparison | null;
  };
  readonly closedLoop: Omit<ClosedLoop, 'loops'>;
  /** Missing in older summaries. */
  readonly bottlenecks?: Bottlenecks;
  readonly service?: readonly ServiceTrend[];
  readonly journeys:
    | (Omit<JourneyOverview, 'recovery'> & { readonly recovery: Omit<JourneyOverview['recovery'], 'episodes'> })
    | null;
  /** Customers and accounts by where the stored history of their score goes. */
  readonly trends: Readonly<Record<'up' | 'down' | 'none' | 'insufficient', number>>;
  /** A change of 30 days is more than chance where its p is at most this (Benjamini–Hochberg over everybody). */
  readonly changeCutOff: number;
  readonly usual: Readonly<Record<Subject['object'], Usual>>;
}

/** What to tell whoever asks too early. */
export const NOTHING_LEARNED = 'nothing was learned yet; it is after the first pass, and once a day';

/** The latest summary of an install's portfolio; null while there is none. */
export async function readPortfolio(store: Pick<Store, 'insights'>, install: string): Promise<PortfolioContent | null> {
  const stored = await store.insights.portfolio(install);
  const content = stored?.content as PortfolioContent | undefined;
  return content?.form === 1 ? content : null;
}

/** What those at the top of the revenue at risk, and buyers who may be gone, are called, by `object id`; who is gone has no name. */
export async function namesOfRanked(
  store: Pick<Store, 'subjects'>,
  install: string,
  { revenue, buying }: PortfolioContent,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const slipping = buying?.status === 'fitted' ? buying.slipping : [];
  const subjects = [
    ...revenue.ranked.map(({ subject }) => subject),
    ...slipping.map(({ customer: id }) => ({ object: 'customer' as const, id })),
  ];
  for (const subject of subjects) {
    const stored = await store.subjects.get(install, subject.object, subject.id);
    if (stored !== null) names.set(`${subject.object} ${subject.id}`, stored.name);
  }
  return names;
}
