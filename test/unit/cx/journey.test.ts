import { describe, expect, test } from 'vitest';
import { defaultJourneySettings, journeySettingsSchema } from '../../../src/cx/journey/settings.ts';
import { staysOf, transitionTimes } from '../../../src/cx/journey/stays.ts';
import { type JourneyInput, journeyOf } from '../../../src/cx/journey.ts';
import firstResponseTime from '../../../src/cx/metrics/first-response-time.ts';
import resolutionTime from '../../../src/cx/metrics/resolution-time.ts';
import { type Signal, signalSchema } from '../../../src/cx/model/signal.ts';
import { scoreOn } from '../../../src/cx/stats/anchors.ts';
import { blindReader, type TextReader } from '../../../src/cx/text/text-reader.ts';
import { ago, meeting, message, model, NOW, survey, ticket, visit } from './signals.ts';

const order = (given: object): Signal =>
  signalSchema.parse({
    kind: 'order',
    id: `order:${JSON.stringify(given)}`,
    customer: 'ana',
    touchpoint: 'purchase',
    source: 'test',
    outcome: 'won',
    ...given,
  });
const mention = (given: object): Signal =>
  signalSchema.parse({
    kind: 'mention',
    id: `mention:${JSON.stringify(given)}`,
    customer: 'ana',
    touchpoint: 'social',
    source: 'test',
    ...given,
  });

const read = (signals: readonly Signal[], changes: Partial<JourneyInput> = {}) =>
  journeyOf({
    subject: { object: 'customer', id: 'ana' },
    signals,
    model,
    now: NOW,
    textReader: blindReader,
    ...changes,
  });
const place = (signals: readonly Signal[], touchpoint: string, changes: Partial<JourneyInput> = {}) =>
  read(signals, changes).touchpoints.find((one) => one.touchpoint === touchpoint);

/** Angry about "awful", happy about "great", nothing else. */
const textReader: TextReader = {
  version: 'test',
  read(text) {
    const score = text.includes('awful') ? -0.9 : text.includes('great') ? 0.9 : 0;
    const label = score < 0 ? 'negative' : score > 0 ? 'positive' : 'neutral';
    const nothing = blindReader.read('');
    return { ...nothing, sentiment: { ...nothing.sentiment, score, label, confidence: score === 0 ? 0 : 0.8 } };
  },
};

