import type { ChurnRow } from '../cx/churn-rows.ts';
import type { Cell, Table, TableColumn } from '../cx/parse-table.ts';
import type { Fault } from '../errors.ts';
import { findColumn, looksLikeIdentifier, namesOf } from './read-table.ts';

const SAYS_YES = new Set(['yes', 'true', 'sí', 'si', 'y']);
const SAYS_NO = new Set(['no', 'false', 'n']);

export interface ChurnTableOptions {
  /** Name of the column that says whether the customer left, and the value that means it where it holds words. */
  readonly target: string;
  readonly event?: string;
  readonly features?: string;
  readonly recordedAt?: string;
  readonly outcomeAt?: string;
}

/** A table's rows as past customers; what does not fit is added to `faults`, by line and column where it has one. */
export function readChurnRows(
  table: Table,
  options: ChurnTableOptions,
  faults: Fault[],
): { rows: ChurnRow[]; withoutOutcome: number; identifiers: string[] } {
  const target = findColumn(table, options.target, '--target', faults);
  const outcomes = target === null ? [] : outcomesOf(table, target, options.event, faults);
  const instants = (['recordedAt', 'outcomeAt'] as const).map((key) => {
    const name = options[key];
    return name === undefined
      ? null
      : findColumn(table, name, key === 'recordedAt' ? '--recorded-at' : '--outcome-at', faults);
  });
  const [recordedAt = null, outcomeAt = null] = instants;
  if ((recordedAt === null) !== (outcomeAt === null) && faults.length === 0) {
    faults.push({ key: '--recorded-at', message: 'belongs together with --outcome-at; give both' });
  }
  checkInstants(table, recordedAt, outcomeAt, faults);
  const asked = namesOf(options.features);
  const others = table.columns.filter((column) => ![target, recordedAt, outcomeAt].includes(column));
  const identifiers = asked === undefined ? others.filter(looksLikeIdentifier).map(({ name }) => name) : [];
  const columns = others.filter(({ name }) => !identifiers.includes(name));
  const rows: ChurnRow[] = [];
  for (const [row, churned] of outcomes.entries()) {
    if (churned === null) continue;
    rows.push({
      churned,
      features: Object.fromEntries(columns.map(({ name, values }) => [name, values[row] ?? null])),
    });
  }
  return { rows, withoutOutcome: outcomes.length - rows.length, identifiers };
}

/** Whether each customer left; null where the table does not say. */
function outcomesOf(table: Table, target: TableColumn, event: string | undefined, faults: Fault[]): (boolean | null)[] {
  if (event !== undefined) {
    if (!target.values.some((value) => value !== null && sameValue(value, event))) {
      faults.push({
        key: '--event',
        message: `"${event}" does not occur in "${target.name}"; it holds ${valuesOf(target)}`,
      });
    }
    return target.values.map((value) => (value === null ? null : sameValue(value, event)));
  }
  if (target.kind === 'yes-no') return target.values.map((value) => (typeof value === 'boolean' ? value : null));
  if (target.kind === 'number') {
    for (const [row, value] of target.values.entries()) {
      if (value !== null && value !== 0 && value !== 1) {
        faults.push({
          key: `line ${table.lines[row]}, ${target.name}`,
          message: `is ${value}; write 1 for left and 0 for stayed, or name the value that means left with --event`,
        });
        break;
      }
    }
    return target.values.map((value) => (value === null ? null : value === 1));
  }
  faults.push({
    key: '--target',
    message:
      target.kind === 'empty'
        ? `"${target.name}" holds nothing`
        : `"${target.name}" holds ${valuesOf(target)}; name the one that means left with --event`,
  });
  return [];
}

function sameValue(value: Cell, event: string): boolean {
  if (typeof value === 'boolean') return (value ? SAYS_YES : SAYS_NO).has(event.toLowerCase());
  return String(value) === event;
}

function valuesOf({ values }: TableColumn): string {
  const all = [...new Set(values.filter((value) => value !== null).map(String))].sort();
  return all.length <= 6 ? all.join(', ') : `${all.slice(0, 6).join(', ')} and ${all.length - 6} more`;
}

function checkInstants(
  table: Table,
  recordedAt: TableColumn | null,
  outcomeAt: TableColumn | null,
  faults: Fault[],
): void {
  if (recordedAt === null || outcomeAt === null) return;
  for (const [row, line] of table.lines.entries()) {
    const times = [recordedAt, outcomeAt].map((column) => {
      const value = column.values[row] ?? null;
      const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
      if (value !== null && Number.isNaN(ms)) {
        faults.push({
          key: `line ${line}, ${column.name}`,
          message: 'is no date; write it like 2026-11-23 or 2026-11-23T12:00:00Z',
        });
      }
      return ms;
    });
    const [recorded = Number.NaN, outcome = Number.NaN] = times;
    if (recorded >= outcome) {
      faults.push({
        key: `line ${line}, ${recordedAt.name}`,
        message: `does not lie before ${outcomeAt.name}; read the features as they were before the outcome`,
      });
    }
    if (faults.length >= 20) return;
  }
}
