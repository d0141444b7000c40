import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AccessRevoked, CrmUnavailable, QuotaExhausted, RateLimited } from '../../../src/errors.ts';
import { errorText, retryDecision } from '../../../src/jobs/retry.ts';

const NOW_MS = Date.parse('2026-11-23T12:00:00.000Z');
const job = { attempt: 1, maxAttempts: 3 };
const pauseMs = (runAt: string | null) => Date.parse(runAt ?? '') - NOW_MS;

describe('retryDecision', () => {
  it('doubles the pause with each attempt, up to an hour, and shortens it by at most half', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const { outcome, runAt } = retryDecision(new Error('x'), { attempt, maxAttempts: 100 }, NOW_MS, () => random);
        const fullMs = Math.min(1_000 * 2 ** (attempt - 1), 3_600_000);
        expect(outcome).toBe('retry');
        expect(pauseMs(runAt)).toBeGreaterThanOrEqual(Math.floor(fullMs / 2));
        expect(pauseMs(runAt)).toBeLessThanOrEqual(fullMs);
      }),
    );
  });

  it('gives up after the last attempt, or when trying again cannot help', () => {
    const last = { attempt: 3, maxAttempts: 3 };
    expect(retryDecision(new CrmUnavailable('x'), last, NOW_MS, () => 0)).toEqual({ outcome: 'dead', runAt: null });
    expect(retryDecision(new AccessRevoked('x'), job, NOW_MS, () => 0)).toEqual({ outcome: 'dead', runAt: null });
    expect(retryDecision(new CrmUnavailable('x'), job, NOW_MS, () => 0).outcome).toBe('retry');
  });

  it('comes back when the CRM said, even after the last attempt', () => {
    const last = { attempt: 3, maxAttempts: 3 };
    const limited = retryDecision(new RateLimited(12_345), last, NOW_MS, () => 0);
    expect(limited).toEqual({ outcome: 'later', runAt: new Date(NOW_MS + 12_345).toISOString() });
    const midnight = '2026-11-24T00:00:00.000Z';
    const exhausted = retryDecision(new QuotaExhausted(midnight), last, NOW_MS, () => 0);
    expect(exhausted).toEqual({ outcome: 'later', runAt: midnight });
  });

  it('does not come back before now, nor never, for a reset that lies in the past or is no date', () => {
    const past = retryDecision(new QuotaExhausted('2026-11-22T00:00:00.000Z'), job, NOW_MS, () => 0);
    expect(pauseMs(past.runAt)).toBe(0);
    const odd = retryDecision(new QuotaExhausted('tomorrow'), job, NOW_MS, () => 0);
    expect(pauseMs(odd.runAt)).toBe(3_600_000);
  });
});

describe('errorText', () => {
  it('says the code of our errors and the name of others', () => {
    expect(errorText(new RateLimited(2_000))).toBe(
      'rate_limited: The CRM asked for a pause of 2 s. Work resumes by itself.',
    );
    expect(errorText(new TypeError('odd'))).toBe('TypeError: odd');
    expect(errorText('words')).toBe('words');
  });
});
