import { describe, expect, test } from 'vitest';
import { componentOf, scorecardOf } from '../installed.ts';
import {
  ago,
  meeting,
  mention,
  message,
  model,
  observation,
  order,
  review,
  survey,
  ticket,
  visit,
} from '../signals.ts';

const stars = (value: number, at: string) => review({ value, scale: { min: 1, max: 5, reversed: false }, at });

describe('negative-experiences', () => {
  const bad = (days: number) => survey({ survey: 'csat', value: 1, at: ago(days) });

  test.each([
    [[], 80],
    [[40], 50],
    [[40, 20], 20],
    [[60, 40, 20], 0],
    [[80, 60, 40, 20], 0],
  ])('bad answers %j days ago score %i', (days, score) => {
    const component = componentOf('negative-experiences', [message({ at: ago(5) }), ...days.map(bad)]);
    expect(component).toMatchObject({ value: days.length, score });
  });

  test('what goes wrong within three days is one experience', () => {
    expect(componentOf('negative-experiences', [bad(20), bad(18), bad(17)])).toMatchObject({
      value: 1,
      details: { events: 3 },
    });
    expect(componentOf('negative-experiences', [bad(20), bad(16.9)])?.value).toBe(2);
  });

  test('is forgotten after 90 days', () => {
    expect(componentOf('negative-experiences', [bad(90), message({ at: ago(5) })])?.value).toBe(1);
    expect(componentOf('negative-experiences', [bad(90.1), message({ at: ago(5) })])?.value).toBe(0);
  });

  test.each([
    ['a bad review', [stars(1, ago(9))]],
    [
      'an observation of a bad visit',
      [observation({ value: 1, scale: { min: 1, max: 5, reversed: false }, at: ago(9) })],
    ],
    ['a late first answer', [ticket({ at: ago(12), firstResponseAt: ago(9), resolvedAt: ago(8) })]],
    ['no answer at all', [ticket({ at: ago(12) })]],
    [
      'a ticket opened again',
      [ticket({ at: ago(12), firstResponseAt: ago(12), reopenedAt: [ago(9)], resolvedAt: ago(8) })],
    ],
    ['a promise that was not kept', [order({ at: ago(30), outcome: 'won', promisedAt: ago(12) })]],
    ['angry words', [message({ at: ago(9), text: 'This is outrageous, I am furious. Absolutely disgraceful!' })]],
  ])('%s is one', (_name, signals) => {
    expect(componentOf('negative-experiences', signals)?.value).toBe(1);
  });

  test('having to ask again is one', () => {
    const ask = (days: number) =>
      ticket({ at: ago(days), firstResponseAt: ago(days), resolvedAt: ago(days), topic: 'pump' });
    expect(componentOf('negative-experiences', [ask(15), ask(10)])?.value).toBe(1);
    expect(componentOf('negative-experiences', [ask(25), ask(10)])?.value).toBe(0);
  });

  test('in an account, those with whom all is well count too', () => {
    const others = ['ben', 'eva', 'leo'].map((customer) => message({ customer, at: ago(4) }));
    const component = componentOf('negative-experiences', [bad(40), bad(20), ...others], 'account');
    expect(component).toMatchObject({ value: 2, score: (20 + 3 * 80) / 4 });
  });

  test('is unknown for somebody with whom there was never an exchange', () => {
    expect(componentOf('negative-experiences', [visit({ at: ago(3) })])).toBeNull();
  });
});

describe('promise-gap', () => {
  test.each([
    [0, 85],
    [1, 65],
    [3, 35],
    [7, 10],
    [20, 0],
  ])('%i days late score %i', (late, score) => {
    const delivered = order({ at: ago(40), outcome: 'won', promisedAt: ago(30), deliveredAt: ago(30 - late) });
    expect(componentOf('promise-gap', [delivered])).toMatchObject({ value: late, score, n: 1 });
  });

  test('early is in time, a promise to come is none yet, a lost deal promises nothing', () => {
    const early = order({ at: ago(40), outcome: 'won', promisedAt: ago(30), deliveredAt: ago(35) });
    expect(componentOf('promise-gap', [early])?.value).toBe(0);
    expect(componentOf('promise-gap', [order({ at: ago(4), outcome: 'won', promisedAt: ago(-3) })])).toBeNull();
    expect(componentOf('promise-gap', [order({ at: ago(9), outcome: 'lost', promisedAt: ago(5) })])).toBeNull();
  });

  test('what is not done yet is late until now', () => {
    expect(componentOf('promise-gap', [ticket({ at: ago(9), promisedAt: ago(4) })])).toMatchObject({
      value: 4,
      details: { late: 1 },
    });
  });
});

