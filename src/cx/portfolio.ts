/** All customers together: what goes wrong most, where, with whom, since when, and what is at stake. */

import { defaultModel } from './default-model.ts';
import type { Journey } from './journey.ts';
import type { KeyDriverReport } from './key-drivers.ts';
import type { BusinessHours } from './model/opening-hours.ts';
import type { Scorecard } from './model/scorecard.ts';
import type { Signal } from './model/signal.ts';
import { type Bottlenecks, bottlenecksOf } from './portfolio/bottlenecks.ts';
import { type Buying, buyingOf } from './portfolio/buying.ts';
import { type ChangeComparison, compareChange, type DatedChange } from './portfolio/change-comparison.ts';
import { type ClosedLoop, closedLoop } from './portfolio/closed-loop.ts';
import { type FrictionPareto, frictionPareto } from './portfolio/friction-pareto.ts';
import { compareMonths, type MetricHistory } from './portfolio/history.ts';
import { type JourneyOverview, overviewOf } from './portfolio/journeys.ts';
import { monthCalendar } from './portfolio/months.ts';
import {
  type Cohort,
  cohortRetention,
  type PeriodRates,
  periodRates,
  type Repurchase,
  repurchaseRate,
  type Tenure,
} from './portfolio/retention.ts';
import { openRevenue, type RevenueAtRisk, revenueAtRisk } from './portfolio/revenue-at-risk.ts';
import { scorecardDrivers } from './portfolio/scorecard-drivers.ts';
import { type Attributes, segmentsBy } from './portfolio/segments.ts';
import { type ServiceTrend, serviceTrends } from './portfolio/service-trends.ts';
import { type StayCurve, stayCurve } from './portfolio/stay-curve.ts';
import { type Summary, summarise } from './portfolio/summary.ts';
import { roundNumbers } from './round-numbers.ts';
import { DAY_MS } from './stats/decay.ts';
import { instantMs } from './stats/require-finite.ts';
import { type Dated, readSignals, timelineAt } from './timeline.ts';

/** An NPS answer older than this is no longer the customer's opinion. */
const NPS_DAYS = 365;
/** The segment of everybody. */
export const EVERYBODY = '(all)';

export interface PortfolioCustomer {
  /** As of `now`. */
  readonly scorecard: Scorecard;
  readonly signals: readonly Signal[];
  readonly attributes?: Attributes;
  /** Since when, and until when, they are a customer. */
  readonly tenure?: Omit<Tenure, 'customer'>;
  /** What they are worth, in one currency. Default: the amount of their open orders. */
  readonly revenue?: number | null;
  /** Earlier scorecards, in any order. */
  readonly history?: readonly Scorecard[];
  readonly journey?: Journey;
}

export interface PortfolioOptions {
  readonly customers: readonly PortfolioCustomer[];
  /** ISO 8601. */
  readonly now: string;
  /** IANA name; months begin on its clocks. */
  readonly timeZone: string;
  /** In which waits are counted. Default: those of the shipped model, in `timeZone`. */
  readonly businessHours?: BusinessHours;
  /** Properties of `attributes` to split by. */
  readonly segmentBy?: readonly string[];
  /** For churn and repurchase. Default: the last 365 days. */
  readonly period?: { readonly from: string; readonly to: string };
  readonly changes?: readonly DatedChange[];
  /** What key drivers explain. Default `nps`. */
  readonly driverTarget?: string;
}

export interface Segment {
  readonly property: string;
  readonly value: string;
  readonly summary: Summary;
  readonly revenue: Omit<RevenueAtRisk, 'ranked'>;
}

export interface Portfolio {
  readonly at: string;
  readonly timeZone: string;
  /** Customers who have left: they are in retention and in the past, not in the present numbers. */
  readonly left: number;
  readonly summary: Summary;
  readonly segments: readonly Segment[];
  /** By property: `(all)` first, then each property; within it by month, then segment. */
  readonly friction: readonly { readonly property: string; readonly paretos: readonly FrictionPareto[] }[];
  readonly revenue: RevenueAtRisk;
  /** Null where nobody's tenure is known. */
  readonly retention: {
    readonly period: PeriodRates;
    readonly cohorts: readonly Cohort[];
    /** Null where everybody came after `now`. */
    readonly stays: StayCurve | null;
  } | null;
  readonly repurchase: Repurchase;
  /** Null where nobody bought. */
  readonly buying: Buying | null;
  readonly drivers: KeyDriverReport | ReturnType<typeof scorecardDrivers>;
  readonly months: readonly MetricHistory[];
  readonly changes: readonly ChangeComparison[];
  readonly closedLoop: ClosedLoop;
  /** Of the tickets of the last 90 days. */
  readonly bottlenecks: Bottlenecks;
  /** Week by week: how long tickets take, and how many there are. */
  readonly service: readonly ServiceTrend[];
  /** Null without journeys. */
  readonly journeys: JourneyOverview | null;
}

/**
 * Concludes what can be said about all customers at one instant from their finished scorecards. Nothing here flows back into a score.
 * Pure: the same input gives the same portfolio, in any order of customers.
 * @throws RangeError for unreadable dates, an unknown time zone, or a negative revenue.
 */
