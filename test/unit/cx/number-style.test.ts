import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWrittenNumber, numberStyleOf, readWrittenNumber } from '../../../src/cx/number-style.ts';

const read = (...cells: string[]) => cells.map((cell) => readWrittenNumber(cell, numberStyleOf(cells)));
const numbers = (...cells: string[]) =>
  read(...cells).map((own) => (own !== null && 'number' in own ? own.number : own));

test.each([
  ['whole numbers', ['1', '-2', '+3'], [1, -2, 3]],
  ['decimal points', ['1.5', '.5', '2.', '1e3', '-0.25'], [1.5, 0.5, 2, 1000, -0.25]],
  ['three decimals after a point', ['1.234', '5'], [1.234, 5]],
  ['decimal commas', ['1,5', ',5', '-0,25', '3'], [1.5, 0.5, -0.25, 3]],
  ['three decimals after a comma, beside a decimal comma', ['1,234', '2,5'], [1.234, 2.5]],
  ['a comma after a zero', ['0,123'], [0.123]],
  ['Spanish thousands', ['1.234,5', '1.234.567'], [1234.5, 1_234_567]],
])('%s', (_name, cells, expected) => {
  expect(numbers(...cells)).toEqual(expected);
});

test.each([
  [
    'a comma alone that may part or group',
    ['1,234', '7'],
    0,
    /may be 1\.234 or 1234; write 1234, or 1\.2340 where it is a decimal/,
  ],
  ['a point among decimal commas', ['1,5', '1.234'], 1, /decimal commas; write 1234 or 1,234/],
  ['a comma among decimal points', ['1.5', '3,25'], 1, /3,25 with a decimal comma among decimal points; write 3\.25/],
  ['either in a column of both', ['1.5', '2,5', '1.234'], 2, /may be 1\.234 or 1234/],
  ['English thousands', ['1,234.5'], 0, /between thousands; write 1234\.5/],
  ['thousands among decimal points', ['1.5', '1,234'], 1, /between thousands; write 1234/],
  ['what is too large', ['1e999'], 0, /give a finite number/],
])('%s is refused with what to write', (_name, cells, index, message) => {
  expect(read(...cells)[index]).toEqual({ remedy: expect.stringMatching(message) });
});

test('between semicolons a point alone may group as well', () => {
  expect(numberStyleOf(['1.234', '5'], ';')).toBe('unclear');
  expect(numberStyleOf(['1.234', '5.5'], ';')).toBe('point');
  expect(numberStyleOf(['1.2340', '5'], ';')).toBe('point');
});

test.each(['', 'x', '1,2,3', '1.2.3', '1 234', '--1', '1,', 'NaN'])('%j is no number', (cell) => {
  expect(isWrittenNumber(cell)).toBe(false);
  expect(readWrittenNumber(cell, 'point')).toBeNull();
});

test('a column of numbers, written with commas, is read as written or refused: never as another number', () => {
  const value = fc.integer({ min: -9_999_999, max: 9_999_999 }).map((cents) => cents / 1000);
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
      const cells = values.map((own) => String(own).replace('.', ','));
      for (const [index, own] of read(...cells).entries()) {
        if (own !== null && 'number' in own) expect(own.number).toBe(values[index]);
      }
    }),
  );
});
