/**
 * What a card template sees: everything of a scorecard in words of one language. Templates choose and arrange; they do not
 * compute. A value that is not known is null, never left out, because templates look values up strictly.
 */
import type { Band, Component, Evidence, Flag, Scorecard, Severity } from '../cx/model/scorecard.ts';
import type { Signal, SignalKind } from '../cx/model/signal.ts';
import type { Language, Wording } from '../cx/model/text.ts';
import { CARD_LIMITS, type Mood } from './document.ts';
import { clip } from './fit.ts';
import { type OpenTicket, openTickets } from './open-tickets.ts';
import { stopLabel } from './stop-label.ts';
import { JOURNEY_STOPS, lastStops } from './stops.ts';
import { webAddress } from './web-address.ts';
import type { Words } from './words.ts';

/** The words that metrics and flags bring along in their manifests, by id. */
export interface CardWording {
  readonly metrics: Readonly<Record<string, { readonly title: Wording; readonly sentence: Wording }>>;
  readonly flags: Readonly<
    Record<string, { readonly title: Wording; readonly sentence: Wording; readonly advice: Wording }>
  >;
}

export interface CardSubject {
  readonly name: string;
  readonly href: string | null;
}

export interface CardViewInput {
  readonly scorecard: Scorecard;
  readonly subject: CardSubject;
  readonly wording: CardWording;
  /** The subject's signals, for the journey; without them there is none. */
  readonly signals?: readonly Signal[];
  /** Coverage from which a number is shown, 0..1. */
  readonly minCoverage: number;
}

export interface CardViewFlag {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly severityLabel: string;
  readonly since: string;
  readonly sentence: string;
  readonly quote: string | null;
  readonly href: string | null;
  readonly advice: string | null;
}

export interface CardView {
  readonly language: Language;
  readonly timeZone: string;
  readonly asOf: string;
  readonly tone: Band | 'unknown';
  readonly subject: { readonly name: string; readonly href: string | null; readonly object: 'customer' | 'account' };
  readonly score: { readonly value: number; readonly low: number; readonly high: number } | null;
  readonly band: { readonly id: Band; readonly label: string } | null;
  /** A colleague's judgement while it holds; the score is still the computed one. */
  readonly override: {
    readonly value: number;
    readonly by: string;
    readonly reason: string;
    readonly until: string;
  } | null;
  /** Since when the band is poor or critical. */
  readonly lowSince: string | null;
  /** When the customer left; all numbers are as they were then. */
  readonly frozenAt: string | null;
  /** The low band that the score reaches at its present pace, and when; null where it does not. */
  readonly forecast: { readonly band: string; readonly at: string } | null;
  readonly coverage: number;
  readonly minCoverage: number;
  /** Points against 30 days before; null where that may be noise. */
  readonly change: number | null;
  /** What they say and what happened, 0..100 each. */
  readonly perception: number | null;
  readonly record: number | null;
  /** Names of metrics that nothing is known of. */
  readonly missing: readonly string[];
  readonly drivers: readonly {
    readonly metric: string;
    readonly label: string;
    readonly detail: string | null;
    readonly points: number;
  }[];
  readonly flags: readonly CardViewFlag[];
  readonly tiles: readonly {
    readonly id: string;
    readonly label: string;
    readonly value: string;
    readonly unit: string | null;
  }[];
  readonly journey: readonly {
    readonly kind: SignalKind;
    readonly label: string;
    readonly at: string;
    readonly mood: Mood;
    readonly moodLabel: string;
    readonly href: string | null;
  }[];
  readonly nextStep: string | null;
  /** Tickets open while the relationship suffers: not the moment to sell. */
  readonly holdSelling: boolean;
  readonly openTickets: number;
  /** Of those, the newest that are among the latest touchpoints and can be opened. */
  readonly tickets: readonly OpenTicket[];
}

const SEVERITY_ORDER: Record<Severity, number> = { high: 0, medium: 1, low: 2 };
const round1 = (value: number) => Math.round(value * 10) / 10 + 0;

/** The most severe first, then the oldest. */
export function flagsBySeverity(flags: readonly Flag[]): readonly Flag[] {
  return flags.toSorted(
    (a, b) => SEVERITY_ORDER[a.severity] - SEVERITY_ORDER[b.severity] || Date.parse(a.since) - Date.parse(b.since),
  );
}

