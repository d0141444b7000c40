import type { FieldDefinition, FieldType } from '../schema/field.ts';
import type { Org } from '../state/org.ts';
import { readValue } from '../state/read-value.ts';
import type { StoredRecord, Value } from '../state/records.ts';
import type { ObjectSchema } from '../state/schema-store.ts';
import { instantMs, zonedTime } from '../time.ts';
import type { Call, Expression, Path } from './ast.ts';
import { formatted } from './formatted.ts';
import { errorAt } from './lexer.ts';

/** On whose behalf and when a query runs. */
export interface QueryContext {
  readonly org: Org;
  readonly userId: string;
  readonly includeDeleted: boolean;
  readonly now: number;
  readonly timeZone: string;
}

/** An expression that can be read from a row. */
export interface Bound<Row = StoredRecord> {
  readonly type: FieldType;
  /** Where it comes from, for messages and keys. */
  readonly name: string;
  readonly field: FieldDefinition | undefined;
  /** The object whose field it is. */
  readonly entity?: string;
  /** Key of its index, if the row's own field is meant. */
  readonly own: boolean;
  readonly read: (row: Row) => Value;
}

const NO_COLUMN =
  "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.";
const NO_RELATIONSHIP =
  "If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.";

export function noSuchColumn(source: string, at: number, name: string, entity: string) {
  return errorAt('INVALID_FIELD', source, at, `No such column '${name}' on entity '${entity}'. ${NO_COLUMN}`);
}

export function noSuchRelationship(source: string, at: number, name: string) {
  return errorAt(
    'INVALID_FIELD',
    source,
    at,
    `Didn't understand relationship '${name}' in field path. ${NO_RELATIONSHIP}`,
  );
}

/** The field if the user may see it. */
export function visibleField(context: QueryContext, schema: ObjectSchema, name: string): FieldDefinition | undefined {
  const field = schema.fields.get(name.toLowerCase());
  if (!field) return undefined;
  return context.org.permissions.onField(context.userId, schema.definition, field) === 'none' ? undefined : field;
}

/** The relationship's reference field if the user may see it. */
export function visibleRelationship(
  context: QueryContext,
  schema: ObjectSchema,
  name: string,
): FieldDefinition | undefined {
  const field = schema.relationships.get(name.toLowerCase());
  return field && visibleField(context, schema, field.name);
}

/** The record that a reference points to, deleted ones included. */
export function follow(org: Org, record: StoredRecord, field: FieldDefinition): StoredRecord | undefined {
  const id = record.fields[field.name];
  if (typeof id !== 'string') return undefined;
  const target = org.schema.ofId(id);
  return target && org.records.find(target.definition.name, id);
}

/** Names of an object as a path may begin with: nothing, its alias, its own name. */
export function withoutAlias(
  names: readonly string[],
  schema: ObjectSchema,
  alias: string | undefined,
): readonly string[] {
  const first = names[0]?.toLowerCase();
  if (names.length < 2 || first === undefined || schema.relationships.has(first)) return names;
  return first === alias?.toLowerCase() || first === schema.definition.name.toLowerCase() ? names.slice(1) : names;
}

/** What can be read through a reference to one of several objects, in lower case (object_reference, Name); more needs TYPEOF. */
export const NAME_FIELDS: ReadonlySet<string> = new Set(
  'id alias email firstname isactive lastname lastreferenceddate lastvieweddate middlename name nameoralias phone profile profileid suffix title type userrole userroleid username'.split(
    ' ',
  ),
);

/** Binds the expressions of one query to its object. */
export class Binder {
  readonly context: QueryContext;
  readonly schema: ObjectSchema;
  readonly source: string;
  private readonly alias: string | undefined;

  constructor(context: QueryContext, schema: ObjectSchema, source: string, alias: string | undefined) {
    this.context = context;
    this.schema = schema;
    this.source = source;
    this.alias = alias;
  }

  bind(expression: Expression): Bound {
    return expression.kind === 'path' ? this.path(expression) : this.call(expression);
  }

  namesOf(path: Path): readonly string[] {
    return withoutAlias(path.names, this.schema, this.alias);
  }

  path(path: Path): Bound {
    const names = this.namesOf(path);
    return this.step(this.schema, names, path.at, names.join('.'), true);
  }

  private step(schema: ObjectSchema, names: readonly string[], at: number, name: string, own: boolean): Bound {
    const { context, source } = this;
    const { org } = context;
    const [first = '', ...rest] = names;
    if (rest.length === 0) {
      const field = visibleField(context, schema, first);
      if (!field) throw noSuchColumn(source, at, first, schema.definition.name);
      const entity = schema.definition.name;
      return { type: field.type, name, field, entity, own, read: (record) => readValue(org, record, field) };
    }
    const reference = visibleRelationship(context, schema, first);
    if (!reference) throw noSuchRelationship(source, at, first);
    if (reference.referenceTo.length > 1) return this.anyTarget(reference, rest, at, name);
    const target = org.schema.find(reference.referenceTo[0] ?? '');
    if (!target) throw noSuchRelationship(source, at, first);
    const inner = this.step(target, rest, at, name, false);
    return {
      ...inner,
      own: false,
      read: (record) => {
        const parent = follow(org, record, reference);
        return parent ? inner.read(parent) : null;
      },
    };
  }

