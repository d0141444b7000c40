import { describe, expect, test } from 'vitest';
import { applyOverride, checkOverride, shownScore } from '../../../src/cx/override.ts';
import { scorecard } from './scorecards.ts';
import { ago, model, NOW } from './signals.ts';

const given = { value: 20, reason: 'The director told us that they will leave.', by: 'Eva', until: ago(-30) };
const keys = (what: unknown): string[] => {
  const checked = checkOverride(what, NOW);
  return 'faults' in checked ? checked.faults.map(({ key }) => key).sort() : [];
};

describe('an override is checked', () => {
  test('reason, author, value and end are all required, and every fault is told at once', () => {
    expect(checkOverride(given, NOW)).toEqual({ override: given });
    expect(keys({})).toEqual(['by', 'reason', 'until', 'value']);
    expect(keys({ ...given, value: 101, reason: 'so', by: '', until: ago(1) })).toEqual([
      'by',
      'reason',
      'until',
      'value',
    ]);
    expect(keys({ ...given, value: Number.NaN, until: 'soon', mood: 'bad' })).toEqual(['mood', 'until', 'value']);
    for (const nothing of [null, 7, 'x', []]) expect(keys(nothing)).toEqual(['']);
  });

  test('it ends in the future and within 180 days', () => {
    expect(keys({ ...given, until: NOW })).toEqual(['until']);
    expect(keys({ ...given, until: ago(-180) })).toEqual([]);
    expect(keys({ ...given, until: ago(-180.1) })).toEqual(['until']);
    expect(keys({ ...given, reason: '          ' })).toEqual(['reason']);
  });
});

describe('an override is applied', () => {
  const computed = scorecard({ id: 'ana', score: 82 });

  test('beside the computed score, which stays as it is', () => {
    const before = JSON.stringify(computed);
    const { scorecard: after, audit } = applyOverride(computed, given, NOW);
    expect(after.override).toEqual({ ...given, active: true });
    expect({ ...after, override: undefined }).toEqual({ ...computed, override: undefined });
    expect(JSON.stringify(computed)).toBe(before);
    expect(audit).toMatchObject({ action: 'applied', by: 'Eva', value: 20, computed: 82, subject: { id: 'ana' } });
    expect(shownScore(after, model, NOW)).toEqual({
      value: 20,
      band: 'critical',
      source: 'override',
      computed: { value: 82, band: 'good' },
    });
  });

  test('until its last instant, not longer; then it is kept, and no longer shown first', () => {
    const { scorecard: after, audit } = applyOverride(computed, given, given.until);
    expect(after.override).toMatchObject({ active: false, reason: given.reason });
    expect(audit.action).toBe('expired');
    expect(shownScore(after, model, given.until)).toMatchObject({ value: 82, source: 'computed' });
    const { scorecard: early } = applyOverride(computed, given, NOW);
    expect(shownScore(early, model, ago(-30.1))).toMatchObject({ value: 82, source: 'computed' });
  });

  test('also where too little is known for a score, and says so', () => {
    const { scorecard: after, audit } = applyOverride(scorecard({ id: 'new' }), given, NOW);
    expect(audit.computed).toBeNull();
    expect(shownScore(after, model, NOW)).toMatchObject({ value: 20, computed: { value: null, band: null } });
    expect(after.status).toBe('insufficient');
    expect(() => applyOverride(computed, given, 'soon')).toThrow(RangeError);
  });

  test('without an override the computed score is shown', () => {
    expect(shownScore(computed, model, NOW)).toMatchObject({ value: 82, band: 'good', source: 'computed' });
  });
});
