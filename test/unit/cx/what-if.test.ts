import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kendallTau, spearmanRho } from '../../../src/cx/rank-correlation.ts';
import { robustness, whatIf } from '../../../src/cx/what-if.ts';
import { evaluate } from './installed.ts';
import { ago, model, NOW, survey, ticket } from './signals.ts';

const generous = { ...model, minCoverage: 0.01 };
const only = (weights: Record<string, number>, version: number) => ({ ...generous, version, weights });
const customer = (id: string, nps: number, csat: number) => ({
  subject: { object: 'customer', id } as const,
  signals: [
    survey({ id: `n:${id}`, survey: 'nps', value: nps, at: ago(10), customer: id }),
    survey({ id: `c:${id}`, survey: 'csat', value: csat, at: ago(10), customer: id }),
  ],
});

describe('what if', () => {
  const customers = [customer('a', 10, 1), customer('b', 9, 2), customer('c', 0, 5), customer('d', 5, 3)];

  test('who changes band, from where to where, and how alike the orders are', () => {
    const result = whatIf({ customers, evaluate, model: only({ nps: 1 }, 1), changed: only({ csat: 1 }, 2), now: NOW });
    expect(result).toMatchObject({ model: { version: 1 }, changed: { version: 2 }, customers: 4, agreement: { n: 4 } });
    expect(result.agreement.kendall).toBe(-1);
    expect(result.agreement.spearman).toBe(-1);
    expect(result.counts.reduce((sum, { customers: n }) => sum + n, 0)).toBe(4);
    expect(result.moves.length + result.stay).toBe(4);
    const a = result.moves.find(({ subject }) => subject.id === 'a');
    expect(a?.from === a?.to).toBe(false);
    expect((a?.scoreTo ?? 0) - (a?.scoreFrom ?? 0)).toBeCloseTo(a?.points ?? 0, 9);
    expect(Math.abs(result.moves[0]?.points ?? 0)).toBe(
      Math.max(...result.moves.map(({ points }) => Math.abs(points ?? 0))),
    );
  });

  test('the same model moves nobody', () => {
    const result = whatIf({ customers, evaluate, model: generous, changed: generous, now: NOW });
    expect(result).toMatchObject({ moves: [], stay: 4, points: { p10: 0, median: 0, p90: 0, mean: 0 }, flags: [] });
    expect(result.agreement.kendall).toBe(1);
  });

  test('who has too little known for the other model is said, not scored', () => {
    const strict = { ...model, version: 2, minCoverage: 0.99 };
    const result = whatIf({ customers, evaluate, model: generous, changed: strict, now: NOW });
    expect(result.moves.every(({ to, points }) => to === 'insufficient' && points === null)).toBe(true);
    expect(result.moves).toHaveLength(4);
    expect(result).toMatchObject({ points: null, agreement: { n: 0, kendall: null, spearman: null } });
  });

  test('thresholds: flags that are raised or cleared are counted', () => {
    const waiting = {
      subject: { object: 'customer', id: 'w' } as const,
      signals: [ticket({ at: ago(20), firstResponseAt: ago(18), resolvedAt: ago(18), customer: 'w' })],
    };
    const patient = {
      ...generous,
      version: 2,
      flags: { ...generous.flags, slowAnswer: { ...generous.flags.slowAnswer, hours: 100 } },
    };
    const result = whatIf({ customers: [waiting], evaluate, model: generous, changed: patient, now: NOW });
    expect(result.flags).toContainEqual({ flag: 'slow-answer', raised: 0, cleared: 1 });
  });

  test('shaken weights: reproducible, bounded, and no shake moves nobody', () => {
    const options = { customers, evaluate, model: generous, now: NOW, rounds: 5 };
    const shaken = robustness(options);
    expect(robustness(options)).toEqual(shaken);
    expect(shaken.bandChanges.worst).toBeGreaterThanOrEqual(shaken.bandChanges.median);
    expect(shaken.kendall?.worst ?? 1).toBeLessThanOrEqual(shaken.kendall?.median ?? 1);
    expect(robustness({ ...options, shake: 0 })).toMatchObject({ bandChanges: { worst: 0 }, kendall: { worst: 1 } });
    expect(() => robustness({ ...options, shake: 1 })).toThrow(RangeError);
  });
});

describe('rank correlation', () => {
  // Kendall & Gibbons' classical example, also in SciPy's documentation of kendalltau and spearmanr.
  test('published values', () => {
    expect(kendallTau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.47140452079103173, 14);
    expect(spearmanRho([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(0.82078268166812329, 14);
  });

  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 })), { maxLength: 40 });

  test('tau-b is what counting every pair gives', () => {
    fc.assert(
      fc.property(pairs, (drawn) => {
        let [difference, x, y] = [0, 0, 0];
        for (const [i, [a, b]] of drawn.entries()) {
          for (const [c, d] of drawn.slice(i + 1)) {
            difference += Math.sign(a - c) * Math.sign(b - d);
            x += a === c ? 0 : 1;
            y += b === d ? 0 : 1;
          }
        }
        const first = drawn.map(([a]) => a);
        const second = drawn.map(([, b]) => b);
        const tau = kendallTau(first, second);
        if (x * y === 0) expect(tau).toBeNull();
        else expect(tau).toBeCloseTo(difference / Math.sqrt(x * y), 12);
        expect(spearmanRho(second, first)).toBe(spearmanRho(first, second));
      }),
    );
  });

  test('refuses what is no number', () => {
    expect(() => kendallTau([1, Number.NaN], [1, 2])).toThrow(RangeError);
    expect(() => spearmanRho([1], [1, 2])).toThrow(RangeError);
    expect(kendallTau([], [])).toBeNull();
    expect(spearmanRho([1, 1], [1, 2])).toBeNull();
  });
});
