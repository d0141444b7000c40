/** Strict reading of Salesforce's field values, parents by path (`Parent.ContactId`). A value that cannot be read is a fault, never a guess. */
import { instantSchema } from '../../cx/model/signal.ts';
import type { VendorRecord } from './payload.ts';

export interface ValueFault {
  readonly reason:
    | 'bad_date'
    | 'bad_value'
    | 'unknown_channel'
    | 'unknown_currency'
    | 'missing_property'
    | 'out_of_scale'
    | 'unknown_scale'
    | 'bad_order';
  readonly detail: string;
}

export interface FieldReader {
  /** The trimmed text; undefined when empty. */
  text(path: string): string | undefined;
  /** ISO 8601 in UTC. A bare date is its midnight UTC. */
  instant(path: string): string | undefined;
  /** The same, but of a bare date its last millisecond: what is promised for a day is kept until that day ends. */
  endOfDay(path: string): string | undefined;
  number(path: string): number | undefined;
  flag(path: string): boolean | undefined;
  /** Child records of one relationship. */
  children(name: string): readonly FieldReader[];
  /** Notes a fault; the record will be set aside with all of its faults. */
  refuse(reason: ValueFault['reason'], detail: string): void;
  readonly faults: readonly ValueFault[];
}

const BARE_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** null when it is no instant. Salesforce writes the offset without a colon: `2026-01-31T10:00:00.000+0000`. */
export function parseInstant(value: string): string | null {
  const text = BARE_DATE.test(value) ? `${value}T00:00:00Z` : value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  return instantSchema.safeParse(text).success ? new Date(text).toISOString() : null;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function valueAt(record: Readonly<Record<string, unknown>>, path: string): unknown {
  let value: unknown = record;
  for (const name of path.split('.')) value = isRecord(value) ? value[name] : undefined;
  return value ?? undefined;
}

export function readFieldsOf(
  record: VendorRecord | Readonly<Record<string, unknown>>,
  faults: ValueFault[] = [],
): FieldReader {
  const refuse: FieldReader['refuse'] = (reason, detail) => void faults.push({ reason, detail });
  const odd = (path: string, wanted: string): undefined =>
    refuse('bad_value', `${path} holds no ${wanted} that can be read; correct it in Salesforce`) as undefined;

  const reader: FieldReader = {
    text(path) {
      const value = valueAt(record, path);
      if (value === undefined) return undefined;
      return typeof value === 'string' ? value.trim() || undefined : String(value);
    },
    instant(path) {
      const value = valueAt(record, path);
      if (value === undefined) return undefined;
      const instant = typeof value === 'string' ? parseInstant(value) : null;
      if (instant !== null) return instant;
      refuse('bad_date', `${path} holds no date that can be used (not before 1970); correct it in Salesforce`);
      return undefined;
    },
    endOfDay(path) {
      const instant = reader.instant(path);
      const day = BARE_DATE.test(String(valueAt(record, path)));
      return day ? instant?.replace('T00:00:00.000Z', 'T23:59:59.999Z') : instant;
    },
    number(path) {
      const value = valueAt(record, path);
      return value === undefined || typeof value === 'number' ? value : odd(path, 'number');
    },
    flag(path) {
      const value = valueAt(record, path);
      return value === undefined || typeof value === 'boolean' ? value : odd(path, 'yes or no');
    },
    children(name) {
      const rows = valueAt(record, `${name}.records`);
      return Array.isArray(rows) ? rows.filter(isRecord).map((row) => readFieldsOf(row, faults)) : [];
    },
    refuse,
    faults,
  };
  return reader;
}
