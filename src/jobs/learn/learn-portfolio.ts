/** All customers of an install together, from what is stored. */
import { isFormerCustomer, leavingOf } from '../../cx/churn-outcomes.ts';
import { journeyOf } from '../../cx/journey.ts';
import { KeptReadings } from '../../cx/kept-readings.ts';
import type { Scorecard, Subject } from '../../cx/model/scorecard.ts';
import type { Signal } from '../../cx/model/signal.ts';
import { COMPOSITE, compareMonths } from '../../cx/portfolio/history.ts';
import { monthCalendar } from '../../cx/portfolio/months.ts';
import { openRevenue, revenueAtRisk } from '../../cx/portfolio/revenue-at-risk.ts';
import { EVERYBODY, type Portfolio, type PortfolioCustomer, portfolioOf } from '../../cx/portfolio.ts';
import { DAY_MS } from '../../cx/stats/decay.ts';
import type { TextReader } from '../../cx/text/text-reader.ts';
import { readSignals, timelineAt } from '../../cx/timeline.ts';
import type { Install } from '../../store/port.ts';
import type { TaskDeps } from '../tasks/deps.ts';
import { attributesOf, segmentProperties } from './attributes.ts';
import { eachSubject, type KnownSubject } from './each-subject.ts';
import { type LearnedTrends, learnTrends } from './learn-trends.ts';
import type { PortfolioContent, Usual, UsualScore } from './read-portfolio.ts';

/** So many customers are looked at; of more every k-th, and the summary says so. */
const MOST_CUSTOMERS = 4_000;
const PAGE = 500;
/** Fewer scores than this are no usual one. */
const FEWEST_USUAL = 20;
const HISTORY_DAYS = 425;
const YEAR_DAYS = 365;
const RANKED = 10;
const MONTHS_SHOWN = 13;

interface Revenue {
  readonly scorecard: Scorecard;
  readonly revenue: number | null;
}

interface Looked {
  readonly customers: readonly PortfolioCustomer[];
  readonly history: readonly Scorecard[];
  /** Orders of the people of each account, and of those who belong to none. */
  readonly orders: ReadonlyMap<string, number>;
  readonly alone: readonly Revenue[];
}

/** The summary as it is to be stored, and the trends that it rests on. Reads only; the same store and instant give the same. */
export async function learnPortfolio(
  deps: TaskDeps,
  install: Install,
  signal: AbortSignal,
): Promise<{ readonly content: PortfolioContent; readonly trends: LearnedTrends }> {
  const { store } = deps;
  const now = new Date(deps.now()).toISOString();
  const { customers, history, orders, alone } = await lookAtCustomers(deps, install, now, signal);
  const accounts = await accountsOf(deps, install, orders);
  const scorecards = [...customers.map(({ scorecard }) => scorecard), ...accounts.map(({ scorecard }) => scorecard)];
  const trends = await learnTrends(store, install, deps.now(), scorecards);
  signal.throwIfAborted();
  const segmentBy = segmentProperties(install);
  const { businessHours } = deps.modelOf(install);
  const portfolio = portfolioOf({ customers, now, timeZone: install.timeZone, businessHours, segmentBy });
  const revenue = revenueAtRisk([...accounts, ...alone]);
  const content: PortfolioContent = {
    form: 1,
    ...{ at: portfolio.at, timeZone: portfolio.timeZone, left: portfolio.left },
    looked: { customers: customers.length, of: await countScored(deps, install.id) },
    ...{ summary: portfolio.summary, segments: portfolio.segments },
    friction: presentFriction(portfolio, install.timeZone, deps.now()),
    revenue: { ...revenue, ranked: revenue.ranked.slice(0, RANKED) },
    retention: portfolio.retention && {
      ...portfolio.retention,
      cohorts: portfolio.retention.cohorts.slice(-MONTHS_SHOWN),
    },
    ...{ repurchase: portfolio.repurchase, buying: portfolio.buying, drivers: portfolio.drivers },
    months: monthsOf(history, install.timeZone),
    ...{
      closedLoop: withoutLoops(portfolio.closedLoop),
      bottlenecks: portfolio.bottlenecks,
      service: portfolio.service,
    },
    journeys: withoutEpisodes(portfolio.journeys),
    ...{ trends: trends.counts, changeCutOff: trends.changeCutOff },
    usual: {
      customer: usualOf(customers, segmentBy[0] ?? null),
      account: usualOf(
        accounts.map(({ scorecard }) => ({ scorecard })),
        null,
      ),
    },
  };
  return { content, trends };
}

