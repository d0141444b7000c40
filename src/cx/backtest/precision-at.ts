import type { BacktestRow } from './row.ts';

/**
 * Of the `k` customers with the lowest scores on each day: the share that had an outcome within the horizon, mean over days (days with
 * fewer than k scored customers count those they have). Among equal scores at the edge the share of events among them is taken, so that
 * the order of rows does not matter. Null without a scored row.
 */
export function precisionAt(rows: readonly BacktestRow[], k: number): number | null {
  const days = Map.groupBy(
    rows.filter(({ score }) => score !== null),
    ({ cutMs }) => cutMs,
  );
  if (days.size === 0) return null;
  let sum = 0;
  for (const own of days.values()) sum += precisionOfDay(own, k);
  return sum / days.size;
}

function precisionOfDay(rows: readonly BacktestRow[], k: number): number {
  const wanted = Math.min(k, rows.length);
  const groups = [...Map.groupBy(rows, ({ score }) => score ?? 0)].sort(([a], [b]) => a - b);
  let taken = 0;
  let hits = 0;
  for (const [, tied] of groups) {
    const room = Math.min(tied.length, wanted - taken);
    hits += (room * tied.filter(({ label }) => label === 1).length) / tied.length;
    taken += room;
    if (taken === wanted) break;
  }
  return hits / wanted;
}
