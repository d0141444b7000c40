import type { Table, TableColumn } from '../cx/parse-table.ts';
import { type Buyer, buyersOf, type Purchase } from '../cx/purchase-forecast.ts';
import type { Fault } from '../errors.ts';
import { findColumn } from './read-table.ts';

export interface PurchaseColumns {
  readonly customer: string;
  readonly at?: string;
  readonly amount?: string;
  readonly frequency?: string;
  readonly recency?: string;
  readonly age?: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}(T.*)?$/;
const SHOWN_FAULTS = 20;

/** Numbers of a column from 0; what is none is a fault by line. */
function numbersOf({ name, values }: TableColumn, lines: readonly number[], faults: Fault[]): number[] {
  return values.map((value, row) => {
    if (typeof value === 'number' && value >= 0) return value;
    if (faults.length < SHOWN_FAULTS)
      faults.push({ key: `line ${lines[row]}, ${name}`, message: 'must be a number from 0' });
    return Number.NaN;
  });
}

/** One row per purchase: who, when, and for how much. */
function fromPurchases(table: Table, columns: PurchaseColumns, nowMs: number, faults: Fault[]): Buyer[] {
  const who = findColumn(table, columns.customer, '--customer', faults);
  const when = findColumn(table, columns.at ?? 'at', '--at', faults);
  const amount = columns.amount === undefined ? null : findColumn(table, columns.amount, '--amount', faults);
  if (who === null || when === null) return [];
  const purchases = table.lines.map((line, row): Purchase => {
    const [customer, at, paid] = [who.values[row] ?? null, when.values[row] ?? null, amount?.values[row] ?? null];
    const atMs = typeof at === 'string' && DATE.test(at) ? Date.parse(at) : Number.NaN;
    const report = (name: string, message: string): void => {
      if (faults.length < SHOWN_FAULTS) faults.push({ key: `line ${line}, ${name}`, message });
    };
    if (customer === null) report(who.name, 'is empty; say who bought');
    if (Number.isNaN(atMs)) report(when.name, 'is no date; write it like 2026-11-23 or 2026-11-23T12:00:00Z');
    if (paid !== null && typeof paid !== 'number') report(amount?.name ?? '', 'must be a number, or empty');
    return { customer: String(customer), atMs, amount: typeof paid === 'number' ? paid : null };
  });
  return buyersOf(purchases, nowMs);
}

/** One row per customer, summed up already: purchases after the first, when the last was, how long they are known. */
function fromSums(table: Table, columns: Required<Omit<PurchaseColumns, 'at' | 'amount'>>, faults: Fault[]): Buyer[] {
  const who = findColumn(table, columns.customer, '--customer', faults);
  const [repeats, lastAt, age] = (['frequency', 'recency', 'age'] as const).map((key) => {
    const column = findColumn(table, columns[key], `--${key}`, faults);
    return column === null ? [] : numbersOf(column, table.lines, faults);
  });
  if (who === null) return [];
  return table.lines.map((_, row) => ({
    customer: String(who.values[row] ?? `line ${table.lines[row]}`),
    history: { repeats: repeats?.[row] ?? 0, lastAt: lastAt?.[row] ?? 0, age: age?.[row] ?? 0 },
    amount: null,
  }));
}

/** The buyers of a table of purchases, or of sums where `frequency`, `recency` and `age` are named; what does not fit is added to `faults`. */
export function readBuyers(table: Table, columns: PurchaseColumns, nowMs: number, faults: Fault[]): Buyer[] {
  const { frequency, recency, age } = columns;
  if (frequency !== undefined && recency !== undefined && age !== undefined) {
    return fromSums(table, { customer: columns.customer, frequency, recency, age }, faults);
  }
  if (frequency !== undefined || recency !== undefined || age !== undefined) {
    faults.push({ key: '--frequency', message: '--frequency, --recency and --age belong together; give all three' });
    return [];
  }
  return fromPurchases(table, columns, nowMs, faults);
}