async function countScored({ store }: TaskDeps, install: string): Promise<number> {
  return Object.values(await store.scorecards.bands(install, 'customer')).reduce((sum, count) => sum + count, 0);
}

async function lookAtCustomers(deps: TaskDeps, install: Install, now: string, signal: AbortSignal): Promise<Looked> {
  const { store } = deps;
  const textReader = await deps.textReaderOf(install);
  const customers: PortfolioCustomer[] = [];
  const history: Scorecard[] = [];
  const orders = new Map<string, number>();
  const alone: Revenue[] = [];
  const since = new Date(deps.now() - HISTORY_DAYS * DAY_MS).toISOString();
  const { monthOf } = monthCalendar(install.timeZone);
  for await (const page of eachSubject(store, install.id, 'customer', MOST_CUSTOMERS)) {
    const ids = page.map(({ subject }) => subject.id);
    const scorecards = await store.scorecards.latestMany(install.id, 'customer', ids);
    const past = await store.insights.scores(install.id, 'customer', ids, since);
    for (const known of page) {
      const scorecard = scorecards.get(known.subject.id);
      if (scorecard === undefined) continue;
      customers.push(customerOf(known, scorecard, deps, install, textReader, now));
      const revenue = openRevenue(known.signals, deps.now()) ?? wonRevenue(known.signals, deps.now());
      const { account } = known.subject;
      if (account === null) alone.push({ scorecard, revenue });
      else if (revenue !== null) orders.set(account, (orders.get(account) ?? 0) + revenue);
      // Who has left stands still, at a date of the past.
      if (scorecard.frozenAt != null) continue;
      // The last one of each month is all that months are compared by.
      const months = new Map((past.get(known.subject.id) ?? []).map((point) => [monthOf(Date.parse(point.at)), point]));
      for (const { at, value } of months.values()) {
        history.push({ ...scorecard, at, score: { value, low: value, high: value }, components: [], flags: [] });
      }
    }
    signal.throwIfAborted();
  }
  return { customers, history, orders, alone };
}

function customerOf(
  known: KnownSubject,
  scorecard: Scorecard,
  deps: TaskDeps,
  install: Install,
  textReader: TextReader,
  now: string,
): PortfolioCustomer {
  const { subject, signals, record } = known;
  const nowMs = Date.parse(now);
  const readings = new KeptReadings(textReader);
  for (const [index, own] of signals.entries()) readings.add(own, known.kept[index] ?? null);
  const timeline = timelineAt(readSignals(signals), nowMs, 'customer');
  const { leftMs } = leavingOf(timeline, isFormerCustomer(record?.lifecycle));
  const startMs = timeline.order.find(({ signal }) => signal.outcome === 'won')?.atMs;
  const journey = {
    subject: { object: 'customer', id: subject.id },
    ...{ signals, now, textReader, readings, model: deps.modelOf(install) },
  } as const;
  return {
    ...{ scorecard, signals, attributes: attributesOf(known), journey: journeyOf(journey) },
    ...(startMs === undefined || (leftMs !== null && leftMs < startMs)
      ? {}
      : {
          tenure: {
            startedAt: new Date(startMs).toISOString(),
            endedAt: leftMs === null ? null : new Date(leftMs).toISOString(),
          },
        }),
  };
}

