/** What the home page inside HubSpot shows: how everybody stands, who needs somebody first, and what hurts them most. */
import { type CardWording, flagTitle, metricTitle } from '../../cards/view.ts';
import type { Words } from '../../cards/words.ts';
import type { Quadrant } from '../../cx/key-drivers.ts';
import { BANDS, type Band, type Scorecard } from '../../cx/model/scorecard.ts';
import { EVERYBODY } from '../../cx/portfolio.ts';
import { type PortfolioContent, readPortfolio } from '../../jobs/learn/read-portfolio.ts';
import type { BandCounts, Install, ScoredSubject, WriteLogEntry } from '../../store/port.ts';
import type { HttpDeps } from '../http-deps.ts';

const WORST_SHOWN = 10;
/** Frictions and drivers are counted among so many of those whose band is low: that is where something can be done. */
const WORST_LOOKED_AT = 200;
const LOW_BANDS: readonly (Band | null)[] = ['poor', 'critical'];
const CHANGES_LOOKED_AT = 500;
const CHANGES_SHOWN = 10;
const WEEK_MS = 7 * 24 * 3_600_000;

export interface Standing {
  readonly name: string;
  readonly href: string | null;
  readonly score: number;
  readonly band: Band;
  readonly bandLabel: string;
  /** Titles of its flags; without any, what takes most from the score. */
  readonly flags: readonly string[];
}

export interface BandChange {
  readonly name: string;
  readonly href: string | null;
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly better: boolean;
}

/** What the daily look at everybody together found. */
export interface Together {
  readonly at: string;
  /** How many were looked at, of how many. */
  readonly customers: number;
  readonly of: number;
  /** 0..100; null while nobody is scored. */
  readonly meanScore: number | null;
  /** The most frequent first; percent of all customers, and of all frictions up to this one. */
  readonly frictions: readonly {
    readonly title: string;
    readonly customers: number;
    readonly percent: number;
    readonly cumulative: number;
  }[];
  /** Which recorded metrics go together with what customers say; never a cause. */
  readonly keyDrivers:
    | {
        readonly status: 'reported';
        readonly target: string;
        readonly answers: number;
        readonly drivers: readonly {
          readonly title: string;
          /** Percent of what the metrics explain; 0 where it may be chance. */
          readonly importance: number;
          /** Where the metric stands now, 0..100. */
          readonly performance: number;
          readonly advice: Quadrant;
        }[];
      }
    | {
        readonly status: 'insufficient';
        readonly target: string;
        /** Null where nothing could be counted. */
        readonly answers: number | null;
        readonly needed: number | null;
      };
}

export interface HomeAnswer {
  readonly at: string;
  readonly account: string;
  readonly status: Install['status'];
  readonly reason: string | null;
  /** Subjects that wait for a new score. */
  readonly waiting: number;
  readonly customers: BandCounts;
  readonly accounts: BandCounts;
  readonly worstAccounts: readonly Standing[];
  readonly worstCustomers: readonly Standing[];
  /** Bands that changed within seven days, the newest first. */
  readonly changes: readonly BandChange[];
  /** Null before everybody was looked at together for the first time. */
  readonly together: Together | null;
  /** How many customers, poor or critical, the next two were counted among. */
  readonly among: number;
  /** How many of them have each friction, the most frequent first. */
  readonly frictions: readonly { readonly title: string; readonly count: number }[];
  /** Mean points that each metric takes from their scores, the most first. */
  readonly drivers: readonly { readonly title: string; readonly points: number }[];
}

type Deps = Pick<HttpDeps, 'store' | 'wording' | 'now'>;

export async function homeAnswer(deps: Deps, install: Install, words: Words): Promise<HomeAnswer> {
  const { store } = deps;
  const worst = await store.scorecards.worst(install.id, 'customer', WORST_LOOKED_AT);
  const worstAccounts = await store.scorecards.worst(install.id, 'account', WORST_SHOWN);
  const low = worst.map(({ scorecard }) => scorecard).filter(({ band }) => LOW_BANDS.includes(band));
  const titleOf = (id: string) => flagTitle(id, deps.wording, words);
  const standing = (subject: ScoredSubject) => standingOf(subject, deps.wording, words);
  return {
    at: new Date(deps.now()).toISOString(),
    account: install.name,
    status: install.status,
    reason: install.statusReason,
    waiting: await store.subjects.countDirty(install.id),
    customers: await store.scorecards.bands(install.id, 'customer'),
    accounts: await store.scorecards.bands(install.id, 'account'),
    worstAccounts: worstAccounts.flatMap(standing),
    worstCustomers: worst.slice(0, WORST_SHOWN).flatMap(standing),
    changes: await changesOf(deps, install, words),
    together: togetherOf(await readPortfolio(store, install.id), titleOf, (metric) =>
      metricTitle(metric, deps.wording, words),
    ),
    among: low.length,
    frictions: tally(low.flatMap(({ flags }) => flags.map((flag) => flag.id))).map(([id, count]) => ({
      title: titleOf(id),
      count,
    })),
    drivers: meanPoints(low).map(([metric, points]) => ({
      title: metricTitle(metric, deps.wording, words),
      points,
    })),
  };
}

