import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChurnModel, predictChurn, trainChurn } from '../../../src/cx/churn.ts';
import type { ChurnRow } from '../../../src/cx/churn-rows.ts';
import { areaUnderCurve } from '../../../src/cx/stats/classifier-metrics.ts';
import { sigmoid } from '../../../src/cx/stats/logistic-regression.ts';
import { seededRandom } from '../../../src/cx/stats/seeded-random.ts';

type Row = ChurnRow & { readonly truth: number };

/** A made-up telephone company: who leaves depends on contract, months and price in a known way, not on the city. */
function telephone(rows: number, seed: number): Row[] {
  const random = seededRandom(seed);
  const pick = (names: readonly string[]): string => names[random.below(names.length)]!;
  return Array.from({ length: rows }, () => {
    const contract = pick(['monthly', 'monthly', 'one year', 'two years']);
    const months = random.below(72);
    const price = 20 + 90 * random.uniform();
    const paperless = random.uniform() < 0.6;
    const logOdds =
      -0.9 +
      { monthly: 1.2, 'one year': -0.4, 'two years': -1.6 }[contract]! -
      0.04 * (months - 36) +
      0.02 * (price - 65) +
      (paperless ? 0.3 : 0);
    return {
      features: { contract, months, price, paperless, city: pick(['Lima', 'Quito', 'Bogotá']) },
      churned: random.uniform() < sigmoid(logOdds),
      truth: sigmoid(logOdds),
    };
  });
}

function trained<Kind extends ChurnModel['kind']>(model: ChurnModel, kind: Kind): Extract<ChurnModel, { kind: Kind }> {
  expect(model.kind).toBe(kind);
  return model as Extract<ChurnModel, { kind: Kind }>;
}

describe('enough history: a probability', () => {
  const rows = telephone(4000, 1);
  const model = trained(trainChurn(rows), 'probability');
  const { evaluation } = model;

  test('out of fold it comes within .02 of the best that anybody could do', () => {
    const labels = rows.map(({ churned }) => Number(churned));
    const best = areaUnderCurve(
      labels,
      rows.map(({ truth }) => truth),
    ).auc;
    expect(best).toBeGreaterThan(0.8);
    expect(evaluation.auc).toBeGreaterThan(best - 0.02);
    expect(evaluation.aucInterval.low).toBeLessThan(best);
  });

  test('it is calibrated, and better than the base rate', () => {
    expect(evaluation.ece.equalFrequency).toBeLessThan(0.03);
    expect(evaluation.ece.equalWidth).toBeLessThan(0.03);
    expect(evaluation.brier).toBeLessThan(evaluation.baseBrier);
    expect(evaluation.logLoss).toBeLessThan(evaluation.baseLogLoss);
    expect(evaluation.baseBrier).toBeCloseTo(evaluation.baseRate * (1 - evaluation.baseRate), 10);
    expect(evaluation.lift.at10).toBeGreaterThan(evaluation.lift.at20);
    expect(evaluation.lift.at20).toBeGreaterThan(1.5);
    expect(evaluation.reliability.reduce((sum, { n }) => sum + n, 0)).toBe(4000);
    expect(model.calibrator).toBeNull();
    expect(model.warnings).toEqual([]);
  });

  test('the mean prediction is the share who left', () => {
    const mean = rows.reduce((sum, { features }) => sum + predictChurn(model, features).value, 0) / rows.length;
    expect(mean).toBeCloseTo(evaluation.baseRate, 6);
  });

  test('contributions add up exactly and name the reason', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            contract: fc.constantFrom('monthly', 'one year', 'two years', 'five years', null),
            months: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
            price: fc.double({ min: 0, max: 300, noNaN: true }),
            paperless: fc.boolean(),
            city: fc.constantFrom('Lima', 'Kyoto'),
          },
          { requiredKeys: [] },
        ),
        (features) => {
          const { base, total, contributions, value } = predictChurn(model, features);
          expect(contributions.reduce((sum, { amount }) => sum + amount, base)).toBeCloseTo(total, 9);
          expect(value).toBeCloseTo(sigmoid(total), 12);
        },
      ),
    );
    const loyal = predictChurn(model, { contract: 'two years', months: 70, price: 30, paperless: false, city: 'Lima' });
    const leaving = predictChurn(model, { contract: 'monthly', months: 1, price: 105, paperless: true, city: 'Lima' });
    expect(loyal.value).toBeLessThan(0.05);
    expect(leaving.value).toBeGreaterThan(0.8);
    expect(leaving.contributions[0]).toMatchObject({ feature: 'months', value: 1 });
    expect(Math.abs(leaving.contributions.find(({ feature }) => feature === 'city')!.amount)).toBeLessThan(0.15);
  });

  test('a level never seen and a value never missing count as average', () => {
    const known = { months: 10, price: 60, paperless: true, city: 'Lima' };
    const amount = predictChurn(model, { ...known, contract: 'five years' }).contributions.find(
      ({ feature }) => feature === 'contract',
    )!;
    expect(amount.amount).toBe(0);
    expect(predictChurn(model, {}).total).toBeCloseTo(predictChurn(model, {}).base, 12);
  });

  test('is plain data: stored and read again it says the same, and training again too', () => {
    const stored = JSON.parse(JSON.stringify(model)) as ChurnModel;
    const features = rows[0]!.features;
    expect(predictChurn(stored, features)).toEqual(predictChurn(model, features));
    expect(JSON.stringify(trainChurn(rows))).toBe(JSON.stringify(model));
  });

  test('shuffled outcomes cannot be foretold, and that is said', () => {
    const random = seededRandom(3);
    const order = rows.map((_, index) => index);
    random.shuffle(order);
    const shuffled = rows.map((row, index) => ({ features: row.features, churned: rows[order[index]!]!.churned }));
    const nothing = trained(trainChurn(shuffled), 'probability');
    expect(Math.abs(nothing.evaluation.auc - 0.5)).toBeLessThan(0.04);
    expect(nothing.warnings.join()).toContain('no better than chance');
  });
});

