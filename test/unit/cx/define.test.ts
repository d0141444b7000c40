import { describe, expect, test } from 'vitest';
import { defineFlag } from '../../../src/cx/define-flag.ts';
import { defineMetric } from '../../../src/cx/define-metric.ts';

const wording = { en: 'Something', es: 'Algo' };
const metric = {
  id: 'a-metric',
  title: wording,
  describes: wording,
  sentence: wording,
  formula: wording,
  missing: wording,
  nature: 'record',
  area: 'service',
  unit: 'h',
  range: { min: 0, max: null },
  needs: ['ticket'],
  better: 'low',
  measure: () => null,
} as const;
const flag = {
  id: 'a-flag',
  title: wording,
  describes: wording,
  sentence: wording,
  advice: wording,
  facts: ['hours'],
  needs: ['ticket'],
  detect: () => null,
} as const;

describe('a manifest', () => {
  test('is returned with its function and defaults', () => {
    expect(defineMetric(metric)).toMatchObject({ id: 'a-metric', details: [], sources: [] });
    expect(defineFlag(flag).facts).toEqual(['hours']);
  });

  test.each([
    ['an id that cannot be a file name', { id: 'A_Metric' }, /lower case words joined by hyphens/],
    ['an empty sentence', { sentence: { en: '', es: 'x' } }, /sentence\.en/],
    [
      'a sentence that asks for an unknown detail',
      { sentence: { en: '{hours} h', es: '{value} h' } },
      /asks for \{hours\}/,
    ],
    ['no source of signals', { needs: [] }, /needs/],
  ])('of a metric with %s is refused', (_name, change, message) => {
    expect(() => defineMetric({ ...metric, ...change } as unknown as typeof metric)).toThrow(message);
  });

  test('of a flag whose advice asks for an unknown fact is refused', () => {
    expect(() => defineFlag({ ...flag, advice: { en: 'Call {agent}', es: 'Llame' } })).toThrow(/asks for \{agent\}/);
  });

  test('in one language only is refused', () => {
    const title = { en: 'Something' } as unknown as typeof wording;
    expect(() => defineFlag({ ...flag, title })).toThrow(/title\.es/);
  });
});
