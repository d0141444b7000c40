/** Salesforce object → neutral record. What cannot be read is set aside with the field and the remedy; nothing is guessed. */
import { decided, isRenewal } from '../deal-facts.ts';
import { type CrmRecord, crmRecordSchema, type SetAside } from '../record.ts';
import { segmentsOf } from '../segments-of.ts';
import { isStandard, typeOf, type VendorObject } from './manifest.ts';
import { mapCase } from './map-case.ts';
import { type Draft, listOf, type MapContext } from './map-context.ts';
import { mapEmail, mapEvent, mapTask } from './map-engagement.ts';
import { mapSurvey } from './map-survey.ts';
import { mapSurveyObject } from './map-survey-object.ts';
import type { VendorRecord } from './payload.ts';
import { type FieldReader, readFieldsOf } from './values.ts';

/** Both null: the record is none of ours (an invitee's copy of an event, a survey that was only begun). */
export interface Mapped {
  readonly record: CrmRecord | null;
  readonly setAside: SetAside | null;
}

export function hrefOf(uiUrl: string, vendor: VendorObject, id: string): string {
  return `${uiUrl}/lightning/r/${vendor}/${id}/view`;
}

export function mapRecord(vendor: VendorObject, source: VendorRecord, context: MapContext): Mapped {
  const { object } = typeOf(vendor);
  const id = source.Id;
  const reader = readFieldsOf(source);
  const modifiedAt = reader.instant('SystemModstamp');
  if (modifiedAt === undefined)
    reader.refuse('missing_property', 'SystemModstamp is missing; Salesforce should give it');
  const draft = draftOf(vendor, id, reader, context);
  if (draft === null) return { record: null, setAside: null };

  // A person or a company stays known even when one of its fields cannot be read.
  const keeps = object === 'customer' || object === 'account' || !reader.faults.some(isGrave);
  if (reader.faults.length > 0 && !keeps) return { record: null, setAside: setAsideOf(object, id, reader) };
  const candidate = { id, object, modifiedAt, href: hrefOf(context.uiUrl, vendor, id), ...draft };
  const parsed = crmRecordSchema.safeParse(
    Object.fromEntries(Object.entries(candidate).filter(([, value]) => value !== undefined)),
  );
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    const detail = `${places}: correct it in Salesforce`;
    return { record: null, setAside: { object, id, reason: 'bad_value', detail } };
  }
  return { record: parsed.data, setAside: reader.faults.length > 0 ? setAsideOf(object, id, reader) : null };
}

/** A ticket counts in full when only its channel is not known: it is then `other`; a deal without its amount. */
const isGrave = ({ reason }: FieldReader['faults'][number]): boolean =>
  reason !== 'unknown_channel' && reason !== 'unknown_currency';

function setAsideOf(object: SetAside['object'], id: string, reader: FieldReader): SetAside {
  const reason = reader.faults[0]?.reason ?? 'bad_value';
  return { object, id, reason, detail: reader.faults.map((fault) => fault.detail).join('; ') };
}

function draftOf(vendor: VendorObject, id: string, reader: FieldReader, context: MapContext): Draft {
  if (!isStandard(vendor)) return mapSurveyObject(vendor, reader, context);
  switch (vendor) {
    case 'Contact':
      return mapContact(id, reader, context);
    case 'Account':
      return mapAccount(id, reader, context);
    case 'Case':
      return mapCase(reader, context);
    case 'SurveyResponse':
      return mapSurvey(id, reader, context);
    case 'EmailMessage':
      return mapEmail(reader);
    case 'Task':
      return mapTask(id, reader, context);
    case 'Event':
      return mapEvent(reader, context);
    case 'Opportunity':
      return mapOpportunity(reader, context);
  }
}

/** `es_MX`, `Spanish`, `Español` …; others have no lexicon yet. */
function languageOf(code: string | undefined): 'en' | 'es' | undefined {
  const word = code?.toLowerCase() ?? '';
  if (/^(?:en\b|en[-_]|english|ingl)/.test(word)) return 'en';
  return /^(?:es\b|es[-_]|spanish|espa)/.test(word) ? 'es' : undefined;
}

function mapContact(id: string, reader: FieldReader, context: MapContext): Draft {
  const email = reader.text('Email');
  const name = [reader.text('FirstName'), reader.text('LastName')].filter(Boolean).join(' ');
  return {
    name: name || reader.text('Name') || email || `#${id}`,
    email,
    externalId: reader.text(context.settings.fields.externalId),
    language: languageOf(reader.text(context.settings.fields.language)),
    // A person account is its own company on paper alone.
    account: reader.flag('IsPersonAccount') === true ? undefined : reader.text('AccountId'),
    lifecycle: reader.text(context.settings.fields.lifecycle),
    segments: segmentsOf(context.settings.fields.segments, (name) => reader.text(name)),
    optedOut: reader.flag('HasOptedOutOfEmail'),
    surveys: [],
  };
}

/** In the org's corporate currency: amounts of one org can be compared and added up. */
function amountOf(reader: FieldReader, path: string, { rates }: MapContext): number | undefined {
  const amount = reader.number(path);
  const code = reader.text('CurrencyIsoCode');
  if (amount === undefined || code === undefined) return amount;
  const rate = rates.get(code);
  if (rate !== undefined) return Math.round((amount / rate) * 100) / 100;
  const detail = `${path} is in ${code}, which has no active exchange rate; activate it in Salesforce (Setup, Manage Currencies)`;
  return reader.refuse('unknown_currency', detail) as undefined;
}

function mapAccount(id: string, reader: FieldReader, context: MapContext): Draft {
  // The person is read as a contact.
  if (reader.flag('IsPersonAccount') === true) return null;
  const website = reader.text('Website');
  return {
    name: reader.text('Name') ?? `#${id}`,
    domain:
      website
        ?.replace(/^https?:\/\//i, '')
        .replace(/^www\./i, '')
        .split(/[/?#]/, 1)[0] || undefined,
    revenue: amountOf(reader, 'AnnualRevenue', context),
  };
}

function mapOpportunity(reader: FieldReader, context: MapContext): Draft {
  const closed = reader.flag('IsClosed');
  const won = reader.flag('IsWon');
  if (closed === undefined || won === undefined) {
    reader.refuse('missing_property', 'IsClosed or IsWon is missing; give the integration user read access to them');
  }
  const roles = reader.children('OpportunityContactRoles').map((role) => role.text('ContactId'));
  const createdAt = reader.instant('CreatedDate');
  const contacts = [reader.text('ContactId'), ...roles].filter((contact) => contact !== undefined);
  return {
    customers: [...new Set(contacts)],
    accounts: listOf(reader.text('AccountId')),
    name: reader.text('Name') ?? '',
    outcome: won ? 'won' : closed ? 'lost' : 'open',
    amount: amountOf(reader, 'Amount', context),
    lostReason: closed && !won ? reader.text(context.settings.fields.lossReason) : undefined,
    ...decided(createdAt, closed ? reader.instant('CloseDate') : undefined),
    renewal: isRenewal(reader.text('Name'), reader.text('Type')),
  };
}
