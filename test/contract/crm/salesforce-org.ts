/** A small org for the contract tests: every kind of record, and some odd ones. */
import { makeId } from '../../../src/sandbox/salesforce/ids.ts';
import type { SeedOrg, SeedRecord, SeedValue } from '../../../src/sandbox/salesforce/seed-format.ts';

export const NOW = '2026-11-20T10:00:00.000Z';
export const ORGANIZATION = makeId('00D', 4711);
const DAY_MS = 86_400_000;

export const REOPENED_AT = ['2026-05-03T10:00:00.000Z', '2026-05-06T10:00:00.000Z'];

const PREFIXES = {
  Account: '001',
  Contact: '003',
  Case: '500',
  CaseHistory: '017',
  EmailMessage: '02s',
  Task: '00T',
  Event: '00U',
  Opportunity: '006',
  OpportunityContactRole: '00K',
  Survey: '0Kd',
  SurveyVersion: '0Kf',
  SurveyQuestion: '0Kg',
  SurveyResponse: '0Ks',
  SurveyQuestionResponse: '0Kt',
} as const;
export type OrgType = keyof typeof PREFIXES;

export const idOf = (type: OrgType, number: number): string => makeId(PREFIXES[type], number);

const daysAgo = (days: number): string => new Date(Date.parse(NOW) - days * DAY_MS).toISOString();

function record(type: OrgType, number: number, fields: Record<string, SeedValue>, days: number): SeedRecord {
  const at = daysAgo(days);
  const audit = type === 'CaseHistory' ? {} : { CreatedDate: at, LastModifiedDate: at, SystemModstamp: at };
  return { type, id: idOf(type, number), fields: { ...audit, ...fields } };
}

const ENGAGEMENTS = ['EmailMessage', 'Task', 'Event', 'Note'] as const;

function engagement(index: number, kind: (typeof ENGAGEMENTS)[number], days: number): SeedRecord {
  const WhoId = idOf('Contact', index);
  const at = daysAgo(days);
  switch (kind) {
    case 'EmailMessage': {
      const message = { Incoming: true, Status: '1', Subject: 'Hola', TextBody: 'No funciona', MessageDate: at };
      return record('EmailMessage', index, { ParentId: idOf('Case', index), ...message }, days);
    }
    case 'Task': {
      const call = { TaskSubtype: 'Call', CallType: 'Outbound', Status: 'Completed', IsClosed: true };
      return record('Task', index, { WhoId, Subject: 'Call', CompletedDateTime: at, ...call }, days);
    }
    case 'Event':
      return record('Event', index, { WhoId, Subject: 'Visit', StartDateTime: at, EndDateTime: at }, days);
    case 'Note':
      return record('Task', index, { WhoId, Subject: 'Think', TaskSubtype: 'Task', Status: 'Not Started' }, days);
  }
}

function caseRecord(index: number, days: number): readonly SeedRecord[] {
  const fields = {
    Subject: `Case ${index}`,
    Description: 'No llega',
    Origin: 'Email',
    Priority: 'High',
    AccountId: idOf('Account', (index % 5) + 1),
    ...(index !== 4 && { ContactId: idOf('Contact', index) }),
  };
  if (index === 1) {
    const created = { CreatedDate: '2026-05-01T10:00:00.000Z', ClosedDate: '2026-05-08T10:00:00.000Z' };
    const steps: readonly (readonly [string, string, string])[] = [
      ['2026-05-02T10:00:00.000Z', 'New', 'Closed'],
      [REOPENED_AT[0]!, 'Closed', 'Working'],
      ['2026-05-05T10:00:00.000Z', 'Working', 'Closed'],
      [REOPENED_AT[1]!, 'Closed', 'Working'],
      ['2026-05-08T10:00:00.000Z', 'Working', 'Closed'],
    ];
    return [
      record('Case', index, { ...fields, ...created, Status: 'Closed', IsClosed: true }, days),
      ...steps.map(([at, OldValue, NewValue], step) =>
        record(
          'CaseHistory',
          step + 1,
          { CaseId: idOf('Case', index), Field: 'Status', DataType: 'Text', OldValue, NewValue, CreatedDate: at },
          days,
        ),
      ),
    ];
  }
  if (index === 2) {
    const before1970 = '1900-01-01T00:00:00.000Z';
    return [record('Case', index, { ...fields, Status: 'New', IsClosed: false, CreatedDate: before1970 }, days)];
  }
  const closed = index % 2 === 1;
  const state = closed
    ? { Status: 'Closed', IsClosed: true, ClosedDate: daysAgo(days) }
    : { Status: 'New', IsClosed: false };
  return [record('Case', index, { ...fields, ...state, CreatedDate: daysAgo(days + 3) }, days)];
}

