import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { journeyOf } from '../../../src/cx/journey.ts';
import { signalSchema } from '../../../src/cx/model/signal.ts';
import { compareChange } from '../../../src/cx/portfolio/change-comparison.ts';
import { closedLoop } from '../../../src/cx/portfolio/closed-loop.ts';
import { frictionPareto } from '../../../src/cx/portfolio/friction-pareto.ts';
import { compareMonths } from '../../../src/cx/portfolio/history.ts';
import { pairedDifference, studentT95, welchDifference } from '../../../src/cx/portfolio/mean-difference.ts';
import { monthCalendar, monthDistance, monthsBetween, shiftMonth } from '../../../src/cx/portfolio/months.ts';
import { cohortRetention, periodRates, repurchaseRate } from '../../../src/cx/portfolio/retention.ts';
import { openRevenue, revenueAtRisk } from '../../../src/cx/portfolio/revenue-at-risk.ts';
import { scorecardDrivers } from '../../../src/cx/portfolio/scorecard-drivers.ts';
import { segmentsBy } from '../../../src/cx/portfolio/segments.ts';
import { type PortfolioCustomer, portfolioOf } from '../../../src/cx/portfolio.ts';
import { evaluate } from './installed.ts';
import { scorecard } from './scorecards.ts';
import { ago, message, model, NOW, survey, ticket } from './signals.ts';

const order = (customer: string, at: string, given: object = {}) =>
  signalSchema.parse({
    kind: 'order',
    id: `order:${customer}:${at}`,
    customer,
    touchpoint: 'purchase',
    source: 'test',
    outcome: 'won',
    at,
    ...given,
  });

describe('months', () => {
  test('begin on local clocks', () => {
    const madrid = monthCalendar('Europe/Madrid');
    expect(madrid.monthOf(Date.parse('2026-10-31T22:59:59Z'))).toBe('2026-10');
    expect(madrid.monthOf(Date.parse('2026-10-31T23:00:00Z'))).toBe('2026-11');
    expect(madrid.monthOf(Date.parse('2026-07-31T22:00:00Z'))).toBe('2026-08');
    expect(new Date(madrid.startOf('2026-08')).toISOString()).toBe('2026-07-31T22:00:00.000Z');
    expect(() => monthCalendar('Europe/Atlantis')).toThrow(RangeError);
  });

  test('the start of a month lies in it, and the ms before in the one before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('UTC', 'America/Santiago', 'Asia/Kolkata', 'Pacific/Auckland', 'America/Sao_Paulo'),
        fc.integer({ min: 1990, max: 2040 }),
        fc.integer({ min: 1, max: 12 }),
        (timeZone, year, number) => {
          const month = `${year}-${String(number).padStart(2, '0')}`;
          const { monthOf, startOf } = monthCalendar(timeZone);
          expect(monthOf(startOf(month))).toBe(month);
          expect(monthOf(startOf(month) - 1)).toBe(shiftMonth(month, -1));
        },
      ),
    );
  });

  test('are counted over years', () => {
    expect(shiftMonth('2026-01', -1)).toBe('2025-12');
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsBetween('2026-02', '2026-01')).toEqual([]);
    expect(monthDistance('2025-11', '2026-02')).toBe(3);
  });
});

describe('differences of means', () => {
  // Student's table: t(.975) of 1, 4, 9 and 30 degrees of freedom.
  test.each([
    [1, 12.7062],
    [4, 2.7764],
    [9, 2.2622],
    [30, 2.0423],
  ])('t for %i degrees of freedom', (df, t) => expect(studentT95(df)).toBeCloseTo(t, 4));

  test("Student's sleep data (1908): the paired interval of R's t.test", () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const paired = pairedDifference(first.map((value, index) => value - (second[index] ?? 0)));
    expect(paired?.difference).toBeCloseTo(-1.58, 10);
    expect(paired?.interval?.low).toBeCloseTo(-2.4598858, 6);
    expect(paired?.interval?.high).toBeCloseTo(-0.7001142, 6);
    expect(paired?.isCertain).toBe(true);
    const welch = welchDifference(first, second);
    expect(welch?.interval?.low).toBeCloseTo(-3.3654832, 6);
    expect(welch?.interval?.high).toBeCloseTo(0.2054832, 6);
    expect(welch?.isCertain).toBe(false);
  });

  test('nothing, one value, no spread', () => {
    expect(pairedDifference([])).toBeNull();
    expect(pairedDifference([3])).toEqual({ difference: 3, interval: null, isCertain: false });
    expect(pairedDifference([3, 3])).toMatchObject({ difference: 3, isCertain: true });
    expect(welchDifference([1], [])).toBeNull();
    expect(welchDifference([1], [2, 3])).toMatchObject({ difference: -1.5, interval: null });
  });
});

