import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tokens } from '../../../src/crm/port.ts';
import { refreshingTokens } from '../../../src/crm/tokens.ts';
import { AccessRevoked, CrmUnavailable, PulsoError, QuotaExhausted, RateLimited } from '../../../src/errors.ts';
import { type CrmBench, connectTo, idsOf, type MakeBench, pass, recordingLog } from './bench.ts';

export function troubleContract(make: MakeBench): void {
  describe('trouble', () => {
    let bench: CrmBench;
    beforeEach(async () => {
      bench = await make();
    });
    afterEach(() => bench.close());

    async function expectAllRead(): Promise<void> {
      expect(new Set(idsOf(await pass(connectTo(bench), 'customer', null)))).toEqual(new Set(bench.seeded.customer));
    }

    it('waits out a limit with Retry-After', async () => {
      await bench.trouble({ kind: 'limited', retryAfterSeconds: 7, count: 1 });
      const before = bench.clock.now();
      await expectAllRead();
      expect(bench.clock.now() - before).toBeGreaterThanOrEqual(7_000);
    });

    it('waits out a limit without Retry-After', async () => {
      await bench.trouble({ kind: 'limited', count: 2 });
      const before = bench.clock.now();
      await expectAllRead();
      expect(bench.clock.now()).toBeGreaterThan(before);
    });

    it('hands a long pause to the job instead of waiting', async () => {
      await bench.trouble({ kind: 'limited', retryAfterSeconds: 300, count: 1 });
      const error = await pass(connectTo(bench), 'customer', null).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(RateLimited);
      expect((error as RateLimited).retryAfterMs).toBe(300_000);
    });

    it('hands a used-up day to the job, with the time of its end', async () => {
      await bench.trouble({ kind: 'quota' });
      const error = await pass(connectTo(bench), 'customer', null).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(QuotaExhausted);
      expect(Date.parse((error as QuotaExhausted).resetsAt)).toBeGreaterThan(bench.clock.now());
    });

    it.each([
      { kind: 'server', status: 503, count: 2 },
      { kind: 'server', status: 500, count: 1 },
      { kind: 'dropped', count: 2 },
      { kind: 'locked', count: 1 },
    ] as const)('tries again after $kind', async (trouble) => {
      await bench.trouble(trouble);
      await expectAllRead();
    });

    it('gives up after some attempts and says that a retry may help', async () => {
      await bench.trouble({ kind: 'server', status: 502 });
      const error = await pass(connectTo(bench), 'customer', null).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(CrmUnavailable);
      expect((error as CrmUnavailable).retry).toBe(true);
    });

    it('does not make a second task when the answer to the first was lost', async () => {
      const connection = connectTo(bench);
      await connection.health();
      const before = await bench.calls('tasks');
      await bench.trouble({ kind: 'server', status: 502, count: 1 });
      const task = { title: 'Call', body: '', dueAt: '2026-11-24T10:00:00.000Z' };
      const made = connection.createTask({ object: 'customer', id: bench.seeded.customer[0]!, ...task });
      await expect(made).rejects.toBeInstanceOf(CrmUnavailable);
      expect((await bench.calls('tasks')) - before).toBe(1);
    });

    it('does not send a write again whose answer was lost: whether it arrived can be read', async () => {
      const connection = connectTo(bench);
      await connection.ensureFields([
        { object: 'customer', name: 'score', label: 'CX score', description: 'From 0 to 100', type: 'number' },
      ]);
      const id = bench.seeded.customer[0]!;
      await connection.write([{ object: 'customer', id, values: { score: 49 } }]);
      const before = await bench.calls('batch/update');
      await bench.trouble({ kind: 'server', status: 502, count: 1 });
      const written = connection.write([{ object: 'customer', id, values: { score: 50 } }]);
      await expect(written).rejects.toMatchObject({ code: 'crm_unavailable', retry: true });
      expect((await bench.calls('batch/update')) - before).toBe(1);
      const [again] = await connection.write([{ object: 'customer', id, values: { score: 50 } }]);
      expect(again?.outcome).toBe('written');
    });

    it('refuses an answer of unknown form', async () => {
      await bench.trouble({ kind: 'malformed' });
      const error = await pass(connectTo(bench), 'customer', null).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'crm_changed' });
    });

    it('refreshes an expired token once for ten calls at the same time', async () => {
      let stored = tokens('expired-token', 'refresh-1');
      let refreshes = 0;
      const source = refreshingTokens({
        read: async () => stored,
        write: async (fresh) => {
          stored = fresh;
        },
        refresh: async () => {
          refreshes += 1;
          return tokens(bench.token, 'refresh-2');
        },
        lock: (work) => work(),
        clock: bench.clock,
      });
      const connection = connectTo(bench, { tokens: source });
      const ids = bench.seeded.customer.slice(0, 10);
      const read = await Promise.all(ids.map((id) => connection.readFields('customer', [id], ['score'])));
      expect(read.map((found) => found.size)).toEqual(ids.map(() => 1));
      expect(refreshes).toBe(1);
    });

    it('says that access was revoked when the refresh is refused, and does not ask again', async () => {
      let refreshes = 0;
      const source = refreshingTokens({
        read: async () => tokens('expired-token', 'refresh-1'),
        write: async () => undefined,
        refresh: async () => {
          refreshes += 1;
          throw new AccessRevoked('BAD_REFRESH_TOKEN');
        },
        lock: (work) => work(),
        clock: bench.clock,
      });
      const connection = connectTo(bench, { tokens: source });
      await expect(connection.health()).rejects.toBeInstanceOf(AccessRevoked);
      await expect(connection.health()).rejects.toBeInstanceOf(AccessRevoked);
      expect(refreshes).toBe(1);
    });

    it('says that access was revoked when a fixed token is refused', async () => {
      await bench.trouble({ kind: 'unauthorized' });
      await expect(connectTo(bench).health()).rejects.toBeInstanceOf(AccessRevoked);
    });

    it('lets no secret into an error or the log', async () => {
      const { log, lines } = recordingLog();
      const troubles = [
        { kind: 'unauthorized' },
        { kind: 'server', status: 500 },
        { kind: 'limited', retryAfterSeconds: 300 },
        { kind: 'quota' },
        { kind: 'dropped' },
        { kind: 'malformed' },
      ] as const;
      for (const trouble of troubles) {
        const fresh = await make();
        try {
          await fresh.trouble(trouble);
          const error = await pass(connectTo(fresh, { log }), 'customer', null).catch((reason: unknown) => reason);
          expect(error).toBeInstanceOf(PulsoError);
          expect(inspect(error, { depth: 20 }) + JSON.stringify(error)).not.toContain(fresh.token);
        } finally {
          await fresh.close();
        }
      }
      expect(lines().length).toBeGreaterThan(0);
      expect(lines()).not.toContain(bench.token);
    });
  });
}

const tokens = (accessToken: string, refreshToken: string): Tokens => ({
  accessToken,
  refreshToken,
  expiresAt: null,
  scopes: [],
});
