/** Crossings that someone must hear of once: a customer or account turned poor or critical, or a severe friction appeared. */
import { isLow } from './bands.ts';
import {
  BANDS,
  type Band,
  type Driver,
  type Flag,
  type Forecast,
  type Scorecard,
  type Subject,
} from './model/scorecard.ts';

/** How many of the drivers that pull down an alert names. */
const MOST_DRIVERS = 3;

/** Why, as keys and numbers that any language can be made of; nobody's own words. */
export interface AlertReason {
  /** The band before; null where too little was known. */
  readonly from: Band | null;
  /** What pulls the score down, the heaviest first; empty for a flag. */
  readonly drivers: readonly Driver[];
  /** Where the score is heading; absent in alerts of what has happened. */
  readonly forecast?: Forecast;
  /** Of the flag. */
  readonly facts: Flag['facts'];
}

export interface Alert {
  readonly subject: Subject;
  /** `poor`, `critical`, `heading-poor`, `heading-critical`, or the id of a flag. */
  readonly kind: string;
  /** Id of the flag; null where a band was entered. */
  readonly flag: string | null;
  /** Tells one crossing from another of its kind: since when the band is low, or the flag is raised. */
  readonly since: string;
  readonly at: string;
  readonly band: Band | null;
  readonly score: number | null;
  readonly reason: AlertReason;
}

/**
 * What was crossed between two scorecards of one subject: a low band entered from a better one, or foretold where it was not, a flag of high severity that
 * was not there with that severity. None for a first scorecard, for a customer who left, under a person's judgement, or where another
 * model looked: then the view changed, not the customer.
 */
export function alertsBetween(previous: Scorecard | null, next: Scorecard): Alert[] {
  if (previous === null || next.frozenAt != null || next.override?.active === true) return [];
  if (!isSameView(previous, next)) return [];
  const { subject, at, band, lowSince } = next;
  const common = { subject, at, band, score: next.score?.value ?? null };
  const alerts: Alert[] = [];
  if (band !== null && isLow(band) && previous.band !== null && BANDS.indexOf(band) > BANDS.indexOf(previous.band)) {
    const reason = { from: previous.band, drivers: pulling(next), facts: {} };
    alerts.push({ ...common, kind: band, flag: null, since: lowSince ?? at, reason });
  }
  if (next.forecast != null && previous.forecast?.band !== next.forecast.band && alerts.length === 0) {
    const { forecast } = next;
    const reason = { from: band, drivers: pulling(next), facts: {}, forecast };
    alerts.push({ ...common, kind: `heading-${forecast.band}`, flag: null, since: at, reason });
  }
  const before = new Set(previous.flags.filter(isSevere).map(({ id }) => id));
  for (const { id, since, facts } of next.flags.filter(isSevere)) {
    if (before.has(id)) continue;
    alerts.push({ ...common, kind: id, flag: id, since, reason: { from: previous.band, drivers: [], facts } });
  }
  return alerts;
}

/** What pulls the score down, the heaviest first. */
const pulling = ({ drivers }: Scorecard): Driver[] =>
  drivers
    .filter(({ points }) => points < 0)
    .toSorted((a, b) => a.points - b.points)
    .slice(0, MOST_DRIVERS);

const isSevere = ({ severity }: Flag): boolean => severity === 'high';

/** The same model, and the same reader of texts, saw both. */
function isSameView(previous: Scorecard, next: Scorecard): boolean {
  return (
    previous.model.id === next.model.id &&
    previous.model.version === next.model.version &&
    previous.learned?.text === next.learned?.text
  );
}
