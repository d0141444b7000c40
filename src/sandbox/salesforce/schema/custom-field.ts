import { choice, computed, decimal, type FieldDefinition, type FieldOptions, field, labelOf, pick } from './field.ts';

/** A custom field as metadata describes it (api_meta, CustomField); numbers and flags already parsed. */
export interface CustomFieldSource {
  readonly fullName: string;
  readonly type: string;
  readonly label?: string | undefined;
  readonly length?: number | undefined;
  readonly precision?: number | undefined;
  readonly scale?: number | undefined;
  readonly required?: boolean | undefined;
  readonly unique?: boolean | undefined;
  readonly caseSensitive?: boolean | undefined;
  readonly externalId?: boolean | undefined;
  readonly defaultValue?: string | undefined;
  readonly values?:
    | readonly { readonly value: string; readonly label: string; readonly isDefault: boolean }[]
    | undefined;
  readonly restricted?: boolean | undefined;
  readonly referenceTo?: string | undefined;
  readonly relationshipName?: string | undefined;
  readonly displayFormat?: string | undefined;
  readonly formula?: string | undefined;
  readonly trackHistory?: boolean | undefined;
  readonly description?: string | undefined;
  readonly inlineHelpText?: string | undefined;
}

const LONG_TEXT_MAX = 131_072;

/** Returns what is wrong with a custom field's definition, in the Metadata API's words; undefined if nothing is. */
export function faultOf(source: CustomFieldSource): string | undefined {
  const { fullName, type, label } = source;
  if (!/^[A-Za-z](?:[A-Za-z0-9_]*[A-Za-z0-9])?__c$/.test(fullName) || /__(?!c$)/.test(fullName))
    return `The Custom Field Name ${fullName} can only contain alphanumeric characters, must begin with a letter, cannot end with an underscore or contain two consecutive underscore characters, and must be unique`;
  if (fullName.length > 43) return 'Custom Field Name: value too long (max length=40)';
  if (!label) return 'Required field is missing: label';
  if (label.length > 40) return `Field Label: data value too large: ${label} (max length=40)`;
  const fault = sizeFault(source) ?? missingFault(source);
  if (fault !== undefined) return fault;
  return KNOWN_TYPES.has(type) ? undefined : `Invalid field type: ${type}`;
}

function sizeFault(source: CustomFieldSource): string | undefined {
  const { type } = source;
  if ((type === 'Text' || type === 'LongTextArea' || type === 'Html') && !source.length)
    return `Must specify 'length' for a CustomField of type ${type}`;
  if (type === 'Text' && (source.length ?? 0) > 255) return 'Text fields can have a length of at most 255';
  if (type === 'LongTextArea' && ((source.length ?? 0) < 256 || (source.length ?? 0) > LONG_TEXT_MAX))
    return `Long text area fields must have a length between 256 and ${LONG_TEXT_MAX}`;
  if (['Number', 'Currency', 'Percent'].includes(type)) {
    if (source.precision === undefined) return `Must specify 'precision' for a CustomField of type ${type}`;
    if (source.precision > 18) return 'precision must be at most 18';
    if ((source.scale ?? 0) > source.precision) return 'scale must not be greater than precision';
  }
  return undefined;
}

function missingFault(source: CustomFieldSource): string | undefined {
  const { type } = source;
  if (type === 'Checkbox' && source.defaultValue === undefined)
    return "Must specify 'defaultValue' for a CustomField of type Checkbox";
  if ((type === 'Lookup' || type === 'MasterDetail') && !source.referenceTo)
    return `Must specify 'referenceTo' for a CustomField of type ${type}`;
  if ((type === 'Picklist' || type === 'MultiselectPicklist') && (source.values ?? []).length === 0)
    return `Must specify 'valueSet' or 'picklist' for a CustomField of type ${type}`;
  return undefined;
}

const KNOWN_TYPES: ReadonlySet<string> = new Set([
  'Text',
  'TextArea',
  'LongTextArea',
  'Html',
  'Number',
  'Currency',
  'Percent',
  'Checkbox',
  'Date',
  'DateTime',
  'Time',
  'Email',
  'Phone',
  'Url',
  'Picklist',
  'MultiselectPicklist',
  'Lookup',
  'MasterDetail',
  'AutoNumber',
  'EncryptedText',
  'Location',
]);

