/** Cases: Salesforce → neutral. Reopenings and the first answer are not fields of a case; they are read from what hangs on it. */
import type { Touchpoint } from '../../cx/model/touchpoint.ts';
import { type Draft, listOf, type MapContext } from './map-context.ts';
import { ALERT_KEY } from './select.ts';
import type { FieldReader } from './values.ts';
import { salesforceWords } from './words.ts';

const PRIORITIES = new Set(['low', 'medium', 'high', 'urgent']);
const DRAFT = '5';

export function mapCase(reader: FieldReader, context: MapContext): Draft {
  const openedAt = reader.instant('CreatedDate');
  const closed = reader.flag('IsClosed');
  if (closed === undefined) {
    reader.refuse('missing_property', 'IsClosed is missing; give the integration user read access to it');
  }
  if (openedAt === undefined) return {};
  const resolvedAt = closed ? reader.instant('ClosedDate') : undefined;
  if (resolvedAt !== undefined && resolvedAt < openedAt) {
    reader.refuse('bad_order', 'ClosedDate lies before CreatedDate; correct one of them in Salesforce');
  }
  const own = reader.text(ALERT_KEY) !== undefined;
  const word = reader.text('Priority')?.toLowerCase() ?? '';
  const priority = word === 'high' && reader.flag('IsEscalated') === true ? 'urgent' : word;
  return {
    customers: listOf(reader.text('ContactId')),
    accounts: listOf(reader.text('AccountId')),
    subject: reader.text('Subject'),
    text: reader.text('Description'),
    openedAt,
    firstResponseAt: firstResponse(reader, openedAt),
    resolvedAt,
    reopenedAt: reopenings(reader, context.closedStatuses),
    reassignedAt: handOvers(reader, openedAt),
    open: closed === false,
    touchpoint: own ? 'other' : touchpointOf(reader),
    topic: reader.text('Reason') ?? reader.text('Type'),
    priority: PRIORITIES.has(priority) ? priority : undefined,
    promisedAt: reader.endOfDay(context.settings.fields.promised) ?? milestone(reader, resolvedAt),
    steps: stepsOf(reader, openedAt, context.closedStatuses),
    surveys: [],
    ...(own && { own }),
  };
}

function touchpointOf(reader: FieldReader): Touchpoint {
  const origin = reader.text('Origin');
  if (origin === undefined) return 'service_desk';
  const touchpoint = salesforceWords.touchpoints[`case.${origin}`];
  if (touchpoint === undefined) {
    reader.refuse('unknown_channel', `Origin is "${origin.slice(0, 40)}"; the case counts, its channel as other`);
  }
  return touchpoint ?? 'other';
}

/** The first e-mail to the customer or public comment by one of us, at or after the beginning. */
function firstResponse(reader: FieldReader, openedAt: string): string | undefined {
  const emails = reader
    .children('EmailMessages')
    .filter((email) => email.flag('Incoming') !== true && email.text('Status') !== DRAFT)
    .map((email) => email.instant('MessageDate'));
  const comments = reader
    .children('CaseComments')
    .filter((comment) => (comment.text('CreatedBy.UserType') ?? 'Standard') === 'Standard')
    .map((comment) => comment.instant('CreatedDate'));
  return [...emails, ...comments].filter((at) => at !== undefined && at >= openedAt).sort()[0];
}

/** A milestone of an entitlement is met as the case is closed, give or take what a flow needs. */
const AT_CLOSING_MS = 15 * 60_000;

/**
 * By when the case's entitlement wants it done: the latest target of the milestones that are open, or were met as it was closed. One
 * that was met before is a step on the way (a first answer), and its target no promise for the whole.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_casemilestone.htm
 */
function milestone(reader: FieldReader, resolvedAt: string | undefined): string | undefined {
  const closingMs = resolvedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(resolvedAt) - AT_CLOSING_MS;
  return reader
    .children('CaseMilestones')
    .filter((each) => {
      const metAt = each.instant('CompletionDate');
      return metAt === undefined || Date.parse(metAt) >= closingMs;
    })
    .map((each) => each.instant('TargetDate'))
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
}

/** How long it was in each open status other than its present one, from the history of its status. */
function stepsOf(reader: FieldReader, openedAt: string, closed: ReadonlyMap<string, boolean>): unknown {
  const changes = reader
    .children('Histories')
    .filter((step) => step.text('Field') === 'Status')
    .map((step) => ({
      from: step.text('OldValue'),
      to: step.text('NewValue'),
      atMs: Date.parse(step.instant('CreatedDate') ?? ''),
    }))
    .filter(({ atMs }) => !Number.isNaN(atMs))
    .sort((a, b) => a.atMs - b.atMs);
  const hours = new Map<string, number>();
  let since = Date.parse(openedAt);
  for (const { from, atMs } of changes) {
    if (from !== undefined && closed.get(from) === false) {
      hours.set(from, (hours.get(from) ?? 0) + Math.max(0, atMs - since) / 3_600_000);
    }
    since = atMs;
  }
  const current = changes.at(-1)?.to;
  if (current !== undefined) hours.delete(current);
  return hours.size === 0 ? undefined : [...hours].map(([name, own]) => ({ name, hours: own }));
}

/** Salesforce keeps two rows of one change of owner, one with ids and one with names, at the same instant. */
function handOvers(reader: FieldReader, openedAt: string): readonly string[] | undefined {
  const changes = reader
    .children('Histories')
    .filter((step) => step.text('Field') === 'Owner')
    .map((step) => step.instant('CreatedDate'))
    .filter((at) => at !== undefined && at >= openedAt);
  return changes.length === 0 ? undefined : ([...new Set(changes.sort())].slice(-1000) as string[]);
}

/** Every step of the status from a closed to an open one; a status that no longer exists tells nothing. */
function reopenings(reader: FieldReader, closed: ReadonlyMap<string, boolean>): readonly string[] {
  return reader
    .children('Histories')
    .filter((step) => step.text('Field') === 'Status')
    .filter((step) => closed.get(step.text('OldValue') ?? '') === true)
    .filter((step) => closed.get(step.text('NewValue') ?? '') === false)
    .map((step) => step.instant('CreatedDate'))
    .filter((at) => at !== undefined)
    .sort()
    .slice(-1000);
}
