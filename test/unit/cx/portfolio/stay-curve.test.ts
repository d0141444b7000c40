import { expect, test } from 'vitest';
import type { Tenure } from '../../../../src/cx/portfolio/retention.ts';
import { stayCurve } from '../../../../src/cx/portfolio/stay-curve.ts';

const NOW = '2026-11-23T00:00:00Z';
const DAY_MS = 86_400_000;
const ago = (days: number): string => new Date(Date.parse(NOW) - days * DAY_MS).toISOString();
const came = (customer: string, daysAgo: number, leftAfter: number | null): Tenure => ({
  customer,
  startedAt: ago(daysAgo),
  endedAt: leftAfter === null ? null : ago(daysAgo - leftAfter),
});

test('who came last week is neither loyal nor lost', () => {
  // Ten were seen for 400 days, four of them left after 100; ninety came a week ago.
  const old = Array.from({ length: 10 }, (_, index) => came(`o${index}`, 400, index < 4 ? 100 : null));
  const young = Array.from({ length: 90 }, (_, index) => came(`y${index}`, 7, null));
  const curve = stayCurve([...old, ...young], NOW);
  expect(curve).toMatchObject({ customers: 100, left: 4, medianMonths: null });
  // Of those who were seen 100 days, six of ten stayed; a plain share would say 96 of 100.
  expect(curve?.points.map(({ months, share, atRisk }) => [months, share, atRisk])).toEqual([
    [1, 1, 10],
    [3, 1, 10],
  ]);
  const more = stayCurve([...old, ...old.map((own) => ({ ...own, customer: `${own.customer}b` }))], NOW);
  expect(more?.points.at(-1)).toMatchObject({ months: 12, atRisk: 12 });
  expect(more?.points.at(-1)?.share).toBeCloseTo(0.6, 12);
});

test('half stay so long', () => {
  const curve = stayCurve(
    Array.from({ length: 40 }, (_, index) => came(`c${index}`, 800, index < 30 ? 10 * (index + 1) : null)),
    NOW,
  );
  // Of forty the twentieth left after 200 days.
  expect(curve?.medianMonths).toBeCloseTo(200 / (365.2425 / 12), 9);
});

test('what has not happened by now is not known; nobody is no curve', () => {
  expect(stayCurve([{ customer: 'a', startedAt: '2027-01-01T00:00:00Z', endedAt: null }], NOW)).toBeNull();
  const later: Tenure = { customer: 'a', startedAt: ago(50), endedAt: '2027-01-01T00:00:00Z' };
  expect(stayCurve([later], NOW)).toMatchObject({ customers: 1, left: 0 });
  expect(() => stayCurve([{ customer: 'a', startedAt: ago(1), endedAt: ago(2) }], NOW)).toThrow(/before they came/);
});