/** What a customer bought within the last year; null when no won order says its amount. */
function wonRevenue(signals: readonly Signal[], nowMs: number): number | null {
  const amounts = signals.flatMap((signal) => {
    const ageMs = nowMs - Date.parse(signal.at);
    const isWon = signal.kind === 'order' && signal.outcome === 'won' && ageMs >= 0 && ageMs <= YEAR_DAYS * DAY_MS;
    return isWon && signal.amount !== undefined ? [signal.amount] : [];
  });
  return amounts.length === 0 ? null : amounts.reduce((sum, amount) => sum + amount, 0);
}

/** All of them, each with the revenue that the CRM says, else with what its people are buying, or bought within the year. */
async function accountsOf({ store }: TaskDeps, install: Install, orders: Looked['orders']): Promise<Revenue[]> {
  const found: Revenue[] = [];
  let after = '';
  for (;;) {
    const page = await store.insights.subjects(install.id, 'account', after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return found;
    after = last.id;
    const ids = page.map(({ id }) => id);
    const scorecards = await store.scorecards.latestMany(install.id, 'account', ids);
    for (const { id, revenue } of page) {
      const scorecard = scorecards.get(id);
      if (scorecard === undefined) continue;
      // A company with a negative revenue was typed in wrongly; it ranks nowhere.
      const known = revenue !== null && revenue < 0 ? null : revenue;
      found.push({ scorecard, revenue: known ?? orders.get(id) ?? null });
    }
  }
}

function presentFriction(portfolio: Portfolio, timeZone: string, nowMs: number): PortfolioContent['friction'] {
  const month = monthCalendar(timeZone).monthOf(nowMs);
  return portfolio.friction.map(({ property, paretos }) => ({
    property,
    paretos: paretos.filter((pareto) => pareto.month === month || property === EVERYBODY).slice(-MONTHS_SHOWN),
  }));
}

function monthsOf(history: readonly Scorecard[], timeZone: string): PortfolioContent['months'] {
  const score = compareMonths({ history, timeZone }).find(({ metric }) => metric === COMPOSITE);
  return {
    values: (score?.months ?? []).slice(-MONTHS_SHOWN),
    monthOnMonth: score?.monthOnMonth ?? null,
    yearOnYear: score?.yearOnYear ?? null,
  };
}

function withoutLoops({ loops: _, ...rest }: Portfolio['closedLoop']): PortfolioContent['closedLoop'] {
  return rest;
}

function withoutEpisodes(journeys: Portfolio['journeys']): PortfolioContent['journeys'] {
  if (journeys === null) return null;
  const { episodes: _, ...recovery } = journeys.recovery;
  return { ...journeys, recovery };
}

function usualOf(
  customers: readonly Pick<PortfolioCustomer, 'scorecard' | 'attributes'>[],
  property: string | null,
): Usual {
  const scored = customers.filter(({ scorecard }) => scorecard.score !== null && scorecard.frozenAt == null);
  const mean = (own: typeof scored): UsualScore | null =>
    own.length < FEWEST_USUAL
      ? null
      : {
          score: Math.round(own.reduce((sum, { scorecard }) => sum + (scorecard.score?.value ?? 0), 0) / own.length),
          n: own.length,
        };
  const segments = Map.groupBy(scored, ({ attributes }) => segmentName(attributes?.[property ?? '']));
  return {
    property,
    segments: Object.fromEntries(
      property === null
        ? []
        : [...segments].flatMap(([name, own]) => {
            const usual = name === null ? null : mean(own);
            return usual === null ? [] : [[name, usual]];
          }),
    ),
    all: mean(scored),
  };
}

/** A word or yes/no names a segment; a number would need its neighbours. */
export function segmentName(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : null;
}

/** What to assume of a subject of this segment; null where too few are known. */
export function usualScore(content: PortfolioContent | null, object: Subject['object'], value: unknown): number | null {
  const usual = content?.usual[object];
  if (usual === undefined) return null;
  const name = segmentName(value);
  return (name === null ? undefined : usual.segments[name])?.score ?? usual.all?.score ?? null;
}
