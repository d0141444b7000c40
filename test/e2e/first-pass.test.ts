/** Nobody is scored on half of the facts: not when the first pass is interrupted, not when somebody changes a record meanwhile. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sweep } from '../../src/jobs/schedule.ts';
import { enqueueTask } from '../../src/jobs/tasks/names.ts';
import { type Connected, OPEN_TICKETS, openConnected } from './connected.ts';
import { until } from './start-pulso.ts';

let connected: Connected;
beforeEach(async () => {
  connected = await openConnected();
});
afterEach(async () => connected.close());

const writes = async (): Promise<number> =>
  ((await connected.call('GET', '/_sandbox/writes')) as { total: number }).total;

it('writes nothing before everything was read once, and each record once after', async () => {
  const { core, call } = connected;
  const fault = (await call('POST', '/_sandbox/faults', {
    kind: 'error',
    status: 400,
    path: '/objects/[^/]+/contacts$',
  })) as { id: string };
  await connected.connect();
  const [account] = (await call('GET', '/crm/v3/objects/companies?limit=1').then(
    (page) => (page as { results: { id: string }[] }).results,
  )) as { id: string }[];
  await core.store.transaction(async (tx) => {
    const [install] = await core.store.installs.list();
    await core.store.touched.put(tx, install?.id ?? '', [{ object: 'account', id: account?.id ?? '' }]);
    await enqueueTask(core.queue, tx, 'refresh', install?.id ?? '');
  });
  const every = { pollEveryMs: 60_000, rescoreEveryMs: 86_400_000 };
  await sweep({ store: core.store, queue: core.queue, now: core.now, modelOf: core.modelOf, ...every });
  await connected.run('score');
  expect((await connected.status()).firstPassDone).toBe(false);
  expect(await writes()).toBe(0);

  await call('DELETE', `/_sandbox/faults/${fault.id}`);
  await connected.run('pull');
  expect((await connected.status()).firstPassDone).toBe(true);
  const { records } = (await call('GET', '/_sandbox/writes')) as { records: { id: string; writes: number }[] };
  expect(records).toHaveLength(60 + 12 + OPEN_TICKETS);
  expect(records.filter((record) => record.writes > 1)).toEqual([]);
});

it('leaves an admin’s pause alone that comes while the fields are made', async () => {
  const { core, call } = connected;
  await connected.connect();
  await call('POST', '/_sandbox/faults', { kind: 'slow', delayMs: 300, path: '/properties/' });
  const [install] = await core.store.installs.list();
  if (install === undefined) throw new Error('nothing is connected');
  const provisioning = connected.run('provision');
  await until(
    () => call('GET', '/_sandbox/faults'),
    (faults) => /"struck":[1-9]/.test(JSON.stringify(faults)),
  );
  await core.store.transaction((tx) =>
    core.store.installs.put(tx, { ...install, status: 'paused', statusReason: 'Paused by an admin' }),
  );
  await provisioning;
  expect((await connected.status()).status).toBe('paused');
});
