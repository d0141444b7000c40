/** A workflow in the sandbox's HubSpot that waits for Pulso's new score, with Pulso dying in between. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Core, composeCore } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { runWorkflowAction } from '../../src/http/routes/run-workflow-action.ts';
import { createVerifier } from '../../src/http/verify.ts';
import { connectInstall } from '../../src/jobs/connect-install.ts';
import { sweep } from '../../src/jobs/schedule.ts';
import { openLog } from '../../src/log.ts';
import { ALL_SCOPES } from '../../src/sandbox/hubspot/tokens.ts';
import type { WorkflowRun } from '../../src/sandbox/hubspot/workflows.ts';
import { type OpenPortal, openPortal, TOKEN } from '../contract/sandbox/small-portal.ts';
import { newHome } from './start-pulso.ts';

const SECRET = 'client-secret';
const NEVER = 10 ** 12;

let portal: OpenPortal;
let home: string;
let core: Core;
let server: Server;

/** Pulso's core and its door for workflows, on the data of `home`; it works only when told to. */
async function start(): Promise<void> {
  core = await composeCore(readConfig({ PULSO_HOME: home, PULSO_LOG_LEVEL: 'silent' }), openLog('silent'));
  const app = express();
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { store, queue, now, taskDeps } = core;
  const deps = { ...{ store, queue, now, stepOutputs: taskDeps.stepOutputs }, wallClock: Date.now, publicUrl: address };
  app.use(runWorkflowAction(deps, createVerifier(deps)));
}
const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
async function die(): Promise<void> {
  server.close();
  server.closeAllConnections();
  await core.close();
}
async function connect(): Promise<void> {
  const crm = core.crms.get('hubspot');
  if (crm === undefined) throw new Error('the HubSpot adapter is missing');
  const { url: baseUrl } = portal.sandbox;
  await connectInstall(core, crm, { baseUrl, accessToken: TOKEN, clientSecret: SECRET, sandbox: true });
  await work();
}
async function work(): Promise<void> {
  const runner = core.queue.run({ concurrency: 4, tasks: core.tasks });
  await core.queue.idle();
  await runner.stop(10_000);
}
/** Looks for what is due and has lost its job. */
async function look(): Promise<void> {
  const { store, queue, now, modelOf } = core;
  const every = { pollEveryMs: NEVER, rescoreEveryMs: NEVER, learnEveryMs: NEVER };
  await sweep({ store, queue, now, modelOf, ...every });
}
async function run(more: Record<string, unknown> = {}, action = 'recalculate'): Promise<WorkflowRun> {
  const { status, body } = await portal.call('POST', '/_sandbox/workflows/run', {
    ...{ actionUrl: `${address()}/hubspot/actions/${action}`, clientSecret: SECRET },
    ...{ object: { objectType: 'CONTACT', objectId: '1001' } },
    ...more,
  });
  expect(status).toBe(200);
  return body;
}
const runs = async (): Promise<readonly WorkflowRun[]> =>
  (await portal.call('GET', '/_sandbox/workflows', undefined, null)).body.runs;
const fault = (rule: Record<string, unknown>) =>
  portal.call('POST', '/_sandbox/faults', { method: 'POST', path: '/complete$', ...rule });
const completed = (completions: number, refused = 0) => ({
  ...{ state: 'done', completions, refused },
  outputFields: { hs_execution_state: 'SUCCESS', band: expect.any(String), scored_at: expect.stringMatching(/^\d+$/) },
});

