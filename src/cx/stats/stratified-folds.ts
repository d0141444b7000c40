import { requireCount } from './require-finite.ts';
import { seededRandom } from './seeded-random.ts';

/**
 * Deals rows to folds 0..folds−1 so that every fold has its share of each class; which row goes where depends on the seed alone.
 * Source: Kohavi 1995, IJCAI. @throws RangeError unless 2 ≤ folds ≤ rows.
 */
export function stratifiedFolds(labels: ArrayLike<number>, folds: number, seed: number): number[] {
  requireCount('folds', folds, 2, Math.max(2, labels.length));
  const random = seededRandom(seed);
  const fold = new Array<number>(labels.length).fill(0);
  let next = 0;
  for (const label of [1, 0]) {
    const rows = fold.flatMap((_, index) => (labels[index] === label ? [index] : []));
    random.shuffle(rows);
    for (const row of rows) {
      fold[row] = next % folds;
      next += 1;
    }
  }
  return fold;
}
