import type { CustomFieldSource } from '../schema/custom-field.ts';
import { all, type Element, first, text } from './xml.ts';

const number = (value: string | undefined): number | undefined => (value === undefined ? undefined : Number(value));
const isTrue = (value: string | undefined): boolean | undefined => (value === undefined ? undefined : value === 'true');

/** A `CustomField` element (api_meta, customfield). */
export function fieldSource(element: Element, fullName = text(element, 'fullName') ?? ''): CustomFieldSource {
  return {
    fullName,
    type: text(element, 'type') ?? '',
    label: text(element, 'label'),
    length: number(text(element, 'length')),
    precision: number(text(element, 'precision')),
    scale: number(text(element, 'scale')),
    required: isTrue(text(element, 'required')),
    unique: isTrue(text(element, 'unique')),
    caseSensitive: isTrue(text(element, 'caseSensitive')),
    externalId: isTrue(text(element, 'externalId')),
    defaultValue: text(element, 'defaultValue'),
    values: valuesOf(element),
    restricted: isTrue(text(first(element, 'valueSet') ?? {}, 'restricted')),
    referenceTo: text(element, 'referenceTo'),
    relationshipName: text(element, 'relationshipName'),
    displayFormat: text(element, 'displayFormat'),
    formula: text(element, 'formula'),
    trackHistory: isTrue(text(element, 'trackHistory')),
    description: text(element, 'description'),
    inlineHelpText: text(element, 'inlineHelpText'),
  };
}

function valuesOf(element: Element): NonNullable<CustomFieldSource['values']> {
  const definition = first(first(element, 'valueSet') ?? {}, 'valueSetDefinition');
  const values = definition ? all(definition, 'value') : all(first(element, 'picklist') ?? {}, 'picklistValues');
  return values.map((each) => {
    const value = text(each, 'fullName') ?? '';
    return { value, label: text(each, 'label') ?? value, isDefault: text(each, 'default') === 'true' };
  });
}