describe('calibration where the model is bent', () => {
  test('a U-shaped truth is calibrated on folds that did not train', () => {
    const random = seededRandom(6);
    const rows = Array.from({ length: 3000 }, (): ChurnRow => {
      const x = 3 * random.normal();
      return { features: { x, step: x > 0 }, churned: random.uniform() < (x > 4 ? 0.15 : x > 0 ? 0.85 : 0.1) };
    });
    const model = trained(trainChurn(rows), 'probability');
    expect(model.calibrator).not.toBeNull();
    expect(model.evaluation.uncalibrated!.logLoss).toBeGreaterThan(model.evaluation.logLoss);
    const calibrated = predictChurn(model, { x: 1, step: true });
    expect(calibrated.value).toBeGreaterThan(0.5);
    expect(calibrated.contributions.reduce((sum, { amount }) => sum + amount, calibrated.base)).toBeCloseTo(
      calibrated.total,
      9,
    );
  });
});

describe('what gives the answer away', () => {
  const rows = telephone(1500, 2);

  test('a score given afterwards is named, as number, as word and as gap', () => {
    const random = seededRandom(5);
    const leaky = rows.map(({ features, churned }) => ({
      churned,
      features: {
        ...features,
        satisfaction: churned ? 1 + random.below(2) : 2 + random.below(4),
        reason: churned ? ['price', 'moved', 'service'][random.below(3)]! : null,
        offboardingCalls: churned ? random.below(3) : null,
      },
    }));
    const model = trainChurn(leaky);
    expect(model.leaks.map(({ feature }) => feature)).toEqual(['offboardingCalls', 'reason', 'satisfaction']);
    expect(model.warnings.join()).toContain('"satisfaction" alone tells who left');
    const clean = trainChurn(leaky, { recordedAfterOutcome: ['satisfaction', 'reason', 'offboardingCalls'] });
    expect(clean.leaks).toEqual([]);
    expect(clean.encodings.map(({ feature }) => feature)).not.toContain('reason');
    expect(clean.warnings.join()).toContain('"reason" is recorded after the outcome');
  });

  test('an identifier is no leak: it is left out', () => {
    const model = trainChurn(
      rows.map(({ features, churned }, index) => ({ churned, features: { ...features, id: `C-${index}` } })),
    );
    expect(model.leaks).toEqual([]);
    expect(model.warnings.join()).toContain('"id" looks like an identifier');
  });

  test('features read after the outcome are refused', () => {
    const first = rows[0]!;
    const late = [
      { ...first, recordedAt: '2026-05-02T00:00:00Z', outcomeAt: '2026-05-01T00:00:00Z' },
      ...rows.slice(1),
    ];
    expect(() => trainChurn(late)).toThrow(/rows\[0\]\.recordedAt must lie before/);
    expect(() => trainChurn([{ ...first, recordedAt: 'soon', outcomeAt: '2026-05-01T00:00:00Z' }])).toThrow(/instant/);
    expect(() => trainChurn(rows, { features: ['months'], recordedAfterOutcome: ['months'] })).toThrow(
      /after the outcome: months/,
    );
  });
});

