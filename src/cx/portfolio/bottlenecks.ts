/** Where the work on tickets waits: how long finished stays in each step of the CRM's own process took. */
import type { Signal } from '../model/signal.ts';
import { DAY_MS } from '../stats/decay.ts';
import { quantile } from '../stats/quantiles.ts';

/** Below so many stays a step is shown, but not named the slowest. */
export const LEAST_STAYS = 10;

export interface StepTimes {
  /** In the CRM's words. */
  readonly step: string;
  /** Tickets that were in it and have left it. */
  readonly n: number;
  readonly medianHours: number;
  readonly p90Hours: number;
  /** Of the time that all tickets spent in all steps, 0..1. */
  readonly share: number;
}

export interface Bottlenecks {
  /** By their share, the largest first. */
  readonly steps: readonly StepTimes[];
  /** The step with the largest median among those with enough stays; null where fewer than two have them. */
  readonly slowest: string | null;
}

/**
 * Of the tickets opened in the last `windowDays` before `nowMs`. A record that several customers share counts once.
 * Calendar hours; a ticket that was in a step several times counts with the sum.
 */
export function bottlenecksOf(signals: readonly Signal[], nowMs: number, windowDays = 90): Bottlenecks {
  const hours = new Map<string, number[]>();
  const seen = new Set<string>();
  for (const signal of signals) {
    if (signal.kind !== 'ticket' || signal.steps === undefined) continue;
    const atMs = Date.parse(signal.at);
    const record = signal.origin ?? signal.id;
    if (atMs > nowMs || atMs < nowMs - windowDays * DAY_MS || seen.has(record)) continue;
    seen.add(record);
    for (const { name, hours: own } of signal.steps) {
      const known = hours.get(name);
      if (known === undefined) hours.set(name, [own]);
      else known.push(own);
    }
  }
  const sums = [...hours].map(([name, values]) => [name, sumOf(values)] as const);
  const total = sumOf(sums.map(([, sum]) => sum));
  const steps = sums
    .map(([step, sum]) => {
      const values = hours.get(step) ?? [];
      return {
        step,
        n: values.length,
        medianHours: quantile(values, 0.5),
        p90Hours: quantile(values, 0.9),
        share: total === 0 ? 0 : sum / total,
      };
    })
    .sort((a, b) => b.share - a.share || (a.step < b.step ? -1 : 1));
  const judged = steps.filter(({ n }) => n >= LEAST_STAYS).sort((a, b) => b.medianHours - a.medianHours);
  return { steps, slowest: judged.length < 2 ? null : (judged[0]?.step ?? null) };
}

/** In ascending order, so that the sum does not depend on the order of the signals. */
const sumOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b).reduce((sum, one) => sum + one, 0);
