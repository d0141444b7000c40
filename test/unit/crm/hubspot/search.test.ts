import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextScan, type Scan } from '../../../../src/crm/hubspot/search.ts';

const scan = (at: number, tie: string | null = null): Scan => ({ startedAt: 1_000, at, tie });
const row = (id: number, at: number) => ({ id: String(id), at });

describe('where a search goes on', () => {
  it.each<[string, Scan, boolean, ReturnType<typeof row>[], Scan | null]>([
    ['ends after a page that is not full', scan(10), false, [row(1, 20)], null],
    ['goes on at the last time', scan(10), true, [row(1, 15), row(2, 20)], scan(20)],
    ['walks through one instant by id', scan(10), true, [row(1, 10), row(2, 10)], scan(10, '0')],
    ['goes on within the instant', scan(10, '0'), true, [row(1, 10), row(7, 10)], scan(10, '7')],
    ['leaves the instant behind', scan(10, '7'), false, [row(8, 10)], scan(11)],
    ['leaves an instant that was used up', scan(10, '7'), false, [], scan(11)],
    ['does not jump to a record modified just now', scan(10), true, [row(1, 20), row(2, 990)], scan(20)],
    ['goes on among records modified just now', scan(910), true, [row(1, 950), row(2, 990)], scan(990)],
  ])('%s', (_, from, full, read, next) => {
    expect(nextScan(from, full, read, 900)).toEqual(next);
  });

  it('sees every record, whatever their times, in pages of any size', () => {
    const times = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 80 });
    fc.assert(
      fc.property(
        times,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 40 }),
        (given, limit, settledBefore) => {
          const records = given.map((at, index) => row(index + 1, at));
          const seen = new Set<string>();
          let current: Scan | null = scan(0);
          for (let pages = 0; current !== null; pages += 1) {
            expect(pages).toBeLessThan(1_000);
            const { at, tie }: Scan = current;
            const hits =
              tie === null
                ? records.filter((each) => each.at >= at).sort((a, b) => a.at - b.at)
                : records.filter((each) => each.at === at && Number(each.id) > Number(tie));
            const page = hits.slice(0, limit);
            for (const { id } of page) seen.add(id);
            current = nextScan(current, page.length >= limit, page, settledBefore);
          }
          expect(seen.size).toBe(records.length);
        },
      ),
    );
  });
});