describe('follow-up-latency', () => {
  const bad = survey({ survey: 'nps', value: 2, at: ago(20) });

  test('hours from a bad answer to our next contact', () => {
    expect(componentOf('follow-up-latency', [bad, message({ direction: 'outbound', at: ago(18) })])).toMatchObject({
      value: 48,
      score: 70,
      details: { left: 0, within48h: 1 },
    });
  });

  test('left alone is the wait so far, at most 30 days', () => {
    expect(componentOf('follow-up-latency', [bad])).toMatchObject({ value: 480, details: { left: 1, within48h: 0 } });
    const long = survey({ survey: 'nps', value: 2, at: ago(80) });
    expect(componentOf('follow-up-latency', [long])).toMatchObject({ value: 720, score: 0 });
  });

  test('what happened in the last 48 hours may still be followed up, and nothing wrong needs nothing', () => {
    expect(componentOf('follow-up-latency', [survey({ survey: 'nps', value: 2, at: ago(1) })])).toBeNull();
    expect(componentOf('follow-up-latency', [survey({ survey: 'nps', value: 9, at: ago(20) })])).toBeNull();
  });
});

describe('first-contact-resolution', () => {
  test('100 contacts with 22 repeats are 78 %, those of the last week left out', () => {
    const first = Array.from({ length: 78 }, (_, index) =>
      ticket({ at: ago(60), resolvedAt: ago(59), topic: `topic ${index}` }),
    );
    const again = Array.from({ length: 22 }, (_, index) =>
      ticket({ at: ago(60, -1), resolvedAt: ago(59), topic: `topic ${index}` }),
    );
    const young = ticket({ at: ago(3), topic: 'young' });
    const component = componentOf('first-contact-resolution', [...first, ...again, young]);
    expect(component?.n).toBe(100);
    expect(component?.value).toBeCloseTo(78, 1);
  });
});

describe('what sales tells carries no weight', () => {
  const won = (days: number, openedDays = days + 30) =>
    order({ at: ago(days), openedAt: ago(openedDays), outcome: 'won', amount: 10 });
  const lost = order({ at: ago(20), outcome: 'lost', lostReason: 'Postponed' });

  test('win-rate counts decided deals', () => {
    const component = componentOf('win-rate', [won(20), lost, order({ at: ago(5), outcome: 'open' })]);
    expect(component).toMatchObject({ n: 2, weight: 0, share: 0 });
    expect(component?.value).toBeCloseTo(50, 9);
  });

  test('sales-cycle is the median of days from opening to winning', () => {
    expect(componentOf('sales-cycle', [won(20, 50), won(20, 110), won(20, 30)])).toMatchObject({ value: 30, n: 3 });
    expect(componentOf('sales-cycle', [order({ at: ago(9), outcome: 'won' })])).toBeNull();
  });

  test('repurchase: buyers with two or more orders', () => {
    expect(componentOf('repurchase', [won(200)])).toMatchObject({ value: 0, details: { purchases: 1 } });
    expect(componentOf('repurchase', [won(200), won(9)])).toMatchObject({
      value: 100,
      details: { purchases: 2, lastAt: ago(9) },
    });
    const ben = order({ customer: 'ben', at: ago(30), outcome: 'won' });
    expect(componentOf('repurchase', [won(200), won(9), ben], 'account')).toMatchObject({
      value: 50,
      details: { buyers: 2, repeatBuyers: 1 },
    });
    expect(componentOf('repurchase', [lost])).toBeNull();
  });

  test('money changes nothing', () => {
    const base = [survey({ survey: 'nps', value: 8, at: ago(5) }), ticket({ at: ago(9), resolvedAt: ago(8) })];
    const rich = order({ at: ago(9), outcome: 'won', amount: 1e9 });
    const poor = order({ at: ago(9), outcome: 'won', amount: 0 });
    expect(scorecardOf([...base, rich]).score).toEqual(scorecardOf([...base, poor]).score);
  });
});

describe('ticket-trend', () => {
  test('compares a quarter with the one before and names the busiest topic and channel', () => {
    const now = [10, 20, 30].map((days) => ticket({ at: ago(days), resolvedAt: ago(days), topic: 'Billing' }));
    const before = ticket({ at: ago(100), resolvedAt: ago(99), topic: 'Login' });
    expect(componentOf('ticket-trend', [...now, before])).toMatchObject({
      value: 2,
      n: 4,
      details: { now: 3, before: 1, topTopic: 'Billing', topTopicShare: 100, topChannel: 'email' },
    });
    expect(componentOf('ticket-trend', [ticket({ at: ago(181) })])).toBeNull();
  });
});

