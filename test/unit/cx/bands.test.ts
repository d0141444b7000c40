import { describe, expect, test } from 'vitest';
import { bandOf, isLow } from '../../../src/cx/bands.ts';
import { defaultModel } from '../../../src/cx/default-model.ts';
import type { Band } from '../../../src/cx/model/scorecard.ts';

describe('bandOf', () => {
  test.each<[number, Band | null, Band]>([
    // A band begins at its edge.
    [100, null, 'good'],
    [75, null, 'good'],
    [74.99999999999, null, 'fair'],
    [55, null, 'fair'],
    [54.99999999999, null, 'poor'],
    [35, null, 'poor'],
    [34.99999999999, null, 'critical'],
    [0, null, 'critical'],
    // Falling: at once below the edge.
    [75, 'good', 'good'],
    [74.99999999999, 'good', 'fair'],
    [55, 'fair', 'fair'],
    [54.99999999999, 'fair', 'poor'],
    [34.99999999999, 'good', 'critical'],
    // Rising: at the edge plus two points.
    [75, 'fair', 'fair'],
    [76.99999999999, 'fair', 'fair'],
    [77, 'fair', 'good'],
    [56.99999999999, 'poor', 'poor'],
    [57, 'poor', 'fair'],
    [36.99999999999, 'critical', 'critical'],
    [37, 'critical', 'poor'],
    // Rising over several edges: as far as the score is clear of them.
    [76, 'critical', 'fair'],
    [77, 'critical', 'good'],
    [56, 'critical', 'poor'],
  ])('%f after %s is %s', (score, previous, expected) => {
    expect(bandOf(score, defaultModel, previous)).toBe(expected);
  });

  test('without hysteresis the history does not matter', () => {
    const model = { ...defaultModel, hysteresisPoints: 0 };
    for (const score of [0, 34, 35, 55, 74, 75]) {
      expect(bandOf(score, model, 'critical')).toBe(bandOf(score, model, null));
    }
  });
});

test('poor and critical are low', () => {
  expect([isLow('good'), isLow('fair'), isLow('poor'), isLow('critical'), isLow(null)]).toEqual([
    false,
    false,
    true,
    true,
    false,
  ]);
});
