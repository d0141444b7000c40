import { describe, expect, test } from 'vitest';
import { defaultModel } from '../../../src/cx/default-model.ts';
import { createEvaluate } from '../../../src/cx/evaluate.ts';
import { scorecardSchema } from '../../../src/cx/model/scorecard.ts';
import type { Signal } from '../../../src/cx/model/signal.ts';
import { evaluate, METRICS, scorecardOf } from './installed.ts';
import { ago, DAY_MS, meeting, message, model, NOW, NOW_MS, survey, ticket, visit } from './signals.ts';

const content = (): Signal[] => [
  survey({ survey: 'nps', value: 9, at: ago(20) }),
  survey({ survey: 'csat', value: 5, at: ago(15) }),
  ticket({ at: ago(40), firstResponseAt: ago(40, -1), resolvedAt: ago(40, -4), topic: 'a' }),
  message({ at: ago(10) }),
];

describe('status', () => {
  test('nothing known is insufficient, without a number', () => {
    expect(scorecardOf([])).toMatchObject({
      status: 'insufficient',
      score: null,
      band: null,
      coverage: 0,
      perception: null,
      record: null,
      components: [],
      drivers: [],
      change30d: null,
      flags: [],
      nextStep: 'ask',
      lowSince: null,
      signals: { n: 0, newestAt: null, oldestAt: null },
    });
  });

  test('a customer with engagements only is insufficient', () => {
    const signals = [1, 5, 9, 20, 30].map((days) => message({ at: ago(days) }));
    expect(scorecardOf([...signals, meeting({ at: ago(3) })])).toMatchObject({ status: 'insufficient', score: null });
  });

  test('tickets alone are enough for a score of what happened', () => {
    const signals = [ticket({ at: ago(20), firstResponseAt: ago(20, -1), resolvedAt: ago(19), topic: 'a' })];
    const scorecard = scorecardOf(signals);
    expect(scorecard).toMatchObject({ status: 'scored', perception: null, nextStep: 'ask' });
    expect(scorecard.coverage).toBeCloseTo(0.43, 10);
    expect(scorecard.record?.coverage).toBeCloseTo(0.43 / 0.48, 10);
    expect(scorecard.missing).toEqual([
      'ces',
      'csat',
      'follow-up-latency',
      'nps',
      'observed-rating',
      'promise-gap',
      'review-rating',
      'sentiment',
    ]);
  });

  test('exactly the minimal coverage is enough', () => {
    const signals = [survey({ survey: 'nps', value: 9, at: ago(2) })];
    const half = { ...model, weights: { nps: 0.4, csat: 0.6 } };
    expect(scorecardOf(signals, { model: half }).status).toBe('scored');
    expect(scorecardOf(signals, { model: { ...half, minCoverage: 0.41 } }).status).toBe('insufficient');
  });

  test('old evidence is shown but carries no score', () => {
    const old = content().map((signal) => ({
      ...signal,
      at: ago(900),
      firstResponseAt: undefined,
      resolvedAt: undefined,
    }));
    const scorecard = scorecardOf(old as Signal[]);
    expect(scorecard.status).toBe('insufficient');
    expect(scorecard.coverage).toBe(0);
    expect(scorecard.facts.nps).toBe(9);
    for (const { confidence, share } of scorecard.components) expect([confidence, share]).toEqual([0, 0]);
  });
});

