/** Strict reading of HubSpot's property values, which all come as strings. A value that cannot be read is a fault, never a guess. */
import { instantSchema } from '../../cx/model/signal.ts';

export interface ValueFault {
  readonly reason:
    | 'bad_date'
    | 'bad_number'
    | 'missing_property'
    | 'out_of_scale'
    | 'unknown_value'
    | 'unknown_channel'
    | 'unknown_scale'
    | 'bad_order';
  readonly detail: string;
}

export interface PropertyReader {
  /** The trimmed text; undefined when empty. */
  text(name: string): string | undefined;
  /** ISO 8601 in UTC. HubSpot gives ISO 8601, epoch milliseconds, or a bare date (midnight UTC). */
  instant(name: string): string | undefined;
  /** The same, but of a bare date its last millisecond: what is promised for a day is kept until that day ends. */
  endOfDay(name: string): string | undefined;
  number(name: string): number | undefined;
  flag(name: string): boolean | undefined;
  /** The first of the names that has a value. */
  firstInstant(...names: readonly string[]): string | undefined;
  /** Notes a fault; the record will be set aside with all of its faults. */
  refuse(reason: ValueFault['reason'], detail: string): void;
  readonly faults: readonly ValueFault[];
}

const EPOCH_MS = /^-?\d{11,14}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** null when it is no instant. */
export function parseInstant(value: string): string | null {
  if (EPOCH_MS.test(value)) return toIso(Number(value));
  if (DATE.test(value))
    return instantSchema.safeParse(`${value}T00:00:00.000Z`).success ? toIso(Date.parse(value)) : null;
  return instantSchema.safeParse(value).success ? toIso(Date.parse(value)) : null;
}

const lastOfDay = (midnight: string): string => midnight.replace('T00:00:00.000Z', 'T23:59:59.999Z');

function toIso(ms: number): string | null {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

export function readProperties(properties: Readonly<Record<string, string | null>>): PropertyReader {
  const faults: ValueFault[] = [];
  const refuse: PropertyReader['refuse'] = (reason, detail) => void faults.push({ reason, detail });

  const reader: PropertyReader = {
    text: (name) => properties[name]?.trim() || undefined,
    instant(name) {
      const value = reader.text(name);
      if (value === undefined) return undefined;
      const instant = parseInstant(value);
      if (instant !== null) return instant;
      refuse('bad_date', `${name} holds no date that can be read; correct it in HubSpot`);
      return undefined;
    },
    endOfDay(name) {
      const instant = reader.instant(name);
      return instant !== undefined && DATE.test(reader.text(name) ?? '') ? lastOfDay(instant) : instant;
    },
    number(name) {
      const value = reader.text(name);
      if (value === undefined) return undefined;
      if (NUMBER.test(value) && Number.isFinite(Number(value))) return Number(value);
      refuse('bad_number', `${name} holds no number that can be read; correct it in HubSpot`);
      return undefined;
    },
    flag(name) {
      const value = reader.text(name)?.toLowerCase();
      if (value === undefined) return undefined;
      if (value === 'true' || value === 'false') return value === 'true';
      refuse('unknown_value', `${name} is neither true nor false; correct it in HubSpot`);
      return undefined;
    },
    firstInstant(...names) {
      for (const name of names) {
        const instant = reader.instant(name);
        if (instant !== undefined) return instant;
      }
      return undefined;
    },
    refuse,
    faults,
  };
  return reader;
}
