import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangePage, Checkpoint } from '../../../src/crm/port.ts';
import type { CrmObject } from '../../../src/crm/record.ts';
import { connectTo, lastCheckpoint, pass } from './bench.ts';
import { type SalesforceBench, salesforceBench } from './salesforce-bench.ts';
import { idOf } from './salesforce-org.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('records that never lay in the recycle bin', () => {
  let bench: SalesforceBench;
  beforeEach(async () => {
    bench = await salesforceBench({ customers: 25 });
  });
  afterEach(() => bench.close());

  const erase = (objectType: string, id: string) =>
    bench.control('POST', '/edits', { objectType, id, delete: true, purge: true });
  const goneIn = (pages: readonly ChangePage[]) => pages.flatMap(({ deleted }) => deleted.map(({ id }) => id));
  const later = async (object: CrmObject, checkpoint: Checkpoint) => {
    const pages = await pass(connectTo(bench), object, checkpoint);
    return { gone: goneIn(pages), checkpoint: lastCheckpoint(pages), pages };
  };

  it.each([
    ['survey', 'SurveyResponse', 5],
    ['engagement', 'EmailMessage', 4],
    ['engagement', 'Task', 5],
    ['engagement', 'Event', 6],
    ['ticket', 'Case', 7],
    ['deal', 'Opportunity', 1],
  ] as const)('are told as deleted %ss: %s', async (object, type, number) => {
    const id = idOf(type, number);
    const first = await pass(connectTo(bench), object, null);
    bench.clock.advance(2 * HOUR_MS);
    await erase(type, id);
    bench.clock.advance(2 * HOUR_MS);
    const { gone, checkpoint } = await later(object, lastCheckpoint(first));
    expect(gone).toEqual([id]);
    // Once.
    bench.clock.advance(2 * HOUR_MS);
    expect((await later(object, checkpoint)).gone).toEqual([]);
  });

  it('are asked for once an hour', async () => {
    let { checkpoint } = await later('survey', lastCheckpoint(await pass(connectTo(bench), 'survey', null)));
    const before = await bench.calls('/deleted/');
    for (let minutes = 0; minutes < 180; minutes += 5) {
      bench.clock.advance(5 * 60_000);
      ({ checkpoint } = await later('survey', checkpoint));
    }
    expect((await bench.calls('/deleted/')) - before).toBe(3);
  });

  it('are found by a checkpoint of a former version and after two weeks, which Salesforce tells day by day', async () => {
    const first = lastCheckpoint(await pass(connectTo(bench), 'engagement', null));
    const former = JSON.parse(JSON.stringify(first).replaceAll(/,"deletedTo":\d+/g, '')) as Checkpoint;
    expect(JSON.stringify(former)).not.toContain('deletedTo');
    bench.clock.advance(HOUR_MS);
    await erase('Task', idOf('Task', 5));
    bench.clock.advance(13 * DAY_MS);
    expect((await later('engagement', first)).gone).toEqual([idOf('Task', 5)]);
    expect((await later('engagement', former)).gone).toEqual([idOf('Task', 5)]);
  });

  it('are not taken for those that came back, or live on in another', async () => {
    const [back, survivor, merged] = bench.seeded.customer as [string, string, string];
    const first = lastCheckpoint(await pass(connectTo(bench), 'customer', null));
    bench.clock.advance(HOUR_MS);
    await bench.archive('customer', back);
    await bench.control('POST', '/edits', { objectType: 'Contact', id: back, undelete: true });
    await bench.merge('customer', survivor, merged);
    bench.clock.advance(2 * HOUR_MS);
    const { gone, pages } = await later('customer', first);
    expect(gone).toEqual([]);
    expect(pages.flatMap((page) => page.merged)).toHaveLength(1);
  });

  it('are left alone where Salesforce does not tell', async () => {
    const first = lastCheckpoint(await pass(connectTo(bench), 'survey', null));
    bench.clock.advance(2 * HOUR_MS);
    const fault = { kind: 'error', status: 400, errorCode: 'INVALID_TYPE_FOR_OPERATION', path: '/deleted/', count: 1 };
    await bench.control('POST', '/faults', fault);
    const { gone, checkpoint } = await later('survey', first);
    expect(gone).toEqual([]);
    expect((await later('survey', checkpoint)).pages).toHaveLength(1);
  });
});
