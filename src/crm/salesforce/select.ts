/** What we ask for of each object: the least that the records need. What an org or our user lacks of it is left out. */
import type { Described } from './account.ts';
import { isStandard, type StandardObject, type VendorObject } from './manifest.ts';

/** Of a case that an alert opened (extensions/salesforce, the flow Pulso_Alert_Case). */
export const ALERT_KEY = 'Pulso_Alert_Id__c';

/** A parent's field (`Parent.ContactId`) is asked for when the reference itself is there. */
const WANTED: Readonly<Record<StandardObject, readonly string[]>> = {
  Contact: [
    ...['FirstName', 'LastName', 'Name', 'Email', 'AccountId'],
    ...['HasOptedOutOfEmail', 'IsPersonAccount', 'MasterRecordId'],
  ],
  Account: ['Name', 'Website', 'AnnualRevenue', 'CurrencyIsoCode', 'IsPersonAccount', 'MasterRecordId'],
  Case: [
    ...['ContactId', 'AccountId', 'Subject', 'Description', 'CreatedDate', 'ClosedDate', 'IsClosed'],
    ...['Origin', 'Priority', 'IsEscalated', 'Reason', 'Type', 'MasterRecordId'],
    ALERT_KEY,
  ],
  SurveyResponse: [
    ...['Status', 'CompletionDateTime', 'CreatedDate', 'SubmitterId', 'InvitationId', 'Survey.Name'],
    ...['Invitation.ContactId', 'Invitation.ParticipantId', 'Invitation.Survey.Name'],
    'Invitation.Contact.AccountId',
  ],
  EmailMessage: [
    ...['ParentId', 'Parent.ContactId', 'Parent.AccountId', 'RelatedToId', 'Incoming', 'Status'],
    ...['Activity.WhoId', 'Activity.AccountId', 'Activity.TaskSubtype'],
    ...['Subject', 'TextBody', 'MessageDate', 'CreatedDate'],
  ],
  Task: [
    ...['WhoId', 'WhatId', 'AccountId', 'Subject', 'IsClosed', 'ActivityDate', 'CompletedDateTime', 'CreatedDate'],
    ...['TaskSubtype', 'Type', 'CallType', 'CallDisposition'],
  ],
  Event: [
    ...[
      'WhoId',
      'WhatId',
      'AccountId',
      'Subject',
      'StartDateTime',
      'ActivityDateTime',
      'ActivityDate',
      'Type',
      'IsChild',
    ],
  ],
  Opportunity: [
    'Name',
    'Type',
    'IsClosed',
    'IsWon',
    'Amount',
    'CreatedDate',
    'CloseDate',
    'AccountId',
    'ContactId',
    'CurrencyIsoCode',
  ],
};

/** What is read of the records that hang on one of ours. */
export interface ChildQuery {
  /** The relationship's name. */
  readonly name: string;
  readonly fields: readonly string[];
  readonly where?: string;
  readonly order?: string;
  /** Per parent. */
  readonly limit?: number;
}

const CHILDREN: Readonly<Partial<Record<VendorObject, readonly ChildQuery[]>>> = {
  Case: [
    {
      name: 'Histories',
      fields: ['Field', 'OldValue', 'NewValue', 'CreatedDate'],
      where: "Field IN ('Status', 'Owner')",
      order: 'CreatedDate',
    },
    {
      name: 'EmailMessages',
      fields: ['Incoming', 'Status', 'MessageDate'],
      where: "Incoming = false AND Status != '5' AND IsDeleted = false",
      order: 'MessageDate',
      limit: 5,
    },
    {
      name: 'CaseComments',
      fields: ['CreatedDate', 'CreatedBy.UserType'],
      where: 'IsPublished = true AND IsDeleted = false',
      order: 'CreatedDate',
      limit: 20,
    },
    { name: 'CaseMilestones', fields: ['TargetDate', 'CompletionDate'], order: 'TargetDate', limit: 20 },
  ],
  EmailMessage: [{ name: 'EmailMessageRelations', fields: ['RelationId', 'RelationType'] }],
  Opportunity: [
    {
      name: 'OpportunityContactRoles',
      fields: ['ContactId'],
      where: 'IsDeleted = false',
      order: 'IsPrimary DESC, Id',
    },
  ],
};

