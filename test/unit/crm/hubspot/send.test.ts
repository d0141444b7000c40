import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSender } from '../../../../src/crm/hubspot/send.ts';
import type { CrmRequest } from '../../../../src/crm/port.ts';
import { virtualClock } from '../virtual-clock.ts';

const HOST = 'https://api.hubapi.com';
const send = createSender({
  baseUrl: HOST,
  clock: virtualClock(Date.parse('2026-11-23T10:00:00Z')),
  timeZone: () => 'Europe/Madrid',
});
const read: CrmRequest = {
  method: 'GET',
  path: '/crm/objects/2026-09/contacts?limit=1',
  bucket: 'general',
  idempotent: true,
};

describe('one request to HubSpot', () => {
  beforeEach(() => {
    nock.disableNetConnect();
  });
  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });
  const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}): void => {
    nock(HOST)
      .get('/crm/objects/2026-09/contacts')
      .query(true)
      .reply(status, body as nock.Body, headers);
  };

  it('carries the token, and the body as JSON, below a base URL with a path', async () => {
    const sent = nock('https://proxy.example.com', {
      reqheaders: { authorization: 'Bearer t', 'content-type': 'application/json' },
    })
      .post('/hub/crm/objects/2026-09/contacts/search', { limit: 1 })
      .reply(200, { results: [] });
    const proxied = createSender({
      baseUrl: 'https://proxy.example.com/hub/',
      clock: virtualClock(),
      timeZone: () => null,
    });
    const { response } = await proxied(
      { ...read, method: 'POST', path: '/crm/objects/2026-09/contacts/search', body: { limit: 1 } },
      't',
    );
    expect(response).toMatchObject({ status: 200, body: { results: [] } });
    sent.done();
  });

  it('gives the answers that speak of the content', async () => {
    for (const status of [200, 207, 400, 404, 409, 422]) {
      answer(status, { message: 'x' });
      expect((await send(read, 't')).response).toMatchObject({ status, body: { message: 'x' } });
    }
    answer(204, '');
    expect((await send(read, 't')).response).toMatchObject({ status: 204, body: null });
  });

  it.each<[number, unknown, Record<string, string>, object]>([
    [401, {}, {}, { kind: 'unauthorized' }],
    [423, {}, {}, { kind: 'busy', reason: 'locked', retryAfterMs: null }],
    [477, {}, { 'retry-after': '12' }, { kind: 'busy', reason: 'migration', retryAfterMs: 12_000 }],
    [500, 'oops', {}, { kind: 'server', status: 500, retryAfterMs: null }],
    [521, '<html>', {}, { kind: 'server', status: 521, retryAfterMs: null }],
    [429, { policyName: 'SECONDLY' }, {}, { kind: 'limited', policy: 'second', retryAfterMs: null, resetsAt: null }],
    [
      429,
      { policyName: 'TEN_SECONDLY_ROLLING' },
      { 'retry-after': '3' },
      { kind: 'limited', policy: 'window', retryAfterMs: 3_000, resetsAt: null },
    ],
    [429, 'slow down', {}, { kind: 'limited', policy: 'unknown', retryAfterMs: null, resetsAt: null }],
    [
      429,
      {},
      { 'retry-after': 'Mon, 23 Nov 2026 10:00:09 GMT' },
      { kind: 'limited', policy: 'unknown', retryAfterMs: 9_000, resetsAt: null },
    ],
    [
      429,
      { policyName: 'DAILY' },
      {},
      { kind: 'limited', policy: 'day', retryAfterMs: null, resetsAt: '2026-11-23T23:00:00.000Z' },
    ],
    [200, '{"results":[', {}, { kind: 'unknown_form' }],
  ])('calls %i %j %j by its name', async (status, body, headers, failure) => {
    answer(status, body, headers);
    expect((await send(read, 't')).failure).toMatchObject(failure);
  });

  it('names the scopes of a 403, or those that the object needs', async () => {
    const scopes = (body: unknown) => {
      answer(403, body);
      return send(read, 't').then(({ failure }) => failure);
    };
    const named = {
      category: 'MISSING_SCOPES',
      errors: [{ message: '', context: { requiredGranularScopes: ['tickets'] } }],
    };
    expect(await scopes(named)).toMatchObject({ kind: 'forbidden', scopes: ['tickets'] });
    expect(await scopes('Forbidden')).toMatchObject({ kind: 'forbidden', scopes: ['crm.objects.contacts.read'] });
  });

  it('reads the limits from the headers', async () => {
    const headers = {
      'X-HubSpot-RateLimit-Max': '190',
      'X-HubSpot-RateLimit-Remaining': '180',
      'X-HubSpot-RateLimit-Interval-Milliseconds': '10000',
    };
    answer(200, {}, headers);
    expect((await send(read, 't')).limit).toEqual({ bucket: 'general', requests: 190, remaining: 180, perMs: 10_000 });
    answer(200);
    expect((await send(read, 't')).limit).toBeUndefined();
  });

  it('says of a network error whether HubSpot may have received the request', async () => {
    const fail = (code: string) => {
      nock(HOST)
        .get('/crm/objects/2026-09/contacts')
        .query(true)
        .replyWithError(Object.assign(new Error('x'), { code }));
      return send(read, 't').then(({ failure }) => failure);
    };
    expect(await fail('ECONNREFUSED')).toEqual({ kind: 'network', reason: 'ECONNREFUSED', sent: false });
    expect(await fail('ECONNRESET')).toEqual({ kind: 'network', reason: 'ECONNRESET', sent: true });
  });

  it('stops waiting when aborted', async () => {
    nock(HOST).get('/crm/objects/2026-09/contacts').query(true).delay(60_000).reply(200, {});
    const controller = new AbortController();
    const sending = send({ ...read, signal: controller.signal }, 't');
    controller.abort(new Error('stop'));
    await expect(sending).rejects.toThrow('stop');
    nock.abortPendingRequests();
  });
});
