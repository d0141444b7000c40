import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hubspotWords } from '../../../src/crm/hubspot/words.ts';
import { salesforceWords } from '../../../src/crm/salesforce/words.ts';
import {
  GOAL_OF_STAGE,
  PHASE_OF_STAGE,
  PHASES,
  STAGE_OF_TOUCHPOINT,
  stageOfSignal,
} from '../../../src/cx/journey/stage-of.ts';
import { createWordReader } from '../../../src/cx/journey/vendor-words.ts';
import { journeyOf } from '../../../src/cx/journey.ts';
import { SIGNAL_KINDS, type Signal, signalSchema } from '../../../src/cx/model/signal.ts';
import { STAGES, TOUCHPOINTS } from '../../../src/cx/model/touchpoint.ts';
import { DAY_MS, model, NOW, NOW_MS } from './signals.ts';

const touchpoint = fc.constantFrom(...TOUCHPOINTS);
const anySignal = fc
  .record({
    kind: fc.constantFrom(...SIGNAL_KINDS),
    id: fc.integer({ min: 0, max: 40 }).map((number) => `id${number}`),
    customer: fc.constantFrom('ana', 'ben'),
    touchpoint,
    ago: fc.double({ min: -20, max: 500, noNaN: true }),
    value: fc.integer({ min: 1, max: 5 }),
    flag: fc.boolean(),
    stage: fc.option(fc.constantFrom(...STAGES), { nil: undefined }),
    survey: fc.constantFrom('nps', 'csat', 'ces'),
    purpose: fc.option(fc.constantFrom('service', 'sales', 'marketing'), { nil: undefined }),
  })
  .map(({ kind, ago, value, flag, survey, purpose, ...common }): Signal => {
    const day = (later: number) => new Date(Math.round(NOW_MS - (ago - later) * DAY_MS)).toISOString();
    const own: Record<string, object> = {
      survey: { survey, value },
      ticket: { open: flag, ...(flag ? {} : { firstResponseAt: day(0.2), resolvedAt: day(value) }), topic: survey },
      message: { direction: flag ? 'inbound' : 'outbound', purpose, topic: survey },
      meeting: {},
      order: { outcome: 'won', promisedAt: day(2), ...(flag ? { deliveredAt: day(value) } : {}) },
      review: { value, scale: { min: 1, max: 5 } },
      mention: {},
      visit: {},
      abandonment: {},
      observation: { author: 'Eva', value, scale: { min: 1, max: 5 } },
    };
    const whole = { kind, ...common, at: day(0), source: 'test', ...own[kind] };
    return signalSchema.parse(Object.fromEntries(Object.entries(whole).filter(([, part]) => part !== undefined)));
  });
const signals = fc.array(anySignal, { maxLength: 40 });
const read = (given: readonly Signal[], object: 'customer' | 'account') =>
  journeyOf({ subject: { object, id: 'x' }, signals: given, model, now: NOW });

