/** Area under the ROC curve where one customer gives several rows, which are not independent. */
import { type Interval, Z95 } from '../stats/intervals.ts';
import { midRanks } from '../stats/ranks.ts';

export interface ClusteredRow {
  /** Rows of one cluster (customer) hang together. */
  readonly cluster: string;
  readonly label: 0 | 1;
  /** High for a likely event. */
  readonly score: number;
}

export interface ClusteredAuc {
  /** Chance that an event's row scores above another row, ties counting half; 0..1. */
  readonly auc: number;
  /** 95 %; null when events or the others come from one customer alone. */
  readonly interval: Interval | null;
}

interface Cluster {
  events: number;
  others: number;
  /** Sum of the placements of its events among the others, and the other way round. */
  eventPlacements: number;
  otherPlacements: number;
}

interface Placed {
  readonly auc: number;
  readonly events: number;
  readonly others: number;
  readonly clusters: ReadonlyMap<string, Cluster>;
}

/** Where each row stands among the rows of the other class, 0..1, from mid-ranks. */
function place(rows: readonly ClusteredRow[]): Placed | null {
  const eventRows = rows.filter(({ label }) => label === 1);
  const otherRows = rows.filter(({ label }) => label === 0);
  const [events, others] = [eventRows.length, otherRows.length];
  if (events === 0 || others === 0) return null;
  const all = midRanks([...eventRows, ...otherRows].map(({ score }) => score)).ranks;
  const amongEvents = midRanks(eventRows.map(({ score }) => score)).ranks;
  const amongOthers = midRanks(otherRows.map(({ score }) => score)).ranks;
  const clusters = new Map<string, Cluster>();
  const clusterOf = (name: string): Cluster => {
    const known = clusters.get(name) ?? { events: 0, others: 0, eventPlacements: 0, otherPlacements: 0 };
    clusters.set(name, known);
    return known;
  };
  let sum = 0;
  for (const [index, row] of eventRows.entries()) {
    const placement = ((all[index] ?? 0) - (amongEvents[index] ?? 0)) / others;
    const cluster = clusterOf(row.cluster);
    cluster.events += 1;
    cluster.eventPlacements += placement;
    sum += placement;
  }
  for (const [index, row] of otherRows.entries()) {
    const below = ((all[events + index] ?? 0) - (amongOthers[index] ?? 0)) / events;
    const cluster = clusterOf(row.cluster);
    cluster.others += 1;
    cluster.otherPlacements += 1 - below;
  }
  return { auc: sum / events, events, others, clusters };
}

/** Variance from each cluster's departures (events, others) from their expectation. */
function varianceOf(
  departures: readonly { readonly event: number; readonly other: number; readonly cluster: Cluster }[],
  events: number,
  others: number,
): number | null {
  const withEvents = departures.filter(({ cluster }) => cluster.events > 0).length;
  const withOthers = departures.filter(({ cluster }) => cluster.others > 0).length;
  if (withEvents < 2 || withOthers < 2) return null;
  const sum = (of: (one: (typeof departures)[number]) => number): number =>
    departures.reduce((total, one) => total + of(one), 0);
  const ofEvents = (withEvents / (withEvents - 1)) * (sum(({ event }) => event ** 2) / events ** 2);
  const ofOthers = (withOthers / (withOthers - 1)) * (sum(({ other }) => other ** 2) / others ** 2);
  const all = departures.length;
  const shared = (all / (all - 1)) * (sum(({ event, other }) => event * other) / (events * others));
  return Math.max(0, ofEvents + ofOthers + 2 * shared);
}

/**
 * The area with an interval that respects clusters.
 * Source: Obuchowski 1997, Biometrics 53, 567–578, https://doi.org/10.2307/2533958.
 * @returns null when there is only one class.
 */
export function clusteredAuc(rows: readonly ClusteredRow[]): ClusteredAuc | null {
  const placed = place(rows);
  if (placed === null) return null;
  const { auc, events, others, clusters } = placed;
  const departures = [...clusters.values()].map((cluster) => ({
    event: cluster.eventPlacements - cluster.events * auc,
    other: cluster.otherPlacements - cluster.others * auc,
    cluster,
  }));
  const variance = varianceOf(departures, events, others);
  if (variance === null) return { auc, interval: null };
  const half = Z95 * Math.sqrt(variance);
  return { auc, interval: { low: Math.max(0, auc - half), high: Math.min(1, auc + half) } };
}

/**
 * Difference of two areas (second − first) over the same rows in the same order, scored twice, with the interval of the difference.
 * @returns null when there is only one class.
 */
export function clusteredAucDifference(
  first: readonly ClusteredRow[],
  second: readonly ClusteredRow[],
): { readonly difference: number; readonly interval: Interval | null } | null {
  const a = place(first);
  const b = place(second);
  if (a === null || b === null) return null;
  const difference = b.auc - a.auc;
  const departures = [...b.clusters].flatMap(([name, cluster]) => {
    const other = a.clusters.get(name);
    if (other === undefined) return [];
    return [
      {
        event: cluster.eventPlacements - other.eventPlacements - cluster.events * difference,
        other: cluster.otherPlacements - other.otherPlacements - cluster.others * difference,
        cluster,
      },
    ];
  });
  const variance = varianceOf(departures, b.events, b.others);
  if (variance === null) return { difference, interval: null };
  const half = Z95 * Math.sqrt(variance);
  return { difference, interval: { low: difference - half, high: difference + half } };
}
