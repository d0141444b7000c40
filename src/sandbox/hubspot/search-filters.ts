import { validationError } from './api-error.ts';
import { inferObjectType, type ObjectType } from './object-types.ts';
import { liveLinks } from './routes/inline-associations.ts';
import type { PropertyDefinition } from './schema/property-definition.ts';
import type { Portal } from './state/portal.ts';

export const OPERATORS = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const;
export type Operator = (typeof OPERATORS)[number];

export interface SearchFilter {
  readonly propertyName: string;
  readonly operator: Operator;
  readonly value?: string | undefined;
  readonly highValue?: string | undefined;
  readonly values?: readonly string[] | undefined;
}

/** Reads one value of a record. */
export type Lookup = (name: string) => string | null;
type Test = (id: string, lookup: Lookup) => boolean;

const ORDERED = new Set(['number', 'date', 'datetime']);

/** A number or date as something to compare; NaN if it is neither. */
export function comparable(value: string): number {
  const plain = Number(value);
  return value.trim() !== '' && !Number.isNaN(plain) ? plain : Date.parse(value);
}

function tokensOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** `CONTAINS_TOKEN`: whole words in order, `*` as a wildcard. */
function containsToken(text: string, wanted: string): boolean {
  const needle = wanted.toLowerCase().trim();
  if (needle.includes('*')) {
    const pattern = needle.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const whole = new RegExp(`^${pattern.join('.*')}$`, 's');
    return (
      whole.test(text.toLowerCase()) ||
      text
        .toLowerCase()
        .split(/\s+/)
        .some((word) => whole.test(word)) ||
      tokensOf(text).some((token) => whole.test(token))
    );
  }
  const words = tokensOf(needle);
  const tokens = tokensOf(text);
  if (words.length === 0) return false;
  return tokens.some((_, at) => words.every((word, offset) => tokens[at + offset] === word));
}

function required(filter: SearchFilter, field: 'value' | 'highValue' | 'values'): void {
  const given = field === 'values' ? filter.values && filter.values.length > 0 : filter[field] !== undefined;
  if (given) return;
  throw validationError(
    `There was a problem with the request. ${field} is required for the operator ${filter.operator} on "${filter.propertyName}".`,
    { context: { propertyName: [filter.propertyName] } },
  );
}

function orderedBound(property: PropertyDefinition, value: string): number {
  const bound = comparable(value);
  if (!Number.isNaN(bound)) return bound;
  throw validationError(
    `There was a problem with the request. "${value}" is not a valid ${property.type} for "${property.name}".`,
    {
      context: { propertyName: [property.name] },
    },
  );
}

/** One filter on a property, compiled. */
function propertyTest(property: PropertyDefinition, filter: SearchFilter): Test {
  const { name } = property;
  const ordered = ORDERED.has(property.type);
  const exact = property.type === 'enumeration' || property.type === 'bool';
  const same = (held: string, wanted: string): boolean => {
    if (ordered) return comparable(held) === comparable(wanted);
    if (exact) return held === wanted || (property.fieldType === 'checkbox' && held.split(';').includes(wanted));
    return held.toLowerCase() === wanted.toLowerCase();
  };
  const ask =
    (decide: (held: string) => boolean): Test =>
    (_, lookup) => {
      const held = lookup(name);
      return held !== null && held !== '' && decide(held);
    };
  const compare = (decide: (order: number) => boolean, bound: string): Test => {
    if (!ordered)
      return ask((held) =>
        decide(held.toLowerCase() < bound.toLowerCase() ? -1 : held.toLowerCase() > bound.toLowerCase() ? 1 : 0),
      );
    const limit = orderedBound(property, bound);
    return ask((held) => decide(Math.sign(comparable(held) - limit)));
  };
  const value = filter.value ?? '';
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return ask(() => true);
    case 'NOT_HAS_PROPERTY':
      return (_, lookup) => !lookup(name);
    case 'IN':
    case 'NOT_IN': {
      required(filter, 'values');
      const wanted = filter.values ?? [];
      // Values of string properties are compared with the lower-cased value as given: upper case in `values` never matches.
      const hit = (held: string) =>
        property.type === 'string' ? wanted.includes(held.toLowerCase()) : wanted.some((each) => same(held, each));
      return ask((held) => hit(held) === (filter.operator === 'IN'));
    }
    case 'BETWEEN': {
      required(filter, 'value');
      required(filter, 'highValue');
      const low = compare((order) => order >= 0, value);
      const high = compare((order) => order <= 0, filter.highValue ?? '');
      return (id, lookup) => low(id, lookup) && high(id, lookup);
    }
    default:
      required(filter, 'value');
      if (ordered) orderedBound(property, value);
      return singleValueTest(filter.operator, value, { ask, same, compare });
  }
}

