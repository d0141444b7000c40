import { ApiError, jsonError } from '../api-error.ts';
import { normalizeId } from '../ids.ts';
import type { FieldDefinition } from '../schema/field.ts';
import type { Value } from '../state/records.ts';
import { readDay, readInstant } from '../time.ts';

/** How a value arrived: JSON has types, CSV only text. */
export type Source = 'json' | 'csv';

const EMAIL = /^[^\s@,;<>()[\]\\]+@[^\s@,;<>()[\]\\.]+(\.[^\s@,;<>()[\]\\.]+)+$/;
const JSON_TYPES: Readonly<Partial<Record<FieldDefinition['type'], string>>> = {
  boolean: 'boolean',
  int: 'int',
  double: 'double',
  currency: 'currency',
  percent: 'percent',
  date: 'date',
  datetime: 'datetime',
};

function fault(errorCode: string, message: string, field: FieldDefinition): ApiError {
  return new ApiError(400, errorCode, message, [field.name]);
}

function tokenOf(raw: unknown): string {
  if (typeof raw === 'string') return 'VALUE_STRING';
  if (typeof raw === 'boolean') return raw ? 'VALUE_TRUE' : 'VALUE_FALSE';
  if (typeof raw === 'number') return Number.isInteger(raw) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT';
  return Array.isArray(raw) ? 'START_ARRAY' : 'START_OBJECT';
}

/** A value of the wrong kind: a parser error in JSON, an error of the field in CSV. */
function wrongType(field: FieldDefinition, raw: unknown, source: Source): ApiError {
  if (source === 'csv')
    return fault(
      'INVALID_TYPE_ON_FIELD_IN_RECORD',
      `${field.label}: value not of required type: ${String(raw)}`,
      field,
    );
  const type = JSON_TYPES[field.type] ?? 'string';
  const shown = typeof raw === 'object' ? '' : ` value ${String(raw)}`;
  return jsonError(
    `Cannot deserialize instance of ${type} from ${tokenOf(raw)}${shown} or request may be missing a required field at [line:1, column:1]`,
  );
}

/** Returns a written value as the field holds it; null clears. Throws Salesforce's error for the field. */
export function coerce(field: FieldDefinition, raw: unknown, source: Source): Value {
  if (raw === null || raw === undefined || raw === '') {
    if (field.type !== 'boolean') return null;
    if (source === 'csv') return false;
    throw fault('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: `, field);
  }
  if (typeof raw === 'object') throw wrongType(field, raw, source);
  switch (field.type) {
    case 'boolean':
      return readFlag(field, raw, source);
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return readNumber(field, raw, source);
    case 'date':
    case 'datetime':
    case 'time':
      return readTime(field, raw, source);
    case 'id':
    case 'reference':
      return readId(field, raw, source);
    default:
      return readText(field, raw, source);
  }
}

function readFlag(field: FieldDefinition, raw: unknown, source: Source): boolean {
  if (typeof raw === 'boolean') return raw;
  const text = String(raw).toLowerCase();
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw wrongType(field, raw, source);
}

function readNumber(field: FieldDefinition, raw: unknown, source: Source): number {
  const number =
    typeof raw === 'number' ? raw : typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : Number.NaN;
  if (!Number.isFinite(number)) throw wrongType(field, raw, source);
  if (field.type === 'int') {
    if (!Number.isInteger(number)) throw wrongType(field, raw, source);
    if (Math.abs(number) >= 2_147_483_648) throw outOfRange(field, raw);
    return number;
  }
  const scaled = Number(`${Math.round(Number(`${number}e${field.scale}`))}e-${field.scale}`);
  const rounded = Number.isFinite(scaled) ? scaled : number;
  if (Math.abs(rounded) >= 10 ** (field.precision - field.scale)) throw outOfRange(field, raw);
  return rounded;
}

function outOfRange(field: FieldDefinition, raw: unknown): ApiError {
  return fault(
    'NUMBER_OUTSIDE_VALID_RANGE',
    `${field.label}: value outside of valid range on numeric field: ${String(raw)}`,
    field,
  );
}

function readTime(field: FieldDefinition, raw: unknown, source: Source): string {
  if (typeof raw !== 'string') throw wrongType(field, raw, source);
  if (field.type === 'date') {
    const day = readDay(raw) ?? readInstant(raw)?.slice(0, 10);
    if (day !== undefined) return day;
  } else if (field.type === 'datetime') {
    const instant = readInstant(raw) ?? (readDay(raw) && readInstant(`${raw}T00:00:00Z`));
    if (instant) return instant;
  } else if (/^\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z?$/.test(raw)) return raw.endsWith('Z') ? raw : `${raw}Z`;
  throw wrongType(field, raw, source);
}

function readId(field: FieldDefinition, raw: unknown, source: Source): string {
  if (typeof raw !== 'string') throw wrongType(field, raw, source);
  const id = normalizeId(raw);
  if (id === undefined) throw fault('MALFORMED_ID', `${field.label}: id value of incorrect type: ${raw}`, field);
  return id;
}

function readText(field: FieldDefinition, raw: unknown, source: Source): Value {
  if (typeof raw !== 'string') throw wrongType(field, raw, source);
  // Line ends are kept as they are in long texts; blanks at the ends of short ones are not.
  const text = field.type === 'textarea' ? raw : raw.trim();
  if (text === '') return null;
  if (field.type === 'email' && !EMAIL.test(text))
    throw fault('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${text}`, field);
  if (field.type === 'picklist') checkPicklist(field, [text], text);
  if (field.type === 'multipicklist') {
    const parts = [
      ...new Set(
        text
          .split(';')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      ),
    ];
    checkPicklist(field, parts, text);
    return inListOrder(field, parts).join(';');
  }
  const length = field.name === 'CommentBody' ? Buffer.byteLength(text) : text.length;
  if (field.length > 0 && length > field.length)
    throw fault('STRING_TOO_LONG', `${field.label}: data value too large: ${text} (max length=${field.length})`, field);
  return text;
}

function checkPicklist(field: FieldDefinition, values: readonly string[], text: string): void {
  if (!field.restrictedPicklist || field.picklist.length === 0) return;
  for (const value of values) {
    const known = field.picklist.some((each) => each.active && each.value.toLowerCase() === value.toLowerCase());
    if (!known)
      throw fault(
        'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        `${field.label}: bad value for restricted picklist field: ${text}`,
        field,
      );
  }
}

/** Values of a multi-select picklist stand in the order of their definition. */
function inListOrder(field: FieldDefinition, parts: readonly string[]): readonly string[] {
  const place = (part: string) => {
    const at = field.picklist.findIndex((each) => each.value === part);
    return at < 0 ? field.picklist.length : at;
  };
  return parts.toSorted((left, right) => place(left) - place(right));
}
