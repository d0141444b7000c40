/** What HubSpot's refusals of a write name: records, properties, and whether the same may go well another time. */
import type { RefusedField } from '../port.ts';
import { complaintOf, type ErrorBody } from './payload.ts';

export function isMissing(error: ErrorBody): boolean {
  return error.category === 'OBJECT_NOT_FOUND' || error.code === 'OBJECT_NOT_FOUND';
}

/** What may go well another time, the record being as it is. */
const PASSING = new Set(['CONFLICT', 'INTERNAL_ERROR', 'RATE_LIMITS', 'SERVICE_UNAVAILABLE', 'MIGRATION_IN_PROGRESS']);

export const isPassing = (error: ErrorBody): boolean => PASSING.has(error.category ?? '');

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined || value === null ? [] : [String(value)];

type Item = Pick<ErrorBody, 'message' | 'code' | 'category' | 'context'>;
const itemsOf = (error: ErrorBody | undefined): readonly Item[] =>
  error === undefined ? [] : [...(error.errors ?? []), error];

/** The records that an error speaks of, wherever it names them. */
export function idsIn(error: ErrorBody | undefined): readonly string[] {
  return itemsOf(error).flatMap(({ context }) =>
    ['ids', 'id', 'objectId', 'objectWriteTraceId'].flatMap((key) => strings(context?.[key])),
  );
}

const namesOf = ({ context }: Item): readonly string[] =>
  ['propertyName', 'name'].flatMap((key) => strings(context?.[key]));
const speaksOf = ({ message }: Item, name: string): boolean => message.split(/\W+/u).includes(name);

/** Those of the records' properties that an error names, in its context or, where that says nothing, in its words. */
export function propertiesIn(
  error: ErrorBody | undefined,
  inputs: readonly { readonly properties: Readonly<Record<string, string>> }[],
): readonly string[] {
  if (error === undefined || isPassing(error)) return [];
  const items = itemsOf(error);
  const ours = [...new Set(inputs.flatMap(({ properties }) => Object.keys(properties)))];
  const named = new Set(items.flatMap(namesOf));
  const found = ours.filter((name) => named.has(name));
  return found.length > 0 ? found : ours.filter((name) => items.some((item) => speaksOf(item, name)));
}

/** What an error says of a property that it names, or of the whole where it says nothing of its own about it. */
export function refusalOf(error: ErrorBody | undefined, name: string): RefusedField {
  const items = itemsOf(error);
  const own = items.find((item) => namesOf(item).includes(name)) ?? items.find((item) => speaksOf(item, name));
  const whole = complaintOf(error);
  const code = own?.code ?? own?.category ?? whole.code;
  return { field: name, code, message: (own?.message || whole.message).slice(0, 500) };
}
