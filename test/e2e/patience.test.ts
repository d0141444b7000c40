/** While the CRM wants to be left alone, neither the sweep nor webhooks ask it again. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { acceptEvents } from '../../src/jobs/accept-events.ts';
import { sweep } from '../../src/jobs/schedule.ts';
import { type Connected, openConnected } from './connected.ts';

let connected: Connected;
beforeEach(async () => {
  connected = await openConnected();
  await connected.connect();
});
afterEach(async () => connected.close());

/** A sweep, and the work that it asks for. By the clock of this test the last pull is days old. */
async function sweepLater(): Promise<void> {
  const { store, queue, modelOf } = connected.core;
  await sweep({
    store,
    queue,
    modelOf,
    now: Date.now,
    pollEveryMs: 3_600_000,
    rescoreEveryMs: Number.MAX_SAFE_INTEGER,
  });
  await connected.run();
}

async function callsDuring(work: () => Promise<void>): Promise<number> {
  await connected.call('DELETE', '/_sandbox/calls');
  await work();
  return ((await connected.call('GET', '/_sandbox/calls')) as { total: number }).total;
}

it('a used-up quota is met once', async () => {
  await connected.call('POST', '/_sandbox/faults', { kind: 'rate-limit', policy: 'DAILY', path: '/crm/' });
  expect(await callsDuring(() => connected.run('pull'))).toBe(1);
  const { nextRunAt } = await connected.core.queue.counts();
  expect(await callsDuring(sweepLater)).toBe(0);
  expect((await connected.core.queue.counts()).nextRunAt).toBe(nextRunAt);

  // A webhook is a reason of its own to read; from then on it waits as well.
  const { accountId } = await connected.status();
  const tell = (eventId: string) =>
    acceptEvents({ ...connected.core, now: Date.now }, 'hubspot', [
      {
        ...{ accountId, object: 'customer', id: '70100000001', kind: 'changed', mergedIds: [], eventId, own: false },
        occurredAt: new Date().toISOString(),
      },
    ]);
  const told = async (eventId: string): Promise<void> => {
    expect(await tell(eventId)).toEqual({ accepted: 1, ignored: 0 });
    await connected.run();
  };
  expect(await callsDuring(() => told('a'))).toBe(1);
  expect(await callsDuring(() => told('b'))).toBe(0);
});

it('what failed for good is asked for as often as the CRM is polled, and is forgotten once it went well', async () => {
  const fault = (await connected.call('POST', '/_sandbox/faults', { kind: 'error', status: 400, path: '/crm/' })) as {
    id: string;
  };
  expect(await callsDuring(() => connected.run('pull'))).toBeGreaterThan(0);
  expect((await connected.core.status()).dead).toHaveLength(1);
  expect(await callsDuring(sweepLater)).toBe(0);
  await connected.call('DELETE', `/_sandbox/faults/${fault.id}`);
  await connected.run('pull');
  expect((await connected.core.status()).dead).toEqual([]);
});
