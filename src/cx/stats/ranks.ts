export interface Ranks {
  /** 1 for the smallest; equal values share the mean of their ranks. */
  readonly ranks: Float64Array;
  /** Σ(t³ − t) over groups of t equal values: what ties take from the variance of rank statistics. */
  readonly tieTerm: number;
}

/** Mid-ranks of finite values. */
export function midRanks(values: ArrayLike<number>): Ranks {
  const order = Array.from({ length: values.length }, (_, index) => index);
  order.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(values.length);
  let tieTerm = 0;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) end += 1;
    for (let place = start; place < end; place += 1) ranks[order[place] ?? 0] = (start + 1 + end) / 2;
    tieTerm += (end - start) ** 3 - (end - start);
    start = end;
  }
  return { ranks, tieTerm };
}