describe('a score per touchpoint', () => {
  test('an answer belongs to what it is about: the same record, else the last interaction before it', () => {
    const byRecord = [
      ticket({ at: ago(30), touchpoint: 'phone', origin: 'crm:ticket:1', resolvedAt: ago(29) }),
      message({ at: ago(10), touchpoint: 'chat' }),
      survey({ survey: 'csat', value: 1, at: ago(9), origin: 'crm:ticket:1' }),
    ];
    expect(place(byRecord, 'chat')).toBeUndefined();
    expect(place(byRecord, 'phone')?.score).toBeLessThan(60);
    const byTime = [message({ at: ago(10), touchpoint: 'chat' }), survey({ survey: 'csat', value: 1, at: ago(9) })];
    expect(place(byTime, 'chat')).toMatchObject({ score: 0, n: 1 });
  });

  test('an answer about the relationship belongs to no touchpoint; one that nothing preceded stays with the survey', () => {
    const relational = [message({ at: ago(2), touchpoint: 'chat' }), survey({ survey: 'nps', value: 0, at: ago(1) })];
    expect(read(relational).touchpoints).toEqual([]);
    expect(read(relational).stages.find(({ stage }) => stage === 'use')?.result).toMatchObject({ score: 0, n: 1 });
    expect(place([survey({ survey: 'csat', value: 5, at: ago(1) })], 'survey')).toMatchObject({ score: 100 });
  });

  test('an answer after the solution of a long ticket is about that ticket, not about a later mail', () => {
    const signals = [
      ticket({ at: ago(60), touchpoint: 'phone', firstResponseAt: ago(59.99), resolvedAt: ago(2) }),
      message({ at: ago(20), touchpoint: 'email', direction: 'outbound' }),
      survey({ survey: 'csat', value: 1, at: ago(1) }),
    ];
    expect(place(signals, 'email')).toBeUndefined();
    expect(place(signals, 'phone')?.evidence[0]?.value).toBe(0);
  });

  test('a ticket is the mean of its answer, its solution and its reopenings, by the anchors of the metrics; one signal', () => {
    const own = [ticket({ at: ago(10), firstResponseAt: ago(9), resolvedAt: ago(8), reopenedAt: [ago(8.5)] })];
    const parts = [scoreOn(firstResponseTime.anchors ?? [], 24), scoreOn(resolutionTime.anchors ?? [], 48), 50];
    expect(place(own, 'email')?.n).toBe(1);
    // The three happened within two days, so their weights differ by a little.
    expect(place(own, 'email')?.score).toBeCloseTo(parts.reduce((sum, part) => sum + part, 0) / 3, 0);
  });

  test('a wait speaks once it is long: until then nothing is known', () => {
    expect(place([ticket({ at: ago(0, 1) })], 'email')).toBeUndefined();
    expect(place([ticket({ at: ago(9) })], 'email')).toMatchObject({ score: 0, n: 1 });
  });

  test('a promise kept three days late is 50, at the delivery, whatever the order came through', () => {
    const late = order({ at: ago(20), promisedAt: ago(10), deliveredAt: ago(7) });
    expect(place([late], 'delivery')).toMatchObject({ score: 50, isMomentOfTruth: true, weight: 2 });
    expect(place([order({ at: ago(20), promisedAt: ago(10), deliveredAt: ago(11) })], 'delivery')?.score).toBe(100);
    expect(place([order({ at: ago(20) })], 'delivery')).toBeUndefined();
  });

  test('texts speak through somebody who understands them', () => {
    const said = [message({ at: ago(2), touchpoint: 'chat', text: 'awful' })];
    expect(read(said).touchpoints).toEqual([]);
    expect(place(said, 'chat', { textReader })?.score).toBeCloseTo(5, 9);
    const confidence = place(said, 'chat', { textReader })?.confidence ?? 0;
    expect(confidence).toBeGreaterThan(0.2);
    expect(confidence).toBeLessThan(0.3);
  });

  test('the lowest touchpoint needs enough evidence; the pain map weighs moments of truth', () => {
    const signals = [
      survey({ survey: 'csat', value: 1, at: ago(700), touchpoint: 'store' }),
      survey({ survey: 'csat', value: 2, at: ago(3), touchpoint: 'phone' }),
      survey({ survey: 'csat', value: 3, at: ago(3), touchpoint: 'delivery' }),
    ];
    const journey = read(signals);
    expect(journey.lowestTouchpoint).toBe('phone');
    // 2 × 50 against 1 × 75 points of pain, at equal confidence.
    expect(journey.touchpoints.map(({ touchpoint }) => touchpoint)).toEqual(['delivery', 'phone', 'store']);
    expect(journey.touchpoints.reduce((sum, { painShare }) => sum + painShare, 0)).toBeCloseTo(1, 9);
    const plain = journeySettingsSchema.parse({ momentsOfTruth: [] });
    expect(read(signals, { settings: plain }).touchpoints[0]?.touchpoint).toBe('phone');
  });
});

describe('moments of truth', () => {
  const settings = journeySettingsSchema.parse({
    momentsOfTruth: [
      { touchpoint: 'delivery', weight: 3, critical: [{ variable: 'promise', atLeast: 75 }] },
      { touchpoint: 'returns', critical: [{ variable: 'resolution', atLeast: 50 }] },
    ],
  });

  test('kept, broken, or unknown by their critical variables', () => {
    const late = read([order({ at: ago(20), promisedAt: ago(10), deliveredAt: ago(5) })], { settings });
    expect(late.momentsOfTruth.map(({ touchpoint, status }) => [touchpoint, status])).toEqual([
      ['delivery', 'broken'],
      ['returns', 'unknown'],
    ]);
    expect(late.momentsOfTruth[0]?.critical[0]).toMatchObject({ variable: 'promise', atLeast: 75, held: false });
    const inTime = read([order({ at: ago(20), promisedAt: ago(10), deliveredAt: ago(11) })], { settings });
    expect(inTime.momentsOfTruth[0]?.status).toBe('kept');
  });

  test('settings name a touchpoint once', () => {
    const twice = { momentsOfTruth: [{ touchpoint: 'store' }, { touchpoint: 'store' }] };
    expect(journeySettingsSchema.safeParse(twice).success).toBe(false);
  });
});

