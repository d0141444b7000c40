import { expect, test } from 'vitest';
import { buyingOf } from '../../../../src/cx/portfolio/buying.ts';
import { ago, NOW_MS, order } from '../signals.ts';

/** Somebody who buys every `every` days, the last time `last` days ago. */
const buyer = (customer: string, times: number, every: number, last: number, amount: number) =>
  Array.from({ length: times }, (_, index) =>
    order({ customer, outcome: 'won', amount, at: ago(last + every * index) }),
  );

const regulars = Array.from({ length: 30 }, (_, index) =>
  buyer(`r${index}`, 2 + (index % 4), 40, 5 + index, 10 + index),
);
const once = Array.from({ length: 20 }, (_, index) => buyer(`o${index}`, 1, 1, 300 + index, 5));

test('names the good customer who used to come and came no more, and not the one who still comes', () => {
  const lost = buyer('lost', 10, 10, 250, 500);
  const kept = buyer('kept', 10, 10, 4, 500);
  const signals = [...regulars, ...once, lost, kept].flat();
  const buying = buyingOf(signals, NOW_MS);
  expect(buying).toMatchObject({ status: 'fitted', buyers: 52, repeatBuyers: 32 });
  if (buying?.status !== 'fitted') return;
  expect(buying.slipping.map(({ customer }) => customer)).toContain('lost');
  expect(buying.slipping.map(({ customer }) => customer)).not.toContain('kept');
  expect(buying.slipping.find(({ customer }) => customer === 'lost')).toMatchObject({
    purchases: 10,
    rfm: { monetary: 5 },
  });
  expect(buying.alive).toBeGreaterThan(0);
  expect(buying.alive).toBeLessThan(52);
  expect(buyingOf(signals.toReversed(), NOW_MS)).toEqual(buying);
});

test('too few who bought again, nobody, and what is lost or still to come', () => {
  expect(buyingOf(once.flat(), NOW_MS)).toMatchObject({ status: 'insufficient', buyers: 20, repeatBuyers: 0 });
  expect(buyingOf([order({ outcome: 'lost', at: ago(3) }), order({ outcome: 'won', at: ago(-3) })], NOW_MS)).toBeNull();
});
