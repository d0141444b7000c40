import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenOrg, openOrg, refusal, smallOrg } from './small-org.ts';

describe('many records at once, through jsforce', () => {
  let org: OpenOrg;
  beforeEach(async () => {
    org = await openOrg();
  });
  afterEach(() => org.sandbox.close());
  const count = async (where: string) => (await org.conn.query(`SELECT COUNT() FROM Account WHERE ${where}`)).totalSize;

  it('writes collections record by record, or all or none', async () => {
    const accounts = org.conn.sobject('Account');
    const some = await accounts.create([{ Name: 'Part 1' }, { Site: 'no name' }, { Name: 'Part 2' }]);
    expect(some.map((each) => each.success)).toEqual([true, false, true]);
    expect(some[1]?.errors).toEqual([
      { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Name]', fields: ['Name'] },
    ]);
    const none = await accounts.create([{ Name: 'None 1' }, { Site: 'x' }], { allOrNone: true });
    expect(none.map((each) => (each.errors[0] as unknown as { statusCode: string }).statusCode)).toEqual([
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'REQUIRED_FIELD_MISSING',
    ]);
    expect(await count("Name LIKE 'None%'")).toBe(0);
    const ids = some.flatMap((each) => (each.id === undefined ? [] : [each.id]));
    await accounts.update(ids.map((Id) => ({ Id, Site: 'here' })));
    expect(await count("Site = 'here'")).toBe(2);
    expect(await accounts.retrieve([ids[0] ?? '', '001000000000000AAA'])).toMatchObject([{ Name: 'Part 1' }, null]);
    const upserted = await accounts.upsert(
      [
        { Key__c: 'a', Name: 'A' },
        { Key__c: 'b', Name: 'B' },
      ],
      'Key__c',
    );
    expect(upserted.map((each) => (each as { created?: boolean }).created)).toEqual([true, true]);
    expect((await accounts.destroy(ids)).every((each) => each.success)).toBe(true);
    const tooMany = await refusal(accounts.create(Array.from({ length: 201 }, (_, index) => ({ Name: `n${index}` }))));
    expect(tooMany.errorCode).toBe('EXCEEDED_ID_LIMIT');
    expect(await count("Name LIKE 'n%'")).toBe(0);
  });

  it('runs composite requests with references, batches and trees', async () => {
    const base = '/services/data/v67.0';
    const answer = await org.call('POST', `${base}/composite`, {
      allOrNone: true,
      compositeRequest: [
        { method: 'POST', url: `${base}/sobjects/Account`, referenceId: 'acc', body: { Name: 'Composite' } },
        {
          method: 'POST',
          url: `${base}/sobjects/Contact`,
          referenceId: 'con',
          body: { LastName: 'C', AccountId: '@{acc.id}' },
        },
        {
          method: 'GET',
          url: `${base}/query?q=SELECT+Account.Name+FROM+Contact+WHERE+Id='@{con.id}'`,
          referenceId: 'q',
        },
      ],
    });
    expect(answer.body.compositeResponse.map((each: { httpStatusCode: number }) => each.httpStatusCode)).toEqual([
      201, 201, 200,
    ]);
    expect(answer.body.compositeResponse[2].body.records[0].Account.Name).toBe('Composite');
    const undone = await org.call('POST', `${base}/composite`, {
      allOrNone: true,
      compositeRequest: [
        { method: 'POST', url: `${base}/sobjects/Account`, referenceId: 'a', body: { Name: 'Undone' } },
        { method: 'POST', url: `${base}/sobjects/Account`, referenceId: 'b', body: {} },
      ],
    });
    expect(undone.body.compositeResponse[0].body[0].errorCode).toBe('PROCESSING_HALTED');
    expect(undone.body.compositeResponse[1].body[0].errorCode).toBe('REQUIRED_FIELD_MISSING');
    expect(await count("Name = 'Undone'")).toBe(0);
    const batch = await org.call('POST', `${base}/composite/batch`, {
      batchRequests: [
        { method: 'GET', url: 'v67.0/limits' },
        { method: 'GET', url: 'v67.0/sobjects/Nope' },
      ],
    });
    expect(batch.body).toMatchObject({ hasErrors: true, results: [{ statusCode: 200 }, { statusCode: 404 }] });
    const tree = await org.call('POST', `${base}/composite/tree/Account`, {
      records: [
        {
          attributes: { type: 'Account', referenceId: 'r1' },
          Name: 'Tree',
          Contacts: { records: [{ attributes: { type: 'Contact', referenceId: 'r2' }, LastName: 'Leaf' }] },
        },
      ],
    });
    expect(tree).toMatchObject({
      status: 201,
      body: { hasErrors: false, results: [{ referenceId: 'r1' }, { referenceId: 'r2' }] },
    });
    expect((await org.conn.query("SELECT Id FROM Contact WHERE Account.Name = 'Tree'")).totalSize).toBe(1);
  });

  it('loads with Bulk API 2.0: successes, failures, empty and cleared values', async () => {
    const records = [
      ...Array.from({ length: 200 }, (_, index) => ({ Name: `Bulk ${index}`, Site: 'a,"b"\nc' })),
      { Name: '', Site: 'x' },
    ];
    const loaded = await org.conn.bulk2.loadAndWaitForResults({
      object: 'Account',
      operation: 'insert',
      input: records,
      pollInterval: 5,
    });
    expect(loaded.successfulResults).toHaveLength(200);
    expect(loaded.successfulResults[0]).toMatchObject({ sf__Created: 'true', Name: 'Bulk 0', Site: 'a,"b"\nc' });
    expect(loaded.failedResults).toMatchObject([
      { sf__Id: '', sf__Error: 'REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --' },
    ]);
    const Id = loaded.successfulResults[0]?.sf__Id as string;
    await org.conn.bulk2.loadAndWaitForResults({
      object: 'Account',
      operation: 'update',
      input: [{ Id, Site: null }],
      pollInterval: 5,
    });
    expect((await org.conn.sobject('Account').retrieve(Id)).Site).toBeNull();
    const upserted = await org.conn.bulk2.loadAndWaitForResults({
      object: 'Account',
      operation: 'upsert',
      externalIdFieldName: 'Key__c',
      columnDelimiter: 'BACKQUOTE',
      lineEnding: 'CRLF',
      input: 'Key__c`Name\r\nk1`One\r\nk2`"Tw`o"\r\n',
      pollInterval: 5,
    });
    expect(upserted.successfulResults).toHaveLength(2);
    expect(await count("Name = 'Tw`o'")).toBe(1);
    const gone = await org.conn.bulk2.loadAndWaitForResults({
      object: 'Account',
      operation: 'delete',
      input: [{ Id }],
      pollInterval: 5,
    });
    expect(gone.successfulResults).toMatchObject([{ sf__Id: Id, sf__Created: 'false' }]);
  });

  it('fails, aborts and leaves rows unprocessed when it is told to', async () => {
    await org.call('PUT', '/_sandbox/bulk', { inProgressPolls: 2, failAfterRows: 1 });
    const job = org.conn.bulk2.createJob({ object: 'Account', operation: 'insert' });
    await job.open();
    await job.uploadData('Name\nFirst\nSecond\nThird\n');
    await job.close();
    const states: string[] = [];
    for (let poll = 0; poll < 3; poll += 1) states.push((await job.check()).state);
    expect(states).toEqual(['UploadComplete', 'InProgress', 'Failed']);
    expect((await job.getUnprocessedRecords()) as unknown).toEqual([{ Name: 'Second' }, { Name: 'Third' }]);
    expect(await count("Name IN ('First', 'Second', 'Third')")).toBe(1);
    const stopped = org.conn.bulk2.createJob({ object: 'Account', operation: 'insert' });
    await stopped.open();
    await stopped.uploadData('Name\nNever\n');
    await stopped.abort();
    expect((await stopped.check()).state).toBe('Aborted');
    expect(await refusal(stopped.close())).toMatchObject({ errorCode: 'INVALIDJOBSTATE' });
    await org.call('PUT', '/_sandbox/bulk', {});
    const wrong = org.conn.bulk2.createJob({ object: 'Account', operation: 'insert' });
    await wrong.open();
    await wrong.uploadData('Nope\nx\n');
    await wrong.close();
    expect(await wrong.check()).toMatchObject({
      state: 'Failed',
      errorMessage: 'InvalidBatch : Field name not found : Nope',
    });
  });

  it('queries in bulk with locators, delimiters and line ends', async () => {
    await org.sandbox.close();
    org = await openOrg({ seed: smallOrg(5) });
    const base = '/services/data/v67.0/jobs/query';
    const job = await org.call('POST', base, {
      operation: 'query',
      query: 'SELECT Id, Name, Owner.Name, CreatedDate FROM Account ORDER BY Name',
      columnDelimiter: 'PIPE',
      lineEnding: 'CRLF',
    });
    expect(job.body).toMatchObject({ state: 'UploadComplete', object: 'Account' });
    expect((await org.call('GET', `${base}/${job.body.id}`)).body).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 5,
    });
    const rows: string[] = [];
    let locator = '';
    const counts: (string | null)[] = [];
    do {
      const page = await org.call(
        'GET',
        `${base}/${job.body.id}/results?maxRecords=2${locator && `&locator=${locator}`}`,
      );
      const [header, ...lines] = String(page.body).trim().split('\r\n');
      expect(header).toBe('"Id"|"Name"|"Owner.Name"|"CreatedDate"');
      rows.push(...lines);
      counts.push(page.headers.get('sforce-numberofrecords'));
      locator = page.headers.get('sforce-locator') ?? 'null';
    } while (locator !== 'null');
    expect(counts).toEqual(['2', '2', '1']);
    expect(rows[4]).toMatch(/^"001\w{15}"\|"Company 00005"\|"Ana Admin"\|"2025-01-10T09:00:00.000Z"$/);
    expect((await org.call('GET', `${base}/${job.body.id}/results`.replace('v67', 'v66'))).status).toBe(409);
    const pages = await org.call('GET', `${base}/${job.body.id}/resultPages?maxRecords=2`);
    expect(pages.body).toMatchObject({ done: true });
    expect(pages.body.resultPages).toHaveLength(3);
    expect(await org.call('POST', base, { operation: 'query', query: 'SELECT COUNT(Id) FROM Account' })).toMatchObject({
      status: 400,
    });
  });
});
