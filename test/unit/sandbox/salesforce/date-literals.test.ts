import { describe, expect, it } from 'vitest';
import { periodOf } from '../../../../src/sandbox/salesforce/soql/date-literals.ts';

const NOW = Date.parse('2026-03-18T23:30:00Z');

describe('date literals', () => {
  it.each([
    ['today', 0, '2026-03-19', '2026-03-20'],
    ['yesterday', 0, '2026-03-18', '2026-03-19'],
    ['this_week', 0, '2026-03-15', '2026-03-22'],
    ['last_month', 0, '2026-02-01', '2026-03-01'],
    ['this_quarter', 0, '2026-01-01', '2026-04-01'],
    ['next_year', 0, '2027-01-01', '2028-01-01'],
    ['last_n_days', 30, '2026-02-17', '2026-03-20'],
    ['next_n_days', 2, '2026-03-20', '2026-03-22'],
    ['n_days_ago', 3, '2026-03-16', '2026-03-17'],
    ['last_n_months', 2, '2026-01-01', '2026-03-01'],
  ])('%s:%i in Madrid, where the next day has begun', (name, count, from, to) => {
    expect(periodOf(name, count, 'date', NOW, 'Europe/Madrid')).toEqual({ from, to });
  });

  it('begins days at the zone’s midnight, across the change of clocks', () => {
    expect(periodOf('this_month', 0, 'datetime', NOW, 'Europe/Madrid')).toEqual({
      from: '2026-02-28T23:00:00.000+0000',
      to: '2026-03-31T22:00:00.000+0000',
    });
  });
});
