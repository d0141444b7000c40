import { requireCount, requireNumber } from './require-finite.ts';

/** A small dense matrix of finite numbers, stored row by row. */
export class Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Row by row, for loops that must be quick. */
  readonly values: Float64Array;

  /** All zeros. @throws RangeError unless both sizes are whole numbers from 0. */
  constructor(rows: number, columns: number) {
    requireCount('rows', rows);
    requireCount('columns', columns);
    this.rows = rows;
    this.columns = columns;
    this.values = new Float64Array(rows * columns);
  }

  /** @throws RangeError when the rows differ in length or hold a number that is not finite. */
  static from(rows: readonly (readonly number[])[], name: string = 'matrix'): Matrix {
    const columns = rows[0]?.length ?? 0;
    const matrix = new Matrix(rows.length, columns);
    for (const [row, values] of rows.entries()) {
      if (values.length !== columns) {
        throw new RangeError(`${name}[${row}] must have ${columns} values like the first row; got ${values.length}.`);
      }
      for (const [column, value] of values.entries()) {
        requireNumber(`${name}[${row}][${column}]`, value);
        matrix.set(row, column, value);
      }
    }
    return matrix;
  }

  static identity(size: number): Matrix {
    const matrix = new Matrix(size, size);
    for (let index = 0; index < size; index += 1) matrix.set(index, index, 1);
    return matrix;
  }

  at(row: number, column: number): number {
    return this.values[row * this.columns + column] ?? Number.NaN;
  }

  set(row: number, column: number, value: number): void {
    this.values[row * this.columns + column] = value;
  }

  add(row: number, column: number, value: number): void {
    this.set(row, column, this.at(row, column) + value);
  }

  copy(): Matrix {
    const matrix = new Matrix(this.rows, this.columns);
    matrix.values.set(this.values);
    return matrix;
  }

  column(index: number): number[] {
    return Array.from({ length: this.rows }, (_, row) => this.at(row, index));
  }

  /** As plain rows, for output and comparison. */
  toRows(): number[][] {
    return Array.from({ length: this.rows }, (_, row) =>
      Array.from({ length: this.columns }, (__, column) => this.at(row, column)),
    );
  }
}
