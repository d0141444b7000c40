import { describe, expect, test } from 'vitest';
import { cardWording } from '../../../src/cards/card-wording.ts';
import { fieldSpecs } from '../../../src/cards/fields.ts';
import { loadContributions } from '../../../src/contributions.ts';
import type { Component, Scorecard } from '../../../src/cx/model/scorecard.ts';
import { cardOf, viewOf } from '../../fixtures/cards.ts';
import { bad, NOW } from '../../fixtures/scorecards.ts';

const contributions = await loadContributions();
const wording = cardWording(contributions);

/** A scorecard with every metric and every flag that is shipped. */
const everything: Scorecard = {
  ...bad,
  components: contributions.metrics.map(
    (metric): Component => ({
      metric: metric.id,
      nature: metric.nature,
      value: 4.5,
      unit: metric.unit,
      score: 50,
      n: 3,
      confidence: 0.5,
      weight: 0.1,
      share: 0.1,
      points: -1,
      details: Object.fromEntries(metric.details.map((name) => [name, 2])),
      evidence: [],
    }),
  ),
  drivers: contributions.metrics.map((metric) => ({ metric: metric.id, points: -1 })),
  flags: contributions.flags.map((flag) => ({
    id: flag.id,
    severity: 'medium',
    since: NOW,
    evidence: [{ signal: 's', at: NOW }],
    facts: Object.fromEntries(flag.facts.map((name) => [name, 3])),
  })),
};

describe('the shipped metrics and flags on a card', () => {
  test.each(['en', 'es'] as const)('each is told in words (%s)', (language) => {
    const view = viewOf(everything, language, { wording });
    expect(view.drivers.filter((driver) => driver.detail === null || driver.label === driver.metric)).toEqual([]);
    expect(view.flags.filter((flag) => flag.advice === null || flag.sentence === flag.title)).toEqual([]);
    expect(JSON.stringify(cardOf(everything, language, { wording }))).not.toMatch(/\{\w+[|}]/);
  });

  test('each flag is an option of the flags field', () => {
    const options = fieldSpecs(contributions.flags).find((field) => field.name === 'flags')?.options;
    expect(options?.map((option) => option.value)).toEqual(contributions.flags.map((flag) => flag.id));
  });
});
