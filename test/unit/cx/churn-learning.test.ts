/** What a churn model is taught: who left, what was known before, and nothing that came after. */
import { describe, expect, test } from 'vitest';
import { trainChurn } from '../../../src/cx/churn.ts';
import { CHURN_DIRECTIONS, churnFeatures } from '../../../src/cx/churn-features.ts';
import { churnHistory } from '../../../src/cx/churn-history.ts';
import { isFormerCustomer, leavingOf } from '../../../src/cx/churn-outcomes.ts';
import { relationshipStage } from '../../../src/cx/journey/relationship-stage.ts';
import { type Signal, signalSchema } from '../../../src/cx/model/signal.ts';
import { DAY_MS } from '../../../src/cx/stats/decay.ts';
import { readSignals, timelineAt } from '../../../src/cx/timeline.ts';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const ago = (days: number): string => new Date(NOW - days * DAY_MS).toISOString();
let serial = 0;
function make(kind: Signal['kind'], days: number, rest: Record<string, unknown> = {}): Signal {
  serial += 1;
  const common = { id: `s${serial}`, customer: 'c1', touchpoint: 'other', source: 'test', at: ago(days) };
  return signalSchema.parse({ ...common, kind, ...rest });
}
const order = (days: number, outcome: 'won' | 'lost' | 'open', stage: 'renew' | 'buy' = 'renew') =>
  make('order', days, { outcome, stage });
const mail = (days: number) => make('message', days, { direction: 'inbound' });
const csat = (days: number, value: number) => make('survey', days, { survey: 'csat', value });
const timelineOf = (signals: readonly Signal[], nowMs = NOW) => timelineAt(readSignals(signals), nowMs, 'customer');
const leaving = (signals: readonly Signal[], isFormer = false) => {
  const { lostMs, leftMs } = leavingOf(timelineOf(signals), isFormer);
  const days = (ms: number | null) => (ms === null ? null : Math.round((NOW - ms) / DAY_MS));
  return { lost: days(lostMs), left: days(leftMs) };
};

describe('leavingOf', () => {
  test.each([
    ['a lost renewal and then silence', [mail(200), order(100, 'lost'), mail(90)], { lost: 100, left: 100 }],
    ['a lost renewal, and still in touch', [order(100, 'lost'), mail(20)], { lost: 100, left: null }],
    ['a renewal won later', [order(100, 'lost'), order(50, 'won')], { lost: null, left: null }],
    ['a double that was closed as lost', [order(110, 'won'), order(100, 'lost')], { lost: null, left: null }],
    ['another offer open', [order(100, 'lost'), order(5, 'open')], { lost: null, left: null }],
    ['a lost extra, which is no renewal', [mail(300), order(100, 'lost', 'buy')], { lost: null, left: null }],
  ] as const)('%s', (_what, signals, expected) => {
    expect(leaving(signals)).toEqual(expected);
  });

  test('a lifecycle that says so dates from the last exchange, and outweighs later contact', () => {
    expect(leaving([mail(80), mail(30)], true)).toEqual({ lost: 30, left: 30 });
    expect(leaving([order(100, 'lost'), mail(20)], true)).toEqual({ lost: 100, left: 100 });
    expect(leaving([], true)).toEqual({ lost: null, left: null });
  });

  test.each([
    ...['churned', 'former_customer', 'Former Customer', 'lost-customer', 'excliente', 'ex cliente', 'Baja'].map(
      (word) => [word, true] as const,
    ),
    ...['customer', 'evangelist', 'opportunity', 'trabajador', undefined].map((word) => [word, false] as const),
  ])('%s names a former customer: %s', (word, expected) => {
    expect(isFormerCustomer(word)).toBe(expected);
  });
});