test('a journey does not depend on the order of signals; every number keeps its bounds', () => {
  const shuffled = signals.chain((given) =>
    fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
  );
  fc.assert(
    fc.property(shuffled, fc.constantFrom('customer' as const, 'account' as const), ([given, other], object) => {
      const journey = read(given, object);
      expect(JSON.stringify(read(other, object))).toBe(JSON.stringify(journey));
      for (const { score, low, high, confidence, n, painShare } of journey.touchpoints) {
        expect(0 <= low && low <= score && score <= high && high <= 100).toBe(true);
        expect(confidence >= 0 && confidence < 1 && n >= 1 && painShare >= 0 && painShare <= 1).toBe(true);
      }
      expect(journey.stages.map(({ stage }) => stage)).toEqual(STAGES);
      expect(journey.largestDrop?.points ?? -1).toBeLessThan(0);
      const { n, recovered, notRecovered, open, unknown } = journey.recovery;
      expect(recovered + notRecovered + open + unknown).toBe(n);
      expect(journey.continuity.movedTopics).toBeLessThanOrEqual(journey.continuity.repeatedTopics);
      expect(journey.steps.every(({ at }) => Date.parse(at) <= NOW_MS)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('every touchpoint and every signal has a stage, every stage a phase and a goal: no gaps', () => {
  expect(Object.keys(STAGE_OF_TOUCHPOINT).sort()).toEqual([...TOUCHPOINTS].sort());
  expect(Object.keys(PHASE_OF_STAGE).sort()).toEqual([...STAGES].sort());
  expect(new Set(Object.values(PHASE_OF_STAGE))).toEqual(new Set(PHASES));
  expect(new Set(Object.values(STAGE_OF_TOUCHPOINT))).toEqual(new Set(STAGES));
  for (const stage of STAGES) expect(GOAL_OF_STAGE[stage].es).not.toBe('');
  fc.assert(
    fc.property(anySignal, (signal) => {
      const stage = stageOfSignal(signal);
      expect(STAGES).toContain(stage);
      if (signal.stage !== undefined) expect(stage).toBe(signal.stage);
    }),
  );
});

const vendors = [hubspotWords, salesforceWords];
const words = vendors.flatMap(({ source, touchpoints }) =>
  Object.keys(touchpoints).map((word) => [source, word] as const),
);
const states = vendors.flatMap(({ source, stages }) =>
  Object.entries(stages).flatMap(([field, { values }]) =>
    Object.keys(values).map((value) => [source, field, value] as const),
  ),
);

test('every word of a vendor maps to exactly one touchpoint, whatever its case, and nothing is counted as unmapped', () => {
  const reader = createWordReader(vendors);
  fc.assert(
    fc.property(fc.constantFrom(...words), fc.constantFrom('lower', 'upper', 'as is'), ([source, word], how) => {
      const written = how === 'lower' ? word.toLowerCase() : how === 'upper' ? word.toUpperCase() : word;
      expect(TOUCHPOINTS).toContain(reader.touchpointOf(source, written));
      expect(reader.touchpointOf(source, written)).toBe(reader.touchpointOf(source, word));
    }),
    { numRuns: 500 },
  );
  for (const [source, field, value] of states) {
    const { stage, phase, known } = reader.stageOf(source, field, value);
    expect(STAGES).toContain(stage);
    expect([phase, known]).toEqual([PHASE_OF_STAGE[stage], true]);
  }
  expect(reader.unmapped()).toEqual([]);
});

test('any other word becomes other (a state: the usual stage of its field), and is counted', () => {
  const reader = createWordReader(vendors);
  const known = new Set(words.map(([source, word]) => `${source} ${word}`.toLowerCase()));
  fc.assert(
    fc.property(fc.constantFrom('hubspot', 'salesforce', 'elsewhere'), fc.string(), (source, word) => {
      fc.pre(!known.has(`${source} ${word}`.toLowerCase()));
      const before = reader.unmapped().find((one) => one.source === source && one.word === word)?.count ?? 0;
      expect(reader.touchpointOf(source, word)).toBe('other');
      expect(reader.unmapped().find((one) => one.source === source && one.word === word)?.count).toBe(before + 1);
    }),
  );
  expect(reader.stageOf('salesforce', 'Opportunity.StageName', 'Waiting for the lawyers')).toEqual({
    stage: 'buy',
    phase: 'during',
    known: false,
  });
  expect(reader.stageOf('hubspot', '__proto__', 'constructor')).toMatchObject({ stage: 'use', known: false });
});

test('what the two CRMs name is a touchpoint of its own where it can be', () => {
  const reader = createWordReader(vendors);
  expect(reader.touchpointOf('hubspot', 'ticket.PHONE')).toBe('phone');
  expect(reader.touchpointOf('hubspot', 'communication.SMS')).toBe('sms');
  expect(reader.touchpointOf('salesforce', 'case.Web')).toBe('form');
  expect(reader.touchpointOf('salesforce', 'object.LiveChatTranscript')).toBe('chat');
  expect(reader.stageOf('hubspot', 'lifecyclestage', 'customer')).toEqual({
    stage: 'use',
    phase: 'after',
    known: true,
  });
  expect(reader.stageOf('salesforce', 'Lead.Status', 'Qualified')).toEqual({
    stage: 'buy',
    phase: 'during',
    known: true,
  });
  expect(() => createWordReader([hubspotWords, hubspotWords])).toThrow(RangeError);
});
