import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacer } from '../../../src/crm/pacer.ts';
import type { Bucket } from '../../../src/crm/port.ts';
import { RateLimited } from '../../../src/errors.ts';
import { busiest, load } from './arrivals.ts';
import { virtualClock } from './virtual-clock.ts';

const GENERAL: Bucket = { requests: 20, perMs: 10_000, concurrency: 5 };

describe('the pacer', () => {
  it('never lets a window see more than the limit, whatever the network does', async () => {
    const delays = fc.array(
      fc.record({ there: fc.integer({ min: 0, max: 3_000 }), back: fc.integer({ min: 0, max: 3_000 }) }),
      {
        minLength: 1,
        maxLength: 30,
      },
    );
    await fc.assert(
      fc.asyncProperty(delays, async (pattern) => {
        const clock = virtualClock();
        const pacer = createPacer({ general: GENERAL }, clock);
        const arrivals = await load(pacer, clock, 'general', 90, (index) => pattern[index % pattern.length]!);
        expect(arrivals).toHaveLength(90);
        expect(busiest(arrivals, GENERAL.perMs)).toBeLessThanOrEqual(GENERAL.requests);
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    { bucket: { requests: 190, perMs: 10_000, concurrency: 10 }, there: 60, back: 60 },
    { bucket: { requests: 5, perMs: 1_000, concurrency: 5 }, there: 30, back: 30 },
  ])('uses at least 90 % of $bucket.requests per $bucket.perMs ms', async ({ bucket, there, back }) => {
    const clock = virtualClock();
    const windows = 8;
    const arrivals = await load(
      createPacer({ general: bucket }, clock),
      clock,
      'general',
      bucket.requests * windows,
      () => ({
        there,
        back,
      }),
    );
    const lasted = arrivals.at(-1)! - arrivals[0]!;
    const rate = (arrivals.length - bucket.requests) / lasted;
    expect(rate / (bucket.requests / bucket.perMs)).toBeGreaterThanOrEqual(0.9);
  });

  it('keeps to the concurrency and to the order of asking', async () => {
    const clock = virtualClock();
    const pacer = createPacer({ general: { ...GENERAL, requests: 1_000 } }, clock);
    let open = 0;
    let most = 0;
    const order: number[] = [];
    const request = async (index: number): Promise<void> => {
      const permit = await pacer.take('general');
      order.push(index);
      open += 1;
      most = Math.max(most, open);
      await clock.wait(100);
      open -= 1;
      permit.release();
    };
    await clock.until(Promise.all(Array.from({ length: 40 }, (_, index) => request(index))));
    expect(most).toBe(GENERAL.concurrency);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('counts a bucket within another against both', async () => {
    const clock = virtualClock();
    const buckets = {
      general: GENERAL,
      search: { requests: 1_000, perMs: 10_000, concurrency: 50, within: 'general' },
    };
    const arrivals = await load(createPacer(buckets, clock), clock, 'search', 60, () => ({ there: 5, back: 5 }));
    expect(busiest(arrivals, GENERAL.perMs)).toBeLessThanOrEqual(GENERAL.requests);
  });

  it('learns that the account allows less, or more', async () => {
    for (const requests of [8, 40]) {
      const clock = virtualClock();
      const pacer = createPacer({ general: GENERAL }, clock);
      pacer.learn('general', { requests, remaining: requests, perMs: 10_000 });
      const arrivals = await load(pacer, clock, 'general', 120, () => ({ there: 10, back: 10 }));
      expect(busiest(arrivals, 10_000)).toBe(requests);
    }
  });

  it('leaves to others what they have used, for as long as a window', async () => {
    const clock = virtualClock();
    const pacer = createPacer({ general: GENERAL }, clock);
    pacer.learn('general', { requests: 20, remaining: 5, perMs: 10_000 });
    const start = clock.now();
    const arrivals = await load(pacer, clock, 'general', 20, () => ({ there: 1, back: 1 }));
    expect(arrivals.filter((at) => at < start + 10_000)).toHaveLength(5);
  });

  it('waits when others have used everything', async () => {
    const clock = virtualClock();
    const pacer = createPacer({ general: GENERAL }, clock);
    pacer.learn('general', { requests: 20, remaining: 0, perMs: 10_000 });
    const start = clock.now();
    const arrivals = await load(pacer, clock, 'general', 3, () => ({ there: 1, back: 1 }));
    expect(arrivals[0]! - start).toBeGreaterThanOrEqual(10_000);
  });

  it('holds a bucket back, and turns callers away when that is for long', async () => {
    const clock = virtualClock();
    const pacer = createPacer({ general: GENERAL }, clock);
    pacer.hold('general', 4_000);
    const start = clock.now();
    const arrivals = await load(pacer, clock, 'general', 2, () => ({ there: 0, back: 0 }));
    expect(arrivals[0]! - start).toBeGreaterThanOrEqual(4_000);
    pacer.hold('general', 2_000);
    const waiting = pacer.take('general');
    waiting.catch(() => undefined);
    pacer.hold('general', 90_000);
    await expect(waiting).rejects.toBeInstanceOf(RateLimited);
    await expect(pacer.take('general')).rejects.toMatchObject({ retryAfterMs: 90_000 });
  });

  it('lets an aborted caller go without costing the others their turn', async () => {
    const clock = virtualClock();
    const pacer = createPacer({ general: { ...GENERAL, concurrency: 1 } }, clock);
    const first = await pacer.take('general');
    const controller = new AbortController();
    const aborted = pacer.take('general', controller.signal);
    const next = pacer.take('general');
    controller.abort(new Error('stop'));
    await expect(aborted).rejects.toThrow('stop');
    first.release();
    first.release();
    (await next).release();
    await expect(pacer.take('general', controller.signal)).rejects.toThrow('stop');
    await expect(pacer.take('nowhere')).rejects.toBeInstanceOf(RangeError);
  });
});
