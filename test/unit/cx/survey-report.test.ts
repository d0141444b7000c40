import { describe, expect, test } from 'vitest';
import type { SignalOf } from '../../../src/cx/model/signal.ts';
import { type SurveyKind, surveyReport } from '../../../src/cx/survey-report.ts';

function answers(survey: SurveyKind, values: readonly number[], group: string | null = null) {
  return values.map((value, index) => ({
    answer: {
      ...{ id: `${group}:${index}`, kind: 'survey' as const, customer: 'ana', touchpoint: 'survey' as const },
      ...{ at: '2026-11-02T10:00:00Z', source: 'csv', survey, value },
    } satisfies SignalOf<'survey'>,
    group,
  }));
}
const times = (count: number, value: number): number[] => Array.from({ length: count }, () => value);

describe('worked examples of cx-science C1', () => {
  test('60 promoters, 25 passives, 15 detractors: 45, adjusted Wald 29.343 to 58.036', () => {
    const { all } = surveyReport('nps', answers('nps', [...times(60, 10), ...times(25, 7), ...times(15, 0)]));
    expect(all).toMatchObject({ n: 100, value: 45, counts: { promoters: 60, passives: 25, detractors: 15 } });
    expect(all.interval?.low).toBeCloseTo(29.343, 3);
    expect(all.interval?.high).toBeCloseTo(58.036, 3);
  });

  test('960 of 1200 satisfied: .7764 to .8217', () => {
    const { all } = surveyReport('csat', answers('csat', [...times(960, 4), ...times(240, 3)]));
    expect(all.value).toBe(0.8);
    expect(all.interval?.low).toBeCloseTo(0.7764, 4);
    expect(all.interval?.high).toBeCloseTo(0.8217, 4);
  });

  test('7, 6, 5, 4, 2: mean ease 4.8, three easy, 63.33 of 100', () => {
    const { all } = surveyReport('ces', answers('ces', [7, 6, 5, 4, 2]));
    expect(all).toMatchObject({ value: 4.8, counts: { easy: 3 } });
    expect(all.mean).toBeCloseTo(63.33, 2);
    expect(all.interval?.low).toBeLessThan(4.8);
  });
});

describe('groups', () => {
  const many = ['a', 'b', 'c', 'd'].flatMap((group, index) =>
    answers('csat', [...times(60 - 10 * index, 5), ...times(40 + 10 * index, 1)], group),
  );

  test('a group of few answers is drawn towards the others more than one of many', () => {
    const { groups } = surveyReport('csat', [...many, ...answers('csat', [5, 5, 5, 5], 'few')]);
    const few = groups.find(({ group }) => group === 'few');
    const a = groups.find(({ group }) => group === 'a');
    expect(few).toMatchObject({ n: 4, value: 1 });
    expect(few?.shrunk).toBeLessThan(0.75);
    expect(Math.abs((a?.shrunk ?? 0) - 0.6)).toBeLessThan(0.03);
    expect(few?.priorWeight).toBeGreaterThan(1);
  });

  test('a group that differs is told from the others, with p corrected for all groups', () => {
    const { groups } = surveyReport('csat', many);
    const last = groups.at(-1)?.againstOthers;
    expect(last?.difference).toBeCloseTo(0.3 - 0.5, 12);
    expect(last?.adjustedP).toBeLessThan(0.01);
    expect(last?.adjustedP).toBeGreaterThanOrEqual(last?.p ?? 1);
  });

  test('NPS and ease are drawn together by their own spread; two groups teach nothing', () => {
    const nps = ['a', 'b', 'c'].flatMap((group, index) => answers('nps', [10, 10, 7, index * 3, 2], group));
    expect(surveyReport('nps', nps).groups.every(({ shrunk }) => shrunk !== null)).toBe(true);
    const two = surveyReport('ces', [...answers('ces', [7, 6], 'a'), ...answers('ces', [1, 2], 'b')]);
    expect(two.groups.map(({ shrunk, againstOthers }) => [shrunk, againstOthers])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  test('all satisfied everywhere: nothing to learn, and no fault', () => {
    const happy = ['a', 'b', 'c'].flatMap((group) => answers('csat', times(5, 5), group));
    expect(surveyReport('csat', happy).groups.map(({ shrunk }) => shrunk)).toEqual([null, null, null]);
  });
});

test('without an answer there is nothing to measure', () => {
  expect(() => surveyReport('nps', [])).toThrow(RangeError);
});