describe('little history: a risk index, never a probability', () => {
  const rows = telephone(60, 7);

  test('it says why, ranks, and its parts add up', () => {
    const model = trained(trainChurn(rows), 'risk-index');
    expect(model.reason).toMatch(/events for 7 predictors; a probability needs 70/);
    expect(model.rules.length).toBeGreaterThan(0);
    expect(model.evaluation).not.toHaveProperty('brier');
    for (const { features } of rows) {
      const { kind, value, base, contributions } = predictChurn(model, features);
      expect(kind).toBe('risk-index');
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(100);
      expect(contributions.reduce((sum, { amount }) => sum + amount, base)).toBeCloseTo(value, 9);
    }
    expect(trained(trainChurn(telephone(110, 8)), 'risk-index').evaluation!.auc).toBeGreaterThan(0.65);
  });

  test('directions given by people need no outcomes at all', () => {
    const nobody = rows.map(({ features }) => ({ features, churned: false }));
    expect(trainChurn(nobody)).toMatchObject({ kind: 'insufficient', reason: expect.stringContaining('same outcome') });
    const model = trained(trainChurn(nobody, { directions: { months: 'lowers', price: 'raises' } }), 'risk-index');
    expect(model.evaluation).toBeNull();
    const fresh = predictChurn(model, { months: 0, price: 110 }).value;
    const old = predictChurn(model, { months: 71, price: 20 }).value;
    expect(fresh).toBeGreaterThan(90);
    expect(old).toBeLessThan(10);
    expect(() => trainChurn(nobody, { directions: { city: 'raises' } })).toThrow(/directions\.city/);
  });

  test('an insufficient model predicts nothing', () => {
    const model = trainChurn([]);
    expect(model).toMatchObject({ kind: 'insufficient', reason: expect.stringContaining('no usable feature') });
    expect(() => predictChurn(model, {})).toThrow(/must be trained/);
  });
});

describe('awkward rows', () => {
  const rows = telephone(900, 9);

  test('gaps become a column of their own; rare words are put together', () => {
    const gappy = rows.map(({ features, churned }, index) => ({
      churned,
      features: {
        ...features,
        price: index % 3 === 0 ? null : features.price,
        plan: index < 3 ? `rare ${index}` : 'usual',
      },
    }));
    const model = trained(trainChurn(gappy), 'probability');
    expect(model.encodings).toContainEqual(expect.objectContaining({ feature: 'price', missing: true }));
    expect(model.encodings).toContainEqual({ feature: 'plan', kind: 'category', levels: ['usual', '(other)'] });
    expect(predictChurn(model, { plan: 'never seen' }).value).toBeGreaterThan(0);
  });

  test('a constant feature and one that is never known do no harm', () => {
    const model = trained(
      trainChurn(rows.map(({ features, churned }) => ({ churned, features: { ...features, one: 1, none: null } }))),
      'probability',
    );
    expect(model.warnings).toEqual(['"none" is never known and was left out.']);
    expect(predictChurn(model, { one: 5 }).contributions.find(({ feature }) => feature === 'one')!.amount).toBe(0);
  });

  test.each([
    ['a number that is none', { features: { x: Number.NaN }, churned: true }, /rows\[1\]\.x must be a finite number/],
    ['a word among numbers', { features: { x: 'many' }, churned: true }, /rows\[1\]\.x must be a number/],
  ])('refuses %s', (_, row, message) => {
    expect(() => trainChurn([{ features: { x: 1 }, churned: false }, row])).toThrow(message);
  });

  test('refuses options and predictions that make no sense', () => {
    expect(() => trainChurn(rows, { lambda: 0 })).toThrow(/lambda/);
    expect(() => trainChurn(rows, { folds: 1 })).toThrow(/folds/);
    expect(() => trainChurn(rows, { features: ['moon'] })).toThrow(/these do not: moon/);
    const model = trainChurn(rows);
    expect(() => predictChurn(model, { months: 'ten' })).toThrow(/features\.months must be a number/);
    expect(() => predictChurn(model, { months: Number.POSITIVE_INFINITY })).toThrow(/features\.months/);
    expect(() => predictChurn(model, { contract: 3 })).toThrow(/features\.contract must be a word/);
  });
});
