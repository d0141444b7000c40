/** Which fields the package brings: what Pulso writes to customers and accounts, a smaller set on cases, the event's own. */
import { type FieldName, fieldSpecs } from '../../../src/cards/fields.ts';
import { loadContributions } from '../../../src/contributions.ts';
import type { FieldSpec } from '../../../src/crm/port.ts';
import { fieldComponent } from '../../../src/crm/salesforce/fields.ts';
import type { XmlObject } from './xml.ts';

/** A custom field: object, API name and the elements of its file. */
export interface PackageField {
  readonly object: string;
  readonly name: string;
  readonly metadata: XmlObject;
  /** As Pulso knows it; absent for what only the package's own parts use. */
  readonly spec?: FieldSpec & { readonly name: FieldName };
  /** Pulso, not a flow, fills it. */
  readonly written: boolean;
}

const own = (object: string, name: string, metadata: XmlObject): PackageField => ({
  object,
  name,
  metadata,
  written: false,
});
const text = (label: string, length: number, required: boolean, description: string): XmlObject => ({
  description,
  label,
  length,
  required,
  type: 'Text',
});

/** What an alert says; whoever publishes it fills these. */
const EVENT_FIELDS: readonly PackageField[] = [
  own(
    'Pulso_Alert__e',
    'Alert_Id__c',
    text('Alert ID', 64, true, 'The same alert has the same id, however often it comes.'),
  ),
  own('Pulso_Alert__e', 'Record_Id__c', text('Record ID', 18, true, 'The contact or account that it is about.')),
  own('Pulso_Alert__e', 'Object__c', text('Object', 20, true, 'Contact or Account.')),
  own(
    'Pulso_Alert__e',
    'Kind__c',
    text('Kind', 80, true, 'What was crossed: a band, a fall, or a friction flag by its id.'),
  ),
  own('Pulso_Alert__e', 'Title__c', text('Title', 255, true, 'One sentence for a person.')),
  own('Pulso_Alert__e', 'Detail__c', {
    description: 'The reasons, as plain text.',
    label: 'Detail',
    length: 4000,
    required: false,
    type: 'LongTextArea',
    visibleLines: 5,
  }),
  own('Pulso_Alert__e', 'Band__c', text('Band', 20, false, 'good, fair, poor or critical, as it is now.')),
  own('Pulso_Alert__e', 'Score__c', {
    description: '0 to 100, higher is better.',
    label: 'Score',
    precision: 5,
    required: false,
    scale: 1,
    type: 'Number',
  }),
  own('Pulso_Alert__e', 'Url__c', text('Link', 255, false, 'Where to see more.')),
  own('Pulso_Alert__e', 'Occurred_At__c', {
    description: 'When it was found.',
    label: 'Occurred at',
    required: true,
    type: 'DateTime',
  }),
];

const picklist = (
  label: string,
  description: string,
  values: readonly (readonly [string, string])[],
  first?: string,
) => ({
  description,
  label,
  required: false,
  type: 'Picklist',
  valueSet: {
    restricted: true,
    valueSetDefinition: {
      sorted: false,
      value: values.map(([fullName, word]) => ({ fullName, default: fullName === first, label: word })),
    },
  },
});

const PLACES: Readonly<Record<string, string>> = {
  phone: 'Phone',
  email: 'Email',
  chat: 'Chat',
  store: 'Store',
  sales: 'Sales',
  service_desk: 'Service desk',
  event: 'Event',
  other: 'Somewhere else',
};

/** What people ask of Pulso: the card and flows fill it, Pulso fetches it and says in the last two what became of it. */
const REQUEST_FIELDS: readonly PackageField[] = [
  own(
    'Pulso_Request__c',
    'Kind__c',
    picklist('Kind', 'What is asked.', [
      ['recalculate', 'Recalculate now'],
      ['observation', 'Log an observation'],
      ['acknowledge', 'Acknowledge a flag'],
      ['helped', 'This helped'],
      ['wrong', 'This is wrong'],
    ]),
  ),
  own('Pulso_Request__c', 'Record_Id__c', text('Record ID', 18, false, 'The contact, account, case or opportunity.')),
  own('Pulso_Request__c', 'Text__c', {
    description: 'What was seen or heard, or why the score is wrong; at most 2,000 characters.',
    label: 'Text',
    length: 2000,
    required: false,
    type: 'LongTextArea',
    visibleLines: 5,
  }),
  own(
    'Pulso_Request__c',
    'Mood__c',
    picklist('Mood', 'How it was for the customer.', [
      ['good', 'It went well'],
      ['neutral', 'Neither good nor bad'],
      ['bad', 'It went badly'],
      ['unknown', 'I do not know'],
    ]),
  ),
  own('Pulso_Request__c', 'Touchpoint__c', picklist('Touchpoint', 'Where it happened.', Object.entries(PLACES))),
  own(
    'Pulso_Request__c',
    'Flag__c',
    text('Flag', 120, false, 'The flag that was seen, as the card names it, or its id.'),
  ),
  own('Pulso_Request__c', 'Flag_Since__c', text('Flag since', 40, false, 'Since when that flag is raised.')),
  {
    ...own(
      'Pulso_Request__c',
      'Status__c',
      picklist(
        'Status',
        'Whether Pulso has done it.',
        [
          ['open', 'Open'],
          ['done', 'Done'],
          ['refused', 'Refused'],
        ],
        'open',
      ),
    ),
    written: true,
  },
  { ...own('Pulso_Request__c', 'Result__c', text('Result', 255, false, 'Why Pulso did not do it.')), written: true },
];

/** By which the flow that opens cases knows that an alert has its case. */
const ALERT_KEY = own('Case', 'Pulso_Alert_Id__c', {
  caseSensitive: false,
  description: 'The alert of Pulso that this case was opened for. Empty on all other cases.',
  externalId: true,
  inlineHelpText: 'The alert of Pulso that this case was opened for.',
  label: 'Alert ID by Pulso',
  length: 64,
  required: false,
  type: 'Text',
  unique: true,
});

function packageField(spec: FieldSpec & { readonly name: FieldName }): PackageField {
  const { fullName, ...metadata } = fieldComponent(spec);
  const [object = '', name = ''] = String(fullName).split('.');
  return { object, name, spec, metadata: metadata as XmlObject, written: true };
}

/** All fields of the package, with the flags that are installed as choices. */
export async function packageFields(): Promise<readonly PackageField[]> {
  const { flags } = await loadContributions();
  const specs = fieldSpecs(flags);
  return [...specs.map(packageField), ALERT_KEY, ...EVENT_FIELDS, ...REQUEST_FIELDS];
}
