import { describe, expect, it } from 'vitest';
import { alertsBetween } from '../../../src/cx/alert.ts';
import type { Flag, Scorecard } from '../../../src/cx/model/scorecard.ts';
import { scorecard } from './scorecards.ts';
import { NOW } from './signals.ts';

const SINCE = '2026-11-01T00:00:00.000Z';
const card = (score: number | null, rest: Partial<Scorecard> = {}): Scorecard => ({
  ...scorecard({ id: 'c1', score }),
  lowSince: score !== null && score < 60 ? SINCE : null,
  ...rest,
});
const flag = (severity: Flag['severity'], since = SINCE): Flag => ({
  ...{ id: 'slow-answer', severity, since, facts: { hours: 30 } },
  evidence: [{ signal: 's1', at: since, quote: 'Nobody answers' }],
});
const kinds = (before: Scorecard | null, after: Scorecard) => alertsBetween(before, after).map(({ kind }) => kind);

const [good, fair, poor, critical] = [card(90), card(62), card(45), card(10)];

describe('alertsBetween', () => {
  it.each([
    ['from good to poor', good, poor, ['poor']],
    ['from fair to critical', fair, critical, ['critical']],
    ['from poor to critical', poor, critical, ['critical']],
    ['staying poor', poor, poor, []],
    ['from critical to poor', critical, poor, []],
    ['recovered', poor, good, []],
    ['from good to fair', good, fair, []],
    ['from not enough known', card(null), poor, []],
    ['to not enough known', good, card(null), []],
    ['the first scorecard', null, critical, []],
  ] as const)('a band: %s', (_, before, after, expected) => {
    expect([good.band, fair.band, poor.band, critical.band]).toEqual(['good', 'fair', 'poor', 'critical']);
    expect(kinds(before, after)).toEqual(expected);
  });

  it.each([
    ['new', [], [flag('high')], ['slow-answer']],
    ['grown severe', [flag('medium')], [flag('high')], ['slow-answer']],
    ['there before', [flag('high')], [flag('high', NOW)], []],
    ['not severe', [], [flag('medium')], []],
    ['gone', [flag('high')], [], []],
  ] as const)('a flag: %s', (_, before, after, expected) => {
    expect(kinds(card(90, { flags: [...before] }), card(90, { flags: [...after] }))).toEqual(expected);
    // Also of whom too little is known for a score.
    expect(kinds(card(null, { flags: [...before] }), card(null, { flags: [...after] }))).toEqual(expected);
    expect(kinds(null, card(90, { flags: [...after] }))).toEqual([]);
  });

  it('foretells a low band once, with what pulls, and not where it has come', () => {
    const forecast = { band: 'poor', at: '2026-12-08T12:00:00.000Z' } as const;
    const heading = card(62, { forecast, drivers: [{ metric: 'reopens', points: -3 }] });
    expect(alertsBetween(fair, heading)).toEqual([
      expect.objectContaining({
        ...{ kind: 'heading-poor', flag: null, band: 'fair', score: 62, since: heading.at },
        reason: { from: 'fair', drivers: [{ metric: 'reopens', points: -3 }], facts: {}, forecast },
      }),
    ]);
    expect(kinds(heading, heading)).toEqual([]);
    expect(kinds(heading, fair)).toEqual([]);
    expect(kinds(heading, poor)).toEqual(['poor']);
    expect(kinds(good, card(45, { forecast: { ...forecast, band: 'critical' } }))).toEqual(['poor']);
    expect(kinds(null, heading)).toEqual([]);
  });

  it.each([
    ['who left', { frozenAt: NOW }, ['poor', 'slow-answer']],
    ['under a judgement', { override: judged(true) }, ['poor', 'slow-answer']],
    ['under another model', { model: { id: 'default', version: 2 } }, ['poor', 'slow-answer']],
    ['under another reader of texts', { learned: { text: 2 } }, ['poor', 'slow-answer']],
  ] as const)('nothing of a customer %s', (_, state: Partial<Scorecard>, otherwise) => {
    const after = card(45, { flags: [flag('high')] });
    expect(kinds(good, after)).toEqual(otherwise);
    expect(kinds(good, { ...after, ...state })).toEqual([]);
  });

  it('of a judgement that has ended, and of whom a judgement stood before', () => {
    expect(kinds(good, card(45, { override: judged(false) }))).toEqual(['poor']);
    expect(kinds(card(90, { override: judged(true) }), poor)).toEqual(['poor']);
  });

  it('says since when and why, in keys and numbers, and nobody’s words', () => {
    const drivers = [...[4, -1, -9, -3, -2].map((points, index) => ({ metric: `m${index}`, points }))];
    const [band, friction] = alertsBetween(good, card(45, { drivers, flags: [flag('high', NOW)] }));
    expect(band).toMatchObject({ kind: 'poor', flag: null, since: SINCE, at: NOW, band: 'poor', score: 45 });
    expect(band?.reason).toEqual({
      from: 'good',
      drivers: [
        { metric: 'm2', points: -9 },
        { metric: 'm3', points: -3 },
        { metric: 'm4', points: -2 },
      ],
      facts: {},
    });
    expect(friction).toMatchObject({ kind: 'slow-answer', flag: 'slow-answer', since: NOW });
    expect(friction?.reason).toEqual({ from: 'good', drivers: [], facts: { hours: 30 } });
    expect(JSON.stringify([band, friction])).not.toContain('Nobody');
  });
});

function judged(active: boolean): NonNullable<Scorecard['override']> {
  return { value: 80, reason: 'They told us so.', by: 'Eva', until: NOW, active };
}
