import { describe, expect, it } from 'vitest';
import type { VendorObject } from '../../../../src/crm/salesforce/manifest.ts';
import { settingsSchema } from '../../../../src/crm/salesforce/manifest.ts';
import { mapRecord } from '../../../../src/crm/salesforce/map.ts';
import type { MapContext } from '../../../../src/crm/salesforce/map-context.ts';
import { signalsOf } from '../../../../src/crm/signals.ts';

const CONTACT = '0035g0000000001AAA';
const ACCOUNT = '0015g0000000001AAA';
const CASE = '5005g0000000001AAA';
const AT = '2026-05-01T10:00:00.000+0000';
const ISO = '2026-05-01T10:00:00.000Z';

const CONTEXT: MapContext = {
  uiUrl: 'https://acme.lightning.force.com',
  settings: settingsSchema.parse({}),
  rates: new Map(),
  closedStatuses: new Map([
    ['New', false],
    ['Closed', true],
  ]),
  answers: new Map(),
  surveyCases: new Set(),
  emailTasks: new Set(['00T5g0000000009AAA']),
};

function map(vendor: VendorObject, Id: string, fields: Record<string, unknown>, context: Partial<MapContext> = {}) {
  return mapRecord(vendor, { Id, SystemModstamp: AT, ...fields }, { ...CONTEXT, ...context });
}
const rows = (...records: Record<string, unknown>[]) => ({ totalSize: records.length, done: true, records });

