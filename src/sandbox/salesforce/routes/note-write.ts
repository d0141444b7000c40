import type { Org } from '../state/org.ts';
import type { StoredRecord } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';

/** Counts a write of the API: which fields it named, and which got another value. */
export function noteWrite(
  org: Org,
  schema: ObjectSchema,
  id: string,
  input: Readonly<Record<string, unknown>>,
  before: StoredRecord | undefined,
): void {
  const { name } = schema.definition;
  const after = org.records.find(name, id);
  const named = Object.keys(input).flatMap((key) => schema.fields.get(key.toLowerCase())?.name ?? []);
  const changed = named.filter((field) => (before?.fields[field] ?? null) !== (after?.fields[field] ?? null));
  org.ledger.note(name, id, named, changed);
}
