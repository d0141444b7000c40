/** A row of Bulk API → the record as the REST API gives it: every value there is a text, and a parent's field has its path as name. */
import type { Described } from './account.ts';
import type { CsvRow } from './csv.ts';

const NUMBERS = new Set(['int', 'long', 'double', 'currency', 'percent']);

function typed(text: string, type: string | undefined): string | number | boolean | null {
  if (text === '') return null;
  if (type === 'boolean') return text === 'true';
  if (type === undefined || !NUMBERS.has(type)) return text;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** What is read of parents (`Parent.ContactId`) are texts and ids. */
export function fromCsv(row: CsvRow, described: Described): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [name, text] of Object.entries(row)) {
    const path = name.split('.');
    const last = path.pop() ?? name;
    let holder = record;
    for (const step of path) {
      const inner = (holder[step] ?? {}) as Record<string, unknown>;
      holder[step] = inner;
      holder = inner;
    }
    holder[last] = typed(text, path.length === 0 ? described.fields.get(name)?.type : undefined);
  }
  return record;
}
