import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusteredAuc, clusteredAucDifference } from '../../../src/cx/backtest/clustered-auc.ts';
import { leadTimes } from '../../../src/cx/backtest/lead-times.ts';
import { precisionAt } from '../../../src/cx/backtest/precision-at.ts';
import type { BacktestRow } from '../../../src/cx/backtest/row.ts';
import { type BacktestOptions, backtest, type Outcome } from '../../../src/cx/backtest.ts';
import type { Evaluate } from '../../../src/cx/evaluate.ts';
import { areaUnderCurve } from '../../../src/cx/stats/classifier-metrics.ts';
import { evaluate } from './installed.ts';
import { ago, DAY_MS, model, NOW, NOW_MS, survey } from './signals.ts';

const generous = { ...model, minCoverage: 0.01 };
const nps = { ...generous, id: 'nps-only', weights: { nps: 1 } };
const csat = { ...generous, id: 'csat-only', weights: { csat: 1 } };

/** Half of them leave; those who do say so by their NPS long before; their CSAT says nothing. */
const customers = Array.from({ length: 24 }, (_, index) => {
  const id = `c${String(index).padStart(2, '0')}`;
  const answer = index % 2 === 0 ? 1 + (index % 3) : 8 + (index % 3);
  return {
    subject: { object: 'customer', id } as const,
    signals: [300, 240, 200, 150].flatMap((days) => [
      survey({ id: `n:${id}:${days}`, survey: 'nps', value: answer, at: ago(days), customer: id }),
      survey({ id: `c:${id}:${days}`, survey: 'csat', value: 1 + ((index + days) % 5), at: ago(days), customer: id }),
    ]),
  };
});
const outcomes: Outcome[] = customers
  .filter((_, index) => index % 2 === 0)
  .map(({ subject }, index) => ({ customer: subject.id, at: ago(120 - index), kind: 'churn' }));
const options: BacktestOptions = { customers, outcomes, models: [nps], evaluate, until: NOW };

