import { describe, expect, it } from 'vitest';
import { decideRetry, type Failure, MOST_ATTEMPTS } from '../../../src/crm/retry.ts';

const limited = (policy: 'second' | 'window' | 'day' | 'unknown', retryAfterMs: number | null = null): Failure => ({
  kind: 'limited',
  policy,
  retryAfterMs,
  resetsAt: null,
});
const server: Failure = { kind: 'server', status: 503, retryAfterMs: null };

describe('the retry decision', () => {
  it.each<[string, Failure, boolean, { retry: boolean; waitMs: number; reason: string }]>([
    ['what is refused for good', { kind: 'unauthorized' }, true, { retry: false, waitMs: 0, reason: 'unauthorized' }],
    [
      'a missing scope',
      { kind: 'forbidden', scopes: [], message: '' },
      true,
      { retry: false, waitMs: 0, reason: 'forbidden' },
    ],
    [
      'an answer that broke off',
      { kind: 'unknown_form', what: '' },
      true,
      { retry: true, waitMs: 500, reason: 'unknown_form' },
    ],
    [
      'one after a call that must not be made twice',
      { kind: 'unknown_form', what: '' },
      false,
      { retry: false, waitMs: 500, reason: 'unknown_form' },
    ],
    ['a used-up day', limited('day'), true, { retry: false, waitMs: 0, reason: 'limited_day' }],
    ['a full second', limited('second'), true, { retry: true, waitMs: 1_000, reason: 'limited_second' }],
    ['a full window', limited('window'), true, { retry: true, waitMs: 10_000, reason: 'limited_window' }],
    ['an unknown limit', limited('unknown'), true, { retry: true, waitMs: 10_000, reason: 'limited_unknown' }],
    [
      'a limit with Retry-After',
      limited('window', 3_000),
      false,
      { retry: true, waitMs: 3_000, reason: 'limited_window' },
    ],
    [
      'a lock',
      { kind: 'busy', reason: 'locked', retryAfterMs: null },
      false,
      { retry: true, waitMs: 2_000, reason: 'locked' },
    ],
    [
      'a migration',
      { kind: 'busy', reason: 'migration', retryAfterMs: 5_000 },
      false,
      { retry: true, waitMs: 5_000, reason: 'migration' },
    ],
    ['a server error', server, true, { retry: true, waitMs: 500, reason: 'server_503' }],
    ['a server error of a change', server, false, { retry: false, waitMs: 0, reason: 'outcome_unknown' }],
    [
      'a lost answer',
      { kind: 'network', reason: 'ECONNRESET', sent: true },
      true,
      { retry: true, waitMs: 500, reason: 'network' },
    ],
    [
      'a lost answer of a change',
      { kind: 'network', reason: 'ECONNRESET', sent: true },
      false,
      { retry: false, waitMs: 0, reason: 'outcome_unknown' },
    ],
    [
      'a change that was never sent',
      { kind: 'network', reason: 'ECONNREFUSED', sent: false },
      false,
      { retry: true, waitMs: 500, reason: 'network' },
    ],
  ])('of %s', (_, failure, idempotent, decision) => {
    expect(decideRetry(failure, 1, idempotent, 0)).toEqual(decision);
  });

  it.each<Failure>([
    limited('window', 0),
    { kind: 'busy', reason: 'locked', retryAfterMs: 0 },
    { kind: 'server', status: 503, retryAfterMs: 0 },
  ])('never comes again at once, whatever the CRM says: %j', (failure) => {
    const waits = [1, 2, 3, 4].map((attempt) => decideRetry(failure, attempt, true, 0).waitMs);
    expect(waits).toEqual([500, 1_000, 2_000, 4_000]);
  });

  it('grows its pauses, spreads them and ends', () => {
    const waits = [1, 2, 3, 4].map((attempt) => decideRetry(server, attempt, true, 0).waitMs);
    expect(waits).toEqual([500, 1_000, 2_000, 4_000]);
    expect(decideRetry(server, 1, true, 1).waitMs).toBe(750);
    expect(decideRetry(server, MOST_ATTEMPTS, true, 0).retry).toBe(false);
    expect(decideRetry(limited('window'), MOST_ATTEMPTS, true, 0).retry).toBe(false);
  });
});
