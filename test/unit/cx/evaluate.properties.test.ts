import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Signal } from '../../../src/cx/model/signal.ts';
import { parseSignal } from '../../../src/cx/parse-signals.ts';
import { scorecardOf } from './installed.ts';
import { ago, DAY_MS, message, model, NOW, NOW_MS, survey, ticket } from './signals.ts';

const days = fc.double({ min: -20, max: 500, noNaN: true });
const instant = days.map((ago) => new Date(Math.round(NOW_MS - ago * DAY_MS)).toISOString());
const common = {
  // Few ids, so that doubles and shared records happen.
  id: fc.integer({ min: 0, max: 25 }).map((number) => `id${number}`),
  customer: fc.constantFrom('ana', 'ben'),
  touchpoint: fc.constantFrom('email', 'phone', 'chat', 'service_desk'),
  source: fc.constant('test'),
  at: instant,
  origin: fc.option(fc.constantFrom('o1', 'o2'), { nil: undefined }),
  text: fc.option(fc.constantFrom('La factura está duplicada', 'pump leaks 😡', ''), { nil: undefined }),
};
const anySurvey = fc.record({
  ...common,
  kind: fc.constant('survey'),
  survey: fc.constantFrom('nps', 'csat', 'ces'),
  value: fc.integer({ min: 1, max: 5 }),
});
const anyTicket = fc
  .record({
    ...common,
    kind: fc.constant('ticket'),
    answered: fc.option(fc.double({ min: 0, max: 40, noNaN: true }), { nil: undefined }),
    solved: fc.option(fc.double({ min: 0, max: 60, noNaN: true }), { nil: undefined }),
    reopened: fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { maxLength: 3 }),
    open: fc.boolean(),
    topic: fc.option(fc.constantFrom('billing', 'pump'), { nil: undefined }),
  })
  .map(({ answered, solved, reopened, ...rest }) => {
    const after = (span: number) => new Date(Math.round(Date.parse(rest.at) + span * DAY_MS)).toISOString();
    return {
      ...rest,
      firstResponseAt: answered === undefined ? undefined : after(answered),
      resolvedAt: solved === undefined ? undefined : after(solved),
      reopenedAt: reopened.map(after),
    };
  });
const anyMessage = fc.record({
  ...common,
  kind: fc.constant('message'),
  direction: fc.constantFrom('inbound', 'outbound'),
  automated: fc.boolean(),
  purpose: fc.option(fc.constantFrom('service', 'marketing'), { nil: undefined }),
});
const anyMeeting = fc.record({
  ...common,
  kind: fc.constant('meeting'),
  outcome: fc.constantFrom('held', 'no_show', 'unknown'),
});
const anySignals = fc.array(fc.oneof(anySurvey, anyTicket, anyMessage, anyMeeting), { maxLength: 30 }).map((drawn) =>
  drawn.map((one): Signal => {
    const parsed = parseSignal(Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)));
    if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
    return parsed.signal;
  }),
);
const object = fc.constantFrom('customer' as const, 'account' as const);
/** Everything counts, so that the properties are about numbers most of the time. */
const generous = { ...model, minCoverage: 0.05 };
const judge = (signals: readonly Signal[], kind: 'customer' | 'account' = 'customer', now = NOW) =>
  scorecardOf(signals, { subject: { object: kind, id: 'x' }, model: generous, now });