describe('back-test', () => {
  test('a model that sees it coming is told from one that does not', () => {
    const [churn] = backtest({ ...options, models: [csat, nps] });
    expect(churn).toMatchObject({ kind: 'churn', outcomes: 12, outcomesCovered: 12 });
    const [blind, seeing] = churn?.models ?? [];
    expect(seeing?.auc?.auc).toBeGreaterThan(0.85);
    expect(blind?.auc?.auc ?? 1).toBeLessThan(0.75);
    expect(seeing?.lowBand?.precision).toBeGreaterThan(blind?.lowBand?.precision ?? 1);
    expect(seeing?.precisionAtK).toBeGreaterThan(blind?.precisionAtK ?? 1);
    expect(seeing?.lift10).toBeGreaterThan(1);
    expect(seeing?.leadTimes).toMatchObject({ outcomes: 12, warned: 12 });
    expect(seeing?.leadTimes.days?.median).toBeGreaterThan(90);
    expect(churn?.comparisons[0]).toMatchObject({
      model: { id: 'nps-only' },
      against: { id: 'csat-only' },
      isCertain: true,
    });
    expect(seeing?.warnings).toEqual([]);
  });

  test('no peeking: on no day is anything handed over that lies after it, and nothing later changes a number', () => {
    const seen: string[] = [];
    const watched: Evaluate = (input) => {
      for (const { id, at } of input.signals) if (Date.parse(at) > Date.parse(input.now)) seen.push(id);
      return evaluate(input);
    };
    const before = JSON.stringify(backtest({ ...options, evaluate: watched }));
    expect(seen).toEqual([]);
    // The last scored day is 90 days before the end: what is said after it cannot matter.
    const later = customers.map(({ subject, signals }) => ({
      subject,
      signals: [
        ...signals,
        survey({ id: `later:${subject.id}`, survey: 'nps', value: 5, at: ago(89), customer: subject.id }),
      ],
    }));
    expect(JSON.stringify(backtest({ ...options, customers: later }))).toBe(before);
  });

  test('the answer that is the outcome is not in the score that is to precede it', () => {
    const turned = ['x', 'y'].map((id) => ({
      subject: { object: 'customer', id } as const,
      signals: [
        survey({ id: `1:${id}`, survey: 'nps', value: 10, at: ago(200), customer: id }),
        survey({ id: `2:${id}`, survey: 'nps', value: id === 'x' ? 0 : 10, at: ago(90), customer: id }),
      ],
    }));
    const [detractor] = backtest({
      ...options,
      customers: turned,
      outcomes: [{ customer: 'x', at: ago(90), kind: 'detractor' }],
    });
    // Scored on the very day of the answer and every 30 days before; on that day the outcome is no longer ahead.
    expect(detractor?.models[0]).toMatchObject({ events: 3, leadTimes: { outcomes: 1, warned: 0, days: null } });
  });

  test('who has left is scored no more; a horizon that is not over is not judged', () => {
    const [churn] = backtest(options);
    const days = customers.length * (churn?.cuts ?? 0);
    const model0 = churn?.models[0];
    expect((model0?.rows ?? 0) + (model0?.unscored ?? 0)).toBeLessThan(days);
    expect(churn?.from).toBe(ago(300));
    const tooYoung = backtest({ ...options, outcomes: [{ customer: 'c00', at: ago(400), kind: 'churn' }] });
    expect(tooYoung[0]).toMatchObject({ outcomes: 1, outcomesCovered: 0 });
    expect(backtest({ ...options, until: ago(250) })[0]).toMatchObject({
      cuts: 0,
      from: null,
      models: [{ rows: 0, auc: null }],
    });
  });

  test('small numbers and silence are said', () => {
    const few = backtest({ ...options, outcomes: outcomes.slice(0, 2) })[0]?.models[0];
    expect(few?.warnings[0]).toMatch(/Only 2 customers/);
    const silent = backtest({ ...options, models: [{ ...nps, weights: { nps: 0.1, csat: 0.9 }, minCoverage: 1 }] });
    const quiet = backtest({ ...options, models: [{ ...nps, weights: { ces: 1 } }] })[0]?.models[0];
    expect(silent[0]?.models[0]?.rows).toBeGreaterThan(0);
    expect(quiet).toMatchObject({ rows: 0, auc: null, lift10: null, precisionAtK: null, lowBand: null });
    expect(quiet?.warnings.some((warning) => warning.includes('too little known'))).toBe(true);
  });

  test('models need names of their own, and options their ranges', () => {
    expect(() => backtest({ ...options, models: [nps, nps] })).toThrow(/id and version/);
    expect(() => backtest({ ...options, models: [] })).toThrow(RangeError);
    expect(() => backtest({ ...options, horizonDays: 0 })).toThrow(RangeError);
    expect(() => backtest({ ...options, everyDays: Number.NaN })).toThrow(RangeError);
    expect(() => backtest({ ...options, until: 'yesterday' })).toThrow(RangeError);
    expect(() => backtest({ ...options, outcomes: [{ customer: 'a', at: 'once', kind: 'churn' }] })).toThrow(
      RangeError,
    );
    expect(backtest({ ...options, outcomes: [] })).toEqual([]);
    expect(backtest({ ...options, customers: [] })[0]).toMatchObject({ cuts: 0, outcomes: 12, outcomesCovered: 0 });
  });

  test('the same input gives the same result, in any order', () => {
    const shuffled = { ...options, customers: customers.toReversed(), outcomes: outcomes.toReversed() };
    expect(backtest(shuffled)[0]?.models[0]).toEqual(backtest(options)[0]?.models[0]);
  });
});