describe('segments', () => {
  test('by any property; numbers of many values at their quartiles; no value is a segment too', () => {
    expect(segmentsBy('plan', [{ plan: 'pro' }, { plan: null }, {}, { plan: '' }, { plan: true }])).toEqual([
      'pro',
      '(none)',
      '(none)',
      '(none)',
      'true',
    ]);
    const seats = segmentsBy('seats', [...Array.from({ length: 101 }, (_, seats) => ({ seats })), {}]);
    expect(new Set(seats)).toEqual(new Set(['0–25', '25–50', '50–75', '75–100', '(none)']));
    expect(seats[25]).toBe('25–50');
    expect(seats[100]).toBe('75–100');
    expect(segmentsBy('tier', [{ tier: 1 }, { tier: 2 }])).toEqual(['1', '2']);
  });
});

describe('friction Pareto', () => {
  test('share, cumulative share and what goes with it, per segment and month', () => {
    const row = (customer: string, flags: string[], score: number | null, segment = 'eu', month = '2026-10') => ({
      customer,
      segment,
      month,
      flags,
      score,
    });
    const [first, second] = frictionPareto([
      row('a', ['slow', 'reopened'], 40),
      row('b', ['slow'], 50),
      row('c', [], 80),
      row('d', ['slow'], null),
      row('e', [], 90),
      row('a', [], 90, 'eu', '2026-11'),
    ]);
    expect(first).toMatchObject({ segment: 'eu', month: '2026-10', customers: 5, raised: 4 });
    expect(first?.bars.map(({ flag, customers, share, cumulative }) => [flag, customers, share, cumulative])).toEqual([
      ['slow', 3, 0.75, 0.75],
      ['reopened', 1, 0.25, 1],
    ]);
    expect(first?.bars[0]).toMatchObject({
      prevalence: 0.6,
      impact: { difference: -40, isCertain: true },
      meanPoints: -24,
    });
    expect(first?.bars[1]?.impact?.interval).toBeNull();
    expect(second).toMatchObject({ month: '2026-11', raised: 0, bars: [] });
  });

  test('shares add up to 1 and cumulate to 1, whatever was raised', () => {
    const flags = fc.subarray(['a', 'b', 'c', 'd']);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), flags), { minLength: 1 }), (rows) => {
        const [pareto] = frictionPareto(
          rows.map(([customer, own]) => ({
            customer: `${customer}`,
            segment: 's',
            month: '2026-01',
            flags: own,
            score: null,
          })),
        );
        const bars = pareto?.bars ?? [];
        if (bars.length === 0) return;
        expect(bars.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(bars.at(-1)?.cumulative).toBe(1);
        expect(bars.every(({ customers }, index) => customers <= (bars[index - 1]?.customers ?? customers))).toBe(true);
      }),
    );
  });
});