describe('stages', () => {
  test('the largest drop lies between two stages that are known; it is certain only beyond its error', () => {
    const few = read([
      survey({ survey: 'csat', value: 5, at: ago(9), stage: 'buy' }),
      survey({ survey: 'csat', value: 4, at: ago(5), stage: 'support' }),
    ]);
    expect(few.largestDrop).toMatchObject({ from: 'buy', to: 'support', points: -25, isCertain: false });
    const many = read(
      Array.from({ length: 30 }, (_, index) => [
        survey({ survey: 'csat', value: 5, at: ago(9 + index / 10), stage: 'buy' }),
        survey({ survey: 'csat', value: 1, at: ago(5 + index / 10), stage: 'support' }),
      ]).flat(),
    );
    expect(many.largestDrop).toMatchObject({ from: 'buy', to: 'support', points: -100, isCertain: true });
    expect(read([survey({ survey: 'csat', value: 5, at: ago(9), stage: 'buy' })]).largestDrop).toBeNull();
  });

  test('stays follow the dates of the CRM; without them the first signal of each stage', () => {
    const history = [
      { stage: 'use', at: ago(40) },
      { stage: 'research', at: ago(100) },
      { stage: 'buy', at: ago(70) },
      { stage: 'buy', at: ago(60) },
      { stage: 'renew', at: ago(-5) },
    ] as const;
    const { stays, staysFrom } = read([], { stageHistory: history });
    expect(staysFrom).toBe('history');
    expect(stays.map(({ stage, days, next }) => [stage, days, next])).toEqual([
      ['research', 30, 'buy'],
      ['buy', 30, 'use'],
      ['use', 40, null],
    ]);
    const told = read([visit({ at: ago(50) }), order({ at: ago(30) }), ticket({ at: ago(10) })]);
    expect(told.staysFrom).toBe('signals');
    expect(told.stays.map(({ stage, days }) => [stage, days])).toEqual([
      ['research', 20],
      ['buy', 20],
      ['support', 10],
    ]);
  });

  test('transition times of many: median and p90 of finished stays', () => {
    const of = (days: number) =>
      staysOf(
        [
          { stage: 'buy', at: ago(days) },
          { stage: 'use', at: ago(0) },
        ],
        Date.parse(NOW),
      );
    const times = transitionTimes([10, 20, 30].flatMap(of));
    expect(times.find(({ stage }) => stage === 'buy')).toEqual({
      stage: 'buy',
      n: 3,
      medianDays: 20,
      p90Days: 28,
      meanDays: 20,
      inside: 0,
    });
    expect(times.find(({ stage }) => stage === 'use')).toMatchObject({ n: 0, medianDays: null, inside: 3 });
    expect(times).toHaveLength(7);
  });

  test('a stage without a survey for 90 days is a listening gap, with what happened meanwhile', () => {
    const { listening } = read([
      survey({ survey: 'csat', value: 5, at: ago(89), stage: 'support' }),
      survey({ survey: 'csat', value: 5, at: ago(91), stage: 'buy' }),
      order({ at: ago(5) }),
    ]);
    expect(listening.map(({ stage }) => stage)).toEqual([
      'research',
      'buy',
      'deliver',
      'use',
      'support',
      'renew',
      'recover',
    ]);
    expect(listening.find(({ stage }) => stage === 'support')).toMatchObject({
      isGap: false,
      answers: 1,
      daysSince: 89,
    });
    expect(listening.find(({ stage }) => stage === 'buy')).toMatchObject({ isGap: true, answers: 0, happenings: 1 });
    expect(listening.find(({ stage }) => stage === 'renew')).toMatchObject({ isGap: true, lastAnswerAt: null });
  });
});

