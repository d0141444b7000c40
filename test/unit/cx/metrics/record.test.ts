import { describe, expect, test } from 'vitest';
import { defaultModel } from '../../../../src/cx/default-model.ts';
import { componentOf, scorecardOf } from '../installed.ts';
import { ago, meeting, message, model, NOW, survey, ticket, visit } from '../signals.ts';

describe('first-response-time', () => {
  // Working hours round the clock here. Anchors: ≤ 1 h 95, 4 h 80, 12 h 50, 24 h 25, ≥ 72 h 0.
  test.each([
    [0.5, 95],
    [1, 95],
    [4, 80],
    [12, 50],
    [24, 25],
    [48, 12.5],
    [72, 0],
    [500, 0],
  ])('%f hours score %i', (hours, score) => {
    const answered = ticket({ at: ago(30), firstResponseAt: ago(30, -hours) });
    expect(componentOf('first-response-time', [answered])).toMatchObject({ value: hours, score, n: 1 });
  });

  test('Friday 16:00 to Monday 10:00 are 2 working hours and 66 calendar hours', () => {
    const businessHours = { ...defaultModel.businessHours, timeZone: 'UTC' };
    const answered = ticket({ at: '2026-11-20T16:00:00Z', firstResponseAt: '2026-11-23T10:00:00Z' });
    const { components, facts } = scorecardOf([answered], { model: { ...model, businessHours } });
    const component = components.find(({ metric }) => metric === 'first-response-time');
    expect(component?.value).toBe(2);
    expect(component?.details).toMatchObject({ calendarMedian: 66, calendarP90: 66 });
    expect(facts.firstResponseHours).toBe(2);
  });

  test('is the median, not the mean, and the score looks at the 90th percentile too', () => {
    const tickets = [1, 1, 1, 1, 96].map((hours) =>
      ticket({ at: ago(20, hours), firstResponseAt: ago(20), resolvedAt: ago(20) }),
    );
    const component = componentOf('first-response-time', tickets);
    expect(component?.value).toBeCloseTo(1, 9);
    expect(component?.details?.mean).toBeCloseTo(20, 9);
    expect(component?.details?.p90).toBeCloseTo(58, 9);
    expect(component?.score).toBeCloseTo(0.7 * 95 + 0.3 * (25 - (34 / 48) * 25), 6);
    expect(component?.evidence[0]?.value).toBe(96);
  });

  test('an unanswered ticket counts with its wait so far, once that is longer than agreed', () => {
    expect(componentOf('first-response-time', [ticket({ at: ago(0, 23) })])).toBeNull();
    expect(componentOf('first-response-time', [ticket({ at: ago(10) })])).toMatchObject({
      value: 240,
      score: 0,
      details: { waiting: 1 },
    });
    const quick = ticket({ at: ago(30), firstResponseAt: ago(30, -1) });
    expect(componentOf('first-response-time', [quick])?.score).toBe(95);
    expect(componentOf('first-response-time', [quick, ticket({ at: ago(10) })])?.score).toBeLessThan(40);
  });

  test('a ticket forgotten for years is not waiting since today', () => {
    expect(componentOf('first-response-time', [ticket({ at: ago(1500) })])).toMatchObject({ confidence: 0, share: 0 });
  });
});

describe('resolution-time', () => {
  test.each([
    [4, 95],
    [16, 75],
    [24, 60],
    [40, 40],
    [80, 20],
    [120, 0],
  ])('%i hours score %i', (hours, score) => {
    const solved = ticket({ at: ago(30), resolvedAt: ago(30, -hours) });
    expect(componentOf('resolution-time', [solved])).toMatchObject({ value: hours, score });
  });

  test('a reopened, open ticket is not solved, whatever it was before', () => {
    const again = ticket({ at: ago(9), resolvedAt: ago(8), reopenedAt: [ago(7)], open: true });
    expect(componentOf('resolution-time', [again])).toBeNull();
  });
});

describe('open-backlog', () => {
  test.each([
    [[], 80],
    [[0], 70],
    [[3], 55],
    [[7], 40],
    [[14], 20],
    [[14, 30], 0],
    [[30, 30, 30], 0],
  ])('tickets open for %j days score %i', (days, score) => {
    const solved = ticket({ at: ago(20), resolvedAt: ago(19) });
    const component = componentOf('open-backlog', [solved, ...days.map((day) => ticket({ at: ago(day) }))]);
    expect(component).toMatchObject({ value: days.length, score });
  });

  test('is unknown for somebody who never had a ticket', () => {
    expect(componentOf('open-backlog', [message({ at: ago(3) })])).toBeNull();
  });

  test('a ticket that nobody touched for years is forgotten, not waited for', () => {
    expect(componentOf('open-backlog', [ticket({ at: ago(1200) })])).toMatchObject({
      value: 1,
      confidence: 0,
      share: 0,
    });
  });
});

