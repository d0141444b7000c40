import fc from 'fast-check';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Bucket } from '../../../src/crm/port.ts';
import { createSharedPacer, type SharedPacer } from '../../../src/crm/shared-pacer.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/port.ts';
import { withInstalls } from '../../contract/store/samples.ts';
import { busiest } from './arrivals.ts';
import { type VirtualClock, virtualClock } from './virtual-clock.ts';

const GENERAL: Bucket = { requests: 190, perMs: 10_000, concurrency: 10 };

let store: Store;
let clock: VirtualClock;
let pacers: SharedPacer[];

beforeEach(async () => {
  clock = virtualClock();
  pacers = [];
  ({ store } = await openStore({ url: ':memory:', secretKey: new Uint8Array(32), clock: () => clock.now() }));
  await withInstalls(store);
});
afterEach(async () => {
  await Promise.all(pacers.map((pacer) => pacer.close()));
  await store.close();
});

function join(holder: string, buckets: Readonly<Record<string, Bucket>> = { general: GENERAL }): SharedPacer {
  const log = pino({ level: 'silent' });
  const pacer = createSharedPacer({ install: 'i1', holder, buckets, ledger: store.permits, clock, log });
  pacers.push(pacer);
  return pacer;
}

/** The store's ledger, until its program dies: then nothing that it says arrives any more. */
function mortalLedger() {
  let dead = false;
  return {
    ledger: {
      exchange: async (request: Parameters<Store['permits']['exchange']>[0]) => {
        if (dead) throw new Error('killed');
        return store.permits.exchange(request);
      },
    },
    die: () => {
      dead = true;
    },
  };
}

/** A program that sends as fast as it may with so many requests at once, until it is told to stop. */
function busyProgram(pacer: SharedPacer, atOnce: number, delay: () => number, bucket = 'general') {
  const arrivals: number[] = [];
  const stop = new AbortController();
  const lane = async (): Promise<void> => {
    for (;;) {
      const permit = await pacer.take(bucket, stop.signal).catch(() => null);
      if (permit === null) return;
      await clock.wait(delay());
      arrivals.push(clock.now());
      await clock.wait(delay());
      permit.release();
    }
  };
  const lanes = Promise.all(Array.from({ length: atOnce }, lane));
  return {
    arrivals,
    async stop() {
      stop.abort();
      await lanes;
    },
  };
}

