import { describe, expect, it } from 'vitest';
import type { Described } from '../../../../src/crm/salesforce/account.ts';
import { answersCsv, csvLine, readCsv, sendsCsv } from '../../../../src/crm/salesforce/csv.ts';
import { fromCsv } from '../../../../src/crm/salesforce/from-csv.ts';

const request = (path: string) => ({ method: 'GET', path, bucket: 'general', idempotent: true }) as const;
const QUERY = request('/services/data/v67.0/jobs/query/750x/results?maxRecords=2');
const INGEST = request('/services/data/v67.0/jobs/ingest/750x/failedResults');
const streamOf = (...texts: readonly string[]) => new Response(new Blob(texts.map((text) => text))).body;

describe('CSV of Bulk API', () => {
  it('is told by the address', () => {
    expect([QUERY, INGEST, request('/services/data/v67.0/jobs/query/750x')].map(answersCsv)).toEqual([
      true,
      true,
      false,
    ]);
    expect(sendsCsv(request('/services/data/v67.0/jobs/ingest/750x/batches'))).toBe(true);
  });

  it('is read row by row, with quotes, line breaks and a byte order mark', async () => {
    const text = '\uFEFF"Id","Description"\n"1","a ""b"",\r\nc"\n"2",""\n';
    expect(await readCsv(QUERY, streamOf(text.slice(0, 20), text.slice(20)))).toEqual([
      { Id: '1', Description: 'a "b",\r\nc' },
      { Id: '2', Description: '' },
    ]);
    expect(await readCsv(QUERY, null)).toEqual([]);
  });

  it('keeps of the results of a write only what became of the records', async () => {
    const text = '"sf__Id","sf__Error","Id","Pulso_Card__c"\n"1","X:y:--","1","a very long card"\n';
    expect(await readCsv(INGEST, streamOf(text))).toEqual([{ sf__Id: '1', sf__Error: 'X:y:--', Id: '1' }]);
  });

  it('is refused when it breaks off within a value', async () => {
    await expect(readCsv(QUERY, streamOf('"Id"\n"1'))).rejects.toThrow(/quote/i);
  });

  it('is written with every value in quotes, and nothing for what stays as it is', () => {
    expect(csvLine(['=1+1', undefined, 'a"b'])).toBe('"=1+1",,"a""b"\n');
  });

  it('becomes the record that the REST API gives', () => {
    const types = { Id: 'id', IsClosed: 'boolean', Amount: 'currency', Days: 'int', Name: 'string', Code: 'string' };
    const fields = new Map(Object.entries(types).map(([name, type]) => [name, { name, type }]));
    const described = { fields } as unknown as Described;
    const row = {
      Id: '1',
      IsClosed: 'false',
      Amount: '12.0',
      Days: '',
      Name: '',
      Code: '007',
      'Parent.ContactId': 'c',
    };
    expect(fromCsv(row, described)).toEqual({
      ...{ Id: '1', IsClosed: false, Amount: 12, Days: null, Name: null, Code: '007' },
      Parent: { ContactId: 'c' },
    });
  });
});
