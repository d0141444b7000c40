import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CrmObject, crmRecordSchema } from '../../../src/crm/record.ts';
import { signalsOf } from '../../../src/crm/signals.ts';
import { type CrmBench, connectTo, idsOf, lastCheckpoint, type MakeBench, pass, recordsOf } from './bench.ts';

const HOUR_MS = 3_600_000;

export function readingContract(make: MakeBench): void {
  describe('reading', () => {
    let bench: CrmBench;
    beforeEach(async () => {
      bench = await make();
    });
    afterEach(() => bench.close());

    it.each(['customer', 'account', 'ticket', 'survey', 'engagement', 'deal'] as const)(
      'gives every %s once across pages, in neutral form',
      async (object) => {
        const pages = await pass(connectTo(bench), object, null);
        const setAside = pages.flatMap((page) => page.setAside.map(({ id }) => id));
        const ids = [...new Set([...idsOf(pages), ...setAside])];
        expect(ids.sort()).toEqual([...bench.seeded[object]].sort());
        const repeated = recordsOf(pages).filter((record, index, all) => {
          const first = all.findIndex(({ id }) => id === record.id);
          return first !== index && JSON.stringify(all[first]) === JSON.stringify(record);
        });
        expect(repeated).toEqual([]);
        for (const record of recordsOf(pages)) expect(crmRecordSchema.parse(record)).toEqual(record);
        expect(pages.at(-1)?.phase).toBe('incremental');
      },
    );

    it('reads no page of the list more often than there are pages', async () => {
      const pages = await pass(connectTo(bench), 'customer', null);
      expect(pages.length).toBe(Math.ceil(bench.seeded.customer.length / bench.crm.manifest.batch.read));
      expect(pages.every((page) => page.total === bench.seeded.customer.length || page.total === null)).toBe(true);
    });

    it.each(['customer', 'ticket', 'engagement'] as const)('goes on after a kill at any page of %s', async (object) => {
      const whole = await pass(connectTo(bench), object, null);
      const wholeIds = new Set(idsOf(whole));
      for (let killedAfter = 0; killedAfter < whole.length - 1; killedAfter += 1) {
        const before = whole.slice(0, killedAfter + 1);
        const after = await pass(connectTo(bench), object, lastCheckpoint(before));
        expect(new Set([...idsOf(before), ...idsOf(after)])).toEqual(wholeIds);
        expect(after.at(-1)?.phase).toBe('incremental');
      }
    });

    it('sees in an increment only what changed, and then nothing', async () => {
      const connection = connectTo(bench);
      const backfill = await pass(connection, 'customer', null);
      const quiet = await pass(connection, 'customer', lastCheckpoint(backfill));
      expect(quiet.length).toBe(1);
      expect(idsOf(quiet)).toEqual([]);

      const changed = bench.seeded.customer.slice(3, 8);
      bench.clock.advance(60_000);
      await bench.edit('customer', changed);
      const increment = await pass(connection, 'customer', lastCheckpoint(quiet));
      expect([...idsOf(increment)].sort()).toEqual([...changed].sort());
      bench.clock.advance(1000);
      expect(idsOf(await pass(connection, 'customer', lastCheckpoint(increment)))).toEqual([]);
    });

    it('loses nothing that changed while the backfill ran', async () => {
      const connection = connectTo(bench);
      const backfill = [];
      for await (const page of connection.changes('customer', null, new AbortController().signal)) {
        backfill.push(page);
        if (backfill.length > 1) continue;
        bench.clock.advance(1000);
        await bench.edit('customer', bench.seeded.customer.slice(0, 2));
      }
      const ids = idsOf(await pass(connection, 'customer', lastCheckpoint(backfill)));
      expect([...ids].sort()).toEqual([...bench.seeded.customer.slice(0, 2)].sort());
    });

    it('gives a record again when it changes again, also within the overlap', async () => {
      const connection = connectTo(bench);
      const id = bench.seeded.customer[0]!;
      let pages = await pass(connection, 'customer', null);
      for (let round = 0; round < 3; round += 1) {
        bench.clock.advance(2_000);
        await bench.edit('customer', [id]);
        pages = await pass(connection, 'customer', lastCheckpoint(pages));
        expect(idsOf(pages)).toEqual([id]);
      }
    });

    it('tells deletions and merges', async () => {
      const connection = connectTo(bench);
      const [first, second, third] = bench.seeded.customer as [string, string, string];
      const backfill = await pass(connection, 'customer', null);
      bench.clock.advance(2 * HOUR_MS);
      await bench.archive('customer', first);
      await bench.merge('customer', second, third);
      const pages = await pass(connection, 'customer', lastCheckpoint(backfill));
      expect(pages.flatMap((page) => page.deleted)).toContainEqual({ object: 'customer', id: first, forget: false });
      const merged = pages.flatMap((page) => page.merged);
      expect(merged.map(({ into }) => into)).toHaveLength(1);
      const gone = [second, third].filter((id) => id !== merged[0]!.into);
      expect(merged[0]!.from).toEqual(expect.arrayContaining(gone));
    });

    it('fetches records by id as they are now; what does not exist is deleted', async () => {
      for (const object of ['customer', 'ticket', 'engagement'] as CrmObject[]) {
        const wanted = bench.seeded[object].filter((id) => id !== bench.special.badDate).slice(0, 120);
        const whole = new Map(
          recordsOf(await pass(connectTo(bench), object, null)).map((record) => [record.id, record]),
        );
        const { records, deleted } = await connectTo(bench).fetch(object, [...wanted, '999999999']);
        expect(records.length).toBe(wanted.length);
        for (const record of records) expect(record).toEqual(whole.get(record.id));
        expect(deleted.map(({ id }) => id)).toHaveLength(1);
      }
    });

    it('knows every reopening of a ticket', async () => {
      const { id, at } = bench.special.reopened;
      const records = recordsOf(await pass(connectTo(bench), 'ticket', null));
      const ticket = records.findLast((record) => record.id === id);
      expect(ticket).toMatchObject({ reopenedAt: at });
    });

    it('sets aside what it cannot read, with a reason and a remedy, and goes on', async () => {
      const tickets = await pass(connectTo(bench), 'ticket', null);
      const bad = tickets.flatMap((page) => page.setAside).find(({ id }) => id === bench.special.badDate);
      expect(bad?.reason).toBe('bad_date');
      expect(bad?.detail).toMatch(/correct/);
      const surveys = await pass(connectTo(bench), 'survey', null);
      const off = surveys.flatMap((page) => page.setAside).find(({ id }) => id === bench.special.outOfScale);
      expect(off?.reason).toBe('out_of_scale');
      const orphan = recordsOf(tickets).find(({ id }) => id === bench.special.orphan)!;
      const { signals, setAside } = signalsOf('crm', orphan);
      expect(signals).toEqual([]);
      expect(setAside[0]?.reason).toBe('no_customer');
    });

    it('makes signals of its records whose ids are stable and unique', async () => {
      const ids = new Set<string>();
      for (const object of ['ticket', 'survey', 'engagement', 'deal'] as const) {
        const records = new Map(recordsOf(await pass(connectTo(bench), object, null)).map((each) => [each.id, each]));
        for (const record of records.values()) {
          for (const signal of signalsOf(bench.crm.manifest.id, record).signals) {
            expect(ids.has(signal.id)).toBe(false);
            ids.add(signal.id);
            expect(signal.origin).toBe(`${bench.crm.manifest.id}:${object}:${record.id}`);
          }
        }
      }
      expect(ids.size).toBeGreaterThan(bench.seeded.ticket.length);
    });

    it('stops when aborted', async () => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const read = async (): Promise<number> => {
        let pages = 0;
        for await (const _page of connectTo(bench).changes('engagement', null, controller.signal)) {
          pages += 1;
          controller.abort(reason);
        }
        return pages;
      };
      await expect(read()).rejects.toBe(reason);
    });
  });

  describe('reading increments past the limits of a search', () => {
    it('gives more than 10,000 changed records once each, most of them of one instant', {
      timeout: 60_000,
    }, async () => {
      const bench = await make({ customers: 10_500 });
      try {
        const connection = connectTo(bench, { settings: { overlapMinutes: 0 } });
        const backfill = await pass(connection, 'customer', null);
        bench.clock.advance(HOUR_MS);
        const ids = bench.seeded.customer;
        await bench.edit('customer', ids.slice(0, 700));
        bench.clock.advance(1000);
        await bench.edit('customer', ids.slice(700, 10_300));
        bench.clock.advance(1000);
        await bench.edit('customer', ids.slice(10_300));
        const increment = idsOf(await pass(connection, 'customer', lastCheckpoint(backfill)));
        expect(increment.length).toBe(ids.length);
        expect(new Set(increment)).toEqual(new Set(ids));
      } finally {
        await bench.close();
      }
    });
  });
}