describe('revenue at risk', () => {
  const cards = [
    { scorecard: scorecard({ id: 'a', score: 20 }), revenue: 100 },
    { scorecard: scorecard({ id: 'b', score: 50 }), revenue: 1000 },
    { scorecard: scorecard({ id: 'c', score: 80 }), revenue: 5000 },
    { scorecard: scorecard({ id: 'd' }), revenue: 70 },
    { scorecard: scorecard({ id: 'e', score: 10 }), revenue: null },
  ];

  test('sums low bands and ranks by revenue × (1 − score/100)', () => {
    const risk = revenueAtRisk(cards);
    expect(risk).toMatchObject({ total: 6170, atRisk: 1100, unscored: 70 });
    expect(risk.ranked.map(({ rank, subject, exposure }) => [rank, subject.id, exposure])).toEqual([
      [1, 'b', 500],
      [2, 'a', 80],
    ]);
    expect(revenueAtRisk([]).share).toBeNull();
    expect(() => revenueAtRisk([{ scorecard: scorecard({ id: 'a' }), revenue: -1 }])).toThrow(RangeError);
  });

  test('money ranks, and never enters a score: amounts change nothing in any scorecard', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (amount) => {
        const signals = (money: object) => [
          survey({ id: 's', survey: 'nps', value: 3, at: ago(5) }),
          survey({ id: 'c', survey: 'csat', value: 2, at: ago(5) }),
          order('ana', ago(20), money),
          order('ana', ago(10), { outcome: 'open', ...money }),
        ];
        const of = (given: ReturnType<typeof signals>) =>
          evaluate({ subject: { object: 'customer', id: 'ana' }, signals: given, model, now: NOW });
        const without = of(signals({}));
        const rich = of(signals({ amount }));
        expect(JSON.stringify(rich)).toBe(JSON.stringify(without));
        const [customer]: PortfolioCustomer[] = [{ scorecard: rich, signals: signals({ amount }), revenue: amount }];
        const before = JSON.stringify(rich);
        portfolioOf({ customers: customer === undefined ? [] : [customer], now: NOW, timeZone: 'UTC' });
        expect(JSON.stringify(rich)).toBe(before);
      }),
      { numRuns: 20 },
    );
  });

  test('open orders are worth their amounts', () => {
    const open = [
      order('a', ago(3), { outcome: 'open', amount: 10 }),
      order('a', ago(2), { outcome: 'open', amount: 5 }),
    ];
    expect(openRevenue([...open, order('a', ago(1), { amount: 99 })], Date.parse(NOW))).toBe(15);
    expect(openRevenue([...open, order('a', ago(-1), { outcome: 'open', amount: 99 })], Date.parse(NOW))).toBe(15);
    expect(openRevenue([order('a', ago(1))], Date.parse(NOW))).toBeNull();
  });
});

describe('retention', () => {
  test('25 of 500 lost in a month: churn 5 %, retention 95 %, and who came in it is excluded', () => {
    const tenures = [
      ...Array.from({ length: 500 }, (_, index) => ({
        customer: `c${index}`,
        startedAt: '2025-01-01T00:00:00Z',
        endedAt: index < 25 ? '2026-10-15T00:00:00Z' : null,
      })),
      { customer: 'new', startedAt: '2026-10-05T00:00:00Z', endedAt: '2026-10-20T00:00:00Z' },
      { customer: 'gone', startedAt: '2024-10-05T00:00:00Z', endedAt: '2025-10-20T00:00:00Z' },
    ];
    const october = periodRates(tenures, '2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z');
    expect(october).toMatchObject({ activeAtStart: 500, lost: 25, won: 1, churn: 0.05, retention: 0.95 });
    // A twelfth of a year: the published oracle 1 − .95^12.
    const month = periodRates(
      tenures,
      '2026-10-01T00:00:00Z',
      new Date(Date.parse('2026-10-01T00:00:00Z') + (365.2425 / 12) * 86_400_000).toISOString(),
    );
    expect(month.annualChurn).toBeCloseTo(0.45964, 5);
    expect(periodRates([], '2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z')).toMatchObject({ churn: null });
    expect(() => periodRates([], '2026-11-01T00:00:00Z', '2026-10-01T00:00:00Z')).toThrow(RangeError);
    const backwards = [{ customer: 'x', startedAt: NOW, endedAt: '2020-01-01T00:00:00Z' }];
    expect(() => periodRates(backwards, '2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z')).toThrow(/before they came/);
  });

  test('cohorts by start month; the running month has no cell yet', () => {
    const tenures = [
      { customer: 'a', startedAt: '2026-08-10T00:00:00Z', endedAt: null },
      { customer: 'b', startedAt: '2026-08-20T00:00:00Z', endedAt: '2026-09-15T00:00:00Z' },
      { customer: 'c', startedAt: '2026-10-01T00:00:00Z', endedAt: null },
      { customer: 'd', startedAt: '2026-11-01T00:00:00Z', endedAt: null },
      { customer: 'later', startedAt: '2026-12-01T00:00:00Z', endedAt: null },
    ];
    expect(cohortRetention(tenures, NOW, 'UTC')).toEqual([
      { month: '2026-08', size: 2, retained: [1, 0.5, 0.5] },
      { month: '2026-10', size: 1, retained: [1] },
      { month: '2026-11', size: 1, retained: [] },
    ]);
  });

  test('retention never rises along a cohort', () => {
    const tenure = fc.record({
      start: fc.integer({ min: 1, max: 700 }),
      length: fc.option(fc.integer({ min: 0, max: 400 })),
    });
    fc.assert(
      fc.property(fc.array(tenure, { minLength: 1, maxLength: 30 }), (drawn) => {
        const cohorts = cohortRetention(
          drawn.map(({ start, length }, index) => ({
            customer: `c${index}`,
            startedAt: ago(start),
            endedAt: length === null ? null : ago(start - length),
          })),
          NOW,
          'America/Bogota',
        );
        expect(cohorts.reduce((sum, { size }) => sum + size, 0)).toBe(drawn.length);
        for (const { retained } of cohorts) {
          expect(retained.every((share, index) => share <= (retained[index - 1] ?? 1) && share >= 0)).toBe(true);
        }
      }),
    );
  });

  test('repurchase = buyers with two won orders / buyers', () => {
    const orders = [
      order('a', ago(300)),
      order('a', ago(30)),
      order('b', ago(30)),
      order('c', ago(30), { outcome: 'lost' }),
      order('b', ago(500)),
    ];
    expect(repurchaseRate(orders, ago(365), NOW)).toMatchObject({ buyers: 2, repeatBuyers: 1, rate: { share: 0.5 } });
    expect(repurchaseRate(orders, ago(600), NOW)).toMatchObject({ buyers: 2, repeatBuyers: 2 });
    expect(repurchaseRate([], ago(365), NOW).rate).toBeNull();
  });
});

