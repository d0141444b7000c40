import { describe, expect, test } from 'vitest';
import { lastStops } from '../../../src/cards/stops.ts';
import type { Scale, Signal } from '../../../src/cx/model/signal.ts';
import { viewOf } from '../../fixtures/cards.ts';
import { bad, good, insufficient, NOW, signals, slowAnswer } from '../../fixtures/scorecards.ts';

describe('cardView', () => {
  test('puts the most severe flag first, the oldest of equals first', () => {
    expect(viewOf(bad).flags.map((flag) => flag.id)).toEqual(['slow-answer', 'detractor-unanswered', 'reopened']);
  });

  test('leaves out facts that are not known instead of showing zero', () => {
    expect(viewOf(insufficient).tiles.map((tile) => tile.id)).toEqual(['openTickets', 'lastContact']);
  });

  test.each([
    ['en', 'risk-index', 61.4, 'Churn risk index', '61', 'of 100'],
    ['es', 'risk-index', 61.4, 'Índice de riesgo de baja', '61', 'de 100'],
    ['en', 'probability', 0.124, 'Probability of leaving', '12%', 'within 90 days'],
    ['es', 'probability', 0.124, 'Probabilidad de baja', '12\u00a0%', 'en 90 días'],
  ] as const)('in %s names a %s for what it is', (language, kind, value, label, shown, unit) => {
    const churnRisk = { kind, value, days: 90, contributions: [] };
    const tiles = viewOf({ ...bad, churnRisk }, language).tiles.map(({ id: _, ...tile }) => tile);
    expect(tiles).toContainEqual({ label, value: shown, unit });
    expect(viewOf(bad, language).tiles.map((tile) => tile.label)).not.toContain(label);
  });

  test('says the next step: a flag’s advice, or words of its own', () => {
    expect(viewOf(bad).nextStep).toBe('Answer today: say who has the case and when they will hear next.');
    expect(viewOf(good).nextStep).toBe('Thank them and ask what works best.');
    expect(viewOf({ ...good, nextStep: null }).nextStep).toBeNull();
    expect(viewOf({ ...good, nextStep: 'of-another-version' }).nextStep).toBeNull();
  });

  test('holds selling back only while something is open and it hurts', () => {
    expect(viewOf(bad).holdSelling).toBe(true);
    expect(viewOf({ ...bad, facts: { ...bad.facts, openTickets: 0 } }).holdSelling).toBe(false);
    expect(viewOf({ ...good, facts: { ...good.facts, openTickets: 1 } }).holdSelling).toBe(false);
  });

  test('names the open tickets that one can look at, the newest first, each once', () => {
    const ticket = (id: string, at: string, more: object = {}): Signal => ({
      ...{
        id,
        customer: '301',
        source: 'hubspot',
        kind: 'ticket',
        touchpoint: 'email',
        at,
        open: true,
        reopenedAt: [],
      },
      ...{ subject: `Ticket ${id}`, href: `https://app.example.com/${id}`, ...more },
    });
    const given = [
      ticket('a', '2026-10-01T09:00:00.000Z'),
      ticket('b', '2026-10-02T09:00:00.000Z', { subject: 'x'.repeat(300) }),
      ticket('c', '2026-10-03T09:00:00.000Z', { subject: undefined }),
      ticket('c2', '2026-10-03T09:00:00.000Z', { subject: undefined, href: 'https://app.example.com/c' }),
      ticket('d', '2026-10-04T09:00:00.000Z', { open: false }),
      ticket('e', '2026-10-05T09:00:00.000Z', { href: undefined }),
      ticket('f', '2026-10-06T09:00:00.000Z', { href: 'javascript:alert(1)' }),
      ticket('later', '2027-01-01T09:00:00.000Z'),
    ];
    const { tickets } = viewOf(bad, 'en', { signals: given });
    expect(tickets.map(({ href }) => href.at(-1))).toEqual(['c', 'b', 'a']);
    expect(tickets.map(({ subject }) => subject)).toEqual(['Ticket · Email', `${'x'.repeat(79)}…`, 'Ticket a']);
    expect(viewOf(bad, 'en', { signals: given.toReversed() }).tickets).toEqual(tickets);
    expect(viewOf({ ...bad, facts: { ...bad.facts, openTickets: 0 } }, 'en', { signals: given }).tickets).toEqual([]);
  });

  test('an answer says the end of its scale', () => {
    const answer = (survey: 'nps' | 'csat' | 'ces', value: number, scale?: Scale): Signal => ({
      ...{ id: survey, customer: '301', source: 'hubspot', kind: 'survey', survey, value, touchpoint: 'survey' },
      ...{ at: '2026-11-01T09:00:00.000Z', ...(scale && { scale }) },
    });
    const given = [answer('ces', 5.5), answer('csat', 2, { min: 0, max: 2, reversed: false }), answer('nps', 9)];
    expect(viewOf(bad, 'es', { signals: given }).journey.map(({ label }) => label)).toEqual([
      ...['Facilidad 5,5 de 7', 'Satisfacción 2 de 2', 'NPS 9'],
    ]);
  });

  test('a flag or metric of another version is shown by its id', () => {
    const view = viewOf({
      ...bad,
      drivers: [{ metric: 'old-metric', points: -3 }],
      flags: [{ ...slowAnswer, id: 'old-flag' }],
    });
    expect(view.drivers[0]).toMatchObject({ label: 'old-metric', detail: null });
    expect(view.flags[0]).toMatchObject({ title: 'old-flag', sentence: 'old-flag', advice: null });
  });

  test('what is assumed of anybody has a name, and only metrics that would count are called missing', () => {
    const view = viewOf({ ...bad, drivers: [{ metric: 'prior', points: 2 }], missing: ['csat'] });
    expect(view.drivers[0]?.label).toBe('What is assumed of anybody');
    expect(view.missing).toEqual(['Satisfaction']);
  });

  test('drops drivers that round to nothing', () => {
    const drivers = [...bad.drivers, { metric: 'reopens', points: -0.04 }];
    expect(viewOf({ ...bad, drivers }).drivers.map((driver) => driver.metric)).not.toContain('reopens');
  });

  test('does not depend on the order of the signals', () => {
    expect(viewOf(bad, 'en', { signals: signals.toReversed() })).toEqual(viewOf(bad));
  });
});

