import { makeId } from './ids.ts';
import type { SeedOrg, SeedRecord } from './seed-format.ts';

const DAY_MS = 86_400_000;
const CASES_PER_CONTACT = 10;
const CONTACTS_PER_ACCOUNT = 20;
const ORIGINS = ['Email', 'Phone', 'Web', 'Chat'];
const ADMIN_ID = makeId('005', 1);

export interface ManyOptions {
  readonly cases: number;
  /** Milliseconds since 1970: the newest case is from the day before. */
  readonly now: number;
}

/**
 * An org with very many cases, made as they are read: for clients that have to page, load or stream. Every case has a contact, every
 * second one is closed; every third was answered by an e-mail, every fourth by a public comment, every tenth was reopened once.
 */
export function manyCasesSeed({ cases, now }: ManyOptions): SeedOrg {
  return {
    organizationId: makeId('00D', 987_654),
    name: 'Many cases',
    timeZone: 'UTC',
    users: [
      {
        id: ADMIN_ID,
        username: 'admin@many.example',
        email: 'admin@many.example',
        lastName: 'Admin',
        profile: 'System Administrator',
      },
    ],
    records: { [Symbol.iterator]: () => recordsOf(cases, now) },
  };
}

function* recordsOf(cases: number, now: number): Generator<SeedRecord> {
  const contacts = Math.ceil(cases / CASES_PER_CONTACT);
  const accounts = Math.ceil(contacts / CONTACTS_PER_ACCOUNT);
  const oldest = new Date(now - 800 * DAY_MS).toISOString();
  for (let number = 1; number <= accounts; number += 1)
    yield { type: 'Account', id: makeId('001', number), fields: { Name: `Company ${number}`, CreatedDate: oldest } };
  for (let number = 1; number <= contacts; number += 1) {
    const names = { FirstName: 'Alex', LastName: `Person ${number}`, Name: `Alex Person ${number}` };
    const AccountId = makeId('001', Math.ceil(number / CONTACTS_PER_ACCOUNT));
    const fields = { ...names, AccountId, Email: `alex.${number}@many.example`, CreatedDate: oldest };
    yield { type: 'Contact', id: makeId('003', number), fields };
  }
  for (let number = 1; number <= cases; number += 1) yield* caseOf(number, now);
}

function* caseOf(number: number, now: number): Generator<SeedRecord> {
  const openedAt = now - (2 + (number % 700)) * DAY_MS - (number % 1_440) * 60_000;
  const iso = (hours: number) => new Date(openedAt + hours * 3_600_000).toISOString();
  const isClosed = number % 2 === 0;
  const contact = Math.ceil(number / CASES_PER_CONTACT);
  const ParentId = makeId('500', number);
  yield {
    type: 'Case',
    id: ParentId,
    fields: {
      CaseNumber: String(number).padStart(8, '0'),
      ContactId: makeId('003', contact),
      AccountId: makeId('001', Math.ceil(contact / CONTACTS_PER_ACCOUNT)),
      Subject: `Order ${number}, "late" again`,
      Description: `The parcel ${number} did not come,\nand nobody answers.`,
      Status: isClosed ? 'Closed' : 'New',
      IsClosed: isClosed,
      Priority: 'Medium',
      Origin: ORIGINS[number % ORIGINS.length] ?? 'Email',
      CreatedDate: iso(0),
      LastModifiedDate: iso(24),
      ...(isClosed && { ClosedDate: iso(24) }),
    },
  };
  if (number % 3 === 0)
    yield {
      type: 'EmailMessage',
      fields: { ParentId, Incoming: false, Status: '3', Subject: 'Re', MessageDate: iso(2), CreatedDate: iso(2) },
    };
  if (number % 4 === 0)
    yield {
      type: 'CaseComment',
      fields: { ParentId, IsPublished: true, CommentBody: 'We are on it.', CreatedDate: iso(3), CreatedById: ADMIN_ID },
    };
  if (number % 10 === 0)
    for (const [hours, OldValue, NewValue] of [
      [4, 'New', 'Closed'],
      [8, 'Closed', 'Working'],
    ] as const)
      yield {
        type: 'CaseHistory',
        fields: {
          CaseId: ParentId,
          Field: 'Status',
          DataType: 'DynamicEnum',
          OldValue,
          NewValue,
          CreatedDate: iso(hours),
        },
      };
}
