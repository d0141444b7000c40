import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, parseTable, type Table } from '../../../src/cx/parse-table.ts';
import { splitCsv } from '../../../src/cx/split-csv.ts';

function tableOf(text: string): Table {
  const parsed = parseTable(text);
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.table;
}

function faultsOf(text: string): string[] {
  const parsed = parseTable(text);
  return 'faults' in parsed ? parsed.faults.map(({ key, message }) => `${key}: ${message}`) : [];
}

const valuesOf = (table: Table, name: string): readonly Cell[] =>
  table.columns.find((column) => column.name === name)!.values;

describe('CSV', () => {
  test('numbers, yes/no, words and gaps', () => {
    const table = tableOf(
      'id,ease,left,plan,note\nA1,4,yes,"big, old",\nA2, 2.5 ,No,small,\n\nA3,NA,sí,"said ""no""",\n',
    );
    expect(table.columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['id', 'words'],
      ['ease', 'number'],
      ['left', 'yes-no'],
      ['plan', 'words'],
      ['note', 'empty'],
    ]);
    expect(valuesOf(table, 'ease')).toEqual([4, 2.5, null]);
    expect(valuesOf(table, 'left')).toEqual([true, false, true]);
    expect(valuesOf(table, 'plan')).toEqual(['big, old', 'small', 'said "no"']);
    expect(table.lines).toEqual([2, 3, 5]);
  });

  test.each([
    ['semicolons', 'a;b\n1;2\n'],
    ['tabs', 'a\tb\n1\t2\n'],
    ['Windows line ends and a byte order mark', '\uFEFFa,b\r\n1,2\r\n'],
    ['no line end at the end', 'a,b\n1,2'],
    ['quoted separators in the header', '"a";b\n1;2\n'],
  ])('%s', (_, text) => {
    const table = tableOf(text);
    expect(valuesOf(table, 'a')).toEqual([1]);
    expect(valuesOf(table, 'b')).toEqual([2]);
  });

  test('row names, as R and pandas write them, and what a separator at the end of a line makes are passed over', () => {
    const table = tableOf('"",a,b,\n"Mazda RX4",1,2,\n"Valiant",3,4,\n');
    expect(table.columns.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(valuesOf(table, 'a')).toEqual([1, 3]);
  });

  test('a line end inside quotes keeps the line numbers right', () => {
    expect(tableOf('a,b\n"x\ny",1\nz,2\n').lines).toEqual([2, 4]);
    expect(faultsOf('a,b\n"x\ny",1\nz\n')[0]).toContain('line 4: has 1 values, the header names 2');
  });

  test('codes with a leading zero stay words', () => {
    expect(tableOf('zip\n01234\n99999\n').columns[0]!.kind).toBe('words');
    expect(tableOf('share\n0.5\n0\n').columns[0]!.kind).toBe('number');
  });

  test.each([
    ['an empty file', '', 'line 1: the file is empty'],
    ['only a header', 'a,b\n', 'line 2: there is a header but no row'],
    [
      'a decimal comma among decimal points',
      'a;b\n1;2.5\n1;3,5\n',
      'line 3, b: is 3,5 with a decimal comma among decimal points; write 3.5',
    ],
    [
      'a comma that may group or part',
      'a;b\n1;1,234\n',
      'line 2, b: is 1,234, which may be 1.234 or 1234; write 1234, or 1.2340 where it is a decimal',
    ],
    [
      'a point among decimal commas',
      'a;b\n1;3,5\n1;1.234\n',
      'line 3, b: is 1.234 in a column with decimal commas; write 1234 or 1,234',
    ],
    [
      'separated thousands',
      'a;b\n1;1,234.5\n',
      'line 2, b: is 1,234.5 with separators between thousands; write 1234.5',
    ],
    ['not a number', 'a\n1\nNaN\n', 'line 3, a: is NaN; give a finite number'],
    ['infinity', 'a\n1\n-inf\n', 'line 3, a: is -inf; give a finite number'],
    ['a number too large', 'a\n1\n1e999\n', 'line 3, a: is 1e999; give a finite number'],
    ['a word among numbers', `a\n${'1\n'.repeat(20)}many\n`, 'line 22, a: is "many" among numbers'],
    ['a column without a name', 'a,\n1,2\n', 'line 1, column 2: has no name'],
    ['a name twice', 'a,a\n1,2\n', 'line 1, a: is named twice'],
    ['an unquoted decimal comma', 'a,b\n1,2,5\n', 'line 2: has 3 values, the header names 2'],
    ['an open quote', 'a,b\n1,"x\n', 'line 2: a quote is opened and never closed'],
  ])('refuses %s and says where', (_, text, fault) => {
    expect(faultsOf(text)[0]).toContain(fault);
  });

  test('a column may have decimal commas throughout', () => {
    expect(tableOf('a;b\n1,5;x\n1.234,25;y\n-3;z\n').columns[0]).toMatchObject({
      ...{ kind: 'number', values: [1.5, 1234.25, -3] },
    });
    expect(tableOf('a,b\n"1,5",x\n').columns[0]).toMatchObject({ kind: 'number', values: [1.5] });
    expect(tableOf('sep=;\na;b\n1,5;x\n')).toMatchObject({
      lines: [3],
      columns: [{ values: [1.5] }, { values: ['x'] }],
    });
  });

  test('all faults at once', () => {
    expect(faultsOf('a;b\n1,234;2\n2;2.345\n')).toHaveLength(2);
  });

  test('what is written with quotes is read back', () => {
    const quote = (value: string): string => `"${value.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string(), fc.string(), fc.string()), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        (rows, separator, end) => {
          const text = rows.map((row) => row.map(quote).join(separator)).join(end);
          expect(splitCsv(text, separator).rows.map(({ values }) => values)).toEqual(rows);
        },
      ),
    );
  });

  test('any text is a table or has faults, never an exception', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '1', ',', ';', '"', '\n', '\r', '{', '}', ' ', 'é', '😀') }),
        (text) => {
          const parsed = parseTable(text);
          if ('faults' in parsed) expect(parsed.faults.length).toBeGreaterThan(0);
          else for (const { values } of parsed.table.columns) expect(values).toHaveLength(parsed.table.lines.length);
        },
      ),
    );
  });
});

describe('JSON lines', () => {
  test('kinds as written; a key that is missing is a gap', () => {
    const table = tableOf('{"ease": 4, "left": true, "plan": "5"}\n\n{"ease": null, "left": false}\n');
    expect(table.columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['ease', 'number'],
      ['left', 'yes-no'],
      ['plan', 'words'],
    ]);
    expect(valuesOf(table, 'plan')).toEqual(['5', null]);
    expect(table.lines).toEqual([1, 3]);
  });

  test.each([
    ['no object', '{"a": 1}\n[2]\n', 'line 2: is not one JSON object'],
    ['broken JSON', '{"a": 1}\n{"a":\n', 'line 2: is not one JSON object'],
    ['a list', '{"a": [1]}\n', 'line 1, a: is a list'],
    ['a number too large', '{"a": 1e999}\n', 'line 1, a: is a number too large'],
    ['mixed kinds', '{"a": 1}\n{"a": "two"}\n', 'line 2, a: is not of the same kind as on line 1'],
  ])('refuses %s', (_, text, fault) => {
    expect(faultsOf(text)[0]).toContain(fault);
  });
});
