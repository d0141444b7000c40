import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Loose, type OpenOrg, openOrg, refusal } from './small-org.ts';

/** What the types of jsforce hide: results of a load, query streams. */
type Rows = readonly Record<string, unknown>[];

describe('the first Bulk API, through jsforce', () => {
  let org: OpenOrg;
  beforeEach(async () => {
    org = await openOrg();
    org.conn.bulk.pollInterval = 5;
  });
  afterEach(async () => {
    // jsforce closes its jobs in the background, after it gave the results.
    await vi.waitFor(async () => {
      const { body } = await org.call('GET', '/_sandbox/calls?limit=1000');
      const jobs = body.last.filter((call: Loose) => call.method === 'POST' && call.status < 300);
      const opened = jobs.filter(({ path }: Loose) => path.endsWith('/job'));
      expect(jobs.filter(({ path }: Loose) => /\/job\/\w+$/.test(path))).toHaveLength(opened.length);
    });
    await org.sandbox.close();
  });

  it('inserts, upserts, updates and deletes, with one result per row', async () => {
    const accounts = org.conn.sobject('Account');
    const made = (await accounts.insertBulk([
      { Name: 'One', Site: 'a,"b"\nc' },
      { Site: 'x' },
      { Name: 'Two' },
    ])) as Rows;
    expect(made).toEqual([
      { id: expect.stringMatching(/^001/), success: true, created: true, errors: [] },
      {
        id: null,
        success: false,
        created: false,
        errors: ['REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --'],
      },
      { id: expect.stringMatching(/^001/), success: true, created: true, errors: [] },
    ]);
    const id = String(made[0]?.id);
    expect((await accounts.retrieve(id)).Site).toBe('a,"b"\nc');
    expect(await accounts.upsertBulk([{ Key__c: 'k', Name: 'Three' }], 'Key__c')).toMatchObject([{ created: true }]);
    expect(await accounts.upsertBulk([{ Key__c: 'k', Name: '3' }], 'Key__c')).toMatchObject([{ created: false }]);
    expect(await accounts.updateBulk([{ Id: id, Site: '#N/A' }])).toMatchObject([{ id, success: true }]);
    expect((await accounts.retrieve(id)).Site).toBeNull();
    expect(await accounts.destroyBulk([{ Id: id }])).toMatchObject([{ id, success: true }]);
    // jsforce updates what a query found in bulk as soon as it is more than its threshold.
    const updated = await accounts.find({ Name: { $like: 'Company%' } }).update({ Site: 'all' }, { bulkThreshold: 1 });
    expect(updated).toHaveLength(3);
    expect(await accounts.count({ Site: 'all' })).toBe(3);
  });

  it('speaks JSON with clients that do, as simple-salesforce does', async () => {
    const path = '/services/async/67.0/job';
    const batch = async (job: object, content: unknown): Promise<Loose> => {
      const { body: opened } = await org.call('POST', path, { concurrencyMode: 0, contentType: 'JSON', ...job });
      const { body: sent } = await org.call('POST', `${path}/${opened.id}/batch`, content);
      const { body: info } = await org.call('GET', `${path}/${opened.id}/batch/${sent.id}`);
      const { body: result } = await org.call('GET', `${path}/${opened.id}/batch/${sent.id}/result`);
      const { body: closed } = await org.call('POST', `${path}/${opened.id}`, { state: 'Closed' });
      return { opened, info, result, closed, at: `${path}/${opened.id}/batch/${sent.id}/result` };
    };
    const rows = [{ Name: 'One', NumberOfEmployees: 5, Site: null }, { Name: null }];
    const loaded = await batch({ operation: 'insert', object: 'Account' }, rows);
    expect([loaded.opened.concurrencyMode, loaded.info.state, loaded.closed.state]).toEqual([
      'Parallel',
      'Completed',
      'Closed',
    ]);
    expect(loaded.result).toMatchObject([
      { success: true, created: true, id: expect.stringMatching(/^001/), errors: [] },
      {
        success: false,
        created: false,
        id: null,
        errors: [{ statusCode: 'REQUIRED_FIELD_MISSING', fields: ['Name'] }],
      },
    ]);
    const contacts = await batch({ operation: 'insert', object: 'Contact' }, [
      { LastName: 'Ruiz', Account: { Key__c: 'nobody' } },
    ]);
    expect(contacts.result[0].errors[0].message).toContain('Foreign key external ID: nobody not found');
    const asked = await batch(
      { operation: 'query', object: 'Account', concurrencyMode: 1 },
      "SELECT Name, NumberOfEmployees, Owner.Name FROM Account WHERE Name = 'One'",
    );
    const { body: found } = await org.call('GET', `${asked.at}/${asked.result[0]}`);
    expect(found).toMatchObject([
      { attributes: { type: 'Account' }, NumberOfEmployees: 5, Owner: { Name: 'Ana Admin' } },
    ]);
    const { body: refused } = await org.call('POST', path, {
      operation: 'insert',
      object: 'Nope',
      contentType: 'JSON',
    });
    expect(refused).toEqual({ exceptionCode: 'InvalidJob', exceptionMessage: 'Unable to find object: Nope' });
    const broken = await batch({ operation: 'insert', object: 'Account' }, '{"no":"array"}');
    expect(broken.info).toMatchObject({ state: 'Failed', stateMessage: expect.stringContaining('InvalidBatch') });
  });

  it('refuses an empty batch and one whose CSV cannot be read', async () => {
    expect(await refusal(Promise.resolve(org.conn.bulk.load('Account', 'update', []) as Loose))).toMatchObject({
      name: 'ClientInputError',
    });
    expect(
      await refusal(Promise.resolve(org.conn.bulk.load('Account', 'insert', 'Name\n"open\n') as Loose)),
    ).toMatchObject({
      message: 'InvalidBatch : Failed to parse CSV. EOF reached before closing an opened quote',
    });
  });

  it('queries what is not deleted', async () => {
    const rows = async (soql: string): Promise<Rows> => (await (await org.conn.bulk.query(soql)).toArray()) as Rows;
    expect(await rows('SELECT Name, CreatedDate, Owner.Name FROM Account ORDER BY Name LIMIT 1')).toEqual([
      { Name: 'Company 00001', CreatedDate: '2025-01-10T09:00:00.000Z', 'Owner.Name': 'Ana Admin' },
    ]);
    const [first] = await rows('SELECT Id FROM Account');
    await org.conn.sobject('Account').destroy(String(first?.Id));
    expect(await rows('SELECT Id FROM Account')).toHaveLength(2);
  });

  it('lists batches, aborts, and refuses in its own words', async () => {
    const job = org.conn.bulk.createJob('Account', 'insert');
    await job.open();
    const { id: jobId } = job;
    // By hand: jsforce's own batch goes on asking in the background.
    const sent = await org.call('POST', `/services/async/67.0/job/${jobId}/batch`, 'Name\nLate\n');
    expect(sent.status).toBe(201);
    expect(sent.body).toContain('<state>Queued</state>');
    const aborted = await job.abort();
    expect(aborted).toMatchObject({ state: 'Aborted', numberBatchesTotal: '1' });
    const listed = await org.call('GET', `/services/async/67.0/job/${jobId}/batch`);
    expect(listed.body).toContain(`<jobId>${jobId}</jobId><state>NotProcessed</state>`);
    expect(await org.conn.sobject('Account').count({ Name: 'Late' })).toBe(0);
    const unknown = await refusal(org.conn.bulk.createJob('Nope', 'insert').open());
    expect(unknown).toMatchObject({ name: 'InvalidJob', message: 'Unable to find object: Nope' });
    const stranger = await org.call('POST', '/services/async/67.0/job', '<jobInfo/>', 'nobody');
    expect(stranger.status).toBe(400);
    expect(stranger.body).toContain('<exceptionCode>InvalidSessionId</exceptionCode>');
  });
});
