/** HubSpot object → neutral record. What cannot be read is set aside with the property and the remedy; nothing is guessed. */
import { decided, isRenewal } from '../deal-facts.ts';
import { type CrmRecord, crmRecordSchema, type SetAside } from '../record.ts';
import { segmentsOf } from '../segments-of.ts';
import { VENDOR_TYPES, type VendorObject } from './manifest.ts';
import type { Draft, Links, MapContext } from './map-context.ts';
import { mapEngagement } from './map-engagement.ts';
import { contactSurveys, mapSurvey } from './map-survey.ts';
import { mapTicket } from './map-ticket.ts';
import type { VendorRecord } from './payload.ts';
import { type PropertyReader, readProperties } from './values.ts';

export interface Mapped {
  readonly record: CrmRecord | null;
  readonly setAside: SetAside | null;
}

/** What every record has. */
export interface Common {
  readonly id: string;
  readonly modifiedAt: string;
  readonly href: string;
}

/** The id that Pulso knows a HubSpot object by. Engagements of different types may share a number. */
export function recordId(vendor: VendorObject, id: string): string {
  return VENDOR_TYPES[vendor].object === 'engagement' ? `${vendor}:${id}` : id;
}

export function hrefOf(context: Pick<MapContext, 'uiUrl' | 'accountId'>, vendor: VendorObject, id: string): string {
  return `${context.uiUrl}/contacts/${context.accountId}/record/${VENDOR_TYPES[vendor].typeId}/${id}`;
}

export function mapRecord(vendor: VendorObject, source: VendorRecord, links: Links, context: MapContext): Mapped {
  const { object, modified } = VENDOR_TYPES[vendor];
  const id = recordId(vendor, source.id);
  const reader = readProperties(source.properties);
  const modifiedAt = reader.instant(modified) ?? source.updatedAt;
  if (modifiedAt === undefined)
    reader.refuse('missing_property', `${modified} is missing; HubSpot should always give it`);
  const common: Common = { id, modifiedAt: modifiedAt ?? '', href: hrefOf(context, vendor, source.id) };

  const draft = draftOf(vendor, common, source, reader, links, context);
  // A person or a company stays known even when one of its properties cannot be read.
  const keeps = object === 'customer' || object === 'account' || !reader.faults.some(isGrave);
  if (reader.faults.length > 0 && !keeps) return { record: null, setAside: setAsideOf(object, id, reader) };
  const parsed = crmRecordSchema.safeParse(
    Object.fromEntries(Object.entries({ ...common, object, ...draft }).filter(([, value]) => value !== undefined)),
  );
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    return { record: null, setAside: { object, id, reason: 'bad_value', detail: `${places}: correct it in HubSpot` } };
  }
  return { record: parsed.data, setAside: reader.faults.length > 0 ? setAsideOf(object, id, reader) : null };
}

/** A ticket counts in full when only its channel is not known: the channel is then `other`. */
const isGrave = ({ reason }: PropertyReader['faults'][number]): boolean => reason !== 'unknown_channel';

function setAsideOf(object: SetAside['object'], id: string, reader: PropertyReader): SetAside {
  const reason = reader.faults[0]?.reason ?? 'bad_value';
  return { object, id, reason, detail: reader.faults.map((fault) => fault.detail).join('; ') };
}

function draftOf(
  vendor: VendorObject,
  common: Common,
  source: VendorRecord,
  reader: PropertyReader,
  links: Links,
  context: MapContext,
): Draft {
  switch (vendor) {
    case 'contacts':
      return mapContact(common, reader, links, context);
    case 'companies':
      return {
        name: reader.text('name') ?? reader.text('domain') ?? `#${common.id}`,
        domain: reader.text('domain'),
        revenue: reader.number('annualrevenue'),
      };
    case 'tickets':
      return mapTicket(source, reader, links, context);
    case 'feedback_submissions':
      return mapSurvey(reader, links);
    case 'deals':
      return mapDeal(reader, links, context);
    default:
      return mapEngagement(vendor, reader, links);
  }
}

/** HubSpot languages are `en`, `es-mx` …; others have no lexicon yet. */
function languageOf(code: string | undefined): 'en' | 'es' | undefined {
  const base = code?.toLowerCase().split(/[-_]/, 1)[0];
  return base === 'en' || base === 'es' ? base : undefined;
}

function mapContact(common: Common, reader: PropertyReader, links: Links, context: MapContext): Draft {
  const email = reader.text('email');
  const name = [reader.text('firstname'), reader.text('lastname')].filter(Boolean).join(' ');
  return {
    name: name || email || `#${common.id}`,
    email,
    externalId: reader.text(context.properties.externalId),
    language: languageOf(reader.text('hs_language')),
    account: reader.text('associatedcompanyid') ?? links.companies[0],
    lifecycle: reader.text('lifecyclestage'),
    segments: segmentsOf(context.properties.segments, (name) => reader.text(name)),
    optedOut: reader.flag('hs_email_optout'),
    surveys: context.hasSurveys ? [] : contactSurveys(reader),
  };
}

function mapDeal(reader: PropertyReader, links: Links, context: MapContext): Draft {
  const stageId = reader.text('dealstage');
  const stage = stageId === undefined ? undefined : context.dealStages.get(stageId);
  const closed = reader.flag('hs_is_closed') ?? stage?.closed;
  const won = reader.flag('hs_is_closed_won') ?? stage?.won;
  if (closed === undefined || won === undefined) {
    reader.refuse('missing_property', 'dealstage names no stage of a pipeline; move the deal to one');
  }
  const createdAt = reader.instant('createdate');
  const closedAt = reader.instant('closedate');
  const times = decided(createdAt, closed ? closedAt : undefined);
  if (times.at === undefined) reader.refuse('missing_property', 'createdate is missing; HubSpot should always give it');
  return {
    customers: links.contacts,
    accounts: links.companies,
    name: reader.text('dealname') ?? '',
    outcome: won ? 'won' : closed ? 'lost' : 'open',
    amount: reader.number('amount'),
    ...times,
    renewal: isRenewal(reader.text('dealname'), reader.text('dealtype')),
    lostReason: reader.text('closed_lost_reason'),
  };
}