describe('a scorecard', () => {
  test('fits its schema', () => {
    for (const signals of [[], content(), [...content(), ticket({ at: ago(9) })]]) {
      for (const object of ['customer', 'account'] as const) {
        const scorecard = scorecardOf(signals, { subject: { object, id: 'x' } });
        expect(scorecardSchema.parse(scorecard)).toEqual(scorecard);
      }
    }
  });

  test('adds up: points of the components to score − baseline, changes to the change', () => {
    const { score, components, prior, drivers, change30d } = scorecardOf([...content(), ticket({ at: ago(9) })]);
    const sum = (parts: readonly { points: number }[]) => parts.reduce((total, { points }) => total + points, 0);
    expect(Math.abs(sum(components) + (prior?.points ?? 0) - ((score?.value ?? 0) - 50))).toBeLessThan(1e-9);
    expect(Math.abs(sum(drivers) - ((score?.value ?? 0) - 50))).toBeLessThan(1e-9);
    expect(Math.abs(sum(change30d?.drivers ?? []) - (change30d?.points ?? 1))).toBeLessThan(1e-9);
    expect(Math.abs((score?.value ?? 0) - (change30d?.from ?? 0) - (change30d?.points ?? 0))).toBeLessThan(1e-9);
  });

  test('names its model and its instant, in UTC', () => {
    const scorecard = scorecardOf(content(), { now: '2026-11-23T13:00:00+01:00' });
    expect(scorecard).toMatchObject({ at: NOW, model: { id: 'default', version: 1 } });
  });

  test('a metric without a weight is measured and shown, but has no say', () => {
    const { components } = scorecardOf(content(), { model: { ...model, weights: { ...model.weights, csat: 0 } } });
    expect(components.find(({ metric }) => metric === 'csat')).toMatchObject({
      weight: 0,
      share: 0,
      points: 0,
      score: 100,
    });
  });
});

describe('band and lowSince', () => {
  const poor = [survey({ survey: 'nps', value: 4, at: ago(5) }), survey({ survey: 'csat', value: 2, at: ago(5) })];
  const low = { ...model, minCoverage: 0.1 };

  test('low since now, or since the scorecard before says', () => {
    expect(scorecardOf(poor, { model: low })).toMatchObject({ band: 'poor', lowSince: NOW });
    expect(scorecardOf(poor, { model: low, previousBand: 'critical', lowSince: ago(50) }).lowSince).toBe(ago(50));
    expect(scorecardOf(content(), { lowSince: ago(50) })).toMatchObject({ band: 'good', lowSince: null });
  });

  test('a score just above an edge does not leave a worse band', () => {
    const answers = [survey({ survey: 'nps', value: 5.6, at: ago(0) })];
    const only = { ...low, weights: { nps: 1 }, prior: { ...low.prior, weight: 0 } };
    expect(scorecardOf(answers, { model: only })).toMatchObject({ band: 'fair', score: { value: 56 } });
    expect(scorecardOf(answers, { model: only, previousBand: 'poor' }).band).toBe('poor');
  });
});

describe('the past', () => {
  test('is computed from what was known then: unanswered, unsolved, not reopened', () => {
    const later = ticket({ at: ago(40), firstResponseAt: ago(20), resolvedAt: ago(10), reopenedAt: [ago(15)] });
    const then = scorecardOf([later], { now: ago(30) });
    expect(then.facts).toMatchObject({ openTickets: 1, firstResponseHours: null, resolutionHours: null });
    expect(then.flags.map(({ id }) => id)).toEqual(['slow-answer']);
    const now = scorecardOf([later]);
    expect(now.facts).toMatchObject({ openTickets: 0, firstResponseHours: 480, resolutionHours: 720 });
    expect(now.flags.map(({ id }) => id)).toEqual(['slow-answer', 'reopened']);
  });

  test('a ticket that is reopened now was solved in between', () => {
    const again = ticket({
      at: ago(40),
      firstResponseAt: ago(39),
      resolvedAt: ago(35),
      reopenedAt: [ago(5)],
      open: true,
    });
    expect(scorecardOf([again], { now: ago(10) }).facts).toMatchObject({ openTickets: 0, resolutionHours: 120 });
    expect(scorecardOf([again], { now: ago(37) }).facts).toMatchObject({ openTickets: 1, resolutionHours: null });
    expect(scorecardOf([again]).facts).toMatchObject({ openTickets: 1, resolutionHours: null });
  });

  test('is the start of the change', () => {
    const signals = [
      ...content(),
      ...content().map((signal) => ({ ...signal, id: `${signal.id}-then`, at: ago(200) }) as Signal),
    ];
    const turned = [...signals, survey({ survey: 'nps', value: 1, at: ago(2) }), ticket({ at: ago(8), topic: 'z' })];
    const { change30d, score } = scorecardOf(turned);
    const before = scorecardOf(turned, { now: new Date(NOW_MS - 30 * DAY_MS).toISOString() });
    expect(change30d?.from).toBe(before.score?.value);
    expect(change30d?.points).toBeLessThan(0);
    expect(score?.value).toBeLessThan(before.score?.value ?? 0);
    expect(change30d?.drivers.find(({ metric }) => metric === 'nps')?.points).toBeLessThan(0);
    expect(change30d?.drivers[0]).toMatchObject({ metric: 'negative-experiences' });
  });

  test('without a score then there is no change', () => {
    const recent = [
      ticket({ at: ago(9), firstResponseAt: ago(8), resolvedAt: ago(7) }),
      survey({ survey: 'nps', value: 9, at: ago(3) }),
    ];
    expect(scorecardOf(recent)).toMatchObject({ status: 'scored', change30d: null });
  });

  test('signals of the future are ignored', () => {
    const future = [
      survey({ survey: 'nps', value: 0, at: ago(-1) }),
      ticket({ at: ago(-5) }),
      visit({ at: ago(-900) }),
    ];
    const signals = content();
    expect(JSON.stringify(scorecardOf([...signals, ...future]))).toBe(JSON.stringify(scorecardOf(signals)));
  });
});

