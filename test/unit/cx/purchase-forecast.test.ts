import { describe, expect, test } from 'vitest';
import { type Buyer, buyersOf, forecastPurchases } from '../../../src/cx/purchase-forecast.ts';
import { seededRandom } from '../../../src/cx/stats/seeded-random.ts';

const day = (text: string): number => Date.parse(`${text}T12:00:00Z`);
const bought = (customer: string, at: string, amount: number | null = null) => ({ customer, atMs: day(at), amount });

describe('purchases summed up', () => {
  test('repeats, the last one and the age in days; a day counts once, the future not at all', () => {
    const buyers = buyersOf(
      [
        bought('ben', '2026-01-11', 5),
        bought('ana', '2026-01-01', 10),
        bought('ana', '2026-01-31', 20),
        bought('ana', '2026-01-31', 1),
        bought('ana', '2026-03-01'),
      ],
      day('2026-02-10'),
    );
    expect(buyers).toEqual([
      { customer: 'ana', history: { repeats: 1, lastAt: 30, age: 40 }, amount: 31 },
      { customer: 'ben', history: { repeats: 0, lastAt: 0, age: 30 }, amount: 5 },
    ]);
  });
});

/** Customers who buy at their own rates and leave after a purchase with their own chances. */
function simulated(count: number, leaves: boolean): Buyer[] {
  const random = seededRandom(3);
  return Array.from({ length: count }, (_, index) => {
    const rate = 0.02 + 0.2 * random.uniform();
    const chance = leaves ? 0.4 * random.uniform() : 0;
    let at = 0;
    let repeats = 0;
    while (random.uniform() >= chance) {
      const next = at - Math.log(1 - random.uniform()) / rate;
      if (next > 60) break;
      at = next;
      repeats += 1;
    }
    return { customer: `c${index}`, history: { repeats, lastAt: at, age: 60 }, amount: index };
  });
}

describe('the forecast', () => {
  test('who bought often and long ago has probably left; who bought lately will buy again', () => {
    const lately: Buyer = { customer: 'lately', history: { repeats: 8, lastAt: 59, age: 60 }, amount: 1000 };
    const gone: Buyer = { customer: 'gone', history: { repeats: 8, lastAt: 20, age: 60 }, amount: 1 };
    const forecast = forecastPurchases([...simulated(400, true), lately, gone], 30);
    if (forecast.status !== 'fitted') throw new Error('expected a forecast');
    const of = (name: string) => forecast.customers.find(({ customer }) => customer === name);
    expect(of('lately')?.alive).toBeGreaterThan(0.8);
    expect(of('gone')?.alive).toBeLessThan(0.2);
    expect(of('lately')?.expected).toBeGreaterThan(10 * (of('gone')?.expected ?? 1));
    expect(of('lately')?.rfm).toMatchObject({ recency: 5, monetary: 5 });
    expect(forecast.customers[0]?.expected).toBeGreaterThanOrEqual(forecast.customers[1]?.expected ?? 0);
  });

  test('where nobody leaves, that is said', () => {
    const forecast = forecastPurchases(simulated(300, false), 30);
    expect(forecast).toMatchObject({ status: 'fitted', warnings: [expect.stringContaining('Hardly anybody')] });
  });

  test('too few who bought again give the rate alone', () => {
    expect(forecastPurchases(simulated(12, true), 30)).toMatchObject({
      status: 'insufficient',
      buyers: 12,
      reason: expect.stringContaining('needs 20'),
    });
  });

  test('nobody, a history that cannot be, no time ahead', () => {
    expect(() => forecastPurchases([], 30)).toThrow(RangeError);
    expect(() => forecastPurchases(simulated(30, true), 0)).toThrow(/ahead/);
    const broken = simulated(60, true).map((buyer) => ({ ...buyer, history: { repeats: 1, lastAt: 70, age: 60 } }));
    expect(() => forecastPurchases(broken, 30)).toThrow(/lastAt/);
  });
});
