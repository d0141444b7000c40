import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunks, isId, quote } from '../../../../src/crm/salesforce/soql.ts';

/** Reads a literal as Salesforce does: a backslash takes the next character, an unescaped quote ends it. */
function readLiteral(soql: string): { value: string; rest: string } {
  const letters: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  let value = '';
  let at = 1;
  for (; soql[at] !== "'" && at < soql.length; at += 1) {
    if (soql[at] !== '\\') value += soql[at];
    else {
      at += 1;
      value += letters[soql[at]!] ?? soql[at];
    }
  }
  return { value, rest: soql.slice(at + 1) };
}

describe('SOQL literals', () => {
  it('end where the text ends, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '\\', '\n', '\t', 'a', 'ñ', ' ', '%') }), (text) => {
        expect(readLiteral(`${quote(text)} LIMIT 1`)).toEqual({ value: text, rest: ' LIMIT 1' });
      }),
    );
  });

  it('do not let a value break out that jsforce would let out', () => {
    expect(quote("\\' OR Name != '")).toBe("'\\\\\\' OR Name != \\''");
  });

  it('takes ids of 15 and 18 characters and nothing else', () => {
    expect(['5005g00000000001', '500', "5005g0000000001' OR", ''].some(isId)).toBe(false);
    expect(['5005g0000000001', '5005g0000000001AAA'].every(isId)).toBe(true);
  });

  it('cuts lists without losing or repeating anything', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (items, size) => {
        const parts = chunks(items, size);
        expect(parts.flat()).toEqual(items);
        expect(parts.every((part) => part.length > 0 && part.length <= size)).toBe(true);
      }),
    );
  });
});
