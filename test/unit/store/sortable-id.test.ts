import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortableIds } from '../../../src/store/sortable-id.ts';

it('makes ids that sort in the order in which they were made, also when the clock stands or goes back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4_102_444_800_000 }), { minLength: 2 }), (instants) => {
      let index = 0;
      const next = sortableIds(() => instants[index] ?? 0);
      const ids = instants.map((_, position) => {
        index = position;
        return next();
      });
      expect(ids.toSorted()).toEqual(ids);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});