/**
 * A metric's own name, or that of what is no metric but moves the score too (the prior); an id that nothing explains any more (an
 * old scorecard) stands for itself.
 */
export function metricTitle(metric: string, wording: CardWording, words: Words): string {
  const title = wording.metrics[metric]?.title[words.language];
  if (title !== undefined) return title;
  return words.has(`driver.${metric}`) ? words.t(`driver.${metric}`) : metric;
}

/** A flag's name; see metricTitle. */
export function flagTitle(flag: string, wording: CardWording, words: Words): string {
  return wording.flags[flag]?.title[words.language] ?? flag;
}

/** What to do next, in words: a flag's advice, or one of the steps of the locales; null when nothing needs doing. */
export function nextStepText(scorecard: Scorecard, wording: CardWording, words: Words): string | null {
  const step = scorecard.nextStep;
  if (step === null) return null;
  const advice = wording.flags[step]?.advice;
  if (advice !== undefined) {
    return words.wording(advice, scorecard.flags.find((flag) => flag.id === step)?.facts);
  }
  return words.has(`next.${step}`) ? words.t(`next.${step}`) : null;
}

/** How the metric's manifest says its value; null where it does not say. */
function driverDetail(component: Component | undefined, wording: CardWording, words: Words): string | null {
  if (component === undefined) return null;
  const sentence = wording.metrics[component.metric]?.sentence;
  const { value, n, details } = component;
  return sentence === undefined ? null : words.wording(sentence, { ...details, value, n });
}

const clipped = (text: string | null | undefined, max: number) =>
  text === null || text === undefined ? null : clip(text, max);

function flagView(flag: Flag, wording: CardWording, words: Words): CardViewFlag {
  const manifest = wording.flags[flag.id];
  const title = flagTitle(flag.id, wording, words);
  const first = <Key extends 'quote' | 'href'>(key: Key) =>
    flag.evidence.map((evidence: Evidence) => evidence[key]).find((value) => value !== undefined);
  return {
    id: flag.id,
    title,
    severity: flag.severity,
    severityLabel: words.t(`severity.${flag.severity}`),
    since: flag.since,
    sentence: clipped(manifest && words.wording(manifest.sentence, flag.facts), CARD_LIMITS.sentence) ?? title,
    quote: clipped(first('quote'), CARD_LIMITS.quote),
    href: webAddress(first('href')),
    advice: clipped(manifest && words.wording(manifest.advice, flag.facts), CARD_LIMITS.sentence),
  };
}

/** Under its honest name: a risk index is no probability. */
function riskTile({ churnRisk }: Scorecard, words: Words): [id: string, value: string | null, unit: string | null] {
  if (churnRisk == null) return ['riskIndex', null, null];
  const { kind, value, days } = churnRisk;
  return kind === 'probability'
    ? ['leaveProbability', words.percent(value), words.t('tile.leaveProbability.unit', { days })]
    : ['riskIndex', words.number(value, 0), words.t('tile.riskIndex.unit')];
}

function pointsOf(points: number | null | undefined, words: Words): string | null {
  return points === null || points === undefined ? null : words.points(round1(points));
}

function tilesOf(scorecard: Scorecard, words: Words): CardView['tiles'] {
  const { facts, subject } = scorecard;
  const tile = (id: string, value: string | null, unit: string | null = null) =>
    value === null ? [] : [{ id, label: words.t(`tile.${id}`), value, unit }];
  const hours = (value: number | null) => (value === null ? null : words.number(value, value < 10 ? 1 : 0));
  const whole = (value: number | null) => (value === null ? null : words.number(value, 0));
  const npsAnswers = scorecard.components.find(({ metric }) => metric === 'nps')?.n;
  const npsUnit =
    subject.object === 'account'
      ? npsAnswers === undefined
        ? null
        : words.plural('nps.answers', npsAnswers)
      : facts.npsCategory && words.t(`nps.${facts.npsCategory}`);
  return [
    ...tile('openTickets', String(facts.openTickets)),
    ...tile('nps', facts.nps === null ? null : words.number(facts.nps, 0), npsUnit),
    ...tile('csat', whole(facts.csat), words.t('tile.csat.unit')),
    ...tile('ces', facts.ces === null ? null : words.number(facts.ces), words.t('tile.ces.unit')),
    ...tile('firstResponse', hours(facts.firstResponseHours), words.t('tile.hours')),
    ...tile('resolution', hours(facts.resolutionHours), words.t('tile.hours')),
    ...tile(...riskTile(scorecard, words)),
    ...tile('monthOnMonth', pointsOf(scorecard.trend?.monthOnMonth, words), words.t('tile.points')),
    ...tile('yearOnYear', pointsOf(scorecard.trend?.yearOnYear, words), words.t('tile.points')),
    ...tile('lastContact', facts.lastContactAt === null ? null : words.date(facts.lastContactAt)),
  ];
}