describe('channels', () => {
  const settings = journeySettingsSchema.parse({ enabledChannels: ['email', 'phone', 'chat', 'store'] });

  test('coverage = enabled channels seen / enabled; one channel alone is marked', () => {
    const { channels } = read([message({ at: ago(5) }), ticket({ at: ago(3), touchpoint: 'phone' })], { settings });
    expect(channels).toMatchObject({ coverage: 0.5, singleChannel: false });
    expect(read([message({ at: ago(5) })], { settings }).channels).toMatchObject({
      coverage: 0.25,
      singleChannel: true,
    });
    expect(read([message({ at: ago(500) })], { settings }).channels).toMatchObject({
      coverage: 0,
      singleChannel: false,
    });
    expect(read([message({ at: ago(5) })]).channels.coverage).toBeNull();
    const ours = [message({ at: ago(5), direction: 'outbound' }), survey({ survey: 'csat', value: 3, at: ago(1) })];
    expect(read(ours, { settings }).channels.seen).toEqual([]);
  });

  test('the preferred channel: stated beats observed, and three contacts are needed to observe', () => {
    const calls = [1, 2, 3].map((days) => message({ at: ago(days), touchpoint: 'phone' }));
    expect(read(calls).preferred).toEqual({ channel: 'phone', source: 'observed', share: 1, n: 3 });
    expect(read(calls.slice(1)).preferred).toBeNull();
    expect(read(calls, { statedChannel: 'email' }).preferred).toMatchObject({
      channel: 'email',
      source: 'stated',
      n: 0,
    });
    const formerly = [700, 710, 720, 730].map((days) => message({ at: ago(days), touchpoint: 'chat' }));
    expect(read([...calls, ...formerly]).preferred).toMatchObject({ channel: 'phone', n: 3 });
  });

  test('a public complaint is asked to go on in private; one that did is left alone', () => {
    const post = mention({ at: ago(4), text: 'three days without an answer' });
    expect(read([post]).nextChannels).toMatchObject([{ channel: 'email', reason: 'usual' }]);
    expect(read([post], { settings }).nextChannels).toMatchObject([{ channel: 'email', reason: 'enabled' }]);
    const used = read([message({ at: ago(9), touchpoint: 'chat' }), post]);
    expect(used.nextChannels).toMatchObject([{ channel: 'chat', reason: 'used', evidence: { signal: post.id } }]);
    expect(read([post], { statedChannel: 'phone' }).nextChannels).toMatchObject([
      { channel: 'phone', reason: 'preferred' },
    ]);
    expect(read([post, message({ at: ago(1), touchpoint: 'phone' })]).nextChannels).toEqual([]);
  });

  test('the same topic on another channel within 14 days is a hand-off', () => {
    const { continuity } = read([
      ticket({ at: ago(9), topic: 'invoice', touchpoint: 'email' }),
      ticket({ at: ago(7), topic: 'invoice', touchpoint: 'phone' }),
      ticket({ at: ago(6), topic: 'pump', touchpoint: 'phone' }),
      ticket({ at: ago(100), topic: 'pump', touchpoint: 'chat' }),
    ]);
    expect(continuity).toMatchObject({ topics: 2, movedTopics: 1, repeatedTopics: 1, continuity: 0.5 });
    expect(continuity.handOffs).toMatchObject([{ from: 'email', to: 'phone', hours: 48 }]);
    expect(read([]).continuity.continuity).toBeNull();
  });
});

describe('who solved it', () => {
  test('person, machine, or nobody on record', () => {
    const { service } = read([
      ticket({ at: ago(20), firstResponseAt: ago(19.9), resolvedAt: ago(19) }),
      ticket({ at: ago(15), resolvedAt: ago(14) }),
      message({ at: ago(14.9), direction: 'outbound', automated: true }),
      ticket({ at: ago(9), resolvedAt: ago(8) }),
      ticket({ at: ago(5) }),
    ]);
    expect(service.human).toMatchObject({ tickets: 1, medianHours: 24 });
    expect(service.automated.tickets).toBe(1);
    expect(service.unknown.tickets).toBe(1);
    expect(service.automatedShare).toMatchObject({ share: 0.5 });
  });

  test('a visit to help pages without a contact within a week is self-service; the last week is not judged', () => {
    const { selfService } = read([
      visit({ at: ago(30), touchpoint: 'portal' }),
      visit({ at: ago(20), touchpoint: 'portal' }),
      ticket({ at: ago(18) }),
      visit({ at: ago(2), touchpoint: 'portal' }),
      visit({ at: ago(20), touchpoint: 'website' }),
    ]).service;
    expect(selfService).toMatchObject({ visits: 2, followedByContact: 1, deflected: { share: 0.5 } });
  });
});

