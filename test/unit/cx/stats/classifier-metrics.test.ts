import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  areaUnderCurve,
  brierScore,
  expectedCalibrationError,
  liftAt,
  logLoss,
  reliabilityBins,
} from '../../../../src/cx/stats/classifier-metrics.ts';

const scored = fc
  .array(
    fc.record({ label: fc.integer({ min: 0, max: 1 }), score: fc.integer({ min: 0, max: 10 }).map((n) => n / 10) }),
    {
      minLength: 4,
      maxLength: 60,
    },
  )
  .map((rows) => [{ label: 1, score: 0.5 }, { label: 0, score: 0.4 }, ...rows])
  .map((rows) => ({ labels: rows.map(({ label }) => label), scores: rows.map(({ score }) => score) }));

describe('worked examples (cx-science C7: the scikit-learn documentation)', () => {
  test('AUC .75, Brier .0375', () => {
    expect(areaUnderCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]).auc).toBe(0.75);
    expect(brierScore([0, 1, 1, 0], [0.1, 0.9, 0.8, 0.3])).toBeCloseTo(0.0375, 12);
  });

  // sklearn.metrics.log_loss documentation: ["spam", "ham", "ham", "spam"].
  test('log-loss .21616', () => {
    expect(logLoss([1, 0, 0, 1], [0.9, 0.1, 0.2, 0.65])).toBeCloseTo(0.21616, 5);
  });
});

describe('areaUnderCurve', () => {
  test('is the share of pairs in the right order, ties half', () => {
    fc.assert(
      fc.property(scored, ({ labels, scores }) => {
        let won = 0;
        let pairs = 0;
        for (const [i, label] of labels.entries())
          for (const [j, other] of labels.entries())
            if (label === 1 && other === 0) {
              pairs += 1;
              won += scores[i]! > scores[j]! ? 1 : scores[i] === scores[j] ? 0.5 : 0;
            }
        expect(areaUnderCurve(labels, scores).auc).toBeCloseTo(won / pairs, 12);
      }),
    );
  });

  test('turned scores turn it, tied scores know nothing', () => {
    fc.assert(
      fc.property(scored, ({ labels, scores }) => {
        const { auc, z } = areaUnderCurve(labels, scores);
        const turned = areaUnderCurve(
          labels,
          scores.map((score) => -score),
        );
        expect(turned.auc).toBeCloseTo(1 - auc, 12);
        expect(turned.z).toBeCloseTo(-z, 9);
      }),
    );
    expect(areaUnderCurve([0, 1, 1], [2, 2, 2])).toMatchObject({ auc: 0.5, z: 0 });
  });

  // scipy.stats.mannwhitneyu, asymptotic, without continuity correction.
  test('z is that of Mann–Whitney', () => {
    const { z } = areaUnderCurve([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], [1, 2, 2, 3, 5, 3, 4, 6, 7, 8]);
    expect(z).toBeCloseTo(2.10171, 4);
  });

  test('refuses one class, lengths and numbers that do not fit', () => {
    expect(() => areaUnderCurve([1, 1], [0.1, 0.2])).toThrow(/only one class/);
    expect(() => areaUnderCurve([1, 0], [0.1])).toThrow(/same length/);
    expect(() => areaUnderCurve([1, 0], [0.1, Number.NaN])).toThrow(/scores\[1\]/);
    expect(() => areaUnderCurve([1, 2], [0.1, 0.2])).toThrow(/labels\[1\]/);
    expect(() => brierScore([1], [1.2])).toThrow(/probabilities\[0\]/);
    expect(() => logLoss([], [])).toThrow(/empty/);
  });
});

describe('calibration', () => {
  test('equal width: two bins by hand', () => {
    const labels = [0, 1, 1, 1];
    const probabilities = [0.12, 0.18, 0.95, 1];
    const bins = reliabilityBins(labels, probabilities, 'equal-width');
    expect(bins.map(({ n, observed }) => [n, observed])).toEqual([
      [2, 0.5],
      [2, 1],
    ]);
    expect(expectedCalibrationError(labels, probabilities, 'equal-width')).toBeCloseTo(0.5 * 0.35 + 0.5 * 0.025, 12);
  });

  test('equal frequency: bins hold all rows once, whatever their order', () => {
    fc.assert(
      fc.property(scored, ({ labels, scores }) => {
        const bins = reliabilityBins(labels, scores, 'equal-frequency');
        expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(labels.length);
        const turned = reliabilityBins([...labels].reverse(), [...scores].reverse(), 'equal-frequency');
        expect(turned.map(({ n, observed }) => [n, observed])).toEqual(bins.map(({ n, observed }) => [n, observed]));
      }),
    );
  });

  test('perfect probabilities have no error', () => {
    const labels = [0, 0, 1, 1];
    expect(expectedCalibrationError(labels, labels, 'equal-frequency')).toBe(0);
    expect(brierScore(labels, labels)).toBe(0);
    expect(logLoss(labels, labels)).toBeCloseTo(0, 12);
  });
});

describe('liftAt', () => {
  test('two of four events among the first of ten', () => {
    const labels = [1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    const scores = labels.map((_, index) => -index);
    expect(liftAt(labels, scores, 0.1)).toBeCloseTo(5, 12);
    expect(liftAt(labels, scores, 0.2)).toBeCloseTo(2.5, 12);
    expect(liftAt(labels, scores, 1)).toBeCloseTo(1, 12);
  });

  test('tied scores count by the part that fits, so the order of rows does not matter', () => {
    expect(liftAt([1, 0, 0, 0], [1, 1, 0, 0], 0.25)).toBeCloseTo(2, 12);
    expect(liftAt([0, 1, 0, 0], [1, 1, 0, 0], 0.25)).toBeCloseTo(2, 12);
    expect(liftAt([1, 0, 1, 0], [3, 3, 3, 3], 0.5)).toBeCloseTo(1, 12);
    expect(() => liftAt([0, 0], [1, 2], 0.5)).toThrow(/at least one event/);
    expect(() => liftAt([0, 1], [1, 2], 0)).toThrow(/share/);
  });
});