const percent = (share: number): number => Math.round(share * 100);

function togetherOf(
  portfolio: PortfolioContent | null,
  titleOf: (id: string) => string,
  metricName: (id: string) => string,
): Together | null {
  if (portfolio === null) return null;
  const { at, looked, summary, friction, drivers } = portfolio;
  const everybody = friction.find(({ property }) => property === EVERYBODY)?.paretos.at(-1);
  return {
    ...{ at, customers: looked.customers, of: looked.of },
    meanScore: summary.meanScore === null ? null : Math.round(summary.meanScore),
    frictions: (everybody?.bars ?? []).map(({ flag, customers, prevalence, cumulative }) => ({
      ...{ title: titleOf(flag), customers, percent: percent(prevalence), cumulative: percent(cumulative) },
    })),
    keyDrivers: keyDriversOf(drivers, metricName),
  };
}

function keyDriversOf(
  drivers: PortfolioContent['drivers'],
  metricName: (id: string) => string,
): Together['keyDrivers'] {
  const target = metricName(drivers.target);
  if (drivers.status === 'insufficient') {
    const [answers, needed] = 'rowsUsed' in drivers ? [drivers.rowsUsed, drivers.rowsNeeded] : [null, null];
    return { status: 'insufficient', target, answers, needed };
  }
  return {
    ...{ status: 'reported', target, answers: drivers.rowsUsed },
    drivers: drivers.drivers.map(({ predictor, importance, performance, quadrant }) => ({
      title: metricName(predictor),
      ...{ importance: Math.round(importance), performance: Math.round(performance), advice: quadrant },
    })),
  };
}

function standingOf({ name, href, scorecard }: ScoredSubject, wording: CardWording, words: Words): Standing[] {
  const { score, band, flags, drivers } = scorecard;
  if (score === null || band === null) return [];
  const taking = drivers.filter(({ points }) => points < 0).toSorted((a, b) => a.points - b.points)[0];
  const reasons =
    flags.length > 0 || taking === undefined
      ? flags.map((flag) => flagTitle(flag.id, wording, words))
      : [
          words.t('console.reason', {
            title: metricTitle(taking.metric, wording, words),
            points: words.points(taking.points),
          }),
        ];
  return [{ name, href, score: Math.round(score.value), band, bandLabel: words.t(`band.${band}`), flags: reasons }];
}

function tally(ids: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort(([a, left], [b, right]) => right - left || a.localeCompare(b));
}

/** Only what takes: the strongest first, in points of one decimal. */
function meanPoints(scorecards: readonly Scorecard[]): [string, number][] {
  const sums = new Map<string, number>();
  for (const { drivers } of scorecards) {
    for (const { metric, points } of drivers) sums.set(metric, (sums.get(metric) ?? 0) + points);
  }
  return [...sums]
    .map(([metric, sum]): [string, number] => [metric, Math.round((sum / scorecards.length) * 10) / 10])
    .filter(([, points]) => points < 0)
    .sort(([, a], [, b]) => a - b);
}

const bandIn = (values: WriteLogEntry['before']): Band | undefined => BANDS.find((band) => band === values.band);

/** From the log of what was written into the CRM: bands that differ from the ones before. */
async function changesOf({ store, now }: Deps, install: Install, words: Words): Promise<BandChange[]> {
  const since = now() - WEEK_MS;
  const changes: BandChange[] = [];
  for (const entry of await store.writebacks.log(install.id, CHANGES_LOOKED_AT)) {
    const [from, to] = [bandIn(entry.before), bandIn(entry.after)];
    if (Date.parse(entry.at) < since || entry.outcome !== 'written') continue;
    // On a ticket stands what its subject's own record says.
    if (entry.object === 'ticket' || from === undefined || to === undefined || from === to) continue;
    const subject = await store.subjects.get(install.id, entry.object, entry.record);
    if (subject === null) continue;
    changes.push({
      name: subject.name,
      href: subject.href,
      at: entry.at,
      from: words.t(`band.${from}`),
      to: words.t(`band.${to}`),
      better: BANDS.indexOf(to) < BANDS.indexOf(from),
    });
    if (changes.length === CHANGES_SHOWN) break;
  }
  return changes;
}