describe('the pacer of a fleet', () => {
  it.each([1, 2, 4])('keeps %i busy programs under the limit and uses at least 90 % of it', async (programs) => {
    const busy = Array.from({ length: programs }, (_, index) => busyProgram(join(`p${index}`), 6, () => 40));
    const rampUpMs = 30_000;
    const from = clock.now() + rampUpMs;
    const lastsMs = 120_000;
    await clock.until(clock.wait(rampUpMs + lastsMs));
    await clock.until(Promise.all(busy.map((program) => program.stop())));
    const arrivals = busy.flatMap((program) => program.arrivals).sort((a, b) => a - b);
    expect(busiest(arrivals, GENERAL.perMs)).toBeLessThanOrEqual(GENERAL.requests);
    const counted = arrivals.filter((at) => at >= from && at < from + lastsMs).length;
    expect(counted / lastsMs / (GENERAL.requests / GENERAL.perMs)).toBeGreaterThanOrEqual(0.9);
    // Nobody is left with much less than the others.
    const counts = busy.map((program) => program.arrivals.filter((at) => at >= from).length);
    expect(Math.min(...counts)).toBeGreaterThan(Math.max(...counts) * 0.75);
  });

  it('never lets a window see more than the limit, whoever comes, goes, dies or is slow', async () => {
    const event = fc.record({
      afterMs: fc.integer({ min: 100, max: 20_000 }),
      program: fc.nat(3),
      what: fc.constantFrom('come' as const, 'leave', 'die', 'learn'),
      delayMs: fc.integer({ min: 1, max: 2_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 3, maxLength: 12 }), async (events) => {
        const install = `i-${clock.now()}`;
        const [known] = await store.installs.list();
        await store.transaction((tx) => store.installs.put(tx, { ...known!, id: install, accountId: install }));
        const bucket: Bucket = { requests: 20, perMs: 5_000, concurrency: 10 };
        const log = pino({ level: 'silent' });
        const arrivals: number[][] = [];
        const here = new Map<number, { pacer: SharedPacer; busy: ReturnType<typeof busyProgram>; die: () => void }>();
        for (const [index, { afterMs, program, what, delayMs }] of events.entries()) {
          await clock.until(clock.wait(afterMs));
          const present = here.get(program);
          if (what === 'come' && present === undefined) {
            const { ledger, die } = mortalLedger();
            const options = { install, buckets: { general: bucket }, ledger, clock, log };
            const pacer = createSharedPacer({ ...options, holder: `p${program}-${index}` });
            const busy = busyProgram(pacer, 5, () => delayMs);
            arrivals.push(busy.arrivals);
            here.set(program, { pacer, busy, die });
          } else if ((what === 'leave' || what === 'die') && present !== undefined) {
            here.delete(program);
            if (what === 'die') present.die();
            await clock.until(present.busy.stop());
            await clock.until(present.pacer.close());
          } else present?.pacer.learn('general', { requests: 20, remaining: 20, perMs: 5_000 });
        }
        for (const { pacer, busy } of here.values()) {
          await clock.until(busy.stop());
          await clock.until(pacer.close());
        }
        const all = arrivals.flat().sort((a, b) => a - b);
        expect(busiest(all, bucket.perMs)).toBeLessThanOrEqual(bucket.requests);
      }),
      { numRuns: 25 },
    );
  });

  it('costs few exchanges with the store', async () => {
    let exchanges = 0;
    const counted = {
      ...store.permits,
      exchange: (request: Parameters<Store['permits']['exchange']>[0]) => {
        exchanges += 1;
        return store.permits.exchange(request);
      },
    };
    const log = pino({ level: 'silent' });
    const options = { install: 'i1', buckets: { general: GENERAL }, ledger: counted, clock, log };
    const pacer = createSharedPacer({ ...options, holder: 'p' });
    pacers.push(pacer);
    const busy = busyProgram(pacer, 6, () => 40);
    await clock.until(clock.wait(60_000));
    await clock.until(busy.stop());
    expect(busy.arrivals.length).toBeGreaterThan(1_000);
    expect(exchanges).toBeLessThan(busy.arrivals.length / 10);
  });

  it('gives the whole limit to who is busy alone, at once', async () => {
    const idle = join('idle');
    (await clock.until(idle.take('general'))).release();
    const busy = busyProgram(join('busy'), 10, () => 5);
    const from = clock.now();
    await clock.until(clock.wait(9_000));
    await clock.until(busy.stop());
    expect(busy.arrivals.filter((at) => at < from + 9_000).length).toBeGreaterThanOrEqual(GENERAL.requests * 0.9);
  });

  it('gets the share of a program that was killed back, after its lease and a window', async () => {
    const { ledger, die } = mortalLedger();
    const log = pino({ level: 'silent' });
    const options = { install: 'i1', buckets: { general: GENERAL }, clock, log };
    const killed = createSharedPacer({ ...options, ledger, holder: 'killed' });
    const before = busyProgram(killed, 6, () => 20);
    await clock.until(clock.wait(20_000));
    die();
    await clock.until(before.stop());
    const busy = busyProgram(join('other'), 6, () => 20);
    await clock.until(clock.wait(60_000));
    const from = clock.now();
    await clock.until(clock.wait(30_000));
    await clock.until(busy.stop());
    const rate = busy.arrivals.filter((at) => at >= from).length / 30_000;
    expect(rate / (GENERAL.requests / GENERAL.perMs)).toBeGreaterThanOrEqual(0.9);
    await clock.until(killed.close());
  });

  it('learns for all what the CRM told one: a limit, and to wait', async () => {
    const [one, two] = [join('one'), join('two')];
    (await clock.until(two.take('general'))).release();
    one.learn('general', { requests: 8, remaining: 8, perMs: 10_000 });
    await clock.until(clock.wait(2_000));
    const busy = busyProgram(two, 6, () => 5);
    await clock.until(clock.wait(40_000));
    expect(
      busiest(
        busy.arrivals.filter((at) => at > 1_012_000),
        10_000,
      ),
    ).toBeLessThanOrEqual(8);
    one.hold('general', 20_000);
    const heldAt = clock.now();
    await clock.until(clock.wait(30_000));
    await clock.until(busy.stop());
    const meanwhile = busy.arrivals.filter((at) => at > heldAt + 3_000 && at < heldAt + 20_000);
    expect(meanwhile).toEqual([]);
    expect(busy.arrivals.at(-1)!).toBeGreaterThan(heldAt + 20_000);
  });

  it('waits while the store is away, and goes on after', async () => {
    let away = true;
    const ledger = {
      exchange: async (request: Parameters<Store['permits']['exchange']>[0]) => {
        if (away) throw new Error('no store');
        return store.permits.exchange(request);
      },
    };
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    const pacer = createSharedPacer({ install: 'i1', holder: 'p', buckets: { general: GENERAL }, ledger, clock, log });
    pacers.push(pacer);
    const permit = pacer.take('general');
    let given = false;
    permit.then(() => {
      given = true;
    });
    await clock.until(clock.wait(10_000));
    expect(given).toBe(false);
    expect(lines).toHaveLength(1);
    away = false;
    (await clock.until(permit)).release();
  });

  it('counts a bucket within another against both', async () => {
    const buckets = {
      general: { requests: 20, perMs: 10_000, concurrency: 10 },
      search: { requests: 50, perMs: 1_000, concurrency: 10, within: 'general' },
    };
    const busy = [join('one', buckets), join('two', buckets)].map((pacer) => busyProgram(pacer, 3, () => 10, 'search'));
    await clock.until(clock.wait(60_000));
    await clock.until(Promise.all(busy.map((program) => program.stop())));
    const arrivals = busy.flatMap((program) => program.arrivals).sort((a, b) => a - b);
    expect(busiest(arrivals, 10_000)).toBeLessThanOrEqual(20);
    expect(arrivals.length).toBeGreaterThan(80);
  });
});
