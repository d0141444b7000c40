import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isSignalHeader, parseSignalCsv } from '../../../src/cx/parse-signal-csv.ts';

const header =
  'id,kind,customer,touchpoint,at,source,survey,value,scale.min,scale.max,scale.reversed,open,reopenedAt,text';
const row = (cells: Readonly<Record<string, string>>): string =>
  header
    .split(',')
    .map((name) => cells[name] ?? '')
    .join(',');
const answer = {
  ...{ id: '1', kind: 'survey', customer: 'ana', touchpoint: 'survey', at: '2026-11-02T10:00:00Z', source: 'csv' },
  ...{ survey: 'nps', value: '9' },
};
const parsed = (...rows: string[]) => parseSignalCsv([header, ...rows].join('\n'));

test('a row is the signal that its JSON would be; an empty cell leaves its field out', () => {
  expect(parsed(row({ ...answer, text: '"Fast, and ""friendly""\nindeed"' }))).toEqual([
    { line: 2, signal: { ...answer, value: 9, text: 'Fast, and "friendly"\nindeed' } },
  ]);
});

test('a scale has a column for each part, a list stands in one cell, yes and no are words', () => {
  const ces = { ...answer, survey: 'ces', value: '2', 'scale.min': '1', 'scale.max': '5', 'scale.reversed': 'Sí' };
  const { survey, value, ...ticket } = { ...answer, kind: 'ticket', open: 'no' };
  const times = ['2026-11-03T10:00:00Z', '2026-11-05T10:00:00Z'];
  expect(parsed(row(ces), row({ ...ticket, reopenedAt: times.join(' ') }))).toMatchObject([
    { signal: { value: 2, scale: { min: 1, max: 5, reversed: true } } },
    { signal: { open: false, reopenedAt: times } },
  ]);
  expect([survey, value]).toEqual(['nps', '9']);
});

test('semicolons, a byte order mark and CRLF', () => {
  const text = `\uFEFF${[header, row(answer)].join('\r\n').replaceAll(',', ';')}\r\n`;
  expect(parseSignalCsv(text)).toMatchObject([{ line: 2, signal: { id: '1', value: 9 } }]);
});

test('a file as Spanish Excel writes it: sep=;, semicolons, decimal commas', () => {
  const cells = [
    { ...answer, id: '1', value: '8,5' },
    { ...answer, id: '2', value: '9' },
    { ...answer, id: '3', survey: 'csat', value: '4,125', 'scale.min': '0,5', 'scale.max': '5' },
  ];
  const lines = [header, ...cells.map((own) => header.split(',').map((name) => own[name as 'id'] ?? ''))];
  const text = [
    'sep=;',
    ...lines.map((line) => (typeof line === 'string' ? line.replaceAll(',', ';') : line.join(';'))),
  ];
  expect(parseSignalCsv(text.join('\r\n'))).toMatchObject([
    { line: 3, signal: { value: 8.5 } },
    { line: 4, signal: { value: 9 } },
    { line: 5, signal: { value: 4.125, scale: { min: 0.5, max: 5 } } },
  ]);
});

test('a number that can be read in two ways is refused with both, and with its line', () => {
  const order = { ...answer, kind: 'order', touchpoint: 'sales', outcome: 'won', amount: '1.234' };
  const names = 'id,kind,customer,touchpoint,at,source,outcome,amount';
  const rowOf = (own: Readonly<Record<string, string>>): string =>
    names
      .split(',')
      .map((name) => own[name] ?? '')
      .join(';');
  const text = [names.replaceAll(',', ';'), rowOf(order), rowOf({ ...order, id: '2', amount: '1250,5' })].join('\n');
  expect(parseSignalCsv(text)).toEqual([
    { line: 2, faults: [{ key: 'amount', message: 'is 1.234 in a column with decimal commas; write 1234 or 1,234' }] },
    { line: 3, signal: expect.objectContaining({ amount: 1250.5 }) },
  ]);
});

test.each([
  ['an answer outside its scale', row({ ...answer, value: '11' }), 'value', /outside the scale/],
  ['a word for a number', row({ ...answer, value: 'eight' }), 'value', /is "eight"; give a number/],
  ['a field of another kind', row({ ...answer, open: 'yes' }), 'open', /not a field of this kind/],
  ['a missing field', row({ ...answer, at: '' }), 'at', /missing/],
  ['too few cells', 'csv:1,survey', '', /2 values, the header names 14/],
  ['an open quote', `${row(answer).slice(0, -1)},"begun`, '', /never closed/],
])('%s is refused by line and field, the others are used', (_name, bad, key, message) => {
  const [first, second] = parsed(row(answer), bad);
  expect(first).toHaveProperty('signal');
  expect(second).toMatchObject({ line: 3, faults: [{ key, message: expect.stringMatching(message) }] });
});

test('a column that is no field is a fault of the header, and nothing is read', () => {
  expect(parseSignalCsv(`${header},mood,mood\n${row(answer)},x,y`)).toMatchObject([
    { line: 1, faults: [{ key: 'mood' }, { key: 'mood', message: expect.stringContaining('twice') }] },
  ]);
});

test('a header is told from a signal', () => {
  expect(isSignalHeader(header)).toBe(true);
  expect(isSignalHeader('id;customer;at')).toBe(true);
  expect(isSignalHeader('{"id":"1","kind":"survey","customer":"ana"}')).toBe(false);
});

test('the example of the documentation is read', () => {
  const page = readFileSync('docs/signals.md', 'utf8');
  const example = /```csv\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const lines = parseSignalCsv(example);
  expect(lines.filter((line) => 'faults' in line)).toEqual([]);
  expect(lines).toHaveLength(3);
});
