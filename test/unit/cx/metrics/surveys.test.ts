import { describe, expect, test } from 'vitest';
import { componentOf, scorecardOf } from '../installed.ts';
import { ago, survey } from '../signals.ts';

describe('nps of a customer', () => {
  test('one answer counts ten times itself', () => {
    expect(componentOf('nps', [survey({ survey: 'nps', value: 7, at: ago(0) })])).toMatchObject({
      value: 7,
      score: 70,
      n: 1,
      unit: '0-10',
      confidence: 0.76923076923,
      details: { promoters: 0, passives: 1, detractors: 0 },
    });
  });

  test('a 0 is an answer and a detractor, not a missing one', () => {
    const scorecard = scorecardOf([survey({ survey: 'nps', value: 0, at: ago(1) })]);
    expect(scorecard.facts).toMatchObject({ nps: 0, npsCategory: 'detractor' });
    const nps = scorecard.components.find(({ metric }) => metric === 'nps');
    expect(nps).toMatchObject({ score: 0, details: { detractors: 1 } });
  });

  test('a 10 of today and a 0 of one half-life ago have the mean 6.6667', () => {
    const answers = [
      survey({ survey: 'nps', value: 10, at: ago(0) }),
      survey({ survey: 'nps', value: 0, at: ago(60) }),
    ];
    expect(componentOf('nps', answers)?.value).toBeCloseTo(6.6667, 4);
    expect(scorecardOf(answers).facts).toMatchObject({ nps: 10, npsCategory: 'promoter' });
  });

  test.each([
    [10, { min: 1, max: 10 }, 'promoter', 10, 100],
    [6, { min: 1, max: 10 }, 'detractor', 6, 55.55555555556],
    [5, { min: 1, max: 5 }, 'promoter', 10, 100],
    [0, { min: 0, max: 10, reversed: true }, 'promoter', 10, 100],
  ])('%i on the scale %j is a %s', (value, scale, npsCategory, nps, score) => {
    const answer = survey({ survey: 'nps', value, scale, at: ago(0) });
    expect(scorecardOf([answer]).facts).toMatchObject({ nps, npsCategory });
    expect(componentOf('nps', [answer])?.score).toBe(score);
  });
});

describe('nps of an account', () => {
  const votes = (promoters: number, passives: number, detractors: number) =>
    [
      ...Array.from({ length: promoters }, () => 9),
      ...Array.from({ length: passives }, () => 7),
      ...Array.from({ length: detractors }, () => 3),
    ].map((value, index) => survey({ survey: 'nps', value, customer: `c${index}`, at: ago(index % 50) }));

  test('is promoters minus detractors with the adjusted Wald interval', () => {
    const component = componentOf('nps', votes(60, 25, 15), 'account');
    expect(component).toMatchObject({ value: 45, score: 72.5, n: 100, unit: 'NPS' });
    expect(component?.interval?.low).toBeCloseTo(29.343, 3);
    expect(component?.interval?.high).toBeCloseTo(58.036, 3);
    expect(component?.details).toMatchObject({ promoters: 60, passives: 25, detractors: 15 });
  });

  test('one person has one vote: the latest answer of each', () => {
    const answers = [
      survey({ survey: 'nps', value: 2, customer: 'ana', at: ago(40) }),
      survey({ survey: 'nps', value: 9, customer: 'ana', at: ago(10) }),
      survey({ survey: 'nps', value: 3, customer: 'ben', at: ago(20) }),
    ];
    expect(componentOf('nps', answers, 'account')).toMatchObject({ value: 0, n: 2 });
    expect(scorecardOf(answers, { subject: { object: 'account', id: 'acme' } }).facts).toMatchObject({
      nps: 0,
      npsCategory: null,
    });
  });

  test('votes beyond four half-lives no longer count beside newer ones', () => {
    const answers = [
      survey({ survey: 'nps', value: 9, customer: 'ana', at: ago(10) }),
      survey({ survey: 'nps', value: 1, customer: 'ben', at: ago(400) }),
    ];
    expect(componentOf('nps', answers, 'account')).toMatchObject({ value: 100, n: 1 });
  });
});

describe('csat', () => {
  test.each([
    [1, undefined, 0],
    [4, undefined, 75],
    [5, undefined, 100],
    [7, { min: 1, max: 7 }, 100],
    [1, { min: 0, max: 1 }, 100],
    [0, { min: 0, max: 1 }, 0],
    [1, { min: 1, max: 5, reversed: true }, 100],
  ])('%i on %j is %i of 100', (value, scale, score) => {
    expect(
      componentOf('csat', [survey({ survey: 'csat', value, ...(scale ? { scale } : {}), at: ago(0) })])?.score,
    ).toBe(score);
  });

  test('counts the top two boxes of 5 and of 7, with the Wilson interval', () => {
    const answers = [5, 4, 3, 1].map((value) => survey({ survey: 'csat', value, at: ago(0) }));
    const seven = [7, 6, 5].map((value) => survey({ survey: 'csat', value, scale: { min: 1, max: 7 }, at: ago(0) }));
    expect(componentOf('csat', answers)?.details).toMatchObject({ satisfiedShare: 50 });
    expect(componentOf('csat', seven)?.details?.satisfiedShare).toBeCloseTo(66.67, 2);
    expect(componentOf('csat', seven)?.details?.satisfiedShareLow).toBeCloseTo(20.77, 1);
  });
});

describe('ces', () => {
  test('7, 6, 5, 4, 2 have the mean 4.8, 60 % easy, 63.33 of 100', () => {
    const component = componentOf(
      'ces',
      [7, 6, 5, 4, 2].map((value) => survey({ survey: 'ces', value, at: ago(0) })),
    );
    expect(component?.value).toBeCloseTo(4.8, 10);
    expect(component?.score).toBeCloseTo(63.33, 2);
    expect(component?.details).toEqual({ easyShare: 60 });
  });

  test('a reversed scale (CES 1.0: 1 = little effort) is turned round', () => {
    const answer = survey({ survey: 'ces', value: 1, scale: { min: 1, max: 5, reversed: true }, at: ago(0) });
    expect(componentOf('ces', [answer])).toMatchObject({ value: 7, score: 100 });
  });
});

test('without an answer each of them is missing', () => {
  const other = [survey({ survey: 'other', value: 3, scale: { min: 0, max: 5 }, at: ago(1) })];
  for (const metric of ['nps', 'csat', 'ces']) expect(componentOf(metric, other)).toBeNull();
});
