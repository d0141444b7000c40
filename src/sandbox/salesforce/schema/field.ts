/** Field types as describe names them (developer.salesforce.com/docs/atlas.en-us.api.meta/api/field_types.htm). */
export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'email'
  | 'phone'
  | 'url'
  | 'picklist'
  | 'multipicklist'
  | 'combobox'
  | 'reference'
  | 'address'
  | 'encryptedstring'
  | 'anyType';

export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly isDefault: boolean;
  readonly active: boolean;
  /** Facts that the value carries: closed, won, probability. */
  readonly closed?: boolean;
  readonly won?: boolean;
  readonly probability?: number;
}

export interface FieldDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** Characters; 0 for types without one. */
  readonly length: number;
  readonly precision: number;
  readonly scale: number;
  /** Digits of an `int`. */
  readonly digits: number;
  readonly nillable: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly custom: boolean;
  readonly externalId: boolean;
  readonly idLookup: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly nameField: boolean;
  readonly autoNumber: boolean;
  readonly calculated: boolean;
  readonly htmlFormatted: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  /** No value of its own when written without one. */
  readonly defaultValue?: string | number | boolean;
  readonly picklist: readonly PicklistValue[];
  readonly restrictedPicklist: boolean;
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | undefined;
  /** What the records of the other object call these. */
  readonly childRelationshipName: string | undefined;
  readonly cascadeDelete: boolean;
  readonly compoundFieldName: string | undefined;
  readonly trackHistory: boolean;
  /** For auto numbers: `A-{0000}`. */
  readonly displayFormat?: string;
  readonly description?: string;
  readonly helpText?: string;
}

export type FieldOptions = Partial<Omit<FieldDefinition, 'name' | 'type'>>;

/** "FirstName" → "First Name", "AccountId" → "Account ID". */
export function labelOf(name: string): string {
  return name
    .replace(/__c$/, '')
    .replaceAll('_', ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/\bId$/, 'ID');
}

/** A field with the usual flags of its type, then what `options` say. */
export function field(name: string, type: FieldType, options: FieldOptions = {}): FieldDefinition {
  const isLong = type === 'textarea' && (options.length ?? 0) > 255;
  const isNumber = type === 'double' || type === 'currency' || type === 'percent';
  return {
    name,
    type,
    label: labelOf(name),
    length: type === 'id' || type === 'reference' ? 18 : 0,
    precision: isNumber ? 18 : 0,
    scale: isNumber ? 2 : 0,
    digits: type === 'int' ? 8 : 0,
    nillable: type !== 'boolean' && type !== 'id',
    createable: true,
    updateable: true,
    custom: name.endsWith('__c'),
    externalId: false,
    idLookup: false,
    unique: false,
    caseSensitive: false,
    nameField: false,
    autoNumber: false,
    calculated: false,
    htmlFormatted: false,
    filterable: !isLong && type !== 'address',
    sortable: !isLong && type !== 'address' && type !== 'multipicklist',
    groupable: !isLong && !isNumber && !['datetime', 'address', 'multipicklist', 'time'].includes(type),
    picklist: [],
    restrictedPicklist: false,
    referenceTo: [],
    relationshipName: undefined,
    childRelationshipName: undefined,
    cascadeDelete: false,
    compoundFieldName: undefined,
    trackHistory: false,
    ...options,
  };
}

export const text = (name: string, length: number, options: FieldOptions = {}) =>
  field(name, length > 255 ? 'textarea' : 'string', { length, ...options });
export const textArea = (name: string, length: number, options: FieldOptions = {}) =>
  field(name, 'textarea', { length, ...options });
export const flag = (name: string, options: FieldOptions = {}) =>
  field(name, 'boolean', { defaultValue: false, ...options });
export const whole = (name: string, options: FieldOptions = {}) => field(name, 'int', options);
export const decimal = (name: string, precision = 18, scale = 2, options: FieldOptions = {}) =>
  field(name, 'double', { precision, scale, ...options });
export const money = (name: string, options: FieldOptions = {}) => field(name, 'currency', options);
export const day = (name: string, options: FieldOptions = {}) => field(name, 'date', options);
export const instant = (name: string, options: FieldOptions = {}) => field(name, 'datetime', options);
export const email = (name: string, options: FieldOptions = {}) => field(name, 'email', { length: 80, ...options });
export const phone = (name: string, options: FieldOptions = {}) => field(name, 'phone', { length: 40, ...options });
export const link = (name: string, options: FieldOptions = {}) => field(name, 'url', { length: 255, ...options });

/** A picklist; a value that ends in `*` is the default. */
export function pick(
  name: string,
  values: readonly (string | PicklistValue)[],
  options: FieldOptions = {},
): FieldDefinition {
  const picklist = values.map((value) => (typeof value === 'string' ? choice(value) : value));
  const preset = picklist.find((value) => value.isDefault)?.value;
  return field(name, 'picklist', {
    length: 255,
    picklist,
    ...(preset !== undefined && { defaultValue: preset }),
    ...options,
  });
}

export function choice(text: string, facts: Partial<PicklistValue> = {}): PicklistValue {
  const value = text.replace(/\*$/, '');
  return { value, label: value, isDefault: text.endsWith('*'), active: true, ...facts };
}

/** A lookup: `refer('AccountId', 'Account', 'Contacts')`. `child` is what the parent calls its children. */
export function refer(
  name: string,
  to: string | readonly string[],
  child?: string,
  options: FieldOptions = {},
): FieldDefinition {
  const relationship = name.endsWith('__c') ? name.replace(/__c$/, '__r') : name.replace(/Id$/, '');
  return field(name, 'reference', {
    referenceTo: typeof to === 'string' ? [to] : to,
    relationshipName: relationship,
    childRelationshipName: child,
    ...options,
  });
}

/** Fields that nobody may write over the API. */
export const computed = { createable: false, updateable: false } as const;

/** Street, city … and the compound field over them. */
export function address(prefix: string): FieldDefinition[] {
  const compound = `${prefix}Address`;
  const part = (name: string, length: number) =>
    text(`${prefix}${name}`, length, { compoundFieldName: compound, label: `${prefix} ${labelOf(name)}`.trim() });
  return [
    field(`${prefix}Street`, 'textarea', {
      length: 255,
      compoundFieldName: compound,
      label: `${prefix} Street`.trim(),
    }),
    part('City', 40),
    part('State', 80),
    part('PostalCode', 20),
    part('Country', 80),
    decimal(`${prefix}Latitude`, 18, 15, { compoundFieldName: compound }),
    decimal(`${prefix}Longitude`, 18, 15, { compoundFieldName: compound }),
    field(compound, 'address', { ...computed }),
  ];
}