const WHY: Readonly<Record<StandardObject, string>> = {
  Contact: 'who it is, the company, who opted out or was merged',
  Account: 'its name, what is at stake, who was merged',
  Case: 'what was asked, through which channel, when it was solved',
  SurveyResponse: 'who answered which survey and when',
  EmailMessage: 'who wrote when, to whom, and what',
  Task: 'calls and e-mails that were logged: when and by whom; never their description',
  Event: 'that there was a meeting; never its description',
  Opportunity: 'what is bought, renewed or lost',
};
const CHILD_WHY: Readonly<Record<string, string>> = {
  Histories: 'changes of status and owner alone: reopenings, steps, hand-overs',
  EmailMessages: 'when the first answer was sent',
  CaseMilestones: 'until when an answer or a solution was promised',
  CaseComments: 'when one of us commented publicly; never the comment',
  EmailMessageRelations: 'to whom an e-mail went',
  OpportunityContactRoles: 'who buys',
};

/** Everything that is ever asked for of each object, with what for; what an org or our rights lack is left out of it. */
export const READS: readonly { readonly object: string; readonly fields: readonly string[]; readonly why: string }[] = (
  Object.keys(WANTED) as StandardObject[]
).flatMap((object) => [
  { object, fields: WANTED[object], why: WHY[object] },
  ...(CHILDREN[object] ?? []).map(({ name, fields }) => ({
    ...{ object: `${object}.${name}`, fields, why: CHILD_WHY[name] ?? '' },
  })),
]);

export const childrenOf = (vendor: VendorObject, described: Described): readonly ChildQuery[] =>
  (CHILDREN[vendor] ?? []).filter(({ name }) => described.children.has(name));

function subquery({ name, fields, where, order, limit }: ChildQuery): string {
  const condition = where === undefined ? '' : ` WHERE ${where}`;
  const sorting = order === undefined ? '' : ` ORDER BY ${order}`;
  return `(SELECT ${fields.join(', ')} FROM ${name}${condition}${sorting}${limit === undefined ? '' : ` LIMIT ${limit}`})`;
}

/** The same child records by themselves, of several parents: Bulk API has no child subqueries. `list` is `('500…','500…')`. */
export function queryOfChildren(child: ChildQuery, object: string, parent: string, list: string): string {
  const condition = child.where === undefined ? '' : ` AND ${child.where}`;
  const sorting = child.order === undefined ? '' : `, ${child.order}`;
  const fields = ['Id', parent, ...child.fields].join(', ');
  return `SELECT ${fields} FROM ${object} WHERE ${parent} IN ${list}${condition} ORDER BY ${parent}${sorting}`;
}

/** What is asked for of an object, as far as it may be there: of a parent's field, whether its object has it stays to be seen. */
export function wantedFields(
  vendor: VendorObject,
  described: Described,
  extra: readonly string[] = [],
): readonly string[] {
  const relations = relationsOf(described);
  return [...(isStandard(vendor) ? WANTED[vendor] : []), ...extra].filter((path) => {
    const [first = '', ...rest] = path.split('.');
    return rest.length === 0 ? described.fields.has(first) : relations.has(first);
  });
}

/** Parents by the name under which they can be asked for: the objects that they may be. */
export const relationsOf = ({ fields }: Described): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...fields.values()].flatMap(({ relationshipName, referenceTo }) =>
      relationshipName === null ? [] : [[relationshipName, referenceTo] as const],
    ),
  );

/** `SELECT … FROM Case` of these fields; without child records for Bulk API. */
export function selectFrom(
  vendor: VendorObject,
  described: Described,
  fields: readonly string[],
  withChildren = true,
): string {
  const children = withChildren ? childrenOf(vendor, described).map(subquery) : [];
  const all = ['Id', 'SystemModstamp', 'IsDeleted', ...fields, ...children];
  return `SELECT ${[...new Set(all)].join(', ')} FROM ${vendor}`;
}
