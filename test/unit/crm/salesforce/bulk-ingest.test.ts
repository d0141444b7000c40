import { describe, expect, it } from 'vitest';
import type { Addressed } from '../../../../src/crm/salesforce/address.ts';
import { errorIn, filesOf, fitsBulk } from '../../../../src/crm/salesforce/bulk-ingest.ts';

const sent = (id: string, values: Record<string, unknown>): Addressed => ({
  ...{ id, type: 'Contact', sentAs: id, accountId: '' },
  record: { attributes: { type: 'Contact' }, id, ...values },
});

describe('files for Bulk API', () => {
  it('leave what is not named, clear null, and quote the rest', () => {
    const records = [sent('1', { A__c: 'a "b",\nc', B__c: null }), sent('2', { B__c: 0 })];
    expect([...filesOf(records)]).toEqual(['"Id","A__c","B__c"\n"1","a ""b"",\nc","#N/A"\n"2",,"0"\n']);
  });

  it('stay below the limit, in the order given, each with its header', () => {
    const records = Array.from({ length: 5 }, (_, index) => sent(String(index), { A__c: 'é'.repeat(10) }));
    const files = [...filesOf(records, 60)];
    expect(files.map((file) => file.trim().split('\n').length - 1)).toEqual([2, 2, 1]);
    expect(files.every((file) => file.startsWith('"Id","A__c"\n'))).toBe(true);
    expect([...filesOf([])]).toEqual([]);
  });

  it('do not carry very long texts, nor the word that clears', () => {
    expect(fitsBulk(sent('1', { A__c: 'x'.repeat(31_999), B__c: null }))).toBe(true);
    expect(fitsBulk(sent('1', { A__c: 'x'.repeat(32_000) }))).toBe(false);
    expect(fitsBulk(sent('1', { A__c: '#N/A' }))).toBe(false);
  });
});

describe('errors of Bulk API', () => {
  it.each([
    [
      'REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --',
      { errorCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Name]', fields: ['Name'] },
    ],
    [
      'INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--',
      { errorCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id' },
    ],
    ['Something else', { message: 'Something else' }],
  ])('%s', (text, error) => {
    expect(errorIn(text)).toEqual(error);
  });
});
