import { ApiError, validationError } from './api-error.ts';
import type { ObjectType } from './object-types.ts';
import type { PropertyCreate } from './property-input.ts';
import { PROPERTY_TYPES, type PropertyDefinition, type PropertyOption } from './schema/property-definition.ts';
import type { Portal } from './state/portal.ts';

/** Which fieldType may show which type (developers.hubspot.com/docs/guides/api/crm/properties, "Property type and fieldType values"). */
const FIELD_TYPES: Readonly<Record<string, readonly string[]>> = {
  bool: ['booleancheckbox', 'calculation_equation'],
  date: ['date'],
  datetime: ['date'],
  enumeration: ['booleancheckbox', 'checkbox', 'radio', 'select', 'calculation_equation'],
  number: ['number', 'calculation_equation'],
  phone_number: ['phonenumber'],
  string: ['text', 'textarea', 'file', 'html', 'phonenumber', 'calculation_equation'],
};

const MAX_UNIQUE = 10;
const MAX_NAME = 100;

function refuse(message: string, subCategory: string, context: Readonly<Record<string, readonly string[]>>): ApiError {
  return validationError(message, { subCategory: `PropertiesError.${subCategory}`, context });
}

/** Throws for a group that does not exist. */
export function refuseUnknownGroup(name: string, status = 400): never {
  throw new ApiError(status, `Property group '${name}' does not exist.`, {
    category: status === 404 ? 'OBJECT_NOT_FOUND' : 'VALIDATION_ERROR',
    subCategory: 'PropertyGroupError.GROUP_NOT_FOUND',
    context: { groupName: [name] },
  });
}

function assertName(name: string): void {
  const context = { name: [name] };
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    const message = `Property name '${name}' is not valid. Names start with a lower-case letter and contain only lower-case letters, numbers and underscores.`;
    throw refuse(message, 'INVALID_NAME', context);
  }
  if (name.length > MAX_NAME)
    throw refuse(`Property names have at most ${MAX_NAME} characters.`, 'INVALID_NAME', context);
  if (name.startsWith('hs_'))
    throw refuse(`The prefix hs_ is reserved for HubSpot: '${name}'.`, 'RESERVED_NAME', context);
}

function assertKind(input: PropertyCreate): (typeof PROPERTY_TYPES)[number] {
  const type = PROPERTY_TYPES.find((candidate) => candidate === input.type);
  const fieldTypes = FIELD_TYPES[input.type];
  if (!type || !fieldTypes) {
    const known = Object.keys(FIELD_TYPES).join(', ');
    throw refuse(`'${input.type}' is not a valid property type. Valid: ${known}.`, 'INVALID_TYPE', {
      type: [input.type],
    });
  }
  if (!fieldTypes.includes(input.fieldType)) {
    throw refuse(
      `'${input.fieldType}' is not a valid fieldType for the type ${type}. Valid: ${fieldTypes.join(', ')}.`,
      'INVALID_FIELD_TYPE',
      { type: [type], fieldType: [input.fieldType] },
    );
  }
  return type;
}

function readOptions(input: PropertyCreate): PropertyOption[] {
  const options = (input.options ?? []).map((option, index) => ({
    label: option.label,
    value: option.value,
    description: option.description ?? '',
    displayOrder: option.displayOrder ?? index,
    hidden: option.hidden ?? false,
  }));
  const context = { name: [input.name] };
  const calculated = input.fieldType === 'calculation_equation';
  if (calculated && !input.calculationFormula) {
    throw refuse(`The calculated property '${input.name}' needs a calculationFormula.`, 'MISSING_FORMULA', context);
  }
  if (input.type === 'bool' && !calculated) {
    const values = options.map((option) => option.value).toSorted();
    if (values.join() !== 'false,true') {
      const message = `The bool property '${input.name}' needs exactly the two options true and false.`;
      throw refuse(message, 'INVALID_OPTIONS', context);
    }
  }
  if (input.type === 'enumeration' && !calculated && options.length === 0 && !input.externalOptions) {
    throw refuse(`The enumeration property '${input.name}' needs at least one option.`, 'MISSING_OPTIONS', context);
  }
  for (const field of ['value', 'label'] as const) {
    const seen = new Set<string>();
    for (const option of options) {
      if (option[field].trim() !== option[field]) {
        throw refuse(`Option "${option[field]}" includes leading or trailing whitespace.`, 'INVALID_OPTIONS', context);
      }
      if (seen.has(option[field])) {
        throw refuse(
          `Property option ${field}s must be unique: "${option[field]}" stands twice.`,
          'DUPLICATE_OPTIONS',
          context,
        );
      }
      seen.add(option[field]);
    }
  }
  return input.type === 'enumeration' || input.type === 'bool' ? options : [];
}

function assertRoom(portal: Portal, type: ObjectType, input: PropertyCreate, customLimit: number): void {
  if (type.readOnly) {
    throw refuse(`Custom properties cannot be created for ${type.singular} objects.`, 'NOT_SUPPORTED', {
      objectType: [type.name],
    });
  }
  if (portal.schema.find(type.name, input.name)) {
    throw new ApiError(409, `A property named '${input.name}' already exists.`, {
      category: 'OBJECT_ALREADY_EXISTS',
      subCategory: 'PropertiesError.PROPERTY_EXISTS',
      context: { name: [input.name] },
    });
  }
  assertName(input.name);
  if (portal.schema.customCount(type.name) >= customLimit) {
    throw refuse(
      `This account has reached its limit of ${customLimit} custom properties for ${type.singular} objects.`,
      'PROPERTY_LIMIT_REACHED',
      { limit: [String(customLimit)], objectType: [type.name] },
    );
  }
  const unique = portal.schema.list(type.name).filter((each) => each.hasUniqueValue && !each.hubspotDefined).length;
  if (input.hasUniqueValue && unique >= MAX_UNIQUE) {
    const message = `At most ${MAX_UNIQUE} properties of an object type can require unique values.`;
    throw refuse(message, 'UNIQUE_PROPERTY_LIMIT_REACHED', { limit: [String(MAX_UNIQUE)] });
  }
}

/**
 * Checks a property's definition and completes it. `present` is the property being changed (its name and age stay).
 * Throws HubSpot's 400, or 409 if a new one exists already.
 */
export function readProperty(
  portal: Portal,
  type: ObjectType,
  input: PropertyCreate,
  customLimit: number,
  now: string,
  present?: PropertyDefinition,
): PropertyDefinition {
  if (!present) assertRoom(portal, type, input, customLimit);
  const kind = assertKind(input);
  if (!portal.schema.findGroup(type.name, input.groupName)) refuseUnknownGroup(input.groupName);
  return {
    name: input.name,
    label: input.label,
    type: kind,
    fieldType: input.fieldType,
    groupName: input.groupName,
    description: input.description ?? '',
    options: readOptions(input),
    displayOrder: input.displayOrder ?? -1,
    hasUniqueValue: input.hasUniqueValue ?? false,
    hidden: input.hidden ?? false,
    formField: input.formField ?? false,
    hubspotDefined: false,
    readOnlyValue: input.fieldType === 'calculation_equation',
    calculated: input.fieldType === 'calculation_equation',
    externalOptions: input.externalOptions ?? false,
    ...(input.calculationFormula && { calculationFormula: input.calculationFormula }),
    ...(input.referencedObjectType && { referencedObjectType: input.referencedObjectType }),
    dataSensitivity: input.dataSensitivity ?? 'non_sensitive',
    createdAt: present?.createdAt ?? now,
    updatedAt: now,
  };
}
