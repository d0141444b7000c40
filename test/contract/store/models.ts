import { describe, expect, it } from 'vitest';
import type { StoreTest } from './place.ts';
import { NOON } from './samples.ts';

/** Under which models was scored. */
export function modelsContract(test: StoreTest): void {
  const use = (content: unknown, version = 1, id = 'default', owner = 'i1') =>
    test.store.transaction((tx) => test.store.models.use(tx, owner, { kind: 'score', id, version, content, at: NOON }));
  const stored = async () =>
    (await test.store.models.list('i1')).map(({ id, version, used }) => `${id} ${version}${used ? ' in use' : ''}`);

  describe('models', () => {
    it('are kept with their content; the same one again changes nothing', async () => {
      expect(await use({ weights: { nps: 0.2, ces: 0.1 } })).toEqual({ version: 1, replaced: false });
      expect(await use({ weights: { ces: 0.1, nps: 0.2 } })).toEqual({ version: 1, replaced: false });
      const [model, ...others] = await test.store.models.list('i1');
      expect(others).toEqual([]);
      expect(model).toMatchObject({ kind: 'score', id: 'default', version: 1, since: NOON, used: true });
      expect(model?.content).toEqual({ weights: { nps: 0.2, ces: 0.1 } });
      expect(model?.hash).toMatch(/^[0-9a-f]{64}$/);
      expect(await test.store.models.list('i2')).toEqual([]);
    });

    it('get a version of their own when the content changed under the same number, and their old one back', async () => {
      await use({ poor: 35 });
      expect(await use({ poor: 40 })).toEqual({ version: 2, replaced: true });
      expect(await use({ poor: 40 })).toEqual({ version: 2, replaced: false });
      expect(await use({ poor: 45 })).toEqual({ version: 3, replaced: true });
      expect(await use({ poor: 35 })).toEqual({ version: 1, replaced: true });
      expect(await stored()).toEqual(['default 1 in use', 'default 3', 'default 2']);
    });

    it('keep the number that they are given where it is free', async () => {
      await use({ poor: 35 });
      expect(await use({ poor: 35 }, 4)).toEqual({ version: 4, replaced: true });
      expect(await use({ poor: 35 }, 1, 'ours')).toEqual({ version: 1, replaced: true });
      expect(await stored()).toEqual(['ours 1 in use', 'default 4', 'default 1']);
    });
  });
}
