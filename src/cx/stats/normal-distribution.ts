import { requireNumber } from './require-finite.ts';
import { upperIncompleteGamma } from './special-functions.ts';

/**
 * P(Z ≤ z) of the standard normal distribution, by the incomplete gamma function: Φ(−|z|) = Q(½, z²/2)/2. Accurate to about
 * 1e-14, in the tail too.
 * @throws RangeError unless `z` is finite.
 */
export function normalCumulative(z: number): number {
  requireNumber('z', z);
  const tail = upperIncompleteGamma(0.5, (z * z) / 2) / 2;
  return z < 0 ? tail : 1 - tail;
}

/** Two-sided p-value of a standard normal statistic, 0..1. @throws RangeError unless `z` is finite. */
export function twoSidedP(z: number): number {
  requireNumber('z', z);
  return upperIncompleteGamma(0.5, (z * z) / 2);
}

/** z with P(Z ≤ z) = share, by bisection of `normalCumulative`. @throws RangeError unless 0 < share < 1. */
export function normalQuantile(share: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`share must lie between 0 and 1; got ${share}.`);
  let low = -38;
  let high = 38;
  for (let step = 0; step < 200 && high - low > 1e-14; step += 1) {
    const middle = (low + high) / 2;
    if (normalCumulative(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
