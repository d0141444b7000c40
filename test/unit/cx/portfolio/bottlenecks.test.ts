import { describe, expect, it } from 'vitest';
import { type Signal, signalSchema } from '../../../../src/cx/model/signal.ts';
import { bottlenecksOf, LEAST_STAYS } from '../../../../src/cx/portfolio/bottlenecks.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');

function ticket(id: number, name: string, hours: number, more: object = {}): Signal {
  const steps = [{ name, hours }];
  const what = { kind: 'ticket', customer: 'c', touchpoint: 'email', source: 'test', open: false, steps };
  return signalSchema.parse({ ...what, id: `t${id}`, at: '2026-11-01T00:00:00Z', ...more });
}

const many = (name: string, hours: number, from = 0): readonly Signal[] =>
  Array.from({ length: LEAST_STAYS }, (_, index) => ticket(from + index, name, hours + index));

describe('bottlenecks', () => {
  it('give each step its times and its share, and name the slowest', () => {
    // 1..10 hours and 10..19 hours: medians 5.5 and 14.5, sums 55 and 145.
    expect(bottlenecksOf([...many('New', 1), ...many('Waiting on us', 10, 100)], NOW)).toEqual({
      steps: [
        { step: 'Waiting on us', n: 10, medianHours: 14.5, p90Hours: expect.closeTo(18.1, 9), share: 145 / 200 },
        { step: 'New', n: 10, medianHours: 5.5, p90Hours: expect.closeTo(9.1, 9), share: 55 / 200 },
      ],
      slowest: 'Waiting on us',
    });
  });

  it('name none where there is nothing to compare with', () => {
    expect(bottlenecksOf([], NOW)).toEqual({ steps: [], slowest: null });
    expect(bottlenecksOf(many('New', 1), NOW).slowest).toBeNull();
    expect(bottlenecksOf([...many('New', 1), ticket(99, 'Rare', 500)], NOW).slowest).toBeNull();
  });

  it('count a record of several customers once, and old tickets not at all', () => {
    const shared = [ticket(1, 'New', 1, { origin: 'r' }), ticket(2, 'New', 1, { customer: 'd', origin: 'r' })];
    expect(bottlenecksOf(shared, NOW).steps[0]?.n).toBe(1);
    expect(bottlenecksOf([ticket(1, 'New', 1, { at: '2026-01-01T00:00:00Z' })], NOW).steps).toEqual([]);
  });
});
