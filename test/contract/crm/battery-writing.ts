import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldSpec } from '../../../src/crm/port.ts';
import { type CrmBench, connectTo, type MakeBench } from './bench.ts';

const FIELDS: readonly FieldSpec[] = [
  { object: 'customer', name: 'score', label: 'CX score', description: 'From 0 to 100', type: 'number' },
  { object: 'customer', name: 'card', label: 'Card', description: 'What the card shows', type: 'longtext' },
  { object: 'customer', name: 'scored_at', label: 'Scored at', description: 'When', type: 'datetime' },
  {
    object: 'customer',
    name: 'flags',
    label: 'Flags',
    description: 'Frictions',
    type: 'choices',
    options: [
      { value: 'slow_answer', label: 'Slow answer' },
      { value: 'reopened', label: 'Reopened' },
    ],
  },
  { object: 'account', name: 'score', label: 'CX score', description: 'From 0 to 100', type: 'number' },
];

export function writingContract(make: MakeBench): void {
  describe('fields', () => {
    let bench: CrmBench;
    beforeEach(async () => {
      bench = await make();
    });
    afterEach(() => bench.close());

    it('are written some at once, however many wait', () => {
      const connection = connectTo(bench);
      for (const waiting of [1, 100, 1_000_000]) expect(connection.writesAtOnce(waiting)).toBeGreaterThanOrEqual(100);
    });

    it('creates them, and a second time finds all the same', async () => {
      const connection = connectTo(bench);
      const first = await connection.ensureFields(FIELDS);
      expect(first.map(({ outcome }) => outcome)).toEqual(FIELDS.map(() => 'created'));
      const second = await connection.ensureFields(FIELDS);
      expect(second).toEqual(FIELDS.map(({ object, name }) => ({ object, field: name, outcome: 'same' })));
    });

    it('reports a field of our name with another type, and creates the others', async () => {
      await bench.addForeignField('customer', 'score');
      const results = await connectTo(bench).ensureFields(FIELDS);
      expect(results[0]).toMatchObject({ object: 'customer', field: 'score', outcome: 'conflict' });
      expect(results[0]?.message).toMatch(/Rename or delete/);
      expect(results.slice(1).every(({ outcome }) => outcome === 'created')).toBe(true);
    });

    it('brings labels and options up to date', async () => {
      const connection = connectTo(bench);
      await connection.ensureFields(FIELDS);
      const changed = FIELDS.map((field) =>
        field.name === 'flags'
          ? { ...field, options: [...field.options!, { value: 'silent', label: 'Silent' }] }
          : { ...field, label: `${field.label}!` },
      );
      const results = await connection.ensureFields(changed);
      expect(results.map(({ outcome }) => outcome)).toEqual(FIELDS.map(() => 'updated'));
      const id = bench.seeded.customer[0]!;
      const [written] = await connection.write([{ object: 'customer', id, values: { flags: ['silent', 'reopened'] } }]);
      expect(written?.outcome).toBe('written');
    });

    it('removes only what is ours', async () => {
      const connection = connectTo(bench);
      await bench.addForeignField('customer', 'score');
      await connection.ensureFields(FIELDS);
      const results = await connection.removeFields(FIELDS);
      expect(results.find(({ object, field }) => object === 'customer' && field === 'score')?.outcome).toBe('refused');
      expect(results.filter(({ outcome }) => outcome === 'removed')).toHaveLength(FIELDS.length - 1);
      expect((await connection.ensureFields(FIELDS)).filter(({ outcome }) => outcome === 'created')).toHaveLength(
        FIELDS.length - 1,
      );
    });
  });

  describe('writing', () => {
    let bench: CrmBench;
    beforeEach(async () => {
      bench = await make();
      await connectTo(bench).ensureFields(FIELDS);
    });
    afterEach(() => bench.close());

    it('writes numbers, texts, instants, choices and nothing, in full batches', async () => {
      const connection = connectTo(bench);
      const ids = bench.seeded.customer;
      const before = await bench.calls('batch/update');
      const updates = ids.map((id, index) => ({
        object: 'customer' as const,
        id,
        values: {
          score: index + 0.5,
          card: '{"title":"¿Qué tal?"}',
          scored_at: '2026-11-23T10:00:00.000Z',
          flags: ['slow_answer', 'reopened'],
        },
      }));
      const results = await connection.write([
        ...updates,
        { object: 'account', id: bench.seeded.account[0]!, values: { score: 50 } },
      ]);
      expect(results.map(({ id }) => id)).toEqual([...ids, bench.seeded.account[0]]);
      expect(results.every(({ outcome }) => outcome === 'written')).toBe(true);
      const batches = Math.ceil(ids.length / bench.crm.manifest.batch.write) + 1;
      expect((await bench.calls('batch/update')) - before).toBe(batches);

      const read = await connection.readFields(
        'customer',
        [ids[2]!, '999999999'],
        ['score', 'flags', 'card', 'scored_at'],
      );
      expect([...read.keys()]).toEqual([ids[2]]);
      expect(Number(read.get(ids[2]!)?.score)).toBe(2.5);
      expect(read.get(ids[2]!)?.card).toBe('{"title":"¿Qué tal?"}');
      expect(read.get(ids[2]!)?.flags?.split(';').sort()).toEqual(['reopened', 'slow_answer']);

      await connection.write([{ object: 'customer', id: ids[2]!, values: { score: null, flags: [] } }]);
      const cleared = await connection.readFields('customer', [ids[2]!], ['score', 'flags']);
      expect(cleared.get(ids[2]!)).toEqual({ score: null, flags: null });
    });

    it('answers per record: written, gone, moved, failed', async () => {
      const connection = connectTo(bench);
      const [good, archived, survivor, merged, wrong] = bench.seeded.customer as [
        string,
        string,
        string,
        string,
        string,
      ];
      await bench.archive('customer', archived);
      await bench.merge('customer', survivor, merged);
      const results = await connection.write([
        { object: 'customer', id: good, values: { score: 80 } },
        { object: 'customer', id: archived, values: { score: 80 } },
        { object: 'customer', id: '999999999', values: { score: 80 } },
        { object: 'customer', id: wrong, values: { flags: ['no_such_flag'] } },
        { object: 'customer', id: merged, values: { score: 80 } },
        { object: 'account', id: bench.seeded.account[0]!, values: { score: 12 } },
      ]);
      expect(results.map(({ outcome }) => outcome).slice(0, 4)).toEqual(['written', 'gone', 'gone', 'failed']);
      expect(results[3]?.error?.retry).toBe(false);
      expect(results[3]?.error?.message).not.toBe('');
      expect(['moved', 'written']).toContain(results[4]?.outcome);
      if (results[4]?.outcome === 'moved') expect(results[4].movedTo).not.toBe(merged);
      expect(results[5]?.outcome).toBe('written');
      expect(Number(await bench.readField('customer', good, 'score'))).toBe(80);
    });

    it('leaves a choice that the CRM does not know out of every record, and writes the rest', async () => {
      const connection = connectTo(bench);
      const before = await bench.calls('batch/update');
      const some = bench.seeded.customer.slice(0, 60);
      const results = await connection.write(
        some.map((id, index) => ({
          object: 'customer',
          id,
          values: { score: index, flags: index % 3 === 0 ? ['reopened'] : ['no_such_flag'] },
        })),
      );
      for (const [index, { outcome, refused }] of results.entries()) {
        expect(outcome).toBe('written');
        expect(refused?.map(({ field }) => field)).toEqual(index % 3 === 0 ? undefined : ['flags']);
      }
      expect(results[1]?.refused?.[0]?.message).not.toBe('');
      expect((await bench.calls('batch/update')) - before).toBeLessThanOrEqual(4);
      expect(await bench.readField('customer', some[1]!, 'score')).toBe('1');
      expect(await bench.readField('customer', some[3]!, 'flags')).toBe('reopened');
    });

    it('names the records that failed in a batch and has written the others', async () => {
      await bench.trouble({ kind: 'partial_write', failures: 3 });
      const updates = bench.seeded.customer
        .slice(0, 50)
        .map((id) => ({ object: 'customer' as const, id, values: { score: 7 } }));
      const results = await connectTo(bench).write(updates);
      expect(results.filter(({ outcome }) => outcome === 'failed')).toHaveLength(3);
      expect(results.every(({ outcome, error }) => outcome === 'written' || error?.retry)).toBe(true);
      expect(results.filter(({ outcome }) => outcome === 'written')).toHaveLength(47);
      for (const { outcome, id } of results) {
        expect(await bench.readField('customer', id, 'score')).toBe(outcome === 'written' ? '7' : null);
      }
    });

    it('merges two updates of one record into one', async () => {
      const id = bench.seeded.customer[0]!;
      const results = await connectTo(bench).write([
        { object: 'customer', id, values: { score: 1 } },
        { object: 'customer', id, values: { score: 2, card: 'x' } },
      ]);
      expect(results.map(({ outcome }) => outcome)).toEqual(['written', 'written']);
      expect(await bench.readField('customer', id, 'score')).toBe('2');
    });

    it('says of every alert that there is no place for it, where there is none', async () => {
      const [record] = bench.seeded.customer;
      const alert = { object: 'customer', record: record!, kind: 'poor', title: 'Low', detail: '' } as const;
      const rest = { band: 'poor', score: 38.4, url: null, at: '2026-11-20T10:00:00.000Z' };
      const results = await connectTo(bench).announce(['a', 'b'].map((id) => ({ id, ...alert, ...rest })));
      expect(results.map(({ outcome }) => outcome)).toEqual(['unavailable', 'unavailable']);
      expect(await connectTo(bench).announce([])).toEqual([]);
    });

    it('creates a task on a record', async () => {
      const task = { title: 'Call', body: 'The answer was late', dueAt: '2026-11-24T10:00:00.000Z' };
      const made = await connectTo(bench).createTask({ object: 'customer', id: bench.seeded.customer[0]!, ...task });
      expect(made.id).toMatch(/.+/);
    });

    it('says who it is connected to and that all is well', async () => {
      const health = await connectTo(bench).health();
      expect(health.identity.accountId).toBe(bench.accountId);
      expect(health.missingScopes).toEqual([]);
      expect(health.unavailable).toEqual([]);
      expect(health.quotaLeft === null || health.quotaLeft > 0).toBe(true);
    });
  });
}