function journeyOf(signals: readonly Signal[], asOf: string, words: Words): CardView['journey'] {
  return lastStops(signals, asOf, JOURNEY_STOPS).map(({ signal, mood }) => ({
    kind: signal.kind,
    label: stopLabel(signal, words),
    at: signal.at,
    mood,
    moodLabel: words.t(`mood.${mood}`),
    href: webAddress(signal.href),
  }));
}

function overrideOf({ override }: Scorecard): CardView['override'] {
  if (override?.active !== true) return null;
  const { value, by, reason, until } = override;
  return { value: round1(value), by: clip(by, CARD_LIMITS.label), reason: clip(reason, CARD_LIMITS.sentence), until };
}

/** The change of 30 days, where it is more than chance; null where it may be noise, or nothing tests it. */
export function certainChange({ change30d, trend }: Scorecard): number | null {
  if (change30d === null) return null;
  // Scorecards of before trends were tested show what they have.
  if (trend === undefined) return round1(change30d.points);
  const direction = change30d.points > 0 ? 'up' : 'down';
  return trend?.direction === direction ? round1(change30d.points) : null;
}

/** The view of a scorecard. Equal input gives an equal view: nothing in it depends on when the card is drawn. */
export function cardView(input: CardViewInput, words: Words): CardView {
  const { scorecard, subject, wording, signals = [] } = input;
  const { score, band, flags } = scorecard;
  const components = new Map(scorecard.components.map((component) => [component.metric, component]));
  return {
    language: words.language,
    timeZone: words.timeZone,
    asOf: scorecard.at,
    tone: band ?? 'unknown',
    subject: {
      name: clip(subject.name, CARD_LIMITS.label),
      href: webAddress(subject.href),
      object: scorecard.subject.object,
    },
    score: score && { value: round1(score.value), low: round1(score.low), high: round1(score.high) },
    band: band && { id: band, label: words.t(`band.${band}`) },
    override: overrideOf(scorecard),
    lowSince: scorecard.lowSince,
    frozenAt: scorecard.frozenAt ?? null,
    forecast: scorecard.forecast
      ? { band: words.t(`band.${scorecard.forecast.band}`), at: scorecard.forecast.at }
      : null,
    coverage: Math.round(scorecard.coverage * 100) / 100,
    minCoverage: input.minCoverage,
    change: certainChange(scorecard),
    perception: scorecard.perception && round1(scorecard.perception.score),
    record: scorecard.record && round1(scorecard.record.score),
    missing: (scorecard.missing ?? Object.keys(wording.metrics).filter((metric) => !components.has(metric))).map(
      (metric) => metricTitle(metric, wording, words),
    ),
    drivers: scorecard.drivers
      .map((driver) => ({
        metric: driver.metric,
        label: metricTitle(driver.metric, wording, words),
        detail: driverDetail(components.get(driver.metric), wording, words),
        points: round1(driver.points),
      }))
      .filter((driver) => driver.points !== 0),
    flags: flagsBySeverity(flags).map((flag) => flagView(flag, wording, words)),
    tiles: tilesOf(scorecard, words),
    journey: journeyOf(signals, scorecard.at, words),
    nextStep: nextStepText(scorecard, wording, words),
    holdSelling: scorecard.facts.openTickets > 0 && (flags.length > 0 || band === 'poor' || band === 'critical'),
    openTickets: scorecard.facts.openTickets,
    tickets: scorecard.facts.openTickets === 0 ? [] : openTickets(signals, scorecard.at, words),
  };
}