describe('months on months', () => {
  const card = (id: string, month: string, score: number, day = 15) =>
    scorecard({ id, at: `${month}-${day}T12:00:00.000Z`, score, metrics: { csat: score / 2 } });
  const history = [
    card('a', '2025-11', 40),
    card('a', '2026-10', 50),
    card('b', '2026-10', 60),
    card('new', '2026-11', 99),
    card('a', '2026-11', 10, 10),
    card('a', '2026-11', 60, 20),
    card('b', '2026-11', 64),
  ];

  test('the last scorecard of a month counts; changes are paired; missing months are said', () => {
    const [score, csat] = compareMonths({ history: history.toReversed(), timeZone: 'Europe/Madrid' });
    expect(score?.metric).toBe('score');
    expect(score?.months.at(-1)).toEqual({ month: '2026-11', mean: (60 + 64 + 99) / 3, n: 3 });
    expect(score?.missing).toHaveLength(10);
    expect(score?.missing[0]).toBe('2025-12');
    expect(score?.monthOnMonth).toMatchObject({ from: '2026-10', to: '2026-11', pairs: 2, missing: [] });
    expect(score?.monthOnMonth.change?.difference).toBe(7);
    expect(score?.yearOnYear).toMatchObject({
      from: '2025-11',
      pairs: 1,
      change: { difference: 20, isCertain: false },
    });
    expect(csat?.monthOnMonth.change?.difference).toBe(3.5);
  });

  test('a month without a scorecard has no comparison, and says which month is missing', () => {
    const [score] = compareMonths({ history, timeZone: 'UTC', month: '2026-09' });
    expect(score?.monthOnMonth).toMatchObject({ change: null, pairs: 0, missing: ['2026-08', '2026-09'] });
    expect(compareMonths({ history: [], timeZone: 'UTC' })).toEqual([]);
  });
});