describe('Salesforce objects in neutral form', () => {
  it('tells a case that an alert of ours opened from those of customers, whatever its origin is called', () => {
    const fields = { ContactId: CONTACT, CreatedDate: AT, IsClosed: false, Origin: 'Pulso' };
    const { record, setAside } = map('Case', CASE, { ...fields, Pulso_Alert_Id__c: 'a1' });
    expect([record, setAside]).toEqual([expect.objectContaining({ own: true, customers: [CONTACT] }), null]);
    expect(signalsOf('salesforce', record!)).toMatchObject({ signals: [], setAside: [] });
    const foreign = map('Case', CASE, { ...fields, Pulso_Alert_Id__c: null });
    expect(foreign.record).not.toHaveProperty('own');
    expect(signalsOf('salesforce', foreign.record!).signals).toHaveLength(1);
  });

  it('reads a case with its answers and reopenings, whoever they are from', () => {
    const { record } = map('Case', CASE, {
      ContactId: CONTACT,
      AccountId: ACCOUNT,
      CreatedDate: AT,
      IsClosed: false,
      IsEscalated: true,
      Priority: 'High',
      Origin: 'Web',
      Reason: 'Billing',
      Histories: rows(
        { Field: 'Status', OldValue: 'New', NewValue: 'Closed', CreatedDate: '2026-05-02T10:00:00.000+0000' },
        { Field: 'Status', OldValue: 'Closed', NewValue: 'New', CreatedDate: '2026-05-03T12:00:00.000+0200' },
        { Field: 'Status', OldValue: 'Closed', NewValue: 'A status of old', CreatedDate: AT },
        { Field: 'Owner', OldValue: '005A', NewValue: '005B', CreatedDate: '2026-05-02T09:00:00.000+0000' },
        { Field: 'Owner', OldValue: 'Ana', NewValue: 'Ben', CreatedDate: '2026-05-02T09:00:00.000+0000' },
      ),
      EmailMessages: rows({ Incoming: false, Status: '3', MessageDate: '2026-05-01T12:00:00.000+0000' }),
      CaseComments: rows(
        { CreatedDate: '2026-05-01T10:30:00.000+0000', CreatedBy: { UserType: 'CspLitePortal' } },
        { CreatedDate: '2026-05-01T11:00:00.000+0000', CreatedBy: { UserType: 'Standard' } },
      ),
    });
    expect(record).toMatchObject({
      object: 'ticket',
      customers: [CONTACT],
      accounts: [ACCOUNT],
      openedAt: ISO,
      firstResponseAt: '2026-05-01T11:00:00.000Z',
      reopenedAt: ['2026-05-03T10:00:00.000Z'],
      reassignedAt: ['2026-05-02T09:00:00.000Z'],
      touchpoint: 'form',
      topic: 'Billing',
      priority: 'urgent',
      href: `https://acme.lightning.force.com/lightning/r/Case/${CASE}/view`,
    });
  });

  it.each([
    [{ CreatedDate: AT, IsClosed: true, ClosedDate: '2026-04-01T10:00:00.000+0000' }, 'bad_order'],
    [{ CreatedDate: AT }, 'missing_property'],
    [{ CreatedDate: '1900-01-01T00:00:00.000+0000', IsClosed: false }, 'bad_date'],
  ])('sets a case aside that makes no sense: %o', (fields, reason) => {
    const { record, setAside } = map('Case', CASE, fields);
    expect(record).toBeNull();
    expect(setAside).toMatchObject({ object: 'ticket', id: CASE, reason });
  });

  const CLOSED = '2026-05-04T10:00:00.000+0000';
  it.each([
    ['the open one', {}, [{ TargetDate: '2026-05-03T10:00:00.000+0000' }], '2026-05-03T10:00:00.000Z'],
    [
      'not the first answer, which was given in time',
      {},
      [
        { TargetDate: '2026-05-01T12:00:00.000+0000', CompletionDate: '2026-05-01T11:00:00.000+0000' },
        { TargetDate: '2026-05-03T10:00:00.000+0000' },
      ],
      '2026-05-03T10:00:00.000Z',
    ],
    [
      'the one that was met as the case was closed, late',
      { IsClosed: true, ClosedDate: CLOSED },
      [
        { TargetDate: '2026-05-01T12:00:00.000+0000', CompletionDate: '2026-05-01T13:00:00.000+0000' },
        { TargetDate: '2026-05-03T10:00:00.000+0000', CompletionDate: CLOSED },
      ],
      '2026-05-03T10:00:00.000Z',
    ],
    [
      'none where all were met before',
      {},
      [{ TargetDate: '2026-05-01T12:00:00.000+0000', CompletionDate: '2026-05-01T11:00:00.000+0000' }],
      undefined,
    ],
    [
      'the field of the org’s own before all',
      { Promised_Date__c: '2026-05-02' },
      [{ TargetDate: CLOSED }],
      '2026-05-02T23:59:59.999Z',
    ],
  ])('takes for the promise of a case its milestone: %s', (_, fields, milestones, promisedAt) => {
    const { record } = map('Case', CASE, {
      ...{ ContactId: CONTACT, CreatedDate: AT, IsClosed: false, CaseMilestones: rows(...milestones), ...fields },
    });
    expect(record).toMatchObject({ object: 'ticket' });
    expect((record as { promisedAt?: string }).promisedAt).toBe(promisedAt);
  });

  it('reads a person account as a person without a company', () => {
    const person = { LastName: 'Ruiz', AccountId: ACCOUNT, IsPersonAccount: true, Language__c: 'Español' };
    expect(map('Contact', CONTACT, person).record).not.toHaveProperty('account');
    expect(map('Contact', CONTACT, person).record).toMatchObject({ name: 'Ruiz', language: 'es' });
    expect(map('Account', ACCOUNT, { Name: 'Ruiz', IsPersonAccount: true })).toEqual({ record: null, setAside: null });
  });

  it.each([
    [
      { TaskSubtype: 'Call', CallType: 'Inbound', IsClosed: true },
      { type: 'call', direction: 'inbound' },
    ],
    [{ TaskSubtype: 'Call', CallType: 'Internal', IsClosed: true }, { type: 'note' }],
    [{ TaskSubtype: 'Call', CallType: 'Outbound', IsClosed: false }, { type: 'note' }],
    [
      { TaskSubtype: 'Call', IsClosed: true, CallDisposition: 'No contesta' },
      { type: 'call', outcome: 'no_answer' },
    ],
    [
      { TaskSubtype: 'ListEmail', IsClosed: true },
      { type: 'email', automated: true, purpose: 'marketing' },
    ],
    [{ TaskSubtype: 'Task', Type: 'Other', IsClosed: true }, { type: 'note' }],
  ])('reads the task %o', (fields, expected) => {
    const task = { WhoId: CONTACT, CompletedDateTime: AT, ...fields };
    expect(map('Task', '00T5g0000000001AAA', task).record).toMatchObject({ customers: [CONTACT], ...expected });
  });

  it('does not count a task beside an e-mail, an invitee\u2019s copy or a survey that was only begun', () => {
    const nothing = { record: null, setAside: null };
    expect(map('Task', '00T5g0000000009AAA', { WhoId: CONTACT, IsClosed: true, CompletedDateTime: AT })).toEqual(
      nothing,
    );
    expect(map('Event', '00U5g0000000001AAA', { WhoId: CONTACT, IsChild: true, StartDateTime: AT })).toEqual(nothing);
    expect(map('SurveyResponse', '0Ks5g0000000001AAA', { Status: 'Started' })).toEqual(nothing);
  });

  it.each([
    ['NPS', 'Loyalty', 9, { survey: 'nps', scale: { min: 0, max: 10, reversed: false }, scope: 'relational' }],
    ['CSAT', 'Help', 2, { survey: 'csat', scale: { min: 0, max: 2, reversed: false } }],
    ['Score', 'Fue fácil', 7, { survey: 'ces', scale: { min: 1, max: 7, reversed: false }, scope: 'transactional' }],
    ['Rating', 'Stars', 4, { survey: 'csat', scale: { min: 1, max: 5, reversed: false } }],
  ])('reads an answer to a %s question (%s)', (QuestionType, Name, NumberValue, expected) => {
    const id = '0Ks5g0000000001AAA';
    const answers = new Map([
      [
        id,
        [
          { Id: '0Kt5g0000000001AAA', NumberValue, Question: { QuestionType, Name } },
          { Id: '0Kt5g0000000002AAA', ResponseValue: 'bien', Question: { QuestionType: 'FreeText', Name: 'Why?' } },
        ],
      ],
    ]);
    const response = { Status: 'Completed', SubmitterId: CONTACT, CompletionDateTime: AT };
    const { record } = map('SurveyResponse', id, response, { answers });
    expect(record).toMatchObject({
      customers: [CONTACT],
      value: NumberValue,
      text: 'bien',
      answeredAt: ISO,
      ...expected,
    });
  });
});
