import { type MeanDifference, welchDifference } from './mean-difference.ts';
import type { Month } from './months.ts';

/** One customer in one month: its flags and its score. */
export interface FrictionObservation {
  readonly customer: string;
  readonly segment: string;
  readonly month: Month;
  readonly flags: readonly string[];
  /** Null when insufficient. */
  readonly score: number | null;
}

export interface FrictionBar {
  readonly flag: string;
  /** Customers with this flag. */
  readonly customers: number;
  /** Of all customers of the group, 0..1. */
  readonly prevalence: number;
  /** Of all flags raised in the group, 0..1. */
  readonly share: number;
  /** Shares up to this bar, 0..1. */
  readonly cumulative: number;
  /** Mean score with the flag − without it: what goes with it, not what it causes. Null where one side is not there. */
  readonly impact: MeanDifference | null;
  /** prevalence × impact: points of the group's mean score that go with this flag; null without an impact. */
  readonly meanPoints: number | null;
}

export interface FrictionPareto {
  readonly segment: string;
  readonly month: Month;
  /** Customers, with or without a flag. */
  readonly customers: number;
  readonly raised: number;
  /** The most frequent first. */
  readonly bars: readonly FrictionBar[];
}

/**
 * Which frictions make up most of what goes wrong, per segment and month. A customer counts once per flag.
 * @returns groups by month, then segment.
 */
export function frictionPareto(observations: readonly FrictionObservation[]): FrictionPareto[] {
  const groups = Map.groupBy(observations, ({ month, segment }) => JSON.stringify([month, segment]));
  const paretos = [...groups.values()].flatMap((own): FrictionPareto[] => {
    const first = own[0];
    return first === undefined ? [] : [paretoOf(first.segment, first.month, own)];
  });
  return paretos.sort((a, b) => (a.month === b.month ? (a.segment < b.segment ? -1 : 1) : a.month < b.month ? -1 : 1));
}

function paretoOf(segment: string, month: Month, observations: readonly FrictionObservation[]): FrictionPareto {
  const byCustomer = new Map<string, { flags: Set<string>; score: number | null }>();
  for (const { customer, flags, score } of observations) {
    const known = byCustomer.get(customer) ?? { flags: new Set<string>(), score: null };
    for (const flag of flags) known.flags.add(flag);
    byCustomer.set(customer, { flags: known.flags, score: score ?? known.score });
  }
  const customers = [...byCustomer.values()];
  const counts = new Map<string, number>();
  for (const { flags } of customers) for (const flag of flags) counts.set(flag, (counts.get(flag) ?? 0) + 1);
  const raised = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const scoresOf = (flag: string, has: boolean): number[] =>
    customers.flatMap(({ flags, score }) => (score !== null && flags.has(flag) === has ? [score] : []));
  let before = 0;
  const bars = [...counts]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .map(([flag, count]): FrictionBar => {
      before += count;
      const prevalence = count / customers.length;
      const impact = welchDifference(scoresOf(flag, true), scoresOf(flag, false));
      return {
        flag,
        customers: count,
        prevalence,
        share: count / raised,
        cumulative: before / raised,
        impact,
        meanPoints: impact === null ? null : prevalence * impact.difference,
      };
    });
  return { segment, month, customers: customers.length, raised, bars };
}
