/** Medians and percentiles, plain and weighted. */

/**
 * Quantile of weighted values; with equal weights it is the usual one (linear interpolation, type 7 of Hyndman & Fan 1996, the
 * default of R and NumPy). Weights are relative: only their ratios matter.
 * Source: Akinshin 2023, "Weighted quantile estimators", https://arxiv.org/abs/2304.07265.
 * @param q 0..1, e.g. 0.5 for the median.
 * @throws RangeError without values of positive weight.
 */
export function weightedQuantile(values: readonly number[], weights: readonly number[], q: number): number {
  return weightedQuantiles(values, weights)(q);
}

/** The same for several quantiles of one list, which is sorted once. @throws RangeError without values of positive weight. */
export function weightedQuantiles(values: readonly number[], weights: readonly number[]): (q: number) => number {
  const pairs: { value: number; weight: number }[] = [];
  let total = 0;
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) {
    const weight = weights[index] ?? 0;
    if (weight <= 0) continue;
    pairs.push({ value: values[index] ?? 0, weight });
    total += weight;
    squares += weight * weight;
  }
  if (pairs.length === 0) throw new RangeError('A quantile needs at least one value of positive weight.');
  if (pairs.length > 1) pairs.sort((a, b) => a.value - b.value || a.weight - b.weight);
  const n = (total * total) / squares;
  return (q) => quantileOf(pairs, total, n, q);
}

function quantileOf(
  pairs: readonly { readonly value: number; readonly weight: number }[],
  total: number,
  n: number,
  q: number,
): number {
  const start = q * (n - 1);
  let cumulated = 0;
  let before = Math.min(1, Math.max(0, 0 * n - start));
  let quantile = 0;
  for (const { value, weight } of pairs) {
    cumulated += weight;
    const upTo = Math.min(1, Math.max(0, (cumulated / total) * n - start));
    quantile += value * (upTo - before);
    before = upTo;
  }
  const first = pairs[0]?.value ?? 0;
  const last = pairs[pairs.length - 1]?.value ?? 0;
  return Math.min(last, Math.max(first, quantile));
}

/** Quantile of plain values. @throws RangeError for an empty list. */
export function quantile(values: readonly number[], q: number): number {
  return weightedQuantile(
    values,
    values.map(() => 1),
    q,
  );
}

/** Median of plain values. @throws RangeError for an empty list. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