describe('evaluate', () => {
  test('does not depend on the order of signals, and repeats itself byte for byte', () => {
    fc.assert(
      fc.property(
        anySignals.chain((signals) =>
          fc.tuple(fc.constant(signals), fc.shuffledSubarray(signals, { minLength: signals.length })),
        ),
        object,
        ([signals, shuffled], kind) => {
          const first = JSON.stringify(judge(signals, kind));
          expect(JSON.stringify(judge(shuffled, kind))).toBe(first);
          expect(JSON.stringify(judge(signals, kind))).toBe(first);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('does not change its input', () => {
    fc.assert(
      fc.property(anySignals, (signals) => {
        const before = JSON.stringify(signals);
        judge(signals);
        expect(JSON.stringify(signals)).toBe(before);
      }),
    );
  });

  test('keeps every number within its bounds, and everything adds up', () => {
    fc.assert(
      fc.property(anySignals, object, (signals, kind) => {
        const { score, coverage, components, prior, drivers, change30d, status } = judge(signals, kind);
        expect(coverage).toBeGreaterThanOrEqual(0);
        expect(coverage).toBeLessThanOrEqual(1);
        for (const component of components) {
          expect(component.score).toBeGreaterThanOrEqual(0);
          expect(component.score).toBeLessThanOrEqual(100);
          expect(component.confidence).toBeGreaterThanOrEqual(0);
          expect(component.confidence).toBeLessThanOrEqual(1);
        }
        expect(score === null).toBe(status === 'insufficient');
        if (score === null) return;
        expect(0 <= score.low && score.low <= score.value && score.value <= score.high && score.high <= 100).toBe(true);
        const points = components.reduce((sum, component) => sum + component.points, prior?.points ?? 0);
        const shares = components.reduce((sum, component) => sum + component.share, prior?.share ?? 0);
        expect(Math.abs(shares - 1)).toBeLessThan(1e-9);
        expect(Math.abs(points - (score.value - generous.baseline))).toBeLessThan(1e-9);
        expect(Math.abs(drivers.reduce((sum, driver) => sum + driver.points, 0) - points)).toBeLessThan(1e-9);
        if (change30d === null) return;
        const moved = change30d.drivers.reduce((sum, driver) => sum + driver.points, 0);
        expect(Math.abs(moved - change30d.points)).toBeLessThan(1e-9);
        expect(Math.abs(change30d.from + change30d.points - score.value)).toBeLessThan(1e-9);
      }),
      { numRuns: 300 },
    );
  });

  test('the past is what was known then: later signals change nothing', () => {
    fc.assert(
      fc.property(anySignals, fc.integer({ min: 0, max: 200 }), (signals, back) => {
        const then = ago(back);
        const known = signals.filter(({ at }) => Date.parse(at) <= Date.parse(then));
        expect(JSON.stringify(judge(signals, 'customer', then))).toBe(JSON.stringify(judge(known, 'customer', then)));
      }),
    );
  });

  test('evidence beyond the horizon never raises a confidence or the coverage', () => {
    const old = () => [
      survey({ survey: 'nps', value: 9, at: ago(1500) }),
      survey({ survey: 'csat', value: 5, at: ago(1500) }),
      survey({ survey: 'ces', value: 7, at: ago(1500) }),
      ticket({ at: ago(1500), firstResponseAt: ago(1499), resolvedAt: ago(1498), reopenedAt: [ago(1498.5)] }),
      ticket({ at: ago(1500) }),
      message({ at: ago(1500) }),
    ];
    fc.assert(
      fc.property(anySignals, object, (signals, kind) => {
        const without = judge(signals, kind);
        const withOld = judge([...signals, ...old()], kind);
        expect(withOld.coverage).toBe(without.coverage);
        const before = new Map(without.components.map(({ metric, confidence }) => [metric, confidence]));
        for (const { metric, confidence } of withOld.components) {
          expect(confidence, metric).toBeLessThanOrEqual(before.get(metric) ?? 0);
        }
      }),
    );
  });

  test('a better answer never lowers the score', () => {
    fc.assert(
      fc.property(anySignals, fc.integer({ min: 1, max: 4 }), (signals, value) => {
        const answer = (given: number) => survey({ id: 'answer', survey: 'csat', value: given, at: ago(4) });
        const worse = judge([...signals, answer(value)]).score?.value ?? 0;
        const better = judge([...signals, answer(value + 1)]).score?.value ?? 0;
        expect(better).toBeGreaterThan(worse);
      }),
    );
  });

  test('missing is not zero: without an answer there is no component, and the coverage says so', () => {
    fc.assert(
      fc.property(anySignals, (signals) => {
        const others = signals.filter((signal) => signal.kind !== 'survey' || signal.survey !== 'ces');
        const none = judge(others);
        const bad = judge([...others, survey({ survey: 'ces', value: 1, at: ago(1) })]);
        expect(none.components.some(({ metric }) => metric === 'ces')).toBe(false);
        expect(none.facts.ces).toBeNull();
        expect(bad.components.find(({ metric }) => metric === 'ces')).toMatchObject({ value: 1, score: 0 });
        expect(bad.coverage).toBeGreaterThan(none.coverage);
      }),
    );
  });
});