describe('doubles', () => {
  test('of one id the signal with the later dates counts', () => {
    const open = ticket({ id: 'hubspot:ticket:1', at: ago(9) });
    const solved = ticket({ id: 'hubspot:ticket:1', at: ago(9), firstResponseAt: ago(8), resolvedAt: ago(7) });
    for (const signals of [
      [open, solved],
      [solved, open],
      [open, solved, open],
    ]) {
      expect(scorecardOf(signals)).toMatchObject({ signals: { n: 1 }, facts: { openTickets: 0, resolutionHours: 48 } });
    }
  });

  test('with the same dates one of them counts, always the same one', () => {
    const one = survey({ id: 'x', survey: 'nps', value: 3, at: ago(9) });
    const two = survey({ id: 'x', survey: 'nps', value: 8, at: ago(9) });
    expect(scorecardOf([one, two])).toEqual(scorecardOf([two, one]));
    expect(scorecardOf([one, two]).signals.n).toBe(1);
  });

  test('a later version is unknown before its date', () => {
    const first = survey({ id: 'x', survey: 'nps', value: 3, at: ago(50) });
    const second = survey({ id: 'x', survey: 'nps', value: 8, at: ago(9) });
    expect(scorecardOf([second, first], { now: ago(20) }).facts.nps).toBe(3);
    expect(scorecardOf([second, first]).facts.nps).toBe(8);
  });
});

describe('an account', () => {
  const account = { object: 'account', id: 'acme' } as const;

  test('counts a record of two customers once', () => {
    const shared = ['ben', 'ana'].map((customer) => ticket({ customer, origin: 'crm:ticket:1', at: ago(9) }));
    const own = ticket({ customer: 'ben', origin: 'crm:ticket:2', at: ago(5) });
    expect(scorecardOf([...shared, own], { subject: account })).toMatchObject({
      facts: { openTickets: 2 },
      signals: { n: 2 },
    });
    expect(scorecardOf(shared).facts.openTickets).toBe(2); // a customer's own signals are never merged
  });

  test('counts several facts of one record of one customer each', () => {
    const thread = [1, 2, 3].map((days) => message({ origin: 'crm:thread:1', at: ago(days) }));
    expect(scorecardOf(thread, { subject: account }).signals.n).toBe(3);
  });
});

describe('nextStep', () => {
  test('names a cause before it says that the score falls', () => {
    const falling = scorecardOf([
      survey({ survey: 'nps', value: 10, at: ago(40) }),
      survey({ survey: 'csat', value: 5, at: ago(40) }),
      survey({ survey: 'nps', value: 0, at: ago(1) }),
      survey({ survey: 'csat', value: 1, at: ago(1) }),
      survey({ survey: 'ces', value: 3, at: ago(1) }),
    ]);
    expect(falling.flags.map(({ id, severity }) => [id, severity])).toEqual([
      ['score-falls', 'high'],
      ['high-effort', 'low'],
    ]);
    expect(falling.nextStep).toBe('high-effort');
  });

  test('the most severe flag, else thanks, else a question, else nothing', () => {
    expect(scorecardOf([...content(), ticket({ at: ago(9), topic: 'z' })]).nextStep).toBe('slow-answer');
    expect(scorecardOf(content()).nextStep).toBe('thank');
    expect(scorecardOf([survey({ survey: 'nps', value: 9, at: ago(31) })]).nextStep).toBeNull();
    expect(scorecardOf([survey({ survey: 'nps', value: 8, at: ago(3) })]).nextStep).toBeNull();
    expect(scorecardOf([message({ at: ago(3) })]).nextStep).toBe('ask');
    expect(scorecardOf([survey({ survey: 'nps', value: 9, at: ago(700) })]).nextStep).toBe('ask');
  });
});

