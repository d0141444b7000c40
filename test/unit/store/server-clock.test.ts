import { describe, expect, it } from 'vitest';
import { ServerClock } from '../../../src/store/server-clock.ts';

const NOON_MS = Date.parse('2026-11-23T12:00:00.000Z');

describe('ServerClock', () => {
  it('tells by how much the server is ahead or behind, from the middle of question and answer', () => {
    const clock = new ServerClock();
    expect(clock.aheadMs).toBe(0);
    clock.note(NOON_MS, NOON_MS + 60_050, NOON_MS + 100);
    expect(clock.aheadMs).toBe(60_000);
    clock.note(NOON_MS, NOON_MS - 30_000, NOON_MS);
    expect(clock.aheadMs).toBe(-30_000);
  });

  it('takes for equal what the way of the answer may explain', () => {
    const clock = new ServerClock();
    clock.note(NOON_MS, NOON_MS + 250, NOON_MS);
    expect(clock.aheadMs).toBe(0);
    clock.note(NOON_MS, NOON_MS + 251, NOON_MS);
    expect(clock.aheadMs).toBe(251);
    clock.note(NOON_MS, NOON_MS + 800, NOON_MS + 800);
    expect(clock.aheadMs).toBe(0);
  });

  it('keeps what it knows where an answer took too long or told no time', () => {
    const clock = new ServerClock();
    clock.note(NOON_MS, NOON_MS + 5_000, NOON_MS);
    clock.note(NOON_MS, NOON_MS + 90_000, NOON_MS + 1_001);
    clock.note(NOON_MS, Number.NaN, NOON_MS);
    expect(clock.aheadMs).toBe(5_000);
  });
});
