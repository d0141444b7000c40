import { expect, it } from 'vitest';
import { nextMidnight } from '../../../../src/crm/hubspot/midnight.ts';

it.each([
  ['UTC', '2026-11-23T10:00:00Z', '2026-11-24T00:00:00.000Z'],
  ['Europe/Madrid', '2026-11-23T22:59:59.999Z', '2026-11-23T23:00:00.000Z'],
  ['Europe/Madrid', '2026-11-23T23:00:00Z', '2026-11-24T23:00:00.000Z'],
  ['America/New_York', '2026-03-08T05:30:00Z', '2026-03-09T04:00:00.000Z'],
  ['America/New_York', '2026-11-01T04:30:00Z', '2026-11-02T05:00:00.000Z'],
  ['Asia/Kathmandu', '2026-11-23T10:00:00Z', '2026-11-23T18:15:00.000Z'],
  ['Nowhere/Land', '2026-11-23T10:00:00Z', '2026-11-24T00:00:00.000Z'],
])('the day in %s at %s ends at %s', (timeZone, now, midnight) => {
  expect(nextMidnight(timeZone, Date.parse(now))).toBe(midnight);
});
