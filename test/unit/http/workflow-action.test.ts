import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Signal, signalSchema } from '../../../src/cx/model/signal.ts';
import { openDoors, PORTALS, signedCall, signedV2 } from '../../fixtures/hubspot-calls.ts';

const { ours } = PORTALS;
let doors: Awaited<ReturnType<typeof openDoors>>;

const survey = (customer: string, value: number): Signal =>
  signalSchema.parse({
    ...{ id: `s-${customer}`, origin: `s-${customer}`, customer, kind: 'survey', survey: 'nps', value },
    ...{ touchpoint: 'survey', at: '2026-11-10T10:00:00.000Z', source: 'hubspot' },
  });
let executions = 0;
const execution = (objectId: number, inputFields: Record<string, unknown> = {}, portalId = 1001) => {
  executions += 1;
  return {
    callbackId: `ap-${portalId}-56776413549-${executions}-0`,
    origin: { portalId, actionDefinitionId: 2, actionDefinitionVersion: 1 },
    context: { source: 'WORKFLOWS', workflowId: 3 },
    object: { objectId, properties: {}, objectType: 'CONTACT' },
    inputFields,
  };
};
const post = async (action: string, init: RequestInit) => {
  const response = await fetch(`${doors.url}/hubspot/actions/${action}`, init);
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as { outputFields: Record<string, unknown> },
  };
};
/** HubSpot calls the action's address as it is: the account stands in the body. */
const signed = (action: string, body: unknown) => signedV2(`/hubspot/actions/${action}`, body);
const run = (action: string, body: unknown) => post(action, signed(action, body));

beforeAll(async () => {
  doors = await openDoors();
  await doors.score(ours.id, '301', [survey('301', 1)]);
  await doors.score(PORTALS.theirs.id, '301', [survey('301', 10)]);
});
afterAll(() => doors.close());

test('get score and reasons: what a branch of a workflow can use', async () => {
  const { status, body } = await run('get-score', execution(301));
  expect(status).toBe(200);
  const scorecard = await doors.store.scorecards.latest(ours.id, { object: 'customer', id: '301' });
  expect(body.outputFields).toMatchObject({
    hs_execution_state: 'SUCCESS',
    band: scorecard?.band ?? 'insufficient',
    flags: scorecard?.flags.map((flag) => flag.id).join(';'),
    open_tickets: '0',
    scored_at: String(Date.parse('2026-11-23T12:00:00.000Z')),
  });
  // HubSpot's API description types every output as a string, whatever its field is.
  expect(Object.values(body.outputFields).filter((value) => typeof value !== 'string')).toEqual([]);
});

test('log observation: a signal of the customer, once, however often HubSpot asks', async () => {
  const body = execution(301, { text: 'Thanked us at the fair.', mood: 'good', touchpoint: 'event' });
  const first = await run('log-observation', body);
  expect(first.body.outputFields).toMatchObject({ hs_execution_state: 'SUCCESS', observation: expect.any(String) });
  const repeated = await run('log-observation', { ...body, context: { source: 'WORKFLOWS', workflowId: 4 } });
  expect(repeated.body.outputFields.observation).toBe(first.body.outputFields.observation);
  const signals = await doors.store.signals.of(ours.id, { object: 'customer', id: '301' });
  expect(signals.filter(({ kind }) => kind === 'observation')).toEqual([
    expect.objectContaining({ text: 'Thanked us at the fair.', author: 'a workflow', value: 5, touchpoint: 'event' }),
  ]);
  await doors.scoreAll(ours.id);
});

test('an observation without its text does not stop the workflow', async () => {
  const { body } = await run('log-observation', execution(301, { text: '', mood: '' }));
  expect(body.outputFields).toEqual({ errorCode: 'NOT_TAKEN', hs_execution_state: 'FAIL_CONTINUE' });
});

test('recalculate answers as soon as the new score is there', async () => {
  const asked = run('recalculate', execution(301));
  while ((await doors.store.subjects.countDirty(ours.id)) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await doors.scoreAll(ours.id);
  expect((await asked).body.outputFields).toMatchObject({ hs_execution_state: 'SUCCESS' });
});

test('recalculate that takes long: HubSpot is to ask again, and the work is not asked for twice', async () => {
  const body = execution(301);
  const first = await run('recalculate', body);
  expect(first.status).toBe(429);
  expect(first.headers.get('retry-after')).toBe('10000');
  const { waiting } = await doors.core.queue.counts();
  await doors.scoreAll(ours.id);
  // To the byte the same call: without a time in it (v2) its signature is the same too.
  const second = await run('recalculate', body);
  expect(second.body.outputFields).toMatchObject({ hs_execution_state: 'SUCCESS' });
  expect((await doors.core.queue.counts()).waiting).toBe(waiting);
});

test('a paused account: the workflow goes on and says so', async () => {
  await doors.store.installs.setStatus(ours.id, 'paused', 'An admin paused it.');
  const { body } = await run('recalculate', execution(301));
  expect(body.outputFields).toEqual({ errorCode: 'PAUSED', hs_execution_state: 'FAIL_CONTINUE' });
  await doors.store.installs.setStatus(ours.id, 'active', null);
});

test('a record that Pulso does not know', async () => {
  const { body } = await run('get-score', execution(404));
  expect(body.outputFields).toEqual({ errorCode: 'NOT_KNOWN', hs_execution_state: 'FAIL_CONTINUE' });
});

test('signature v3', async () => {
  const { path, init } = signedCall('/hubspot/actions/get-score', {
    method: 'POST',
    body: execution(301),
    added: 'v=3',
  });
  expect((await post(path.replace('/hubspot/actions/', ''), init)).status).toBe(200);
});

describe('refused with 401 and no word more', () => {
  const refused = { status: 401, body: { error: 'unauthorized' } };

  test('a body that names another account than its secret', async () => {
    const theirs = execution(301, {}, 2002);
    expect(await run('get-score', theirs)).toMatchObject(refused);
  });
  test('unsigned, tampered, replayed, no account', async () => {
    const body = execution(301);
    expect(await post('get-score', { method: 'POST', body: JSON.stringify(body) })).toMatchObject(refused);
    const init = signed('get-score', body);
    expect(await post('get-score', { ...init, body: JSON.stringify({ ...body, callbackId: 'x' }) })).toMatchObject(
      refused,
    );
    expect(await post('log-observation', init)).toMatchObject(refused);
    expect((await post('get-score', init)).status).toBe(200);
    expect(await post('get-score', init)).toMatchObject(refused);
    expect(await run('get-score', { callbackId: 'x' })).toMatchObject(refused);
  });
  test('signature v2 where there is a v3 that does not fit', async () => {
    const init = signed('get-score', execution(301));
    const headers = {
      ...(init.headers as Record<string, string>),
      'X-HubSpot-Signature-v3': 'AAAA',
      'X-HubSpot-Request-Timestamp': String(Date.now()),
    };
    expect(await post('get-score', { ...init, headers })).toMatchObject(refused);
  });
  test('signature v2 on a card', async () => {
    const path = '/hubspot/card/recalculate?objectTypeId=0-1&objectId=301&portalId=1001&userId=1';
    const response = await fetch(doors.url + path, signedV2(path, {}));
    expect(response.status).toBe(401);
  });
});
