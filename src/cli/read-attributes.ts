import type { Cell } from '../cx/parse-table.ts';
import type { Attributes } from '../cx/portfolio/segments.ts';
import { type Fault, RequestInvalid } from '../errors.ts';
import { readTable } from './read-table.ts';

/** What is known of a customer besides signals. */
export interface CustomerAttributes {
  readonly attributes: Attributes;
  readonly revenue: number | null;
  readonly tenure: { readonly startedAt: string; readonly endedAt: string | null } | null;
}

const DATE = /^\d{4}-\d{2}-\d{2}(T.*)?$/;
const SHOWN_FAULTS = 20;

interface Row {
  readonly line: number;
  readonly cells: Readonly<Record<string, Cell>>;
}

function instantOf({ line, cells }: Row, name: string, faults: Fault[]): string | null {
  const cell = cells[name] ?? null;
  if (cell === null) return null;
  const ms = typeof cell === 'string' && DATE.test(cell) ? Date.parse(cell) : Number.NaN;
  if (!Number.isNaN(ms)) return new Date(ms).toISOString();
  faults.push({
    key: `line ${line}, ${name}`,
    message: 'is no date; write it like 2026-11-23 or 2026-11-23T12:00:00Z',
  });
  return null;
}

function revenueOf({ line, cells }: Row, faults: Fault[]): number | null {
  const cell = cells.revenue ?? null;
  if (cell === null || (typeof cell === 'number' && cell >= 0)) return cell;
  faults.push({
    key: `line ${line}, revenue`,
    message: 'must be a number from 0; leave it empty where it is not known',
  });
  return null;
}

function idOf({ line, cells }: Row, seen: ReadonlySet<string>, faults: Fault[]): string | null {
  const cell = cells.customer ?? null;
  const key = `line ${line}, customer`;
  if (cell === null) faults.push({ key, message: 'is empty; give the customer as the signals name them' });
  else if (typeof cell === 'number' && !Number.isSafeInteger(cell)) {
    faults.push({ key, message: 'is too long for a number; use JSON lines with the id in quotes' });
  } else if (seen.has(String(cell)))
    faults.push({ key, message: `"${cell}" is there twice; give one row per customer` });
  else return String(cell);
  return null;
}

/**
 * Properties of customers, one row each: the column `customer`, and where known `revenue`, `started_at`, `ended_at`; every other column is
 * a property to split by. Format: docs/portfolio.md.
 * @throws RequestInvalid with every fault by line and column.
 */
export function readAttributes(path: string): {
  customers: ReadonlyMap<string, CustomerAttributes>;
  properties: string[];
} {
  const { columns, lines } = readTable(path);
  const names = columns.map(({ name }) => name);
  if (!names.includes('customer')) {
    throw new RequestInvalid(`${path} cannot be used:`, [
      { key: 'line 1', message: `no column is named "customer"; there are ${names.join(', ')}` },
    ]);
  }
  const properties = names.filter((name) => !['customer', 'revenue', 'started_at', 'ended_at'].includes(name));
  const customers = new Map<string, CustomerAttributes>();
  const seen = new Set<string>();
  const faults: Fault[] = [];
  for (const [index, line] of lines.entries()) {
    const row: Row = {
      line,
      cells: Object.fromEntries(columns.map(({ name, values }) => [name, values[index] ?? null])),
    };
    const id = idOf(row, seen, faults);
    const startedAt = instantOf(row, 'started_at', faults);
    const endedAt = instantOf(row, 'ended_at', faults);
    const revenue = revenueOf(row, faults);
    if (startedAt !== null && endedAt !== null && endedAt < startedAt) {
      faults.push({ key: `line ${line}, ended_at`, message: 'lies before started_at' });
    }
    if (startedAt === null && endedAt !== null) {
      faults.push({ key: `line ${line}, started_at`, message: 'is empty though ended_at is given; say since when' });
    }
    if (id === null) continue;
    seen.add(id);
    customers.set(id, {
      attributes: Object.fromEntries(properties.map((name) => [name, row.cells[name] ?? null])),
      revenue,
      tenure: startedAt === null ? null : { startedAt, endedAt },
    });
  }
  if (faults.length > 0) {
    const more = faults.length - SHOWN_FAULTS;
    throw new RequestInvalid(`${path} cannot be used:`, [
      ...faults.slice(0, SHOWN_FAULTS),
      ...(more > 0 ? [{ key: 'and', message: `${more} more` }] : []),
    ]);
  }
  return { customers, properties };
}
