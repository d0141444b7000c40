/** What a scorecard says besides numbers: the prior, stages, a customer who left, a person's judgement, when not to sell. */
import { describe, expect, test } from 'vitest';
import { checkModel } from '../../../src/cx/check-model.ts';
import { defaultModel } from '../../../src/cx/default-model.ts';
import { modelSchema } from '../../../src/cx/model/model.ts';
import { unhappy } from './everything.ts';
import { METRICS, scorecardOf } from './installed.ts';
import { ago, message, model, NOW, survey, ticket } from './signals.ts';

const some = () => [
  survey({ survey: 'nps', value: 9, at: ago(20) }),
  ticket({ at: ago(40), firstResponseAt: ago(40, -1), resolvedAt: ago(40, -4), topic: 'a' }),
];

describe('the shipped model', () => {
  const sumOf = (chosen: typeof METRICS) => chosen.reduce((sum, { id }) => sum + (defaultModel.weights[id] ?? 0), 0);

  test('is valid, weighs installed metrics only, and adds up to 1', () => {
    expect(modelSchema.parse(defaultModel)).toEqual(defaultModel);
    expect(checkModel(defaultModel, METRICS)).toEqual([]);
    expect(sumOf(METRICS)).toBeCloseTo(1, 12);
  });

  test('balances what they say and what happened', () => {
    expect(sumOf(METRICS.filter(({ nature }) => nature === 'perception'))).toBeCloseTo(0.52, 12);
    expect(sumOf(METRICS.filter(({ nature }) => nature === 'record'))).toBeCloseTo(0.48, 12);
  });

  test('does not take service for the whole experience, and money for no part of it', () => {
    expect(sumOf(METRICS.filter(({ area }) => area === 'service'))).toBeLessThanOrEqual(0.4);
    expect(METRICS.filter(({ area }) => area === 'sales').map(({ id }) => id)).toEqual([
      'repurchase',
      'sales-cycle',
      'win-rate',
    ]);
    for (const { id } of METRICS.filter(({ area }) => area === 'sales')) expect(defaultModel.weights[id]).toBe(0);
    for (const weights of Object.values(defaultModel.stageWeights)) {
      for (const { id } of METRICS.filter(({ area }) => area === 'sales')) expect(weights[id]).toBeUndefined();
    }
  });
});

describe('the prior', () => {
  test('pulls little evidence towards what is assumed of anybody, and much evidence hardly', () => {
    const little = scorecardOf(some());
    const lots = scorecardOf([
      ...some(),
      ...[2, 4, 6, 8].map((days) => survey({ survey: 'nps', value: 9, at: ago(days) })),
    ]);
    expect(little.prior?.share ?? 0).toBeGreaterThan(lots.prior?.share ?? 1);
    expect(little.drivers.at(-1)).toEqual({ metric: 'prior', points: little.prior?.points });
  });

  test('can be the mean of a segment', () => {
    const low = scorecardOf(some(), { prior: { score: 20 } });
    const high = scorecardOf(some(), { prior: { score: 90 } });
    expect(high.score?.value).toBeGreaterThan(low.score?.value ?? 100);
    expect(low.perception).toEqual(high.perception);
    expect(low.coverage).toBe(high.coverage);
  });

  test('can be left out; it is no score by itself', () => {
    const none = scorecardOf(some(), { prior: { weight: 0 } });
    expect(none.prior).toBeNull();
    expect(none.drivers.some(({ metric }) => metric === 'prior')).toBe(false);
    expect(scorecardOf([], { prior: { score: 90, weight: 5 } })).toMatchObject({ status: 'insufficient', score: null });
  });
});

describe('stages', () => {
  test('change weights, and the scorecard says so', () => {
    const staged = { ...model, stageWeights: { renew: { nps: 0.8 } } };
    const usual = scorecardOf(some(), { model: staged });
    const renewing = scorecardOf(some(), { model: staged, stage: 'renew' });
    const shareOf = ({ components }: typeof usual) => components.find(({ metric }) => metric === 'nps')?.share ?? 0;
    expect(shareOf(renewing)).toBeGreaterThan(shareOf(usual));
    expect([usual.stage, renewing.stage]).toEqual([null, 'renew']);
    expect(scorecardOf(some(), { model: staged, stage: 'use' }).score).toEqual(usual.score);
  });

  test('weigh installed metrics only', () => {
    expect(() => scorecardOf([], { model: { ...model, stageWeights: { buy: { typo: 1 } } } })).toThrow(
      /stageWeights.buy.typo is no installed metric/,
    );
  });
});

describe('a customer who left', () => {
  test('stays as it was then, whatever happens after', () => {
    const then = ago(10);
    const after = [...unhappy(), message({ at: ago(2), text: 'All solved, thank you!' })];
    const frozen = scorecardOf(after, { churnedAt: then });
    const known = scorecardOf(after, { now: then });
    expect(frozen).toEqual({ ...known, frozenAt: then, nextStep: null });
    expect(frozen.at).toBe(then);
    expect(scorecardOf(after, { churnedAt: then, now: ago(-300) }).score).toEqual(frozen.score);
  });

  test('is not frozen before that day', () => {
    const signals = some();
    const usual = scorecardOf(signals);
    expect(scorecardOf(signals, { churnedAt: ago(-1) })).toEqual(usual);
    expect(usual.frozenAt).toBeNull();
  });

  test('an unreadable date is refused', () => {
    expect(() => scorecardOf(some(), { churnedAt: 'soon' })).toThrow(/ISO 8601/);
  });
});

describe('a person’s judgement', () => {
  const override = { value: 20, reason: 'Told me on the phone that they will leave', by: 'naomi', until: ago(-10) };

  test('stands beside the score and never hides it', () => {
    const signals = some();
    const plain = scorecardOf(signals);
    const judged = scorecardOf(signals, { override });
    expect(judged.override).toEqual({ ...override, active: true });
    expect({ ...judged, override: null }).toEqual(plain);
  });

  test('ends on its date, and is kept', () => {
    expect(scorecardOf(some(), { override: { ...override, until: NOW } }).override).toMatchObject({ active: false });
  });
});

describe('holdSelling', () => {
  test('says why not to sell now', () => {
    expect(scorecardOf(some()).holdSelling).toEqual([]);
    expect(scorecardOf([...some(), ticket({ at: ago(0, 3) })]).holdSelling).toEqual(['open-ticket']);
    expect(scorecardOf(unhappy()).holdSelling).toEqual(['open-ticket', 'low-band', 'severe-flag']);
  });
});

test('missing lists what carries weight and is not known, or known from too long ago', () => {
  const { missing } = scorecardOf([survey({ survey: 'nps', value: 9, at: ago(900) })]);
  expect(missing).toContain('nps');
  expect(missing).toContain('csat');
  expect(missing).not.toContain('win-rate');
});
