import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quintiles, rfm } from '../../../src/cx/rfm.ts';

describe('quintiles', () => {
  test('ten values, two each; ties go to the lower quintile together', () => {
    expect(quintiles([10, 1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual([5, 1, 1, 2, 2, 3, 3, 4, 4, 5]);
    expect(quintiles([1, 1, 1, 1, 1, 1, 2, 3, 4, 5])).toEqual([1, 1, 1, 1, 1, 1, 4, 4, 5, 5]);
    expect(quintiles([7, 7])).toEqual([1, 1]);
  });

  test('equal values always share one, larger ones never get less', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 40 }), (values) => {
        const found = quintiles(values);
        for (const [i, a] of values.entries())
          for (const [j, b] of values.entries()) if (a <= b) expect(found[i]).toBeLessThanOrEqual(found[j]!);
        for (const value of found) expect([1, 2, 3, 4, 5]).toContain(value);
      }),
    );
    expect(() => quintiles([Number.POSITIVE_INFINITY])).toThrow(/values\[0\]/);
  });

  test('rfm: recent is high', () => {
    const customers = [1, 2, 3, 4, 5].map((n) => ({ daysSinceLast: 10 * n, purchases: n, amount: 100 * n }));
    expect(rfm(customers)[0]).toEqual({ recency: 5, frequency: 1, monetary: 1 });
    expect(rfm(customers)[4]).toEqual({ recency: 1, frequency: 5, monetary: 5 });
  });
});
