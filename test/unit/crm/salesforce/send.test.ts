import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { CrmRequest } from '../../../../src/crm/port.ts';
import { createBudget } from '../../../../src/crm/salesforce/budget.ts';
import { createSender } from '../../../../src/crm/salesforce/send.ts';
import type { Attempt } from '../../../../src/crm/transport.ts';

const NOW = Date.parse('2026-11-20T10:00:00.000Z');
const REQUEST: CrmRequest = { method: 'GET', path: '/services/data/v67.0/limits', bucket: 'general', idempotent: true };

describe('one request to Salesforce', () => {
  let server: Server | undefined;
  let calls = 0;
  let now = NOW;
  afterEach(async () => {
    calls = 0;
    now = NOW;
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
  });

  async function sender(listener: RequestListener, share = 0.8) {
    server = createServer((request, response) => {
      calls += 1;
      listener(request, response);
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const clock = { now: () => now, wait: async () => {} };
    return createSender({ baseUrl, clock, budget: createBudget(share, clock) });
  }

  async function answered(
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
    request: CrmRequest = REQUEST,
  ): Promise<Attempt> {
    const send = await sender((_request, response) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
    });
    return await send(request, 'the-token');
  }
  const fault = (errorCode: string, message = 'x') => [{ errorCode, message }];

  it.each([
    [401, 'INVALID_SESSION_ID', { kind: 'unauthorized' }],
    [400, 'UNABLE_TO_LOCK_ROW', { kind: 'busy', reason: 'locked' }],
    [400, 'QUERY_TIMEOUT', { kind: 'server', status: 400 }],
    [403, 'API_DISABLED_FOR_ORG', { kind: 'forbidden' }],
    [503, 'SERVER_UNAVAILABLE', { kind: 'server', status: 503 }],
    [500, 'UNKNOWN_EXCEPTION', { kind: 'server', status: 500 }],
  ] as const)('reads %s %s', async (status, code, expected) => {
    expect((await answered(status, fault(code))).failure).toMatchObject(expected);
  });

  it('tells a used-up day from too many requests at once', async () => {
    const day = await answered(403, fault('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'));
    expect(day.failure).toEqual({
      kind: 'limited',
      policy: 'day',
      retryAfterMs: 3_600_000,
      resetsAt: '2026-11-20T11:00:00.000Z',
    });
    server?.close();
    const message = 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.';
    expect((await answered(403, fault('REQUEST_LIMIT_EXCEEDED', message))).failure).toMatchObject({
      kind: 'limited',
      policy: 'window',
    });
  });

  it.each([400, 404])('hands on a %s that speaks of the request', async (status) => {
    const attempt = await answered(status, fault('MALFORMED_QUERY'));
    expect(attempt.response).toMatchObject({ status, body: fault('MALFORMED_QUERY') });
  });

  it('reads SOAP answers and faults, and puts the token into the envelope alone', async () => {
    const soap: CrmRequest = { ...REQUEST, method: 'POST', path: '/services/Soap/m/67.0', body: '<s>{session}</s>' };
    const envelope = (body: string) =>
      `<soapenv:Envelope xmlns:soapenv="x"><soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
    let heard = '';
    const send = await sender((request, response) => {
      expect(request.headers.authorization).toBeUndefined();
      request.on('data', (part: Buffer) => {
        heard += part.toString();
      });
      const fault =
        '<soapenv:Fault><faultcode>sf:INVALID_SESSION_ID</faultcode><faultstring>no</faultstring></soapenv:Fault>';
      request.on('end', () => response.writeHead(500, { 'content-type': 'text/xml' }).end(envelope(fault)));
    });
    expect((await send(soap, 'a&<b')).failure).toEqual({ kind: 'unauthorized' });
    expect(heard).toBe('<s>a&amp;&lt;b</s>');
  });

  it('sends once, whatever the answer', async () => {
    await answered(503, fault('SERVER_UNAVAILABLE'));
    expect(calls).toBe(1);
  });

  it('is not ended by an answer that is cut in the middle', async () => {
    const send = await sender((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"records":', () => request.socket.destroy());
    });
    expect((await send(REQUEST, 'the-token')).failure).toMatchObject({ kind: 'network', sent: true });
  });

  it('knows that a refused connection never sent anything', async () => {
    const clock = { now: () => now, wait: async () => {} };
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
    await new Promise((resolve) => closed.close(resolve));
    const send = createSender({ baseUrl, clock, budget: createBudget(0.8, clock) });
    expect((await send(REQUEST, 'the-token')).failure).toMatchObject({ kind: 'network', sent: false });
  });

  it('throws the reason of an abort', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const send = await sender(() => controller.abort(reason));
    await expect(send({ ...REQUEST, signal: controller.signal }, 'the-token')).rejects.toBe(reason);
  });

  it('stops at its share of the day, asks again after a while, and goes on when there is room', async () => {
    let used = 799;
    const send = await sender((_request, response) => {
      used += 1;
      response
        .writeHead(200, { 'content-type': 'application/json', 'sforce-limit-info': `api-usage=${used}/1000` })
        .end('{}');
    });
    expect((await send(REQUEST, 'the-token')).response?.status).toBe(200);
    const held = await send(REQUEST, 'the-token');
    expect(held.failure).toMatchObject({ kind: 'limited', policy: 'day', resetsAt: '2026-11-20T10:15:00.000Z' });
    expect(held.failure).toMatchObject({
      reason: expect.stringMatching(/^800 of the org's 1000 .* stops at 80 % .*apiShare/),
    });
    expect(calls).toBe(1);
    now += 900_000;
    used = 100;
    expect((await send(REQUEST, 'the-token')).response?.status).toBe(200);
    expect((await send(REQUEST, 'the-token')).response?.status).toBe(200);
  });
});
