import { ApiError } from '../api-error.ts';
import type { Org } from '../state/org.ts';
import type { Value } from '../state/records.ts';
import { instantMs } from '../time.ts';

/** A record while it is being written. */
export type Draft = Record<string, Value>;

interface Change {
  readonly org: Org;
  readonly before: Readonly<Draft> | undefined;
  readonly draft: Draft;
  /** Names of the fields that the write sets. */
  readonly named: ReadonlySet<string>;
  readonly stamp: string;
}

/** What Salesforce itself sets on a save, beyond audit fields. Throws where it refuses. */
export function applyObjectRules(type: string, change: Change): void {
  RULES[type]?.(change);
}

const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '');

function fullName({ draft }: Change): void {
  draft.Name = [text(draft.FirstName), text(draft.LastName)].filter((part) => part !== '').join(' ') || null;
}

function isClosedValue(org: Org, object: string, field: string, value: Value | undefined): boolean {
  const picklist = org.schema.get(object).fields.get(field.toLowerCase())?.picklist ?? [];
  return picklist.find((each) => each.value === value)?.closed ?? false;
}

function caseRules({ org, before, draft, named, stamp }: Change): void {
  if (!before) {
    draft.Status ??= 'New';
    if (named.has('ContactId') && !named.has('AccountId') && typeof draft.ContactId === 'string')
      draft.AccountId = org.records.live('Contact', draft.ContactId)?.fields.AccountId ?? null;
  }
  const closed = isClosedValue(org, 'Case', 'Status', draft.Status);
  if (closed && before?.IsClosed !== true && !named.has('ClosedDate')) draft.ClosedDate = stamp;
  if (!closed) draft.ClosedDate = null;
  draft.IsClosed = closed;
}

function opportunityRules({ org, before, draft, named }: Change): void {
  const stages = org.schema.get('Opportunity').fields.get('stagename')?.picklist ?? [];
  const stage = stages.find((each) => each.value === draft.StageName);
  const moved = before?.StageName !== draft.StageName;
  draft.IsClosed = stage?.closed ?? false;
  draft.IsWon = stage?.won ?? false;
  if (moved && stage && !named.has('Probability')) draft.Probability = stage.probability ?? 0;
  const probability = Number(draft.Probability ?? 0);
  if (moved)
    draft.ForecastCategory = draft.IsClosed
      ? draft.IsWon
        ? 'Closed'
        : 'Omitted'
      : probability >= 70
        ? 'BestCase'
        : 'Pipeline';
  draft.ForecastCategoryName = draft.ForecastCategory === 'BestCase' ? 'Best Case' : (draft.ForecastCategory ?? null);
  draft.ExpectedRevenue = typeof draft.Amount === 'number' ? Math.round(draft.Amount * probability) / 100 : null;
  const [year = '', month = ''] = text(draft.CloseDate).split('-');
  if (year) {
    draft.FiscalYear = Number(year);
    draft.FiscalQuarter = Math.ceil(Number(month) / 3);
    draft.Fiscal = `${year} ${draft.FiscalQuarter}`;
  }
}

/** The account of an activity: of what it is about, else of whom. */
function activityAccount({ org, draft }: Change): void {
  const find = (id: Value | undefined): Value => {
    if (typeof id !== 'string') return null;
    const type = org.schema.ofId(id)?.definition.name;
    if (type === 'Account') return id;
    return (type && org.records.live(type, id)?.fields.AccountId) || null;
  };
  draft.AccountId = find(draft.WhatId) ?? find(draft.WhoId);
}

function taskRules(change: Change): void {
  const { org, before, draft, stamp, named } = change;
  const closed = isClosedValue(org, 'Task', 'Status', draft.Status);
  if (closed && before?.IsClosed !== true && !named.has('CompletedDateTime')) draft.CompletedDateTime = stamp;
  if (!closed) draft.CompletedDateTime = null;
  draft.IsClosed = closed;
  draft.IsHighPriority = draft.Priority === 'High';
  activityAccount(change);
}

function eventRules(change: Change): void {
  const { draft, named } = change;
  if (named.has('StartDateTime') && !named.has('ActivityDateTime'))
    draft.ActivityDateTime = draft.StartDateTime ?? null;
  const start = text(draft.ActivityDateTime);
  draft.StartDateTime = start || null;
  const end = text(draft.EndDateTime);
  if (start && end && (named.has('EndDateTime') || typeof draft.DurationInMinutes !== 'number'))
    draft.DurationInMinutes = Math.round((instantMs(end) - instantMs(start)) / 60_000);
  if (start && typeof draft.DurationInMinutes === 'number' && !end)
    draft.EndDateTime = new Date(instantMs(start) + draft.DurationInMinutes * 60_000)
      .toISOString()
      .replace('Z', '+0000');
  if (start) draft.ActivityDate = start.slice(0, 10);
  if (typeof draft.DurationInMinutes === 'number' && draft.DurationInMinutes < 0)
    throw new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', 'Event duration cannot be negative', ['DurationInMinutes']);
  if (!start && typeof draft.ActivityDate !== 'string')
    throw new ApiError(400, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [ActivityDateTime]', [
      'ActivityDateTime',
    ]);
  if (start && typeof draft.DurationInMinutes !== 'number')
    throw new ApiError(400, 'REQUIRED_FIELD_MISSING', 'Required fields are missing: [DurationInMinutes]', [
      'DurationInMinutes',
    ]);
  activityAccount(change);
}

function personAccount(change: Change): void {
  const { org, draft } = change;
  if (!org.settings.personAccounts || !draft.LastName) return;
  draft.IsPersonAccount = true;
  fullName(change);
}

function emailMessage({ draft, stamp }: Change): void {
  draft.MessageDate ??= stamp;
}

function surveySubject({ org, draft }: Change): void {
  if (typeof draft.SubjectId === 'string')
    draft.SubjectEntityType = org.schema.ofId(draft.SubjectId)?.definition.name ?? null;
  const parent = typeof draft.ParentId === 'string' ? org.schema.ofId(draft.ParentId)?.definition.name : undefined;
  if (parent) draft[`${parent}Id`] = draft.ParentId ?? null;
}

const RULES: Readonly<Record<string, (change: Change) => void>> = {
  Account: personAccount,
  Contact: fullName,
  Lead: fullName,
  User: fullName,
  Case: caseRules,
  Opportunity: opportunityRules,
  Task: taskRules,
  Event: eventRules,
  EmailMessage: emailMessage,
  SurveySubject: surveySubject,
};