describe('before and after a dated change', () => {
  const change = { at: ago(50), label: 'new portal' };
  const pair = (id: string, before: number, after: number) => [
    scorecard({ id, at: ago(80), score: before - 2 }),
    scorecard({ id, at: ago(60), score: before + 2 }),
    scorecard({ id, at: ago(10), score: after }),
  ];
  const touched = Array.from({ length: 12 }, (_, index) => pair(`t${index}`, 50, 60 + (index % 3))).flat();
  const others = Array.from({ length: 12 }, (_, index) => pair(`o${index}`, 50, 52 + (index % 3))).flat();

  test('the mean of paired differences with its interval', () => {
    const {
      difference,
      pairs,
      unpaired,
      others: none,
      warnings,
    } = compareChange({
      change,
      history: [
        ...touched,
        scorecard({ id: 'new', at: ago(5), score: 10 }),
        scorecard({ id: 't0', at: ago(400), score: 1 }),
      ],
    });
    expect(difference).toMatchObject({ difference: 11, isCertain: true });
    expect([pairs, unpaired, none]).toEqual([12, 1, null]);
    expect(warnings).toHaveLength(1);
  });

  test('against those whom it did not touch: the difference in differences', () => {
    const ids = new Set(Array.from({ length: 12 }, (_, index) => `t${index}`));
    const compared = compareChange({ change, history: [...touched, ...others], touched: ids });
    expect(compared.others).toMatchObject({ pairs: 12, difference: { difference: 3 } });
    expect(compared.beyondOthers).toMatchObject({ difference: 8, isCertain: true });
    expect(compared.warnings).toEqual([]);
  });

  test('few pairs are said', () => {
    expect(compareChange({ change, history: pair('a', 10, 20) }).warnings[0]).toMatch(/Only 1 subjects/);
    expect(compareChange({ change, history: [] }).difference).toBeNull();
  });
});

describe('the closed loop', () => {
  const bad = (customer: string, days: number, hours = 0) =>
    survey({ survey: 'nps', value: 2, at: ago(days, hours), customer });
  const call = (customer: string, days: number, hours = 0) =>
    message({ at: ago(days, hours), direction: 'outbound', touchpoint: 'phone', customer });

  test('open, contacted, resolved; the share closed within 48 hours', () => {
    const loop = closedLoop(
      [
        bad('open', 10),
        bad('late', 10),
        call('late', 7),
        bad('solved', 20),
        call('solved', 19),
        survey({ survey: 'nps', value: 8, at: ago(3), customer: 'solved' }),
        bad('fresh', 1),
        call('fresh', 0, 5),
      ],
      NOW,
    );
    const statusOf = Object.fromEntries(loop.loops.map(({ customer, status }) => [customer, status]));
    expect(statusOf).toEqual({ open: 'open', late: 'contacted', solved: 'resolved', fresh: 'contacted' });
    expect(loop).toMatchObject({ open: 1, contacted: 2, resolved: 1, notDueYet: 1 });
    expect(loop.closedInTime).toMatchObject({ n: 3, share: 1 / 3 });
    expect(loop.loops.find(({ customer }) => customer === 'late')?.hoursToContact).toBe(72);
  });

  test('exactly 48 hours is in time; a machine or marketing is no contact', () => {
    expect(closedLoop([bad('a', 10), call('a', 8)], NOW).closedInTime?.share).toBe(1);
    const machine = message({ at: ago(9), direction: 'outbound', automated: true, customer: 'a' });
    const offer = message({ at: ago(9), direction: 'outbound', purpose: 'marketing', customer: 'a' });
    expect(closedLoop([bad('a', 10), machine, offer], NOW).open).toBe(1);
  });

  test('a better answer before anybody called resolves nothing by us; other surveys do not count', () => {
    const better = survey({ survey: 'nps', value: 9, at: ago(8), customer: 'a' });
    expect(closedLoop([bad('a', 10), better], NOW)).toMatchObject({ open: 1, resolved: 0 });
    const other = survey({ survey: 'csat', value: 5, at: ago(3), customer: 'a' });
    expect(closedLoop([bad('a', 10), call('a', 9), other], NOW)).toMatchObject({ contacted: 1, resolved: 0 });
    expect(closedLoop([], NOW).closedInTime).toBeNull();
  });
});

