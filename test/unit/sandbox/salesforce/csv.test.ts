import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, DELIMITERS, LINE_ENDS, parseCsv } from '../../../../src/sandbox/salesforce/bulk/csv.ts';

describe('CSV of the Bulk API', () => {
  it('reads what it wrote, with any delimiter and line end', () => {
    const row = fc.array(
      fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '|', '`', '^', '\t', '\n', '\r', ' ', 'ñ') }),
      { minLength: 2, maxLength: 4 },
    );
    fc.assert(
      fc.property(
        fc.array(row),
        fc.constantFrom(...Object.values(DELIMITERS)),
        fc.constantFrom(...Object.values(LINE_ENDS)),
        (rows, delimiter, lineEnd) => {
          expect(parseCsv(rows.map((values) => csvLine(values, delimiter, lineEnd)).join(''), delimiter)).toEqual(rows);
        },
      ),
    );
  });

  it('reads plain values, empty ones and a file without a last line end', () => {
    expect(parseCsv('\ufeffId,Name,\n1,"a ""b""",\n\n2,,x', ',')).toEqual([
      ['Id', 'Name', ''],
      ['1', 'a "b"', ''],
      ['2', '', 'x'],
    ]);
  });
});
