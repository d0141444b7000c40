import { describe, expect, test } from 'vitest';
import { FIELD_NAMES, fieldSpecs, fieldValues, sameFields, selectFields } from '../../../src/cards/fields.ts';
import type { Scorecard } from '../../../src/cx/model/scorecard.ts';
import { ConfigInvalid } from '../../../src/errors.ts';
import { cardOf, dictionary } from '../../fixtures/cards.ts';
import { bad, insufficient, wording } from '../../fixtures/scorecards.ts';

const flags = Object.entries(wording.flags).map(([id, { title }]) => ({ id, title }));
const specs = fieldSpecs(flags);

function valuesOf(scorecard: Scorecard, fields = specs) {
  return fieldValues({ scorecard, card: cardOf(scorecard), wording, words: dictionary.words('en'), fields });
}

describe('fields', () => {
  test('every field exists once on customer and account, with a label of its own', () => {
    for (const object of ['customer', 'account'])
      expect(specs.filter((spec) => spec.object === object).map(({ name }) => name)).toEqual(FIELD_NAMES);
    const labels = specs.filter((spec) => spec.object === 'customer').map((spec) => spec.label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels.every((label) => / by Pulso( |$)/.test(label))).toBe(true);
    expect(labels.filter((label) => /^(cx|health) score$/i.test(label))).toEqual([]);
    expect(specs.find((spec) => spec.name === 'score')?.label).toBe('CX score by Pulso (0–100, higher is better)');
    expect(specs.find((spec) => spec.name === 'flags')?.options).toEqual([
      { value: 'slow-answer', label: 'Slow answer' },
      { value: 'detractor-unanswered', label: 'Detractor without an answer' },
      { value: 'reopened', label: 'Reopened' },
    ]);
  });

  test('can be selected; an unknown name is refused with the choices', () => {
    expect(fieldSpecs(flags, ['card', 'score']).map(({ object, name }) => `${object}.${name}`)).toEqual([
      'customer.score',
      'customer.card',
      'account.score',
      'account.card',
      'ticket.score',
      'ticket.card',
    ]);
    expect(() => selectFields(['score', 'scor', 'mood'])).toThrow(ConfigInvalid);
    expect(() => selectFields(['score', 'scor', 'mood'])).toThrow(/fields: scor: is not.*\n.*fields: mood/);
  });

  test('on a ticket are fewer and say the same as on its customer', () => {
    const names = specs.filter((spec) => spec.object === 'ticket').map(({ name }) => name);
    expect(names).toEqual(['score', 'band', 'flags', 'next_step', 'low_since', 'scored_at', 'card']);
    const card = cardOf(bad);
    const input = { scorecard: bad, card, wording, words: dictionary.words('en'), fields: specs };
    const onTicket = fieldValues({ ...input, object: 'ticket' });
    expect(Object.keys(onTicket)).toEqual(names);
    expect(valuesOf(bad)).toMatchObject(onTicket);
  });

  test('say what the scorecard concludes', () => {
    const { card, ...values } = valuesOf(bad);
    expect(values).toEqual({
      score: 30.6,
      band: 'critical',
      override: null,
      coverage: 76,
      change_30d: -27.6,
      flags: ['detractor-unanswered', 'reopened', 'slow-answer'],
      top_driver: 'NPS (\u22129.4)',
      next_step: 'Answer today: say who has the case and when they will hear next.',
      nps: 3,
      nps_category: 'detractor',
      csat: 41.2,
      ces: 2.4,
      sentiment: -48.3,
      open_tickets: 2,
      first_response_hours: 31.4,
      resolution_hours: 96.2,
      churn_risk: null,
      low_since: '2026-11-05T00:00:00.000Z',
      scored_at: bad.at,
    });
    expect(JSON.parse(String(card))).toEqual(cardOf(bad));
  });

  test('tell the risk of leaving as 0..100, and a change only where noise is ruled out', () => {
    const days = { days: 90, contributions: [] };
    const index = { kind: 'risk-index', value: 61.4, ...days } as const;
    const probability = { kind: 'probability', value: 0.123, ...days } as const;
    expect(valuesOf({ ...bad, churnRisk: index })).toMatchObject({ churn_risk: 61 });
    expect(valuesOf({ ...bad, churnRisk: probability })).toMatchObject({ churn_risk: 12 });
    const trend = { slopePer30d: null, p: null, readings: 0, monthOnMonth: null, yearOnYear: null };
    expect(valuesOf({ ...bad, trend: { ...trend, direction: 'none' } })).toMatchObject({ change_30d: null });
    expect(valuesOf({ ...bad, trend: { ...trend, direction: 'up' } })).toMatchObject({ change_30d: null });
    expect(valuesOf({ ...bad, trend: { ...trend, direction: 'down' } })).toMatchObject({ change_30d: -27.6 });
  });

  test('of an insufficient scorecard hold nothing that looks like a conclusion', () => {
    const leaky = { ...insufficient, drivers: bad.drivers, lowSince: bad.lowSince, change30d: bad.change30d };
    expect(valuesOf(leaky)).toMatchObject({
      score: null,
      band: null,
      change_30d: null,
      top_driver: null,
      low_since: null,
      flags: null,
      coverage: 12,
      sentiment: null,
      open_tickets: 0,
    });
  });

  test('hold only what was selected for this object', () => {
    expect(Object.keys(valuesOf(bad, fieldSpecs(flags, ['score', 'band'])))).toEqual(['score', 'band']);
  });
});

describe('sameFields', () => {
  const values = valuesOf(bad);
  const later = valuesOf({ ...bad, at: '2026-11-24T09:00:00.000Z' });

  test('does not mind the time of making', () => {
    expect(later.card).not.toBe(values.card);
    expect(sameFields(values, later)).toBe(true);
    expect(sameFields({ ...values, flags: ['slow-answer', 'reopened', 'detractor-unanswered'] }, later)).toBe(true);
  });

  test('takes null, nothing and an empty list for the same', () => {
    expect(sameFields({ score: null, flags: [] }, {})).toBe(true);
    expect(sameFields({}, { score: null, flags: null, card: null })).toBe(true);
  });

  test.each([
    ['a number', { score: 30.7 }],
    ['a flag', { flags: ['reopened'] }],
    ['an emptied field', { next_step: null }],
    ['a word on the card', { card: JSON.stringify({ ...cardOf(bad), title: 'Other' }) }],
    ['a card that is none', { card: '{' }],
  ])('sees %s', (_, changed) => {
    expect(sameFields(values, { ...later, ...changed })).toBe(false);
    expect(sameFields({ ...later, ...changed }, values)).toBe(false);
  });
});
