import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeId, normalizeId, numberOf } from '../../../../src/sandbox/salesforce/ids.ts';

describe('record ids', () => {
  it('have the checksum that Salesforce documents', () => {
    expect(normalizeId('001A0000006Vm9u')).toBe('001A0000006Vm9uIAC');
    expect(normalizeId('00570000001ZwTi')).toBe('00570000001ZwTiAAK');
  });

  it('come back from 15, 18 and case-mangled 18 characters', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), (number) => {
        const id = makeId('003', number);
        expect(id).toHaveLength(18);
        expect(numberOf(id)).toBe(number);
        expect(normalizeId(id.slice(0, 15))).toBe(id);
        expect(normalizeId(id.toLowerCase())).toBe(id);
        expect(normalizeId(id.toUpperCase())).toBe(id);
      }),
    );
  });

  it.each(['', 'abc', '001A0000006Vm9uIAB', '001A0000006Vm9-', "001A0000006Vm' "])('refuse %j', (text) => {
    expect(normalizeId(text)).toBeUndefined();
  });
});
