import { requireNumber } from './stats/require-finite.ts';

export interface Rfm {
  /** 1..5, 5 = bought most recently, most often, for most. */
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

/**
 * Quintiles 1..5 of each value, 5 the highest: 1 + ⌊5 × share of customers strictly below⌋. Equal values therefore always share a
 * quintile, the lowest that any of them could have; quintiles may be uneven or empty.
 * @throws RangeError for a value that is not finite.
 */
export function quintiles(values: readonly number[]): number[] {
  for (const [index, value] of values.entries()) requireNumber(`values[${index}]`, value);
  const sorted = [...values].sort((a, b) => a - b);
  const below = new Map<number, number>();
  for (const [index, value] of sorted.entries()) if (!below.has(value)) below.set(value, index);
  return values.map((value) => 1 + Math.floor((5 * (below.get(value) ?? 0)) / values.length));
}

/** Recency, frequency and monetary quintiles of each customer. @throws RangeError for a value that is not finite. */
export function rfm(
  customers: readonly { readonly daysSinceLast: number; readonly purchases: number; readonly amount: number }[],
): Rfm[] {
  const recency = quintiles(customers.map(({ daysSinceLast }) => -daysSinceLast));
  const frequency = quintiles(customers.map(({ purchases }) => purchases));
  const monetary = quintiles(customers.map(({ amount }) => amount));
  return customers.map((_, index) => ({
    recency: recency[index] ?? 1,
    frequency: frequency[index] ?? 1,
    monetary: monetary[index] ?? 1,
  }));
}
