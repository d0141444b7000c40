import { describe, expect, test } from 'vitest';
import { defaultModel } from '../../../src/cx/default-model.ts';
import { forecastOf } from '../../../src/cx/forecast.ts';
import type { StoredTrend } from '../../../src/cx/model/scorecard.ts';
import { scorecard } from './scorecards.ts';
import { ago, NOW } from './signals.ts';

const falling = (slopePer30d: number): StoredTrend => ({
  ...{ direction: 'down', slopePer30d, p: 0.01, readings: 20, monthOnMonth: null, yearOnYear: null },
});
const of = (score: number | null, trend: StoredTrend | null, more: object = {}) =>
  forecastOf({ ...scorecard({ id: 'c1', score }), at: NOW, ...more }, trend, defaultModel.bands);

describe('forecastOf', () => {
  // Poor begins below 55, critical below 35.
  test.each([
    ['half way in half the time', 60, -10, { band: 'poor', at: ago(-15) }],
    ['just within 30 days', 65, -10, { band: 'poor', at: ago(-30) }],
    ['later than that', 65.1, -10, null],
    ['the next band from poor', 40, -10, { band: 'critical', at: ago(-15) }],
    ['nothing below critical', 20, -10, null],
    ['at the edge', 55, -2, { band: 'poor', at: NOW }],
    ['without a score', null, -10, null],
  ])('%s', (_name, score, slope, expected) => {
    expect(of(score, falling(slope))).toEqual(expected);
  });

  test('only where the history falls beyond chance', () => {
    expect(of(60, { ...falling(-10), direction: 'none' })).toBeNull();
    expect(of(60, { ...falling(10), direction: 'up' })).toBeNull();
    expect(of(60, { ...falling(-10), slopePer30d: null })).toBeNull();
    expect(of(60, null)).toBeNull();
    expect(of(60, falling(-10), { frozenAt: ago(3) })).toBeNull();
  });
});
