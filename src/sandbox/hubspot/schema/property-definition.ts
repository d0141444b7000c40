/** A CRM property as the properties API describes it. */

export const PROPERTY_TYPES = [
  'bool',
  'date',
  'datetime',
  'enumeration',
  'number',
  'phone_number',
  'string',
  'object_coordinates',
  'json',
] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

export interface PropertyOption {
  readonly label: string;
  readonly value: string;
  readonly description: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
}

export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: PropertyType;
  readonly fieldType: string;
  readonly groupName: string;
  readonly description: string;
  readonly options: readonly PropertyOption[];
  readonly displayOrder: number;
  readonly hasUniqueValue: boolean;
  readonly hidden: boolean;
  readonly formField: boolean;
  readonly hubspotDefined: boolean;
  readonly readOnlyValue: boolean;
  readonly calculated: boolean;
  readonly externalOptions: boolean;
  readonly referencedObjectType?: string;
  readonly calculationFormula?: string;
  readonly dataSensitivity: string;
  readonly showCurrencySymbol?: boolean;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly archivedAt?: string;
}

export interface PropertyGroup {
  readonly name: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly archived: boolean;
}

/** Options from `VALUE=Label` pairs. */
function optionsOf(text: string): PropertyOption[] {
  if (text === '') return [];
  return text.split(',').map((pair, index) => {
    const [value = '', label = value] = pair.trim().split('=');
    return { label, value, description: '', displayOrder: index, hidden: false };
  });
}

/**
 * Reads a table of HubSpot-defined properties, one a line:
 * `name | label | type/fieldType | group | flags | VALUE=Label, …`; flags: `ro` read-only value, `unique`, `owner`
 * (options are the portal's owners), `external` (options live elsewhere, e.g. pipeline stages), `money`.
 */
export function readPropertyTable(table: string): PropertyDefinition[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', label = '', kind = '', group = '', flagText = '', options = ''] = line
        .split('|')
        .map((cell) => cell.trim());
      const [type = 'string', fieldType = 'text'] = kind.split('/');
      const flags = new Set(flagText.split(' '));
      const known = PROPERTY_TYPES.find((candidate) => candidate === type);
      if (!known) throw new Error(`property table: ${name} has the unknown type ${type}`);
      const booleans = known === 'bool' ? 'true=Yes,false=No' : options;
      return {
        name,
        label,
        type: known,
        fieldType,
        groupName: group,
        description: '',
        options: optionsOf(booleans),
        displayOrder: -1,
        hasUniqueValue: flags.has('unique'),
        hidden: flags.has('hidden'),
        formField: !flags.has('ro') && !name.startsWith('hs_'),
        hubspotDefined: true,
        readOnlyValue: flags.has('ro'),
        calculated: flags.has('calculated'),
        externalOptions: flags.has('owner') || flags.has('external'),
        ...(flags.has('owner') && { referencedObjectType: 'OWNER' }),
        ...(flags.has('money') && { showCurrencySymbol: true }),
        dataSensitivity: 'non_sensitive',
      };
    });
}

/** The wire form. */
export function renderProperty(property: PropertyDefinition): Record<string, unknown> {
  const { readOnlyValue, archivedAt, ...shown } = property;
  return {
    ...shown,
    archived: archivedAt !== undefined,
    ...(archivedAt !== undefined && { archivedAt }),
    modificationMetadata: {
      archivable: !property.hubspotDefined,
      readOnlyDefinition: property.hubspotDefined,
      readOnlyOptions: property.hubspotDefined,
      readOnlyValue,
    },
  };
}
