import type { FieldType } from '../schema/field.ts';
import type { Value } from '../state/records.ts';
import { instantMs } from '../time.ts';

const LOCALE = 'en-US';
const MINUTE = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const;

/** A value as `FORMAT()` shows it: numbers, dates and times in the user's locale and time zone. */
export function formatted(value: Value, type: FieldType, timeZone: string): Value {
  if (typeof value === 'number') return new Intl.NumberFormat(LOCALE).format(value);
  if (typeof value !== 'string') return value === null ? null : String(value);
  if (type === 'date') return new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC' }).format(new Date(value));
  if (type !== 'datetime') return value;
  return new Intl.DateTimeFormat(LOCALE, { ...MINUTE, timeZone }).format(instantMs(value)).replace('\u202f', ' ');
}