describe('churnFeatures', () => {
  test('count what was known at that day, and nothing of later', () => {
    const ticket = make('ticket', 40, {
      open: false,
      firstResponseAt: ago(30),
      resolvedAt: ago(20),
      reopenedAt: [ago(25)],
    });
    const signals = [order(400, 'won', 'buy'), csat(50, 1), mail(45), ticket, csat(10, 5), order(5, 'lost')];
    const then = NOW - 35 * DAY_MS;
    expect(churnFeatures(timelineOf(signals, then), then)).toEqual({
      ...{ bad_experiences: 1, contacts: 3, days_since_contact: 5, last_answer: 0, open_tickets: 1 },
      ...{ reopened_tickets: 0, slow_answers: 1, tenure_days: 365, won_orders: 1 },
    });
    expect(churnFeatures(timelineOf(signals), NOW)).toMatchObject({
      ...{ last_answer: 100, open_tickets: 0, reopened_tickets: 1, slow_answers: 1, days_since_contact: 10 },
    });
    expect(churnFeatures(timelineOf([]), NOW)).toMatchObject({
      contacts: 0,
      days_since_contact: null,
      last_answer: null,
    });
  });
});

describe('churnHistory', () => {
  const rowsOf = (signals: readonly Signal[], isFormer = false) =>
    churnHistory({ object: 'customer', signals, isFormer }, NOW);

  test('has a row per period of 90 days from the time that the customer is known, until the one in which they left', () => {
    const stays = rowsOf([mail(400), mail(200), mail(10)]);
    expect(stays.map(({ churned }) => churned)).toEqual([false, false, false, false]);
    const left = rowsOf([mail(400), mail(200), order(120, 'lost')]);
    expect(left.map(({ churned }) => churned)).toEqual([false, false, true]);
    expect(left.every(({ recordedAt = '', outcomeAt = '' }) => recordedAt < outcomeAt)).toBe(true);
    expect(rowsOf([mail(20)])).toEqual([]);
  });

  test('does not change in its past when something happens later', () => {
    const signals = [mail(400), csat(210, 2), mail(200)];
    const before = churnHistory({ object: 'customer', signals, isFormer: false }, NOW - 90 * DAY_MS);
    const after = rowsOf([...signals, csat(5, 1), mail(3)]);
    expect(after.slice(0, before.length)).toEqual(before);
  });
});

describe('a model of this history', () => {
  /** Every third customer hears nothing, complains and does not renew. */
  const customers = (count: number) =>
    Array.from({ length: count }, (_, index): Signal[] => {
      const sour = index % 3 === 0;
      const noise = (index * 37) % 11;
      return [
        ...[
          make('order', 500 + noise, { outcome: 'won', stage: 'buy' }),
          mail(300 - noise),
          csat(150 - noise, sour ? 1 : 5),
        ],
        ...(sour
          ? [order(40 + noise, index % 9 === 0 ? 'won' : 'lost')]
          : [mail(50 - noise), order(30 + noise, 'won')]),
      ];
    });
  const rowsOf = (count: number) =>
    customers(count).flatMap((signals) => churnHistory({ object: 'customer', signals, isFormer: false }, NOW));

  test('is a risk index where few left, a probability where many did, and finds them out of fold', () => {
    const few = trainChurn(rowsOf(60), { directions: CHURN_DIRECTIONS });
    expect(few.kind).toBe('risk-index');
    const many = trainChurn(rowsOf(720), { directions: CHURN_DIRECTIONS });
    if (many.kind !== 'probability') throw new Error(`expected a probability, got ${many.kind}`);
    expect(many.evaluation.auc).toBeGreaterThan(0.8);
    expect(many.evaluation.brier).toBeLessThan(many.evaluation.baseBrier);
  });
});

describe('relationshipStage', () => {
  test.each([
    ['a renewal under way', [order(400, 'won', 'buy'), order(3, 'open')], 'use', 'renew'],
    ['bought this month', [order(10, 'won', 'buy')], 'use', 'deliver'],
    ['the lifecycle, where nothing is under way', [order(400, 'won', 'buy')], 'renew', 'renew'],
    ['bought once, no lifecycle', [order(400, 'won', 'buy')], null, 'use'],
    ['being sold to', [order(5, 'open', 'buy')], null, 'buy'],
    ['nothing known', [mail(5)], null, null],
  ] as const)('%s', (_what, signals, lifecycle, expected) => {
    expect(relationshipStage(timelineOf(signals), NOW, lifecycle)).toBe(expected);
  });
});