describe('bad input', () => {
  const subject = { object: 'customer', id: 'ana' } as const;

  test('an unreadable instant', () => {
    expect(() => evaluate({ subject, signals: [], model, now: 'yesterday' })).toThrow(/ISO 8601/);
    const broken = { ...message({ at: ago(1) }), at: '2026-99-99' };
    expect(() => evaluate({ subject, signals: [broken], model, now: NOW })).toThrow(/unreadable date/);
  });

  test('a model that weighs what is not installed', () => {
    const weights = { ...model.weights, 'net-promotor': 0.2 };
    expect(() => scorecardOf([], { model: { ...model, weights } })).toThrow(
      /weights.net-promotor is no installed metric/,
    );
    expect(() => scorecardOf([], { model: { ...model, weights: { nps: 0 } } })).toThrow(/add up to nothing/);
  });

  test('a metric that measures nonsense is named', () => {
    const nps = METRICS.find(({ id }) => id === 'nps');
    if (nps === undefined) throw new Error('no metric');
    const measure = () => ({ value: 1, score: 120, n: 1, confidence: 1, standardError: 0, evidence: [] });
    const broken = createEvaluate({ metrics: [{ ...nps, measure }], flags: [] });
    expect(() =>
      broken({ subject, signals: [], model: { ...defaultModel, weights: { nps: 1 }, stageWeights: {} }, now: NOW }),
    ).toThrow(/"nps" measured .*score 120/);
  });
});

test('emoji, long texts and odd white space end up as short, whole quotes', () => {
  const family = '👨‍👩‍👧‍👦';
  const answer = survey({ survey: 'nps', value: 1, at: ago(10), text: `  No\n\tfunciona ${family.repeat(30_00)}` });
  const quote = scorecardOf([answer]).flags[0]?.evidence[0]?.quote ?? '';
  expect(quote.startsWith('No funciona 👨')).toBe(true);
  expect(quote.endsWith(`${family}…`)).toBe(true);
  expect(quote.isWellFormed()).toBe(true);
});

test('100,000 signals of one customer make a scorecard as small as any', () => {
  const signals: Signal[] = [];
  for (let index = 0; index < 20_000; index += 1) {
    const at = new Date(NOW_MS - index * 60_000).toISOString();
    const id = `s${index}`;
    const own = { source: 'test', customer: 'ana', touchpoint: 'email', at } as const;
    signals.push(
      { ...own, kind: 'survey', id: `${id}a`, survey: 'nps', value: index % 11 },
      {
        ...own,
        kind: 'ticket',
        id: `${id}b`,
        open: index % 2 === 0,
        reopenedAt: [],
        subject: `Pump ${index % 7} leaks`,
      },
      {
        ...own,
        kind: 'ticket',
        id: `${id}c`,
        open: false,
        reopenedAt: [at],
        firstResponseAt: NOW,
        resolvedAt: NOW,
        topic: 'pump',
      },
      {
        ...own,
        kind: 'message',
        id: `${id}d`,
        direction: 'inbound',
        automated: false,
        text: 'The pump leaks again 😡',
        touchpoint: 'chat',
      },
      { ...own, kind: 'message', id: `${id}e`, direction: 'outbound', automated: false, purpose: 'service' },
    );
  }
  const scorecard = scorecardOf(signals);
  expect(scorecard.signals.n).toBe(100_000);
  expect(scorecard.flags.length).toBeGreaterThan(0);
  expect(JSON.stringify(scorecard).length).toBeLessThan(40_000);
});
