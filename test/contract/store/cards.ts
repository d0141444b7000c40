import { describe, expect, it } from 'vitest';
import type { StoreTest } from './place.ts';
import { account, customer, install, NOON, scoreAll, signal } from './samples.ts';

const c1 = { object: 'customer', id: 'c1' } as const;
const a1 = { object: 'account', id: 'a1' } as const;
const notes = [
  { object: 'seen', id: 'customer/c1' },
  { object: 'said', id: 'customer/c1/77' },
] as const;

/** What a card asks for while somebody waits. */
export function cardsContract(test: StoreTest): void {
  const known = async () => {
    await test.store.transaction((tx) =>
      test.store.subjects.upsert(tx, [customer('c1', 'a1'), customer('c2', 'a1'), account('a1')]),
    );
  };
  const head = (subject: typeof c1 | typeof a1 = c1, owner = 'i1') => test.store.cards.head(owner, subject, notes);

  describe('the head of a card', () => {
    it('names its subject before there is a scorecard, and nothing of an unknown, archived or strange one', async () => {
      await known();
      expect(await head()).toEqual({
        ...{ subject: customer('c1', 'a1'), scorecard: null, revision: 0, notes: [null, null] },
      });
      expect(await head(c1, 'i2')).toBeNull();
      expect(await test.store.cards.head('i1', { object: 'account', id: 'c1' }, notes)).toBeNull();
      await test.store.transaction((tx) => test.store.subjects.archive(tx, 'i1', [c1]));
      expect(await head()).toBeNull();
    });

    it('names the scorecard anew when it says something else or is of another instant, and only then', async () => {
      await known();
      const names: (string | null | undefined)[] = [];
      for (const sample of [
        { score: 70 },
        { score: 70 },
        { score: 71 },
        { score: 71, at: '2026-11-24T12:00:00.000Z' },
      ]) {
        await test.store.transaction((tx) => test.store.subjects.markDirty(tx, 'i1', [c1]));
        await scoreAll(test.store, sample);
        names.push((await head())?.scorecard);
      }
      expect(names[1]).toBe(names[0]);
      expect(new Set(names).size).toBe(3);
      expect((await head())?.revision).toBe(4);
    });

    it('brings the two notes of its install along', async () => {
      await known();
      await test.store.transaction(async (tx) => {
        await test.store.records.upsert(tx, 'i1', [{ ...notes[0], record: { seen: ['x'] } }]);
        await test.store.records.upsert(tx, 'i2', [{ ...notes[1], record: { of: 'somebody else' } }]);
      });
      expect((await head())?.notes).toEqual([{ seen: ['x'] }, null]);
    });
  });

  describe('the latest signals', () => {
    const latest = async (subject: typeof c1 | typeof a1, page: { until?: string; skip?: number; limit: number }) => {
      const found = await test.store.signals.latest('i1', subject, { until: NOON, skip: 0, ...page });
      return found.map(({ id }) => id);
    };

    it('come newest first, up to the instant, page by page', async () => {
      await known();
      const told = [
        ...[signal('s1', 'c1', 1), signal('s2', 'c1', 2), signal('s3', 'c2', 3), signal('s4', 'c1', 2)],
        signal('later', 'c1', '2026-11-23T13:00:00.001+01:00'),
      ];
      await test.store.transaction((tx) => test.store.signals.upsert(tx, 'i1', told, []));
      expect(await latest(c1, { limit: 10 })).toEqual(['s4', 's2', 's1']);
      expect(await latest(a1, { limit: 10 })).toEqual(['s3', 's4', 's2', 's1']);
      expect(await latest(a1, { limit: 2 })).toEqual(['s3', 's4']);
      expect(await latest(a1, { skip: 2, limit: 2 })).toEqual(['s2', 's1']);
      expect(await latest(c1, { until: '2026-11-23T12:30:00.000Z', limit: 1 })).toEqual(['later']);
      await test.store.transaction((tx) => test.store.subjects.archive(tx, 'i1', [{ object: 'customer', id: 'c2' }]));
      expect(await latest(a1, { limit: 1 })).toEqual(['s4']);
    });
  });

  it('templates of an install are kept by name, replaced and removed, and its own alone', async () => {
    const { store } = test;
    const template = { name: 'contact', source: '<card/>', at: NOON, by: 'Eva' };
    await store.transaction(async (tx) => {
      await store.templates.put(tx, 'i1', { ...template, name: 'ticket' });
      await store.templates.put(tx, 'i1', template);
      await store.templates.put(tx, 'i1', { ...template, source: '<card></card>', by: 'Leo' });
    });
    expect(await store.templates.list('i1')).toEqual([
      { ...template, source: '<card></card>', by: 'Leo' },
      { ...template, name: 'ticket' },
    ]);
    expect(await store.templates.list('i2')).toEqual([]);
    const remove = (owner: string) => store.transaction((tx) => store.templates.remove(tx, owner, 'contact'));
    expect([await remove('i2'), await remove('i1'), await remove('i1')]).toEqual([false, true, false]);
    expect((await store.templates.list('i1')).map(({ name }) => name)).toEqual(['ticket']);
  });

  it('what was set aside of named records is told whole', async () => {
    const { store } = test;
    const row = { object: 'template', record: 'contact', reason: 'template_invalid', detail: 'line 3', at: NOON };
    await store.transaction((tx) => store.setAsides.put(tx, 'i1', [row, { ...row, record: 'other' }]));
    expect(await store.setAsides.of('i1', 'template', ['contact', 'ticket'])).toEqual([row]);
    expect(await store.setAsides.of('i2', 'template', ['contact'])).toEqual([]);
  });

  it('scores are told without their scorecards, null where too little is known', async () => {
    await known();
    await scoreAll(test.store, { score: 40 });
    await test.store.transaction((tx) => test.store.subjects.markDirty(tx, 'i1', [{ object: 'customer', id: 'c2' }]));
    await scoreAll(test.store, { score: null });
    const scores = await test.store.scorecards.scores('i1', 'customer', ['c1', 'c2', 'unknown']);
    expect([...scores].sort()).toEqual([
      ['c1', 40],
      ['c2', null],
    ]);
  });

  it('an account of a CRM is known by its number together with its secret', async () => {
    const { store } = test;
    const find = () => store.secrets.ofAccount('hubspot', 'portal-i1', 'client-secret');
    expect(await find()).toBeNull();
    await store.transaction(async (tx) => {
      await store.secrets.put(tx, 'i1', 'client-secret', 'one');
      await store.secrets.put(tx, 'i2', 'client-secret', 'two');
    });
    expect(await find()).toEqual({ install: install('i1'), plain: 'one' });
    expect(await store.secrets.ofAccount('salesforce', 'portal-i1', 'client-secret')).toBeNull();
    await store.transaction((tx) => store.secrets.put(tx, 'i1', 'client-secret', 'another'));
    await store.installs.setStatus('i1', 'paused', 'held');
    expect(await find()).toMatchObject({ install: { status: 'paused' }, plain: 'another' });
  });
}
