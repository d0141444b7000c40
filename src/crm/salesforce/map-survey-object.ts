/** Answers to surveys that stand in an object of the org's own, as an admin has mapped it (setting `surveyObjects`). */
import type { MappedSurvey, SalesforceSettings, VendorObject } from './manifest.ts';
import { type Draft, listOf, type MapContext, refersTo } from './map-context.ts';
import type { FieldReader } from './values.ts';

const mappingOf = (vendor: VendorObject, { surveyObjects }: Pick<SalesforceSettings, 'surveyObjects'>) =>
  surveyObjects.find(({ object }) => object === vendor);

/** The name under which the record behind a lookup can be asked for: `Case__c` → `Case__r`, `CaseId` → `Case`. */
const parentOf = (lookup: string): string => lookup.replace(/__c$/, '__r').replace(/Id$/, '');

/** What has to be read of a mapped object; parents by path. */
export function mappedFields(
  vendor: VendorObject,
  settings: Pick<SalesforceSettings, 'surveyObjects'>,
): readonly string[] {
  const mapping = mappingOf(vendor, settings);
  if (mapping === undefined) return [];
  const { value, contact, case: about, account, comment, answeredAt } = mapping;
  const own = [value, contact, about, account, comment, answeredAt, 'CreatedDate', 'Name'];
  const parents = [
    ...(about === undefined ? [] : [`${parentOf(about)}.ContactId`, `${parentOf(about)}.AccountId`]),
    ...(contact === undefined ? [] : [`${parentOf(contact)}.AccountId`]),
  ];
  return [...own.filter((name) => name !== undefined), ...parents];
}

/** null: not answered yet. */
export function mapSurveyObject(vendor: VendorObject, reader: FieldReader, context: MapContext): Draft {
  const mapping = mappingOf(vendor, context.settings);
  if (mapping === undefined) return null;
  const given = reader.text(mapping.value);
  if (given === undefined) return null;
  const { survey, scale, reversed, comment } = mapping;
  const [min, max] = scale;
  const value = Number(given);
  if (!Number.isFinite(value)) {
    reader.refuse('bad_value', `${mapping.value} is "${given.slice(0, 40)}", which is no number; correct the answer`);
  } else if (value < min || value > max) {
    reader.refuse(
      'out_of_scale',
      `${mapping.value} is ${value}, outside ${min} to ${max}; correct it or surveyObjects`,
    );
  }
  const { contact, account, isAboutCase } = whoseIs(reader, mapping);
  if (contact === undefined) {
    const lookup = mapping.contact ?? mapping.case;
    reader.refuse('missing_property', `${lookup} leads to no contact; nobody knows whose answer it is`);
  }
  return {
    customers: listOf(contact),
    accounts: listOf(account),
    survey,
    name: mapping.name ?? mapping.object.replace(/__c$/, '').replaceAll('_', ' '),
    value,
    scale: { min, max, reversed },
    scope: survey === 'nps' ? 'relational' : survey === 'ces' || isAboutCase ? 'transactional' : undefined,
    answeredAt: reader.instant(mapping.answeredAt) ?? reader.instant('CreatedDate'),
    text: comment === undefined ? undefined : reader.text(comment),
  };
}

/** An answer without a contact of its own is of whom its case is of. */
function whoseIs(reader: FieldReader, { contact, case: about, account }: MappedSurvey) {
  const read = (path: string | undefined): string | undefined => (path === undefined ? undefined : reader.text(path));
  const parent = (lookup: string | undefined, name: string): string | undefined =>
    lookup === undefined ? undefined : reader.text(`${parentOf(lookup)}.${name}`);
  const own = read(contact);
  const person = refersTo(own, '003') ? own : parent(about, 'ContactId');
  return {
    contact: person,
    account: read(account) ?? (person === own ? parent(contact, 'AccountId') : undefined) ?? parent(about, 'AccountId'),
    isAboutCase: read(about) !== undefined,
  };
}