describe('engagement', () => {
  test('adds up decayed points', () => {
    expect(componentOf('engagement', [meeting({ at: ago(0) }), message({ at: ago(60) })])).toMatchObject({
      value: 3.5,
      n: 2,
    });
  });

  test('opens of e-mails count only where the model says so', () => {
    const opens = [1, 2, 3].map((days) => visit({ at: ago(days), touchpoint: 'newsletter' }));
    expect(componentOf('engagement', opens)).toBeNull();
    const metrics = { ...model.metrics, engagement: { countsOpens: true } };
    const { components } = scorecardOf(opens, { model: { ...model, metrics } });
    expect(components.find(({ metric }) => metric === 'engagement')?.n).toBe(3);
  });

  test('a machine that clicks a hundred times a day is no more engaged', () => {
    const clicks = Array.from({ length: 100 }, () => visit({ at: ago(1) }));
    expect(componentOf('engagement', clicks)?.n).toBe(2);
  });
});

describe('ratings', () => {
  test('reviews and observations are brought to 0–100, and kept apart', () => {
    const seen = observation({ value: 2, scale: { min: 1, max: 5, reversed: false }, at: ago(3) });
    const signals = [stars(4, ago(3)), seen, review({ at: ago(2), text: 'Fine.' })];
    expect(componentOf('review-rating', signals)).toMatchObject({ value: 75, n: 1, nature: 'perception' });
    expect(componentOf('observed-rating', signals)).toMatchObject({ value: 25, n: 1, nature: 'record' });
  });
});

describe('surveys', () => {
  test('a yes/no question of ease is 100 or 0', () => {
    const yesNo = (value: number) =>
      survey({ survey: 'ces', value, scale: { min: 0, max: 1, reversed: false }, at: ago(3) });
    expect(componentOf('ces', [yesNo(1)])).toMatchObject({ value: 7, score: 100 });
    expect(componentOf('ces', [yesNo(0)])).toMatchObject({ value: 1, score: 0 });
  });

  test('answers about one interaction and about the relationship are told apart', () => {
    const answers = [
      survey({ survey: 'csat', value: 1, scope: 'transactional', at: ago(3) }),
      survey({ survey: 'csat', value: 5, scope: 'relational', at: ago(3) }),
    ];
    expect(componentOf('csat', answers)?.details).toMatchObject({ transactional: 0, relational: 100 });
    expect(componentOf('csat', answers.slice(0, 1))?.details).toMatchObject({ transactional: 0, relational: '' });
    const nps = survey({ survey: 'nps', value: 7, scope: 'relational', at: ago(3) });
    expect(componentOf('nps', [nps])?.details).toMatchObject({ transactional: '', relational: 7 });
  });
});

describe('what they write', () => {
  const says = (text: string, days = 3, language: 'en' | 'es' = 'en') => message({ at: ago(days), text, language });

  test('good and bad words tell, in both languages', () => {
    expect(componentOf('sentiment', [says('Thank you, excellent and friendly service!')])?.score).toBeGreaterThan(75);
    expect(componentOf('sentiment', [says('Muy mal servicio, una decepción.', 3, 'es')])?.score).toBeLessThan(30);
    expect(scorecardOf([says('Muy mal servicio, una decepción.', 3, 'es')]).facts.sentiment).toBeLessThan(-30);
  });

  test('what nothing is understood of is not neutral, and our own words are not theirs', () => {
    expect(componentOf('sentiment', [says('')])).toBeNull();
    const ours = message({ at: ago(3), direction: 'outbound', text: 'We are terribly sorry for this awful failure.' });
    const colleague = observation({ at: ago(3), text: 'A terrible visit.' });
    expect(componentOf('sentiment', [ours, colleague])).toBeNull();
    expect(scorecardOf([ours]).facts.sentiment).toBeNull();
  });

  test('recent words count more', () => {
    const good = 'Excellent, thank you so much!';
    const bad = 'Terrible, I am very disappointed.';
    const turned = componentOf('sentiment', [says(good, 120), says(bad, 1)])?.value ?? 0;
    const healed = componentOf('sentiment', [says(bad, 120), says(good, 1)])?.value ?? 0;
    expect(turned).toBeLessThan(0);
    expect(healed).toBeGreaterThan(0);
  });

  test('anger is the share of texts written in anger', () => {
    const component = componentOf('anger', [
      says('This is outrageous, I am furious. Absolutely disgraceful!'),
      says('Could you send me the invoice, please?'),
    ]);
    expect(component?.value).toBeCloseTo(50, 6);
  });

  test('advocacy: a promoter, a good review, a good mention, a recommendation', () => {
    const promoter = survey({ survey: 'nps', value: 10, at: ago(0) });
    const social = mention({ at: ago(0), text: 'Great company, excellent support!', language: 'en' });
    const acts = [promoter, stars(5, ago(0)), social, says('Love it, I recommended you to my sister!', 0)];
    expect(componentOf('advocacy', acts)).toMatchObject({
      score: 100,
      details: { acts: 4, promoter: 1, public: 2, recommendations: 1 },
    });
    expect(componentOf('advocacy', [survey({ survey: 'nps', value: 3, at: ago(0) })])).toMatchObject({ value: 0 });
    expect(componentOf('advocacy', [meeting({ at: ago(0) })])).toBeNull();
  });
});
