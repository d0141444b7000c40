import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, type Loose, type OpenOrg, openOrg } from './small-org.ts';

const DATA = '/services/data/v67.0';

/** Headers and bodies that jsforce has no verb for. */
describe('how the REST API of an org deals with headers and bodies', () => {
  let org: OpenOrg;
  let record: string;
  let now = Date.parse('2026-03-18T10:00:00.000Z');

  const send = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
    fetch(org.sandbox.url + path, {
      method,
      headers: { authorization: `Bearer ${ADMIN}`, ...headers },
      ...(body !== undefined && { body }),
    });
  const first = async (response: Response): Promise<Loose> => ((await response.json()) as Loose)[0];

  beforeAll(async () => {
    org = await openOrg({ clock: () => new Date(now) });
    const { id } = await org.conn.sobject('Account').create({ Name: 'Norte' });
    record = `${DATA}/sobjects/Account/${id}`;
  });
  afterAll(() => org.sandbox.close());

  it('answers 304 to If-Modified-Since while a record or the schema is as it was', async () => {
    for (const path of [record, `${DATA}/sobjects`, `${DATA}/sobjects/Account/describe`]) {
      const modified = (await send('GET', path)).headers.get('last-modified') ?? '';
      const same = await send('GET', path, { 'if-modified-since': modified });
      expect([path, same.status, await same.text()]).toEqual([path, 304, '']);
      const older = new Date(Date.parse(modified) - 60_000).toUTCString();
      expect((await send('GET', path, { 'if-modified-since': older })).status).toBe(200);
    }
    now += 60_000;
    const before = new Date(now - 30_000).toUTCString();
    await org.conn.metadata.create('CustomField', {
      fullName: 'Account.Fresh__c',
      label: 'Fresh',
      type: 'Text',
      length: 20,
    } as Loose);
    expect((await send('GET', `${DATA}/sobjects/Account/describe`, { 'if-modified-since': before })).status).toBe(200);
  });

  it('answers 412 to If-Unmodified-Since where a record was changed since, and leaves it', async () => {
    const stale = { 'if-unmodified-since': new Date(now - 86_400_000).toUTCString() };
    const fresh = { 'if-unmodified-since': new Date(now + 60_000).toUTCString() };
    const json = { 'content-type': 'application/json' };
    const change = await send('PATCH', record, { ...stale, ...json }, '{"Name":"Sur"}');
    expect([change.status, (await first(change)).errorCode]).toEqual([412, 'PRECONDITION_FAILED']);
    expect((await send('DELETE', record, stale)).status).toBe(412);
    expect(await (await send('GET', record, fresh)).json()).toMatchObject({ Name: 'Norte' });
    expect((await send('PATCH', record, { ...fresh, ...json }, '{"Name":"Sur"}')).status).toBe(204);
  });

  it('wants a body, and one that it can read', async () => {
    const empty = await send('POST', `${DATA}/sobjects/Account`, { 'content-type': 'application/json' }, '');
    expect([empty.status, await first(empty)]).toEqual([
      400,
      {
        errorCode: 'JSON_PARSER_ERROR',
        message: 'The HTTP entity body is required, but this request has no entity body.',
      },
    ]);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
      const refused = await send('POST', `${DATA}/sobjects/Account`, { 'content-type': type }, '{"Name":"x"}');
      expect([type, refused.status, (await first(refused)).errorCode]).toEqual([type, 415, 'UNSUPPORTED_MEDIA_TYPE']);
    }
    const nested = `{"compositeRequest":[{"method":"POST","url":"${DATA}/sobjects/Account","referenceId":"a","body":${'['.repeat(9_000)}${']'.repeat(9_000)}}]}`;
    const deep = await send('POST', `${DATA}/composite`, { 'content-type': 'application/json' }, nested);
    expect(((await deep.json()) as Loose).compositeResponse[0]).toMatchObject({
      httpStatusCode: 400,
      body: [{ errorCode: 'JSON_PARSER_ERROR' }],
    });
  });

  it('says which methods a path has', async () => {
    const posted = await send('POST', record, { 'content-type': 'application/json' }, '{"Name":"x"}');
    expect([posted.status, (await first(posted)).message]).toEqual([
      405,
      "HTTP Method 'POST' not allowed. Allowed are GET,HEAD,PATCH,DELETE",
    ]);
    expect((await send('HEAD', record)).status).toBe(200);
  });

  it('gives each part of a composite request its own headers', async () => {
    const parts = [
      { method: 'GET', url: `${DATA}/query?q=SELECT+Id+FROM+Account`, referenceId: 'all' },
      {
        method: 'PATCH',
        url: record,
        referenceId: 'stale',
        httpHeaders: { 'If-Unmodified-Since': 'Thu, 01 Jan 2026 00:00:00 GMT', 'not a name': 'x' },
        body: { Name: 'Oeste' },
      },
      { method: 'GET', url: `${DATA}/sobjects/Account/@{stale.id}`, referenceId: 'lost' },
    ];
    const { body } = await org.call('POST', `${DATA}/composite`, { compositeRequest: parts });
    expect(body.compositeResponse.map((part: Loose) => part.httpStatusCode)).toEqual([200, 412, 400]);
    expect(body.compositeResponse[2].body).toEqual([
      {
        errorCode: 'PROCESSING_HALTED',
        message: 'Invalid reference specified. No value for stale.id found in stale',
      },
    ]);
  });

  it('upserts by Id: with one it changes, without one it creates', async () => {
    const { body: existing } = await org.call('GET', `${record}?fields=Id`);
    const { body } = await org.call('PATCH', `${DATA}/composite/sobjects/Account/Id`, {
      records: [
        { attributes: { type: 'Account' }, Id: existing.Id, Name: 'Norte' },
        { attributes: { type: 'Account' }, Name: 'New' },
        { attributes: { type: 'Account' }, Id: '001000000000000AAA', Name: 'Nobody' },
      ],
    });
    expect(body).toMatchObject([
      { id: existing.Id, success: true, created: false },
      { success: true, created: true },
      { success: false, created: false, errors: [{ statusCode: 'INVALID_CROSS_REFERENCE_KEY' }] },
    ]);
  });

  it('tells a dead session apart from a wrong org on the identity URL, in one word', async () => {
    const { body } = await org.call('GET', '/services/oauth2/userinfo');
    const path = `/id/${body.organization_id}/${body.user_id}`;
    const dead = await send('GET', path, { authorization: 'Bearer gone' });
    expect([dead.status, await dead.text()]).toEqual([403, 'Bad_OAuth_Token']);
    const wrong = await send('GET', `/id/00D000000000000AAA/${body.user_id}`);
    expect([wrong.status, await wrong.text()]).toEqual([403, 'Wrong_Org']);
    expect((await send('GET', path)).status).toBe(200);
  });
});

