import { expect, test } from 'vitest';
import { defaultModel } from '../../../../src/cx/default-model.ts';
import { type Signal, signalSchema } from '../../../../src/cx/model/signal.ts';
import { serviceTrends } from '../../../../src/cx/portfolio/service-trends.ts';
import { seededRandom } from '../../../../src/cx/stats/seeded-random.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const hours = {
  ...{ timeZone: 'UTC', holidays: [] },
  week: Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [day, ['00:00-24:00']]),
  ),
};
const iso = (ms: number): string => new Date(ms).toISOString();

/** `count(week)` tickets in each of 26 weeks (0 is the oldest), solved after `hoursTo(week)`. */
function tickets(count: (week: number) => number, hoursTo: (week: number) => number, more: object = {}): Signal[] {
  const random = seededRandom(7);
  return Array.from({ length: 26 }, (_, week) =>
    Array.from({ length: count(week) }, (_unused, index) => {
      const atMs = NOW - (26 - week) * WEEK_MS + (index + 1) * HOUR_MS;
      const took = hoursTo(week) + random.normal() * 0.2;
      return signalSchema.parse({
        ...{ id: `t${JSON.stringify(more)}${week}.${index}`, kind: 'ticket', customer: 'c', touchpoint: 'email' },
        ...{ source: 'test', at: iso(atMs), open: false, resolvedAt: iso(atMs + took * HOUR_MS) },
        ...more,
      });
    }),
  ).flat();
}
const found = (signals: readonly Signal[]) =>
  serviceTrends(signals, NOW, hours).map(({ measure, part, trend, shift }) => ({
    ...{ name: [measure, part.value].filter(Boolean).join(' '), direction: trend.direction, shift },
  }));

test('a time to solve that grows is told, with its pace', () => {
  const [resolution, volume] = serviceTrends(
    tickets(
      () => 5,
      (week) => 4 + week / 4,
    ),
    NOW,
    hours,
  );
  expect(resolution).toMatchObject({ measure: 'resolution', trend: { status: 'tested', direction: 'up' } });
  // A quarter of an hour a week.
  expect(resolution?.trend.slopePer30d).toBeCloseTo((30 / 7) * 0.25, 1);
  expect(resolution?.weeks).toHaveLength(26);
  expect(volume).toMatchObject({ measure: 'tickets', trend: { direction: 'none' }, shift: null });
});

test('a jump is told with the week in which it came', () => {
  const jump = found(
    tickets(
      () => 5,
      (week) => (week < 15 ? 4 : 9),
    ),
  )[0];
  expect(jump?.shift?.at).toBe(iso(NOW - 11 * WEEK_MS));
  expect(jump?.shift?.before).toBeCloseTo(4, 0);
  expect(jump?.shift?.after).toBeCloseTo(9, 0);
});

test('tickets by channel and topic: what grows is named, what is rare is not looked at', () => {
  const growing = tickets(
    (week) => Math.round(1 + week / 3),
    () => 4,
    { touchpoint: 'chat', topic: 'Login' },
  );
  const steady = tickets(
    () => 4,
    () => 4,
    { topic: 'Invoice' },
  );
  const rare = tickets(
    (week) => (week === 3 ? 5 : 0),
    () => 4,
    { touchpoint: 'phone', topic: 'Rare' },
  );
  const all = found([...growing, ...steady, ...rare]);
  expect(all.map(({ name }) => name)).toEqual([
    ...['resolution', 'tickets', 'tickets chat', 'tickets email', 'tickets Login', 'tickets Invoice'],
  ]);
  const directionOf = new Map(all.map(({ name, direction }) => [name, direction]));
  expect(directionOf.get('tickets chat')).toBe('up');
  expect(directionOf.get('tickets Login')).toBe('up');
  expect(directionOf.get('tickets Invoice')).toBe('none');
});

test('noise has no arrow and no jump; a record of two customers counts once; the order does not matter', () => {
  const random = seededRandom(3);
  const noise = tickets(
    () => 5,
    () => 20 + 2 * random.normal(),
  );
  expect(found(noise).every(({ direction, shift }) => direction === 'none' && shift === null)).toBe(true);
  const shared = noise.flatMap((own) => [
    { ...own, origin: own.id },
    { ...own, id: `${own.id}b`, customer: 'd', origin: own.id },
  ]);
  expect(serviceTrends(shared, NOW, hours)[1]?.weeks[0]?.n).toBe(5);
  expect(serviceTrends(noise.toReversed(), NOW, hours)).toEqual(serviceTrends(noise, NOW, hours));
});

test('too few weeks say so, and no ticket says nothing', () => {
  expect(serviceTrends([], NOW, defaultModel.businessHours)).toEqual([]);
  const young = tickets(
    (week) => (week > 21 ? 3 : 0),
    () => 4,
  );
  expect(serviceTrends(young, NOW, hours).map(({ trend }) => trend.status)).toEqual(['insufficient', 'insufficient']);
});