describe('with the scope to tell HubSpot of the end', () => {
  beforeEach(async () => {
    portal = await openPortal();
    home = newHome();
    await start();
    await connect();
  });
  afterEach(async () => {
    await die();
    await portal.sandbox.close();
  });

  it('waits, and goes on once the new score is written, told once', async () => {
    const before = (await portal.call('GET', '/crm/v3/objects/contacts/1001?properties=pulso_open_tickets')).body;
    const ticket = await portal.call('POST', '/_sandbox/edits', {
      objectType: 'tickets',
      properties: { subject: 'Again', hs_pipeline: '0', hs_pipeline_stage: '1' },
      associate: [{ objectType: 'contacts', id: '1001' }],
    });
    expect(await run()).toMatchObject({
      ...{ state: 'blocked', status: 200, completions: 0 },
      outputFields: { hs_execution_state: 'BLOCK', hs_expiration_duration: 'P1D' },
    });
    await core.store.transaction(async (tx) => {
      await core.store.touched.put(tx, 'hubspot-4242', [{ object: 'ticket', id: ticket.body.id }]);
    });
    await work();
    const [end] = await runs();
    expect(end).toMatchObject(completed(1));
    const after = (await portal.call('GET', '/crm/v3/objects/contacts/1001?properties=pulso_open_tickets')).body;
    expect(Number(after.properties.pulso_open_tickets)).toBe(Number(before.properties.pulso_open_tickets) + 1);
    expect(end?.outputFields.open_tickets).toBe(after.properties.pulso_open_tickets);
    await look();
    await work();
    expect(await runs()).toMatchObject([completed(1)]);
  });

  it('Pulso dies before it has worked: the next one finishes, once', async () => {
    await run();
    await die();
    await start();
    await look();
    await work();
    expect(await runs()).toMatchObject([completed(1)]);
  });

  it('Pulso dies between the score and the end, while HubSpot does not answer: told once by the next one', async () => {
    await run();
    await fault({ kind: 'error', status: 503 });
    const runner = core.queue.run({ concurrency: 4, tasks: core.tasks });
    const isReady = async () => (await core.store.waitingSteps.ready('hubspot-4242', 1)).length > 0;
    while (!(await isReady())) await new Promise((resolve) => setImmediate(resolve));
    await runner.stop(0);
    await die();
    await portal.call('DELETE', '/_sandbox/faults');
    await start();
    await core.queue.recover();
    await look();
    await work();
    expect(await runs()).toMatchObject([completed(1)]);
  });

  it('an answer that is lost on the way: told again, not taken again, and not told a third time', async () => {
    await run();
    await fault({ kind: 'drop-after', count: 1 });
    await work();
    await look();
    await work();
    expect(await runs()).toMatchObject([completed(1, 1)]);
  });

  it('the same step asked for again waits for the same score, and is answered at once when it is over', async () => {
    const { callbackId } = await run();
    expect(await run({ callbackId, inputFields: { again: 1 } })).toMatchObject({ state: 'blocked' });
    await work();
    expect(await runs()).toMatchObject([completed(1)]);
    const { waiting } = await core.queue.counts();
    await run({ callbackId, inputFields: { again: 2 } });
    expect((await core.queue.counts()).waiting).toBe(waiting);
  });

  it('a customer who is gone meanwhile: the workflow goes on and says so', async () => {
    await run();
    await portal.call('POST', '/_sandbox/edits', { objectType: 'contacts', id: '1001', archive: true });
    await work();
    await look();
    await work();
    const [end] = await runs();
    expect(end).toMatchObject({ completions: 1, outputFields: { errorCode: 'NOT_KNOWN' } });
  });

  it('an agent names its record in its inputs and gets its answer within the call', async () => {
    const inputFields = { record_type: 'CONTACT', record_id: '1001' };
    expect(await run({ object: undefined, inputFields }, 'get-score')).toMatchObject({
      ...{ state: 'done', completions: 0 },
      outputFields: { hs_execution_state: 'SUCCESS' },
    });
    const told = await run({ object: undefined, inputFields: { ...inputFields, text: 'Happy.' } }, 'log-observation');
    expect(told.outputFields).toMatchObject({ observation: expect.any(String) });
    const nameless = await run({ object: undefined, inputFields: { record_id: 'Marta' } }, 'get-score');
    expect(nameless.outputFields).toMatchObject({ errorCode: 'NOT_TAKEN' });
  });
});

describe('without that scope', () => {
  it('HubSpot is asked to come again, and nothing is lost', async () => {
    const scopes = ALL_SCOPES.filter((scope) => scope !== 'automation');
    portal = await openPortal({ accessTokens: [{ token: TOKEN, scopes }] });
    home = newHome();
    await start();
    await connect();
    expect((await core.store.installs.get('hubspot-4242'))?.status).toBe('active');
    const { callbackId, status } = await run();
    expect(status).toBe(429);
    await work();
    expect(await run({ callbackId })).toMatchObject(completed(0));
    await die();
    await portal.sandbox.close();
  });
});
