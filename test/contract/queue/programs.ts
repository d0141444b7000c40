import { describe, expect, it, vi } from 'vitest';
import { heldTask } from './held-task.ts';
import { startOtherProgram } from './other-program.ts';
import type { QueueTest } from './place.ts';

interface Turn {
  readonly id: string;
  readonly lane: string;
  readonly from: bigint;
  readonly to: bigint;
}

function toTurn(line: string): Turn {
  const turn = JSON.parse(line);
  return { ...turn, from: BigInt(turn.from), to: BigInt(turn.to) };
}

/** What holds between programs, and when one of them is killed. */
export function programsContract(test: QueueTest): void {
  /** Another program that has begun the job and was killed in the middle of it. */
  async function killedWhileWorking(url: string): Promise<void> {
    const other = startOtherProgram('hang', url, test.nowMs);
    expect(await other.line()).toBe('began {"for":"c1"}');
    await other.kill();
  }

  describe('between programs', () => {
    it('a job whose worker was killed is claimed again after the lease, and its lane and key wait for it', async (context) => {
      const { url } = test.place;
      if (url === null) return context.skip('nobody else can open a database in memory');
      await test.enqueue('hang', { for: 'c1' }, { key: 'k', lane: 'l' });
      await killedWhileWorking(url);
      await test.enqueue('hang', 'same lane', { lane: 'l' });
      await test.enqueue('hang', 'same key', { key: 'k' });
      await test.enqueue('hang', 'free');

      const held = heldTask();
      test.run({ hang: held.task });
      const free = await held.next();
      expect(free.payload).toBe('free');
      free.succeed();
      await vi.waitFor(async () => expect(await test.here.queue.counts()).toMatchObject({ running: 1, waiting: 2 }));
      expect(held.runs).toHaveLength(1);

      test.nowMs += 30_000;
      const again = await held.next();
      expect(again.job).toMatchObject({ payload: { for: 'c1' }, attempt: 2 });
      again.succeed();
      const rest = [await held.next(), await held.next()];
      expect(new Set(rest.map(({ payload }) => payload))).toEqual(new Set(['same lane', 'same key']));
      for (const run of rest) run.succeed();
      await test.here.queue.idle();
    });

    it('a job that kills its workers becomes a dead letter after its last attempt', async (context) => {
      const { url } = test.place;
      if (url === null) return context.skip('nobody else can open a database in memory');
      await test.enqueue('hang', { for: 'c1' }, { maxAttempts: 1 });
      await killedWhileWorking(url);
      test.nowMs += 30_000;
      const held = heldTask();
      test.run({ hang: held.task });
      await test.here.queue.idle();
      expect(held.runs).toHaveLength(0);
      expect((await test.here.queue.dead(10))[0]?.error).toContain('worker ended without an answer');
    });

    it('recover gives the jobs of a killed program back at once, without counting their attempt', async (context) => {
      const { url } = test.place;
      if (url === null) return context.skip('nobody else can open a database in memory');
      await test.enqueue('hang', { for: 'c1' }, { maxAttempts: 1 });
      await killedWhileWorking(url);
      expect(await test.here.queue.recover()).toBe(1);
      const held = heldTask();
      test.run({ hang: held.task });
      const again = await held.next();
      expect(again.job).toMatchObject({ payload: { for: 'c1' }, attempt: 1 });
      again.succeed();
      await test.here.queue.idle();
      expect(await test.here.queue.recover()).toBe(0);
    });

    it('every job runs once, and a lane never twice at once', async (context) => {
      const { url } = test.place;
      if (url === null) return context.skip('nobody else can open a database in memory');
      const ids = new Set<string>();
      for (let index = 0; index < 90; index += 1) {
        ids.add(await test.enqueue('lane', index, { lane: `lane-${index % 3}` }));
      }
      const others = [startOtherProgram('lanes', url, test.nowMs), startOtherProgram('lanes', url, test.nowMs)];
      const perProgram = await Promise.all(others.map((other) => other.rest()));
      const turns = perProgram.flat().map(toTurn);
      expect(turns.map(({ id }) => id).sort()).toEqual([...ids].sort());
      for (const lane of Map.groupBy(turns, (turn) => turn.lane).values()) {
        const ordered = lane.toSorted((one, two) => (one.from < two.from ? -1 : 1));
        for (const [index, turn] of ordered.slice(1).entries()) {
          expect(turn.from).toBeGreaterThanOrEqual(ordered[index]?.to ?? 0n);
        }
      }
    });
  });
}