describe('reopens', () => {
  test('is the share of tickets that were solved at least once', () => {
    const tickets = [
      ticket({ at: ago(10), resolvedAt: ago(10) }),
      ticket({ at: ago(10), resolvedAt: ago(10) }),
      ticket({ at: ago(10), resolvedAt: ago(10) }),
      ticket({ at: ago(20), resolvedAt: ago(10), reopenedAt: [ago(12)] }),
      ticket({ at: ago(10) }),
    ];
    const component = componentOf('reopens', tickets);
    expect(component?.value).toBeCloseTo(25, 9);
    expect(component?.score).toBeCloseTo(40, 9);
    expect(component?.n).toBe(4);
    // Wilson for 1 of 4.
    expect(component?.interval?.low).toBeCloseTo(4.56, 1);
    expect(component?.interval?.high).toBeCloseTo(69.94, 1);
  });

  test('is unknown as long as nothing has been solved', () => {
    expect(componentOf('reopens', [ticket({ at: ago(10) })])).toBeNull();
  });
});

describe('repeat-contact', () => {
  test('100 contacts of which 22 were followed by another one are 78 % solved at the first contact', () => {
    // 78 topics, 22 of them asked about twice within the week; all on one day, so that all weigh the same.
    const first = Array.from({ length: 78 }, (_, index) =>
      ticket({ at: ago(60), resolvedAt: ago(59), topic: `topic ${index}` }),
    );
    const again = Array.from({ length: 22 }, (_, index) =>
      ticket({ at: ago(60, -1), resolvedAt: ago(59), topic: `topic ${index}` }),
    );
    const component = componentOf('repeat-contact', [...first, ...again]);
    expect(component?.n).toBe(100);
    expect(component?.value).toBeCloseTo(22, 1);
    expect(component?.details?.firstContactResolution).toBeCloseTo(78, 1);
  });

  test('a contact 8 days later is a new one', () => {
    const contacts = [ticket({ at: ago(30), topic: 'billing' }), ticket({ at: ago(22), topic: 'Billing' })];
    expect(componentOf('repeat-contact', contacts)).toMatchObject({ value: 0, score: 80 });
  });

  test('the last 7 days cannot be judged yet and are left out', () => {
    const contacts = [ticket({ at: ago(3), topic: 'billing' }), ticket({ at: ago(1), topic: 'billing' })];
    expect(componentOf('repeat-contact', contacts)).toBeNull();
  });
});

describe('engagement-recency', () => {
  test.each([
    [5, 80],
    [30, 80],
    [60, 70],
    [90, 60],
    [180, 25],
    [300, 0],
  ])('%i days since the last exchange score %i', (days, score) => {
    expect(componentOf('engagement-recency', [message({ at: ago(days) })])).toMatchObject({ value: days, score });
  });

  test('what we send, what a machine sends, a visit and a missed meeting are no exchange', () => {
    const signals = [
      message({ at: ago(1), direction: 'outbound' }),
      message({ at: ago(1), automated: true }),
      meeting({ at: ago(1), outcome: 'no_show' }),
      visit({ at: ago(1) }),
    ];
    expect(componentOf('engagement-recency', signals)).toBeNull();
    expect(scorecardOf(signals).facts.lastContactAt).toBeNull();
  });

  test('a meeting, a ticket, an answer and a message are', () => {
    for (const signal of [
      meeting({ at: ago(6) }),
      ticket({ at: ago(6) }),
      survey({ survey: 'csat', value: 3, at: ago(6) }),
      message({ at: ago(6) }),
    ]) {
      expect(componentOf('engagement-recency', [signal])?.value).toBe(6);
    }
  });
});

test('a future evaluation of the same facts never believes them more', () => {
  const signals = [
    survey({ survey: 'nps', value: 9, at: ago(5) }),
    ticket({ at: ago(20), firstResponseAt: ago(19), resolvedAt: ago(18), topic: 'a' }),
    ticket({ at: ago(9), topic: 'b' }),
    message({ at: ago(3) }),
  ];
  const today = scorecardOf(signals);
  const later = scorecardOf(signals, { now: new Date(Date.parse(NOW) + 60 * 86_400_000).toISOString() });
  const before = new Map(today.components.map(({ metric, confidence }) => [metric, confidence]));
  expect(later.components.map(({ metric }) => metric)).toEqual([...before.keys()]);
  for (const { metric, confidence } of later.components) {
    expect(confidence, metric).toBeLessThan(before.get(metric) ?? 0);
  }
});

test('first-contact resolution: 100 contacts, 22 followed by another; ten of these were handed on', () => {
  // 56 topics with one contact, 22 with two: 78 of 100 contacts were the last on their topic.
  const once = Array.from({ length: 56 }, (_, index) =>
    ticket({ at: ago(20), resolvedAt: ago(19), topic: `once ${index}` }),
  );
  const twice = Array.from({ length: 22 }, (_, index) => {
    const topic = `twice ${index}`;
    const handed = index < 10 ? { reassignedAt: [ago(20)] } : {};
    return [
      ticket({ at: ago(20, 0.001), resolvedAt: ago(19), topic, ...handed }),
      ticket({ at: ago(20), resolvedAt: ago(19), topic }),
    ];
  });
  const component = componentOf('first-contact-resolution', [...once, ...twice.flat()]);
  expect(component).toMatchObject({ n: 100, details: { handedOn: 10 } });
  expect(component?.value).toBeCloseTo(78, 2);
  expect(Number(component?.details?.net)).toBeCloseTo(86.67, 2);
  expect(componentOf('first-contact-resolution', [once[0]!])?.details).toEqual({ net: 100, handedOn: 0 });
});