describe('recovery', () => {
  const bad = (days: number) => survey({ survey: 'csat', value: 1, at: ago(days) });
  const good = (days: number) => survey({ survey: 'csat', value: 5, at: ago(days) });
  const call = (days: number) => message({ at: ago(days), direction: 'outbound', touchpoint: 'phone' });

  test('event, action, outcome: times in hours and days', () => {
    const { recovery } = read([bad(20), call(18), good(10)]);
    expect(recovery).toMatchObject({ n: 1, recovered: 1, medianHoursToAction: 48, medianDaysToRecover: 10 });
    expect(recovery.rate?.share).toBe(1);
    expect(recovery.episodes[0]).toMatchObject({ status: 'recovered', actedAt: ago(18), recoveredAt: ago(10) });
  });

  test('another bad word after our call is no recovery; before it, it is the same episode', () => {
    expect(read([bad(20), call(18), bad(10)]).recovery).toMatchObject({ n: 1, notRecovered: 1, rate: { share: 0 } });
    expect(read([bad(20), bad(19), call(18)]).recovery).toMatchObject({ n: 1, open: 1, rate: null });
  });

  test('a good word that came by itself recovers without an action of ours', () => {
    const [episode] = read([bad(20), good(10), call(5)]).recovery.episodes;
    expect(episode).toMatchObject({ status: 'recovered', actedAt: null, hoursToAction: null });
  });

  test('after 90 days without a word the outcome is unknown, and in no rate', () => {
    expect(read([bad(91)]).recovery).toMatchObject({ unknown: 1, open: 0, rate: null });
    expect(read([bad(89)]).recovery).toMatchObject({ unknown: 0, open: 1, rate: null });
  });

  test('customers of an account recover each for themselves', () => {
    const signals = [bad(20), survey({ survey: 'csat', value: 5, at: ago(10), customer: 'ben' })];
    const journey = read(signals, { subject: { object: 'account', id: 'acme' } });
    expect(journey.recovery).toMatchObject({ n: 1, recovered: 0, open: 1 });
  });

  test('angry texts, late deliveries and reopened tickets begin an episode', () => {
    const texts = [message({ at: ago(9), text: 'awful' }), message({ at: ago(3), text: 'great' })];
    expect(read(texts, { textReader }).recovery).toMatchObject({ n: 1, recovered: 1 });
    const late = order({ at: ago(20), promisedAt: ago(10), deliveredAt: ago(7) });
    expect(read([late]).recovery.episodes[0]).toMatchObject({ touchpoint: 'delivery', startedAt: ago(7) });
    const reopened = ticket({ at: ago(9), resolvedAt: ago(7), reopenedAt: [ago(8)], firstResponseAt: ago(8.9) });
    expect(read([reopened]).recovery.episodes[0]).toMatchObject({ startedAt: ago(8) });
  });
});

describe('steps', () => {
  test('the last ones, oldest first, with who acted and how it felt', () => {
    const { steps } = read(
      [
        visit({ at: ago(50) }),
        message({ at: ago(9), text: 'awful' }),
        message({ at: ago(8), direction: 'outbound', automated: true }),
        message({ at: ago(7), direction: 'outbound' }),
        meeting({ at: ago(6), touchpoint: 'sales' }),
        survey({ survey: 'csat', value: 5, at: ago(5) }),
      ],
      { textReader, settings: { ...defaultJourneySettings, steps: 5 } },
    );
    expect(steps.map(({ by, mood, touchpoint }) => [by, mood, touchpoint])).toEqual([
      ['customer', 'bad', 'email'],
      ['machine', 'unknown', 'email'],
      ['us', 'unknown', 'email'],
      ['customer', 'unknown', 'sales'],
      ['customer', 'good', 'sales'],
    ]);
    expect(steps[0]).toMatchObject({ quote: 'awful', moodFrom: ['sentiment'], phase: 'after' });
  });
});

test('what lies after now is not seen', () => {
  const signals = [
    survey({ survey: 'csat', value: 5, at: ago(9), touchpoint: 'store' }),
    order({ at: ago(20), promisedAt: ago(5), deliveredAt: ago(-3) }),
  ];
  const before = JSON.stringify(read(signals));
  expect(JSON.stringify(read([...signals, survey({ survey: 'csat', value: 1, at: ago(-1) })]))).toBe(before);
  expect(place(signals, 'delivery')?.score).toBeLessThan(50);
  expect(() => read(signals, { now: 'soon' })).toThrow(RangeError);
});
