/** What reports of Pulso are made of: contacts or accounts with our fields. The long text of the card cannot be reported on. */
import type { PackageField } from './package-fields.ts';
import type { XmlObject } from './xml.ts';

const STANDARD: Readonly<Record<string, readonly string[]>> = {
  Contact: ['Name', 'Owner', 'Account.Name', 'Email', 'Title'],
  Account: ['Name', 'Owner', 'Industry', 'Type', 'AnnualRevenue'],
};
const SHOWN_FIRST: ReadonlySet<string> = new Set([
  'Name',
  'Owner',
  'Pulso_Score__c',
  'Pulso_Band__c',
  'Pulso_Low_Since__c',
]);

/** The content of the report type of an object. */
export function reportType(object: 'Contact' | 'Account', label: string, fields: readonly PackageField[]): XmlObject {
  const column = (field: string): XmlObject => ({ checkedByDefault: SHOWN_FIRST.has(field), field, table: object });
  const ours = fields.filter((field) => field.object === object && field.spec?.type !== 'longtext');
  return {
    baseObject: object,
    category: 'accounts',
    deployed: true,
    description: `${label}: everything that Pulso says of them.`,
    label,
    sections: [
      { columns: (STANDARD[object] ?? []).map(column), masterLabel: label },
      { columns: ours.map(({ name }) => column(name)), masterLabel: 'Pulso' },
    ],
  };
}