  /** A field of something that may be one of several objects (Who, What, Owner): those that have it answer. */
  private anyTarget(reference: FieldDefinition, names: readonly string[], at: number, name: string): Bound {
    const { org } = this.context;
    if (names.length === 1 && names[0]?.toLowerCase() === 'type') {
      return {
        type: 'string',
        name,
        field: undefined,
        own: false,
        read: (record) => follow(org, record, reference)?.type ?? null,
      };
    }
    const bound = new Map<string, Bound>();
    const first = names[0]?.toLowerCase() ?? '';
    if (!NAME_FIELDS.has(first)) throw noSuchColumn(this.source, at, names[0] ?? '', 'Name');
    for (const target of reference.referenceTo) {
      const schema = org.schema.find(target);
      if (schema && (schema.fields.has(first) || schema.relationships.has(first)))
        bound.set(target, this.step(schema, names, at, name, false));
    }
    const [any] = bound.values();
    if (names.length === 1 && names[0]?.toLowerCase() === 'name') {
      const named = any ?? { type: 'string' as const, name, field: undefined };
      return { ...named, own: false, read: (record) => this.targetName(record, reference) };
    }
    if (!any) throw noSuchColumn(this.source, at, names.join('.'), 'Name');
    return {
      ...any,
      read: (record) => {
        const target = follow(org, record, reference);
        return target ? (bound.get(target.type)?.read(target) ?? null) : null;
      },
    };
  }

  private targetName(record: StoredRecord, reference: FieldDefinition): Value {
    const { org } = this.context;
    const target = follow(org, record, reference);
    if (!target) return null;
    const field = org.schema.get(target.type).definition.fields.find((each) => each.nameField);
    return field ? readValue(org, target, field) : null;
  }

  private call(call: Call): Bound {
    const [argument] = call.args;
    const part = DATE_PARTS[call.name];
    if (part && argument && call.args.length === 1) {
      const inner = this.bind(
        argument.kind === 'call' && argument.name === 'converttimezone' ? (argument.args[0] as Expression) : argument,
      );
      const { timeZone } = this.context;
      const isZoned = argument.kind === 'call';
      const name = `${call.name.toUpperCase()}(${inner.name})`;
      return {
        type: call.name === 'day_only' ? 'date' : 'int',
        name,
        field: undefined,
        own: false,
        read: (record) => {
          const value = inner.read(record);
          if (typeof value !== 'string') return null;
          return part(inner.type === 'date' ? Date.parse(value) : instantMs(value), isZoned ? timeZone : 'UTC');
        },
      };
    }
    if (argument && ['tolabel', 'format', 'convertcurrency'].includes(call.name)) return this.shown(call, argument);
    throw errorAt('INVALID_FIELD', this.source, call.at, `unknown function: ${call.name}`);
  }

  /** `toLabel`, `FORMAT`, `convertCurrency`: the value as a person reads it. */
  private shown(call: Call, argument: Expression): Bound {
    const inner = this.bind(argument);
    const labels = new Map(inner.field?.picklist.map((each) => [each.value, each.label]));
    const read = (record: StoredRecord): Value => {
      const value = inner.read(record);
      if (call.name === 'tolabel' && typeof value === 'string') return labels.get(value) ?? value;
      return call.name === 'format' ? formatted(value, inner.type, this.context.timeZone) : value;
    };
    return { ...inner, type: call.name === 'convertcurrency' ? inner.type : 'string', own: false, read };
  }
}

type DatePart = (at: number, timeZone: string) => Value;

function dayOfYear(year: number, month: number, day: number): number {
  return Math.round((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
}

const calendar =
  (part: (time: ReturnType<typeof zonedTime>) => number): DatePart =>
  (at, timeZone) =>
    part(zonedTime(at, timeZone));

/** Date functions (soql_sosl, sforce_api_calls_soql_select_date_functions); without convertTimezone they work in UTC. */
const DATE_PARTS: Readonly<Record<string, DatePart>> = {
  calendar_year: calendar(({ year }) => year),
  fiscal_year: calendar(({ year }) => year),
  calendar_quarter: calendar(({ month }) => Math.ceil(month / 3)),
  fiscal_quarter: calendar(({ month }) => Math.ceil(month / 3)),
  calendar_month: calendar(({ month }) => month),
  fiscal_month: calendar(({ month }) => month),
  day_in_month: calendar(({ day }) => day),
  day_in_year: calendar(({ year, month, day }) => dayOfYear(year, month, day)),
  day_in_week: calendar(({ year, month, day }) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1),
  hour_in_day: calendar(({ hour }) => hour),
  week_in_month: calendar(({ day }) => Math.ceil(day / 7)),
  week_in_year: calendar(({ year, month, day }) => Math.ceil(dayOfYear(year, month, day) / 7)),
  day_only: (at, timeZone) => {
    const { year, month, day } = zonedTime(at, timeZone);
    return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  },
};
