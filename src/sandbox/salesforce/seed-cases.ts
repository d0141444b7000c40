import type { Channel, Engagement, EpochMs, Stage, Ticket, Topic } from '../world/world.ts';
import type { SeedRecord, SeedValue } from './seed-format.ts';
import { seedId } from './seed-ids.ts';

const iso = (at: EpochMs): string => new Date(at).toISOString();

const STATUS: Readonly<Record<Stage, string>> = {
  new: 'New',
  waiting_on_customer: 'Waiting on Customer',
  waiting_on_us: 'Working',
  closed: 'Closed',
};
const ORIGIN: Readonly<Record<Channel, string>> = {
  email: 'Email',
  phone: 'Phone',
  chat: 'Chat',
  form: 'Web',
  social: 'Social',
};
const REASON: Readonly<Record<Topic, string>> = {
  late_delivery: 'Delivery',
  damaged_delivery: 'Delivery',
  returns: 'Delivery',
  surprise_charge: 'Billing',
  billing: 'Billing',
  price: 'Billing',
  technical_fault: 'Breakdown',
  login: 'Performance',
  installation: 'Installation',
  missing_info: 'Information',
  trust: 'Feedback',
  renewal: 'Billing',
  cancellation: 'Feedback',
  praise: 'Feedback',
  feature_request: 'Feedback',
};
const PRIORITY: Readonly<Record<Ticket['priority'], string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  urgent: 'High',
};
const FIRST_NUMBER = 1_000;
const FIRST_REPLY = {
  en: 'Hello, thank you for getting in touch. We have your request and are looking into it.',
  es: 'Hola, gracias por escribirnos. Tenemos tu consulta y la estamos revisando.',
} as const;

/** A ticket as a case with its history, and the first answer as a public comment where no mail carried it. */
export function* caseRecords(
  ticket: Ticket,
  index: number,
  mails: readonly Engagement[],
  adminId: string,
): Generator<SeedRecord> {
  const id = seedId('case', ticket.id);
  const { openedAt, closedAt, firstReplyAt, promisedFor, resolution } = ticket;
  const ownerId = ticket.agentId === undefined ? adminId : seedId('user', ticket.agentId);
  const stages = ticket.stages.map(({ stage, at }) => ({ status: STATUS[stage], at }));
  yield {
    type: 'Case',
    id,
    fields: present({
      CaseNumber: String(FIRST_NUMBER + index).padStart(8, '0'),
      ContactId: ticket.personId === undefined ? undefined : seedId('contact', ticket.personId),
      AccountId: ticket.accountId === undefined ? undefined : seedId('account', ticket.accountId),
      Subject: ticket.subject,
      Description: ticket.body,
      Status: stages.at(-1)?.status ?? 'New',
      Priority: PRIORITY[ticket.priority],
      IsEscalated: ticket.priority === 'urgent',
      Origin: ORIGIN[ticket.channel],
      Reason: REASON[ticket.topic],
      IsClosed: closedAt !== undefined,
      ClosedDate: closedAt === undefined ? undefined : iso(closedAt),
      Comments: resolution,
      Promised_Date__c: promisedFor === undefined ? undefined : iso(promisedFor).slice(0, 10),
      OwnerId: ownerId,
      CreatedDate: iso(openedAt),
      CreatedById: ownerId,
      LastModifiedDate: iso(ticket.updatedAt),
      LastModifiedById: ownerId,
    }),
  };
  const row = (at: EpochMs, fields: Readonly<Record<string, SeedValue>>): SeedRecord => ({
    type: 'CaseHistory',
    fields: { CaseId: id, CreatedDate: iso(at), CreatedById: ownerId, ...fields },
  });
  yield row(openedAt, { Field: 'created', DataType: 'Text' });
  for (const [at, entry] of stages.entries()) {
    const before = stages[at - 1];
    if (before && before.status !== entry.status)
      yield row(entry.at, {
        Field: 'Status',
        DataType: 'DynamicEnum',
        OldValue: before.status,
        NewValue: entry.status,
      });
  }
  const isAnswered = mails.some(
    (mail) => mail.kind === 'email' && mail.direction === 'out' && mail.at <= (firstReplyAt ?? 0),
  );
  if (firstReplyAt !== undefined && !isAnswered)
    yield comment(ticket.id, ownerId, firstReplyAt, FIRST_REPLY[ticket.language], true);
}

/** A comment on a case; unpublished ones are notes among agents. */
export function comment(
  ticketId: string,
  authorId: string,
  at: EpochMs,
  body: string,
  isPublished: boolean,
): SeedRecord {
  return {
    type: 'CaseComment',
    fields: {
      ParentId: seedId('case', ticketId),
      CommentBody: body,
      IsPublished: isPublished,
      CreatedDate: iso(at),
      CreatedById: authorId,
    },
  };
}

/** Drops what is unknown: Salesforce has no empty texts. */
export function present(fields: Readonly<Record<string, SeedValue | undefined>>): Record<string, SeedValue> {
  const kept: Record<string, SeedValue> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined && value !== '') kept[name] = value;
  return kept;
}