/** The field that a definition without faults makes. */
export function customField(source: CustomFieldSource): FieldDefinition {
  const { fullName: name, type } = source;
  const shared: FieldOptions = {
    custom: true,
    label: source.label ?? labelOf(name),
    nillable: !source.required,
    unique: source.unique ?? false,
    caseSensitive: source.caseSensitive ?? false,
    externalId: source.externalId ?? false,
    idLookup: source.externalId ?? false,
    trackHistory: source.trackHistory ?? false,
    ...(source.description !== undefined && { description: source.description }),
    ...(source.inlineHelpText !== undefined && { helpText: source.inlineHelpText }),
    ...(source.formula !== undefined && { ...computed, calculated: true }),
    ...plainDefault(source),
  };
  const values = (source.values ?? []).map(({ value, label, isDefault }) => choice(value, { value, label, isDefault }));
  switch (type) {
    case 'TextArea':
      return field(name, 'textarea', { ...shared, length: 255 });
    case 'LongTextArea':
      return field(name, 'textarea', { ...shared, length: source.length ?? 32_768 });
    case 'Html':
      return field(name, 'textarea', { ...shared, length: source.length ?? 32_768, htmlFormatted: true });
    case 'Number':
      return decimal(name, source.precision, source.scale ?? 0, shared);
    case 'Currency':
      return field(name, 'currency', { ...shared, precision: source.precision ?? 18, scale: source.scale ?? 2 });
    case 'Percent':
      return field(name, 'percent', { ...shared, precision: source.precision ?? 18, scale: source.scale ?? 2 });
    case 'Checkbox':
      return field(name, 'boolean', { ...shared, nillable: false, defaultValue: source.defaultValue === 'true' });
    case 'Date':
      return field(name, 'date', shared);
    case 'DateTime':
      return field(name, 'datetime', shared);
    case 'Time':
      return field(name, 'time', shared);
    case 'Email':
      return field(name, 'email', { ...shared, length: 80 });
    case 'Phone':
      return field(name, 'phone', { ...shared, length: 40 });
    case 'Url':
      return field(name, 'url', { ...shared, length: 255 });
    case 'Picklist':
      return pick(name, values, { ...shared, restrictedPicklist: source.restricted ?? false });
    case 'MultiselectPicklist':
      return field(name, 'multipicklist', {
        ...shared,
        length: 4099,
        picklist: values,
        restrictedPicklist: source.restricted ?? false,
      });
    case 'Lookup':
    case 'MasterDetail':
      return lookup(source, shared);
    case 'AutoNumber':
      return field(name, 'string', {
        ...shared,
        ...computed,
        length: 30,
        autoNumber: true,
        nillable: false,
        displayFormat: source.displayFormat ?? '{0}',
      });
    default:
      return field(name, 'string', { ...shared, length: source.length ?? 255 });
  }
}

function lookup(source: CustomFieldSource, shared: FieldOptions): FieldDefinition {
  const isMaster = source.type === 'MasterDetail';
  return field(source.fullName, 'reference', {
    ...shared,
    referenceTo: [source.referenceTo ?? ''],
    relationshipName: source.fullName.replace(/__c$/, '__r'),
    childRelationshipName: source.relationshipName === undefined ? undefined : `${source.relationshipName}__r`,
    cascadeDelete: isMaster,
    ...(isMaster && { nillable: false, updateable: false }),
  });
}

/** Literal defaults only; a formula as default gives none. */
function plainDefault({ type, defaultValue }: CustomFieldSource): FieldOptions {
  if (defaultValue === undefined || type === 'Checkbox') return {};
  const text = /^"(.*)"$/.exec(defaultValue)?.[1];
  if (text !== undefined) return { defaultValue: text };
  const number = Number(defaultValue);
  return ['Number', 'Currency', 'Percent'].includes(type) && defaultValue !== '' && !Number.isNaN(number)
    ? { defaultValue: number }
    : {};
}
