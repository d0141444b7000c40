import { PRIOR_ID } from './composite.ts';
import type { Driver } from './model/scorecard.ts';

/** A component's part in one composite, or the prior's. */
export interface Contribution {
  readonly metric: string;
  /** 0..1; the shares of one composite add up to 1. */
  readonly share: number;
  /** 0..100. */
  readonly score: number;
}

/** The prior stands last: nothing can be done about it. */
function strongestFirst(drivers: Driver[]): Driver[] {
  return drivers.sort(
    (a, b) =>
      Number(a.metric === PRIOR_ID) - Number(b.metric === PRIOR_ID) ||
      Math.abs(b.points) - Math.abs(a.points) ||
      (a.metric < b.metric ? -1 : 1),
  );
}

/** What each component adds to or takes from the baseline: share × (score − baseline). They add up to score − baseline. */
export function driversOf(contributions: readonly Contribution[], baseline: number): Driver[] {
  return strongestFirst(
    contributions
      .filter(({ share }) => share > 0)
      .map(({ metric, share, score }) => ({ metric, points: share * (score - baseline) })),
  );
}

function byMetric(contributions: readonly Contribution[]): ReadonlyMap<string, Contribution> {
  const parts = new Map<string, Contribution>();
  for (const part of contributions) parts.set(part.metric, part);
  return parts;
}

/**
 * What moved the score between two instants, by metric. A metric moves it in two ways: its own score changes, and its share
 * changes (new evidence, ageing). The two are told apart by averaging both orders of change (Shapley value of two factors):
 *
 *   points = ½(share₀ + share₁)(score₁ − score₀) + (share₁ − share₀)(½(score₀ + score₁) − ½(S₀ + S₁))
 *
 * The second term is measured against the mean composite, so a metric that gains weight pulls towards its own score. Shares add up to
 * 1 on both sides, therefore the points add up to S₁ − S₀. A metric known on one side only enters with its known score.
 */
export function changeDrivers(before: readonly Contribution[], after: readonly Contribution[]): Driver[] {
  const was = byMetric(before);
  const is = byMetric(after);
  const total = (parts: readonly Contribution[]): number =>
    parts.reduce((sum, part) => sum + part.share * part.score, 0);
  const middle = (total(before) + total(after)) / 2;
  const drivers: Driver[] = [];
  const add = (first: Contribution, last: Contribution, shareBefore: number, shareAfter: number): void => {
    if (shareBefore === 0 && shareAfter === 0) return;
    // A metric without share has no say, so its score then is not compared.
    const scoreBefore = shareBefore === 0 ? last.score : first.score;
    const scoreAfter = shareAfter === 0 ? scoreBefore : last.score;
    drivers.push({
      metric: last.metric,
      points:
        ((shareBefore + shareAfter) / 2) * (scoreAfter - scoreBefore) +
        (shareAfter - shareBefore) * ((scoreBefore + scoreAfter) / 2 - middle),
    });
  };
  for (const [metric, last] of is) {
    const first = was.get(metric);
    add(first ?? last, last, first?.share ?? 0, last.share);
  }
  for (const [metric, first] of was) if (!is.has(metric)) add(first, first, first.share, 0);
  return strongestFirst(drivers);
}