export function portfolioOf(options: PortfolioOptions): Portfolio {
  const { now, timeZone, segmentBy = [] } = options;
  const nowMs = instantMs('now', now);
  const customers = options.customers.toSorted((a, b) => compareText(idOf(a), idOf(b)));
  const signals = customers.flatMap((customer) => customer.signals);
  const scorecards = customers.map(({ scorecard }) => scorecard);
  const present = customers.filter((customer) => !hasLeft(customer, nowMs));
  const history = [...customers.flatMap((customer) => customer.history ?? []), ...scorecards];
  const period = options.period ?? {
    from: new Date(nowMs - 365 * DAY_MS).toISOString(),
    to: new Date(nowMs).toISOString(),
  };
  const tenures = customers.flatMap(({ scorecard, tenure }) =>
    tenure === undefined ? [] : [{ customer: scorecard.subject.id, ...tenure }],
  );
  const journeys = present.flatMap(({ journey }) => (journey === undefined ? [] : [journey]));
  const answers = npsAnswers(
    present.flatMap((customer) => customer.signals),
    nowMs,
  );
  return roundNumbers<Portfolio>({
    at: new Date(nowMs).toISOString(),
    timeZone,
    left: customers.length - present.length,
    summary: summarise(
      present.map(({ scorecard }) => scorecard),
      answers,
    ),
    segments: segmentBy.flatMap((property) => segmentsOf(property, present, answers, nowMs)),
    friction: [
      {
        property: EVERYBODY,
        paretos: frictionOf(
          customers,
          customers.map(() => EVERYBODY),
          timeZone,
        ),
      },
      ...segmentBy.map((property) => ({
        property,
        paretos: frictionOf(customers, segmentsBy(property, attributesOf(customers)), timeZone),
      })),
    ],
    revenue: revenueAtRisk(withRevenue(present, nowMs)),
    retention:
      tenures.length === 0
        ? null
        : {
            period: periodRates(tenures, period.from, period.to),
            cohorts: cohortRetention(tenures, now, timeZone),
            stays: stayCurve(tenures, now),
          },
    repurchase: repurchaseRate(signals, period.from, period.to),
    buying: buyingOf(signals, nowMs),
    drivers: scorecardDrivers(scorecards, options.driverTarget === undefined ? {} : { target: options.driverTarget }),
    months: compareMonths({ history, timeZone }),
    changes: (options.changes ?? []).map((change) => compareChange({ change, history })),
    closedLoop: closedLoop(signals, now),
    bottlenecks: bottlenecksOf(signals, nowMs),
    service: serviceTrends(signals, nowMs, options.businessHours ?? { ...defaultModel.businessHours, timeZone }),
    journeys: journeys.length === 0 ? null : overviewOf(journeys),
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function idOf({ scorecard: { subject } }: PortfolioCustomer): string {
  return `${subject.object} ${subject.id}`;
}

function hasLeft({ scorecard, tenure }: PortfolioCustomer, nowMs: number): boolean {
  const endedAt = scorecard.frozenAt ?? tenure?.endedAt ?? null;
  return endedAt !== null && instantMs('endedAt', endedAt) <= nowMs;
}

function attributesOf(customers: readonly PortfolioCustomer[]): Attributes[] {
  return customers.map(({ attributes }) => attributes ?? {});
}

function withRevenue(
  customers: readonly PortfolioCustomer[],
  nowMs: number,
): { scorecard: Scorecard; revenue: number | null }[] {
  return customers.map(({ scorecard, revenue, signals }) => ({
    scorecard,
    revenue: revenue === undefined ? openRevenue(signals, nowMs) : revenue,
  }));
}

function npsAnswers(signals: readonly Signal[], nowMs: number): Dated<'survey'>[] {
  const { survey } = timelineAt(readSignals(signals), nowMs, 'customer');
  return survey.filter(({ signal, atMs }) => signal.survey === 'nps' && nowMs - atMs <= NPS_DAYS * DAY_MS);
}

function segmentsOf(
  property: string,
  customers: readonly PortfolioCustomer[],
  answers: readonly Dated<'survey'>[],
  nowMs: number,
): Segment[] {
  const values = segmentsBy(property, attributesOf(customers));
  const groups = Map.groupBy(
    customers.map((customer, index) => ({ customer, value: values[index] ?? '' })),
    ({ value }) => value,
  );
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([value, members]) => {
      const own = members.map(({ customer }) => customer);
      const people = new Set(own.flatMap((customer) => customer.signals.map((signal) => signal.customer)));
      const { ranked: _, ...revenue } = revenueAtRisk(withRevenue(own, nowMs));
      return {
        property,
        value,
        summary: summarise(
          own.map(({ scorecard }) => scorecard),
          answers.filter(({ signal }) => people.has(signal.customer)),
        ),
        revenue,
      };
    });
}

/** Flags by month: of each earlier scorecard, and of the present one. */
function frictionOf(
  customers: readonly PortfolioCustomer[],
  segments: readonly string[],
  timeZone: string,
): FrictionPareto[] {
  const { monthOf } = monthCalendar(timeZone);
  return frictionPareto(
    customers.flatMap(({ scorecard, history = [] }, index) =>
      [...history.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)), scorecard].map(
        ({ subject, at, flags, score }) => ({
          customer: `${subject.object} ${subject.id}`,
          segment: segments[index] ?? '',
          month: monthOf(Date.parse(at)),
          flags: flags.map(({ id }) => id),
          score: score?.value ?? null,
        }),
      ),
    ),
  );
}
