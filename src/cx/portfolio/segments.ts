/** Splitting customers by any property of the CRM. */
import { quantile } from '../stats/quantiles.ts';

export type Attribute = string | number | boolean | null;
export type Attributes = Readonly<Record<string, Attribute>>;

/** A property of numbers with more different values than this is cut into quarters. */
const MOST_NUMBERS = 12;
/** Customers without a value. */
export const NO_VALUE = '(none)';

/**
 * The segment of each customer by one property, in the order given. Numbers of many values are cut at their quartiles (each quarter
 * without its upper edge, the last with it); without a value a customer is in `(none)`.
 */
export function segmentsBy(property: string, customers: readonly Attributes[]): string[] {
  const values = customers.map((attributes) => {
    const value = attributes[property] ?? null;
    return value === '' || (typeof value === 'number' && !Number.isFinite(value)) ? null : value;
  });
  const known = values.filter((value) => value !== null);
  const numbers = known.filter((value) => typeof value === 'number');
  if (numbers.length < known.length || new Set(numbers).size <= MOST_NUMBERS) {
    return values.map((value) => (value === null ? NO_VALUE : String(value)));
  }
  const edges = [0, 0.25, 0.5, 0.75, 1].map((share) => quantile(numbers, share));
  const names = edges.slice(1).map((edge, index) => `${trimmed(edges[index] ?? 0)}–${trimmed(edge)}`);
  return values.map((value) => {
    if (typeof value !== 'number') return NO_VALUE;
    const above = edges.slice(1, 4).filter((edge) => value >= edge).length;
    return names[above] ?? NO_VALUE;
  });
}

function trimmed(value: number): string {
  return String(Number(value.toPrecision(6)));
}
