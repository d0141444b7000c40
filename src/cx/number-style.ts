/**
 * Numbers as people and their spreadsheets write them: with a decimal point, or with the decimal comma of Spanish and most of Europe. How a
 * column writes is told by its cells together; what could be read in two ways is refused, never guessed.
 */

/** How the numbers of one column are written. `plain`: nothing tells, whole numbers alone. `mixed`: some each way. */
export type NumberStyle = 'plain' | 'point' | 'comma' | 'unclear' | 'mixed';

const POINT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const WHOLE = /^[+-]?\d+$/;
const COMMA = /^[+-]?\d*,\d+(e[+-]?\d+)?$/i;
/** 1.234,5 can only be Spanish, 1,234.5 only English. */
const GROUPED_COMMA = /^[+-]?\d{1,3}(\.\d{3})+,\d+$/;
const GROUPED_POINT = /^[+-]?\d{1,3}(,\d{3})+\.\d+$/;
/** 1.234.567 and 1,234,567: no decimals, so they tell which one groups. */
const GROUPS_BY_POINT = /^[+-]?\d{1,3}(\.\d{3}){2,}$/;
const GROUPS_BY_COMMA = /^[+-]?\d{1,3}(,\d{3}){2,}$/;
/** 1,234: a decimal comma, or a comma between thousands. */
const EITHER_COMMA = /^[+-]?[1-9]\d{0,2},\d{3}$/;
const EITHER_POINT = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

const saysComma = (cell: string): boolean =>
  (COMMA.test(cell) && !EITHER_COMMA.test(cell)) || GROUPED_COMMA.test(cell) || GROUPS_BY_POINT.test(cell);
const saysPoint = (cell: string): boolean =>
  (POINT.test(cell) && !WHOLE.test(cell) && !EITHER_POINT.test(cell)) ||
  GROUPED_POINT.test(cell) ||
  GROUPS_BY_COMMA.test(cell);

/** True for anything that was meant as a number, however it is written. */
export function isWrittenNumber(cell: string): boolean {
  return [POINT, COMMA, GROUPED_COMMA, GROUPED_POINT, GROUPS_BY_POINT, GROUPS_BY_COMMA].some((form) => form.test(cell));
}

/**
 * How a column is written, by all its cells; those that are no numbers do not count.
 * @param separator between columns. Where it is a semicolon, the comma is most likely kept for decimals, and `1.234` alone may be 1234.
 */
export function numberStyleOf(cells: readonly string[], separator: string = ','): NumberStyle {
  const comma = cells.some(saysComma);
  const point = cells.some(saysPoint);
  if (comma || point) return comma && point ? 'mixed' : comma ? 'comma' : 'point';
  if (cells.some((cell) => EITHER_COMMA.test(cell))) return 'unclear';
  if (!cells.some((cell) => EITHER_POINT.test(cell))) return 'plain';
  return separator === ';' ? 'unclear' : 'point';
}

export type ReadNumber = { readonly number: number } | { readonly remedy: string };

const withPoint = (cell: string): string => cell.replaceAll('.', '').replace(',', '.');
const ungrouped = (cell: string): string => cell.replaceAll(',', '');

function finite(text: string, cell: string): ReadNumber {
  const number = Number(text);
  return Number.isFinite(number) ? { number } : { remedy: `is ${cell}; give a finite number` };
}

/**
 * The number that a cell of a column of this style stands for, or what to do. Null for a cell that is no number in any way of writing.
 * @param style of the whole column, see `numberStyleOf`.
 */
export function readWrittenNumber(cell: string, style: NumberStyle): ReadNumber | null {
  if (!isWrittenNumber(cell)) return null;
  if (WHOLE.test(cell)) return finite(cell, cell);
  if (style === 'comma') {
    if (!EITHER_POINT.test(cell)) return finite(withPoint(cell), cell);
    return {
      remedy: `is ${cell} in a column with decimal commas; write ${cell.replace('.', '')} or ${cell.replace('.', ',')}`,
    };
  }
  const isEither = EITHER_POINT.test(cell) || EITHER_COMMA.test(cell);
  if (isEither && (style === 'mixed' || style === 'unclear')) return eitherOf(cell);
  if (POINT.test(cell)) return finite(cell, cell);
  if (saysComma(cell)) {
    return { remedy: `is ${cell} with a decimal comma among decimal points; write ${withPoint(cell)}` };
  }
  return { remedy: `is ${cell} with separators between thousands; write ${ungrouped(cell)}` };
}

function eitherOf(cell: string): ReadNumber {
  const [decimal, whole] = [cell.replace(',', '.'), cell.replace(/[.,]/, '')];
  return {
    remedy: `is ${cell}, which may be ${decimal} or ${whole}; write ${whole}, or ${decimal}0 where it is a decimal`,
  };
}
