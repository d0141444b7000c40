import { computed, field, flag, text, whole } from './field.ts';
import { type ObjectDefinition, object } from './object.ts';

/** An org's currencies with their fixed rates to its corporate one; only orgs with several have it. */
export const CURRENCY_OBJECTS: readonly ObjectDefinition[] = [
  object(
    'CurrencyType',
    '01L',
    [
      text('IsoCode', 3, { nillable: false, nameField: true, label: 'Currency ISO Code' }),
      field('ConversionRate', 'double', { precision: 18, scale: 6, nillable: false }),
      whole('DecimalPlaces', { nillable: false }),
      flag('IsActive', { label: 'Active' }),
      flag('IsCorporate', { ...computed, label: 'Corporate Currency' }),
    ],
    { deletable: false },
  ),
];
