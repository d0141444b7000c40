import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenOrg, openOrg, refusal } from './small-org.ts';

describe('the switches of a Salesforce org', () => {
  let org: OpenOrg;
  beforeEach(async () => {
    org = await openOrg();
  });
  afterEach(() => org.sandbox.close());
  const fault = (rule: object) => org.call('POST', '/_sandbox/faults', rule);
  const create = (Name: string) => org.call('POST', '/services/data/v67.0/sobjects/Account', { Name });
  const total = async () => (await org.conn.query('SELECT COUNT() FROM Account')).totalSize;

  it.each([
    [{ kind: 'expired-session' }, 401, 'INVALID_SESSION_ID'],
    [{ kind: 'request-limit' }, 403, 'REQUEST_LIMIT_EXCEEDED'],
    [{ kind: 'server-unavailable' }, 503, 'SERVER_UNAVAILABLE'],
    [{ kind: 'row-lock' }, 400, 'UNABLE_TO_LOCK_ROW'],
    [{ kind: 'error', status: 500, errorCode: 'QUERY_TIMEOUT' }, 500, 'QUERY_TIMEOUT'],
  ])('%j', async (rule, status, errorCode) => {
    await fault({ ...rule, count: 1 });
    expect(await create('Refused')).toMatchObject({ status, body: [{ errorCode }] });
    expect((await create('Taken')).status).toBe(201);
    expect(await total()).toBe(4);
  });

  it('locks some rows of a collection, cuts connections before and after the work', async () => {
    await fault({ kind: 'row-lock', failures: 1, count: 1, path: 'composite' });
    const results = await org.conn.sobject('Account').create([{ Name: 'a' }, { Name: 'b' }]);
    expect(results.map((each) => each.success)).toEqual([false, true]);
    await fault({ kind: 'drop-before', count: 1, method: 'POST' });
    await expect(create('Lost')).rejects.toThrow();
    await fault({ kind: 'drop-after', count: 1, method: 'POST' });
    await expect(create('Kept')).rejects.toThrow();
    const { records } = await org.conn.query("SELECT Name FROM Account WHERE Name IN ('Lost', 'Kept')");
    expect(records.map((record) => record.Name)).toEqual(['Kept']);
    const calls = (await org.call('GET', '/_sandbox/calls')).body;
    expect(
      calls.byRoute.find((each: { route: string }) => each.route === 'POST /services/data/sobjects/:type').statuses,
    ).toMatchObject({ 0: 2 });
  });

  it('has validation rules, failing flows and field permissions', async () => {
    await org.call('POST', '/_sandbox/rules', {
      kind: 'validation',
      objectType: 'Account',
      when: "Name LIKE 'Bad%'",
      message: 'No bad names',
      field: 'Name',
    });
    expect(await create('Bad one')).toMatchObject({
      status: 400,
      body: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'No bad names', fields: ['Name'] }],
    });
    await org.call('POST', '/_sandbox/rules', {
      kind: 'flow',
      objectType: 'Account',
      when: "Name = 'Flow'",
      message: 'Assign owner',
    });
    expect((await create('Flow')).body[0]).toMatchObject({ errorCode: 'CANNOT_EXECUTE_FLOW_TRIGGER' });
    expect((await create('Good')).status).toBe(201);
    await org.call('POST', '/_sandbox/permissions', {
      user: 'integration@example.com',
      target: 'Contact.Email',
      access: 'none',
    });
    expect(await refusal(org.integration.query('SELECT Email FROM Contact'))).toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
    expect((await org.conn.query('SELECT Email FROM Contact')).totalSize).toBe(0);
    await org.call('POST', '/_sandbox/permissions', { target: 'SurveyResponse', access: 'none' });
    expect(await refusal(org.conn.query('SELECT Id FROM SurveyResponse'))).toMatchObject({ errorCode: 'INVALID_TYPE' });
  });

  it('stops at the daily limit', async () => {
    const small = await openOrg({ dailyApiRequests: 1 });
    await small.conn.query('SELECT COUNT() FROM Account');
    expect(small.conn.limitInfo.apiUsage).toEqual({ used: 1, limit: 1 });
    expect(await refusal(small.conn.query('SELECT COUNT() FROM Account'))).toMatchObject({
      errorCode: 'REQUEST_LIMIT_EXCEEDED',
      message: 'TotalRequests Limit exceeded.',
    });
    await small.sandbox.close();
  });

  it('edits as a person: merge, delete, undelete; counts the API’s writes; resets', async () => {
    const edit = (body: object) => org.call('POST', '/_sandbox/edits', body);
    const first = (await edit({ objectType: 'Contact', fields: { LastName: 'One' } })).body.id;
    const second = (await edit({ objectType: 'Contact', fields: { LastName: 'Two' } })).body.id;
    await edit({ objectType: 'Case', fields: { Subject: 'Moves', ContactId: second } });
    await edit({ objectType: 'Contact', id: first, mergeId: second });
    const gone = await org.conn.query(`SELECT IsDeleted, MasterRecordId FROM Contact WHERE Id = '${second}'`, {
      scanAll: true,
    });
    expect(gone.records[0]).toMatchObject({ IsDeleted: true, MasterRecordId: first });
    expect((await org.conn.query(`SELECT Id FROM Case WHERE ContactId = '${first}'`)).totalSize).toBe(1);
    const account = (
      await edit({ objectType: 'Account', fields: { Name: 'Away', CreatedDate: '2020-02-03T00:00:00Z' } })
    ).body.id;
    await edit({ objectType: 'Account', id: account, delete: true });
    await edit({ objectType: 'Account', id: account, undelete: true });
    expect((await org.conn.sobject('Account').retrieve(String(account))).CreatedDate).toBe(
      '2020-02-03T00:00:00.000+0000',
    );
    await org.conn.sobject('Account').update({ Id: account, Site: 'x', Name: 'Away' });
    expect((await org.call('GET', `/_sandbox/writes?id=${account}`)).body.records).toMatchObject([
      { writes: 1, changes: 1, properties: { Site: { writes: 1, changes: 1 }, Name: { writes: 1, changes: 0 } } },
    ]);
    expect((await edit({ objectType: 'Account', nope: 1 })).status).toBe(400);
    await org.call('POST', '/_sandbox/reset');
    expect(await total()).toBe(3);
  });

  it('keeps everything in its file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'org-'));
    const file = join(folder, 'salesforce.db');
    const before = await openOrg({ file });
    const made = await before.conn.sobject('Account').create({ Name: 'Kept', Key__c: 'k' });
    const gone = await before.conn.sobject('Account').create({ Name: 'Gone' });
    await before.conn.sobject('Account').destroy(gone.id as string);
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'sandbox-client-id',
      client_secret: 'sandbox-client-secret',
    });
    const token = (await before.call('POST', '/services/oauth2/token', form, null)).body.access_token;
    const hash = (await before.call('GET', '/_sandbox/state-hash')).body;
    await before.sandbox.close();
    const after = await openOrg({ file });
    expect((await after.call('GET', '/_sandbox/state-hash')).body).toEqual(hash);
    expect((await after.call('GET', '/services/data/v67.0/limits', undefined, token)).status).toBe(200);
    expect(await after.conn.sobject('Account').retrieve(made.id as string)).toMatchObject({
      Name: 'Kept',
      Key__c: 'k',
    });
    const next = await after.conn.sobject('Account').create({ Name: 'Next' });
    expect([made.id, gone.id]).not.toContain(next.id);
    await after.sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