describe('key drivers over scorecards', () => {
  const cards = Array.from({ length: 120 }, (_, index) => {
    const wait = (index * 37) % 101;
    return scorecard({
      id: `c${index}`,
      score: 50,
      metrics: { nps: wait, 'first-response-time': wait, reopens: (index * 61) % 97 },
    });
  });

  test('recorded metrics explain what customers say', () => {
    const report = scorecardDrivers(cards, { resamples: 60 });
    if (report.status !== 'reported') throw new Error(report.reason);
    expect(report.drivers[0]).toMatchObject({ predictor: 'first-response-time', significant: true });
    expect(report.target).toBe('nps');
  });

  test('too few rated customers are said, not guessed', () => {
    expect(scorecardDrivers(cards.slice(0, 20))).toMatchObject({ status: 'insufficient' });
    expect(scorecardDrivers([scorecard({ id: 'a' })])).toMatchObject({ status: 'insufficient', target: 'nps' });
  });
});

describe('a portfolio', () => {
  const customer = (id: string, value: number, plan: string): PortfolioCustomer => {
    const signals = [
      survey({ id: `n:${id}`, survey: 'nps', value, at: ago(20), customer: id }),
      survey({ id: `c:${id}`, survey: 'csat', value: 1 + (value % 5), at: ago(15), customer: id }),
      ticket({ id: `t:${id}`, at: ago(30), firstResponseAt: ago(29), resolvedAt: ago(28), customer: id }),
    ];
    const subject = { object: 'customer', id } as const;
    const at = (now: string) => evaluate({ subject, signals, model, now });
    return {
      scorecard: at(NOW),
      signals,
      history: [at(ago(31)), at(ago(14))],
      attributes: { plan },
      revenue: value * 10,
      tenure: { startedAt: ago(400), endedAt: value === 0 ? ago(40) : null },
      journey: journeyOf({ subject, signals, model, now: NOW }),
    };
  };
  const customers = [
    customer('a', 0, 'pro'),
    customer('b', 4, 'pro'),
    customer('c', 9, 'free'),
    customer('d', 10, 'free'),
  ];
  const options = { customers, now: NOW, timeZone: 'Europe/Madrid', segmentBy: ['plan'] };

  test('holds everything together', () => {
    const portfolio = portfolioOf(options);
    // The one who has left counts for retention and for the past, not for the present.
    expect(portfolio.left).toBe(1);
    expect(portfolio.summary).toMatchObject({ customers: 3, scored: 3, insufficient: 0, nps: { n: 3 } });
    expect(portfolio.segments.map(({ property, value, summary }) => [property, value, summary.nps?.nps])).toEqual([
      ['plan', 'free', 100],
      ['plan', 'pro', -100],
    ]);
    expect(portfolio.retention?.period).toMatchObject({ activeAtStart: 4, lost: 1, churn: 0.25 });
    expect(portfolio.friction.map(({ property }) => property)).toEqual(['(all)', 'plan']);
    expect(portfolio.friction[1]?.paretos.every(({ segment }) => ['free', 'pro'].includes(segment))).toBe(true);
    expect(portfolio.months[0]).toMatchObject({ metric: 'score', monthOnMonth: { from: '2026-10', to: '2026-11' } });
    expect(portfolio.closedLoop.loops.some(({ customer: who }) => who === 'a')).toBe(true);
    expect(portfolio.drivers.status).toBe('insufficient');
    expect(portfolio.journeys).toMatchObject({ journeys: 3 });
    expect(portfolio.journeys?.touchpoints.reduce((sum, { painShare }) => sum + painShare, 0)).toBeCloseTo(1, 9);
    expect(portfolio.revenue.total).toBe(230);
  });

  test('does not depend on the order of customers, and an empty one is possible', () => {
    const reversed = portfolioOf({ ...options, customers: customers.toReversed() });
    expect(JSON.stringify(reversed)).toBe(JSON.stringify(portfolioOf(options)));
    const empty = portfolioOf({ customers: [], now: NOW, timeZone: 'UTC' });
    expect(empty.summary).toMatchObject({ customers: 0, meanScore: null, nps: null });
    expect([empty.retention, empty.journeys, empty.months]).toEqual([null, null, []]);
    expect(() => portfolioOf({ ...options, timeZone: 'Mars/Olympus' })).toThrow(RangeError);
  });
});