describe('CSV that Bulk API 2.0 cannot read', () => {
  let org: OpenOrg;
  beforeAll(async () => {
    org = await openOrg();
  });
  afterAll(() => org.sandbox.close());

  it.each([
    ['Name\n"never closed\n', 'EOF reached before closing an opened quote'],
    ['Name\na"b\n', 'Found unescaped quote. A value with quote should be within a quote'],
    ['Name\n"a"b\n', 'Found unescaped quote. A value with quote should be within a quote'],
    ['Name\na,b\n', 'Row 2 has 2 values where the header has 1'],
    ['Name,Industry\na,Energy\nb\n', 'Row 3 has 1 values where the header has 2'],
  ])('%j fails the whole job', async (csv, reason) => {
    const job = org.conn.bulk2.createJob({ object: 'Account', operation: 'insert' });
    await job.open();
    await job.uploadData(csv);
    await job.close();
    const { state, errorMessage, numberRecordsProcessed } = await job.check();
    expect({ state, errorMessage, numberRecordsProcessed }).toEqual({
      state: 'Failed',
      errorMessage: `InvalidBatch : Failed to parse CSV. ${reason}`,
      numberRecordsProcessed: 0,
    });
    expect((await org.conn.query('SELECT Id FROM Account')).totalSize).toBe(3);
  });
});
