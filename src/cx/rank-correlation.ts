/** How alike two orders of the same things are. */
import { midRanks } from './stats/ranks.ts';
import { requireNumbers, requireSameLength } from './stats/require-finite.ts';

/** Pairs (i < j) with values[i] > values[j], by merge sort in O(n log n). Sorts `values`. */
function countInversions(values: Float64Array): number {
  let from: Float64Array = values;
  let to: Float64Array = new Float64Array(values.length);
  let inversions = 0;
  for (let width = 1; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      const middle = Math.min(start + width, from.length);
      const end = Math.min(start + 2 * width, from.length);
      let left = start;
      let right = middle;
      for (let place = start; place < end; place += 1) {
        if (left < middle && (right >= end || (from[left] ?? 0) <= (from[right] ?? 0))) {
          to[place] = from[left] ?? 0;
          left += 1;
        } else {
          to[place] = from[right] ?? 0;
          right += 1;
          inversions += middle - left;
        }
      }
    }
    [from, to] = [to, from];
  }
  return inversions;
}

function tiedPairs(sorted: ArrayLike<number>, isSame: (index: number) => boolean): number {
  let pairs = 0;
  let run = 1;
  for (let index = 1; index <= sorted.length; index += 1) {
    if (index < sorted.length && isSame(index)) run += 1;
    else {
      pairs += (run * (run - 1)) / 2;
      run = 1;
    }
  }
  return pairs;
}

/**
 * Kendall's tau-b, −1..1, ties counted as ties. Null for fewer than two pairs of values, or when one side is all the same.
 * Source: Knight 1966, https://doi.org/10.1080/01621459.1966.10480879.
 * @throws RangeError for different lengths or a value that is not finite.
 */
export function kendallTau(first: readonly number[], second: readonly number[]): number | null {
  requireSameLength('first', first, 'second', second);
  requireNumbers('first', first);
  requireNumbers('second', second);
  const order = first.map((_, index) => index);
  order.sort((a, b) => (first[a] ?? 0) - (first[b] ?? 0) || (second[a] ?? 0) - (second[b] ?? 0));
  const x = order.map((index) => first[index] ?? 0);
  const y = order.map((index) => second[index] ?? 0);
  const all = (x.length * (x.length - 1)) / 2;
  const tiedFirst = tiedPairs(x, (index) => x[index] === x[index - 1]);
  const tiedBoth = tiedPairs(x, (index) => x[index] === x[index - 1] && y[index] === y[index - 1]);
  const inOrder = y.toSorted((a, b) => a - b);
  const tiedSecond = tiedPairs(inOrder, (index) => inOrder[index] === inOrder[index - 1]);
  const discordant = countInversions(Float64Array.from(y));
  const concordant = all - discordant - tiedFirst - tiedSecond + tiedBoth;
  const scale = Math.sqrt((all - tiedFirst) * (all - tiedSecond));
  return scale === 0 ? null : Math.max(-1, Math.min(1, (concordant - discordant) / scale));
}

/**
 * Spearman's rho, −1..1: Pearson's correlation of the mid-ranks. Null for fewer than two values, or when one side is all the same.
 * @throws RangeError for different lengths or a value that is not finite.
 */
export function spearmanRho(first: readonly number[], second: readonly number[]): number | null {
  requireSameLength('first', first, 'second', second);
  requireNumbers('first', first);
  requireNumbers('second', second);
  const a = midRanks(first).ranks;
  const b = midRanks(second).ranks;
  const middle = (first.length + 1) / 2;
  let together = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (const [index, rank] of a.entries()) {
    const [fromA, fromB] = [rank - middle, (b[index] ?? 0) - middle];
    together += fromA * fromB;
    squaresA += fromA * fromA;
    squaresB += fromB * fromB;
  }
  const scale = Math.sqrt(squaresA * squaresB);
  return scale === 0 ? null : Math.max(-1, Math.min(1, together / scale));
}
