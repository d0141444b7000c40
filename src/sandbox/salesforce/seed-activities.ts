import type {
  Agent,
  CallEngagement,
  EmailEngagement,
  Engagement,
  EpochMs,
  MeetingEngagement,
  Person,
} from '../world/world.ts';
import { comment, present } from './seed-cases.ts';
import type { SeedRecord, SeedValue } from './seed-format.ts';
import { seedId } from './seed-ids.ts';

const iso = (at: EpochMs): string => new Date(at).toISOString();

/** How a sender's mails are told apart: one by one, in a cadence, to a list. */
const MAIL_SUBTYPE: Readonly<Record<EmailEngagement['purpose'], string>> = {
  support: 'Email',
  service: 'Email',
  sales: 'Cadence',
  marketing: 'ListEmail',
};
const DISPOSITION: Readonly<Record<CallEngagement['disposition'], string>> = {
  connected: 'Connected',
  no_answer: 'No answer',
  voicemail: 'Left voicemail',
  busy: 'Busy',
  wrong_number: 'Wrong number',
};
const OUTCOME: Readonly<Record<MeetingEngagement['outcome'], string>> = {
  completed: 'Completed',
  no_show: 'No show',
  rescheduled: 'Rescheduled',
  canceled: 'Canceled',
};

/** A mail, call, meeting or note as the records that Salesforce keeps of it. */
export function* activityRecords(
  engagement: Engagement,
  agent: Agent | undefined,
  person: Person | undefined,
): Generator<SeedRecord> {
  const { id, at, agentId, personId, accountId, ticketId } = engagement;
  const userId = seedId('user', agentId);
  const about =
    ticketId !== undefined
      ? seedId('case', ticketId)
      : accountId === undefined
        ? undefined
        : seedId('account', accountId);
  const audit = { CreatedDate: iso(at), CreatedById: userId };
  const common = {
    WhoId: seedId('contact', personId),
    WhatId: about,
    AccountId: accountId === undefined ? undefined : seedId('account', accountId),
    OwnerId: userId,
    ...audit,
  };
  const done = { Status: 'Completed', IsClosed: true, CompletedDateTime: iso(at), ActivityDate: iso(at).slice(0, 10) };
  switch (engagement.kind) {
    case 'email':
      yield* mailRecords(engagement, agent, person, { ...common, ...done }, about);
      return;
    case 'call':
      yield {
        type: 'Task',
        id: seedId('task', id),
        fields: present({
          ...common,
          ...done,
          Subject: engagement.title,
          Description: engagement.body,
          TaskSubtype: 'Call',
          Type: 'Call',
          CallType: engagement.direction === 'in' ? 'Inbound' : 'Outbound',
          CallDurationInSeconds: Math.round(engagement.durationMs / 1_000),
          CallDisposition: DISPOSITION[engagement.disposition],
        }),
      };
      return;
    case 'meeting':
      yield {
        type: 'Event',
        id: seedId('event', id),
        fields: present({
          ...common,
          Subject: engagement.title,
          Description: engagement.body,
          Type: 'Meeting',
          ActivityDate: iso(at).slice(0, 10),
          ActivityDateTime: iso(at),
          StartDateTime: iso(at),
          EndDateTime: iso(at + engagement.durationMs),
          DurationInMinutes: Math.round(engagement.durationMs / 60_000),
          Outcome__c: OUTCOME[engagement.outcome],
        }),
      };
      return;
    case 'note':
      if (ticketId !== undefined) yield comment(ticketId, userId, at, engagement.body, false);
      else
        yield {
          type: 'Task',
          id: seedId('task', id),
          fields: present({
            ...common,
            ...done,
            Subject: 'Note',
            Description: engagement.body,
            TaskSubtype: 'Task',
            Type: 'Other',
          }),
        };
  }
}

/** A mail about a case hangs on the case; any other is an activity with the message beside it. */
function* mailRecords(
  mail: EmailEngagement,
  agent: Agent | undefined,
  person: Person | undefined,
  task: Readonly<Record<string, SeedValue | undefined>>,
  about: string | undefined,
): Generator<SeedRecord> {
  const incoming = mail.direction === 'in';
  const [from, to] = incoming ? [person, agent] : [agent, person];
  const onCase = mail.ticketId !== undefined;
  if (!onCase)
    yield {
      type: 'Task',
      id: seedId('task', mail.id),
      fields: present({
        ...task,
        Subject: `Email: ${mail.subject}`,
        Description: mail.body,
        TaskSubtype: MAIL_SUBTYPE[mail.purpose],
        Type: 'Email',
      }),
    };
  yield {
    type: 'EmailMessage',
    id: seedId('email', mail.id),
    fields: present({
      ...(onCase ? { ParentId: about } : { ActivityId: seedId('task', mail.id) }),
      RelatedToId: about,
      Subject: mail.subject,
      TextBody: mail.body,
      FromName: [from?.firstName, from?.lastName].filter(Boolean).join(' '),
      FromAddress: from?.email,
      ToAddress: to?.email,
      Incoming: incoming,
      Status: incoming ? '1' : '3',
      IsExternallyVisible: true,
      MessageDate: iso(mail.at),
      CreatedDate: iso(mail.at),
      CreatedById: seedId('user', mail.agentId),
    }),
  };
}
