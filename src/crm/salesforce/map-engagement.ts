/** E-mails, tasks and events: Salesforce → neutral. Bodies are only read of what a customer wrote. */
import { VENDOR_TYPES } from './manifest.ts';
import { type Draft, listOf, type MapContext, refersTo } from './map-context.ts';
import type { FieldReader } from './values.ts';

const CONTACT = VENDOR_TYPES.Contact.prefix;

/** How an e-mail was sent, where not by one person to another: in a sales cadence, to a list. */
const SENDINGS: Readonly<Record<string, 'sales' | 'marketing'>> = { Cadence: 'sales', ListEmail: 'marketing' };

/** Status of an EmailMessage: 0 new, 1 read, 2 replied, 3 sent, 4 forwarded, 5 draft. */
const DRAFT = '5';

export function mapEmail(reader: FieldReader): Draft {
  const incoming = reader.flag('Incoming') ?? false;
  const related = reader.text('ParentId') ?? reader.text('RelatedToId');
  const sending = incoming ? undefined : SENDINGS[reader.text('Activity.TaskSubtype') ?? ''];
  return {
    customers: listOf(reader.text('Parent.ContactId') ?? contactIn(reader, incoming) ?? contactOf(reader)),
    accounts: listOf(reader.text('Parent.AccountId') ?? reader.text('Activity.AccountId') ?? accountIn(related)),
    type: 'email',
    direction: incoming ? 'inbound' : 'outbound',
    purpose: sending ?? purposeOf(related),
    automated: sending !== undefined,
    outcome: reader.text('Status') === DRAFT ? 'draft' : undefined,
    at: reader.instant('MessageDate') ?? reader.instant('CreatedDate'),
    subject: reader.text('Subject'),
    text: incoming ? reader.text('TextBody') : undefined,
  };
}

/** Outside a case, Salesforce keeps who wrote and who was written to in relations of the e-mail. */
function contactIn(reader: FieldReader, incoming: boolean): string | undefined {
  const wanted = incoming ? 'FromAddress' : 'ToAddress';
  const relations = reader.children('EmailMessageRelations').filter((each) => each.text('RelationType') === wanted);
  return relations.map((each) => each.text('RelationId')).find((id) => refersTo(id, CONTACT));
}

/** The person of the activity that stands beside the e-mail. */
function contactOf(reader: FieldReader): string | undefined {
  const who = reader.text('Activity.WhoId');
  return refersTo(who, CONTACT) ? who : undefined;
}

const accountIn = (id: string | undefined): string | undefined =>
  refersTo(id, VENDOR_TYPES.Account.prefix) ? id : undefined;

function purposeOf(related: string | undefined): 'service' | 'sales' | undefined {
  if (refersTo(related, VENDOR_TYPES.Case.prefix)) return 'service';
  return refersTo(related, VENDOR_TYPES.Opportunity.prefix) ? 'sales' : undefined;
}

function activity(reader: FieldReader): Readonly<Record<string, unknown>> {
  const who = reader.text('WhoId');
  const what = reader.text('WhatId');
  return {
    customers: refersTo(who, CONTACT) ? listOf(who) : [],
    accounts: listOf(reader.text('AccountId') ?? accountIn(what)),
    automated: false,
    purpose: purposeOf(what),
    subject: reader.text('Subject'),
  };
}

/** A task is what somebody has done (a call, an e-mail) or is to do; the latter says nothing of the customer and is a note. */
export function mapTask(id: string, reader: FieldReader, context: MapContext): Draft {
  if (context.emailTasks.has(id)) return null;
  const common = activity(reader);
  const done = reader.flag('IsClosed') ?? false;
  const at = reader.instant('CompletedDateTime') ?? reader.instant('ActivityDate') ?? reader.instant('CreatedDate');
  const kind = kindOf(reader.text('TaskSubtype'), reader.text('Type'));
  if (!done || kind === 'note') return { ...common, type: 'note', at };
  if (kind === 'email') {
    const sending = SENDINGS[reader.text('TaskSubtype') ?? ''];
    return {
      ...common,
      type: 'email',
      direction: 'outbound',
      at,
      ...(sending && { automated: true, purpose: sending }),
    };
  }
  const callType = reader.text('CallType');
  if (callType === 'Internal') return { ...common, type: 'note', at };
  const direction = callType === 'Inbound' ? 'inbound' : callType === 'Outbound' ? 'outbound' : undefined;
  return { ...common, type: 'call', direction, outcome: callOutcome(reader.text('CallDisposition')), at };
}

function kindOf(subtype: string | undefined, type: string | undefined): 'call' | 'email' | 'note' {
  const word = subtype === undefined || subtype === 'Task' || subtype === 'Cadence' ? type : subtype;
  return word === 'Call' ? 'call' : word === 'Email' || word === 'ListEmail' ? 'email' : 'note';
}

/** Call results are free text; what says that nobody answered is recognised in English and Spanish. A voicemail was a message. */
function callOutcome(result: string | undefined): string | undefined {
  if (result === undefined) return undefined;
  if (/no answer|not? (?:reached|contesta|response)|sin respuesta/i.test(result)) return 'no_answer';
  return /busy|ocupad/i.test(result) ? 'busy' : 'completed';
}

/** Whether a meeting took place, only a field of the org's own can say. */
export function mapEvent(reader: FieldReader, context: MapContext): Draft {
  // An invitee's copy of the same event.
  if (reader.flag('IsChild') === true) return null;
  const common = activity(reader);
  const at = reader.instant('StartDateTime') ?? reader.instant('ActivityDateTime') ?? reader.instant('ActivityDate');
  if (at === undefined && reader.faults.length === 0) {
    reader.refuse('missing_property', 'StartDateTime is empty; the time of the event is not known');
  }
  if (reader.text('Type') === 'Call') return { ...common, type: 'call', at };
  const outcome = reader
    .text(context.settings.fields.meetingOutcome)
    ?.toLowerCase()
    .replace(/[\s-]+/g, '_');
  return { ...common, type: 'meeting', outcome, at };
}
