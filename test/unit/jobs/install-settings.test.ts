import { describe, expect, test } from 'vitest';
import { FIELD_NAMES } from '../../../src/cards/fields.ts';
import { loadContributions } from '../../../src/contributions.ts';
import { checkModel } from '../../../src/cx/check-model.ts';
import { defaultModel } from '../../../src/cx/default-model.ts';
import { modelSchema } from '../../../src/cx/model/model.ts';
import { PRESETS } from '../../../src/cx/presets.ts';
import { THRESHOLDS } from '../../../src/cx/thresholds.ts';
import { checkChoice, choiceOf, settingsOf } from '../../../src/jobs/install-settings.ts';

const { metrics } = await loadContributions();
const MADRID = { timeZone: 'Europe/Madrid' };
const DEFAULTS = { language: 'en' } as const;
const chosen = (settings: Record<string, unknown>, defaults: Parameters<typeof settingsOf>[1] = DEFAULTS) =>
  settingsOf({ ...MADRID, settings }, defaults);

describe('presets', () => {
  test.each(PRESETS)('$id is a whole model that weighs installed metrics and adds up to 1', ({ id }) => {
    const { model } = chosen({ preset: id });
    expect(modelSchema.parse(model)).toMatchObject({ id, businessHours: { timeZone: 'Europe/Madrid' } });
    expect(checkModel(model, metrics)).toEqual([]);
    expect(Object.keys(model.weights).sort()).toEqual(Object.keys(defaultModel.weights).sort());
    expect(Object.values(model.weights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
  });

  test('say what they do: the share of what customers say', () => {
    const said = ['nps', 'csat', 'ces', 'sentiment', 'review-rating'];
    const shares = PRESETS.map(({ id }) => {
      const { weights } = chosen({ preset: id }).model;
      return [id, Math.round(said.reduce((sum, metric) => sum + (weights[metric] ?? 0), 0) * 100)];
    });
    expect(Object.fromEntries(shares)).toEqual({
      ...{ default: 52, 'service-heavy': 35, 'survey-heavy': 76, 'early-warning': 52 },
    });
  });
});

describe('thresholds', () => {
  test.each(THRESHOLDS)('$id: what is set is what is read, and the shipped value is in range', (threshold) => {
    const standard = threshold.get(defaultModel);
    expect(standard).toBeGreaterThanOrEqual(threshold.min);
    expect(standard).toBeLessThanOrEqual(threshold.max);
    const other = standard === threshold.max ? threshold.min : threshold.max;
    const changed = threshold.set(defaultModel, other);
    expect(threshold.get(changed)).toBeCloseTo(other, 9);
    expect(threshold.set(changed, standard)).toEqual(defaultModel);
  });
});

describe('settings of an install', () => {
  test('nothing chosen: as configured', () => {
    expect(chosen({ notices: ['x'] })).toEqual({
      model: { ...defaultModel, businessHours: { ...defaultModel.businessHours, timeZone: 'Europe/Madrid' } },
      fields: FIELD_NAMES,
      language: 'en',
    });
    const model = { ...defaultModel, id: 'ours', minCoverage: 0.5 };
    const configured = { language: 'es', fields: ['band', 'score'], model } as const;
    expect(chosen({}, configured)).toEqual({ model, fields: ['score', 'band'], language: 'es' });
  });

  test('what is chosen goes over the configuration', () => {
    const model = { ...defaultModel, id: 'ours', thankWithinDays: 5 };
    const settings = chosen(
      { preset: 'survey-heavy', thresholds: { min_coverage: 55 }, fields: ['card', 'score'], language: 'es' },
      { language: 'en', model },
    );
    expect(settings).toMatchObject({
      model: { id: 'survey-heavy', minCoverage: 0.55, thankWithinDays: 5, weights: { nps: 0.28 } },
      ...{ fields: ['score', 'card'], language: 'es' },
    });
  });

  test('what a former version stored and this one does not know is as if it had not been chosen', () => {
    const settings = { preset: 'gone', thresholds: { gone: 1, band_good: 80 }, fields: ['gone'], language: 'fr' };
    expect(choiceOf({ settings })).toEqual({
      preset: null,
      thresholds: { band_good: 80 },
      fields: null,
      language: null,
    });
    expect(chosen({ thresholds: { band_good: 20 } }).model.bands).toEqual(defaultModel.bands);
    expect(settingsOf({ timeZone: 'Nowhere/Else', settings: {} }, DEFAULTS).model).toEqual(defaultModel);
  });
});

describe('checking a choice', () => {
  const check = (given: unknown) => checkChoice(given, MADRID, DEFAULTS, metrics);
  const keys = (given: unknown) => check(given).faults.map(({ key }) => key);

  test('all faults at once, each with its field and what to do, in both languages', () => {
    const { faults } = check({
      ...{ preset: 'gone', language: 'fr', fields: ['score', 'shoe_size'], colour: 'red' },
      thresholds: { min_coverage: 200, silent_days: 30.5, slow_answer_hours: 'x', gone: 1 },
    });
    expect(faults.map(({ key }) => key)).toEqual([
      ...['colour', 'preset', 'language', 'fields.shoe_size', 'thresholds.min_coverage'],
      ...['thresholds.silent_days', 'thresholds.slow_answer_hours', 'thresholds.gone'],
    ]);
    const message = (key: string) => faults.find((fault) => fault.key === key)?.message;
    expect(message('thresholds.silent_days')).toEqual({
      en: 'give a whole number from 7 to 730',
      es: 'da un número entero de 7 a 730',
    });
    expect(message('preset')?.en).toContain('survey-heavy');
  });

  test('what only the whole shows: bands must fall, also against those of the preset', () => {
    expect(keys({ thresholds: { band_good: 50 } })).toEqual([
      ...['thresholds.band_good', 'thresholds.band_fair', 'thresholds.band_poor'],
    ]);
    expect(keys({ thresholds: { band_good: 90, band_fair: 80, band_poor: 10 } })).toEqual([]);
  });

  test('nothing at all is a choice: everything as configured; no field is none', () => {
    const nothing = { preset: null, thresholds: {}, fields: null, language: null };
    expect(check({})).toEqual({ choice: nothing, faults: [] });
    for (const given of [null, undefined, 'x', []]) expect(keys(given)).toEqual(['choice']);
    expect(keys({ fields: [] })).toEqual(['fields']);
    expect(keys({ thresholds: [1] })).toEqual(['thresholds']);
  });
});
