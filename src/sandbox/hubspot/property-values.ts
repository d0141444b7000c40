import { type ApiError, type ErrorItem, validationError } from './api-error.ts';
import { type ObjectType, objectType } from './object-types.ts';
import type { PropertyDefinition } from './schema/property-definition.ts';
import type { Portal } from './state/portal.ts';
import { brokenRule } from './state/validation-rules.ts';

/** One refused value, in HubSpot's words. */
export interface ValueFault {
  readonly name: string;
  readonly error: string;
  readonly message: string;
}

const DAY_MS = 86_400_000;
const MAX_STRING = 65_536;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const ISO_DATETIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;
const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** False for days that no calendar has (30 February), which `Date.parse` takes for the next month's. */
function isRealDay(value: string): boolean {
  const day = value.slice(0, 10);
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

type Checked = { readonly value: string } | { readonly error: string; readonly message: string };

function checkDate(value: string): Checked {
  if (/^-?\d+$/.test(value)) {
    const at = Number(value);
    if (at % DAY_MS !== 0) {
      const time = new Date(at);
      const clock = `${time.getUTCHours()}:${time.getUTCMinutes()}:${time.getUTCSeconds()}.${time.getUTCMilliseconds()}`;
      return { error: 'INVALID_DATE', message: `${value} is at ${clock} UTC, not midnight!` };
    }
    return { value: new Date(at).toISOString().slice(0, 10) };
  }
  if (ISO_DATE.test(value) && isRealDay(value)) return { value };
  return { error: 'INVALID_DATE', message: `${value} was not a valid date.` };
}

function checkDatetime(value: string): Checked {
  const invalid = { error: 'INVALID_LONG', message: `${value} was not a valid long.` };
  if (/^-?\d+$/.test(value)) {
    const time = new Date(Number(value));
    return Number.isNaN(time.getTime()) ? invalid : { value: time.toISOString() };
  }
  if (ISO_DATE.test(value)) return checkDatetime(`${value}T00:00:00Z`);
  const parsed = ISO_DATETIME.test(value) && isRealDay(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(parsed) ? invalid : { value: new Date(parsed).toISOString() };
}

function checkOption(property: PropertyDefinition, value: string, current: string): Checked {
  const allowed = property.options.map((option) => option.value);
  const multiple = property.fieldType === 'checkbox';
  const parts = multiple ? value.split(';').filter((part) => part !== '') : [value];
  for (const part of parts) {
    if (property.externalOptions || allowed.includes(part)) continue;
    return { error: 'INVALID_OPTION', message: `${part} was not one of the allowed options: [${allowed.join(', ')}]` };
  }
  if (!multiple) return { value };
  const kept = value.startsWith(';') ? current.split(';').filter((part) => part !== '') : [];
  return { value: [...new Set([...kept, ...parts])].join(';') };
}

function checkStage(
  portal: Portal,
  type: ObjectType,
  property: PropertyDefinition,
  value: string,
): Checked | undefined {
  if (property.name === type.pipeline?.stage && !portal.pipelines.findStage(type.name, value)) {
    return { error: 'INVALID_OPTION', message: `${value} is not a valid pipeline stage ID` };
  }
  const pipelines = portal.pipelines.of(type.name);
  if (property.name === type.pipeline?.property && !pipelines.some((pipeline) => pipeline.id === value)) {
    return { error: 'INVALID_OPTION', message: `${value} is not a valid pipeline ID` };
  }
  return undefined;
}

/** The fault of a write that leaves a record in a stage of another pipeline. A stage alone brings its pipeline along. */
function strayStage(
  portal: Portal,
  type: ObjectType,
  values: Readonly<Record<string, string>>,
  current: Readonly<Record<string, string>>,
): ValueFault | undefined {
  if (!type.pipeline) return undefined;
  const { property, stage } = type.pipeline;
  const pipeline = values[property];
  const held = values[stage] ?? current[stage];
  if (!pipeline || !held || portal.pipelines.ofStage(type.name, held)?.id === pipeline) return undefined;
  return { name: stage, error: 'INVALID_OPTION', message: `${held} is not a valid stage of the pipeline ${pipeline}` };
}

function checkValue(property: PropertyDefinition, value: string, current: string): Checked {
  switch (property.type) {
    case 'number':
      return NUMBER.test(value) ? { value } : { error: 'INVALID_DOUBLE', message: `${value} was not a valid number.` };
    case 'bool':
      return value === 'true' || value === 'false'
        ? { value }
        : { error: 'INVALID_OPTION', message: `${value} was not one of the allowed options: [true, false]` };
    case 'date':
      return checkDate(value);
    case 'datetime':
      return checkDatetime(value);
    case 'enumeration':
      return checkOption(property, value, current);
    default:
      return value.length > MAX_STRING
        ? { error: 'PROPERTY_VALUE_TOO_LONG', message: `The value exceeds the maximum of ${MAX_STRING} characters.` }
        : { value };
  }
}

/**
 * Checks the values of a write against the property definitions. Returns them in stored form ('' clears), and the
 * faults: `PROPERTY_DOESNT_EXIST`, `READ_ONLY_VALUE`, `INVALID_OPTION` … . `current` are the record's present values.
 */
export function checkValues(
  portal: Portal,
  type: ObjectType,
  input: Readonly<Record<string, string>>,
  current: Readonly<Record<string, string>>,
  person = false,
): { readonly values: Record<string, string>; readonly faults: ValueFault[] } {
  const values: Record<string, string> = {};
  const faults: ValueFault[] = [];
  for (const [rawName, value] of Object.entries(input)) {
    const name = rawName.toLowerCase();
    const property = portal.schema.find(type.name, name);
    if (!property) {
      faults.push({ name, error: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` });
    } else if (property.readOnlyValue && !person) {
      const message = `"${name}" is a read only property; its value cannot be set.`;
      faults.push({ name, error: 'READ_ONLY_VALUE', message });
    } else {
      const checked = checkOne(portal, type, property, value, current[name] ?? '');
      if ('error' in checked) faults.push({ name, error: checked.error, message: checked.message });
      else values[name] = checked.value;
    }
  }
  const stray = faults.length === 0 ? strayStage(portal, type, values, current) : undefined;
  return { values, faults: stray ? [stray] : faults };
}

function checkOne(
  portal: Portal,
  type: ObjectType,
  property: PropertyDefinition,
  value: string,
  current: string,
): Checked {
  if (value === '') return { value };
  if (property.type !== 'string' && value.trim() !== value) {
    const message = `"${value}" includes leading or trailing whitespace.`;
    return { error: 'LEADING_TRAILING_WHITESPACE', message };
  }
  if (property.name === 'email' && type.name === 'contacts') {
    const email = value.trim().toLowerCase();
    return EMAIL.test(email)
      ? { value: email }
      : { error: 'INVALID_EMAIL', message: `Email address ${value} is invalid` };
  }
  if (property.referencedObjectType === 'OWNER') {
    return portal.facts.owners.some((owner) => owner.id === value)
      ? { value }
      : { error: 'INVALID_OWNER_ID', message: `Owner ID ${value} does not exist` };
  }
  const broken = brokenRule(portal.validations.of(type.name, property.name), value);
  if (broken) {
    const message = `${value} breaks the validation rule ${broken.ruleType} [${broken.ruleArguments.join(', ')}]`;
    return { error: `INVALID_${broken.ruleType}`, message };
  }
  return checkStage(portal, type, property, value) ?? checkValue(property, value, current);
}

/** HubSpot's 400 for refused values. */
export function valuesRefused(portal: Portal, faults: readonly ValueFault[]): ApiError {
  const listed = faults.map(({ name, error, message }) => ({
    isValid: false,
    message,
    error,
    name,
    localizedErrorMessage: message,
    portalId: portal.facts.portalId,
  }));
  const errors: ErrorItem[] = faults.map(({ name, error, message }) => ({
    message,
    code: error,
    context: { propertyName: [name] },
  }));
  return validationError(`Property values were not valid: ${JSON.stringify(listed)}`, { errors });
}

/** HubSpot's 400 when a create lacks what the type needs. Undefined if nothing lacks. */
export function requiredMissing(type: ObjectType, values: Readonly<Record<string, string>>): ApiError | undefined {
  const missing = type.required.filter((name) => !values[name]);
  const none = type.requiredOneOf.length > 0 && !type.requiredOneOf.some((name) => values[name]);
  if (missing.length === 0 && !none) return undefined;
  const properties = none ? [...type.requiredOneOf] : missing;
  return validationError(
    `Error creating ${objectType(type.name).singular.toUpperCase()}. Some required properties were not set.`,
    { context: { properties } },
  );
}
