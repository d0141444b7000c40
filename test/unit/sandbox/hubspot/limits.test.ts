import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../../src/sandbox/hubspot/api-call.ts';
import { RateLimits } from '../../../../src/sandbox/hubspot/limits.ts';
import { PLANS } from '../../../../src/sandbox/hubspot/options.ts';

const CALLER: Caller = { kind: 'private', token: 't', appId: 1, scopes: [], userId: 1 };

describe('rolling limits', () => {
  it('never let more than the maximum through in any ten seconds, and always let one through after them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 400 }),
        fc.integer({ min: 1, max: 12 }),
        (gaps, burst) => {
          let now = 1_000_000;
          const limits = new RateLimits(
            { ...PLANS.pro, burst },
            () => now,
            () => 'UTC',
          );
          const accepted: number[] = [];
          for (const gap of gaps) {
            now += gap;
            if (!limits.take(CALLER, undefined).refusal) accepted.push(now);
          }
          for (const [index, at] of accepted.entries()) {
            const inWindow = accepted.slice(index).filter((other) => other < at + 10_000).length;
            expect(inWindow).toBeLessThanOrEqual(burst);
          }
          now += 10_000;
          expect(limits.take(CALLER, undefined).refusal).toBeUndefined();
        },
      ),
    );
  });
});