describe('clustered AUC', () => {
  const row = fc.record({
    cluster: fc.integer({ min: 0, max: 8 }).map(String),
    label: fc.constantFrom(0 as const, 1 as const),
    score: fc.integer({ min: 0, max: 6 }),
  });

  test('the area is the ordinary one', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 60 }), (rows) => {
        const labels = rows.map(({ label }) => label);
        const result = clusteredAuc(rows);
        if (new Set(labels).size < 2) {
          expect(result).toBeNull();
          return;
        }
        const { auc } = areaUnderCurve(
          labels,
          rows.map(({ score }) => score),
        );
        expect(result?.auc).toBeCloseTo(auc, 12);
        const { low = auc, high = auc } = result?.interval ?? {};
        expect(low <= auc + 1e-12 && auc <= high + 1e-12).toBe(true);
      }),
    );
  });

  test('repeating every row of a customer adds no certainty; as further customers it does', () => {
    const base = Array.from({ length: 20 }, (_, index) => ({
      cluster: String(index),
      label: (index % 2) as 0 | 1,
      score: (index * 7) % 11,
    }));
    const widthOf = (rows: typeof base) => {
      const { low = 0, high = 0 } = clusteredAuc(rows)?.interval ?? {};
      return high - low;
    };
    const repeated = Array.from({ length: 9 }, () => base).flat();
    const others = repeated.map((one, index) => ({ ...one, cluster: `${one.cluster} ${index}` }));
    expect(widthOf(repeated)).toBeCloseTo(widthOf(base), 9);
    expect(widthOf(others)).toBeLessThan(widthOf(base) / 2);
  });

  test('a score against itself differs by nothing; one customer alone gives no interval', () => {
    const rows = [1, 2, 3, 4].map((score) => ({ cluster: String(score), label: (score % 2) as 0 | 1, score }));
    expect(clusteredAucDifference(rows, rows)).toEqual({ difference: 0, interval: { low: 0, high: 0 } });
    const alone = rows.map((one) => ({ ...one, cluster: 'a' }));
    expect(clusteredAuc(alone)?.interval).toBeNull();
    expect(clusteredAucDifference([], [])).toBeNull();
  });
});

describe('precision at k and lead times', () => {
  const day = (
    customer: string,
    days: number,
    label: 0 | 1,
    score: number | null,
    band: BacktestRow['band'],
  ): BacktestRow => ({
    customer,
    cutMs: NOW_MS - days * DAY_MS,
    label,
    score,
    band,
  });

  test('the k worst of each day, ties shared', () => {
    const rows = [
      day('a', 1, 1, 10, null),
      day('b', 1, 0, 20, null),
      day('c', 1, 1, 20, null),
      day('d', 1, 1, 90, null),
    ];
    expect(precisionAt(rows, 1)).toBe(1);
    expect(precisionAt(rows, 2)).toBe(0.75);
    expect(precisionAt(rows.toReversed(), 2)).toBe(0.75);
    expect(precisionAt(rows, 99)).toBe(0.75);
    expect(precisionAt([day('a', 1, 1, null, null)], 3)).toBeNull();
  });

  test('the run of low days that leads up to the outcome; a gap breaks it', () => {
    const rows = [
      day('a', 120, 0, 20, 'critical'),
      day('a', 90, 0, null, null),
      day('a', 60, 1, 30, 'critical'),
      day('a', 30, 1, 40, 'poor'),
      day('b', 30, 1, 80, 'good'),
    ];
    const at = (days: number) => [NOW_MS - days * DAY_MS];
    const times = leadTimes(
      rows,
      new Map([
        ['a', at(10)],
        ['b', at(10)],
        ['c', at(10)],
      ]),
      { horizonDays: 90 },
    );
    expect(times).toMatchObject({ outcomes: 2, warned: 1, warnedShare: { share: 0.5 }, days: { median: 50 } });
    expect(leadTimes(rows, new Map([['a', at(-300)]]), { horizonDays: 90 })).toMatchObject({ outcomes: 0, days: null });
  });
});