describe('lastStops', () => {
  test('are the last ones up to the card’s time, without bulk mail, with the mood that facts tell', () => {
    expect(lastStops(signals, NOW, 8).map(({ signal, mood }) => [signal.id, mood])).toEqual([
      ['s1', 'good'],
      ['s2', 'unknown'],
      ['s3', 'unknown'],
      ['s4', 'bad'],
      ['s5', 'neutral'],
      ['s6', 'bad'],
    ]);
    expect(lastStops(signals, '2026-10-10T00:00:00Z', 2).map(({ signal }) => signal.id)).toEqual(['s2', 's3']);
  });

  test.each([
    ['nps', 6, undefined, 'bad'],
    ['nps', 7, undefined, 'neutral'],
    ['nps', 8, undefined, 'neutral'],
    ['nps', 9, undefined, 'good'],
    ['csat', 2, undefined, 'bad'],
    ['csat', 3, undefined, 'neutral'],
    ['csat', 4, undefined, 'good'],
    ['ces', 1, { min: 1, max: 7, reversed: true }, 'good'],
    ['ces', 7, { min: 1, max: 7, reversed: true }, 'bad'],
  ] as const)('%s %d is %s %s', (survey, value, scale, mood) => {
    const answer = {
      id: 'a',
      customer: 'c',
      source: 's',
      kind: 'survey',
      survey,
      value,
      touchpoint: 'survey',
      at: NOW,
    } as const;
    expect(lastStops([{ ...answer, ...(scale ? { scale } : {}) }], NOW, 1)[0]?.mood).toBe(mood);
  });
});