function singleValueTest(
  operator: Operator,
  value: string,
  by: {
    ask: (decide: (held: string) => boolean) => Test;
    same: (held: string, wanted: string) => boolean;
    compare: (decide: (order: number) => boolean, bound: string) => Test;
  },
): Test {
  switch (operator) {
    case 'EQ':
      return by.ask((held) => by.same(held, value));
    case 'NEQ':
      return by.ask((held) => !by.same(held, value));
    case 'LT':
      return by.compare((order) => order < 0, value);
    case 'LTE':
      return by.compare((order) => order <= 0, value);
    case 'GT':
      return by.compare((order) => order > 0, value);
    case 'GTE':
      return by.compare((order) => order >= 0, value);
    case 'NOT_CONTAINS_TOKEN':
      return by.ask((held) => !containsToken(held, value));
    default:
      return by.ask((held) => containsToken(held, value));
  }
}

/** A filter on the pseudo-property `associations.{objectType}`. */
function associationTest(portal: Portal, type: ObjectType, filter: SearchFilter): Test {
  const target = inferObjectType(filter.propertyName.slice('associations.'.length)).name;
  const linked = (id: string) => liveLinks(portal, { type: type.name, id }, target).map((link) => link.toId);
  const wanted = filter.values ?? (filter.value === undefined ? [] : [filter.value]);
  switch (filter.operator) {
    case 'HAS_PROPERTY':
      return (id) => linked(id).length > 0;
    case 'NOT_HAS_PROPERTY':
      return (id) => linked(id).length === 0;
    case 'EQ':
    case 'IN':
      return (id) => linked(id).some((other) => wanted.includes(other));
    case 'NEQ':
    case 'NOT_IN':
      return (id) => !linked(id).some((other) => wanted.includes(other));
    default:
      throw validationError(
        `There was a problem with the request. ${filter.operator} is not supported for associations.`,
      );
  }
}

/** Compiles a filter. Throws HubSpot's 400 for an unknown property, a missing value or a value of the wrong type. */
export function compileFilter(portal: Portal, type: ObjectType, filter: SearchFilter): Test {
  if (filter.propertyName.startsWith('associations.')) return associationTest(portal, type, filter);
  const property = portal.schema.find(type.name, filter.propertyName);
  if (!property) {
    throw validationError(`There was a problem with the request. Property "${filter.propertyName}" does not exist`, {
      errors: [
        {
          message: `Property "${filter.propertyName}" does not exist`,
          code: 'PROPERTY_DOESNT_EXIST',
          context: { propertyName: [filter.propertyName] },
        },
      ],
    });
  }
  return propertyTest(property, filter);
}

/** `query`: every word begins a word of one of the type's searchable properties. */
export function queryTest(type: ObjectType, query: string): Test {
  const words = tokensOf(query);
  const phrase = query.trim().toLowerCase();
  return (_, lookup) => {
    const texts = type.searchable.map((name) => (lookup(name) ?? '').toLowerCase());
    if (texts.some((text) => text !== '' && text.includes(phrase) && phrase !== '')) return true;
    const tokens = texts.flatMap(tokensOf);
    return words.length > 0 && words.every((word) => tokens.some((token) => token.startsWith(word)));
  };
}
