/** Tickets: HubSpot → neutral. */
import type { Touchpoint } from '../../cx/model/touchpoint.ts';
import type { StageState } from './account.ts';
import type { Draft, Links, MapContext } from './map-context.ts';
import { ticketSurveys } from './map-survey.ts';
import type { VendorRecord } from './payload.ts';
import { timeInStage } from './properties.ts';
import { type PropertyReader, parseInstant } from './values.ts';

/** `source_type` of a ticket. What is not listed becomes `other` and is counted. */
const TICKET_TOUCHPOINTS: Readonly<Record<string, Touchpoint>> = {
  CHAT: 'chat',
  EMAIL: 'email',
  FORM: 'form',
  PHONE: 'phone',
  WHATSAPP: 'chat',
  FB_MESSENGER: 'social',
  SMS: 'sms',
  CUSTOMER_PORTAL: 'portal',
};

export function mapTicket(source: VendorRecord, reader: PropertyReader, links: Links, context: MapContext): Draft {
  const openedAt = reader.instant('createdate');
  if (openedAt === undefined) {
    if (reader.text('createdate') === undefined) reader.refuse('missing_property', 'createdate is missing');
    return {};
  }
  const stageId = reader.text('hs_pipeline_stage');
  const closed =
    reader.flag('hs_is_closed') ?? (stageId === undefined ? undefined : context.ticketStages.get(stageId)?.closed);
  if (closed === undefined) {
    reader.refuse('missing_property', 'hs_pipeline_stage names no stage of a pipeline; move the ticket to one');
  }
  const priority = reader.text('hs_ticket_priority')?.toLowerCase();
  const firstResponseAt = firstResponse(reader, openedAt);
  const resolvedAt = closed ? reader.firstInstant('closed_date', 'hs_last_closed_date') : undefined;
  notBefore(reader, openedAt, firstResponseAt, 'first_agent_reply_date');
  notBefore(reader, openedAt, resolvedAt, 'closed_date');
  return {
    customers: links.contacts,
    accounts: links.companies,
    subject: reader.text('subject'),
    text: reader.text('content'),
    openedAt,
    firstResponseAt,
    resolvedAt,
    reopenedAt: reopenings(source, reader, context.ticketStages),
    open: closed === false,
    touchpoint: touchpointOf(reader),
    topic: reader.text('hs_ticket_category'),
    priority: isPriority(priority) ? priority : undefined,
    promisedAt: reader.endOfDay(context.properties.promised),
    steps: stepsOf(reader, context.ticketStages),
    surveys: context.hasSurveys ? [] : ticketSurveys(reader),
  };
}

function touchpointOf(reader: PropertyReader): Touchpoint {
  const channel = reader.text('source_type');
  if (channel === undefined) return 'service_desk';
  const touchpoint = TICKET_TOUCHPOINTS[channel.toUpperCase()];
  if (touchpoint === undefined) {
    reader.refuse(
      'unknown_channel',
      `source_type is "${channel.slice(0, 40)}"; the ticket counts, its channel as other`,
    );
  }
  return touchpoint ?? 'other';
}

function isPriority(value: string | undefined): value is 'low' | 'medium' | 'high' | 'urgent' {
  return value !== undefined && ['low', 'medium', 'high', 'urgent'].includes(value);
}

/**
 * HubSpot adds up how long a ticket was in each stage, in milliseconds. The stage that it is in now is left out, as its time grows with
 * every reading, and closed ones, where nobody works on it.
 */
function stepsOf(reader: PropertyReader, stages: MapContext['ticketStages']): unknown {
  const current = reader.text('hs_pipeline_stage');
  const steps = [...stages].flatMap(([id, { label, closed }]) => {
    const ms = closed || id === current ? undefined : reader.number(timeInStage(id));
    return ms === undefined || ms < 0 ? [] : [{ name: label, hours: ms / 3_600_000 }];
  });
  return steps.length === 0 ? undefined : steps;
}

function firstResponse(reader: PropertyReader, openedAt: string): string | undefined {
  const answered = reader.firstInstant('first_agent_reply_date', 'hs_first_agent_message_sent_at');
  if (answered !== undefined) return answered;
  const afterMs = reader.number('time_to_first_agent_reply');
  return afterMs === undefined ? undefined : new Date(Date.parse(openedAt) + afterMs).toISOString();
}

function notBefore(reader: PropertyReader, openedAt: string, at: string | undefined, name: string): void {
  if (at === undefined || Date.parse(at) >= Date.parse(openedAt)) return;
  reader.refuse('bad_order', `${name} lies before createdate; correct one of them in HubSpot`);
}

/**
 * Every CLOSED → OPEN step of the pipeline stage, where its history was read; else the last one, which HubSpot keeps in a
 * property of its own (it keeps no count).
 */
function reopenings(
  source: VendorRecord,
  reader: PropertyReader,
  stages: ReadonlyMap<string, StageState>,
): readonly string[] {
  const last = reader.instant('hs_ticket_reopened_at');
  const history = source.propertiesWithHistory?.hs_pipeline_stage;
  if (!history) return last === undefined ? [] : [last];
  const steps = history
    .map(({ value, timestamp }) => ({ closed: stages.get(value ?? '')?.closed, at: parseInstant(timestamp) }))
    .filter((step): step is { closed: boolean; at: string } => step.closed !== undefined && step.at !== null)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const found: string[] = [];
  for (const [index, step] of steps.entries()) if (!step.closed && steps[index - 1]?.closed) found.push(step.at);
  // History is cut off after some revisions; the property still knows the last step.
  if (found.length === 0 && last !== undefined) return [last];
  return found.slice(-1000);
}