function answer(index: number, days: number): readonly SeedRecord[] {
  const response = {
    SurveyId: idOf('Survey', 1),
    SubmitterId: idOf('Contact', index),
    Status: 'Completed',
    CompletionDateTime: daysAgo(days),
  };
  const ResponseId = idOf('SurveyResponse', index);
  const rating = { Datatype: 'Number', NumberValue: index === 3 ? 19 : index % 11 };
  const text = { Datatype: 'String', ResponseValue: 'bien' };
  return [
    record('SurveyResponse', index, response, days),
    record('SurveyQuestionResponse', 2 * index, { ResponseId, QuestionId: idOf('SurveyQuestion', 1), ...rating }, days),
    record(
      'SurveyQuestionResponse',
      2 * index + 1,
      { ResponseId, QuestionId: idOf('SurveyQuestion', 2), ...text },
      days,
    ),
  ];
}

/** Numbers of records: contacts 1…, accounts 1…5, one case, answer and engagement per contact up to 250, one opportunity. */
export function seedOrg(customers: number): SeedOrg {
  const records: SeedRecord[] = [];
  for (let index = 1; index <= 5; index += 1) {
    const account = {
      Name: `Acme ${index}`,
      AnnualRevenue: 1200,
      Website: `https://www.acme${index}.example.com/home`,
    };
    records.push(record('Account', index, account, 40));
  }
  for (let index = 1; index <= customers; index += 1) {
    const person = { FirstName: 'Ana', LastName: `Ruiz ${index}`, Name: `Ana Ruiz ${index}` };
    const Email = `ana.${index}@example.com`;
    const AccountId = idOf('Account', (index % 5) + 1);
    records.push(record('Contact', index, { ...person, Email, AccountId, Language__c: 'es_MX' }, 30));
  }
  records.push(record('Survey', 1, { Name: 'Relationship' }, 400));
  records.push(record('SurveyVersion', 1, { Name: 'v1', SurveyId: idOf('Survey', 1), VersionNumber: 1 }, 400));
  const SurveyVersionId = idOf('SurveyVersion', 1);
  const questions = [
    ['How likely are you to recommend us?', 'NPS'],
    ['Why?', 'FreeText'],
  ] as const;
  for (const [index, [Name, QuestionType]] of questions.entries()) {
    records.push(record('SurveyQuestion', index + 1, { Name, QuestionType, SurveyVersionId }, 400));
  }
  for (let index = 1; index <= Math.min(customers, 250); index += 1) {
    const days = 5 + (index % 300);
    records.push(...caseRecord(index, days), ...answer(index, days));
    records.push(engagement(index, ENGAGEMENTS[index % ENGAGEMENTS.length]!, days));
  }
  const deal = {
    ...{ Name: 'Renewal', StageName: 'Closed Won', IsClosed: true, IsWon: true, Amount: 99.9 },
    ...{ CloseDate: daysAgo(9).slice(0, 10), AccountId: idOf('Account', 1), CreatedDate: daysAgo(50) },
  };
  records.push(record('Opportunity', 1, deal, 9));
  const role = { OpportunityId: idOf('Opportunity', 1), ContactId: idOf('Contact', 1), IsPrimary: true };
  records.push(record('OpportunityContactRole', 1, role, 9));
  return {
    organizationId: ORGANIZATION,
    name: 'Contract',
    timeZone: 'Europe/Madrid',
    users: [
      {
        username: 'pulso@contract.example.com',
        email: 'pulso@example.com',
        lastName: 'Pulso',
        profile: 'System Administrator',
      },
    ],
    fields: [{ object: 'Contact', fullName: 'Language__c', type: 'Picklist', values: ['en_US', 'es_MX'] }],
    records,
  };
}
